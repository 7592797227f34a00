//! What is read of a typed query.

use super::*;
use crate::search::query::SYNTAX;
use proptest::prelude::*;

#[test]
fn every_example_of_the_language_is_a_query() {
    for (example, _) in SYNTAX {
        assert!(Query::parse(example).is_ok(), "{example}");
    }
}

fn shape(text: &str) -> String {
    let query = Query::parse(text).unwrap();
    let groups: Vec<String> = query
        .groups()
        .iter()
        .map(|group| {
            let atoms: Vec<String> = group
                .iter()
                .map(|atom| {
                    let not = if atom.negated { "!" } else { "" };
                    match &atom.what {
                        What::Word(w) => format!("{not}{:?}({})", w.anchor, w.text),
                        What::Facet(f) => format!("{not}{f:?}"),
                    }
                })
                .collect();
            atoms.join("|")
        })
        .collect();
    groups.join(" ")
}

#[test]
fn the_signs_of_the_language() {
    assert_eq!(shape("地方 移住"), "Free(地方) Free(移住)");
    assert_eq!(shape("地方　移住"), "Free(地方) Free(移住)");
    assert_eq!(shape("a b | c d"), "Free(a) Free(b)|Free(c) Free(d)");
    assert_eq!(shape("a|b"), "Free(a)|Free(b)");
    assert_eq!(
        shape("'exact ^pre suf$ ^whole$ !not"),
        "Exact(exact) Prefix(pre) Suffix(suf) Whole(whole) !Free(not)"
    );
    assert_eq!(shape("!新規 '新規"), "!New Exact(新規)");
    assert_eq!(shape("| a |"), "Free(a)");
    assert_eq!(
        shape("kind:Measure"),
        format!("{:?}", Facet::Kind(Kind::Measure))
    );
}

#[test]
fn a_bad_facet_is_told_with_the_nearest_right_one() {
    let error = Query::parse("地方 kind:mesure").unwrap_err();
    assert!(error.to_string().contains("kind:mesure"));
    assert!(error.to_string().contains("kind:measure"));
    assert!(error.english().contains("measure"));
    assert!(
        matches!(Query::parse("knd:measure"), Err(QueryError::Key { nearest, .. }) if nearest == "kind")
    );
    assert!(
        matches!(Query::parse(">10"), Err(QueryError::Amount { nearest, .. }) if nearest == ">10億")
    );
    assert!(Query::parse("章:x").is_err());
    // What has nothing to do with any of them is not made into one.
    let error = Query::parse("foobarbaz:1").unwrap_err();
    assert!(error.to_string().contains("使えるのは"), "{error}");
    assert!(!error.english().contains("did you mean"));
}

#[test]
fn a_query_has_bounds_that_are_told() {
    let words: Vec<String> = (0..=MOST_WORDS).map(|n| format!("語{n}")).collect();
    assert!(Query::parse(&words[1..].join(" ")).is_ok());
    for between in [" ", "|", " | "] {
        let why = Query::parse(&words.join(between)).unwrap_err();
        assert!(why.to_string().contains("101語、上限100語"), "{why}");
        assert!(
            why.english().contains("from `語100` on"),
            "{}",
            why.english()
        );
    }
    let why = Query::parse(&"あ".repeat(MOST_LETTERS + 1)).unwrap_err();
    assert!(why.english().contains("2001 characters, limit 2000"));
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,40}") {
        let _ = Query::parse(&text);
    }

    #[test]
    fn signs_never_panic(text in "[!'^$|<>=:章kind億兆円百万0-9., 新規増減]{0,20}") {
        if let Err(error) = Query::parse(&text) {
            prop_assert!(!error.to_string().contains('\n'));
            prop_assert!(!error.english().is_empty());
        }
    }
}
