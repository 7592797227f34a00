//! A ratatui backend that writes what changed of a row in whole phrases and every frame as one write.
//!
//! ratatui's own crossterm backend moves the cursor after each double-width character, so that
//! screen readers hear Japanese one character at a time. This one remembers the screen, and
//! writes the phrases of a row that changed anew without moving the cursor inside them; a row of
//! the tree is not heard again because the panel beside it changed.
//! Nothing at all is written where nothing changed.

mod runs;
mod style;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::runs::{Glyph, is_sure, runs};
use self::style::Style;
use crate::text::{Harmless, Ruler};

const BEGIN_FRAME: &str = "\x1b[?2026h";
const END_FRAME: &str = "\x1b[?2026l";

/// A row as the terminal shows it, or will.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<Cell>,
    /// By column, whether the terminal shows something else there.
    changed: Vec<bool>,
}

/// The backend. `W` is the terminal; `size` asks it for columns and rows.
pub struct RowBackend<W: Write> {
    writer: W,
    size: fn() -> io::Result<(u16, u16)>,
    ruler: Ruler,
    /// Columns of the screen when it was last asked; 0 before.
    columns: std::cell::Cell<u16>,
    screen: Vec<Row>,
    out: String,
    cursor: Position,
    cursor_shown: Option<bool>,
    cursor_moved: bool,
}

impl<W: Write> RowBackend<W> {
    /// A backend that writes to `writer`. With a ruler for wide ambiguous characters the cell
    /// after each of those is taken to be covered by it.
    pub const fn new(writer: W, size: fn() -> io::Result<(u16, u16)>, ruler: Ruler) -> Self {
        Self {
            writer,
            size,
            ruler,
            columns: std::cell::Cell::new(0),
            screen: Vec::new(),
            out: String::new(),
            cursor: Position { x: 0, y: 0 },
            cursor_shown: None,
            cursor_moved: true,
        }
    }

    /// Forgets what the terminal shows, after something else has written to it.
    pub fn forget(&mut self) {
        self.screen.clear();
        self.cursor_shown = None;
        self.cursor_moved = true;
    }

    /// From now on characters are measured with this ruler; the screen must be drawn anew.
    pub const fn set_ruler(&mut self, ruler: Ruler) {
        self.ruler = ruler;
    }

    /// The terminal itself.
    pub const fn writer_mut(&mut self) -> &mut W {
        &mut self.writer
    }

    fn put(&mut self, x: u16, y: u16, cell: &Cell) -> bool {
        let (x, y) = (usize::from(x), usize::from(y));
        if self.screen.len() <= y {
            self.screen.resize_with(y + 1, Row::default);
        }
        let Some(row) = self.screen.get_mut(y) else {
            return false;
        };
        let columns = self.ruler.grapheme(cell.symbol()).max(1);
        if row.cells.is_empty() {
            let all = usize::from(self.columns.get());
            row.cells.reserve(all);
            row.changed.reserve(all);
        }
        if row.cells.len() < x + columns {
            row.cells.resize(x + columns, Cell::EMPTY);
            row.changed.resize(x + columns, false);
        }
        // ratatui never sends the cells that a wide character covers: what they held is gone, with
        // the rest of what stood half under it.
        for at in x + 1..x + columns {
            let hidden = row
                .cells
                .get_mut(at)
                .map(|cell| std::mem::replace(cell, Cell::EMPTY));
            let rest = hidden.map_or(0, |cell| self.ruler.grapheme(cell.symbol()));
            let beyond = (at + rest).saturating_sub(x + columns);
            let wiped = row.changed.iter_mut().skip(x + columns).take(beyond);
            wiped.for_each(|changed| *changed = true);
        }
        match row.cells.get_mut(x) {
            Some(old) if old != cell => {
                // Of a wide character that is written over in part the terminal wipes the rest.
                let columns = columns.max(self.ruler.grapheme(old.symbol()));
                *old = cell.clone();
                let changed = row.changed.iter_mut().skip(x).take(columns);
                changed.for_each(|changed| *changed = true);
                true
            }
            _ => false,
        }
    }

    fn write_row(&mut self, y: usize) {
        let Some(row) = self.screen.get_mut(y) else {
            return;
        };
        let mut glyphs = Vec::with_capacity(row.cells.len());
        let mut x = 0;
        while let Some(cell) = row.cells.get(x) {
            let symbol = cell.symbol();
            let width = self.ruler.grapheme(symbol).max(1);
            let changed = row.changed.iter().skip(x).take(width);
            glyphs.push(Glyph {
                x,
                width,
                changed: changed.into_iter().any(|changed| *changed),
                blank: matches!(symbol, " " | "\u{3000}"),
                sure: is_sure(symbol),
            });
            x += width;
        }
        row.changed.fill(false);
        let used = row.cells.iter().rposition(|cell| *cell != Cell::EMPTY);
        let used = used.map_or(0, |last| last + 1);
        let mut style = Style::default();
        for run in runs(&glyphs) {
            let run = glyphs.get(run).unwrap_or_default();
            let from = run.first().map_or(0, |glyph| glyph.x);
            self.out.push_str(&format!("\x1b[{};{}H", y + 1, from + 1));
            // Blanks up to the end of the row are wiped in one.
            for glyph in run.iter().take_while(|glyph| glyph.x < used) {
                let Some(cell) = row.cells.get(glyph.x) else {
                    break;
                };
                let next = Style::of(cell);
                if !(glyph.blank && next.is_same_for_blanks(style)) {
                    next.write(style, &mut self.out);
                    style = next;
                }
                self.out.push_str(Harmless::cell(cell.symbol()).as_str());
            }
            let end = run.last().map_or(0, |glyph| glyph.x + glyph.width);
            if end > used {
                Style::default().write(style, &mut self.out);
                style = Style::default();
                self.out.push_str("\x1b[K");
            }
        }
        Style::default().write(style, &mut self.out);
        self.cursor_moved = true;
    }
}

impl<W: Write> Backend for RowBackend<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut changed: Vec<usize> = Vec::new();
        for (x, y, cell) in content {
            if self.put(x, y, cell) && changed.last() != Some(&usize::from(y)) {
                changed.push(usize::from(y));
            }
        }
        changed.sort_unstable();
        changed.dedup();
        for y in changed {
            self.write_row(y);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown != Some(false) {
            self.cursor_shown = Some(false);
            self.out.push_str("\x1b[?25l");
        }
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        if self.cursor_shown != Some(true) {
            self.cursor_shown = Some(true);
            self.out.push_str("\x1b[?25h");
        }
        Ok(())
    }

    /// Where the cursor was last put: asking the terminal would race with typed keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let position = position.into();
        if self.cursor_moved || self.cursor != position {
            self.cursor = position;
            self.cursor_moved = false;
            let (x, y) = (position.x + 1, position.y + 1);
            self.out.push_str(&format!("\x1b[{y};{x}H"));
        }
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    /// The explorer has the whole screen, so that every region is all of it.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.screen.clear();
        self.out.push_str("\x1b[0m\x1b[2J");
        self.cursor_moved = true;
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        let (width, height) = (self.size)()?;
        self.columns.set(width);
        Ok(Size { width, height })
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            pixels: Size::new(0, 0),
        })
    }

    /// The whole frame in a single write, which terminals that know how show at once.
    fn flush(&mut self) -> io::Result<()> {
        if self.out.is_empty() {
            return Ok(());
        }
        let frame = format!("{BEGIN_FRAME}{}{END_FRAME}", self.out);
        self.out.clear();
        self.writer.write_all(frame.as_bytes())?;
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::Terminal;
    use ratatui::text::Line;

    fn shown(frames: &[&str]) -> Vec<String> {
        let backend = RowBackend::new(Vec::new(), || Ok((12, 2)), Ruler::default());
        let mut terminal = Terminal::new(backend).unwrap();
        let mut out = Vec::new();
        for frame in frames {
            terminal
                .draw(|f| {
                    f.render_widget(Line::from(*frame), f.area());
                    f.set_cursor_position((0, 0));
                })
                .unwrap();
            let bytes = std::mem::take(terminal.backend_mut().writer_mut());
            out.push(String::from_utf8(bytes).unwrap());
        }
        out
    }

    #[test]
    fn japanese_goes_out_as_one_run() {
        let frames = shown(&["地域おこし"]);
        assert!(frames[0].contains("\x1b[1;1H地域おこし"), "{frames:?}");
    }

    #[test]
    fn a_changed_phrase_is_written_whole_and_an_unchanged_frame_not_at_all() {
        let frames = shown(&["地域おこし", "地域おとし", "地域おとし"]);
        assert!(frames[1].contains("地域おとし"), "{frames:?}");
        assert_eq!(frames[1].matches("\x1b[?2026h").count(), 1);
        assert_eq!(frames[2], "");
    }

    #[test]
    fn a_narrow_character_wipes_the_wide_one_under_it() {
        let frames = shown(&["ab", "漢", "a"]);
        assert!(frames[2].contains("\x1b[1;1Ha\x1b[K"), "{frames:?}");
    }

    #[test]
    fn nothing_comes_back_from_under_a_wide_character() {
        let frames = shown(&["abcdef", "漢字", ""]);
        assert!(frames[2].contains("\x1b[1;1H\x1b[K"), "{frames:?}");
    }

    #[test]
    fn the_last_column_of_a_full_row_is_not_wiped() {
        let frames = shown(&["123456789012", "12345678901"]);
        assert!(
            frames[0].contains("\x1b[1;1H123456789012\x1b"),
            "{frames:?}"
        );
        assert!(!frames[0].contains("\x1b[K"), "{frames:?}");
        assert!(frames[1].contains("12345678901\x1b[K"), "{frames:?}");
    }

    #[test]
    fn what_stands_beside_what_changed_is_not_written() {
        let frames = shown(&["地域     12", "地域     13", "地方     13"]);
        assert!(frames[1].contains("\x1b[1;10H13\x1b"), "{frames:?}");
        assert!(!frames[1].contains('地'), "{frames:?}");
        assert!(frames[2].contains("\x1b[1;1H地方\x1b"), "{frames:?}");
    }

    /// Whatever is shown one after another, the terminal shows the last of it.
    #[test]
    fn the_terminal_shows_what_was_drawn() {
        let texts = [
            "abcdefghijkl",
            "漢字 ab 漢字",
            "a 漢字",
            "",
            "ab漢字cd",
            "ａｂ     x",
            "a漢漢漢漢漢b",
            "漢漢漢漢漢漢",
            "  b  漢  c",
            "が 5 が",
            "x            ",
        ];
        for first in texts {
            for second in texts {
                let frames = shown(&[first, second]);
                let mut terminal = vt100::Parser::new(2, 12, 0);
                terminal.process(frames.concat().as_bytes());
                let mut fresh = vt100::Parser::new(2, 12, 0);
                fresh.process(shown(&[second]).concat().as_bytes());
                assert_eq!(
                    terminal.screen().contents().trim_end(),
                    fresh.screen().contents().trim_end(),
                    "{first:?} {second:?} {frames:?}"
                );
            }
        }
    }
}
