//! The one error of the program: what is wrong, where, what mends it, and the exit code.
//!
//! Every error becomes one line on standard error, in the interface's language.

mod unreadable;

pub use unreadable::Unreadable;

use std::fmt;
use std::io;

use thiserror::Error;

use crate::lang::{Lang, Text};
use crate::model::AddressError;
use crate::parse::{LONGEST_LINE, ParseError};
use crate::text::shown;

/// Why a command could not do what it was asked.
#[derive(Debug, Error)]
pub enum Error {
    /// The command line makes no sense.
    Usage(Usage),
    /// The document could not be read as text.
    Unreadable {
        /// The file as typed, or `-`.
        path: String,
        /// What stands in the way.
        why: Unreadable,
    },
    /// The text is no document of this family.
    Unparsable {
        /// The file as typed, or `-`.
        path: String,
        /// What the parser met.
        why: ParseError,
    },
    /// No node stands at that address.
    NoSuchAddress {
        /// The document's source.
        path: String,
        /// The address asked for.
        address: String,
        /// The address closest to it that exists.
        nearest: String,
    },
    /// A search found nothing.
    NothingFound {
        /// The document's source.
        path: String,
        /// What was searched for.
        query: String,
    },
    /// No budget line has a query's words as they were typed.
    NothingAsTyped {
        /// The document's source.
        path: String,
        /// What was found instead and how to ask for it, in Japanese.
        ja: String,
        /// The same in English.
        en: String,
    },
    /// What was asked is of budget lines, and the document has none that could be read.
    NoBudget {
        /// The document's source.
        path: String,
    },
    /// No review sheet belongs to any of the lines that were asked for.
    NoSheet {
        /// The document's source.
        path: String,
    },
    /// A report of marks was asked for, and there are none.
    NoMarks {
        /// The document's source.
        path: String,
    },
    /// Output could not be written. A closed pipe is no such error.
    Unwritable {
        /// Where to; none for standard output.
        path: Option<String>,
        /// What the system said.
        why: io::Error,
    },
}

/// What is wrong with a command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Usage {
    /// The argument parser's finding with its mend, already in the interface's language.
    Arguments(String),
    /// An argument that should be an address.
    Address(AddressError),
    /// A query that cannot be read; both languages as the search engine words them.
    Query {
        /// Japanese.
        ja: String,
        /// English.
        en: String,
    },
    /// What else does not fit together, or is not there to be asked for.
    Other {
        /// In Japanese.
        ja: String,
        /// In English.
        en: String,
    },
    /// Something that needs a file to write to, since a terminal cannot show it.
    NeedsOutputFile,
    /// A whole document was to be taken out of its own sums.
    WithoutAll,
    /// More than one document where one is asked.
    SeveralDocuments {
        /// One of them, as an example; none where two are to be compared.
        one: Option<String>,
    },
    /// The file's ending says another form than the one that would be written.
    EndingClash {
        /// The file as typed.
        path: String,
        /// The form that would be written; empty where none was asked for.
        form: String,
    },
    /// A file that is there already.
    FileExists {
        /// The file as typed.
        path: String,
    },
    /// The file to write is a document that is being read.
    IsBeingRead {
        /// The file as typed.
        path: String,
    },
}

impl Error {
    /// Arguments that do not fit together, said in Japanese and English.
    pub fn usage(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Usage(Usage::Other {
            ja: ja.into(),
            en: en.into(),
        })
    }

    /// 1 nothing found, 2 usage, 3 unreadable, unparsable or unwritable.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self {
            Self::NoSuchAddress { .. }
            | Self::NothingFound { .. }
            | Self::NothingAsTyped { .. }
            | Self::NoBudget { .. }
            | Self::NoSheet { .. }
            | Self::NoMarks { .. } => 1,
            Self::Usage(_) => 2,
            Self::Unreadable { .. } | Self::Unparsable { .. } | Self::Unwritable { .. } => 3,
        }
    }

    /// Whether the reader of our output went away, as `head` does: no error at all.
    #[must_use]
    pub fn is_closed_pipe(&self) -> bool {
        matches!(self, Self::Unwritable { why, .. } if why.kind() == io::ErrorKind::BrokenPipe)
    }

    /// One line for people: file, line, what is wrong, and the mend.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        let line = match self {
            Self::Usage(usage) => usage.describe(lang),
            Self::Unreadable { path, why } => why.describe(path, lang),
            Self::Unparsable { path, why } => {
                format!("{path}:{}: {}", why.line(), parse_trouble(why, lang))
            }
            Self::NoSuchAddress {
                path,
                address,
                nearest,
            } => match lang {
                Lang::Ja => format!(
                    "{path}: 番地「{address}」はありません。最も近い番地は「{nearest}」です（一覧は shisaku outline）"
                ),
                Lang::En => format!(
                    "{path}: there is no address '{address}'; the nearest is '{nearest}' (see shisaku outline)"
                ),
            },
            Self::NothingFound { path, query } => match lang {
                Lang::Ja => format!(
                    "{path}: 「{query}」に当たるものはありません。語を減らすか、短くしてください"
                ),
                Lang::En => {
                    format!("{path}: nothing matches '{query}'; try fewer or shorter words")
                }
            },
            Self::NothingAsTyped { path, ja, en } => match lang {
                Lang::Ja => format!("{path}: {ja}"),
                Lang::En => format!("{path}: {en}"),
            },
            Self::NoBudget { path } => match lang {
                Lang::Ja => format!(
                    "{path}: 予算の行が見つかりませんでした。金額が読めているかは shisaku check で確かめられます"
                ),
                Lang::En => format!(
                    "{path}: no budget line was found; shisaku check tells what became of its amounts"
                ),
            },
            Self::NoSheet { path } => match lang {
                Lang::Ja => format!(
                    "{path}: 当たるレビューシートはありません。--data のデータの年度と府省を確かめてください"
                ),
                Lang::En => format!(
                    "{path}: no review sheet matches; check the years and ministries of the --data"
                ),
            },
            Self::NoMarks { path } => match lang {
                Lang::Ja => {
                    format!("{path}: 印がありません。shisaku の画面で m を押すと付けられます")
                }
                Lang::En => {
                    format!("{path}: there are no marks; m in the explorer sets one")
                }
            },
            Self::Unwritable { path, why } => unwritable(path.as_deref(), why, lang),
        };
        shown(&line).into_owned()
    }
}

/// Why something could not be written; of the file that it is written to beside its place nobody has heard.
fn unwritable(path: Option<&str>, why: &io::Error, lang: Lang) -> String {
    let place = path.unwrap_or_else(|| Text::new("標準出力", "standard output").get(lang));
    if why.kind() == io::ErrorKind::NotFound && path.is_some() {
        return match lang {
            Lang::Ja => format!(
                "{place}: 書き込めません。その場所のフォルダーがありません。先に作ってください"
            ),
            Lang::En => format!("{place}: cannot write, as its folder is not there; make it first"),
        };
    }
    let why = why.to_string();
    let why = why.split(" at path ").next().unwrap_or_default();
    match lang {
        Lang::Ja => format!("{place}: 書き込めません（{why}）。空き容量と権限を確かめてください"),
        Lang::En => format!("{place}: cannot write ({why}); check free space and permissions"),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Lang::default()))
    }
}

/// Output that failed on its way to standard output.
impl From<io::Error> for Error {
    fn from(why: io::Error) -> Self {
        Self::Unwritable { path: None, why }
    }
}

impl From<AddressError> for Error {
    fn from(why: AddressError) -> Self {
        Self::Usage(Usage::Address(why))
    }
}

impl Usage {
    fn describe(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Arguments(message), _) => message.clone(),
            (Self::Address(why), Lang::Ja) => why.to_string(),
            (Self::Address(AddressError(typed)), Lang::En) => {
                format!("'{typed}' is no address (examples: I, 14, 14.1.2, 14.1.2.3#1)")
            }
            (Self::Query { ja, .. } | Self::Other { ja, .. }, Lang::Ja) => ja.clone(),
            (Self::Query { en, .. } | Self::Other { en, .. }, Lang::En) => en.clone(),
            (Self::NeedsOutputFile, Lang::Ja) => {
                "この形式は画面に出せません。--output ファイル名 を付けるか、> ファイル名 としてください"
                    .to_owned()
            }
            (Self::NeedsOutputFile, Lang::En) => {
                "this format cannot be shown on a terminal; add --output FILE or > FILE".to_owned()
            }
            (Self::EndingClash { path, form }, lang) => ending_clash(path, form, lang),
            (Self::FileExists { path }, Lang::Ja) => {
                format!("{path}: ファイルがすでにあります。--force を付けると置き換えます")
            }
            (Self::FileExists { path }, Lang::En) => {
                format!("{path}: the file exists; --force replaces it")
            }
            (Self::IsBeingRead { path }, Lang::Ja) => format!(
                "{path}: 読んでいる文書なので置き換えません。別の名前にしてください"
            ),
            (Self::IsBeingRead { path }, Lang::En) => {
                format!("{path}: is the document that is being read; choose another name")
            }
            (Self::WithoutAll, Lang::Ja) => {
                "--without に文書全体（.）は指定できません。14 や 11.2.1#1 のように一部を指定してください"
                    .to_owned()
            }
            (Self::WithoutAll, Lang::En) => {
                "--without cannot take out the whole document (.); name a part such as 14 or 11.2.1#1"
                    .to_owned()
            }
            (Self::SeveralDocuments { one: None }, Lang::Ja) => {
                "--compare は全画面と読み上げモードのものです。ほかでは shisaku diff 前の文書 後の文書 としてください"
                    .to_owned()
            }
            (Self::SeveralDocuments { one: None }, Lang::En) => {
                "--compare is for the full screen and the reading mode; elsewhere use shisaku diff OLD NEW"
                    .to_owned()
            }
            (Self::SeveralDocuments { one: Some(one) }, Lang::Ja) => format!(
                "複数の文書を一度に開けるのは全画面と読み上げモードです。この命令には文書を一つ（{one} など）指定してください"
            ),
            (Self::SeveralDocuments { one: Some(one) }, Lang::En) => format!(
                "only the full screen and the reading mode open several documents; name one for this command, such as {one}"
            ),
        }
    }
}

fn ending_clash(path: &str, form: &str, lang: Lang) -> String {
    match (form, lang) {
        ("", Lang::Ja) => format!(
            "{path}: 名前の終わりの形式では書けません。.json .jsonl .csv .tsv .md .xlsx .parquet のどれかにしてください"
        ),
        ("", Lang::En) => format!(
            "{path}: cannot write what the ending says; use .json .jsonl .csv .tsv .md .xlsx or .parquet"
        ),
        // A command of one form alone has no --format.
        (form @ ("svg" | "md"), Lang::Ja) => {
            format!("{path}: 名前の終わりの形式では書けません。.{form} で終わる名にしてください")
        }
        (form @ ("svg" | "md"), Lang::En) => {
            format!("{path}: cannot write what the ending says; use a name that ends in .{form}")
        }
        (form, Lang::Ja) => format!(
            "{path}: 名前の終わりが {form} 形式と合いません。名前か --format を直してください"
        ),
        (form, Lang::En) => format!(
            "{path}: the ending does not go with the format {form}; mend the name or --format"
        ),
    }
}

/// What the parser met, with the mend.
fn parse_trouble(why: &ParseError, lang: Lang) -> String {
    match (why, lang) {
        (ParseError::Empty, Lang::Ja) => {
            "文書が空です。重点施策のテキストを指定してください".to_owned()
        }
        (ParseError::Empty, Lang::En) => {
            "the document is empty; give the text of a priority-policy document".to_owned()
        }
        (ParseError::LineTooLong { bytes, .. }, Lang::Ja) => format!(
            "行が長すぎます（{bytes}バイト、上限{LONGEST_LINE}バイト）。改行のあるテキストにしてください"
        ),
        (ParseError::LineTooLong { bytes, .. }, Lang::En) => format!(
            "the line is too long ({bytes} bytes, limit {LONGEST_LINE}); give text with line breaks"
        ),
        (ParseError::NoChapters { lines }, Lang::Ja) => format!(
            "章の見出しが一つもありません（{lines}行）。「## 1 章名」の形の見出しを付けてください"
        ),
        (ParseError::NoChapters { lines }, Lang::En) => {
            format!("no chapter heading in {lines} lines; head each chapter as '## 1 Title'")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_is_one_line_with_its_place() {
        let error = Error::Unreadable {
            path: "a\nb.txt".into(),
            why: Unreadable::Binary { line: 3 },
        };
        assert_eq!(
            error.describe(Lang::En),
            "a␊b.txt:3: is binary, not text; give the document's text file"
        );
        assert_eq!(error.exit_code(), 3);
    }

    #[test]
    fn a_closed_pipe_is_told_from_a_full_disk() {
        assert!(Error::from(io::Error::from(io::ErrorKind::BrokenPipe)).is_closed_pipe());
        assert!(!Error::from(io::Error::from(io::ErrorKind::StorageFull)).is_closed_pipe());
    }
}
