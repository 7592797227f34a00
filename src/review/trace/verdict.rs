//! What the user says of a link: it is right, or it is not.

use serde::{Deserialize, Serialize};

use super::{Evidence, Grade, Link, Trace};
use crate::model::Library;
use crate::review::name::key;
use crate::review::{Programme, Programmes};

/// The user's word on the link of one line, by names, so that it holds when documents and sheets are read anew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Verdict {
    /// The line's name.
    pub line: String,
    /// Ministry of the sheet.
    pub ministry: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Whether it is right.
    pub confirmed: bool,
}

impl Verdict {
    /// The word on a link; none where it has no programme.
    #[must_use]
    pub fn new(line: &str, link: &Link, programmes: &Programmes, confirmed: bool) -> Option<Self> {
        let programme = first(link, programmes)?;
        Some(Self {
            line: line.to_owned(),
            ministry: programme.ministry.to_string(),
            sheet: programme.name.to_string(),
            confirmed,
        })
    }

    /// Whether both are about the same link.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.ministry == other.ministry
            && key(&self.line) == key(&other.line)
            && key(&self.sheet) == key(&other.sheet)
    }
}

fn first<'a>(link: &Link, programmes: &'a Programmes) -> Option<&'a Programme> {
    programmes.all.get(*link.programmes.first()?)
}

/// Puts the user's word on the joined lines: what was confirmed is sure, what was rejected is no link, and is
/// kept aside.
pub fn judge(
    traces: &mut [Trace],
    library: &Library,
    programmes: &Programmes,
    verdicts: &[Verdict],
) {
    for trace in traces {
        let title = &library.node(trace.line).title;
        let Some(link) = trace.link.take() else {
            continue;
        };
        let own = Verdict::new(title, &link, programmes, true);
        let said = own.and_then(|own| verdicts.iter().find(|verdict| verdict.is_about(&own)));
        match said {
            None => trace.link = Some(link),
            Some(verdict) if verdict.confirmed => {
                let mut link = link;
                link.grade = Grade::Sure;
                link.evidence.push(Evidence::Confirmed);
                trace.link = Some(link);
            }
            Some(_) => {
                trace.rejected = Some(link);
                trace.became = None;
            }
        }
    }
}
