//! How text output looks: language, colour, width, signs.

use rust_decimal::Decimal;

use crate::lang::{Lang, Text};
use crate::text::number::signed_bare;
use crate::text::{Ruler, Unit, oku_text, percent_text, signed_oku_text, wrap_with};

/// How text output looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Language of labels and figures.
    pub lang: Lang,
    /// Whether escape codes for bold and dim may be written.
    pub color: bool,
    /// Columns to wrap and cut at; none leaves lines whole, as a pipe wants them.
    pub width: Option<usize>,
    /// How wide characters are.
    pub ruler: Ruler,
    /// Only ASCII signs.
    pub ascii: bool,
}

impl Look {
    /// The label in the language.
    #[must_use]
    pub const fn text(&self, text: Text) -> &'static str {
        text.get(self.lang)
    }

    /// Bold, where colour is on.
    #[must_use]
    pub fn bold(&self, text: &str) -> String {
        self.styled("1", text)
    }

    /// Dim, where colour is on.
    #[must_use]
    pub fn dim(&self, text: &str) -> String {
        self.styled("2", text)
    }

    fn styled(&self, code: &str, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }

    /// `8.1億円`, `¥0.81 billion`.
    #[must_use]
    pub fn oku(&self, oku: Decimal) -> String {
        self.signs(oku_text(oku, self.lang, Unit::Oku))
    }

    /// `+3.0億円`.
    #[must_use]
    pub fn signed_oku(&self, oku: Decimal) -> String {
        self.signs(signed_oku_text(oku, self.lang, Unit::Oku))
    }

    /// `+58.8%`.
    #[must_use]
    pub fn percent(&self, percent: Decimal) -> String {
        self.signs(percent_text(percent))
    }

    /// `+3.0`: a change of so many 億円 in the unit of the amounts beside it, which is not repeated.
    #[must_use]
    pub fn signed(&self, oku: Decimal) -> String {
        self.signs(signed_bare(oku, self.lang, Unit::Oku))
    }

    /// The sign before a change that rounding alone could have made.
    #[must_use]
    pub const fn about(&self) -> &'static str {
        if self.ascii { "~" } else { "≈" }
    }

    /// Before what a thing leads to.
    #[must_use]
    pub const fn arrow(&self) -> &'static str {
        if self.ascii { "->" } else { "→" }
    }

    /// Between the steps of a path.
    #[must_use]
    pub const fn step(&self) -> &'static str {
        if self.ascii { " > " } else { " › " }
    }

    fn signs(&self, text: String) -> String {
        if self.ascii {
            text.replace('−', "-")
                .replace('±', "+-")
                .replace('¥', "JPY ")
        } else {
            text
        }
    }

    /// The text in lines that fit, each after so many blanks; whole where no width is set.
    #[must_use]
    pub fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        let blanks = " ".repeat(indent);
        let lines = match self.width {
            Some(width) => wrap_with(text, width.saturating_sub(indent).max(8), self.ruler),
            None => vec![text.to_owned()],
        };
        lines
            .into_iter()
            .map(|line| format!("{blanks}{line}"))
            .collect()
    }

    /// The line cut to the width, if one is set.
    #[must_use]
    pub fn cut(&self, line: &str) -> String {
        self.cut_after(line, 0)
    }

    /// The line cut so that it fits after so many columns.
    #[must_use]
    pub fn cut_after(&self, line: &str, taken: usize) -> String {
        match self.width {
            Some(width) => self.ruler.cut(line, width.saturating_sub(taken).max(12)),
            None => line.to_owned(),
        }
    }
}
