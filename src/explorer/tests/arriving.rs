//! Documents that come while the others are looked at.

use super::support::keys;
use crate::explorer::view::{panel, status, why};
use crate::explorer::{Action, Arrived, Progress, Saved, Settings, State, arrive, update};
use crate::marks::{Entry, Name};
use crate::model::{Document, Library, NodeId};
use crate::parse;

fn document(name: &str) -> Document {
    let text = format!(
        "# 令和2年度 {name}の施策\n\n## 1 {name}の章\n\n{name}のテーマ\n\n(1) {name}の岸壁\n\n\
         【予算】 {name}事業 1.0億円（元年度 0.5億円）\n\n【予算】 {name}灯台 2.0億円【新規】\n"
    );
    parse::parse("a.md", &text).unwrap()
}

const NAMES: [&str; 4] = ["港", "山", "川", "島"];

fn came(place: usize) -> Arrived {
    Arrived {
        document: place,
        read: Some(document(NAMES[place])),
        why: None,
        marks: Vec::new(),
    }
}

/// A library of which only that document is there.
fn begun(first: usize, saved: Option<&Saved>) -> (Library, State) {
    let mut library = Library::awaiting(NAMES.map(str::to_owned));
    library.take_in(vec![(first, Some(document(NAMES[first])))]);
    let mut state = State::new(&library, Settings::default());
    update(&library, &mut state, Action::Resize(120, 40));
    if let Some(saved) = saved {
        state.restore(&library, saved);
    }
    state.await_documents(&library, saved);
    (library, state)
}

fn press(library: &Library, state: &mut State, script: &str) {
    for key in keys(script) {
        update(library, state, Action::Key(key));
    }
}

fn title(library: &Library, id: Option<NodeId>) -> &str {
    id.map_or("", |id| library.node(id).title.as_str())
}

fn status(library: &Library, state: &State) -> String {
    status::status_line(library, state, 120).text()
}

#[test]
fn nothing_moves_under_the_user_whatever_comes_before_or_behind() {
    for order in [[0, 1, 3], [3, 1, 0], [1, 0, 3]] {
        let (mut library, mut state) = begun(2, None);
        // A mark, a place taken out of the sums, a history, the cursor on the last line.
        press(&library, &mut state, "6jjjjmGkk-j");
        let before = title(&library, state.selected()).to_owned();
        for place in order {
            arrive(&mut library, &mut state, vec![came(place)]);
            assert_eq!(title(&library, state.selected()), before, "{order:?}");
        }
        assert!(state.loading.is_none() && library.coming() == 0);
        let marked: Vec<&str> = state
            .marks
            .iter()
            .map(|mark| title(&library, Some(mark.node)))
            .collect();
        assert_eq!(marked, ["川の章"]);
        let out = state.figures.scope().without();
        assert_eq!(title(&library, out.first().copied()), "川事業");
        // What is shown is what a fresh list of the same nodes shows.
        let rows = state.tree.rows().to_vec();
        let open: Vec<NodeId> = state.tree.open_nodes().collect();
        state.tree.restore(&library, &state.figures, open);
        assert_eq!(state.tree.rows(), rows);
    }
}

#[test]
fn totals_say_that_they_are_not_whole_until_they_are() {
    let (mut library, mut state) = begun(0, None);
    state.read_so_far(Progress {
        read: 1,
        bytes: 4_000_000,
        millis: 500,
    });
    let said = status(&library, &state);
    assert!(said.contains("[文書 1/4 8.0MB/s 残り2秒]"), "{said}");
    let root = library.documents()[0].root;
    let head: String = why::head(&library, &state, root)
        .iter()
        .map(crate::explorer::line::Line::text)
        .collect();
    assert!(head.contains("全文書の計はまだ途中です"), "{head}");
    let top = crate::explorer::view::crumbs::breadcrumb_line(&library, &state, 120).text();
    assert!(top.contains("文書 1/4"), "{top}");
    // A document that is not there says so.
    press(&library, &mut state, "G");
    let page: String = panel::lines(&library, &state)
        .iter()
        .map(crate::explorer::line::Line::text)
        .collect();
    assert!(
        page.contains("島") && page.contains("読み込み中…"),
        "{page}"
    );
    let broken = Arrived {
        document: 3,
        why: Some(crate::model::Refusal {
            ja: "島.md 1行: 見出しがありません。見出しを付けてください".to_owned(),
            en: "島.md line 1: no heading".to_owned(),
        }),
        ..Arrived::default()
    };
    arrive(&mut library, &mut state, vec![came(1), came(2), broken]);
    let page: String = panel::lines(&library, &state)
        .iter()
        .map(crate::explorer::line::Line::text)
        .collect();
    assert!(
        page.contains("読めません") && !page.contains("途中"),
        "{page}"
    );
    // And why, with what mends it.
    assert!(page.contains("! 島.md 1行: 見出しがありません。"), "{page}");
    assert!(page.contains("付けてください"), "{page}");
    assert!(!status(&library, &state).contains("/4"));
}

#[test]
fn what_is_there_is_found_and_lists_wait() {
    let (mut library, mut state) = begun(1, None);
    press(&library, &mut state, "/山灯台");
    assert!(!state.takes_in(&library, true));
    press(&library, &mut state, "<enter>");
    assert_eq!(title(&library, state.selected()), "山灯台");
    assert!(state.takes_in(&library, false));
    arrive(&mut library, &mut state, vec![came(0), came(2), came(3)]);
    assert_eq!(title(&library, state.selected()), "山灯台");
    press(&library, &mut state, "/島灯台<enter>");
    assert_eq!(title(&library, state.selected()), "島灯台");
}

#[test]
fn a_table_and_a_filter_are_of_all_that_is_there() {
    for script in ["T", "f <esc>"] {
        let (mut library, mut state) = begun(1, None);
        press(&library, &mut state, script);
        let count = |state: &State| match &state.table {
            Some(table) => table.rows.len(),
            None => state.passing.len(),
        };
        let one = count(&state);
        assert!(one > 0);
        arrive(&mut library, &mut state, vec![came(0), came(2), came(3)]);
        assert_eq!(count(&state), 4 * one, "{script}");
    }
}

#[test]
fn place_marks_and_open_nodes_of_the_last_time_are_taken_up_as_they_come() {
    let kept = Saved {
        place: Some("3:1.1.1#2".to_owned()),
        open: ["3:.", "3:I", "3:1", "3:1.1", "3:1.1.1"]
            .map(str::to_owned)
            .to_vec(),
        history: vec!["4:1".to_owned()],
        ..Saved::default()
    };
    // Who leaves before it is there loses nothing of it.
    let (mut library, mut state) = begun(0, Some(&kept));
    let saved = state.saved(&library);
    assert_eq!(saved.place, kept.place);
    assert_eq!(saved.history, kept.history);
    assert!(kept.open.iter().all(|open| saved.open.contains(open)));
    let mark = Entry {
        name: Name {
            address: "4:1.1.1#1".to_owned(),
            title: "島事業".to_owned(),
        },
        note: "覚え".to_owned(),
    };
    let last = Arrived {
        marks: vec![mark],
        ..came(3)
    };
    arrive(&mut library, &mut state, vec![last]);
    assert_eq!(state.marks.len(), 1);
    arrive(&mut library, &mut state, vec![came(1), came(2)]);
    assert_eq!(title(&library, state.selected()), "川灯台");
    assert_eq!(title(&library, Some(state.marks[0].node)), "島事業");
    assert_eq!(
        title(&library, state.history.back.first().copied()),
        "島の章"
    );
    // Who has gone somewhere stays there.
    let (mut library, mut state) = begun(0, Some(&kept));
    press(&library, &mut state, "j");
    let document = |library: &Library, state: &State| {
        let here = state.selected();
        here.map(|id| library.document_index(id))
    };
    assert_eq!(document(&library, &state), Some(1));
    arrive(&mut library, &mut state, vec![came(1), came(2), came(3)]);
    assert_eq!(document(&library, &state), Some(1));
}

fn kept_of(address: &str, title: &str) -> Entry {
    Entry {
        name: Name {
            address: address.to_owned(),
            title: title.to_owned(),
        },
        note: "大事".to_owned(),
    }
}

#[test]
fn undoing_a_mark_takes_none_of_those_that_came_since() {
    let (mut library, mut state) = begun(0, None);
    press(&library, &mut state, "mjm");
    let (found, gone) = ("4:1.1.1#1", "4:9.9.9#9");
    let last = Arrived {
        marks: vec![kept_of(found, "島事業"), kept_of(gone, "昔の事業")],
        ..came(3)
    };
    arrive(&mut library, &mut state, vec![last]);
    arrive(&mut library, &mut state, vec![came(1), came(2)]);
    for own in [1, 0] {
        press(&library, &mut state, "U");
        let kept = state.saved(&library).marks;
        assert_eq!(kept.len(), own + 2, "{kept:?}");
        for address in [found, gone] {
            let is_kept = |mark: &Entry| mark.name.address == address && mark.note == "大事";
            assert!(kept.iter().any(is_kept), "{kept:?}");
        }
    }
}

#[test]
fn a_document_marked_before_it_came_keeps_its_note_and_gets_its_title() {
    let name = "令和2年度 島の施策";
    for (script, note) in [("Gm", "大事"), ("Gm'e急ぎ<enter><esc>", "大事 / 急ぎ")] {
        let (mut library, mut state) = begun(0, None);
        press(&library, &mut state, script);
        let last = Arrived {
            marks: vec![kept_of("4:.", name)],
            ..came(3)
        };
        arrive(&mut library, &mut state, vec![last]);
        let kept = state.saved(&library).marks;
        assert_eq!(kept.len(), 1, "{kept:?}");
        assert_eq!((kept[0].name.title.as_str(), &*kept[0].note), (name, note));
        // Back before the note and the mark, what was kept is there.
        press(&library, &mut state, "UU");
        assert_eq!(state.saved(&library).marks, [kept_of("4:.", name)]);
    }
    // Where none was kept, it is called as the document is.
    let (mut library, mut state) = begun(0, None);
    press(&library, &mut state, "Gm");
    arrive(&mut library, &mut state, vec![came(3)]);
    let kept = state.saved(&library).marks;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].name, kept_of("4:.", name).name);
}
