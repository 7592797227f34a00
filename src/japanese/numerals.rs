//! How numbers are said: 119 is ひゃくじゅうきゅう.
//!
//! Out: the numbers from 10 to [`MOST`] with what they are called, made anew each time; a search
//! asks for them once.

/// Numbers up to this one are found by what they are called: years, and all that is called.
const MOST: u32 = 2_199;

const ONES: [&str; 10] = [
    "",
    "いち",
    "に",
    "さん",
    "よん",
    "ご",
    "ろく",
    "なな",
    "はち",
    "きゅう",
];

/// Numbers of two digits and more, each with what it is called.
pub(crate) fn numerals() -> impl Iterator<Item = (String, String)> {
    (10..=MOST).map(|number| (number.to_string(), said(number)))
}

fn said(number: u32) -> String {
    let one = |digit: u32| ONES[digit as usize % 10];
    let many = |digit: u32, unit: &str| match digit {
        0 => String::new(),
        1 => unit.to_owned(),
        _ => format!("{}{unit}", one(digit)),
    };
    let hundreds = match number / 100 % 10 {
        3 => "さんびゃく".to_owned(),
        6 => "ろっぴゃく".to_owned(),
        8 => "はっぴゃく".to_owned(),
        digit => many(digit, "ひゃく"),
    };
    let thousands = match number / 1000 {
        3 => "さんぜん".to_owned(),
        8 => "はっせん".to_owned(),
        digit => many(digit, "せん"),
    };
    let tens = many(number / 10 % 10, "じゅう");
    format!("{thousands}{hundreds}{tens}{}", one(number % 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_they_are_said() {
        assert_eq!(said(10), "じゅう");
        assert_eq!(said(119), "ひゃくじゅうきゅう");
        assert_eq!(said(680), "ろっぴゃくはちじゅう");
        assert_eq!(said(2020), "にせんにじゅう");
    }
}
