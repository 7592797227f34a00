//! What an export is of: which part of which document, how its lines were chosen, what was taken
//! out. Every form that has a head says it there, in the same words.

use super::{Look, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::LineFilter;
use crate::model::{Kind, Library, NodeId};
use crate::names;
use crate::search::MatchRule;
use crate::text::shown;

const DOCUMENT: Text = Text::new("文書", "Document");
const PART: Text = Text::new("文書の一部", "Part of the document");
const CHOSEN: Text = Text::new("選び方", "Chosen by");
const UNREAD: Text = Text::new("注意", "Caution");
const RULE: Text = Text::new("合計の数え方", "How sums count");

/// What an export is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The node whose subtree it lies in; none for all open documents.
    pub scope: Option<NodeId>,
    /// The query as typed, and what must have its words.
    pub query: Option<(String, MatchRule)>,
    /// The sorts of lines asked for.
    pub only: Vec<LineFilter>,
    /// The lines were chosen otherwise, told in the interface's language; may be empty.
    pub chosen: String,
    /// Nodes taken out of the sums.
    pub without: Vec<NodeId>,
}

impl About {
    /// Everything at or below the node.
    #[must_use]
    pub fn all(scope: NodeId) -> Self {
        Self {
            scope: Some(scope),
            ..Self::default()
        }
    }

    /// Whether it leaves out anything of the documents that it is of.
    #[must_use]
    pub fn is_part(&self, library: &Library) -> bool {
        self.is_chosen() || !self.without.is_empty() || self.part(library).is_some()
    }

    /// Whether lines were chosen by anything but their place.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.query.is_some() || !self.only.is_empty() || !self.chosen.is_empty()
    }

    /// The node below a document that it is confined to.
    #[must_use]
    pub fn part(&self, library: &Library) -> Option<NodeId> {
        self.scope
            .filter(|scope| library.node(*scope).kind != Kind::Document)
    }

    /// How the lines were chosen, in one line; empty where all were taken.
    #[must_use]
    pub fn chosen_text(&self, look: &Look) -> String {
        let mut parts = Vec::new();
        if let Some((query, rule)) = &self.query {
            let (query, rule) = (shown(query), look.text(rule.text()));
            parts.push(match look.lang {
                Lang::Ja => format!("検索「{query}」（照合: {rule}）"),
                Lang::En => format!("query '{query}' (matched in {rule})"),
            });
        }
        let sorts: Vec<&str> = self
            .only
            .iter()
            .map(|s| look.text(names::filter(*s)))
            .collect();
        if !sorts.is_empty() {
            parts.push(sorts.join(look.text(Text::new("または", " or "))));
        }
        if !self.chosen.is_empty() {
            parts.push(shown(&self.chosen).into_owned());
        }
        parts.join(look.text(Text::new("、", ", ")))
    }

    /// What was taken out of the sums; none where nothing was.
    #[must_use]
    pub fn without_text(&self, look: &Look, library: &Library) -> Option<String> {
        let text = cite::without(library, &self.without, look.lang);
        (!text.is_empty()).then_some(text)
    }

    /// The documents that it is of, as they are cited.
    #[must_use]
    pub fn documents(&self, look: &Look, library: &Library) -> String {
        let own = self.scope.map(|scope| library.document_of(scope).root);
        let cited: Vec<String> = library
            .documents()
            .iter()
            .filter(|document| own.is_none_or(|own| own == document.root))
            .map(|document| cite::document(library, document.root, look.lang))
            .collect();
        cited.join(" / ")
    }

    /// The head: each a name and what it is, of the document, the part, the choice, what was
    /// taken out, what could not be read, and the rule of the sums.
    #[must_use]
    pub fn head(&self, look: &Look, library: &Library) -> Vec<(&'static str, String)> {
        let mut head = vec![(look.text(DOCUMENT), self.documents(look, library))];
        if let Some(part) = self.part(library) {
            let heading = words::heading(library, part);
            let part = format!("{} {heading}", library.address(part));
            head.push((look.text(PART), part));
        }
        if self.is_chosen() {
            head.push((look.text(CHOSEN), self.chosen_text(look)));
        }
        if let Some(without) = self.without_text(look, library) {
            head.push((look.text(words::TAKEN_OUT), without));
        }
        let roots = library.documents().iter().map(|document| document.root);
        let of: Vec<NodeId> = self
            .scope
            .map_or_else(|| roots.collect(), |scope| vec![scope]);
        let unread = of
            .iter()
            .filter_map(|id| cite::unread(library, *id, look.lang));
        head.extend(unread.map(|text| (look.text(UNREAD), text)));
        head.push((look.text(RULE), look.text(cite::COUNTED_ONCE).to_owned()));
        head
    }
}
