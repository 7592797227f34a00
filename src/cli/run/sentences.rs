//! How an answer that is to be heard is spoken.

use crate::cli::args::Global;
use crate::config::A11y;

/// How an answer is to be heard; none where it is to be seen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sentences {
    /// Columns to wrap at, where any were asked for.
    pub(super) columns: Option<usize>,
    /// Whether kanji come with their reading.
    pub(super) yomi: bool,
}

impl Sentences {
    /// What the options say. The environment does not count here: scripts read plain commands.
    pub(super) fn of(global: &Global) -> Option<Self> {
        let asked = global.text || global.a11y == Some(A11y::Text);
        asked.then(|| Self {
            columns: global.columns(),
            yomi: global.yomi,
        })
    }
}
