//! What the reading mode needs from outside: the library, the search, readings, source lines.

use crate::lang::{Lang, Text};
use crate::ledger::Scope;
use crate::model::{Address, Kind, Library, NodeId};
use crate::names;

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits, best first; with each how it was found, empty for as typed in itself.
    pub hits: Vec<(NodeId, String)>,
    /// How many there are in all.
    pub total: usize,
    /// What is said of all of them first, in sentences: words that nothing has as typed, and how
    /// the hits were found where that is the same for all.
    pub notes: Vec<String>,
    /// The budget lines that the sum of the search is of, in document order.
    pub lines: Vec<NodeId>,
    /// One of them is asked for, the largest rise or the like: what they add up to is no answer.
    pub is_ranked: bool,
    /// What was wrong with the query, in one sentence, if anything.
    pub fault: Option<String>,
}

/// A search engine over the library.
pub trait Finder {
    /// The best hits for the words.
    fn find(&self, library: &Library, words: &str, lang: Lang) -> Found;
}

/// Finds nothing: options say which engine is asked.
pub(super) struct NoFinder;

impl Finder for NoFinder {
    fn find(&self, _: &Library, _: &str, _: Lang) -> Found {
        Found::default()
    }
}

/// Makes the documents' own words such as are heard.
pub type Heard<'h> = &'h dyn Fn(&str) -> String;

/// What became of a node by review sheets, a sentence for each budget line, with the documents' own words as they are
/// heard.
pub type Aloud<'a> = &'a dyn Fn(NodeId, Heard<'_>) -> Vec<String>;

/// Everything an answer is made from. It changes nothing and prints nothing.
#[derive(Clone, Copy)]
pub struct ReadingState<'a> {
    /// The open documents.
    pub library: &'a Library,
    /// What sums are of.
    pub sums: &'a Scope,
    /// The search engine.
    pub finder: &'a dyn Finder,
    /// Turns Japanese into kana, where `--yomi` asks for it.
    pub yomi: Option<&'a dyn Fn(&str) -> String>,
    /// The unchanged source line of a document: index of the document, 1-based line.
    pub source: Option<&'a dyn Fn(usize, u32) -> Option<String>>,
    /// What became of a node by review sheets, a sentence for each budget line; none where none are open.
    pub became: Option<Aloud<'a>>,
    /// Language of the interface.
    pub lang: Lang,
    /// How many lines of a long answer are told at once; 0 tells all.
    pub page: usize,
    /// Whether there is a full screen to return to.
    pub has_screen: bool,
    /// The roots of the earlier and the later document, where two are compared.
    pub compare: Option<(NodeId, NodeId)>,
    /// Whether the base year is called the year before instead of by its name.
    pub year_before: bool,
}

impl std::fmt::Debug for ReadingState<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ReadingState")
            .field("nodes", &self.library.len())
            .field("lang", &self.lang)
            .field("page", &self.page)
            .finish_non_exhaustive()
    }
}

impl ReadingState<'_> {
    /// One of two words by the interface's language.
    #[must_use]
    pub const fn say(&self, ja: &'static str, en: &'static str) -> &'static str {
        Text::new(ja, en).get(self.lang)
    }

    /// The document's own words for the ear, in kana where that is asked for.
    #[must_use]
    pub fn heard(&self, text: &str) -> String {
        let spoken = super::speech::clean(text);
        self.yomi.map_or(spoken.clone(), |yomi| yomi(&spoken))
    }

    /// A file's name for the ear: as it is typed, with signs that say nothing in a text.
    #[must_use]
    pub(super) fn file(&self, name: &str) -> String {
        let name = super::speech::harmless(name);
        self.yomi.map_or(name.clone(), |yomi| yomi(&name))
    }

    /// What separates the parts of a line.
    #[must_use]
    pub const fn comma(&self) -> &'static str {
        self.say("、", ", ")
    }

    /// `parts` as one line, empty ones left out.
    #[must_use]
    pub fn join(&self, parts: &[String]) -> String {
        let parts: Vec<&str> = parts
            .iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        parts.join(self.comma())
    }

    /// The name of a node's document, where it is not that of the place; else empty.
    #[must_use]
    pub(super) fn other_document(&self, id: NodeId, place: NodeId) -> String {
        if self.library.document_index(id) == self.library.document_index(place) {
            return String::new();
        }
        self.document_name(id)
    }

    /// How a document is called where several are open: by its year, else by its file.
    #[must_use]
    pub fn document_name(&self, id: NodeId) -> String {
        let meta = &self.library.document_of(id).meta;
        let same = |year: &str| {
            let others = self.library.documents().iter();
            others
                .filter(|d| d.meta.fiscal_year.as_deref() == Some(year))
                .count()
        };
        match meta.fiscal_year.as_deref() {
            Some(year) if same(year) == 1 => self.heard(year),
            _ => self.file(&meta.source),
        }
    }

    /// How many documents are open, and the root of each with what it is called where its title
    /// does not say that.
    #[must_use]
    pub fn open_documents(&self) -> (String, Vec<(NodeId, String)>) {
        let roots = self.library.documents().iter().map(|d| d.root);
        let noted: Vec<(NodeId, String)> = roots
            .map(|id| (id, self.document_name(id)))
            .map(|(id, name)| match self.name(id).contains(&name) {
                true => (id, String::new()),
                false => (id, name),
            })
            .collect();
        let count = noted.len();
        let head = match self.lang {
            Lang::Ja => format!("開いている文書、{count}件。"),
            Lang::En => format!("Open documents: {count}."),
        };
        (head, noted)
    }

    /// The siblings among which `next` and `previous` move, the node itself among them: all
    /// chapters of a document, all documents, else the children of its parent.
    #[must_use]
    pub fn siblings(&self, id: NodeId) -> Vec<NodeId> {
        let node = self.library.node(id);
        match (node.kind, self.library.parent(id)) {
            (Kind::Document, _) | (_, None) => {
                self.library.documents().iter().map(|d| d.root).collect()
            }
            (Kind::Pillar, Some(parent)) => self.library.children(parent).collect(),
            (_, Some(parent)) => match self.library.node(parent).kind {
                Kind::Document | Kind::Pillar => self.items(self.library.document_of(id).root),
                _ => self.library.children(parent).collect(),
            },
        }
    }

    /// The items that a place lists: of a document its chapters, since chapters are what people
    /// know by number (or what stands in their place where the document has none); else its
    /// children.
    #[must_use]
    pub fn items(&self, id: NodeId) -> Vec<NodeId> {
        if self.library.node(id).kind != Kind::Document {
            return self.library.children(id).collect();
        }
        let mut items = Vec::new();
        for child in self.library.children(id) {
            match self.library.node(child).kind {
                Kind::Pillar => items.extend(self.library.children(child)),
                _ => items.push(child),
            }
        }
        if items
            .iter()
            .all(|item| self.library.node(*item).kind == Kind::Chapter)
        {
            items.sort_by_key(|chapter| self.library.node(*chapter).ordinal);
        }
        items
    }

    /// What `list` tells of a place: of a document its pillars, else its items.
    #[must_use]
    pub fn listed(&self, id: NodeId) -> Vec<NodeId> {
        let pillars: Vec<NodeId> = self.library.children(id).collect();
        let all = |kind| {
            !pillars.is_empty() && pillars.iter().all(|p| self.library.node(*p).kind == kind)
        };
        if self.library.node(id).kind == Kind::Document && all(Kind::Pillar) {
            return pillars;
        }
        self.items(id)
    }

    /// The address as it is said and typed: `第14章`, `14の2`, `14の1の2の予算1`, `第4部`.
    #[must_use]
    pub fn address(&self, id: NodeId) -> String {
        self.spelled(&self.library.address(id))
    }

    /// The same of any address, be it that of a node or not.
    #[must_use]
    pub(super) fn spelled(&self, address: &Address) -> String {
        match (address, self.lang) {
            (Address::Root, Lang::Ja) => "文書の先頭".to_owned(),
            (Address::Root, Lang::En) => "the document".to_owned(),
            (Address::Pillar(n), Lang::Ja) => format!("第{n}部"),
            (Address::Pillar(n), Lang::En) => format!("pillar {n}"),
            (Address::Path(steps, budget), lang) => path_words(steps, *budget, lang),
        }
    }

    /// The prompt: the place in at most 16 cells, ending in `> `.
    #[must_use]
    pub fn prompt(&self, id: NodeId) -> String {
        let mut place = match (self.library.address(id), self.lang) {
            (Address::Root, _) => self.say("全体", "top").to_owned(),
            (Address::Path(steps, None), Lang::En) if steps.len() == 1 => {
                format!("ch {}", self.library.node(id).ordinal)
            }
            (Address::Path(steps, Some(n)), Lang::Ja) => {
                format!("{}予算{n}", path_words(&steps, None, Lang::Ja))
            }
            (Address::Path(_, Some(_)), Lang::En) => self.library.address(id).to_string(),
            _ => self.address(id),
        };
        if crate::text::width(&place) > PROMPT_CELLS - 2 {
            let chapter = self.library.enclosing(id, Kind::Chapter);
            let chapter = chapter.map_or(0, |chapter| self.library.node(chapter).ordinal);
            let kind = names::kind(self.library.node(id).kind).get(self.lang);
            place = match self.lang {
                Lang::Ja => format!("第{chapter}章 {kind}"),
                Lang::En => format!("ch {chapter}"),
            };
        }
        if crate::text::width(&place) > PROMPT_CELLS - 2 {
            place = names::kind(self.library.node(id).kind)
                .get(self.lang)
                .to_owned();
        }
        format!("{place}> ")
    }
}

/// The widest prompt, in cells: half of a 40-cell braille display is left for typing.
pub const PROMPT_CELLS: usize = 16;

fn path_words(steps: &[u32], budget: Option<u32>, lang: Lang) -> String {
    let steps: Vec<String> = steps.iter().map(u32::to_string).collect();
    let place = match (lang, steps.as_slice()) {
        (Lang::Ja, [chapter]) => format!("第{chapter}章"),
        (Lang::En, [chapter]) => format!("chapter {chapter}"),
        (Lang::Ja, _) => steps.join("の"),
        (Lang::En, _) => steps.join("."),
    };
    match (lang, budget) {
        (_, None) => place,
        (Lang::Ja, Some(n)) => format!("{place}の予算{n}"),
        (Lang::En, Some(n)) => format!("{place} budget {n}"),
    }
}
