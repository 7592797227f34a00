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
    assert_eq!(shape("!新規 '新規"), "!Line(New) Exact(新規)");
    assert_eq!(shape("| a |"), "Free(a)");
    assert_eq!(shape("a -5G - b -"), "Free(a) !Free(5G) Free(b)");
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

#[test]
fn operators_and_brackets() {
    for (typed, same) in [
        ("a OR b", "a|b"),
        ("a AND b", "a b"),
        ("a NOT b", "a !b"),
        ("a -b", "a !b"),
        ("(a OR b) c", "a|b c"),
        ("c (a | b)", "c a|b"),
        ("(a|b) c", "a|b c"),
        ("(a b) c", "a b c"),
        ("((a OR b) c", "a|b c"),
        ("-(a OR b) c", "!a !b c"),
        ("NOT (a b)", "!a|!b"),
        ("（消防 OR 救急） 新規", "消防|救急 新規"),
    ] {
        assert_eq!(shape(typed), shape(same), "{typed}");
    }
    // A bracket within a word is the word's, a dash before a number a minus.
    assert_eq!(shape("(仮称) -5"), "Free((仮称)) Free(-5)");
    for wrong in ["(a b) OR c", "a OR (b c)", "NOT (a (b OR c))"] {
        let error = Query::parse(wrong).unwrap_err();
        assert!(error.to_string().contains("かっこ"), "{wrong}");
        assert!(error.english().contains("OR"), "{wrong}");
    }
}

#[test]
fn what_is_printed_is_asked_for_as_it_is_printed() {
    for (typed, oku) in [
        ("841.1億円", "841.1"),
        ("841.1", "841.1"),
        ("16.8兆円", "168000.0"),
        ("14億5千万円", "14.5"),
        ("８４１．１億円", "841.1"),
    ] {
        let shape = shape(typed);
        assert!(shape.starts_with(&format!("Printed({oku})|")), "{shape}");
    }
    for typed in ["33頁", "33ページ", "page 33", "p33", "p.33", "第33頁"] {
        assert_eq!(shape(typed), "Place(Page(33))", "{typed}");
    }
    assert_eq!(shape("三十三頁"), "Place(Page(33))");
    assert!(shape("二十四億円").starts_with("Printed(24)|"));
    // What is printed at an amount without a blank is a condition beside it.
    for (typed, condition) in [
        ("産業投資450億円", "Invested Printed(450)"),
        ("政府保証270億円", "Guaranteed Printed(270)"),
    ] {
        assert!(shape(typed).starts_with(condition), "{}", shape(typed));
    }
    let within = shape("78.5億円の内数");
    assert!(
        within.starts_with("Printed(78.5)|") && within.ends_with(" Line(Within)"),
        "{within}"
    );
    // And it is denied and joined as one.
    let (one, label) = ("Printed(78.5)", "Line(Within)");
    let word = "Exact(78.5億円の内数)".replace("の内数", "");
    for typed in ["!78.5億円の内数", "NOT 78.5億円の内数"] {
        let denied = format!("!{one}|!{label} !{word}|!{label}");
        assert_eq!(shape(typed), denied, "{typed}");
    }
    for typed in ["新規 OR 78.5億円の内数", "78.5億円の内数|新規"] {
        let groups = shape(typed);
        assert_eq!(groups.matches("Line(New)").count(), 2, "{groups}");
    }
    assert_eq!(shape("第14章"), "Chapter(14)");
    assert_eq!(shape("第十四章"), "Chapter(14)");
    assert!(shape("14章(2)").contains("Label(14, [\"2\"])"));
    for typed in ["14.1.2", "14の1の2", "14-1-2", "１４の１の２"] {
        assert!(shape(typed).contains("Path([14, 1, 2]"), "{}", shape(typed));
    }
    assert!(shape("14の2").contains("Path([14, 2]"));
    // A label alone, and the year before an amount, which tells its column.
    assert_eq!(shape("(10)"), "Place(Labelled(\"10\"))");
    assert_eq!(shape("（ａ）"), "Place(Labelled(\"a\"))");
    assert_eq!(shape("(仮称)"), "Free((仮称))");
    for typed in [
        "元年度 119.3億円",
        "元年度119.3億円",
        "令和元年度：119.3億円",
        "平成30年度補正 119.3億円",
    ] {
        assert!(
            shape(typed).starts_with("Printed(119.3)|"),
            "{}",
            shape(typed)
        );
    }
    assert_eq!(shape("元年度 消防"), "Free(元年度) Free(消防)");
    assert!(shape("III").contains("Pillar(3)") && shape("Ⅲ").contains("Pillar(3)"));
    // Beside other words a number is a number.
    assert_eq!(shape("Society 5.0"), "Free(Society) Free(5.0)");
    assert_eq!(shape("2020"), "Free(2020)");
}

proptest! {
    #[test]
    fn parsing_never_panics(text in "\\PC{0,40}") {
        let _ = Query::parse(&text);
    }

    #[test]
    fn signs_never_panic(text in "[!'^$|<>=:章kind億兆円百万頁(）)ORNT#0-9., 新規増減-]{0,20}") {
        if let Err(error) = Query::parse(&text) {
            prop_assert!(!error.to_string().contains('\n'));
            prop_assert!(!error.english().is_empty());
        }
    }
}
