//! Why a file could not be read, with what mends it.

use crate::lang::Lang;
use crate::source::SourceError;

/// Why a file could not be read as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// There is no such file.
    Missing,
    /// It is a directory.
    Directory {
        /// One of the documents in it; none where there is none.
        document: Option<String>,
    },
    /// The system refuses.
    Forbidden,
    /// Larger than is sensible for a document.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// A format that gives no text, with what to do.
    Format(SourceError),
    /// Not text at all; the 1-based line of the first byte that shows it.
    Binary {
        /// 1-based line.
        line: u32,
    },
    /// Review data that cannot be read, or a year that it does not have.
    Reviews {
        /// 1-based line; 0 where it is of the file as a whole.
        line: u64,
        /// What is wrong and what mends it, in Japanese.
        ja: String,
        /// The same in English.
        en: String,
    },
    /// Anything else, in the system's words.
    Other(String),
}

impl Unreadable {
    pub(super) fn describe(&self, path: &str, lang: Lang) -> String {
        let (at, ja, en) = match self {
            Self::Missing => (
                None,
                "ファイルがありません。名前と場所を確かめてください".to_owned(),
                "no such file; check its name and place".to_owned(),
            ),
            Self::Directory {
                document: Some(one),
            } => (
                None,
                format!("ディレクトリーです。その中の文書を一つ（{one} など）指定してください"),
                format!("is a directory; name one document in it, such as {one}"),
            ),
            Self::Directory { document: None } => (
                None,
                "ディレクトリーですが、文書がありません。文書のファイルか、文書のあるディレクトリーを指定してください"
                    .to_owned(),
                "is a directory without a document; name a document, or a directory that has some"
                    .to_owned(),
            ),
            Self::Forbidden => (
                None,
                "読む権限がありません。chmod などで権限を確かめてください".to_owned(),
                "permission denied; check the file's permissions".to_owned(),
            ),
            Self::TooLarge { limit } => {
                let mib = limit / (1024 * 1024);
                (
                    None,
                    format!("大きすぎます（上限{mib}MiB）。文書のファイルか確かめてください"),
                    format!("is too large (limit {mib} MiB); check that it is the document"),
                )
            }
            Self::Format(why) => (None, why.to_string(), why.english()),
            Self::Binary { line } => (
                Some(*line),
                "テキストではなくバイナリーです。文書のテキストファイルを指定してください"
                    .to_owned(),
                "is binary, not text; give the document's text file".to_owned(),
            ),
            Self::Reviews { line, ja, en } => (
                u32::try_from(*line).ok().filter(|line| *line > 0),
                ja.clone(),
                en.clone(),
            ),
            Self::Other(why) => (
                None,
                format!("読めません（{why}）。ファイルを確かめてください"),
                format!("cannot be read ({why}); check the file"),
            ),
        };
        let what = match lang {
            Lang::Ja => ja,
            Lang::En => en,
        };
        at.map_or_else(
            || format!("{path}: {what}"),
            |line| format!("{path}:{line}: {what}"),
        )
    }
}
