//! PDF → lines with their columns, and ruled tables.
//!
//! `hayro-syntax` opens the file (also one that is cut off) and gives the operators of a page;
//! `hayro-cmap` has the character maps of Japanese fonts. What the operators do to glyphs and rules is
//! worked out here (`content`, `font`), without any font program: an unembedded font has none.
//! `page` makes rows of glyphs, `lines` makes text of these, `table` makes tables of rules.

mod content;
mod font;
mod lines;
mod page;
mod rows;
mod table;
#[cfg(test)]
mod tests;
mod work;

use hayro_syntax::{LoadPdfError, Pdf};

use super::SourceError;
use super::block::{Block, Line, Source};
use content::Drawn;
use rows::Piece;

/// Most pages that are read.
pub const MOST_PAGES: usize = 5_000;

/// Most glyphs of all pages together.
pub const MOST_GLYPHS: usize = 5_000_000;

/// Reads a PDF.
///
/// # Errors
/// Where it is broken, encrypted, or has no text.
pub fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    if !work::is_bounded(bytes) {
        return Err(SourceError::TooLarge {
            megabytes: work::MOST_OF_ONE / 1024 / 1024,
        });
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| match why {
        LoadPdfError::Decryption(_) => SourceError::Encrypted,
        LoadPdfError::Invalid => SourceError::Broken("PDF"),
    })?;
    let mut fonts = font::Fonts::default();
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let mut source = Source {
        title: title_of(&pdf),
        ..Source::default()
    };
    let mut sizes = Sizes::default();
    let mut tally = Tally::default();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if pages.len() >= MOST_PAGES || tally.glyphs >= MOST_GLYPHS {
            tally.cut_before = Some(number);
            break;
        }
        let drawn = Drawn::of(page, &mut fonts, MOST_GLYPHS - tally.glyphs);
        tally.count(number, &drawn);
        sizes.count(&drawn);
        pages.push(page::pieces(drawn));
    }
    tally.verdict()?;
    tally.notices(&mut source, is_whole(bytes));
    if fonts.work.ended {
        let text = "展開すると大きすぎる部分は読みませんでした".to_owned();
        source.notices.push((1, text));
    }
    let levels = sizes.levels();
    let mut number = 0;
    for (page, pieces) in (1..).zip(pages) {
        for piece in pieces {
            lay(&mut source, piece, &mut number, page, &levels);
        }
        source.blocks.push(Block::Page);
    }
    Ok(source)
}

/// Whether the end mark stands where it belongs.
fn is_whole(bytes: &[u8]) -> bool {
    let end = bytes.get(bytes.len().saturating_sub(2048)..);
    end.unwrap_or_default().windows(5).any(|w| w == b"%%EOF")
}

/// What was met on all pages, read or not.
#[derive(Default)]
struct Tally {
    glyphs: usize,
    unknown: usize,
    images: usize,
    turned: usize,
    turned_money: usize,
    /// Pages with pictures and no text.
    pictures: Vec<u32>,
    /// Pages of which only the beginning was followed.
    overfull: Vec<u32>,
    /// The first page that was not read.
    cut_before: Option<u32>,
}

impl Tally {
    fn count(&mut self, page: u32, drawn: &Drawn) {
        self.glyphs += drawn.glyphs.len();
        self.unknown += drawn.unknown;
        self.images += drawn.images;
        self.turned += drawn.turned.all();
        self.turned_money += drawn.turned.money;
        if drawn.glyphs.is_empty() && drawn.unknown == 0 && drawn.images > 0 {
            self.pictures.push(page);
        }
        if drawn.overfull {
            self.overfull.push(page);
        }
    }

    /// Why there is no text, if there is none.
    const fn verdict(&self) -> Result<(), SourceError> {
        Err(
            match (self.glyphs, self.unknown, self.turned, self.images) {
                (1.., ..) => return Ok(()),
                (0, 1.., ..) => SourceError::NoCharacters,
                (0, 0, 1.., _) => SourceError::Vertical,
                (0, 0, 0, 1..) => SourceError::ImageOnly,
                (0, 0, 0, 0) => SourceError::Broken("PDF"),
            },
        )
    }

    /// Names what was not read, so that nobody takes the rest for the whole.
    fn notices(&self, source: &mut Source, whole: bool) {
        let mut say = |text: String| source.notices.push((1, text));
        if let Some(page) = self.cut_before {
            say(format!(
                "{page}頁から後は読みませんでした（上限{MOST_PAGES}頁、{MOST_GLYPHS}字）"
            ));
        }
        if self.unknown > 0 {
            say(format!(
                "対応表のない文字が{}字あり、読めません",
                self.unknown
            ));
        }
        if self.turned_money > 0 || self.turned * 20 > self.glyphs {
            say(format!(
                "縦書きや斜めの文字が{}字あり、読んでいません",
                self.turned
            ));
        }
        if !self.pictures.is_empty() {
            say(format!(
                "画像だけの頁（{}）は読めません",
                listed(&self.pictures)
            ));
        }
        if !self.overfull.is_empty() {
            say(format!(
                "描画の命令が多すぎる頁（{}）は途中までしか読みませんでした",
                listed(&self.overfull)
            ));
        }
        if !whole {
            say("PDFの終わりの印がありません。途中で切れているおそれがあります".to_owned());
        }
    }
}

/// Page numbers for people, the first few.
fn listed(pages: &[u32]) -> String {
    let first: Vec<String> = pages.iter().take(10).map(u32::to_string).collect();
    let more = if pages.len() > 10 { "ほか" } else { "" };
    format!("{}頁{more}", first.join("、"))
}

/// Puts a piece of a page into the document, with the next line numbers.
fn lay(source: &mut Source, piece: Piece, number: &mut u32, page: u32, levels: &[i32]) {
    match piece {
        Piece::Text {
            text,
            size,
            mut hint,
        } => {
            *number += 1;
            let at = levels.iter().position(|level| *level == Sizes::class(size));
            hint.level = at.and_then(|at| u8::try_from(at + 1).ok());
            source.blocks.push(Block::Line(Line {
                number: *number,
                page,
                text,
                hint,
            }));
        }
        Piece::Table(mut grid) => {
            for row in &mut grid.rows {
                *number += 1;
                for cell in row {
                    cell.line = *number;
                    cell.page = page;
                }
            }
            source.blocks.push(Block::Grid(grid));
        }
    }
}

/// The title that the file gives itself, where it is Japanese: office programs leave file names there.
fn title_of(pdf: &Pdf) -> Option<String> {
    let bytes = pdf.metadata().title.as_ref()?;
    let text = match bytes.strip_prefix(b"\xfe\xff") {
        Some(rest) => encoding_rs::UTF_16BE
            .decode_without_bom_handling(rest)
            .0
            .into_owned(),
        None => std::str::from_utf8(bytes).ok()?.to_owned(),
    };
    let text = text.trim().to_owned();
    (!text.is_ascii() && !text.contains(['\u{fffd}', '.'])).then_some(text)
}

/// How often each type size stands in the document, in half points.
#[derive(Default)]
struct Sizes(std::collections::BTreeMap<i32, usize>);

impl Sizes {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "type sizes are bounded where glyphs are made"
    )]
    fn class(size: f64) -> i32 {
        (size * 2.0).round() as i32
    }

    fn count(&mut self, drawn: &Drawn) {
        for glyph in &drawn.glyphs {
            *self.0.entry(Self::class(glyph.size)).or_default() += 1;
        }
    }

    /// Sizes clearly larger than the text's own, the largest first: heading levels.
    fn levels(&self) -> Vec<i32> {
        let usual = self
            .0
            .iter()
            .max_by_key(|(_, count)| **count)
            .map_or(0, |(size, _)| *size);
        let larger = self
            .0
            .keys()
            .rev()
            .copied()
            .filter(|size| size * 100 >= usual * 112);
        larger.take(6).collect()
    }
}
