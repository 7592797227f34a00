//! What the levels of a document are called, alone and counted: 章 and 施策, and of review sheets 府省庁 and 局・庁.

use super::state::ReadingState;
use crate::lang::{Lang, Text};
use crate::model::{Kind, NodeId};
use crate::names;

impl ReadingState<'_> {
    /// What a level of review sheets is: 府省庁, 局・庁; none in another document.
    pub(super) fn level(&self, id: NodeId, kind: Kind) -> Option<&'static str> {
        let levels = self.library.document_of(id).meta.figure.as_ref()?.levels;
        let kinds = [Kind::Pillar, Kind::Chapter, Kind::Theme, Kind::Measure];
        let mut named = kinds.into_iter().zip(levels);
        let (ja, en) = named.find(|(level, _)| *level == kind)?.1;
        Some(Text::new(ja, en).get(self.lang))
    }

    /// What the node is: 章, and of review sheets 局・庁.
    pub(super) fn kind_word(&self, id: NodeId) -> &'static str {
        let kind = self.library.node(id).kind;
        let own = self.level(id, kind);
        own.unwrap_or_else(|| names::kind(kind).get(self.lang))
    }

    /// As [`count`](Self::count), of what stands below a node.
    pub(super) fn count_at(&self, id: NodeId, kind: Kind, count: usize) -> String {
        match (self.level(id, kind), self.lang) {
            (None, _) => self.count(kind, count),
            (Some(word), Lang::Ja) => format!("{word}{count}件"),
            (Some(word), Lang::En) if count == 1 => format!("1 {word}"),
            (Some(word), Lang::En) => match word.strip_suffix('y') {
                Some(stem) => format!("{count} {stem}ies"),
                None => format!("{count} {word}s"),
            },
        }
    }

    /// `施策3件`, `20章`; `3 measures`.
    #[must_use]
    pub fn count(&self, kind: Kind, count: usize) -> String {
        let word = names::counted(kind).get(self.lang);
        match (self.lang, kind) {
            (Lang::Ja, Kind::Pillar | Kind::Chapter) => format!("{count}{word}"),
            (Lang::Ja, _) => format!("{word}{count}件"),
            (Lang::En, _) if count == 1 => format!("1 {word}"),
            (Lang::En, _) => format!("{count} {word}s"),
        }
    }
}
