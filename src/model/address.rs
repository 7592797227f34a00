//! Addresses such as `14.1.2.3#1`: ordinals in document order, unique where labels repeat.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;

/// Where a node stands. Typed and printed as `I`, `14`, `14.1`, `14.1.2`, `14.1.2.3`, each
/// perhaps with `#n` for its n-th budget line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Address {
    /// The whole document; printed as `.`.
    Root,
    /// A pillar by its Roman number.
    Pillar(u32),
    /// Chapter, theme, measure, sub-measure ordinals (1 to 4 of them) and a budget ordinal.
    Path(Vec<u32>, Option<u32>),
}

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("「{0}」は番地ではありません（例: I, 14, 14.1.2, 14.1.2.3#1）")]
pub struct AddressError(pub String);

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => f.write_str("."),
            Self::Pillar(number) => f.write_str(&to_roman(*number)),
            Self::Path(steps, budget) => {
                for (i, step) in steps.iter().enumerate() {
                    if i > 0 {
                        f.write_str(".")?;
                    }
                    write!(f, "{step}")?;
                }
                budget.map_or(Ok(()), |n| write!(f, "#{n}"))
            }
        }
    }
}

impl FromStr for Address {
    type Err = AddressError;

    /// Reads what people type and hear: `14.2`, `14-2`, `14の2`, `第14章`, full width too.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let error = || AddressError(text.to_owned());
        let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
        if folded == "." || folded.is_empty() {
            return if folded.is_empty() {
                Err(error())
            } else {
                Ok(Self::Root)
            };
        }
        if let Some(number) = from_roman(&folded) {
            return Ok(Self::Pillar(number));
        }
        let (path, budget) = match folded.split_once('#') {
            Some((path, n)) => (path, Some(ordinal(n).ok_or_else(error)?)),
            None => (folded.as_str(), None),
        };
        let path = path.strip_prefix('第').unwrap_or(path).replace('章', ".");
        let steps = path
            .trim_end_matches('.')
            .split(['.', '-', 'の', 'ー', '−'])
            .map(|step| ordinal(step).ok_or_else(error))
            .collect::<Result<Vec<_>, _>>()?;
        if steps.len() > 4 || (budget.is_some() && steps.len() < 3) {
            return Err(error());
        }
        Ok(Self::Path(steps, budget))
    }
}

fn ordinal(text: &str) -> Option<u32> {
    text.parse().ok().filter(|n| *n > 0)
}

const ROMAN: [(u32, &str); 9] = [
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// `4` → `IV`.
#[must_use]
pub fn to_roman(mut number: u32) -> String {
    let mut out = String::new();
    for (value, letters) in ROMAN {
        while number >= value {
            out.push_str(letters);
            number -= value;
        }
    }
    out
}

/// `IV` → `4`, for numbers up to 99; none for anything else.
#[must_use]
pub fn from_roman(text: &str) -> Option<u32> {
    let upper = text.to_ascii_uppercase();
    let looks_roman = upper.chars().all(|c| "IVXLC".contains(c)) && (1..=8).contains(&upper.len());
    if !looks_roman {
        return None;
    }
    (1..100).find(|number| to_roman(*number) == upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in [
            "I",
            "IV",
            "14",
            "14.1",
            "14.1.2",
            "14.1.2.3",
            "14.1.2.3#1",
            "2.1.1#12",
            ".",
        ] {
            assert_eq!(text.parse::<Address>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn spoken_and_full_width_forms_are_read() {
        for text in ["14の2", "14-2", "１４．２", "第14章2", "14.2."] {
            assert_eq!(text.parse(), Ok(Address::Path(vec![14, 2], None)), "{text}");
        }
        assert_eq!("第14章".parse(), Ok(Address::Path(vec![14], None)));
        assert_eq!("Ⅳ".parse(), Ok(Address::Pillar(4)));
    }

    #[test]
    fn nonsense_is_refused() {
        for text in [
            "",
            "abc",
            "14..2",
            "0",
            "1.2.3.4.5",
            "14#1",
            "1.x",
            "99999999999",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }
}
