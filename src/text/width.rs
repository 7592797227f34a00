//! Display width in columns, and cutting and padding by it.
//!
//! A column is one terminal cell. Text is only ever cut between grapheme clusters, so that a
//! double-width character or a letter with its combining marks is never halved.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where text was cut off.
pub const ELLIPSIS: &str = "…";

/// Display width in columns, ambiguous characters (`①`, `…`, `─`) counting one.
#[must_use]
pub fn width(text: &str) -> usize {
    Ruler::default().width(text)
}

/// Measures text as one kind of terminal shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Ruler {
    /// Whether the terminal draws East Asian ambiguous characters two columns wide.
    pub ambiguous_wide: bool,
}

impl Ruler {
    /// A ruler for terminals that draw ambiguous characters `columns` wide (1 or 2).
    #[must_use]
    pub const fn with_ambiguous_width(columns: u8) -> Self {
        Self {
            ambiguous_wide: columns >= 2,
        }
    }

    /// Display width in columns.
    #[must_use]
    pub fn width(self, text: &str) -> usize {
        let mut columns = 0;
        for c in text.chars() {
            match self.plain(c) {
                Some(own) => columns += own,
                None => return text.graphemes(true).map(|g| self.grapheme(g)).sum(),
            }
        }
        columns
    }

    /// The columns of what nearly all text is of: ASCII, kana, kanji, their punctuation, lines and bars. Such a
    /// character is a grapheme cluster whatever such character stands beside it, so that a text of them needs no
    /// cutting into clusters. None for every other.
    #[must_use]
    #[inline]
    pub const fn plain(self, c: char) -> Option<usize> {
        match c {
            ' '..='~' => Some(1),
            'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿿' | '、'..='】' | '！'..='～' => {
                Some(2)
            }
            '…' | '─'..='▟' if !self.ambiguous_wide => Some(1),
            _ => None,
        }
    }

    /// Display width of one grapheme cluster, in columns.
    #[must_use]
    pub fn grapheme(self, grapheme: &str) -> usize {
        let mut chars = grapheme.chars();
        if let (Some(only), None) = (chars.next(), chars.next())
            && let Some(columns) = self.plain(only)
        {
            return columns;
        }
        if self.ambiguous_wide {
            grapheme.width_cjk()
        } else {
            grapheme.width()
        }
    }

    /// Whether the grapheme takes one column on one kind of terminal and two on the other.
    #[must_use]
    pub fn is_ambiguous(grapheme: &str) -> bool {
        !grapheme.is_ascii() && grapheme.width() != grapheme.width_cjk()
    }

    /// The longest beginning of `text` that fits into `columns`, with nothing put in its place.
    #[must_use]
    pub fn fit(self, text: &str, columns: usize) -> &str {
        let mut used = 0;
        if text.chars().all(|c| self.plain(c).is_some()) {
            let over = text.char_indices().find(|(_, c)| {
                used += self.plain(*c).unwrap_or_default();
                used > columns
            });
            return over.map_or(text, |(end, _)| text.get(..end).unwrap_or_default());
        }
        for (start, grapheme) in text.grapheme_indices(true) {
            used += self.grapheme(grapheme);
            if used > columns {
                return text.get(..start).unwrap_or_default();
            }
        }
        text
    }

    /// `text` if it fits into `columns`, else its beginning and `…` in at most that width.
    #[must_use]
    pub fn cut(self, text: &str, columns: usize) -> String {
        if self.width(text) <= columns {
            return text.to_owned();
        }
        let mark = self.width(ELLIPSIS);
        if columns < mark {
            return " ".repeat(columns);
        }
        let mut out = self.fit(text, columns - mark).to_owned();
        out.push_str(ELLIPSIS);
        out
    }

    /// `text` with spaces after it up to `columns`; longer text is left as it is.
    #[must_use]
    pub fn pad_right(self, text: &str, columns: usize) -> String {
        let mut out = text.to_owned();
        out.push_str(&self.gap(text, columns));
        out
    }

    /// `text` with spaces before it up to `columns`; longer text is left as it is.
    #[must_use]
    pub fn pad_left(self, text: &str, columns: usize) -> String {
        let mut out = self.gap(text, columns);
        out.push_str(text);
        out
    }

    /// `text` in exactly `columns`: cut or padded on the right.
    #[must_use]
    pub fn field(self, text: &str, columns: usize) -> String {
        self.pad_right(&self.cut(text, columns), columns)
    }

    fn gap(self, text: &str, columns: usize) -> String {
        " ".repeat(columns.saturating_sub(self.width(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NARROW: Ruler = Ruler {
        ambiguous_wide: false,
    };
    const WIDE: Ruler = Ruler {
        ambiguous_wide: true,
    };

    #[test]
    fn japanese_takes_two_columns() {
        assert_eq!(width("地域"), 4);
        assert_eq!(width("ICT"), 3);
        assert_eq!(width("ｶﾞ"), 2);
        assert_eq!(NARROW.width("①…"), 2);
        assert_eq!(WIDE.width("①…"), 4);
    }

    #[test]
    fn a_double_width_character_is_never_halved() {
        assert_eq!(NARROW.cut("地域おこし", 10), "地域おこし");
        assert_eq!(NARROW.cut("地域おこし", 9), "地域おこ…");
        assert_eq!(NARROW.cut("地域おこし", 8), "地域お…");
        assert_eq!(NARROW.cut("地域", 1), "…");
        assert_eq!(NARROW.cut("地域", 0), "");
        assert_eq!(WIDE.cut("地域", 1), " ");
        assert_eq!(NARROW.field("地域おこし", 8), "地域お… ");
    }

    #[test]
    fn plain_characters_are_clusters_of_their_own_and_as_wide_as_they_are_told_to_be() {
        for ruler in [NARROW, WIDE] {
            let plain = |c: &char| ruler.plain(*c).is_some();
            let all: Vec<char> = ('\0'..=char::MAX).filter(plain).collect();
            for c in &all {
                let own = c.to_string();
                let told = if ruler.ambiguous_wide {
                    own.width_cjk()
                } else {
                    own.width()
                };
                assert_eq!(ruler.plain(*c), Some(told), "{c:?}");
            }
            let text: String = all.iter().flat_map(|c| ['a', *c, '漢', *c, *c]).collect();
            assert_eq!(text.graphemes(true).count(), text.chars().count());
            let sum: usize = text.graphemes(true).map(|g| ruler.grapheme(g)).sum();
            assert_eq!(ruler.width(&text), sum);
        }
    }

    #[test]
    fn padding_is_by_columns() {
        assert_eq!(NARROW.pad_left("億円", 6), "  億円");
        assert_eq!(NARROW.pad_right("億円", 3), "億円");
    }

    proptest! {
        #[test]
        fn cut_and_field_keep_their_width(text in "[あ漢aｱ①…é\u{301} 🇯🇵ー]{0,30}", columns in 0usize..40, wide in any::<bool>()) {
            let ruler = Ruler { ambiguous_wide: wide };
            prop_assert!(ruler.width(&ruler.cut(&text, columns)) <= columns);
            prop_assert_eq!(ruler.width(&ruler.field(&text, columns)), columns);
        }

        #[test]
        fn the_width_is_that_of_its_parts(text in "\\PC{0,40}") {
            let sum: usize = text.graphemes(true).map(|g| NARROW.grapheme(g)).sum();
            prop_assert_eq!(NARROW.width(&text), sum);
        }
    }
}
