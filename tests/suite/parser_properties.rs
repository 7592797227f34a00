//! Properties of reading: no panic on any text, no line lost or owned twice, unique addresses.

use std::collections::{BTreeMap, HashSet};

use proptest::prelude::*;
use shisaku::japanese::fold::is_blank;
use shisaku::model::{Document, Kind, Library, NodeId};
use shisaku::parse::parse;

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

/// Every non-blank body line with the nodes that own it. A budget line's owner stands for it,
/// since two programmes may be printed on one line.
fn owners(document: &Document) -> BTreeMap<u32, HashSet<usize>> {
    let mut owners: BTreeMap<u32, HashSet<usize>> = BTreeMap::new();
    for (i, node) in document.nodes.iter().enumerate() {
        let text = node.text.iter().map(|t| t.line);
        for line in node.heading_lines.iter().copied().chain(text) {
            assert!(
                owners.entry(line).or_default().insert(i),
                "line {line} twice in one node"
            );
        }
        for line in node.budget.iter().flat_map(|b| b.source_lines.iter()) {
            owners
                .entry(*line)
                .or_default()
                .insert(node.parent.unwrap().index());
        }
    }
    owners
}

fn check_whole(text: &str) {
    let Ok(document) = parse("property", text) else {
        return;
    };
    let owners = owners(&document);
    for (line, raw) in (1_u32..)
        .zip(text.split('\n'))
        .skip(document.body_from as usize - 1)
    {
        let blank = html_escape::decode_html_entities(raw).chars().all(is_blank);
        let count = owners.get(&line).map_or(0, HashSet::len);
        assert_eq!(count, usize::from(!blank), "line {line}: {raw:?}");
    }
    let library = Library::new(vec![document]);
    let mut addresses = HashSet::new();
    for i in 0..library.len() {
        let id = NodeId(u32::try_from(i).unwrap());
        let address = library.address(id);
        assert!(addresses.insert(address.to_string()), "{address} twice");
        assert_eq!(library.find(&address), Some(id), "{address}");
        let node = library.node(id);
        if let (Some(parent), Some(lines)) = (node.parent, node.lines) {
            let outer = library.node(parent).lines.unwrap();
            assert!(
                outer.first <= lines.first && lines.last <= outer.last,
                "{address}"
            );
            assert!(library.node(parent).kind < node.kind);
        }
        assert!(library.budget(id).is_none_or(|b| b.original != Some(id)));
        assert_eq!(node.kind == Kind::Budget, node.budget.is_some());
    }
}

#[test]
fn every_line_of_the_seed_has_one_owner() {
    check_whole(SEED);
}

#[test]
fn a_text_may_be_a_contents_page_and_nothing_else() {
    check_whole("## 1 章\n- 主題 ..... 4");
    let document = parse("property", "## 1 章\n- 主題 ..... 4").unwrap();
    assert_eq!(document.body_from, 3);
}

/// Damage to a list of lines.
fn damage() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    prop::collection::vec((0_u8..7, 0_usize..2817, 0_usize..40), 1..60)
}

fn damaged(steps: &[(u8, usize, usize)]) -> String {
    let mut lines: Vec<String> = SEED.split('\n').map(str::to_owned).collect();
    for (what, at, size) in steps {
        let at = at % lines.len();
        let end = (at + size).min(lines.len());
        match what {
            0 => drop(lines.drain(at..end)),
            1 => {
                let copy = lines[at..end].to_vec();
                lines.splice(at..at, copy);
            }
            2 => lines[at] = lines[at].chars().skip(*size).collect(),
            3 => lines[at] = lines[at].chars().take(*size).collect(),
            4 => lines[at..end].reverse(),
            5 => lines[at].push_str("【予算】"),
            _ => {
                let next = lines.get(end).cloned().unwrap_or_default();
                lines[at].push_str(&next);
            }
        }
        if lines.is_empty() {
            lines.push(String::new());
        }
    }
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn damaged_documents_lose_no_line(steps in damage()) {
        check_whole(&damaged(&steps));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "(?s).{0,400}") {
        check_whole(&text);
    }

    #[test]
    fn lines_of_the_familys_words_in_any_order(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "## 1 章", "# 2 別の章", "## 1 章（再掲）", "テーマ", "主題／別の主題", "- 主題 ..... 4",
                "# 目次", "## I 柱", "## (1) 施策", "（２）施策（再掲）", "(a) 細目", "## (b) 細目", "【予算】", "## 【予算】",
                "【予算】甲 1.0億円（元年度 0.5億円）", "乙 2億円【新規】", "丙の名", "3.0億円", "(元年度 1.0億円)",
                "**【予算】丁** 事項要求", "【予算（財投等）】戊", "産業投資4億円、政府保証2億円", "(11.0億円) の内数", "- 文。", "",
                "【予算】甲 1.0億円（元年度 0.5億円）（再掲）", "【予算】A 1億円（元年度 1億円）、B 2億円【新規】", "\u{3000}",
            ]),
            0..40,
        )
    ) {
        check_whole(&words.join("\n"));
    }
}
