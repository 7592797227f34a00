//! Says on standard error that sums may be short.

use super::Opened;
use crate::cli::args::Command;
use crate::cli::door::warn;
use crate::error::Error;
use crate::lang::Lang;
use crate::model::{DocumentInfo, Library, NodeId};
use crate::text::{Harmless, shown};

/// Whether what the command prints has sums, or amounts that somebody may add up.
fn has_sums(command: Option<&Command>) -> bool {
    !matches!(
        command,
        Some(Command::Search { .. } | Command::Show { source: true, .. })
    )
}

/// How many lines of all open documents could not be read, in a sentence; none where all was.
pub(super) fn sentence(library: &Library, lang: Lang) -> Option<String> {
    let documents = library.documents().iter();
    let count: usize = documents.map(|d| d.unread_lines().len()).sum();
    (count > 0).then(|| match lang {
        Lang::Ja => format!("読み取れない金額が{count}行あり、合計に入っていません。"),
        Lang::En => format!("Money on {count} line(s) could not be read and is in no sum."),
    })
}

/// Says how many lines of the document could not be read, where the answer has sums, and that an export
/// has no budget line where the document has none.
///
/// # Errors
/// Where a document without budget lines was asked for them or their sums.
pub(super) fn tell(command: Option<&Command>, opened: &Opened) -> Result<(), Error> {
    if has_sums(command) {
        let document = opened.library.document_of(opened.root());
        tell_of(&opened.source.path, document, opened.look.lang);
    }
    let asks = match command {
        Some(Command::Totals { .. } | Command::Lines { .. }) => true,
        Some(Command::Export { .. }) => false,
        _ => return Ok(()),
    };
    if opened.library.budget_lines(opened.root()).next().is_some() {
        return Ok(());
    }
    let path = opened.source.path.clone();
    let none = no_figure(opened).unwrap_or(Error::NoBudget { path });
    if asks {
        return Err(none);
    }
    let said = none.describe(opened.look.lang);
    warn(&Harmless::line(&format!("shisaku: {said}")));
    Ok(())
}

/// That no sheet has the figure of the year that is shown, and which year's they have.
fn no_figure(opened: &Opened) -> Option<Error> {
    let loaded = opened.reviews.as_ref()?;
    let column = opened.sheets.as_ref()?.view().column;
    let programmes = &loaded.data.programmes.all;
    let has = |year: &&u16| programmes.iter().any(|p| p.get(**year, column).is_some());
    let known = loaded.data.years.iter().rev().find(has)?;
    let (name, year) = (column.name(), loaded.year);
    Some(Error::NothingAsTyped {
        path: opened.source.path.clone(),
        ja: format!(
            "{year}年度の{}はまだありません。--year {known} ならあります",
            name.ja
        ),
        en: format!(
            "has no {} of {year} yet; it has that of --year {known}",
            name.en
        ),
    })
}

/// Says in one line how many lines of that document could not be read, if there are any.
pub(super) fn tell_of(path: &str, document: &DocumentInfo, lang: Lang) {
    if let Some(said) = said_of(path, document, lang) {
        warn(&Harmless::line(&said));
    }
}

/// What is to be said beside the rows of the only document of a library.
pub(super) fn beside_rows(path: &str, library: &Library, lang: Lang) -> Vec<String> {
    let unread = library.documents().iter();
    let unread = unread.filter_map(|document| said_of(path, document, lang));
    let is_empty = library.budget_lines(NodeId(0)).next().is_none();
    let none = is_empty.then(|| Error::NoBudget {
        path: path.to_owned(),
    });
    let none = none.map(|none| format!("shisaku: {}", none.describe(lang)));
    unread.chain(none).collect()
}

fn said_of(path: &str, document: &DocumentInfo, lang: Lang) -> Option<String> {
    let lines = document.unread_lines();
    let first = lines.first()?;
    let (count, path) = (lines.len(), shown(path));
    Some(match lang {
        Lang::Ja => format!(
            "shisaku: {path}:{first}: 読み取れない金額の行が{count}行あり、合計に入っていません。shisaku check {path} で確かめ、原文を直してください"
        ),
        Lang::En => format!(
            "shisaku: {path}:{first}: money on {count} line(s) could not be read and is in no sum; see `shisaku check {path}` and mend the source"
        ),
    })
}
