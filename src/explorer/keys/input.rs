//! A one-line text field with a caret.

use unicode_segmentation::UnicodeSegmentation;

use crate::text::escape::is_unsafe;
use crate::text::{Ruler, shown};

/// Longest text that a field takes, in bytes: a pasted book must not stop the program.
const LONGEST: usize = 1000;

/// Text being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    text: String,
    /// Byte offset at a grapheme border.
    caret: usize,
}

impl Input {
    /// A field that holds this text, caret at its end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            caret: text.len(),
        }
    }

    /// What has been typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Columns between the field's start and its caret.
    #[must_use]
    pub fn caret_column(&self, ruler: Ruler) -> usize {
        ruler.width(self.before())
    }

    fn before(&self) -> &str {
        self.text.get(..self.caret).unwrap_or_default()
    }

    fn after(&self) -> &str {
        self.text.get(self.caret..).unwrap_or_default()
    }

    /// Types text at the caret, as [`on_one_line`] makes it.
    pub fn insert(&mut self, text: &str) {
        for c in shown(&on_one_line(text)).chars() {
            if self.text.len() + c.len_utf8() > LONGEST {
                break;
            }
            self.text.insert(self.caret, c);
            self.caret += c.len_utf8();
        }
    }

    /// Deletes the character before the caret; false if there is none.
    pub fn backspace(&mut self) -> bool {
        let Some(last) = self.before().graphemes(true).next_back().map(str::len) else {
            return false;
        };
        let start = self.caret - last;
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
        true
    }

    /// Deletes the character after the caret.
    pub fn delete(&mut self) {
        if let Some(next) = self.after().graphemes(true).next().map(str::len) {
            self.text.replace_range(self.caret..self.caret + next, "");
        }
    }

    /// Deletes the word before the caret.
    pub fn delete_word(&mut self) {
        let kept = self.before().trim_end();
        let start = kept
            .split_word_bound_indices()
            .next_back()
            .map_or(0, |(at, _)| at);
        self.text.replace_range(start..self.caret, "");
        self.caret = start;
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        self.text.clear();
        self.caret = 0;
    }

    /// Moves the caret one character back.
    pub fn left(&mut self) {
        self.caret -= self
            .before()
            .graphemes(true)
            .next_back()
            .map_or(0, str::len);
    }

    /// Moves the caret one character on.
    pub fn right(&mut self) {
        self.caret += self.after().graphemes(true).next().map_or(0, str::len);
    }

    /// Moves the caret to the start.
    pub const fn home(&mut self) {
        self.caret = 0;
    }

    /// Moves the caret to the end.
    pub fn end(&mut self) {
        self.caret = self.text.len();
    }
}

/// Text for a field of one line: ends of lines and tabs become one space between words and nothing
/// at the ends; what else a terminal would obey or hide is left out.
#[must_use]
pub fn on_one_line(text: &str) -> String {
    let pieces = text.split([
        '\n', '\r', '\t', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ]);
    let safe = |piece: &str| -> String { piece.chars().filter(|c| !is_unsafe(*c)).collect() };
    let pieces: Vec<String> = pieces.map(safe).filter(|piece| !piece.is_empty()).collect();
    pieces.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_moves_by_whole_characters() {
        let mut field = Input::default();
        field.insert("量子e\u{301}\u{1b}");
        assert_eq!(field.text(), "量子e\u{301}");
        let mut pasted = Input::default();
        pasted.insert("量子\u{2028}暗号\u{202e}\u{fff9}\u{9b}");
        assert_eq!(pasted.text(), "量子 暗号");
        assert_eq!(on_one_line("量子\r\n暗号\t通信\n"), "量子 暗号 通信");
        assert_eq!(field.caret_column(Ruler::default()), 5);
        field.left();
        assert_eq!(field.caret_column(Ruler::default()), 4);
        assert!(field.backspace());
        assert_eq!(field.text(), "量e\u{301}");
        field.delete();
        assert_eq!(field.text(), "量");
        field.home();
        assert!(!field.backspace());
        field.right();
        field.insert("子暗号");
        assert_eq!(field.text(), "量子暗号");
    }

    #[test]
    fn words_go_at_once() {
        let mut field = Input::of("quantum key ");
        field.delete_word();
        assert_eq!(field.text(), "quantum ");
        field.clear();
        assert_eq!(field.text(), "");
    }
}
