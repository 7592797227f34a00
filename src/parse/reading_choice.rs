//! The user's word where a document may be read in two ways: the unit of bare numbers, what a bracket means, which of two
//! columns is the base year's. Comes from options or from the small file beside the document, `NAME.shisaku.toml`.

use thiserror::Error;
use toml::de::{DeTable, DeValue};

use crate::model::yen::{self, YenUnit};

/// How many yen a bare number counts: 百万円 is 1,000,000. Documents count in units of their own,
/// 十億円, beside those that have a [name](yen::UNITS).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Yen.
    pub yen: u64,
}

impl Unit {
    /// 円.
    pub const YEN: Self = Self { yen: yen::YEN.yen };
    /// 百万円.
    pub const MILLION: Self = Self {
        yen: yen::MILLION.yen,
    };
    /// 億円.
    pub const OKU: Self = Self { yen: yen::OKU.yen };
}

/// What a bracket after an amount means where its own words do not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bracket {
    /// The base year's amount.
    #[default]
    Base,
    /// The change from the base year.
    Change,
    /// Something else, by the document's own word: with the supplementary budget, the general revenue in it.
    Other,
}

/// Which of two columns of money without a year is the base year's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseColumn {
    /// The left one.
    Left,
    /// The right one.
    Right,
}

/// What the user says of a document. What the document says itself goes before the unit; the bracket goes before the document's
/// own notes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingChoice {
    /// Unit of bare numbers, where the document names none.
    pub unit: Option<Unit>,
    /// Which of two columns is the base year's, where neither words nor years nor arithmetic tell.
    pub base_column: Option<BaseColumn>,
    /// What a bracket behind an amount means.
    pub bracket: Option<Bracket>,
}

/// Why such a file was not understood: one line for people.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "{line}行目: {what}（書けるのは unit = \"千円\"、base-column = \"left\"・\"right\"、bracket = \"base\"・\"change\"）"
)]
pub struct ChoiceError {
    /// 1-based line of the file.
    pub line: u32,
    /// What is wrong.
    pub what: String,
}

impl ReadingChoice {
    /// Reads the file beside a document: `unit = "千円"`, `base-column = "left"`, `bracket = "change"`.
    ///
    /// # Errors
    /// [`ChoiceError`] with the line of what is unknown or misspelt.
    pub fn from_toml(text: &str) -> Result<Self, ChoiceError> {
        let line = |at: usize| {
            let feeds = text.bytes().take(at).filter(|b| *b == b'\n').count();
            u32::try_from(feeds + 1).unwrap_or(u32::MAX)
        };
        let wrong = |at: usize, what: String| ChoiceError {
            line: line(at),
            what,
        };
        let table = DeTable::parse(text).map_err(|why| {
            let at = why.span().map_or(0, |span| span.start);
            wrong(
                at,
                why.message().lines().next().unwrap_or_default().to_owned(),
            )
        })?;
        let mut choice = Self::default();
        for (key, value) in table.get_ref() {
            let unknown = || {
                wrong(
                    key.span().start,
                    format!("「{}」は分かりません", key.get_ref()),
                )
            };
            let DeValue::String(word) = value.get_ref() else {
                return Err(unknown());
            };
            let known = match key.get_ref().as_ref() {
                "unit" => {
                    choice.unit = unit_of(word);
                    choice.unit.is_some()
                }
                "base-column" => {
                    choice.base_column = base_column_of(word);
                    choice.base_column.is_some()
                }
                "bracket" => {
                    choice.bracket = bracket_of(word);
                    choice.bracket.is_some()
                }
                _ => return Err(unknown()),
            };
            if !known {
                return Err(wrong(
                    value.span().start,
                    format!("「{word}」は分かりません"),
                ));
            }
        }
        Ok(choice)
    }

    /// This word, and the other's where this says nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            unit: self.unit.or(other.unit),
            base_column: self.base_column.or(other.base_column),
            bracket: self.bracket.or(other.bracket),
        }
    }
}

/// The unit of that name: 円, 千円, 万円, 百万円, 千万円, 億円, 兆円.
#[must_use]
pub fn unit_of(word: &str) -> Option<Unit> {
    let unit = YenUnit::named(word)?;
    Some(Unit { yen: unit.yen })
}

/// `left`, `right`.
#[must_use]
pub fn base_column_of(word: &str) -> Option<BaseColumn> {
    match word {
        "left" => Some(BaseColumn::Left),
        "right" => Some(BaseColumn::Right),
        _ => None,
    }
}

/// `base`, `change`.
#[must_use]
pub fn bracket_of(word: &str) -> Option<Bracket> {
    match word {
        "base" => Some(Bracket::Base),
        "change" => Some(Bracket::Change),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_says_unit_column_and_bracket() {
        let text = "# 架空町\nunit = \"千円\"\nbase-column = \"left\"\nbracket = \"change\"\n";
        let choice = ReadingChoice::from_toml(text).unwrap();
        assert_eq!(choice.unit, Some(Unit { yen: 1_000 }));
        assert_eq!(choice.base_column, Some(BaseColumn::Left));
        assert_eq!(choice.bracket, Some(Bracket::Change));
        assert_eq!(ReadingChoice::from_toml(""), Ok(ReadingChoice::default()));
    }

    #[test]
    fn what_is_unknown_is_one_line_with_its_place() {
        for (text, line) in [
            ("unit = \"千円\"\ncolour = \"red\"\n", 2),
            ("\nunit = \"ドル\"\n", 2),
            ("bracket = 3\n", 1),
            ("unit = \n", 1),
        ] {
            let error = ReadingChoice::from_toml(text).unwrap_err();
            assert_eq!(error.line, line, "{text}");
            assert!(!error.to_string().contains('\n'), "{text}");
        }
    }
}
