//! What an export is of: which part of which document, how its lines were chosen, what was taken
//! out. Every form that has a head says it there, in the same words.

use super::{Look, words};
use crate::cite;
use crate::lang::{Lang, Text};
use crate::ledger::LineFilter;
use crate::model::{Kind, Library, NodeId};
use crate::text::shown;

const DOCUMENT: Text = Text::new("文書", "Document");
const PART: Text = Text::new("文書の一部", "Part of the document");
const CHOSEN: Text = Text::new("選び方", "Chosen by");
const NOTE: Text = Text::new("注", "Note");
const RULE: Text = Text::new("合計の数え方", "How sums count");
/// What an export is of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The node whose subtree it lies in; none for all open documents.
    pub scope: Option<NodeId>,
    /// The query as typed.
    pub query: Option<String>,
    /// The sorts of lines asked for.
    pub only: Vec<LineFilter>,
    /// The lines were chosen otherwise, told in the interface's language; may be empty.
    pub chosen: String,
    /// What else a reader must know of the sums, such as nodes taken out of them.
    pub notes: Vec<String>,
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
        self.is_chosen() || self.part(library).is_some()
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
        if let Some(query) = &self.query {
            parts.push(match look.lang {
                Lang::Ja => format!("検索「{}」", shown(query)),
                Lang::En => format!("query '{}'", shown(query)),
            });
        }
        let sorts: Vec<&str> = self.only.iter().map(|s| words::sort(look, *s)).collect();
        if !sorts.is_empty() {
            parts.push(sorts.join(look.text(Text::new("または", " or "))));
        }
        if !self.chosen.is_empty() {
            parts.push(shown(&self.chosen).into_owned());
        }
        parts.join(look.text(Text::new("、", ", ")))
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

    /// The head: each a name and what it is, of the document, the part, the choice, the notes,
    /// and the rule of the sums.
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
        let notes = self.notes.iter();
        head.extend(notes.map(|note| (look.text(NOTE), shown(note).into_owned())));
        head.push((look.text(RULE), look.text(cite::COUNTED_ONCE).to_owned()));
        head
    }
}
