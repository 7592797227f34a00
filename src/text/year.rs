//! Fiscal years in the interface's language.

use std::borrow::Cow;

use super::shown;
use crate::lang::Lang;

/// A year as it is printed; in English a Western one is its number. A Japanese era has no other name than
/// the document's.
#[must_use]
pub fn year_text(printed: &str, lang: Lang) -> Cow<'_, str> {
    let number = printed.strip_suffix("年度");
    let is_western =
        |number: &&str| number.len() == 4 && number.bytes().all(|c| c.is_ascii_digit());
    match (number.filter(is_western), lang) {
        (Some(number), Lang::En) => Cow::Borrowed(number),
        _ => shown(printed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_western_year_is_a_number_in_english() {
        assert_eq!(year_text("2022年度", Lang::En), "2022");
        assert_eq!(year_text("2022年度", Lang::Ja), "2022年度");
        assert_eq!(year_text("令和2年度", Lang::En), "令和2年度");
    }
}
