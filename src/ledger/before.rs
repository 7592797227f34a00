//! Of review sheets: money of the year before that no change has.

use rust_decimal::Decimal;

use crate::model::{Library, NodeId};

/// 億円 that the node had in the year before and that are the base of none of its lines: of programmes that have no
/// such figure in this year. None where there are none, and where nobody says what the node had. `compared` is the base of all
/// lines of the node.
#[must_use]
pub fn in_no_change(library: &Library, id: NodeId, compared: Decimal) -> Option<Decimal> {
    let document = library.document_of(id);
    let figure = document.meta.figure.as_ref()?;
    let own = id.index().checked_sub(document.root.index())?;
    let at = figure.before.binary_search_by_key(&own, |(node, _)| *node);
    let (_, before) = figure.before.get(at.ok()?)?;
    let left = before.checked_sub(compared)?;
    (left > Decimal::ZERO).then(|| left.normalize())
}
