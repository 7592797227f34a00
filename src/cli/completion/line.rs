//! A line of a shell as far as it is typed: its words, and how the last one is quoted.

use std::ffi::OsString;

/// What quotes the place where something is to be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// Nothing.
    None,
    /// `'`.
    Single,
    /// `"`.
    Double,
}

/// The words of a line; nothing in it is expanded or run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// The words, without their quotes; the last one, perhaps empty, is being typed.
    pub words: Vec<String>,
    /// The quote that is open at the end.
    pub quote: Quote,
    /// Bytes of the last word that stand before what readline takes for the word.
    pub before: usize,
}

impl Typed {
    /// Reads a line up to the caret.
    pub fn read(line: &str) -> Self {
        let mut words = Vec::new();
        let mut word = String::new();
        let mut is_open = false;
        let mut quote = Quote::None;
        let mut before = 0;
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match (quote, letter) {
                (Quote::None, ' ' | '\t' | '\n') => {
                    if is_open {
                        words.push(std::mem::take(&mut word));
                    }
                    (is_open, before) = (false, 0);
                    continue;
                }
                (Quote::None, '\'' | '"') => {
                    quote = if letter == '"' {
                        Quote::Double
                    } else {
                        Quote::Single
                    };
                    before = word.len();
                }
                (Quote::Single, '\'') | (Quote::Double, '"') => quote = Quote::None,
                (Quote::None, '\\') => word.extend(letters.next()),
                (Quote::Double, '\\') => match letters.next() {
                    Some(next @ ('"' | '\\' | '$' | '`')) => word.push(next),
                    Some(next) => word.extend(['\\', next]),
                    None => word.push('\\'),
                },
                // readline breaks words at these, too.
                (Quote::None, '=' | ':') => {
                    word.push(letter);
                    before = word.len();
                }
                (_, letter) => word.push(letter),
            }
            is_open = true;
        }
        words.push(word);
        Self {
            words,
            quote,
            before,
        }
    }

    /// The words as arguments.
    pub fn into_words(self) -> Vec<OsString> {
        self.words.into_iter().map(OsString::from).collect()
    }

    /// What readline is to put for the word that it is at; none for a value that does not go on
    /// from what stands before.
    pub fn insertion(&self, value: &str) -> Option<String> {
        let typed = self.words.last().and_then(|word| word.get(..self.before))?;
        let rest = value.strip_prefix(typed)?;
        Some(quoted(rest, self.quote))
    }
}

/// A text as it must be typed there to mean itself.
fn quoted(text: &str, quote: Quote) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match quote {
            Quote::Single if letter == '\'' => out.push_str("'\\''"),
            Quote::Single => out.push(letter),
            Quote::Double => {
                if matches!(letter, '"' | '\\' | '$' | '`') {
                    out.push('\\');
                }
                out.push(letter);
            }
            Quote::None => {
                if " \t'\"\\$`()<>&;|*?[]{}!~".contains(letter) {
                    out.push('\\');
                }
                out.push(letter);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Quote, Typed};

    #[test]
    fn words_lose_their_quotes_and_nothing_is_run() {
        let typed = Typed::read("shisaku --file my\\ budget.md 'a b'\"$(c)\" show 1");
        assert_eq!(
            typed.words,
            ["shisaku", "--file", "my budget.md", "a b$(c)", "show", "1"]
        );
        assert_eq!(Typed::read("shisaku show ").words, ["shisaku", "show", ""]);
    }

    #[test]
    fn names_with_blanks_and_full_width_letters_are_put_so_that_they_mean_themselves() {
        let plain = Typed::read("shisaku --file 予算");
        assert_eq!(
            plain.insertion("予算 令和2年度（案）.md").as_deref(),
            Some("予算\\ 令和2年度（案）.md")
        );
        let open = Typed::read("shisaku --file \"予算 ");
        assert_eq!(open.quote, Quote::Double);
        assert_eq!(
            open.insertion("予算 $1.md").as_deref(),
            Some("予算 \\$1.md")
        );
        let single = Typed::read("shisaku --file 'it");
        assert_eq!(single.insertion("it's").as_deref(), Some("it'\\''s"));
    }

    #[test]
    fn only_what_follows_the_break_is_put() {
        let typed = Typed::read("shisaku config --set theme=l");
        assert_eq!(typed.words.last().map(String::as_str), Some("theme=l"));
        assert_eq!(typed.insertion("theme=light").as_deref(), Some("light"));
        let option = Typed::read("shisaku --file=my");
        assert_eq!(
            option.insertion("--file=my file").as_deref(),
            Some("my\\ file")
        );
    }
}
