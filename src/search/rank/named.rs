//! The heading of review sheets that a question about money names.
//!
//! In: a query. Out: the ministry, bureau or office that bears exactly the question's topic as its name. The question is
//! then of all that stands below it: programmes do not say the name of their ministry. Cost: a pass over all nodes, for
//! such a question alone.

use unicode_normalization::UnicodeNormalization;

use crate::model::{Kind, Library, NodeId};
use crate::search::query::{Asks, Query};

/// The heading; none where none bears the name, or several of one level do.
pub(crate) fn named(library: &Library, query: &Query) -> Option<NodeId> {
    let question = query.question()?;
    if !matches!(question.asks, Asks::Sum | Asks::Count | Asks::Change) {
        return None;
    }
    let plain = |text: &str| {
        let letters = text.nfkc().filter(|c| !c.is_whitespace());
        letters.collect::<String>()
    };
    let topic = plain(&question.topic);
    let sheets = library.documents().iter();
    let sheets = sheets.filter(|document| document.meta.figure.is_some());
    let headings: Vec<NodeId> = sheets
        .flat_map(|document| library.subtree(document.root))
        .filter(|id| {
            let node = library.node(*id);
            let is_heading = matches!(node.kind, Kind::Pillar | Kind::Chapter | Kind::Theme);
            is_heading && plain(&node.title) == topic
        })
        .collect();
    let level = |kind: Kind| {
        let mut of = headings
            .iter()
            .filter(move |id| library.node(**id).kind == kind);
        (of.next().copied(), of.next().is_none())
    };
    let levels = [Kind::Pillar, Kind::Chapter, Kind::Theme].map(level);
    let (first, is_only) = levels.into_iter().find(|(first, _)| first.is_some())?;
    first.filter(|_| is_only)
}
