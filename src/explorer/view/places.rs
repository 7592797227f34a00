//! Where else a programme is listed: its original, its relistings, lines of the same name, and
//! lines whose name holds its name or is held by it, as a part of a larger programme's sum has.

use std::collections::{BTreeMap, HashMap};

use unicode_normalization::UnicodeNormalization;

use crate::explorer::words;
use crate::lang::Text;
use crate::model::{Kind, Library, NodeId};

/// Fewest characters of a name that is looked for inside others.
const TELLING: usize = 6;

/// How a place has to do with the programme asked about; the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// The line asked about.
    Here,
    /// Where the money is counted.
    Original,
    /// The same money, listed again.
    SameMoney,
    /// A line of the same name; whether it is the same money is not said.
    SameName,
    /// The one's name stands in the other's.
    NameWithin,
}

impl Relation {
    /// The relation in words.
    #[must_use]
    pub const fn text(self) -> Text {
        match self {
            Self::Here => words::THIS_LINE,
            Self::Original => words::ORIGINAL,
            Self::SameMoney => words::SAME_MONEY,
            Self::SameName => words::SAME_NAME,
            Self::NameWithin => words::NAME_WITHIN,
        }
    }
}

/// The places of a budget line, itself among them, in document order; of another node those of
/// every line below it that is listed more than once. Empty where there is no other place.
#[must_use]
pub fn of(library: &Library, id: NodeId) -> Vec<(NodeId, Relation)> {
    let root = library.document_of(id).root;
    let names: Vec<(NodeId, String)> = library
        .budget_lines(root)
        .map(|line| (line, folded(&library.node(line).title)))
        .collect();
    let mut found: BTreeMap<NodeId, Relation> = BTreeMap::new();
    let mut add = |place: NodeId, relation: Relation| {
        let known = found.entry(place).or_insert(relation);
        *known = relation.min(*known);
    };
    if library.node(id).kind == Kind::Budget {
        for (place, relation) in same_money(library, id) {
            add(place, relation);
        }
        let own = folded(&library.node(id).title);
        for (line, name) in &names {
            if *name == own {
                add(*line, Relation::SameName);
            } else if holds(name, &own) || holds(&own, name) {
                add(*line, Relation::NameWithin);
            }
        }
        add(id, Relation::Here);
    } else {
        let mut by_name: HashMap<&str, Vec<NodeId>> = HashMap::new();
        for (line, name) in &names {
            by_name.entry(name).or_default().push(*line);
        }
        for line in library.budget_lines(id) {
            let same = same_money(library, line);
            let own = folded(&library.node(line).title);
            let named = by_name.get(own.as_str()).map_or(&[][..], Vec::as_slice);
            if same.len() < 2 && named.len() < 2 {
                continue;
            }
            for (place, relation) in same {
                add(place, relation);
            }
            for place in named {
                add(*place, Relation::SameName);
            }
        }
    }
    if found.len() < 2 {
        return Vec::new();
    }
    found.into_iter().collect()
}

/// The original and its relistings.
fn same_money(library: &Library, line: NodeId) -> Vec<(NodeId, Relation)> {
    let original = library
        .budget(line)
        .and_then(|b| b.original)
        .unwrap_or(line);
    let again = library.relistings(original).iter();
    std::iter::once((original, Relation::Original))
        .chain(again.map(|place| (*place, Relation::SameMoney)))
        .collect()
}

/// Whether a name stands whole inside a longer one.
fn holds(longer: &str, name: &str) -> bool {
    longer.len() > name.len() && name.chars().count() >= TELLING && longer.contains(name)
}

/// The name without differences of width and spacing.
fn folded(name: &str) -> String {
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::tests::support::{SEED, node};

    fn listed(address: &str) -> Vec<(String, Relation)> {
        of(&SEED, node(&SEED, address))
            .into_iter()
            .map(|(place, relation)| (SEED.address(place).to_string(), relation))
            .collect()
    }

    #[test]
    fn from_both_ends_the_same_places() {
        let from_original = listed("3.3.1#1");
        assert_eq!(
            from_original,
            [
                ("3.3.1#1".to_owned(), Relation::Here),
                ("8.1.1#1".to_owned(), Relation::SameMoney)
            ]
        );
        let from_relisting = listed("8.1.1#1");
        assert_eq!(
            from_relisting,
            [
                ("3.3.1#1".to_owned(), Relation::Original),
                ("8.1.1#1".to_owned(), Relation::Here)
            ]
        );
    }

    #[test]
    fn a_measure_shows_the_places_of_its_lines() {
        let places: Vec<String> = listed("8.1.1").into_iter().map(|(a, _)| a).collect();
        assert_eq!(
            places,
            [
                "3.3.1#1", "3.3.1#2", "3.3.1#3", "8.1.1#1", "8.1.1#2", "8.1.1#3"
            ]
        );
    }

    #[test]
    fn what_is_listed_once_has_no_other_place() {
        assert_eq!(listed("1.2.1#2"), []);
    }
}
