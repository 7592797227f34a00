use super::*;
use crate::parse::parse;

const OLD: &str = "# 重点施策

## 1 防災

消防

## (1) 消防の強化

【予算】消防車の整備 1.5億円（2年度 1.0億円）

【予算】救急　ヘリ 3.0億円（2年度 3.0億円）

【予算】消防団の装備に関する調査研究 0.5億円【新規】

【予算】終わる事業 0.2億円（2年度 0.2億円）
";

const NEW: &str = "# 重点施策

## 1 防災

消防

## (1) 消防の強化

【予算】消防車の整備 2.0億円（3年度 1.4億円）

【予算】救急ヘリ 3億円（3年度 3.0億円）

【予算】消防団の装備等に関する調査研究事業 0.6億円（3年度 0.5億円）

【予算】全く別の施設 9.0億円【新規】
";

fn library() -> Library {
    let [old, new] = [("old.txt", OLD), ("new.txt", NEW)].map(|(n, text)| parse(n, text).unwrap());
    Library::new(vec![old, new])
}

#[test]
fn lines_are_joined_by_name_then_by_similarity_with_evidence() {
    let library = library();
    let [old, new] = [0, 1].map(|i| library.documents()[i].root);
    let shown: Vec<_> = diff(&library, old, new)
        .iter()
        .map(|entry| {
            let title = |id: Option<NodeId>| id.map(|id| library.node(id).title.clone());
            (
                entry.kind.word(),
                title(entry.old).unwrap_or_default(),
                title(entry.new).unwrap_or_default(),
                entry.change.map(|c| c.oku.to_string()).unwrap_or_default(),
                entry
                    .base_gap
                    .map(|c| c.oku.to_string())
                    .unwrap_or_default(),
                entry
                    .evidence
                    .is_some_and(|e| e.similarity >= 50 && e.same_measure),
            )
        })
        .collect();
    let expected = [
        (
            "changed",
            "消防車の整備",
            "消防車の整備",
            "0.5",
            "-0.1",
            false,
        ),
        ("unchanged", "救急　ヘリ", "救急ヘリ", "0.0", "", false),
        (
            "renamed",
            "消防団の装備に関する調査研究",
            "消防団の装備等に関する調査研究事業",
            "0.1",
            "",
            true,
        ),
        ("new", "", "全く別の施設", "", "", false),
        ("dropped", "終わる事業", "", "", "", false),
    ];
    let expected: Vec<_> = expected
        .into_iter()
        .map(|(k, a, b, c, d, e)| (k, a.to_owned(), b.to_owned(), c.to_owned(), d.to_owned(), e))
        .collect();
    assert_eq!(shown, expected);
}

#[test]
fn a_document_does_not_differ_from_itself() {
    let [a, b] = ["a", "b"].map(|name| parse(name, OLD).unwrap());
    let library = Library::new(vec![a, b]);
    let [a, b] = [0, 1].map(|i| library.documents()[i].root);
    let entries = diff(&library, a, b);
    assert_eq!(entries.len(), 4);
    assert!(entries.iter().all(|e| e.kind == DiffKind::Unchanged));
}

/// The later document's lines against the earlier one's, as they are shown.
fn compared(old: &str, new: &str) -> (Library, Vec<DiffEntry>) {
    let [old, new] = [old, new].map(|text| parse("a.txt", text).unwrap());
    let library = Library::new(vec![old, new]);
    let [old, new] = [0, 1].map(|i| library.documents()[i].root);
    let entries = diff(&library, old, new);
    (library, entries)
}

const HEAD: &str = "重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防の強化\n\n";

#[test]
fn the_base_year_is_found_across_eras_and_with_or_without_them() {
    let of = |line: &str| parse("a.txt", &format!("# {HEAD}【予算】{line}\n")).unwrap();
    let (old, new) = (of("乙 2.0億円"), of("乙 3.0億円（元年度 9.0億円）"));
    let gap = |requested: &str, base: &str, year: &str| {
        let (mut old, mut new) = (old.clone(), new.clone());
        old.meta.fiscal_year = Some(requested.to_owned());
        new.meta.base_year = Some(base.to_owned());
        new.meta.fiscal_year = Some(year.to_owned());
        let library = Library::new(vec![old, new]);
        let [old, new] = [0, 1].map(|i| library.documents()[i].root);
        diff(&library, old, new)[0].base_gap.is_some()
    };
    for (requested, base, year, is_same) in [
        ("平成31年度", "元年度", "令和2年度", true),
        ("令和元年度", "元年度", "令和2年度", true),
        ("2年度", "令和2年度", "令和3年度", true),
        ("2019年度", "元年度", "令和2年度", true),
        ("令和元年度", "令和2年度", "令和3年度", false),
        ("令和12年度", "2年度", "令和3年度", false),
    ] {
        assert_eq!(gap(requested, base, year), is_same, "{requested} {base}");
    }
}

#[test]
fn a_line_whose_mark_alone_moved_is_neither_new_nor_dropped() {
    let old = format!(
        "# 令和3年度 {HEAD}【予算】乙 3.0億円（2年度 3.0億円）\n\n【予算】丙 3.0億円（2年度 3.0億円）【再掲】\n"
    );
    let new = format!(
        "# 令和4年度 {HEAD}【予算】乙 3.0億円（3年度 3.0億円）【再掲】\n\n【予算】丙 3.0億円（3年度 3.0億円）\n"
    );
    let (library, entries) = compared(&old, &new);
    let shown: Vec<_> = entries
        .iter()
        .map(|e| (e.kind, library.node(e.new.unwrap()).title.as_str(), e.mark))
        .collect();
    let expected = [
        (DiffKind::Unchanged, "乙", Some(Mark::Relisted)),
        (DiffKind::Unchanged, "丙", Some(Mark::Counted)),
    ];
    assert_eq!(shown, expected);
    assert!(entries.iter().all(DiffEntry::differs));
    assert!(same_note(&entries, Lang::Ja).contains("うち2件"));
}
