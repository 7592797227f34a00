//! What was meant by an address that is none, or does not exist.

use std::path::Path;

use crate::cli::complaint::behind;
use crate::error::Error;
use crate::lang::Lang;
use crate::model::{Address, Kind, Library, NodeId};

/// The address that was typed.
///
/// # Errors
/// For a word that is none; where it is a file, with where that is to stand.
pub(super) fn address(typed: &str) -> Result<Address, Error> {
    let why = match typed.parse::<Address>() {
        Ok(address) => return Ok(address),
        Err(why) => Error::from(why),
    };
    if !Path::new(typed).is_file() {
        return Err(why);
    }
    let said = |lang| format!("{}{}", why.describe(lang), behind(typed, lang));
    Err(Error::usage(said(Lang::Ja), said(Lang::En)))
}

/// The existing address closest to one that does not exist: the sibling with the nearest
/// number under the deepest step that exists, else that step itself.
pub(super) fn nearest(library: &Library, root: NodeId, address: &Address) -> Address {
    let closest = |nodes: &mut dyn Iterator<Item = NodeId>, number: u32| {
        nodes.min_by_key(|id| library.node(*id).ordinal.abs_diff(number))
    };
    let all = |kind| {
        library
            .subtree(root)
            .filter(move |id| library.node(*id).kind == kind)
    };
    let found = match address {
        Address::Root => None,
        Address::Pillar(number) => closest(&mut all(Kind::Pillar), *number),
        Address::Path(steps, budget) => {
            let mut at: Option<NodeId> = None;
            let kinds = [Kind::Chapter, Kind::Theme, Kind::Measure, Kind::Sub];
            let asked = steps.iter().copied().zip(kinds);
            let asked = asked.chain(budget.map(|n| (n, Kind::Budget)));
            for (number, kind) in asked {
                let next = match at {
                    None => closest(&mut all(kind), number),
                    Some(owner) => closest(&mut library.children_of(owner, kind), number),
                };
                let Some(next) = next else { break };
                at = Some(next);
                if library.node(next).ordinal != number {
                    break;
                }
            }
            at
        }
    };
    library.address(found.unwrap_or(root))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::input::Source;

    #[test]
    fn the_nearest_address_is_a_neighbour() {
        let library = Library::new(vec![Source::embedded().document().unwrap()]);
        for (asked, answer) in [
            ("99", "20"),
            ("X", "V"),
            ("1.99", "1.3"),
            ("14.1.99", "14.1.5"),
            ("99.1.1", "20"),
        ] {
            let nearest = nearest(&library, NodeId(0), &asked.parse().unwrap());
            assert_eq!(nearest.to_string(), answer, "{asked}");
        }
    }
}
