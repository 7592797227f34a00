//! One line about the selected node, under the rows of a screen that has no room for the panel.

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::figures::Money;
use crate::explorer::view::money::{change_role, change_sign, change_text, full_text};
use crate::explorer::words;
use crate::lang::{Lang, lines_text};
use crate::ledger::Change;
use crate::model::{Kind, Library};
use crate::text::{percent_text, year_text};

/// `163件  元年度比 +8,323.5 +5.0%`, for a budget line `元年度 25.1億円  +703.6 +2,803.2%`. A figure
/// is whole or absent.
#[must_use]
pub fn line(library: &Library, state: &State, columns: usize) -> Line {
    let Some(here) = state.selected() else {
        return Line::new();
    };
    let settings = &state.settings;
    let (lang, ruler) = (settings.lang, settings.ruler);
    let base = library.document_of(here).meta.base_year.as_deref();
    let base = base.map_or(words::BASE.get(lang).into(), |year| year_text(year, lang));
    let mut parts = Vec::new();
    if library.node(here).kind == Kind::Budget {
        let summary = state.figures.summary(library, here, settings.counting);
        if !matches!(summary.base, Money::None | Money::New) {
            let amount = full_text(&summary.base, settings);
            parts.push((format!("{base} {amount}"), Role::Dim));
        }
        let (text, role) = change_text(&summary, settings);
        parts.push((text, role));
        let change = summary.change.filter(|_| !summary.is_new);
        parts.extend(change.and_then(|change| percent(&change)));
    } else {
        let totals = state.figures.totals(library, here, settings.counting);
        let counted = totals.counts.counted;
        if counted == 0 {
            return Line::of(format!(" {}", words::NO_TOTAL.get(lang)), Role::Dim);
        }
        parts.push((lines_text(counted, lang), Role::Strong));
        if totals.comparable.lines > 0 {
            let change = totals.comparable.change();
            let sign = change_sign(&change, settings);
            let against = match lang {
                Lang::Ja => format!("{base}{} ", words::AGAINST.get(lang)),
                Lang::En => format!("{} ", words::AGAINST.get(lang)),
            };
            parts.push((against, Role::Dim));
            parts.push((sign, change_role(&change)));
            parts.extend(percent(&change));
        }
    }
    let mut line = Line::new();
    for (text, role) in parts {
        let text = format!(" {}", text.trim());
        if line.width(ruler) + ruler.width(&text) > columns {
            break;
        }
        line.push(text, role);
    }
    line
}

fn percent(change: &Change) -> Option<(String, Role)> {
    let percent = change.percent?;
    Some((percent_text(percent), change_role(change)))
}
