//! Documents read anew while they are open, and what the reading found.

use super::support::{keys, node};
use crate::explorer::state::listing::Target;
use crate::explorer::update::reread::Counterparts;
use crate::explorer::view::status::status_line;
use crate::explorer::{Action, Effect, Settings, State, reread, update};
use crate::model::{Library, NodeId};
use crate::parse;

const TEXT: &str = "# 令和2年度 重点施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n\
【予算】 岸壁事業 1.0億円（元年度 0.5億円）\n\n【予算】 灯台事業 2.0億円（元年度 1.5億円）\n\n\
(2) 航路の施策\n\n【予算】 航路事業 3.0億円（元年度 2.5億円）\n\n\
## 2 山の章\n\n山のテーマ\n\n(1) 林道の施策\n\n【予算】 林道事業 4.0億円【新規】\n";

fn library(text: &str) -> Library {
    Library::new(vec![parse::parse("a.md", text).unwrap()])
}

fn explorer(library: &Library, script: &str) -> State {
    let mut state = State::new(library, Settings::default());
    update(library, &mut state, Action::Resize(120, 40));
    press(library, &mut state, script);
    state
}

fn press(library: &Library, state: &mut State, script: &str) -> Vec<Effect> {
    let keys = keys(script).into_iter();
    keys.flat_map(|key| update(library, state, Action::Key(key)))
        .collect()
}

fn title(library: &Library, id: Option<NodeId>) -> &str {
    id.map_or("", |id| library.node(id).title.as_str())
}

fn said(state: &State) -> &str {
    state.message.as_deref().unwrap_or_default()
}

#[test]
fn a_line_put_in_moves_nothing_of_what_the_user_has() {
    let old = library(TEXT);
    // Marks with a note, a history, another order, an open tree, the cursor on the last line.
    let mut state = explorer(&old, "6:1.1.2#1<enter>m'e覚え<enter><esc>:2.1.1#1<enter>mp");
    let open: Vec<String> = state
        .tree
        .open_nodes()
        .map(|id| old.node(id).title.clone())
        .collect();
    let grown = TEXT.replacen(
        "【予算】 灯台",
        "【予算】 防波堤事業 0.7億円（元年度 0.5億円）\n\n【予算】 灯台",
        1,
    );
    let new = library(&grown);
    reread(&old, &new, &mut state);
    assert_eq!(said(&state), "読み直しました  合計 10.0 → 10.7");
    assert_eq!(title(&new, state.selected()), "林道事業");
    assert!(!state.panel_on);
    let marks: Vec<_> = state
        .marks
        .iter()
        .map(|mark| (title(&new, Some(mark.node)), mark.note.as_str()))
        .collect();
    assert_eq!(marks, [("航路事業", "覚え"), ("林道事業", "")]);
    let now: Vec<String> = state
        .tree
        .open_nodes()
        .map(|id| new.node(id).title.clone())
        .collect();
    assert_eq!(now, open);
    press(&new, &mut state, "[");
    assert_eq!(title(&new, state.selected()), "航路事業");
}

#[test]
fn what_is_typed_and_what_is_narrowed_stays() {
    let old = library(TEXT);
    let grown = TEXT.replace("林道事業 4.0億円", "林道事業 4.5億円");
    let new = library(&grown);
    let mut state = explorer(&old, "/航路");
    reread(&old, &new, &mut state);
    assert_eq!(state.listing().map(|l| l.typed()), Some("航路"));
    assert!(!state.search.hits.is_empty());
    press(&new, &mut state, "事業<enter>");
    assert_eq!(title(&new, state.selected()), "航路事業");

    let mut state = explorer(&old, "/林道<tab>T");
    reread(&old, &new, &mut state);
    assert_eq!(state.narrowed.as_deref(), Some("林道"));
    assert_eq!(state.passing.len(), 1);
    assert!(state.table.is_some());
    let status = status_line(&new, &state, 120).text();
    assert!(status.contains("合計 10.0 → 10.5"), "{status}");
    press(&new, &mut state, "j");
    let status = status_line(&new, &state, 120).text();
    assert!(status.contains("1件 合計4.5億円"), "{status}");
}

#[test]
fn a_mark_whose_line_is_gone_is_kept_and_comes_back_with_it() {
    let old = library(TEXT);
    let mut state = explorer(&old, ":1.1.1#2<enter>m");
    let without = TEXT.replace("【予算】 灯台事業 2.0億円（元年度 1.5億円）\n\n", "");
    let new = library(&without);
    reread(&old, &new, &mut state);
    assert!(state.marks.is_empty());
    assert_eq!(title(&new, state.selected()), "岸壁の施策");
    assert_eq!(state.saved(&new).marks.len(), 1, "kept for the next start");
    reread(&new, &old, &mut state);
    assert_eq!(state.marks.len(), 1);
    assert_eq!(title(&old, Some(state.marks[0].node)), "灯台事業");
}

#[test]
fn a_file_read_while_it_is_half_written_loses_no_place() {
    let old = library(TEXT);
    let mut state = explorer(&old, "6:2.1.1#1<enter>");
    let open = state.tree.open_nodes().count();
    let half = library(TEXT.split("## 2").next().unwrap());
    reread(&old, &half, &mut state);
    let quarter = library(TEXT.split("(2)").next().unwrap());
    reread(&half, &quarter, &mut state);
    reread(&quarter, &old, &mut state);
    assert_eq!(title(&old, state.selected()), "林道事業");
    assert_eq!(state.tree.open_nodes().count(), open);
    // Who has gone elsewhere meanwhile stays there.
    reread(&old, &half, &mut state);
    press(&half, &mut state, ":1.1.1#1<enter>");
    reread(&half, &old, &mut state);
    assert_eq!(title(&old, state.selected()), "岸壁事業");
}

#[test]
fn the_hits_of_the_last_search_stay() {
    let old = library(TEXT);
    let mut state = explorer(&old, "/事業<enter>n");
    let (at, total) = (state.search.at, state.search.progress.total);
    assert!(at == 1 && total > 3);
    let new = library(&TEXT.replacen("港のテーマ", "港のテーマ\n\n(1) 前の施策", 1));
    reread(&old, &new, &mut state);
    assert_eq!((state.search.at, state.search.progress.total), (at, total));
    let here = title(&new, state.selected()).to_owned();
    press(&new, &mut state, "nN");
    assert_eq!(title(&new, state.selected()), here);
}

#[test]
fn a_mended_title_is_the_same_node() {
    let old = library(TEXT);
    let new = library(&TEXT.replace("岸壁事業", "岸壁整備事業"));
    let to = Counterparts::new(&old, &new);
    let id = node(&old, "1.1.1#1");
    assert_eq!(title(&new, to.of(id)), "岸壁整備事業");
}

#[test]
fn what_could_not_be_read_is_told_and_leads_to_its_line() {
    let damaged = TEXT
        .replace("灯台事業 2.0億円", "灯台事業 2.O億円")
        .replace("【予算】 航路", "【予箅】 航路");
    let library = library(&damaged);
    let mut state = explorer(&library, "");
    let status = status_line(&library, &state, 120).text();
    assert!(status.contains("読めない金額2行(!)"), "{status}");
    // On a narrow screen it leaves the hints their room.
    update(&library, &mut state, Action::Resize(40, 12));
    for (script, own) in [
        ("", ["T 一覧", "  ?"]),
        ("T", ["s 並べ替え", "  ?"]),
        ("<esc>:", ["Enter 行う", "Esc 閉じる"]),
    ] {
        press(&library, &mut state, script);
        let narrow = status_line(&library, &state, 40).text();
        let has_own = own.iter().all(|hint| narrow.contains(hint));
        assert!(has_own, "{script}: {narrow}");
        let has_sign = narrow.contains("[!2行]");
        assert_eq!(has_sign, state.listing().is_none(), "{script}: {narrow}");
    }
    press(&library, &mut state, "<esc>");
    update(&library, &mut state, Action::Resize(120, 40));
    press(&library, &mut state, "!");
    let listing = state.listing().unwrap();
    // Under the heading of its kind; the worst is first.
    let heading = listing.entries.first().unwrap().line.text();
    assert!(heading.contains("読み取れない金額"), "{heading}");
    let first = listing.entry().unwrap();
    assert!(
        first.line.text().contains("「2.O億円」"),
        "{}",
        first.line.text()
    );
    let line = TEXT.lines().position(|l| l.contains("灯台")).unwrap() + 1;
    let line = u32::try_from(line).unwrap();
    let target = Target::Line { document: 0, line };
    assert_eq!(first.target, target);
    let effects = press(&library, &mut state, "v");
    let source = "a.md".to_owned();
    assert_eq!(effects, [Effect::OpenEditor { source, line }]);
    press(&library, &mut state, "<enter>");
    assert!(state.listing().is_none());
    assert_eq!(title(&library, state.selected()), "岸壁の施策");
}

#[test]
fn a_document_read_whole_has_no_sign() {
    let library = library(TEXT);
    let state = explorer(&library, "");
    assert_eq!(state.unread, 0);
    assert!(!status_line(&library, &state, 120).text().contains('!'));
}

#[test]
fn a_waiting_mark_takes_no_node_that_has_one_and_stays() {
    let text = "# 施策\n\n## 1 道を直す\n\n地域の道\n\n(1) 歩道を拡げる工事の推進\n本文です。\n\n\
        (2) 歩道を広げる工事の推進\n本文です。\n";
    let old = library(text);
    let mut state = explorer(&old, ":1.1.1<enter>m:1.1.2<enter>m");
    for (mark, note) in state.marks.iter_mut().zip(["B", "A"]) {
        mark.note = note.to_owned();
    }
    let without = text.replace("(2) 歩道を広げる工事の推進\n本文です。\n", "");
    let [one, two] = [&without, &(without.clone() + "\n追記です。\n")].map(|text| library(text));
    let mut last = &old;
    for now in [&one, &two, &one] {
        reread(last, now, &mut state);
        let notes: Vec<String> = state
            .saved(now)
            .marks
            .into_iter()
            .map(|mark| mark.note)
            .collect();
        assert_eq!(notes, ["B", "A"]);
        assert_eq!(state.marks.len(), 1);
        last = now;
    }
    // Back with its line; and what can be undone has lost nothing either.
    reread(last, &old, &mut state);
    assert_eq!((state.marks.len(), state.lost.len()), (2, 0));
}
