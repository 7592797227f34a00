//! A request document joined to the review sheets: which sheet tells what became of each budget line.
//!
//! The figures of a request document are those of the sheets published in the year before it asks for, so
//! that a name and an amount that agree prove a match. First what is wholly one sheet, or several
//! together: by name, by name and amount, by amounts (`whole`). What is left is looked for as a part of a
//! larger sheet whose money no other line has taken, by what the sheet says of itself (`part`). A part never
//! bears the sheet's figures.

mod became;
mod beside;
mod candidate;
mod homes;
mod later;
mod likeness;
mod line;
mod outcome;
mod part;
mod quoted;
mod room;
mod told;
mod verdict;
mod whole;

use std::collections::HashMap;

use super::{Programmes, Reviews};
use crate::model::{Library, NodeId};

pub use became::{Became, Shown, Turn, became};
pub use outcome::{Outcome, outcome, sheets};
pub use told::{Told, code};
pub use verdict::{Verdict, judge};

use candidate::{candidates, ministries};
use line::lines;

/// How a line and a sheet belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The sheet is of the same programme.
    Same,
    /// The same under another name.
    Renamed,
    /// The line is several sheets together.
    Sum,
    /// The line is a part of a larger sheet, whose figures are not the line's.
    Part,
}

impl Relation {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Renamed => "renamed",
            Self::Sum => "sum",
            Self::Part => "part",
        }
    }
}

/// How sure a link is. Nothing below sure is a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// May be; look at the sheet.
    Possible,
    /// Most likely.
    Probable,
    /// Name and figures agree.
    Sure,
}

impl Grade {
    /// The word used in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Probable => "probable",
            Self::Sure => "sure",
        }
    }
}

/// What a link rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// How alike the names are, in percent: 100 is the same but for width, blanks and marks.
    Name(u32),
    /// How alike the heading above the line and the sheet's name are, in percent.
    Heading(u32),
    /// The request of that year agrees.
    Request(u16),
    /// The base of that year agrees.
    Base(u16),
    /// How much of the line's words the sheet has, in percent.
    Words(u32),
    /// The lines that stand together add up to the sheet's request.
    AddsUp(u16),
    /// The line has a sheet of its own since that year, of the same office.
    OwnSheet(u16),
    /// The other parts below its heading are of the sheet.
    Beside,
    /// It alone names what the text above the line names in corner brackets.
    Quoted,
    /// It lists again a line that is joined to the sheet.
    Relists,
    /// The user has said that it is right.
    Confirmed,
}

/// A line's link to one or more programmes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Places in [`Programmes::all`].
    pub programmes: Vec<usize>,
    /// How they belong together.
    pub relation: Relation,
    /// How sure it is.
    pub grade: Grade,
    /// What it rests on.
    pub evidence: Vec<Evidence>,
}

/// A budget line and its link, if any.
#[derive(Clone, Debug)]
pub struct Trace {
    /// The line.
    pub line: NodeId,
    /// The year that it asks for.
    pub year: u16,
    /// What it belongs to.
    pub link: Option<Link>,
    /// Whether what it belongs to was split or merged, by the sheets; it goes with the link.
    pub became: Option<Became>,
    /// The link that the user has said to be wrong.
    pub rejected: Option<Link>,
}

/// The year that a document asks for; none where it does not say it.
#[must_use]
pub fn request_year(library: &Library, root: NodeId) -> Option<u16> {
    let meta = &library.document_of(root).meta;
    line::year(meta.fiscal_year.as_deref()?)
}

/// Joins every budget line of a document. Work grows with the lines times the sheets of the ministries that
/// the document is of.
#[must_use]
pub fn trace(
    library: &Library,
    root: NodeId,
    reviews: &Reviews,
    programmes: &Programmes,
) -> Vec<Trace> {
    let Some(year) = request_year(library, root) else {
        return Vec::new();
    };
    let lines = lines(library, root);
    let ministries = ministries(&lines, reviews, programmes, year);
    let candidates = candidates(reviews, programmes, year, &ministries);
    let mut links: HashMap<NodeId, Link> = whole::links(&lines, &candidates, year);
    part::links(&lines, &candidates, year, &mut links);
    lines
        .iter()
        .map(|line| {
            let own = line.original.as_ref().unwrap_or(&line.node);
            let mut link = links.get(own).cloned();
            if let Some(link) = link.as_mut().filter(|_| line.original.is_some()) {
                link.evidence.push(Evidence::Relists);
            }
            let became = link
                .as_ref()
                .and_then(|link| became(link, year, reviews, programmes));
            Trace {
                line: line.node,
                year,
                link,
                became,
                rejected: None,
            }
        })
        .collect()
}
