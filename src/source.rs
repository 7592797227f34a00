//! From the bytes of a file to lines and tables that the readers of documents work on.
//!
//! Every format ends as the same list of [`Block`]s, each with its page and its line in the source, so that
//! what comes after knows nothing of formats. This module knows nothing of headings or money.
//!
//! Bounds: 64 MB of file (the caller's), 256 MB unfolded from an archive, 512 MB from a PDF, a million filled cells, 4 million
//! places of tables, 256 columns, 5 million glyphs and 5,000 pages of a PDF. What lies beyond is named in [`Source::notices`].

mod archive;
pub mod block;
pub mod comma;
mod docx;
pub mod encoding;
mod html;
pub mod markdown;
mod pdf;
pub mod plain;
mod sheet;
mod spread;
#[cfg(test)]
mod tests;
mod xml;

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::{Mutex, PoisonError};

use thiserror::Error;

pub use block::{Block, Grid, GridCell, Hint, Line, Source};

/// Why a file gives no lines.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SourceError {
    /// Neither text nor one of the known formats.
    #[error("読める形式ではありません（テキスト、Markdown、HTML、PDF、xlsx、ods、docxを読みます）")]
    Unknown,
    /// The file is damaged or cut off.
    #[error("{0}として壊れているか、途中で切れています。もう一度入手してください")]
    Broken(&'static str),
    /// A password is needed.
    #[error("パスワードで保護されています。保護を外したファイルを保存し直してください")]
    Encrypted,
    /// Pages are pictures.
    #[error("文字のない（画像だけの）PDFです。文字認識（OCR）をかけたものを用意してください")]
    ImageOnly,
    /// Text is there, but its fonts do not say which characters it shows.
    #[error(
        "PDFの文字の対応表がなく、文字として読めません。文字認識（OCR）をかけたものを用意してください"
    )]
    NoCharacters,
    /// All text is set in columns from top to bottom.
    #[error("縦書きだけのPDFで、読めません。横書きのものを用意してください")]
    Vertical,
    /// An old binary office format.
    #[error("古い形式（xls、doc）です。xlsxかdocxで保存し直してください")]
    OldOffice,
    /// Unfolds to more than the bound.
    #[error("展開すると{megabytes}MBを超えます。分けて保存し直してください")]
    TooLarge {
        /// The bound.
        megabytes: u64,
    },
}

impl SourceError {
    /// The same in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::Unknown => {
                "is of no known format; give text, Markdown, HTML, PDF, xlsx, ods or docx"
                    .to_owned()
            }
            Self::Broken(format) => {
                let format = if *format == "テキスト" {
                    "text"
                } else {
                    format
                };
                format!("is damaged or cut off as {format}; get it again")
            }
            Self::Encrypted => "is protected by a password; save it again without".to_owned(),
            Self::ImageOnly => {
                "is a PDF of pictures without text; give one with recognised text (OCR)".to_owned()
            }
            Self::NoCharacters => {
                "is a PDF whose fonts name no characters; give one with recognised text (OCR)"
                    .to_owned()
            }
            Self::Vertical => {
                "is a PDF set in vertical lines, which are not read; give one in horizontal lines"
                    .to_owned()
            }
            Self::OldOffice => "is an old binary xls or doc; save it as xlsx or docx".to_owned(),
            Self::TooLarge { megabytes } => {
                format!("unfolds to more than {megabytes} MB; save it in parts")
            }
        }
    }
}

/// What a file is, by what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text or Markdown.
    Text,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// Excel workbook.
    Xlsx,
    /// OpenDocument workbook.
    Ods,
    /// Word document.
    Docx,
}

/// Whether a file that begins so has lines of its own, which an editor shows. It is told by the first
/// kilobytes: an archive that ends there is broken, and no text.
#[must_use]
pub fn has_own_lines(start: &[u8]) -> bool {
    matches!(kind(start), Ok(Kind::Text | Kind::Html))
}

/// The format of a file, told by its contents; its name does not count, as names are often wrong.
///
/// # Errors
/// For what is no text and no known format.
pub fn kind(bytes: &[u8]) -> Result<Kind, SourceError> {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if start.windows(5).any(|w| w == b"%PDF-") {
        return Ok(Kind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive_kind(bytes);
    }
    // Old office files; encrypted new ones are wrapped in the same container.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        let name: Vec<u8> = "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let encrypted = bytes.windows(name.len()).any(|w| w == name);
        return Err(if encrypted {
            SourceError::Encrypted
        } else {
            SourceError::OldOffice
        });
    }
    Ok(if is_html(bytes) {
        Kind::Html
    } else {
        Kind::Text
    })
}

fn archive_kind(bytes: &[u8]) -> Result<Kind, SourceError> {
    let archive = archive::Archive::open(bytes)?;
    if archive.has("xl/workbook.xml") {
        Ok(Kind::Xlsx)
    } else if archive.has("word/document.xml") {
        Ok(Kind::Docx)
    } else if archive.has("content.xml") {
        Ok(Kind::Ods)
    } else {
        Err(SourceError::Unknown)
    }
}

/// A page begins with its type or an element of a page; Markdown may hold single tags.
fn is_html(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let start = String::from_utf8_lossy(start)
        .replace('\0', "")
        .to_ascii_lowercase();
    let mut start = start
        .trim_start_matches(['\u{feff}', '\u{fffd}'])
        .trim_start();
    // Converters put comments into Markdown as well: `<!-- Page 1 -->`.
    while let Some((_, rest)) = start
        .strip_prefix("<!--")
        .and_then(|comment| comment.split_once("-->"))
    {
        start = rest.trim_start();
    }
    let opens = [
        "!doctype html",
        "html",
        "head",
        "body",
        "?xml",
        "!--",
        "fieldset",
        "form",
        "details",
        "aside",
        "title",
        "meta",
        "table",
        "div",
        "p>",
        "p ",
        "pre",
        "ul",
        "ol",
        "dl",
        "h1",
        "h2",
        "h3",
        "main",
        "article",
        "section",
        "center",
    ];
    let opened = start.strip_prefix('<');
    let opens = |start: &str| opens.iter().any(|tag| start.starts_with(tag));
    opened.is_some_and(opens) || start.contains("<html")
}

/// Reads a file of any format but plain text into lines and tables; a reader that fails on a damaged
/// file fails for that file only.
///
/// # Errors
/// Where nothing can be read, with what to do.
pub fn read_as(kind: Kind, bytes: &[u8]) -> Result<Source, SourceError> {
    let read = || match kind {
        Kind::Xlsx => sheet::read(bytes),
        Kind::Ods => sheet::ods::read(bytes),
        Kind::Docx => docx::read(bytes),
        Kind::Pdf => pdf::read(bytes),
        Kind::Html => Ok(html::read(
            &encoding::decode(bytes).ok_or(SourceError::Unknown)?.text,
        )),
        Kind::Text => Err(SourceError::Unknown),
    };
    let name = match kind {
        Kind::Xlsx => "xlsx",
        Kind::Ods => "ods",
        Kind::Docx => "docx",
        Kind::Pdf => "PDF",
        Kind::Html => "HTML",
        Kind::Text => "テキスト",
    };
    quietly(read).unwrap_or(Err(SourceError::Broken(name)))
}

/// The text of a document that has no lines of its own, so that line n of it is what the blocks call line n:
/// cells of a row are parted by ` | `.
#[must_use]
pub fn text_of(source: &Source) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut put = |number: u32, text: &str| {
        let at = (number as usize).saturating_sub(1);
        if lines.len() <= at && at < MOST_TEXT_LINES {
            lines.resize(at + 1, String::new());
        }
        if let Some(line) = lines.get_mut(at) {
            if !line.is_empty() {
                line.push_str(" | ");
            }
            line.push_str(&text.replace('\n', " "));
        }
    };
    for block in &source.blocks {
        match block {
            Block::Line(line) => put(line.number, &line.text),
            Block::Grid(grid) => {
                for cell in grid
                    .rows
                    .iter()
                    .flatten()
                    .filter(|cell| !cell.copied && !cell.text.is_empty())
                {
                    put(cell.line, &cell.text);
                }
            }
            Block::Page | Block::Sheet(_) => {}
        }
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// Most lines of such a text.
const MOST_TEXT_LINES: usize = 4_000_000;

/// Runs a reader of a foreign format; a panic in it is a broken file, and nothing is printed.
fn quietly<T>(read: impl FnOnce() -> T) -> Option<T> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let usual = take_hook();
    #[cfg(not(fuzzing))]
    set_hook(Box::new(|_| {}));
    // A fuzzer is to find our own panics, not those of others.
    #[cfg(fuzzing)]
    set_hook(Box::new(|panic| {
        let ours = |file: &str| file.contains("src/source");
        if panic.location().is_some_and(|at| ours(at.file())) {
            let _ =
                std::io::Write::write_all(&mut std::io::stderr(), format!("{panic}\n").as_bytes());
            std::process::abort();
        }
    }));
    let read = catch_unwind(AssertUnwindSafe(read)).ok();
    set_hook(usual);
    read
}
