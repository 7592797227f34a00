//! The texts that are copied of a node, and the keys that copy them over the last rows.

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::figures::Money;
use crate::explorer::view::money::{change_words, full_text};
use crate::explorer::view::status;
use crate::explorer::words;
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::model::{Kind, Library, NodeId};
use crate::text::{plain_line, shown};

/// What can be copied of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copied {
    /// Title and text.
    Text,
    /// Its address.
    Address,
    /// Its money as it stands on the screen.
    Amount,
    /// Where it stands in the printed document, with its money.
    Citation,
}

/// What is copied of a node; empty where it has none.
#[must_use]
pub fn text(library: &Library, state: &State, id: NodeId, what: Copied) -> String {
    match what {
        Copied::Text => whole_text(library, state, id),
        Copied::Address => library.address(id).to_string(),
        Copied::Amount => amount(library, state, id),
        Copied::Citation => {
            let figures = figures(library, state, id);
            cite::citation(library, id, state.settings.lang, &figures)
        }
    }
}

/// Rows of the keys that copy, each with what would be copied; two beside each other.
#[must_use]
pub fn rows(library: &Library, state: &State, columns: usize) -> Vec<Line> {
    let Some(id) = state.current() else {
        return Vec::new();
    };
    let (lang, ruler) = (state.settings.lang, state.settings.ruler);
    let choices = [
        ("{copy-text}", words::COPY_TEXT, Copied::Text),
        ("{copy-address}", words::COPY_ADDRESS, Copied::Address),
        ("{copy-amount}", words::COPY_AMOUNT, Copied::Amount),
        ("{copy-citation}", words::COPY_CITATION, Copied::Citation),
    ];
    let word_columns = choices
        .iter()
        .map(|(_, word, _)| ruler.width(word.get(lang)));
    let word_columns = word_columns.max().unwrap_or_default();
    let half = if columns >= 76 { columns / 2 } else { columns };
    let cells: Vec<Line> = choices
        .into_iter()
        .map(|(key, word, copied)| {
            let key = ruler.pad_left(&state.keys.filled(key), 4);
            let word = ruler.field(word.get(lang), word_columns);
            let mut line = Line::of(key, Role::Strong).with(format!("  {word}  "), Role::Dim);
            let what = text(library, state, id, copied);
            let what = what.lines().next().unwrap_or_default().to_owned();
            let (what, role) = if what.is_empty() {
                ("−".to_owned(), Role::Dim)
            } else {
                (what, Role::Plain)
            };
            let room = half.saturating_sub(line.width(ruler) + 1);
            line.push(ruler.cut(&shown(&what), room), role);
            line
        })
        .collect();
    if half == columns {
        return cells;
    }
    let pairs = cells.chunks(2);
    pairs
        .filter_map(|pair| {
            let [left, right] = pair else { return None };
            Some(left.clone().beside(right.clone(), half, ruler))
        })
        .collect()
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

/// What a citation tells of the node's money as it stands on the screen.
fn figures(library: &Library, state: &State, id: NodeId) -> cite::Figures {
    let settings = &state.settings;
    let lang = settings.lang;
    let summary = state.figures.summary(library, id, settings.counting);
    let is_line = library.node(id).kind == Kind::Budget;
    let change = match &summary.change {
        Some(_) if !summary.is_new => change_words(&summary, settings).0,
        _ => String::new(),
    };
    let change = if is_line {
        change
    } else {
        let totals = state.figures.totals(library, id, settings.counting);
        let (compared, counted) = (totals.comparable.lines, totals.counts.counted);
        cite::change_of_sum(&change, compared, counted, lang)
    };
    let mut rules = scope_of(library, state, id);
    if is_line {
        let original = library.budget(id).and_then(|line| line.original);
        let address = original.map(|original| library.address(original).to_string());
        let relisted = summary.relisted;
        rules.extend(cite::relisted_rule(relisted, address.as_deref(), lang));
    } else if summary.request != Money::None {
        let rule = match settings.counting {
            Counting::Once => cite::COUNTED_ONCE,
            Counting::AsPrinted => cite::AS_PRINTED,
        };
        rules.push(rule.get(lang).to_owned());
        rules.extend(cite::unread(library, id, lang));
    }
    cite::Figures {
        money: own_amount(library, state, id),
        change,
        rules,
    }
}

/// What the node's amount is of, where that is not everything. Beside what was taken out it is
/// said that this is in no sum.
fn scope_of(library: &Library, state: &State, id: NodeId) -> Vec<String> {
    if state.figures.scope().taken_out_by(library, id).is_some() {
        vec![words::IN_NO_SUM.get(state.settings.lang).to_owned()]
    } else if library.node(id).kind == Kind::Budget {
        // Its amount is printed, and is no sum of anything.
        Vec::new()
    } else {
        status::scope(library, state)
    }
}

/// The amount to copy, with what it is of; a sum that counts relisted money twice says so. A
/// group without an amount has none.
fn amount(library: &Library, state: &State, id: NodeId) -> String {
    let settings = &state.settings;
    let lang = settings.lang;
    let own = own_amount(library, state, id);
    if own.is_empty() {
        return own;
    }
    let mut said = scope_of(library, state, id);
    if settings.counting == Counting::AsPrinted && library.node(id).kind != Kind::Budget {
        said.push(words::AS_PRINTED.get(lang).to_owned());
    }
    match lang {
        _ if said.is_empty() => own,
        Lang::Ja => format!("{own}（{}）", said.join("、")),
        Lang::En => format!("{own} ({})", said.join(", ")),
    }
}

/// `8.1億円（元年度 5.1億円）`; of a group its total.
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
