//! How numbers are said: 119 is ひゃくじゅうきゅう.
//!
//! In: a number up to [`MOST`]. Out: what it is called, in kana.

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

/// Numbers of two digits and more that are found by what they are called.
pub(crate) fn called() -> impl Iterator<Item = u32> {
    10..=MOST
}

/// What a number is called.
pub(crate) fn said(number: u32) -> String {
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

/// The same text with the numbers that it has in kanji written in digits: 119番 for 百十九番,
/// 2040年 for 二〇四〇年. None where no such number is in it; one kanji alone is a number
/// before what counts, as in 令和二年度, and else part of a word, as in 一部.
pub(crate) fn in_digits(text: &str) -> Option<String> {
    in_digits_where(text, |behind| behind.is_some_and(counts))
}

/// The same, where what stands behind one kanji alone tells whether that is a number.
pub(crate) fn in_digits_where(
    text: &str,
    is_number: impl Fn(Option<char>) -> bool,
) -> Option<String> {
    let mut out = String::new();
    let mut run = String::new();
    let mut changed = false;
    for c in text.chars().map(Some).chain([None]) {
        if let Some(c) = c.filter(|c| is_numeral(*c)) {
            run.push(c);
            continue;
        }
        match value(&run).filter(|_| run.chars().count() > 1 || is_number(c)) {
            Some(number) => {
                out.push_str(&number.to_string());
                changed = true;
            }
            None => out.push_str(&run),
        }
        run.clear();
        out.extend(c);
    }
    changed.then_some(out)
}

const DIGITS: &str = "〇一二三四五六七八九";

/// Whether a number stands before it.
fn counts(c: char) -> bool {
    "年月日番章条項号次頁億兆万".contains(c)
}

fn is_numeral(c: char) -> bool {
    DIGITS.contains(c) || matches!(c, '十' | '百' | '千')
}

/// The number that some kanji write, digit by digit or with 十, 百, 千.
fn value(kanji: &str) -> Option<u64> {
    let digit = |c: char| {
        DIGITS
            .chars()
            .zip(0..)
            .find(|(d, _)| *d == c)
            .map(|(_, n)| n)
    };
    if kanji.is_empty() || kanji.chars().count() > 9 {
        return None;
    }
    if kanji.chars().all(|c| digit(c).is_some()) {
        return kanji
            .chars()
            .filter_map(digit)
            .reduce(|sum: u64, n| sum * 10 + n);
    }
    let (mut sum, mut open) = (0, None);
    for c in kanji.chars() {
        let unit = match c {
            '十' => 10,
            '百' => 100,
            '千' => 1000,
            _ if open.is_some() => return None,
            _ => {
                open = digit(c);
                continue;
            }
        };
        sum += open.take().unwrap_or(1) * unit;
    }
    Some(sum + open.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kanji_numbers_in_digits() {
        let digits = |text: &str| in_digits(text);
        assert_eq!(digits("百十九番").as_deref(), Some("119番"));
        assert_eq!(digits("二〇四〇年").as_deref(), Some("2040年"));
        assert_eq!(digits("平成三十年度").as_deref(), Some("平成30年度"));
        assert_eq!(digits("二千二十").as_deref(), Some("2020"));
        assert_eq!(digits("令和二年度").as_deref(), Some("令和2年度"));
        assert_eq!(digits("一部"), None);
        assert_eq!(digits("四五十"), None);
    }

    #[test]
    fn as_they_are_said() {
        assert_eq!(said(10), "じゅう");
        assert_eq!(said(119), "ひゃくじゅうきゅう");
        assert_eq!(said(680), "ろっぴゃくはちじゅう");
        assert_eq!(said(2020), "にせんにじゅう");
    }
}
