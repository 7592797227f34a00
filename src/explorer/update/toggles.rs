//! What is switched by one key: panes, units, language, theme, mouse.

use super::say;
use crate::explorer::keys::command::Effect;
use crate::explorer::settings::{RowBars, ThemeName};
use crate::explorer::state::layout::Pane;
use crate::explorer::state::map::MapShown;
use crate::explorer::state::{PanelMode, State};
use crate::explorer::view::columns::GUTTER;
use crate::explorer::view::row_bar;
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::{Kind, Library};
use crate::text::Unit;

/// The keys go to the other pane.
pub(super) const fn other_pane(state: &mut State) {
    state.focus = match state.focus {
        Pane::Left => Pane::Right,
        Pane::Right => Pane::Left,
    };
}

/// The map as a strip, on the whole screen, off, and again as a strip.
pub(super) const fn map(state: &mut State) {
    state.map = match state.map {
        MapShown::Strip => MapShown::Full,
        MapShown::Full => MapShown::Off,
        MapShown::Off => MapShown::Strip,
    };
}

/// The map is of the current node, or of the whole document again.
pub(super) fn map_here(library: &Library, state: &mut State) {
    let Some(here) = state.current() else { return };
    if state.map == MapShown::Off {
        state.map = MapShown::Strip;
    }
    // A line alone is no map: that of what it stands below is.
    let here = match library.node(here).kind {
        Kind::Budget => library.parent(here).unwrap_or(here),
        _ => here,
    };
    let is_whole = library.node(here).kind == Kind::Document;
    state.map_of = Some(here).filter(|here| !is_whole && state.map_of != Some(*here));
    say(
        state,
        if state.map_of.is_some() {
            words::MAP_HERE
        } else {
            words::MAP_WHOLE
        },
    );
}

/// The side panel on or off.
pub(super) const fn panel(state: &mut State) {
    state.panel_on = !state.panel_on;
    state.focus = Pane::Left;
}

/// The panel shows the change step by step, with a cursor among the steps, or everything again.
pub(super) fn waterfall(state: &mut State) {
    state.panel_offset = 0;
    if state.panel_mode == PanelMode::Waterfall {
        state.panel_mode = PanelMode::Overview;
        state.focus = Pane::Left;
        return;
    }
    state.panel_mode = PanelMode::Waterfall;
    state.focus = Pane::Right;
    // The first step is found when the state settles.
    state.panel_cursor = 0;
}

/// The next unit of amounts.
pub(super) const fn unit(state: &mut State) {
    state.settings.unit = match state.settings.unit {
        Unit::Oku => Unit::Million,
        Unit::Million => Unit::Yen,
        Unit::Yen => Unit::Oku,
    };
}

/// The next bars of the rows, and what they are in the status line.
pub(super) fn row_bars(state: &mut State) {
    state.settings.row_bars = state.settings.row_bars.next();
    let settings = &state.settings;
    let (lang, bars) = (settings.lang, settings.row_bars);
    let columns = state.layout().and_then(|layout| layout.left);
    let columns = columns
        .map_or(0, |area| usize::from(area.width))
        .saturating_sub(GUTTER);
    let room = match state.table {
        Some(_) => row_bar::in_table(settings, columns),
        None => row_bar::in_tree(settings, columns),
    };
    let (label, name) = (words::ROW_BARS.get(lang), words::row_bars(bars).get(lang));
    let mut said = format!("{label}: {name}");
    if room.is_none() && bars != RowBars::None {
        said.push_str(words::NO_ROOM_FOR_BARS.get(lang));
    }
    state.message = Some(said);
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
