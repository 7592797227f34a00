//! Many nodes: moves must not walk them, keys must not wait for what is made of them.

use super::support::{times, type_in, work_off};
use crate::explorer::view::{spread, status, table};
use crate::explorer::{Action, Code, Key, Settings, State, update};
use crate::ledger::{LineFilter, LineSort, sort_lines_turned};
use crate::model::{Document, Kind, Library, Node, NodeId};

const SIZE: (u16, u16) = (80, 24);

/// A root, 100 pillars, each 100 chapters, each 100 themes.
fn large() -> Library {
    let mut nodes = vec![Node::new(Kind::Document, None)];
    let push = |nodes: &mut Vec<Node>, kind, parent: u32, ordinal: u32| {
        let mut node = Node::new(kind, Some(NodeId(parent)));
        node.ordinal = ordinal;
        node.title = format!("{ordinal}番の題");
        nodes.push(node);
        u32::try_from(nodes.len() - 1).unwrap()
    };
    let close = |nodes: &mut Vec<Node>, id: u32| {
        let end = u32::try_from(nodes.len()).unwrap();
        nodes[id as usize].end = NodeId(end);
    };
    for p in 1..=100 {
        let pillar = push(&mut nodes, Kind::Pillar, 0, p);
        for c in 1..=100 {
            let chapter = push(&mut nodes, Kind::Chapter, pillar, c);
            for t in 1..=100 {
                let theme = push(&mut nodes, Kind::Theme, chapter, t);
                close(&mut nodes, theme);
            }
            close(&mut nodes, chapter);
        }
        close(&mut nodes, pillar);
    }
    close(&mut nodes, 0);
    Library::new(vec![Document {
        nodes,
        ..Document::default()
    }])
}

#[test]
fn thousands_of_moves_in_a_million_nodes() {
    let library = large();
    let mut state = State::new(&library, Settings::default());
    let mut press = |key| {
        let key = Action::Key(Key::char(key));
        update(&library, &mut state, key);
    };
    for key in "6Gg".chars() {
        press(key);
    }
    // Walking all nodes at each key would take minutes here.
    for _ in 0..2000 {
        press('j');
        press('k');
    }
    press('j');
    assert_eq!(state.selected(), Some(NodeId(1)));
    assert_eq!(state.tree.rows().len(), library.len());
}

/// The embedded document many times: more than is read for a search between two keys.
fn many() -> (Library, State) {
    times(40, SIZE)
}

#[test]
fn keys_do_not_wait_until_the_documents_are_read() {
    let (library, mut state) = many();
    type_in(&library, &mut state, "/ち");
    // Nothing is known yet, and it is not said that there is nothing.
    assert!(state.is_working() && !state.search.progress.complete);
    assert_eq!(state.search.progress.total, 0);
    type_in(&library, &mut state, "ほう");
    assert_eq!(state.search.query, "ちほう");
    let mut steps = 0;
    while state.is_working() {
        update(&library, &mut state, Action::Work);
        steps += 1;
    }
    assert!(steps > 2, "{steps} steps");
    assert!(state.search.progress.complete && state.search.progress.total > 1_000);
}

#[test]
fn an_open_search_field_is_made_ready_for() {
    let (library, mut state) = many();
    type_in(&library, &mut state, "/");
    assert!(state.is_working());
    while state.is_working() {
        update(&library, &mut state, Action::Work);
    }
    type_in(&library, &mut state, "ちほう");
    assert!(state.search.progress.total > 1_000);
}

#[test]
fn enter_typed_ahead_waits_for_the_answer() {
    let (library, mut state) = many();
    type_in(&library, &mut state, "/ちほう");
    update(&library, &mut state, Action::Key(Key::plain(Code::Enter)));
    assert!(state.listing().is_none());
    let place = state.current().unwrap();
    assert!(library.node(place).title.contains("地方"));
}

/// Of many documents those on the screen alone are put in order, and wherever one goes the rows
/// are those of the same document alone.
#[test]
fn an_order_of_many_documents_is_made_as_they_are_seen() {
    let (one, mut alone) = times(1, SIZE);
    let (library, mut state) = times(60, SIZE);
    assert!(library.len() > 20_000);
    for order in 0..4 {
        for (library, state) in [(&one, &mut alone), (&library, &mut state)] {
            type_in(library, state, "6s");
        }
        let rows = alone.tree.rows();
        let far = library.documents()[31].root;
        let keys = |text: &'static str| text.chars().map(|key| Action::Key(Key::char(key)));
        let go = Action::Go(NodeId(far.0 + 200));
        for action in keys("gjGkk").chain([go]).chain(keys("kkkkjj")) {
            update(&library, &mut state, action);
            let first = state.tree.place.offset;
            let shown = state.tree.rows().iter().enumerate().skip(first);
            for (at, id) in shown.take(state.left_rows()) {
                let place = id.0 - library.document_of(*id).root.0;
                assert_eq!(rows[at % rows.len()].0, place, "row {at} of order {order}");
            }
        }
        let here = state.selected().unwrap();
        assert_eq!(state.tree.row_of(here), Some(state.tree.cursor()));
    }
}

#[test]
fn a_table_of_many_lines_is_put_in_order_while_keys_are_answered() {
    let (library, mut state) = times(120, SIZE);
    let mut lines: Vec<NodeId> = library
        .documents()
        .iter()
        .flat_map(|d| library.budget_lines(d.root))
        .collect();
    assert!(lines.len() > 20_000, "{}", lines.len());
    update(&library, &mut state, Action::Resize(120, 40));
    type_in(&library, &mut state, "T");
    let said = |state: &State| status::status_line(&library, state, 120).text();
    let head = |state: &State| table::title(&library, state, 120).text();
    assert!(
        state.is_working() && said(&state).contains("集計中"),
        "{}",
        said(&state)
    );
    let table = state.table.as_ref().unwrap();
    assert_eq!((&*table.rows, table.measure), (&lines, None));
    assert!(work_off(&library, &mut state) > 3);
    let sum = table::sum(&library, &state, &lines);
    assert!(said(&state).contains(&sum) && !said(&state).contains("集計中"));
    assert!(state.table.as_ref().unwrap().measure.is_some());
    let none = |_| "".into();
    for sort in [LineSort::Request, LineSort::Change, LineSort::Percent] {
        type_in(&library, &mut state, "s");
        assert!(head(&state).contains("並べ替え中"), "{}", head(&state));
        // A line that the user goes to meanwhile stays under the cursor.
        type_in(&library, &mut state, "jjj");
        let here = state.selected();
        work_off(&library, &mut state);
        assert!(!head(&state).contains("並べ替え中"));
        sort_lines_turned(&library, &mut lines, sort, false, &none);
        assert_eq!(*state.table.as_ref().unwrap().rows, lines);
        assert_eq!(state.selected(), here);
    }
    // The strip over so many lines says of how many it is, and is that of the rows on top.
    let strip = |state: &State| -> Vec<String> {
        let lines = spread::rows(&library, state, 120);
        lines
            .iter()
            .map(crate::explorer::line::Line::text)
            .collect()
    };
    let drawn = strip(&state);
    assert!(drawn[1].contains("先頭2万"), "{drawn:?}");
    assert_eq!(strip(&state), drawn);
    // What was put in order before is there at once.
    type_in(&library, &mut state, "TT");
    assert!(!state.is_working());
    assert_eq!(*state.table.as_ref().unwrap().rows, lines);
}

#[test]
fn filters_of_many_lines_are_counted_while_the_list_is_open() {
    let (library, mut state) = times(140, SIZE);
    assert!(library.len() > 60_000, "{}", library.len());
    type_in(&library, &mut state, "f");
    let right = |state: &State| state.listing().unwrap().entries[0].right.text();
    assert!(state.is_working() && right(&state).contains('…'));
    work_off(&library, &mut state);
    let passing = |id: &NodeId| LineFilter::New.matches(&library, *id);
    let lines = library
        .documents()
        .iter()
        .flat_map(|d| library.budget_lines(d.root));
    let lines: Vec<NodeId> = lines.filter(passing).collect();
    assert_eq!(right(&state), format!("{}件", lines.len()));
    type_in(&library, &mut state, " ");
    assert_eq!(state.passing, lines);
    let shown = state.tree.arrangement.shown.as_ref().unwrap();
    for id in (0..).map(NodeId).take(library.len()) {
        let own = id..library.node(id).end;
        let holds = lines.get(lines.partition_point(|line| *line < id));
        let is_above = holds.is_some_and(|line| own.contains(line));
        let is_shown = library.parent(id).is_none() || (is_above && !library.node(id).implied);
        assert_eq!(shown.contains(id), is_shown, "{id:?}");
    }
}
