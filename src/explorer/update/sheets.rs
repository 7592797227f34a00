//! Review sheets: another year or figure is asked for, what became of a line, the user's word on its sheet.

use super::say;
use crate::explorer::keys::command::Effect;
use crate::explorer::state::sheets::Sheets;
use crate::explorer::state::{PanelMode, State};
use crate::explorer::words;
use crate::lang::Text;
use crate::model::Library;
use crate::review::trace::Verdict;
use crate::review::{Column, View};

/// The budget year after, or before.
pub(super) fn year(state: &mut State, later: bool) -> Vec<Effect> {
    let end = if later {
        words::NO_LATER_YEAR
    } else {
        words::NO_EARLIER_YEAR
    };
    to(state, |sheets| sheets.other_year(later).ok_or(end))
}

/// That figure, or the next one.
pub(super) fn figure(state: &mut State, column: Option<Column>) -> Vec<Effect> {
    to(state, |sheets| {
        Ok(column.map_or_else(
            || sheets.next_figure(),
            |column| View {
                column,
                ..sheets.view()
            },
        ))
    })
}

/// The next arrangement.
pub(super) fn arrangement(state: &mut State) -> Vec<Effect> {
    to(state, |sheets| Ok(sheets.next_arrangement()))
}

fn to(state: &mut State, view: impl FnOnce(&Sheets) -> Result<View, Text>) -> Vec<Effect> {
    let view = state.sheets.as_ref().map(view);
    match view {
        None => say(state, words::NO_SHEETS),
        Some(Err(why)) => say(state, why),
        Some(Ok(view)) => return vec![Effect::Rearrange(view)],
    }
    Vec::new()
}

/// The panel shows what became of the node, or everything again.
pub(super) fn became(state: &mut State) {
    match &state.sheets {
        None => return say(state, words::NO_SHEETS),
        Some(sheets) if !sheets.is_whole => say(state, words::SHEETS_COMING),
        Some(_) => {}
    }
    state.panel_offset = 0;
    state.panel_on = true;
    state.panel_mode = match state.panel_mode {
        PanelMode::Became => PanelMode::Overview,
        PanelMode::Overview | PanelMode::Waterfall => PanelMode::Became,
    };
}

/// That the link of the budget line is right or wrong; the same word again takes it back.
pub(super) fn say_of_link(library: &Library, state: &mut State, confirmed: bool) -> Vec<Effect> {
    let Some(sheets) = state.sheets.as_ref() else {
        say(state, words::NO_SHEETS);
        return Vec::new();
    };
    if !sheets.is_whole {
        say(state, words::SHEETS_COMING);
        return Vec::new();
    }
    let line = state.current().filter(|id| library.budget(*id).is_some());
    let traces = line.and_then(|id| state.joined()?.traced(library, id));
    let trace = traces.and_then(|traces| traces.into_iter().next());
    let verdict = trace.and_then(|trace| {
        let link = trace.link.or(trace.rejected)?;
        let title = &library.node(trace.line).title;
        Verdict::new(title, &link, &sheets.data.programmes, confirmed)
    });
    let Some(verdict) = verdict else {
        say(state, words::NO_LINK);
        return Vec::new();
    };
    let said = state.verdicts.iter().position(|old| old.is_about(&verdict));
    let old = said.map(|at| state.verdicts.remove(at));
    let word = match old {
        Some(old) if old.confirmed == confirmed => words::LINK_OPEN,
        _ => {
            state.verdicts.push(verdict);
            if confirmed {
                words::LINK_RIGHT
            } else {
                words::LINK_WRONG
            }
        }
    };
    say(state, word);
    vec![Effect::Save]
}
