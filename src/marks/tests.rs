use serde_json::json;

use super::*;
use crate::parse::parse;

const OLD: &str = "\
## 1 道路を直す

地域の道を直す

(1) 橋を架け替える工事の推進
本文です。

【予算】橋の架け替え事業 3.0億円（元年度 2.0億円）

(2) 歩道を広げる工事の推進
本文です。

(3) 街灯を置く
本文です。
";

fn library(texts: &[&str]) -> Library {
    let read = |text: &&str| parse("a.txt", text).unwrap();
    Library::new(texts.iter().map(read).collect())
}

fn titled(library: &Library, title: &str) -> NodeId {
    let mut all = library.nodes().iter().enumerate();
    let (at, _) = all.find(|(_, node)| node.title == title).unwrap();
    NodeId(u32::try_from(at).unwrap())
}

fn entry(library: &Library, title: &str, note: &str) -> Entry {
    Entry {
        note: note.to_owned(),
        ..Mark::new(library, titled(library, title)).entry()
    }
}

fn all(library: &Library) -> Vec<Entry> {
    [
        "橋を架け替える工事の推進",
        "橋の架け替え事業",
        "歩道を広げる工事の推進",
        "街灯を置く",
    ]
    .map(|title| entry(library, title, title))
    .to_vec()
}

fn titles(library: &Library, found: &Found) -> Vec<(String, String)> {
    let marks = found.marks.iter();
    marks
        .map(|mark| (library.node(mark.node).title.clone(), mark.note.clone()))
        .collect()
}

#[test]
fn marks_follow_what_moves_and_what_is_mended() {
    let old = library(&[OLD]);
    let entries = all(&old);
    let new = OLD
        .replace("(1) 橋", "(1) 川を掘る\n本文です。\n\n(2) 橋")
        .replace("(2) 歩道を広げる工事の推進", "(3) 歩道を拡げる工事の推進")
        .replace("(3) 街灯", "(4) 街灯");
    let new = library(&[&new]);
    let found = find(&new, &entries);
    assert_eq!(found.lost, []);
    for (title, note) in titles(&new, &found) {
        let mended = title.replace('拡', "広");
        assert_eq!(mended, note);
    }
    // What is kept stays as it was, so that the old document finds it too.
    let kept: Vec<Entry> = found.marks.iter().map(Mark::entry).collect();
    assert_eq!(kept, entries);
}

#[test]
fn what_is_not_found_is_lost_only_for_now() {
    let old = library(&[OLD]);
    let entries = all(&old);
    let new = library(&[&OLD.replace("(3) 街灯を置く\n", "(3) 公園\n")]);
    let found = find(&new, &entries);
    assert_eq!(found.marks.len(), 3);
    assert_eq!(found.lost, [entry(&old, "街灯を置く", "街灯を置く")]);
    assert_eq!(find(&old, &entries).marks.len(), 4);
    // An address whose document is not open is no address of another document.
    let elsewhere = Entry {
        name: Name {
            address: "2:1.1.1".into(),
            title: "橋を架け替える工事の推進".into(),
        },
        note: String::new(),
    };
    let found = find(&old, std::slice::from_ref(&elsewhere));
    assert_eq!(found.lost, std::slice::from_ref(&elsewhere));
    let both = library(&[OLD, OLD]);
    let found = find(&both, &[elsewhere]);
    assert_eq!(both.document_index(found.marks[0].node), 1);
}

#[test]
fn no_node_answers_for_two_marks() {
    let old = library(&[OLD]);
    let mut entries = all(&old);
    for entry in &mut entries {
        entry.name.title = "歩道を広げる工事の推進".to_owned();
    }
    let found = find(&old, &entries);
    let nodes: HashSet<NodeId> = found.marks.iter().map(|mark| mark.node).collect();
    assert_eq!(nodes.len(), found.marks.len());
    assert_eq!(found.marks.len() + found.lost.len(), entries.len());
}

fn noted(address: &str, note: &str) -> Entry {
    Entry {
        name: Name {
            address: address.into(),
            title: format!("t{address}"),
        },
        note: note.into(),
    }
}

fn merged(before: &[Entry], now: &[Entry], kept: Value) -> Value {
    let mut kept: Vec<Value> = serde_json::from_value(kept).unwrap();
    merge(before, now, &mut kept, &mut Vec::new());
    kept.into()
}

#[test]
fn only_what_the_user_did_is_done_to_the_list() {
    let kept = json!([
        {"address": "1", "title": "t1", "note": "a", "colour": "red"},
        "no mark at all",
        {"address": "7", "title": "t7", "note": "another's"},
        {"address": "2", "title": "t2", "note": "b"},
    ]);
    let before = [noted("1", "a"), noted("2", "b")];
    assert_eq!(merged(&before, &before, kept.clone()), kept);
    assert_eq!(merged(&[], &[], kept.clone()), kept);
    let now = [noted("1", "A"), noted("3", "")];
    assert_eq!(
        merged(&before, &now, kept),
        json!([
            {"address": "1", "title": "t1", "note": "A", "colour": "red"},
            "no mark at all",
            {"address": "7", "title": "t7", "note": "another's"},
            {"address": "3", "title": "t3", "note": ""},
        ])
    );
}

#[test]
fn no_note_is_lost_between_two_programs() {
    let theirs = json!([{"address": "1", "title": "t1", "note": "theirs"}]);
    let before = [noted("1", "old")];
    // Both wrote: both stay. I took the mark off: the new note keeps it.
    assert_eq!(
        merged(&before, &[noted("1", "mine")], theirs.clone())[0]["note"],
        "theirs / mine"
    );
    assert_eq!(merged(&before, &[], theirs.clone()), theirs);
    // Both marked it anew.
    assert_eq!(merged(&[], &[noted("1", "")], theirs.clone()), theirs);
    // They took it off, I wrote: it is there again.
    let again = merged(&before, &[noted("1", "mine")], json!([]));
    assert_eq!(again[0]["note"], "mine");
}

#[test]
fn what_is_taken_off_comes_back_whole() {
    let whole = json!([{"address": "1", "title": "t1", "note": "a", "colour": "red"}]);
    let mut kept: Vec<Value> = serde_json::from_value(whole.clone()).unwrap();
    let mut gone = Vec::new();
    merge(&[noted("1", "a")], &[], &mut kept, &mut gone);
    assert!(kept.is_empty());
    merge(&[], &[noted("1", "a")], &mut kept, &mut gone);
    assert_eq!(Value::from(kept), whole);
    // And where it stood among the user's own.
    let (both, rest) = ([noted("1", ""), noted("2", "")], [noted("2", "")]);
    let mut kept = Vec::new();
    merge(&[], &both, &mut kept, &mut gone);
    kept.insert(1, json!("another's"));
    merge(&both, &rest, &mut kept, &mut gone);
    merge(&rest, &both, &mut kept, &mut gone);
    let names: Vec<&Value> = kept.iter().map(|value| &value["address"]).collect();
    assert_eq!(names, [&json!(null), &json!("1"), &json!("2")]);
}
