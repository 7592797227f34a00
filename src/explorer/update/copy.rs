//! What is copied, and where the source is opened.

use super::say;
use crate::cite;
use crate::explorer::keys::command::{Command, Effect};
use crate::explorer::state::State;
use crate::explorer::state::figures::Money;
use crate::explorer::view::money::full_text;
use crate::explorer::view::status;
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::{Kind, Library, NodeId};
use crate::text::{plain_line, shown};

/// Copies what the command says of the current node.
pub(super) fn perform(library: &Library, state: &mut State, command: Command) -> Vec<Effect> {
    let Some(id) = state.current() else {
        return Vec::new();
    };
    let text = match command {
        Command::CopyAddress => library.address(id).to_string(),
        Command::CopyAmount => amount(library, state, id),
        Command::CopyCitation => {
            let money = cited_amount(library, state, id);
            cite::citation(library, id, state.settings.lang, &money)
        }
        _ => whole_text(library, state, id),
    };
    if text.is_empty() {
        say(state, words::NOTHING_TO_COPY);
        return Vec::new();
    }
    // What is said depends on the way that it goes, which only the edge knows.
    vec![Effect::Copy(text)]
}

/// Title and text; of a budget line its name and money.
fn whole_text(library: &Library, state: &State, id: NodeId) -> String {
    let node = library.node(id);
    let mut lines = vec![
        format!("{} {}", node.label, shown(&node.title))
            .trim()
            .to_owned(),
    ];
    if node.kind == Kind::Budget {
        lines.push(amount(library, state, id));
    }
    lines.extend(node.text.iter().map(|line| plain_line(&line.text)));
    lines.join("\n")
}

/// The amount to copy: a group without one has none.
fn amount(library: &Library, state: &State, id: NodeId) -> String {
    match own_amount(library, state, id) {
        own if own.is_empty() => own,
        _ => cited_amount(library, state, id),
    }
}

/// `8.1億円（元年度 5.1億円）`; of a group its total with what that is of. Beside what was taken out
/// it is said that this is in no sum.
fn cited_amount(library: &Library, state: &State, id: NodeId) -> String {
    let lang = state.settings.lang;
    let own = own_amount(library, state, id);
    let said = if state.figures.scope().taken_out_by(library, id).is_some() {
        vec![words::IN_NO_SUM.get(lang).to_owned()]
    } else if library.node(id).kind == Kind::Budget {
        // Its amount is printed, and is no sum of anything.
        Vec::new()
    } else {
        status::scope(library, state)
    };
    let said = said.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    match lang {
        _ if said.is_empty() => own,
        Lang::Ja => format!("{own}（{said}）"),
        Lang::En => format!("{own} ({said})").trim_start().to_owned(),
    }
}

fn own_amount(library: &Library, state: &State, id: NodeId) -> String {
    let settings = &state.settings;
    let summary = state.figures.summary(library, id, settings.counting);
    if summary.request == Money::None {
        return String::new();
    }
    let request = full_text(&summary.request, settings);
    if library.node(id).kind != Kind::Budget {
        return request;
    }
    let base = full_text(&summary.base, settings);
    let year = library.document_of(id).meta.base_year.clone();
    let year = year.unwrap_or_else(|| words::BASE.get(settings.lang).to_owned());
    match (&summary.base, settings.lang) {
        (Money::None, _) => request,
        (Money::New, Lang::Ja) => format!("{request}（{base}）"),
        (Money::New, Lang::En) => format!("{request} ({base})"),
        (_, Lang::Ja) => format!("{request}（{year} {base}）"),
        (_, Lang::En) => format!("{request} ({year} {base})"),
    }
}

/// Opens the source at the node's first line.
pub(super) fn edit(library: &Library, state: &mut State) -> Vec<Effect> {
    let Some(id) = state.current() else {
        return Vec::new();
    };
    let node = library.node(id);
    let line = node
        .budget
        .as_ref()
        .map(|b| b.line)
        .or_else(|| node.heading_lines.first().copied())
        .or_else(|| node.lines.map(|range| range.first));
    match line {
        Some(line) => vec![Effect::OpenEditor {
            source: library.document_of(id).meta.source.clone(),
            line,
        }],
        None => {
            say(state, words::NO_SOURCE);
            Vec::new()
        }
    }
}
