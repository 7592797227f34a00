//! From what is to be seen to the fewest bytes that a screen reader understands.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::{Harmless, Ruler};

/// What is to be seen: a title, rows, and a line at the bottom for news and typing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The lines on top: as many as the title needs, so that its end is heard too.
    pub title: Vec<String>,
    /// Rows of the list that are on the screen, below those lines.
    pub rows: Vec<String>,
    /// Index of the first of them in the whole list, to tell scrolling from other changes.
    pub offset: usize,
    /// How many rows the list may take.
    pub height: usize,
    /// Index of the selected row on the screen.
    pub cursor: usize,
    /// The line at the bottom; empty for none.
    pub note: String,
    /// Whether the cursor stands in that line instead of on the selected row.
    pub on_note: bool,
    /// Whether it stands at the end of that line: Orca speaks what is written after an arrow to
    /// the side, Home or End only where the cursor is behind it.
    pub at_end: bool,
    /// Whether the line is being typed; the cursor is at its end then.
    pub typing: bool,
}

impl View {
    /// Whether it has news, and rows of the same page that changed with it.
    fn is_news_of_changed_rows(&self, seen: &Self) -> bool {
        let same_page = self.title == seen.title && self.height == seen.height;
        same_page && self.on_note && self.note != seen.note && self.rows != seen.rows
    }
}

/// Remembers the screen and writes what changed.
#[derive(Clone, Debug)]
pub struct Painter {
    ruler: Ruler,
    seen: Option<(View, u16, u16)>,
    /// Whether rows are still to be written.
    behind: bool,
}

impl Painter {
    /// A painter of a screen that nothing is known of, on a terminal that draws characters as wide
    /// as that ruler measures them.
    #[must_use]
    pub const fn new(ruler: Ruler) -> Self {
        Self {
            ruler,
            seen: None,
            behind: false,
        }
    }

    /// Forgets the screen, after something else has written to it.
    pub fn forget(&mut self) {
        self.seen = None;
    }

    /// Whether the last frame wrote only news and the rows that changed with it come with the
    /// next: Orca takes what changes at once for one text, with all the rows in between.
    #[must_use]
    pub const fn is_behind(&self) -> bool {
        self.behind
    }

    /// The bytes that turn the screen into the view; empty where nothing changed. Where news and
    /// rows of the same page have changed, only the news ([`Self::is_behind`]).
    pub fn frame(&mut self, view: &View, columns: u16, rows: u16) -> String {
        // A blank line below the rows, then the note: not in the terminal's last line, where a
        // reader that keeps a byte for each cell writes past the end of its screen.
        let first = view.title.len() + 1;
        let below = first + view.height + 1;
        let page = Page {
            first,
            ruler: self.ruler,
            columns: usize::from(columns),
            bottom: below.min(usize::from(rows)).max(1),
        };
        let mut out = String::new();
        let before = self.seen.take();
        let mut view = Cow::Borrowed(view);
        self.behind = false;
        if let Some((seen, c, r)) = &before
            && (*c, *r) == (columns, rows)
            && view.is_news_of_changed_rows(seen)
        {
            let view = view.to_mut();
            view.rows.clone_from(&seen.rows);
            view.offset = seen.offset;
            self.behind = true;
        }
        let view = view.as_ref();
        match &before {
            Some((seen, c, r)) if (*c, *r) == (columns, rows) => {
                if seen == view {
                    self.seen = before;
                    return out;
                }
                page.change(seen, view, &mut out);
            }
            _ => page.whole(view, &mut out),
        }
        page.place_cursor(view, &mut out);
        self.seen = Some((view.clone(), columns, rows));
        out
    }
}

/// The screen's measures.
struct Page {
    /// 1-based line of the first row.
    first: usize,
    ruler: Ruler,
    columns: usize,
    /// 1-based line of the note.
    bottom: usize,
}

impl Page {
    /// Everything anew. The scroll region stays set, so that scrolling needs no more than a line
    /// feed; it is taken back when the terminal is given back.
    fn whole(&self, view: &View, out: &mut String) {
        let first = self.first;
        let last = first + view.height.max(1) - 1;
        out.push_str("\x1b[r\x1b[2J");
        if view.height > 1 {
            push(out, format_args!("\x1b[{first};{last}r"));
        }
        for (line, text) in (1..).zip(view.title.iter().chain(&view.rows)) {
            self.line(line, text, out);
        }
        if !view.note.is_empty() {
            self.line(self.bottom, &view.note, out);
        }
        out.push_str("\x1b[?25h");
    }

    fn change(&self, seen: &View, view: &View, out: &mut String) {
        let same_page = seen.title == view.title && seen.height == view.height;
        if !same_page {
            self.whole(view, out);
            return;
        }
        if view.note != seen.note {
            self.note(seen, view, out);
        }
        let down = view.offset == seen.offset + 1
            && view.rows.get(..view.rows.len().saturating_sub(1)) == seen.rows.get(1..);
        let up = view.offset + 1 == seen.offset
            && view.rows.get(1..) == seen.rows.get(..seen.rows.len().saturating_sub(1));
        if down && view.rows.len() == view.height {
            let last = self.first + view.height - 1;
            push(out, format_args!("\x1b[{last};1H\n"));
            out.push_str(&self.fitted(view.rows.last().map_or("", String::as_str)));
        } else if up && view.rows.len() == view.height {
            push(out, format_args!("\x1b[{};1H\x1bM", self.first));
            out.push_str(&self.fitted(view.rows.first().map_or("", String::as_str)));
        } else {
            let longest = view.rows.len().max(seen.rows.len());
            for at in 0..longest {
                let (old, new) = (seen.rows.get(at), view.rows.get(at));
                if old != new {
                    self.line(self.first + at, new.map_or("", String::as_str), out);
                }
            }
        }
    }

    /// The changed line at the bottom. While typing only the new letters go out, as an echo.
    fn note(&self, seen: &View, view: &View, out: &mut String) {
        let added = view.note.strip_prefix(&seen.note);
        match added.filter(|_| seen.typing && view.typing) {
            Some(added) if self.ruler.width(&view.note) < self.columns => {
                out.push_str(Harmless::line(added).as_str());
            }
            _ => self.line(self.bottom, &view.note, out),
        }
    }

    /// A whole line in one run.
    fn line(&self, line: usize, text: &str, out: &mut String) {
        push(out, format_args!("\x1b[{line};1H\x1b[2K"));
        out.push_str(&self.fitted(text));
    }

    /// Never the last column: a terminal that wraps there would move the cursor.
    fn fitted(&self, text: &str) -> String {
        let columns = self.columns.saturating_sub(1);
        self.ruler.cut(Harmless::line(text).as_str(), columns)
    }

    fn place_cursor(&self, view: &View, out: &mut String) {
        let (line, column) = if view.on_note {
            let end = self.ruler.width(&self.fitted(&view.note)) + 1;
            let behind = view.typing || view.at_end;
            (self.bottom, if behind { end } else { 1 })
        } else {
            (self.first + view.cursor, 1)
        };
        push(out, format_args!("\x1b[{line};{column}H"));
    }
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(offset: usize, cursor: usize) -> View {
        let rows = ["1、地域", "2、防災", "3、統計", "4、恩給", "5、選挙"];
        View {
            title: vec!["第1部".into()],
            rows: rows
                .iter()
                .skip(offset)
                .take(3)
                .map(|row| (*row).to_owned())
                .collect(),
            offset,
            height: 3,
            cursor,
            ..View::default()
        }
    }

    #[test]
    fn a_move_writes_no_text() {
        let mut painter = Painter::new(Ruler::default());
        painter.frame(&view(0, 0), 80, 24);
        assert_eq!(painter.frame(&view(0, 1), 80, 24), "\x1b[3;1H");
        assert_eq!(painter.frame(&view(0, 1), 80, 24), "");
    }

    #[test]
    fn scrolling_writes_one_row() {
        let mut painter = Painter::new(Ruler::default());
        painter.frame(&view(0, 2), 80, 24);
        assert_eq!(
            painter.frame(&view(1, 2), 80, 24),
            "\x1b[4;1H\n4、恩給\x1b[4;1H"
        );
        assert_eq!(
            painter.frame(&view(0, 0), 80, 24),
            "\x1b[2;1H\x1bM1、地域\x1b[2;1H"
        );
    }

    #[test]
    fn a_page_is_written_line_by_line_in_whole_runs() {
        let mut painter = Painter::new(Ruler::default());
        assert_eq!(
            painter.frame(&view(0, 0), 80, 24),
            "\x1b[r\x1b[2J\x1b[2;4r\x1b[1;1H\x1b[2K第1部\x1b[2;1H\x1b[2K1、地域\x1b[3;1H\x1b[2K2、防災\x1b[4;1H\x1b[2K3、統計\x1b[?25h\x1b[2;1H"
        );
    }

    #[test]
    fn news_is_one_changed_line_with_the_cursor_on_it() {
        let mut painter = Painter::new(Ruler::default());
        painter.frame(&view(0, 2), 80, 24);
        let news = View {
            note: "最後です。".into(),
            on_note: true,
            ..view(0, 2)
        };
        assert_eq!(
            painter.frame(&news, 80, 24),
            "\x1b[6;1H\x1b[2K最後です。\x1b[6;1H"
        );
        assert_eq!(
            painter.frame(&view(0, 1), 80, 24),
            "\x1b[6;1H\x1b[2K\x1b[3;1H"
        );
    }

    #[test]
    fn typing_echoes_only_the_new_letters() {
        let mut painter = Painter::new(Ruler::default());
        let typed = |text: &str| View {
            note: format!("検索: {text}"),
            on_note: true,
            typing: true,
            ..view(0, 0)
        };
        painter.frame(&view(0, 0), 80, 24);
        painter.frame(&typed(""), 80, 24);
        assert_eq!(painter.frame(&typed("防"), 80, 24), "防\x1b[6;9H");
    }

    #[test]
    fn a_terminal_of_wide_signs_is_measured_as_it_draws() {
        let mut painter = Painter::new(Ruler::with_ambiguous_width(2));
        let typed = |text: &str| View {
            note: format!("検索: {text}"),
            on_note: true,
            typing: true,
            ..view(0, 0)
        };
        painter.frame(&typed(""), 80, 24);
        assert_eq!(painter.frame(&typed("①"), 80, 24), "①\x1b[6;9H");
        let news = View {
            note: "①".repeat(30),
            ..view(0, 0)
        };
        let written = painter.frame(&news, 21, 24);
        assert_eq!(written.matches('①').count(), 9, "{written:?}");
    }
}
