//! Which budget lines to show, and in what order.

use std::cmp::{Ordering, Reverse};
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
    let key = |id: NodeId| line_key(library, id, (sort, turned), names);
    let mut keyed: Vec<(LineKey, NodeId)> = lines.iter().map(|id| (key(*id), *id)).collect();
    keyed.sort_unstable();
    for (slot, (_, id)) in lines.iter_mut().zip(keyed) {
        *slot = id;
    }
}

/// What a budget line is put in order by, smallest first; of one key in document order. Keys of
/// one order only are compared with each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKey {
    /// By its figure, largest first.
    Largest(Reverse<Decimal>),
    /// By its figure, smallest first.
    Smallest(Decimal),
    /// By its name.
    Name(Rc<str>),
    /// By its name, the last one first.
    NameFromLast(Reverse<Rc<str>>),
    /// The document from its end.
    FromEnd(Reverse<NodeId>),
    /// It has no figure, and goes last; or the document's order is wanted.
    None,
}

/// What the line is put in order by, the other way round if `turned`.
#[must_use]
pub fn line_key(
    library: &Library,
    id: NodeId,
    (sort, turned): (LineSort, bool),
    names: NameKey<'_>,
) -> LineKey {
    let figure = match sort {
        LineSort::Document if turned => return LineKey::FromEnd(Reverse(id)),
        LineSort::Document => return LineKey::None,
        LineSort::Name if turned => return LineKey::NameFromLast(Reverse(names(id))),
        LineSort::Name => return LineKey::Name(names(id)),
        LineSort::Request => library.budget(id).and_then(|line| match &line.request {
            Request::Amount(amount) => Some(amount.oku),
            // An upper bound is no amount: nobody knows what ranks it.
            Request::Within(_) | Request::Unspecified | Request::Parts(_) => None,
        }),
        LineSort::Rate => library
            .budget(id)
            .and_then(|line| line.spending.as_ref()?.now.rate()),
        LineSort::Change => library.budget(id).and_then(change).map(|c| c.oku),
        LineSort::Percent => library.budget(id).and_then(change).and_then(|c| c.percent),
    };
    match figure {
        Some(figure) if turned => LineKey::Smallest(figure),
        Some(figure) => LineKey::Largest(Reverse(figure)),
        None => LineKey::None,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::parse;

    #[test]
    fn an_upper_bound_ranks_after_every_amount() {
        let text = "# 令和3年度 重点施策\n\n## 1 港\n\n岸壁\n\n## (1) 岸壁\n\n【予算】内 900億円の内数\n\n【予算】甲 3.0億円\n";
        let library = Library::new(vec![parse("a.txt", text).unwrap()]);
        let root = library.documents()[0].root;
        let mut lines: Vec<NodeId> = library.budget_lines(root).collect();
        let printed = lines.clone();
        for turned in [false, true] {
            let name = |_| "".into();
            sort_lines_turned(&library, &mut lines, LineSort::Request, turned, &name);
            assert_eq!(lines, [printed[1], printed[0]]);
        }
    }
}
