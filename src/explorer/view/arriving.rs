//! That documents are still being read: how far, and what is not whole until they are there.

use rust_decimal::Decimal;

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::words;
use crate::lang::{Lang, Text};
use crate::model::{Kind, Library, NodeId, Presence};
use crate::text::grouped;

/// What stands in place of a document that is not there; none for any other node.
#[must_use]
pub fn word(library: &Library, id: NodeId) -> Option<Text> {
    if library.node(id).kind != Kind::Document {
        return None;
    }
    // Of review sheets what has been read so far is there.
    let is_empty = library.node(id).end.0 <= id.0.saturating_add(1);
    match library.document_of(id).presence {
        Presence::Here => None,
        _ if !is_empty => None,
        Presence::Coming => Some(words::COMING),
        Presence::Unreadable => Some(words::UNREADABLE),
    }
}

/// `文書 312/10,000`: the documents that are there, of all; of review sheets how many have been read. None where
/// all is there.
#[must_use]
pub fn so_far(library: &Library, state: &State) -> Option<String> {
    let lang = state.settings.lang;
    if let Some((count, _)) = sheets_so_far(library, state) {
        return Some(match lang {
            Lang::Ja => format!("シート {count}件まで"),
            Lang::En => format!("{count} sheets so far"),
        });
    }
    Some(format!(
        "{} {}",
        words::READ_SO_FAR.get(lang),
        count(library)?
    ))
}

/// How many review sheets have been read, and whether more will be; none where all of them have.
fn sheets_so_far(library: &Library, state: &State) -> Option<(String, bool)> {
    let sheets = state.sheets.as_ref().filter(|sheets| !sheets.is_whole)?;
    let document = library.documents().get(sheets.document)?;
    let count = grouped(Decimal::from(sheets.data.reviews.sheets.len()));
    Some((count, document.presence == Presence::Coming))
}

/// `312/10,000`: the documents that are there, of all; none where they all are.
fn count(library: &Library) -> Option<String> {
    let (all, coming) = (library.documents().len(), library.coming());
    let number = |n: usize| grouped(Decimal::from(n));
    (coming > 0).then(|| format!("{}/{}", number(all.saturating_sub(coming)), number(all)))
}

/// `文書 312/10,000 14.2MB/s 残り35秒`; none where all are there.
#[must_use]
pub fn progress(library: &Library, state: &State) -> Option<String> {
    let (mut said, lang) = (so_far(library, state)?, state.settings.lang);
    if let Some((_, more)) = sheets_so_far(library, state) {
        let word = if more {
            words::COMING
        } else {
            words::BROKEN_OFF
        };
        return Some(format!("{said} {}", word.get(lang)));
    }
    let Some(loading) = &state.loading else {
        return Some(said);
    };
    let all = library.documents().len();
    let progress = loading.progress;
    if progress.read >= all {
        // What has been read waits for the end of a search or a list.
        said.push_str(words::TAKEN_IN_LATER.get(lang));
        return Some(said);
    }
    if let Some(rate) = progress.rate() {
        said.push_str(&format!(" {}.{}MB/s", rate / 10, rate % 10));
    }
    if let Some(seconds) = progress.seconds_left(all) {
        said.push(' ');
        said.push_str(&left(seconds, lang));
    }
    Some(said)
}

/// `残り35秒`, from two minutes on `残り3分`.
fn left(seconds: u64, lang: Lang) -> String {
    let minutes = seconds.div_ceil(60);
    match (lang, seconds < 120) {
        (Lang::Ja, true) => format!("残り{seconds}秒"),
        (Lang::Ja, false) => format!("残り{minutes}分"),
        (Lang::En, true) => format!("{seconds}s left"),
        (Lang::En, false) => format!("{minutes}min left"),
    }
}

/// How much the sign of money that could not be read says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// What it is, and the key that shows where: `[! 読めない金額4行(!)]`.
    Whole,
    /// The lines alone, where hints would have no room beside it: `[!4行]`.
    Brief,
    /// Nothing: it comes back when the list is closed.
    Nothing,
}

/// Signs before all else in the status line: money that could not be read, and how far the reading
/// is.
#[must_use]
pub fn signs(library: &Library, state: &State, unread: Unread) -> Line {
    let mut line = Line::new();
    if state.unread > 0 && unread != Unread::Nothing {
        let (lang, count) = (state.settings.lang, state.unread);
        let text = if unread == Unread::Brief {
            match lang {
                Lang::Ja => format!(" [!{count}行]"),
                Lang::En => format!(" [!{count}]"),
            }
        } else {
            let before = words::UNREAD.get(lang);
            let after = state.keys.filled(words::UNREAD_LINES.get(lang));
            format!(" [! {before}{count}{after}]")
        };
        line.push(text, Role::Strong);
    }
    if let Some(progress) = progress(library, state) {
        line.push(format!(" [{progress}]"), Role::Tag);
    }
    line
}

/// A sentence to stand beside sums; none where all documents are there.
#[must_use]
pub fn sentence(library: &Library, state: &State) -> Option<String> {
    let lang = state.settings.lang;
    if let Some((count, more)) = sheets_so_far(library, state) {
        return Some(match (more, lang) {
            (true, Lang::Ja) => format!("シートを{count}件まで読んだところです。計はまだ途中です"),
            (true, Lang::En) => {
                format!("{count} review sheets read so far: sums are not whole yet")
            }
            (false, Lang::Ja) => format!("シートを{count}件までしか読めず、計は途中までです"),
            (false, Lang::En) => {
                format!("only {count} review sheets could be read: sums are not whole")
            }
        });
    }
    let count = count(library)?;
    Some(match lang {
        Lang::Ja => format!("文書を{count}件まで読んだところです。全文書の計はまだ途中です"),
        Lang::En => {
            format!("{count} documents read so far: sums over all documents are not whole yet")
        }
    })
}
