//! What the reading of the open documents found, as a list: what was not read first.

use crate::cite;
use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::model::{Diagnostic, Library, NodeId, Severity, owner_of_line};
use crate::text::shown;

/// One entry for each finding: money that was not read, then by severity, then by line.
#[must_use]
pub fn entries(library: &Library, state: &State) -> Vec<Entry> {
    let documents = library.documents().iter().enumerate();
    let mut found: Vec<(usize, &Diagnostic)> = documents
        .flat_map(|(n, document)| document.diagnostics.iter().map(move |found| (n, found)))
        .collect();
    found.sort_by_key(|(n, found)| {
        let weight = std::cmp::Reverse((found.is_unread(), found.severity));
        (weight, *n, found.line)
    });
    let owned: Vec<_> = (0..library.documents().len())
        .map(|document| library.owned_lines(document))
        .collect();
    found
        .into_iter()
        .map(|(document, found)| {
            let owned = owned.get(document).map_or(&[][..], Vec::as_slice);
            let node = owner_of_line(owned, found.line);
            entry(library, state, (document, node), found)
        })
        .collect()
}

fn entry(
    library: &Library,
    state: &State,
    (document, node): (usize, Option<NodeId>),
    found: &Diagnostic,
) -> Entry {
    let lang = state.settings.lang;
    let role = match found.severity {
        Severity::Error | Severity::Warning => Role::Strong,
        Severity::Info => Role::Dim,
    };
    let line = Line::of(format!("{} ", severity(found.severity).get(lang)), role)
        .with(format!("{} ", line_text(found.line, lang)), Role::Label)
        .with(shown(&found.message), Role::Plain);
    let page = node.and_then(|id| cite::page(library, id));
    let page = page.map(|page| format!(" {}", cite::page_text(page, lang)));
    let mut right = page.unwrap_or_default();
    if library.documents().len() > 1
        && let Some(info) = library.documents().get(document)
    {
        right.push_str(&format!(" {}", shown(&info.meta.source)));
    }
    Entry {
        line,
        right: Line::of(right, Role::Dim),
        target: Target::Line {
            document,
            line: found.line,
        },
        ..Entry::default()
    }
}

const fn severity(severity: Severity) -> Text {
    match severity {
        Severity::Error => words::ERROR,
        Severity::Warning => words::WARNING,
        Severity::Info => words::INFO,
    }
}

fn line_text(line: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{line}行"),
        Lang::En => format!("line {line}"),
    }
}
