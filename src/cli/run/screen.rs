//! The settings in force as the screens of the explorer take them.

use crate::cli::args::Global;
use crate::cli::env::Surroundings;
use crate::config::{AmbiguousWidth, When};
use crate::explorer::{Saved, Settings};
use crate::text::Ruler;
use crate::tui;
use crate::tui::theme::Depth;

/// The settings in force as the explorer takes them.
pub(super) fn options(
    surroundings: &Surroundings,
    global: &Global,
    a11y: bool,
    saved: Option<Saved>,
) -> tui::Options {
    let decided = surroundings.decide(global);
    let width = decided.ambiguous_width.value;
    let lang = decided.language.value;
    let color = decided.color.value != When::Never;
    let depth = Depth::of(&surroundings.term, &surroundings.colorterm);
    let theme = decided.theme.value;
    let background = color && tui::theme::depends_on_background(theme, depth);
    tui::Options {
        settings: Settings {
            lang,
            unit: decided.unit.value,
            scale: decided.scale.value,
            counting: decided.counting.value,
            ascii: decided.ascii.value,
            ruler: Ruler {
                ambiguous_wide: width == AmbiguousWidth::Two,
            },
            theme,
            mouse: decided.mouse.value,
            ..Settings::default()
        },
        keys: surroundings.config.config.keymap(),
        color,
        depth,
        tone: tui::theme::tone_of(&surroundings.term, &surroundings.colorfgbg),
        ask: if a11y {
            tui::Ask::sign(&surroundings.term)
        } else {
            let is_unknown = width == AmbiguousWidth::Auto;
            tui::Ask::of(&surroundings.term, background, is_unknown)
        },
        notice: surroundings.complaints(lang).into_iter().next(),
        a11y,
        is_first: false,
        saved,
        start: None,
        compare: None,
        sheets: None,
        columns: decided.columns.value.map(usize::from),
        yomi: decided.yomi.value,
        year_before: decided.year_before.value,
        braille: global.braille,
    }
}
