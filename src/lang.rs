//! The interface's words in Japanese and English, side by side, so that neither can be missing.
//!
//! The document's own text is never translated.

/// Language of the interface.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Japanese.
    #[default]
    Ja,
    /// English.
    En,
}

impl Lang {
    /// The language of a locale name such as `ja_JP.UTF-8`: Japanese for `ja…`, and where
    /// nothing is set (`C`, `POSIX`, empty); English for every other.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        let name = locale.split(['.', '@']).next().unwrap_or_default();
        match name {
            "" | "C" | "POSIX" => Self::Ja,
            _ if name.starts_with("ja") => Self::Ja,
            _ => Self::En,
        }
    }
}

/// One text of the interface in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Japanese.
    pub ja: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// Pairs the two.
    #[must_use]
    pub const fn new(ja: &'static str, en: &'static str) -> Self {
        Self { ja, en }
    }

    /// The text in that language.
    #[must_use]
    pub const fn get(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Ja => self.ja,
            Lang::En => self.en,
        }
    }
}

/// `163件`, `163 lines`, `1 line`.
#[must_use]
pub fn lines_text(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (_, Lang::Ja) => format!("{count}件"),
        (1, Lang::En) => "1 line".to_owned(),
        (_, Lang::En) => format!("{count} lines"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, lines_text};

    #[test]
    fn one_line_is_one() {
        let said = [0, 1, 2].map(|count| lines_text(count, Lang::En));
        assert_eq!(said, ["0 lines", "1 line", "2 lines"]);
    }

    #[test]
    fn the_locale_decides() {
        assert_eq!(Lang::from_locale("ja_JP.UTF-8"), Lang::Ja);
        assert_eq!(Lang::from_locale("C.UTF-8"), Lang::Ja);
        assert_eq!(Lang::from_locale("en_US.UTF-8"), Lang::En);
    }
}
