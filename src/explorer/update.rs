//! What each action does to the state.

mod arrange;
mod copy;
mod export;
mod lists;
mod marking;
mod mouse;
mod moving;
mod search;

use super::command::{Action, Command, Effect};
use super::key::{Code, Key};
use super::keymap::Context;
use super::layout::Pane;
use super::panel;
use super::settings::ThemeName;
use super::state::{Overlay, PanelMode, State};
use super::words;
use crate::lang::{Lang, Text};
use crate::model::{Library, NodeId};
use crate::text::Unit;

pub(super) use arrange::anew as arrange_anew;
pub(super) use lists::anew as fill_anew;

/// Most places kept in the history.
const LONGEST_HISTORY: usize = 200;

/// Changes the state by one action and returns what the terminal edge has to do.
pub fn update(library: &Library, state: &mut State, action: Action) -> Vec<Effect> {
    let before = state.current();
    let effects = match action {
        Action::Key(key) => on_key(library, state, key),
        Action::Do(command) => perform(library, state, command),
        Action::Resize(columns, rows) => {
            state.size = (columns, rows);
            Vec::new()
        }
        Action::Start(columns, rows) => {
            state.size = (columns, rows);
            let rows = state.left_rows();
            state.tree.open_as_fits(library, &state.figures, rows);
            Vec::new()
        }
        Action::Mouse(mouse) => mouse::on_mouse(library, state, mouse),
        Action::Paste(text) => {
            lists::typed(library, state, &text);
            Vec::new()
        }
        Action::Go(node) => {
            jump(library, state, node);
            Vec::new()
        }
        Action::TakeOver { place, marks } => {
            marking::take_over(library, state, place, &marks);
            Vec::new()
        }
        Action::Work => {
            if search::work(library, state) {
                lists::refill(library, state);
            }
            Vec::new()
        }
        Action::Tell(text) => {
            state.message = Some(text);
            Vec::new()
        }
    };
    if state.current() != before {
        state.panel_offset = 0;
        state.asked = None;
    }
    settle(library, state);
    effects
}

fn on_key(library: &Library, state: &mut State, key: Key) -> Vec<Effect> {
    state.message = None;
    let contexts = state.contexts();
    if let Some(command) = state.keys.lookup(contexts, key) {
        return perform(library, state, command);
    }
    match key.code {
        Code::Char(c) if !key.ctrl && contexts.contains(&Context::Field) => {
            lists::typed(library, state, c.encode_utf8(&mut [0; 4]));
        }
        _ if matches!(state.overlay, Overlay::Copying) => state.overlay = Overlay::None,
        _ => {}
    }
    Vec::new()
}

fn perform(library: &Library, state: &mut State, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => return vec![Effect::Save, Effect::Quit],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],
        _ => {}
    }
    if matches!(state.overlay, Overlay::List(_)) {
        return lists::perform(library, state, command);
    }
    let copying = matches!(state.overlay, Overlay::Copying);
    state.overlay = Overlay::None;
    match command {
        Command::CopyText | Command::CopyAddress | Command::CopyAmount | Command::CopyCitation => {
            copy::perform(library, state, command)
        }
        Command::Escape if copying => Vec::new(),
        Command::Edit => copy::edit(library, state),
        Command::Mouse => {
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
        Command::Mark => marking::toggle(library, state),
        Command::UndoMark => marking::undo(state),
        Command::ReadAloud => vec![Effect::ReadAloud],
        Command::Reread => vec![Effect::Reread],
        _ => {
            if !arrange::perform(library, state, command)
                && !search::perform(library, state, command)
                && !moving::perform(library, state, command)
            {
                other(library, state, command);
            }
            Vec::new()
        }
    }
}

fn other(library: &Library, state: &mut State, command: Command) {
    match command {
        Command::OtherPane => {
            state.focus = match state.focus {
                Pane::Left => Pane::Right,
                Pane::Right => Pane::Left,
            };
        }
        Command::ToggleMap => state.map_on = !state.map_on,
        Command::TogglePanel => {
            state.panel_on = !state.panel_on;
            state.focus = Pane::Left;
        }
        Command::Scale => state.settings.scale = state.settings.scale.next(),
        Command::Waterfall => {
            state.panel_mode = match state.panel_mode {
                PanelMode::Overview => PanelMode::Waterfall,
                PanelMode::Waterfall => PanelMode::Overview,
            };
            state.panel_offset = 0;
            show_panel(state);
        }
        Command::Unit => {
            state.settings.unit = match state.settings.unit {
                Unit::Oku => Unit::Million,
                Unit::Million => Unit::Yen,
                Unit::Yen => Unit::Oku,
            };
        }
        Command::Language => {
            state.settings.lang = match state.settings.lang {
                Lang::Ja => Lang::En,
                Lang::En => Lang::Ja,
            };
        }
        Command::NextTheme => set_theme(state, state.settings.theme.next()),
        Command::Theme(name) => set_theme(state, name),
        Command::Copy => state.overlay = Overlay::Copying,
        Command::RowBars => state.settings.row_bars = state.settings.row_bars.next(),
        Command::Help
        | Command::Palette
        | Command::Marks
        | Command::Filter
        | Command::Why
        | Command::Compare
        | Command::Findings
        | Command::Export
        | Command::Report => lists::open(library, state, command),
        Command::Follow => follow(library, state),
        Command::Elsewhere => lists::open(library, state, command),
        Command::Back => back(library, state),
        Command::Forward => forward(library, state),
        Command::Escape => escape(library, state),
        _ => {}
    }
}

fn set_theme(state: &mut State, name: ThemeName) {
    state.settings.theme = name;
    let lang = state.settings.lang;
    let (label, theme) = (words::THEME.get(lang), words::theme(name).get(lang));
    state.message = Some(format!("{label}: {theme}"));
}

/// Makes sure that what was asked for in the panel can be seen.
const fn show_panel(state: &mut State) {
    if state.size.0 < super::layout::TWO_PANES || !state.panel_on {
        state.focus = Pane::Right;
    }
}

/// One step back; it never quits.
fn escape(library: &Library, state: &mut State) {
    if state.focus == Pane::Right {
        state.focus = Pane::Left;
    } else if state.panel_mode == PanelMode::Waterfall {
        state.panel_mode = PanelMode::Overview;
    } else if state.table.is_some() {
        state.table = None;
    } else if state.is_filtered() {
        arrange::clear_filter(library, state);
        say(state, words::FILTER_OFF);
    } else if !state.search.hits.is_empty() {
        search::forget_hits(state);
    }
}

fn say(state: &mut State, text: Text) {
    let text = text.get(state.settings.lang);
    state.message = Some(state.keys.filled(text));
}

/// Goes to the original of a relisted line, or to its relisting; several are listed.
fn follow(library: &Library, state: &mut State) {
    let Some(here) = state.current() else { return };
    // A relisted measure leads where its first relisted line leads.
    let line = library
        .budget_lines(here)
        .find(|id| library.budget(*id).is_some_and(|b| b.original.is_some()))
        .unwrap_or(here);
    if let Some(original) = library.budget(line).and_then(|b| b.original) {
        let kind = library.node(here).kind;
        let target = library.enclosing(original, kind).unwrap_or(original);
        // Of a node that holds both, all places are listed.
        if target == here {
            return lists::open(library, state, Command::Elsewhere);
        }
        return jump(library, state, target);
    }
    // An original measure leads to the measure that lists its lines again, a line to its line.
    let kind = library.node(here).kind;
    let mut targets: Vec<NodeId> = library
        .budget_lines(here)
        .flat_map(|line| library.relistings(line))
        .map(|again| library.enclosing(*again, kind).unwrap_or(*again))
        .collect();
    targets.sort_unstable();
    targets.dedup();
    match targets.as_slice() {
        [] => say(state, words::NOT_RELISTED),
        [only] if *only != here => jump(library, state, *only),
        _ => lists::open(library, state, Command::Elsewhere),
    }
}

/// Goes to a node and remembers the place left.
fn jump(library: &Library, state: &mut State, node: NodeId) {
    if let Some(here) = state.selected()
        && here != node
    {
        state.history.back.push(here);
        state.history.forward.clear();
        let over = state.history.back.len().saturating_sub(LONGEST_HISTORY);
        state.history.back.drain(..over);
    }
    go(library, state, node);
}

/// Goes to a node; a filter that hides it is taken off.
fn go(library: &Library, state: &mut State, node: NodeId) {
    if library.get(node).is_none() {
        return;
    }
    if let Some(table) = &mut state.table {
        if let Some(row) = table.rows.iter().position(|id| *id == node) {
            table.cursor = row;
            return;
        }
        state.table = None;
    }
    if !state.tree.reveal(library, &state.figures, node) {
        arrange::clear_filter(library, state);
        state.tree.reveal(library, &state.figures, node);
        say(state, words::FILTER_OFF);
    }
}

fn back(library: &Library, state: &mut State) {
    match (state.history.back.pop(), state.selected()) {
        (Some(node), here) => {
            state.history.forward.extend(here);
            go(library, state, node);
        }
        (None, _) => say(state, words::NO_BACK),
    }
}

fn forward(library: &Library, state: &mut State) {
    match (state.history.forward.pop(), state.selected()) {
        (Some(node), here) => {
            state.history.back.extend(here);
            go(library, state, node);
        }
        (None, _) => say(state, words::NO_FORWARD),
    }
}

/// Keeps every cursor on the screen and the panel within its text.
pub(super) fn settle(library: &Library, state: &mut State) {
    let rows = state.left_rows();
    state.tree.scroll_to_cursor(rows);
    if let Some(table) = &mut state.table {
        table.scroll_to_cursor(rows);
    }
    let height = state.listing_area().map_or(1, |a| usize::from(a.height));
    if let Overlay::List(listing) = &mut state.overlay {
        let rows = listing.rows_for_entries(height);
        listing.scroll_to_cursor(rows);
    }
    if state.panel_offset > 0 {
        let lines = panel::lines(library, state).len();
        let last = lines.saturating_sub(state.panel_rows());
        state.panel_offset = state.panel_offset.min(last);
    }
}
