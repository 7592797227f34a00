//! What is switched by one key: panes, units, language, theme, mouse.

use super::say;
use crate::explorer::keys::command::Effect;
use crate::explorer::settings::ThemeName;
use crate::explorer::state::layout::{Pane, TWO_PANES};
use crate::explorer::state::{PanelMode, State};
use crate::explorer::words;
use crate::lang::Lang;
use crate::text::Unit;

/// The keys go to the other pane.
pub(super) const fn other_pane(state: &mut State) {
    state.focus = match state.focus {
        Pane::Left => Pane::Right,
        Pane::Right => Pane::Left,
    };
}

/// The side panel on or off.
pub(super) const fn panel(state: &mut State) {
    state.panel_on = !state.panel_on;
    state.focus = Pane::Left;
}

/// The panel shows the change step by step, or everything again.
pub(super) const fn waterfall(state: &mut State) {
    state.panel_mode = match state.panel_mode {
        PanelMode::Overview => PanelMode::Waterfall,
        PanelMode::Waterfall => PanelMode::Overview,
    };
    state.panel_offset = 0;
    show_panel(state);
}

/// Makes sure that what was asked for in the panel can be seen.
const fn show_panel(state: &mut State) {
    if state.size.0 < TWO_PANES || !state.panel_on {
        state.focus = Pane::Right;
    }
}

/// The next unit of amounts.
pub(super) const fn unit(state: &mut State) {
    state.settings.unit = match state.settings.unit {
        Unit::Oku => Unit::Million,
        Unit::Million => Unit::Yen,
        Unit::Yen => Unit::Oku,
    };
}

/// The other language.
pub(super) const fn language(state: &mut State) {
    state.settings.lang = match state.settings.lang {
        Lang::Ja => Lang::En,
        Lang::En => Lang::Ja,
    };
}

/// That theme, and its name in the status line.
pub(super) fn theme(state: &mut State, name: ThemeName) {
    state.settings.theme = name;
    let lang = state.settings.lang;
    let (label, theme) = (words::THEME.get(lang), words::theme(name).get(lang));
    state.message = Some(format!("{label}: {theme}"));
}

/// The mouse on or off.
pub(super) fn mouse(state: &mut State) -> Vec<Effect> {
    let on = !state.settings.mouse;
    state.settings.mouse = on;
    let word = if on {
        words::MOUSE_ON
    } else {
        words::MOUSE_OFF
    };
    say(state, word);
    vec![Effect::Mouse(on)]
}
