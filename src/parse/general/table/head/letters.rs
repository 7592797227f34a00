//! Letters under the words of a head, for what is reckoned of its columns.

use super::words::{Says, says};
use super::{Column, plain};

/// `(A)`, `(A-B)`, `A/B`, `(A)-(B)`: letters under the words of a head, for what is reckoned of them.
pub(super) fn is_letters(plain: &str) -> bool {
    let letter = |c: char| matches!(c, 'A'..='D' | 'a'..='d' | 'ア'..='ウ');
    let sign = |c: char| matches!(c, '(' | ')' | '-' | '/' | '=' | '*' | '+' | '×' | '÷' | '%');
    let letters = plain.chars().filter(|c| letter(*c)).count();
    letters > 0 && letters <= 3 && plain.chars().all(|c| letter(c) || sign(c))
}

/// The texts without `(A-B)` where words name the column of the change: the letters below may stand nearer to another.
pub(super) fn without_formula(texts: &[String]) -> Vec<String> {
    const FORMULA: &str = "(A-B)";
    let plain: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    let change = |text: &String| {
        let words = text.replace(FORMULA, "");
        says(&words) == Says::Role(Column::Change)
    };
    if plain.iter().any(|text| text.contains(FORMULA)) && plain.iter().any(change) {
        return plain.iter().map(|text| text.replace(FORMULA, "")).collect();
    }
    texts.to_vec()
}
