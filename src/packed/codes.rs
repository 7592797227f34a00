//! The codes of findings, by which a code that is read back is the one of the program.

use crate::model::TOTAL_NOT_READ;

/// Every code, in order. A test reads the sources for codes that are not here.
const CODES: [&str; 26] = [
    "amount-in-text",
    "chapter-title-differs",
    "contents-out-of-order",
    "damaged-letter",
    "measure-without-theme",
    "missing-in-body",
    "no-contents",
    "outside-chapter",
    "printed-sum-differs",
    "relisted-name-differs",
    "relisted-not-compared",
    "relisted-without-original",
    "repeated-label",
    "source",
    "supplied-measure",
    "theme-title-differs",
    "theme-without-page",
    TOTAL_NOT_READ,
    "unlisted-chapter",
    "unlisted-theme",
    "unread-amount",
    "unread-budget",
    "unread-mark",
    "unread-text-amount",
    "unreadable-part",
    "unsure-bracket",
];

/// The code of the program that is written so; none where there is no such one.
pub(super) fn known(code: &str) -> Option<&'static str> {
    let at = CODES.binary_search(&code).ok()?;
    CODES.get(at).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_of_the_readers_is_known() {
        assert!(CODES.is_sorted());
        let sources = [
            include_str!("../parse/diagnostic.rs"),
            include_str!("../parse/general/report.rs"),
            include_str!("../cli/notices.rs"),
        ];
        // A code stands behind its severity or its field, at times on the next line.
        let mut found = 0;
        for source in sources {
            let (code, _) = source.split_once("#[cfg(test)]").unwrap_or((source, ""));
            for after in code.split("Severity::").skip(1) {
                let literal = after.split('"').nth(1).unwrap_or_default();
                let is_code = !literal.is_empty()
                    && literal.chars().all(|c| c.is_ascii_lowercase() || c == '-');
                if is_code {
                    assert_eq!(known(literal), Some(literal));
                    found += 1;
                }
            }
        }
        assert!(found > 20, "{found}");
    }
}
