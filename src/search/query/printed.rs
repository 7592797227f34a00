//! What stands in a document beside its words and can be asked for as it is printed: an amount
//! (`841.1億円`), a page (`33頁`), an address (`14.1.2`, `III`), a label (`14章(2)`).
//!
//! In: a word of a query. Out: the conditions that it may be, none for an ordinary word. Cost: the
//! length of the word. Invariant: whatever may be a word of the text as well is looked for as one too.

use rust_decimal::Decimal;

use super::facet::{Facet, amount};
use crate::japanese::width::half_width;
use crate::model::{Address, Amount, Base, BudgetLine, Kind, Library, NodeId, Part, Request};

/// A place in a document, with all that stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What begins on that printed page.
    Page(u32),
    /// The node of that address.
    Address(Address),
    /// In the chapter of that number the headings with these printed labels, one below the
    /// other: `(2)`, `(a)`.
    Label(u32, Vec<String>),
}

impl Place {
    /// Whether a node stands there.
    #[must_use]
    pub fn holds(&self, library: &Library, id: NodeId) -> bool {
        let path = || std::iter::once(id).chain(library.ancestors(id));
        match self {
            Self::Page(page) => path().find_map(|node| library.get(node)?.page) == Some(*page),
            Self::Address(address) => path().any(|node| is_at(library, node, address)),
            Self::Label(chapter, labels) => {
                let printed: Vec<&str> = path()
                    .filter_map(|node| library.get(node))
                    .filter(|node| matches!(node.kind, Kind::Measure | Kind::Sub))
                    .map(|node| node.label.as_str())
                    .collect();
                let above = printed.iter().rev().map(|label| bare(label));
                in_chapter(library, id, *chapter)
                    && printed.len() >= labels.len()
                    && above.zip(labels).all(|(own, asked)| own == *asked)
            }
        }
    }
}

/// Whether a node stands in the chapter of that number.
pub(super) fn in_chapter(library: &Library, id: NodeId, number: u32) -> bool {
    let chapter = library.enclosing(id, Kind::Chapter);
    chapter.is_some_and(|chapter| library.node(chapter).ordinal == number)
}

/// Whether a node has an address; its number is looked at first.
fn is_at(library: &Library, id: NodeId, address: &Address) -> bool {
    let last = match address {
        Address::Root => return false,
        Address::Pillar(number) => Some(number),
        Address::Path(steps, line) => line.as_ref().or(steps.last()),
    };
    let ordinal = library.get(id).map(|node| node.ordinal);
    ordinal.as_ref() == last && library.address(id) == *address
}

/// A label without its brackets.
fn bare(label: &str) -> String {
    let plain = label.chars().map(half_width);
    plain.filter(|c| c.is_alphanumeric()).collect()
}

/// Whether an amount is printed in a budget line, as request, base or a part of either.
pub(super) fn is_printed(budget: &BudgetLine, oku: Decimal) -> bool {
    let is = |amount: &Amount| amount.oku == oku;
    let any = |parts: &[Part]| parts.iter().any(|part| is(&part.amount));
    let request = match &budget.request {
        Request::Amount(amount) | Request::Within(amount) => is(amount),
        Request::Parts(parts) => any(parts),
        Request::Unspecified => false,
    };
    let base = match &budget.base {
        Base::Amount(amount) | Base::Within(amount) => is(amount),
        Base::Parts(parts) => any(parts),
        Base::New | Base::None => false,
    };
    let more = budget.supplementary.as_ref();
    request || base || more.is_some_and(|part| is(&part.amount))
}

/// Whether a budget line has a part of that name.
pub(super) fn has_part(budget: &BudgetLine, label: &str) -> bool {
    let named = |parts: &[Part]| parts.iter().any(|part| part.label.contains(label));
    let requested = matches!(&budget.request, Request::Parts(parts) if named(parts));
    requested || matches!(&budget.base, Base::Parts(parts) if named(parts))
}

/// What a word of a query may be beside a word of the text.
pub(super) struct Printed {
    /// One of these.
    pub(super) facets: Vec<Facet>,
    /// It may be a word of the text as well.
    pub(super) is_word: bool,
}

impl Printed {
    /// What a word may be. Short ones (`1.2`, `IX`) mean more than a word only where they are all
    /// that was `asked` for: nobody asks so for `Society 5.0`.
    pub(super) fn read(word: &str, is_all: bool) -> Option<Self> {
        let plain: String = word.chars().map(half_width).collect();
        if let Some(place) = page(&plain).or_else(|| chapter(&plain)) {
            return Some(Self {
                facets: vec![place],
                is_word: false,
            });
        }
        let mut facets = Vec::new();
        let steps = plain.split('.').count();
        let of_digits = plain
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '#'));
        let names_money = plain.ends_with('円') || plain.contains(['億', '兆']);
        if names_money {
            facets.extend(amount(&plain).map(Facet::Printed));
        } else if is_all && of_digits && steps == 2 {
            facets.extend(plain.parse().ok().map(Facet::Printed));
        }
        let is_numeral = word
            .chars()
            .all(|c| matches!(c, 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ'));
        let may_be_address =
            of_digits && (steps > 2 || is_all && steps == 2) || is_all && is_numeral;
        if may_be_address && !word.is_empty() {
            let address = word.parse().ok().filter(|a| *a != Address::Root);
            facets.extend(address.map(|address| Facet::Place(Place::Address(address))));
        }
        (!facets.is_empty()).then_some(Self {
            facets,
            is_word: true,
        })
    }
}

/// `33頁`, `33ページ`, `p33`, `p.33`.
fn page(plain: &str) -> Option<Facet> {
    let lower = plain.to_lowercase();
    let before = ["page", "p.", "p", "頁", "ページ"];
    let number = before
        .iter()
        .find_map(|mark| lower.strip_prefix(mark))
        .or_else(|| {
            lower
                .strip_suffix('頁')
                .or_else(|| lower.strip_suffix("ページ"))
        })?;
    let number = number.strip_prefix('第').unwrap_or(number);
    number.parse().ok().map(|n| Facet::Place(Place::Page(n)))
}

/// `第14章`, `14章(2)`, `14章(2)(a)`.
fn chapter(plain: &str) -> Option<Facet> {
    let (number, labels) = plain.split_once('章')?;
    let number = number.strip_prefix('第').unwrap_or(number).parse().ok()?;
    if labels.is_empty() {
        return Some(Facet::Chapter(number));
    }
    let inner = labels.strip_prefix('(')?.strip_suffix(')')?;
    let labels: Vec<String> = inner.split(")(").map(str::to_lowercase).collect();
    let is_label = |label: &String| (1..=3).contains(&label.chars().count());
    let all = labels.iter().all(is_label);
    all.then(|| Facet::Place(Place::Label(number, labels)))
}
