//! Review sheets that are open: the document made of them, and what it does not show.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rust_decimal::Decimal;

use crate::explorer::state::State;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::review::trace::{Told, Trace, Verdict, judge, request_year, trace};
use crate::review::tree::Tree;
use crate::review::{By, Column, Origin, Places, Programmes, Reviews, Sheet, Sums, View};

/// The sheets themselves.
#[derive(Debug)]
pub struct Data {
    /// All sheets.
    pub reviews: Reviews,
    /// The same as programmes over the years.
    pub programmes: Programmes,
    /// Budget years that some programme has a figure of, the earliest first.
    pub years: Vec<u16>,
}

/// What tells a sheet from all others.
type SheetKey<'a> = (Origin, u16, Option<u32>, &'a str, &'a str);

fn key_of(sheet: &Sheet) -> SheetKey<'_> {
    let Sheet {
        origin, year, id, ..
    } = sheet;
    (*origin, *year, *id, &sheet.number, &sheet.ministry)
}

impl Data {
    fn programmes_of_sheets(&self) -> HashMap<SheetKey<'_>, usize> {
        let all = self.programmes.all.iter().enumerate();
        let sheets = all.flat_map(|(at, programme)| {
            let own = programme.sheets.iter();
            let own = own.filter_map(|sheet| self.reviews.sheets.get(*sheet));
            own.map(move |sheet| (key_of(sheet), at))
        });
        sheets.collect()
    }
}

/// Review sheets with the document that is made of them.
#[derive(Clone, Debug)]
pub struct Sheets {
    /// The sheets.
    pub data: Arc<Data>,
    /// Index of the document in the library.
    pub document: usize,
    /// What its nodes are of.
    pub places: Rc<Places>,
    /// Whether all sheets have been read. Until then no line is joined to them.
    pub is_whole: bool,
}

/// By the index of each document that was asked for, its lines as they were joined.
pub type Traces = HashMap<usize, Rc<Vec<Trace>>>;

/// Lines joined to the sheets, with the user's word on each.
#[derive(Clone, Debug)]
pub struct Joined {
    sheets: Sheets,
    verdicts: Vec<Verdict>,
    kept: Rc<RefCell<Traces>>,
}

impl State {
    /// What joins the open documents to the review sheets; none where no sheets are open, nor before all of
    /// them have been read: the right one may be still to come.
    #[must_use]
    pub fn joined(&self) -> Option<Joined> {
        Some(Joined {
            sheets: self.sheets.clone().filter(|sheets| sheets.is_whole)?,
            verdicts: self.verdicts.clone(),
            kept: Rc::clone(&self.traces),
        })
    }
}

impl Joined {
    /// The joined budget lines at or below a node of a request document, in document order, with the user's word
    /// on each; of a programme of the sheets the lines that lead to it. None where the document does not say for
    /// which year it asks.
    ///
    /// The first time the whole document is joined: work grows with its lines times the sheets of its ministries.
    #[must_use]
    pub fn traced(&self, library: &Library, id: NodeId) -> Option<Vec<Trace>> {
        let sheets = &self.sheets;
        let own = library.document_index(id);
        let documents: Vec<usize> = if own == sheets.document {
            (0..library.documents().len())
                .filter(|d| *d != own)
                .collect()
        } else {
            vec![own]
        };
        let programme = sheets.programme(library, id);
        let end = library.node(id).end;
        let mut found: Vec<Trace> = Vec::new();
        let mut is_any = false;
        for document in documents {
            let Some(all) = self.of(library, document) else {
                continue;
            };
            is_any = true;
            let wanted = |trace: &&Trace| match (own == sheets.document, programme) {
                (false, _) => trace.line >= id && trace.line < end,
                (true, Some(at)) => {
                    let link = trace.link.as_ref();
                    link.is_some_and(|link| link.programmes.contains(&at))
                }
                (true, None) => false,
            };
            found.extend(all.iter().filter(wanted).cloned());
        }
        let programmes = &sheets.data.programmes;
        judge(&mut found, library, programmes, &self.verdicts);
        is_any.then_some(found)
    }

    /// What became of a node for the ear, a sentence for each budget line: where there are several, each begins
    /// with its name. `amount` says an amount in 億円, `heard` the documents' own words.
    #[must_use]
    pub fn became_aloud(
        &self,
        library: &Library,
        id: NodeId,
        (lang, amount): (Lang, &dyn Fn(Decimal) -> String),
        heard: &dyn Fn(&str) -> String,
    ) -> Vec<String> {
        let traces = self.traced(library, id).unwrap_or_default();
        let data = &self.sheets.data;
        let told = Told {
            reviews: &data.reviews,
            programmes: &data.programmes,
            lang,
            amount,
        };
        let is_one = traces.len() == 1;
        let sentences = traces.iter().map(|trace| {
            let sentence = told.sentence(trace, heard);
            let name = heard(&library.node(trace.line).title);
            match (is_one, lang) {
                (true, _) => sentence,
                (false, Lang::Ja) => format!("{name}。{sentence}"),
                (false, Lang::En) => format!("{name}: {sentence}"),
            }
        });
        sentences.collect()
    }

    fn of(&self, library: &Library, document: usize) -> Option<Rc<Vec<Trace>>> {
        let data = &self.sheets.data;
        let root = library.documents().get(document)?.root;
        request_year(library, root)?;
        let mut kept = self.kept.borrow_mut();
        let joined = kept
            .entry(document)
            .or_insert_with(|| Rc::new(trace(library, root, &data.reviews, &data.programmes)));
        Some(Rc::clone(joined))
    }
}

impl Sheets {
    /// What the document shows.
    #[must_use]
    pub fn view(&self) -> View {
        self.places.view
    }

    /// The same view of the next year that is known, or of the one before; none at the end.
    #[must_use]
    pub fn other_year(&self, later: bool) -> Option<View> {
        let years = &self.data.years;
        let at = years.iter().position(|year| *year == self.view().year)?;
        let at = if later { at + 1 } else { at.checked_sub(1)? };
        let year = *years.get(at)?;
        Some(View {
            year,
            ..self.view()
        })
    }

    /// The same view of the next figure.
    #[must_use]
    pub fn next_figure(&self) -> View {
        let at = Column::SHOWN.iter().position(|c| *c == self.view().column);
        let next = Column::SHOWN.iter().cycle().nth(at.map_or(0, |at| at + 1));
        View {
            column: next.copied().unwrap_or_default(),
            ..self.view()
        }
    }

    /// The same view, arranged otherwise.
    #[must_use]
    pub fn next_arrangement(&self) -> View {
        View {
            by: self.view().by.next(),
            ..self.view()
        }
    }

    /// The document of another view, with what its nodes are of.
    #[must_use]
    pub fn tree(&self, view: View, source: &str) -> Tree {
        let data = &self.data;
        crate::review::tree::tree(&data.reviews, &data.programmes, view, source)
    }

    fn index(&self, library: &Library, id: NodeId) -> Option<usize> {
        let root = library.documents().get(self.document)?.root;
        let is_own = library.document_index(id) == self.document;
        is_own.then(|| id.index() - root.index())
    }

    /// Of each node of the document the one that is of the same in the document of `later`, where more sheets may
    /// have been read, as places in both. Work grows with the sheets.
    #[must_use]
    pub fn counterparts(&self, later: &Self) -> Vec<Option<NodeId>> {
        let of = if Arc::ptr_eq(&self.data, &later.data) {
            self.places.counterparts(&later.places, Some)
        } else {
            let now = later.data.programmes_of_sheets();
            let (reviews, all) = (&self.data.reviews, &self.data.programmes.all);
            let same = |at: usize| {
                let sheet = all.get(at)?.newest(reviews)?;
                now.get(&key_of(sheet)).copied()
            };
            self.places.counterparts(&later.places, same)
        };
        let id = |at: usize| u32::try_from(at).ok().map(NodeId);
        of.into_iter().map(|at| at.and_then(id)).collect()
    }

    /// The programme of a node, as a place in [`Programmes::all`]; none for a heading above programmes and for
    /// a node of another document.
    #[must_use]
    pub fn programme(&self, library: &Library, id: NodeId) -> Option<usize> {
        self.places.programme(self.index(library, id)?)
    }

    /// What a node of the document had in every year, the earliest first: of a heading all that was below it,
    /// whatever the sums on the screen leave out. Empty for a node of another document.
    #[must_use]
    pub fn years(&self, library: &Library, id: NodeId) -> Vec<(u16, Sums)> {
        self.index(library, id)
            .map_or_else(Vec::new, |at| self.places.years(&self.data.programmes, at))
    }
}

impl Sheets {
    /// The sheets that a document was made of.
    #[must_use]
    pub fn new(data: Arc<Data>, document: usize, places: Places) -> Self {
        Self {
            data,
            document,
            places: Rc::new(places),
            is_whole: true,
        }
    }

    /// The same of which more sheets are still being read.
    #[must_use]
    pub fn so_far(self) -> Self {
        Self {
            is_whole: false,
            ..self
        }
    }

    /// What stands above the programmes.
    #[must_use]
    pub fn by(&self) -> By {
        self.view().by
    }
}
