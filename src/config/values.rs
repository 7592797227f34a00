//! What can be set and the words for it.

use crate::explorer::{Scale, ThemeName};
use crate::lang::{Lang, Text};
use crate::ledger::Counting;
use crate::text::Unit;

/// The accessible interface asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum A11y {
    /// Neither of the others, whatever else says so.
    #[default]
    Off,
    /// The reading mode.
    Text,
    /// The full screen in one column, without borders and bars.
    Tui,
}

/// Columns of ambiguous characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AmbiguousWidth {
    /// Ask the terminal.
    #[default]
    Auto,
    /// One.
    One,
    /// Two.
    Two,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum When {
    /// On a terminal that can.
    #[default]
    Auto,
    /// In a pipe too.
    Always,
    /// Not at all.
    Never,
}

/// A value that has a word in the configuration and on the command line.
pub trait Word: Copy + PartialEq + Sized + 'static {
    /// Every value with its words, the one to be shown first.
    const WORDS: &'static [(Self, &'static [&'static str])];

    /// The value's word.
    fn word(self) -> &'static str {
        let found = Self::WORDS.iter().find(|(value, _)| *value == self);
        found
            .and_then(|(_, words)| words.first())
            .copied()
            .unwrap_or_default()
    }

    /// The value of a word; none for an unknown one.
    fn from_word(word: &str) -> Option<Self> {
        let found = Self::WORDS.iter().find(|(_, words)| words.contains(&word));
        found.map(|(value, _)| *value)
    }

    /// The words to be shown.
    fn words() -> Vec<&'static str> {
        Self::WORDS
            .iter()
            .filter_map(|(_, words)| words.first().copied())
            .collect()
    }
}

impl Word for Lang {
    const WORDS: &'static [(Self, &'static [&'static str])] =
        &[(Self::Ja, &["ja"]), (Self::En, &["en"])];
}

impl Word for A11y {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Text, &["text"]),
        (Self::Tui, &["tui"]),
        (Self::Off, &["off"]),
    ];
}

impl Word for AmbiguousWidth {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Auto, &["auto"]),
        (Self::One, &["1"]),
        (Self::Two, &["2"]),
    ];
}

impl Word for When {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Auto, &["auto"]),
        (Self::Always, &["always"]),
        (Self::Never, &["never"]),
    ];
}

impl Word for ThemeName {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Auto, &["auto"]),
        (Self::Light, &["light"]),
        (Self::Dark, &["dark"]),
        (Self::HighContrast, &["high-contrast"]),
        (Self::ColourBlind, &["colour-blind", "color-blind"]),
        (Self::Sixteen, &["16"]),
    ];
}

impl Word for Scale {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Linear, &["linear", "線形"]),
        (Self::Logarithmic, &["logarithmic", "log", "対数"]),
        (Self::Share, &["share", "割合"]),
    ];
}

impl Word for Unit {
    const WORDS: &'static [(Self, &'static [&'static str])] = &[
        (Self::Oku, &["億円", "oku", "100-million-yen"]),
        (Self::Million, &["百万円", "million", "million-yen"]),
        (Self::Yen, &["円", "yen"]),
    ];
}

impl Word for Counting {
    const WORDS: &'static [(Self, &'static [&'static str])] =
        &[(Self::Once, &["once"]), (Self::AsPrinted, &["as-printed"])];
}

impl Word for bool {
    const WORDS: &'static [(Self, &'static [&'static str])] =
        &[(true, &["true"]), (false, &["false"])];
}

/// A setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Name {
    /// Language of the interface.
    Language,
    /// Colours of the explorer.
    Theme,
    /// When to use colour.
    Color,
    /// Bar scale.
    Scale,
    /// Unit of amounts.
    Unit,
    /// How relisted money counts.
    Counting,
    /// ASCII only.
    Ascii,
    /// Columns of ambiguous characters.
    AmbiguousWidth,
    /// The mouse.
    Mouse,
    /// The accessible interface.
    A11y,
    /// Names in kana.
    Yomi,
    /// The base year as the year before.
    YearBefore,
    /// Columns to wrap at.
    Columns,
}

/// Every setting: its name in the file and what it means.
pub const NAMES: &[(Name, &str, Text)] = &[
    (
        Name::Language,
        "language",
        Text::new("画面の言語", "language of the interface"),
    ),
    (
        Name::A11y,
        "a11y",
        Text::new(
            "読み上げ向けモードで始める",
            "start the interface for screen readers",
        ),
    ),
    (
        Name::Yomi,
        "yomi",
        Text::new(
            "読み上げ向けモードで名称を仮名で示す",
            "names in kana in the reading mode",
        ),
    ),
    (
        Name::YearBefore,
        "year_before",
        Text::new(
            "読み上げ向けモードで元年度などを前年度と言う",
            "the base year is called the year before in the reading mode",
        ),
    ),
    (
        Name::Columns,
        "columns",
        Text::new(
            "折り返しの桁数（20〜1000）",
            "columns to wrap at (20 to 1000)",
        ),
    ),
    (
        Name::Theme,
        "theme",
        Text::new("全画面の配色", "colours of the full screen"),
    ),
    (
        Name::Color,
        "color",
        Text::new("色を使うか", "when to use colour"),
    ),
    (
        Name::Scale,
        "scale",
        Text::new("棒の目盛", "scale of the bars"),
    ),
    (
        Name::Unit,
        "unit",
        Text::new("全画面の金額の単位", "unit of amounts on the full screen"),
    ),
    (
        Name::Counting,
        "counting",
        Text::new("再掲の数え方", "how relisted money counts"),
    ),
    (
        Name::Ascii,
        "ascii",
        Text::new("記号と棒をASCIIだけで描く", "ASCII for signs and bars"),
    ),
    (
        Name::AmbiguousWidth,
        "ambiguous_width",
        Text::new("①のような文字の桁数", "columns of characters such as ①"),
    ),
    (
        Name::Mouse,
        "mouse",
        Text::new("マウスを使う", "listen to the mouse"),
    ),
];

impl Name {
    /// The setting of that name in the file.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        let found = NAMES.iter().find(|(_, known, _)| *known == key);
        found.map(|(name, _, _)| *name)
    }

    /// Its name in the file.
    #[must_use]
    pub fn key(self) -> &'static str {
        let found = NAMES.iter().find(|(name, _, _)| *name == self);
        found.map_or("", |(_, key, _)| key)
    }

    /// The words it can have; a whole number for the columns.
    #[must_use]
    pub fn words(self) -> Vec<&'static str> {
        match self {
            Self::Language => Lang::words(),
            Self::Theme => ThemeName::words(),
            Self::Color => When::words(),
            Self::Scale => Scale::words(),
            Self::Unit => Unit::words(),
            Self::Counting => Counting::words(),
            Self::Ascii | Self::Mouse | Self::Yomi | Self::YearBefore => bool::words(),
            Self::AmbiguousWidth => AmbiguousWidth::words(),
            Self::A11y => A11y::words(),
            Self::Columns => vec!["20..1000"],
        }
    }
}
