//! Many nodes: moves must not walk them, keys must not wait for what is made of them.

use crate::explorer::{Action, Code, Key, Settings, State, update};
use crate::model::{Document, Kind, Library, Node, NodeId};

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
    let document = crate::parse::parse(
        "seed",
        include_str!("../../../seeds/000_3bd7bf674129a828.txt"),
    );
    let library = Library::new(vec![document.unwrap(); 40]);
    let mut state = State::new(&library, Settings::default());
    update(&library, &mut state, Action::Resize(80, 24));
    (library, state)
}

fn type_in(library: &Library, state: &mut State, text: &str) {
    for c in text.chars() {
        update(library, state, Action::Key(Key::char(c)));
    }
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
