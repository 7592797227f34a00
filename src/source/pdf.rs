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
mod table;
#[cfg(test)]
mod tests;

use hayro_syntax::{LoadPdfError, Pdf};

use super::SourceError;
use super::block::{Block, Line, Source};
use content::Drawn;
use page::Piece;

/// Most pages that are read.
pub const MOST_PAGES: usize = 5_000;

/// Most glyphs of all pages together.
pub const MOST_GLYPHS: usize = 5_000_000;

/// Reads a PDF.
///
/// # Errors
/// Where it is broken, encrypted, or has no text.
pub fn read(bytes: &[u8]) -> Result<Source, SourceError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| match why {
        LoadPdfError::Decryption(_) => SourceError::Encrypted,
        LoadPdfError::Invalid => SourceError::Broken("PDF"),
    })?;
    let mut fonts = font::Fonts::default();
    let mut pages: Vec<Vec<Piece>> = Vec::new();
    let (mut glyphs, mut images, mut unknown) = (0, 0, 0);
    let mut source = Source {
        title: title_of(&pdf),
        ..Source::default()
    };
    let mut sizes = Sizes::default();
    for (number, page) in (1..).zip(pdf.pages().iter()) {
        if pages.len() >= MOST_PAGES || glyphs >= MOST_GLYPHS {
            let text = format!(
                "{number}頁から後は読みませんでした（上限{MOST_PAGES}頁、{MOST_GLYPHS}字）"
            );
            source.notices.push((1, text));
            break;
        }
        let drawn = Drawn::of(page, &mut fonts, MOST_GLYPHS - glyphs);
        glyphs += drawn.glyphs.len();
        images += drawn.images;
        unknown += drawn.unknown;
        sizes.count(&drawn);
        pages.push(page::pieces(drawn));
    }
    if glyphs == 0 {
        return Err(match (unknown, images) {
            (1.., _) => SourceError::NoCharacters,
            (0, 1..) => SourceError::ImageOnly,
            (0, 0) => SourceError::Broken("PDF"),
        });
    }
    if unknown > 0 {
        let text = format!("対応表のない文字が{unknown}字あり、読めません");
        source.notices.push((1, text));
    }
    if pages.is_empty() {
        return Err(SourceError::Broken("PDF"));
    }
    if !bytes
        .get(bytes.len().saturating_sub(2048)..)
        .unwrap_or_default()
        .windows(5)
        .any(|w| w == b"%%EOF")
    {
        let text = "PDFの終わりの印がありません。途中で切れているおそれがあります".to_owned();
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
