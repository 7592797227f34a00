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
