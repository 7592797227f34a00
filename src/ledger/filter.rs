//! Which budget lines to show, and in what order.

use std::cmp::Ordering;
use std::rc::Rc;

use rust_decimal::Decimal;

use super::change::{Direction, change, direction};
use crate::model::{Account, Base, Library, NodeId, Request};

/// A sort of budget line, as in `lines --only` and the explorer's filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineFilter {
    /// 【新規】.
    New,
    /// More than in the base year by the printed figures; a new line is a rise from zero.
    Increased,
    /// Less than in the base year by the printed figures.
    Decreased,
    /// Requested without an amount.
    Unspecified,
    /// Inside a larger sum.
    Within,
    /// Listed again.
    Relisted,
    /// Fiscal loans.
    Filp,
}

impl LineFilter {
    /// All of them, in the order of the contract.
    pub const ALL: [Self; 7] = [
        Self::New,
        Self::Increased,
        Self::Decreased,
        Self::Unspecified,
        Self::Within,
        Self::Relisted,
        Self::Filp,
    ];

    /// The word of `--only`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Increased => "increased",
            Self::Decreased => "decreased",
            Self::Unspecified => "unspecified",
            Self::Within => "within",
            Self::Relisted => "relisted",
            Self::Filp => "filp",
        }
    }

    /// Whether the node is a budget line of this sort.
    #[must_use]
    pub fn matches(self, library: &Library, id: NodeId) -> bool {
        let Some(line) = library.budget(id) else {
            return false;
        };
        let goes = |way| direction(line) == Some(way);
        match self {
            Self::New => line.base == Base::New,
            Self::Increased => goes(Direction::Increased),
            Self::Decreased => goes(Direction::Decreased),
            Self::Unspecified => line.request == Request::Unspecified,
            Self::Within => matches!(line.request, Request::Within(_)),
            Self::Relisted => library.node(id).relisted,
            Self::Filp => line.account == Account::Filp,
        }
    }
}

/// The order of a list of nodes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LineSort {
    /// As printed.
    #[default]
    Document,
    /// Largest request first; lines without a plain amount last.
    Request,
    /// Largest rise first, largest fall last; lines that cannot be compared after them.
    Change,
    /// Largest percentage first; lines without one last.
    Percent,
    /// Of review sheets, largest rate of execution first; lines without one last.
    Rate,
    /// By the programme's name in the order of its reading (五十音順); lines of one name stand
    /// together.
    Name,
}

impl LineSort {
    /// All of them, in the order that the explorer's key goes through.
    pub const ALL: [Self; 6] = [
        Self::Document,
        Self::Request,
        Self::Change,
        Self::Percent,
        Self::Rate,
        Self::Name,
    ];

    /// The word of `--sort`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Request => "request",
            Self::Change => "change",
            Self::Percent => "percent",
            Self::Name => "name",
            Self::Rate => "rate",
        }
    }
}

/// What a name is put in order by, such as its reading. The ledger knows no readings.
pub type NameKey<'a> = &'a dyn Fn(NodeId) -> Rc<str>;

/// Sorts budget lines, the other way round if `turned`: smallest first, the document from its
/// end. Lines without a figure stay last either way; ties stay in document order.
pub fn sort_lines_turned(
    library: &Library,
    lines: &mut [NodeId],
    sort: LineSort,
    turned: bool,
    names: NameKey<'_>,
) {
    if sort == LineSort::Name {
        let mut keyed: Vec<(Rc<str>, NodeId)> = lines.iter().map(|id| (names(*id), *id)).collect();
        keyed.sort_by(|a, b| by_name((&a.0, a.1), (&b.0, b.1), turned));
        for (slot, (_, id)) in lines.iter_mut().zip(keyed) {
            *slot = id;
        }
        return;
    }
    let key = |id: &NodeId| -> Option<Decimal> {
        let line = library.budget(*id)?;
        match sort {
            LineSort::Document | LineSort::Name => None,
            LineSort::Rate => line.spending.as_ref().and_then(|s| s.now.rate()),
            LineSort::Request => match &line.request {
                Request::Amount(amount) | Request::Within(amount) => Some(amount.oku),
                Request::Unspecified | Request::Parts(_) => None,
            },
            LineSort::Change => change(line).map(|c| c.oku),
            LineSort::Percent => change(line).and_then(|c| c.percent),
        }
    };
    let mut keyed: Vec<(Option<Decimal>, NodeId)> = lines.iter().map(|id| (key(id), *id)).collect();
    keyed.sort_by(|a, b| match sort {
        LineSort::Document if turned => b.1.cmp(&a.1),
        LineSort::Document => a.1.cmp(&b.1),
        _ => ranked(a.0, b.0, turned).then(a.1.cmp(&b.1)),
    });
    for (slot, (_, id)) in lines.iter_mut().zip(keyed) {
        *slot = id;
    }
}

/// The order of two nodes by the keys of their names; of one name in document order.
#[must_use]
pub fn by_name(a: (&str, NodeId), b: (&str, NodeId), turned: bool) -> Ordering {
    let order = a.0.cmp(b.0);
    if turned { order.reverse() } else { order }.then(a.1.cmp(&b.1))
}

/// The order of two figures, largest first or, turned, smallest first; none is last either way.
#[must_use]
pub fn ranked(a: Option<Decimal>, b: Option<Decimal>, turned: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if turned => a.cmp(&b),
        (Some(a), Some(b)) => b.cmp(&a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
