//! A tree of a million nodes: moves must not walk it.

use crate::explorer::{Action, Key, Settings, State, update};
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
