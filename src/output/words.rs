//! Money, marks and kinds in words, in both languages.

use rust_decimal::Decimal;

use super::Look;
use crate::lang::{Lang, Text};
use crate::ledger::Change;
use crate::model::{Account, Base, BudgetLine, Kind, Library, NodeId, Part, Request};
use crate::names;
use crate::text::shown;

pub use crate::names::{FILP, NEW, RELISTED, UNSPECIFIED, WITHIN, WITHIN_TAG};

/// What the user has taken out.
pub const TAKEN_OUT: Text = Text::new("合計から除外", "Taken out of the sums");

/// The request: `8.1億円`, `78.5億円の内数`, `事項要求`, `産業投資450億円、…`.
#[must_use]
pub fn request(look: &Look, request: &Request) -> String {
    match request {
        Request::Amount(amount) => look.oku(amount.oku),
        Request::Within(amount) => within(look, amount.oku),
        Request::Unspecified => look.text(UNSPECIFIED).to_owned(),
        Request::Parts(list) => parts(look, list),
    }
}

/// The base: as the request, or `新規`, or nothing.
#[must_use]
pub fn base(look: &Look, base: &Base) -> Option<String> {
    match base {
        Base::Amount(amount) => Some(look.oku(amount.oku)),
        Base::Within(amount) => Some(within(look, amount.oku)),
        Base::New => Some(look.text(NEW).to_owned()),
        Base::Parts(list) => Some(parts(look, list)),
        Base::None => None,
    }
}

fn within(look: &Look, oku: Decimal) -> String {
    match look.lang {
        Lang::Ja => format!("{}の内数", look.oku(oku)),
        Lang::En => format!("within {}", look.oku(oku)),
    }
}

/// Labelled parts, one after the other.
#[must_use]
pub fn parts(look: &Look, parts: &[Part]) -> String {
    let separator = look.text(Text::new("、", ", "));
    let blank = look.text(Text::new("", " "));
    let words: Vec<_> = parts
        .iter()
        .map(|part| format!("{}{blank}{}", shown(&part.label), look.oku(part.amount.oku)))
        .collect();
    words.join(separator)
}

/// A change without its unit: `+3.0`, `≈+0.1` where rounding alone could have made it.
#[must_use]
pub fn change_brief(look: &Look, change: &Change) -> String {
    format!("{}{}", about(look, change), look.signed(change.oku))
}

/// A change in full: `+3.0億円（+58.8%）、端数を含めると +2.9億円から+3.1億円`.
#[must_use]
pub fn change_full(look: &Look, change: &Change) -> String {
    let figure = format!("{}{}", about(look, change), look.signed_oku(change.oku));
    let percent = change.percent.map(|percent| look.percent(percent));
    let percent = match look.lang {
        Lang::Ja => percent.map(|p| format!("（{p}）")),
        Lang::En => percent.map(|p| format!(" ({p})")),
    };
    let percent = percent.unwrap_or_default();
    // Exact figures leave nothing open.
    if change.low == change.high {
        return format!("{figure}{percent}");
    }
    let (low, high) = change.ends();
    let (low, high) = (look.signed_oku(low), look.signed_oku(high));
    match look.lang {
        Lang::Ja => format!("{figure}{percent}、端数を含めると {low} から {high}"),
        Lang::En => format!("{figure}{percent}; with rounding {low} to {high}"),
    }
}

fn about(look: &Look, change: &Change) -> &'static str {
    if change.is_within_rounding() {
        look.about()
    } else {
        ""
    }
}

/// What is special about a budget line, each in a word.
#[must_use]
pub fn line_marks(look: &Look, line: &BudgetLine, relisted: bool) -> Vec<&'static str> {
    let marks = [
        (line.base == Base::New, NEW),
        (relisted, RELISTED),
        (matches!(line.request, Request::Within(_)), WITHIN_TAG),
        (line.request == Request::Unspecified, UNSPECIFIED),
        (line.account == Account::Filp, FILP),
    ];
    marks
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, mark)| look.text(mark))
        .collect()
}

/// What is special about any node, each in a word.
#[must_use]
pub fn node_marks(look: &Look, library: &Library, id: NodeId) -> Vec<&'static str> {
    let relisted = library.node(id).relisted;
    match library.budget(id) {
        Some(line) => line_marks(look, line, relisted),
        None if relisted => vec![look.text(RELISTED)],
        None => Vec::new(),
    }
}

/// Marks in their brackets: `［新規］［再掲］`, `[new] [relisted]`.
#[must_use]
pub fn bracketed(look: &Look, marks: &[&str]) -> String {
    let words: Vec<_> = marks
        .iter()
        .map(|mark| match look.lang {
            Lang::Ja => format!("［{mark}］"),
            Lang::En => format!("[{mark}]"),
        })
        .collect();
    words.join(look.text(Text::new("", " ")))
}

/// The printed label and title: `(2) 地域防災力の…`; the label is left out where the address
/// says the same.
#[must_use]
pub fn heading(library: &Library, id: NodeId) -> String {
    let node = library.node(id);
    let title = shown(&node.title);
    match node.kind {
        Kind::Measure | Kind::Sub if !node.label.is_empty() => {
            format!("{} {title}", shown(&node.label))
        }
        _ => title.into_owned(),
    }
}

/// `1件`, `1 line`, `2 lines`.
#[must_use]
pub fn lines(look: &Look, count: usize) -> String {
    match (look.lang, count) {
        (Lang::Ja, _) => format!("{count}件"),
        (Lang::En, 1) => "1 line".to_owned(),
        (Lang::En, _) => format!("{count} lines"),
    }
}

/// A code of the rows (`amount`, `general`, `theme`, …) in words.
#[must_use]
pub fn code(look: &Look, code: &str) -> String {
    let known = match code {
        "amount" => Text::new("金額", "amount"),
        "within" => WITHIN,
        "unspecified" => UNSPECIFIED,
        "parts" => Text::new("内訳", "in parts"),
        "new" => NEW,
        "none" => Text::new("なし", "none"),
        "general" => names::account(Account::General),
        "filp" => names::account(Account::Filp),
        other => match Kind::from_word(other) {
            Some(kind) => names::kind(kind),
            None => return other.to_owned(),
        },
    };
    look.text(known).to_owned()
}
