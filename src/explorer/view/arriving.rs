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
    match library.document_of(id).presence {
        Presence::Here => None,
        Presence::Coming => Some(words::COMING),
        Presence::Unreadable => Some(words::UNREADABLE),
    }
}

/// `312/10,000`: the documents that are there, of all; none where they all are.
#[must_use]
pub fn count(library: &Library) -> Option<String> {
    let (all, coming) = (library.documents().len(), library.coming());
    let number = |n: usize| grouped(Decimal::from(n));
    (coming > 0).then(|| format!("{}/{}", number(all.saturating_sub(coming)), number(all)))
}

/// `文書 312/10,000 14.2MB/s 残り35秒`; none where all are there.
#[must_use]
pub fn progress(library: &Library, state: &State) -> Option<String> {
    let (count, lang) = (count(library)?, state.settings.lang);
    let mut said = format!("{} {count}", words::READ_SO_FAR.get(lang));
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

/// Signs before all else in the status line: money that could not be read, with the key that
/// shows where, and how far the reading is.
#[must_use]
pub fn signs(library: &Library, state: &State) -> Line {
    let mut line = Line::new();
    if state.unread > 0 {
        let (lang, count) = (state.settings.lang, state.unread);
        let before = words::UNREAD.get(lang);
        let after = state.keys.filled(words::UNREAD_LINES.get(lang));
        line.push(format!(" [! {before}{count}{after}]"), Role::Strong);
    }
    if let Some(progress) = progress(library, state) {
        line.push(format!(" [{progress}]"), Role::Tag);
    }
    line
}

/// A sentence to stand beside sums; none where all documents are there.
#[must_use]
pub fn sentence(library: &Library, lang: Lang) -> Option<String> {
    let count = count(library)?;
    Some(match lang {
        Lang::Ja => format!("文書を{count}件まで読んだところです。全文書の計はまだ途中です"),
        Lang::En => {
            format!("{count} documents read so far: sums over all documents are not whole yet")
        }
    })
}
