//! The words that options take.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::config::{A11y, AmbiguousWidth, When, Word};
use crate::explorer::ThemeName;
use crate::lang::Lang;
use crate::ledger::{LineFilter, LineSort};
use crate::model::Kind;
use crate::search::MatchRule;

/// What `totals --by` groups by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// I, II, …
    Pillar,
    /// 1, 2, …
    Chapter,
    /// 1.1, 1.2, …
    Theme,
}

impl Level {
    /// The kind of node.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Pillar => Kind::Pillar,
            Self::Chapter => Kind::Chapter,
            Self::Theme => Kind::Theme,
        }
    }
}

/// The language asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangWord {
    /// Japanese.
    Ja,
    /// English.
    En,
}

impl From<LangWord> for Lang {
    fn from(word: LangWord) -> Self {
        match word {
            LangWord::Ja => Self::Ja,
            LangWord::En => Self::En,
        }
    }
}

/// A value of a setting as an argument: the words are those of the configuration file.
macro_rules! setting_words {
    ($($kind:ty: [$($value:expr),*];)*) => {
        $(impl ValueEnum for $kind {
            fn value_variants<'a>() -> &'a [Self] {
                &[$($value),*]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                let (_, words) = Self::WORDS.iter().find(|(value, _)| value == self)?;
                let (shown, others) = words.split_first()?;
                Some(PossibleValue::new(*shown).aliases(others.iter().copied()))
            }
        })*
    };
}

setting_words! {
    A11y: [Self::Text, Self::Tui, Self::Off];
    AmbiguousWidth: [Self::Auto, Self::One, Self::Two];
    When: [Self::Auto, Self::Always, Self::Never];
    ThemeName: [
        Self::Auto,
        Self::Light,
        Self::Dark,
        Self::HighContrast,
        Self::ColourBlind,
        Self::Sixteen
    ];
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        // The document itself is no choice.
        let [_, below @ ..] = &Self::ALL;
        below
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for MatchRule {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for LineSort {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

impl ValueEnum for LineFilter {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}
