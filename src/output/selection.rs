//! The part of a document that is asked for: what stands below an address, of it perhaps only
//! some budget lines.

use std::ops::Range;

use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::search::MatchRule;

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The node whose subtree it lies in.
    pub scope: NodeId,
    /// The only budget lines wanted, in document order; none where all are.
    only: Option<Vec<NodeId>>,
    /// The query that they answer, and what must have its words.
    pub query: Option<(String, MatchRule)>,
}

impl Selection {
    /// Everything at or below the node.
    #[must_use]
    pub const fn all(scope: NodeId) -> Self {
        Self {
            scope,
            only: None,
            query: None,
        }
    }

    /// Of what is at or below the node these budget lines and what stands above them.
    #[must_use]
    pub fn only(scope: NodeId, mut lines: Vec<NodeId>) -> Self {
        lines.sort_unstable();
        Self {
            scope,
            only: Some(lines),
            query: None,
        }
    }

    /// The same, chosen by that query.
    #[must_use]
    pub fn of_query(mut self, query: &str, rule: MatchRule) -> Self {
        self.query = Some((query.to_owned(), rule));
        self
    }

    /// How the lines were chosen, in words; none where no query chose them.
    #[must_use]
    pub fn about(&self, lang: Lang) -> Option<String> {
        let (query, rule) = self.query.as_ref()?;
        let rule = rule.text().get(lang);
        Some(match lang {
            Lang::Ja => format!("{query}（照合: {rule}）"),
            Lang::En => format!("{query} (matched in {rule})"),
        })
    }

    /// The budget lines, in document order.
    #[must_use]
    pub fn lines(&self, library: &Library) -> Vec<NodeId> {
        match &self.only {
            Some(lines) => lines.clone(),
            None => library.budget_lines(self.scope).collect(),
        }
    }

    /// The wanted budget lines at or below a node.
    #[must_use]
    pub fn lines_below(&self, library: &Library, id: NodeId) -> Vec<NodeId> {
        match &self.only {
            Some(lines) => {
                let range = span(library, id);
                lines
                    .iter()
                    .copied()
                    .filter(|l| range.contains(l))
                    .collect()
            }
            None => library.budget_lines(id).collect(),
        }
    }

    /// Whether the node belongs to it: on the path to the scope, or below it and, where only
    /// some lines are wanted, one of them or above one.
    #[must_use]
    pub fn keeps(&self, library: &Library, id: NodeId) -> bool {
        let (scope, own) = (span(library, self.scope), span(library, id));
        if !scope.contains(&id) && !own.contains(&self.scope) {
            return false;
        }
        let Some(lines) = &self.only else {
            return true;
        };
        let first = lines.partition_point(|line| *line < own.start);
        lines.get(first).is_some_and(|line| own.contains(line))
    }
}

fn span(library: &Library, id: NodeId) -> Range<NodeId> {
    id..library.node(id).end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::tests::support::{SEED, node};

    #[test]
    fn what_is_kept() {
        let at = |address| node(&SEED, address);
        let some = Selection::only(at("14"), vec![at("14.1.5.2#6"), at("14.1.1#1")]);
        for (address, kept) in [
            (".", true),
            ("IV", true),
            ("14", true),
            ("14.1.5", true),
            ("14.1.5.2#6", true),
            ("14.1.5.2#1", false),
            ("14.2", false),
            ("15", false),
        ] {
            assert_eq!(some.keeps(&SEED, at(address)), kept, "{address}");
        }
        let all = Selection::all(at("14.2"));
        assert!(all.keeps(&SEED, at("14")) && all.keeps(&SEED, at("14.2.1")));
        assert!(!all.keeps(&SEED, at("14.1")));
        assert_eq!(some.lines_below(&SEED, at("14.1.5")), [at("14.1.5.2#6")]);
    }
}
