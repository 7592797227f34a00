//! The examples do what they say.

#![allow(
    clippy::unwrap_used,
    dead_code,
    unreachable_pub,
    reason = "the examples are programs; their `main` is not called here"
)]

#[path = "../../examples/search.rs"]
mod search;
#[path = "../../examples/totals.rs"]
mod totals;

const TEXT: &str = "# 施策\n\n## 1 安全\n\n消防\n\n## (1) 消防団の充実\n\n\
    【予算】消防車 2.0億円（2年度 1.0億円）\n\n【予算】無線 0.5億円（2年度 0.5億円）\n";

#[test]
fn totals_are_printed() {
    let out = totals::report("a.txt", TEXT).unwrap();
    assert_eq!(out, "2.5 億円, 2 lines, 0 inside others\n");
    assert!(totals::report("a.txt", "").is_err());
}

#[test]
fn hits_are_printed() {
    let out = search::answer("a.txt", TEXT, "musen").unwrap();
    assert!(out.contains("無線"), "{out}");
    assert!(out.ends_with("1 found\n"), "{out}");
}
