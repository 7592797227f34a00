//! Where a node stands, and which figures and parts a budget line has.
//!
//! In: a node of a library. Out: whether it stands at a place, or has an amount or a part. Cost:
//! the levels above the node.

use std::fmt;

use rust_decimal::Decimal;

use crate::japanese::width::half_width;
use crate::model::{Address, Amount, Base, BudgetLine, Kind, Library, NodeId, Part, Request};

/// A place in a document, with all that stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What begins on that printed page.
    Page(u32),
    /// The node of that address.
    Address(Address),
    /// The same in the open document of that number, as several may have one address each.
    In(u32, Address),
    /// In the chapter of that number the headings with these printed labels, one below the
    /// other: `(2)`, `(a)`.
    Label(u32, Vec<String>),
    /// A heading with that printed label, in whatever chapter.
    Labelled(String),
}

impl Place {
    /// What stands at a node, as somebody types it behind [`PLACE_KEY`](super::facet::PLACE_KEY):
    /// `14.1.2`, and with several documents open `2/14.1.2` in the second of them. None only where
    /// there are more documents than numbers.
    #[must_use]
    pub fn of(library: &Library, id: NodeId) -> Option<Self> {
        let address = library.address(id);
        match library.documents().len() {
            1 => Some(Self::Address(address)),
            _ => Some(Self::In(number_of(library, id)?, address)),
        }
    }

    /// Reads an address, perhaps behind the number of a document: `14.1.2`, `2/14.1.2`.
    pub(super) fn read(text: &str) -> Option<Self> {
        let place = match text.split_once('/') {
            Some((number, address)) => {
                let number = number.parse().ok().filter(|number| *number > 0)?;
                Self::In(number, address.parse().ok()?)
            }
            None => Self::Address(text.parse().ok()?),
        };
        let is_whole = matches!(
            &place,
            Self::Address(Address::Root) | Self::In(_, Address::Root)
        );
        (!is_whole).then_some(place)
    }

    /// Whether a node stands there.
    #[must_use]
    pub fn holds(&self, library: &Library, id: NodeId) -> bool {
        let path = || std::iter::once(id).chain(library.ancestors(id));
        match self {
            Self::Page(page) => path().find_map(|node| library.get(node)?.page) == Some(*page),
            Self::Address(address) => path().any(|node| is_at(library, node, address)),
            Self::In(number, address) => {
                number_of(library, id) == Some(*number)
                    && path().any(|node| is_at(library, node, address))
            }
            Self::Labelled(asked) => {
                let mut labels = labels(library, path());
                labels.any(|label| bare(label) == *asked)
            }
            Self::Label(chapter, asked) => {
                let printed: Vec<&str> = labels(library, path()).collect();
                let above = printed.iter().rev().map(|label| bare(label));
                in_chapter(library, id, *chapter)
                    && printed.len() >= asked.len()
                    && above.zip(asked).all(|(own, asked)| own == *asked)
            }
        }
    }
}

impl fmt::Display for Place {
    /// As it is typed, without what tells what it is.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Page(number) => write!(f, "{number}"),
            Self::Address(address) => address.fmt(f),
            Self::In(number, address) => write!(f, "{number}/{address}"),
            Self::Labelled(label) => write!(f, "({label})"),
            Self::Label(chapter, labels) => {
                write!(f, "{chapter}")?;
                labels.iter().try_for_each(|label| write!(f, "({label})"))
            }
        }
    }
}

/// The number of the open document to which a node belongs, from 1 on.
fn number_of(library: &Library, id: NodeId) -> Option<u32> {
    u32::try_from(library.document_index(id) + 1).ok()
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

/// The printed labels of the measures and sub-measures among some nodes.
fn labels(library: &Library, nodes: impl Iterator<Item = NodeId>) -> impl Iterator<Item = &str> {
    let nodes = nodes.filter_map(|node| library.get(node));
    nodes
        .filter(|node| matches!(node.kind, Kind::Measure | Kind::Sub))
        .map(|node| node.label.as_str())
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
