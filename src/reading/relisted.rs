//! From what is listed again to its original: a budget line, or a whole measure or theme.

use super::line::Line;
use super::session::Session;
use super::state::ReadingState;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::names;

/// The originals of a node that is listed again, in document order: of a budget line its own,
/// of a measure or theme the nodes of its kind that hold the originals of its lines. Empty for
/// what is not listed again and where no original was found: of a chapter with two lines that are,
/// the whole is not.
#[must_use]
pub fn originals(library: &Library, id: NodeId) -> Vec<NodeId> {
    if let Some(line) = library.budget(id) {
        return line.original.into_iter().collect();
    }
    let (listed, all) = relisted_lines(library, id);
    if !library.node(id).relisted && listed < all {
        return Vec::new();
    }
    let kind = library.node(id).kind;
    let mut found: Vec<NodeId> = Vec::new();
    for line in library.budget_lines(id) {
        let original = library.budget(line).and_then(|line| line.original);
        let holder = original.map(|original| library.enclosing(original, kind).unwrap_or(original));
        // A line may be listed twice below one theme: that is no way out of it.
        found.extend(holder.filter(|holder| *holder != id && !found.contains(holder)));
    }
    if found.is_empty() && library.node(id).relisted {
        found.extend(same_title(library, id));
    }
    found
}

/// How many of the budget lines at or below a node are listed again, and how many there are.
fn relisted_lines(library: &Library, id: NodeId) -> (usize, usize) {
    let lines = library.budget_lines(id);
    lines.fold((0, 0), |(listed, all), line| {
        (listed + usize::from(library.node(line).relisted), all + 1)
    })
}

/// The node of the same kind and title that is no relisting.
fn same_title(library: &Library, id: NodeId) -> Option<NodeId> {
    let node = library.node(id);
    let root = library.document_of(id).root;
    library.subtree(root).find(|other| {
        let one = library.node(*other);
        *other != id && !one.relisted && one.kind == node.kind && one.title == node.title
    })
}

impl Session {
    pub(super) fn original(&mut self, reading: &ReadingState<'_>) -> Vec<Line> {
        let found = originals(reading.library, self.place);
        if let Some((first, others)) = found.split_first() {
            self.leave_for(*first);
            let mut lines = self.tell_opened(reading);
            if !others.is_empty() {
                let others: Vec<String> = others.iter().map(|id| reading.address(*id)).collect();
                let others = reading.join(&others);
                lines.push(Line::Ear(match reading.lang {
                    Lang::Ja => format!("元はほかにもあります。{others}。"),
                    Lang::En => format!("There are other originals: {others}."),
                }));
            }
            return lines;
        }
        vec![Line::Ear(reading.no_original(self.place))]
    }
}

impl ReadingState<'_> {
    /// That the place has no original to go to.
    #[must_use]
    pub fn no_original(&self, id: NodeId) -> String {
        let kind = names::kind(self.library.node(id).kind).get(self.lang);
        match (self.library.node(id).relisted, self.lang) {
            (true, Lang::Ja) => format!("再掲ですが、元の{kind}は見つかりません。"),
            (true, Lang::En) => "It is listed again, but no original was found.".to_owned(),
            (false, Lang::Ja) => {
                let some = match relisted_lines(self.library, id).0 {
                    0 => String::new(),
                    n => format!("再掲の予算が{n}件あります。並べるには、予算 再掲。"),
                };
                format!("この{kind}は再掲ではありません。{some}")
            }
            (false, Lang::En) => {
                let some = match relisted_lines(self.library, id).0 {
                    0 => String::new(),
                    n => format!(" {n} of its lines are: to list them, type budget relisted."),
                };
                format!("This {kind} is not listed again.{some}")
            }
        }
    }
}
