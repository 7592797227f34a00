//! What is drawn of marks, and roles in the terminal's own colours.

use ratatui::style::Color;

use super::Tone;
use crate::explorer::line::Role;

/// Whether a text is drawn of block elements or braille alone.
#[must_use]
pub fn is_marks(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '\u{2580}'..='\u{259f}' | '\u{2800}'..='\u{28ff}');
    let mut letters = text.chars().filter(|c| *c != ' ').peekable();
    letters.peek().is_some() && letters.all(is_mark)
}

/// A role in the terminal's own colours; none is its ordinary text. Where the background is not
/// known only magenta is used, which the usual 16 colours show readably on both.
pub(super) const fn sixteen(role: Role, tone: Option<Tone>) -> Option<Color> {
    Some(match (tone, role) {
        (Some(Tone::Dark), Role::Label | Role::Link) => Color::Cyan,
        (Some(Tone::Dark), Role::Rise | Role::Bar) => Color::LightCyan,
        (Some(Tone::Dark), Role::Fall | Role::Warning) => Color::LightYellow,
        (Some(Tone::Dark), Role::Tag) => Color::LightMagenta,
        (Some(Tone::Dark), Role::Match) => Color::LightGreen,
        (Some(Tone::Light), Role::Label | Role::Link) => Color::Blue,
        (Some(Tone::Light), Role::Rise | Role::Bar) => Color::Blue,
        (Some(Tone::Light), Role::Fall | Role::Warning) => Color::Red,
        (Some(Tone::Light), Role::Tag | Role::Match) => Color::Magenta,
        // Of the 16 only these keep about 3:1 on black and on white in the usual palettes.
        (None, Role::Bar) => Color::LightBlue,
        _ => return None,
    })
}
