//! The budget lines of a request document as the join looks at them.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::super::name::add_quoted;
use crate::model::{Amount, Base, Kind, Library, NodeId, Request};

/// What a line had in the base year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Had {
    /// That much.
    Amount(Amount),
    /// Nothing: it is new.
    Nothing,
    /// Not told.
    Unknown,
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) node: NodeId,
    pub(super) name: String,
    /// Heading directly above it.
    pub(super) heading: String,
    /// Headings further above.
    pub(super) section: String,
    /// Names in corner brackets in the text of that heading.
    pub(super) quoted: HashSet<String>,
    pub(super) request: Option<Amount>,
    pub(super) base: Had,
    /// The line whose money it lists again.
    pub(super) original: Option<NodeId>,
    /// Nodes that it stands in, the innermost first.
    pub(super) above: Vec<NodeId>,
}

/// All lines at or below the node, in document order.
pub(super) fn lines(library: &Library, root: NodeId) -> Vec<Line> {
    library
        .budget_lines(root)
        .filter_map(|id| line(library, id))
        .collect()
}

fn line(library: &Library, id: NodeId) -> Option<Line> {
    let budget = library.budget(id)?;
    let above: Vec<NodeId> = library
        .ancestors(id)
        .filter(|node| library.node(*node).kind != Kind::Document)
        .collect();
    let mut titles = above.iter().map(|node| library.node(*node).title.clone());
    let heading = titles.next().unwrap_or_default();
    let mut quoted = HashSet::new();
    let text = above.first().map(|heading| &library.node(*heading).text);
    for passage in text.into_iter().flatten() {
        add_quoted(&passage.text, &mut quoted);
    }
    Some(Line {
        quoted,
        node: id,
        name: library.node(id).title.clone(),
        heading,
        section: titles.collect::<Vec<_>>().join(" "),
        request: match &budget.request {
            Request::Amount(amount) | Request::Within(amount) => Some(*amount),
            Request::Unspecified | Request::Parts(_) => None,
        },
        base: match &budget.base {
            Base::Amount(amount) | Base::Within(amount) => Had::Amount(*amount),
            Base::New => Had::Nothing,
            Base::Parts(_) | Base::None => Had::Unknown,
        },
        original: budget.original,
        above,
    })
}

/// The western year of `令和2年度`, `平成31年度`, `2020年度`.
pub(super) fn year(printed: &str) -> Option<u16> {
    let plain: String = printed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let from = [
        ("令和", 2018),
        ("平成", 1988),
        ("昭和", 1925),
        ("R", 2018),
        ("H", 1988),
    ];
    let (rest, before) = from
        .into_iter()
        .find_map(|(era, before)| Some((plain.split_once(era)?.1, before)))
        .unwrap_or((&plain, 0));
    if rest.starts_with('元') {
        return Some(before + 1);
    }
    let digits: String = rest
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    let number: u16 = digits.parse().ok()?;
    let year = before.checked_add(number)?;
    (1900..2200).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_any_era() {
        for (printed, western) in [
            ("令和2年度", Some(2020)),
            ("令和元年度", Some(2019)),
            ("平成３１年度", Some(2019)),
            ("2026年度", Some(2026)),
            ("年度", None),
        ] {
            assert_eq!(year(printed), western, "{printed}");
        }
    }
}
