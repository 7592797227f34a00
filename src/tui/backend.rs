//! A ratatui backend that writes every changed row as one run and every frame as one write.
//!
//! ratatui's own crossterm backend moves the cursor after each double-width character, so that
//! screen readers hear Japanese one character at a time. This one remembers the screen, and
//! writes a row that changed anew from its first column on without moving the cursor inside.
//! Nothing at all is written where nothing changed.

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use ratatui::style::{Color, Modifier};

use crate::text::{Harmless, Ruler};

const BEGIN_FRAME: &str = "\x1b[?2026h";
const END_FRAME: &str = "\x1b[?2026l";

/// The backend. `W` is the terminal; `size` asks it for columns and rows.
pub struct RowBackend<W: Write> {
    writer: W,
    size: fn() -> io::Result<(u16, u16)>,
    ruler: Ruler,
    /// Columns of the screen when it was last asked; 0 before.
    columns: std::cell::Cell<u16>,
    screen: Vec<Vec<Cell>>,
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
            self.screen.resize_with(y + 1, Vec::new);
        }
        let Some(row) = self.screen.get_mut(y) else {
            return false;
        };
        if row.len() <= x {
            row.resize(x + 1, Cell::EMPTY);
        }
        let covered = self.ruler.grapheme(cell.symbol()).max(1) - 1;
        // ratatui never sends the cells that a wide character covers: what they held is gone.
        for hidden in row.iter_mut().skip(x + 1).take(covered) {
            *hidden = Cell::EMPTY;
        }
        match row.get_mut(x) {
            Some(old) if old != cell => {
                *old = cell.clone();
                true
            }
            _ => false,
        }
    }

    fn write_row(&mut self, y: usize) {
        let row = self.screen.get(y).map_or(&[][..], Vec::as_slice);
        let used = row.iter().rposition(|cell| *cell != Cell::EMPTY);
        let used = used.map_or(0, |last| last + 1);
        self.out.push_str(&format!("\x1b[{};1H", y + 1));
        let mut style = Style::default();
        let mut x = 0;
        while x < used {
            let Some(cell) = row.get(x) else { break };
            let next = Style::of(cell);
            if next != style {
                next.write(&mut self.out);
                style = next;
            }
            let symbol = cell.symbol();
            self.out.push_str(Harmless::cell(symbol).as_str());
            x += self.ruler.grapheme(symbol).max(1);
        }
        if style != Style::default() {
            self.out.push_str("\x1b[0m");
        }
        // Behind a full row the cursor still stands on its last column, which would be wiped.
        if x != usize::from(self.columns.get()) {
            self.out.push_str("\x1b[K");
        }
        self.cursor_moved = true;
    }
}

/// The style of a cell as far as the terminal is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Style {
    const fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Always from the reset state, so that no attribute lingers.
    fn write(self, out: &mut String) {
        out.push_str("\x1b[0");
        for (flag, code) in [
            (Modifier::BOLD, ";1"),
            (Modifier::DIM, ";2"),
            (Modifier::ITALIC, ";3"),
            (Modifier::UNDERLINED, ";4"),
            (Modifier::REVERSED, ";7"),
        ] {
            if self.modifier.contains(flag) {
                out.push_str(code);
            }
        }
        if let Some(code) = color(self.fg, 30) {
            out.push_str(&code);
        }
        if let Some(code) = color(self.bg, 40) {
            out.push_str(&code);
        }
        out.push('m');
    }
}

/// The SGR code of a colour; `base` is 30 for the foreground and 40 for the background.
fn color(color: Color, base: u8) -> Option<String> {
    let plain = |n: u8| Some(format!(";{}", base + n));
    let bright = |n: u8| Some(format!(";{}", base + 60 + n));
    match color {
        Color::Reset => None,
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(n) => Some(format!(";{};5;{n}", base + 8)),
        Color::Rgb(r, g, b) => Some(format!(";{};2;{r};{g};{b}", base + 8)),
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
        assert!(
            frames[0].contains("\x1b[1;1H地域おこし\x1b[K"),
            "{frames:?}"
        );
    }

    #[test]
    fn a_changed_row_is_written_whole_and_an_unchanged_frame_not_at_all() {
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
    fn a_style_does_not_linger() {
        let mut out = String::new();
        let bold = Style {
            modifier: Modifier::BOLD | Modifier::REVERSED,
            fg: Color::Indexed(9),
            bg: Color::Reset,
        };
        bold.write(&mut out);
        assert_eq!(out, "\x1b[0;1;7;38;5;9m");
    }
}
