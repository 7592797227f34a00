//! Any keys, mouse events and sizes: the explorer's state stays whole and can be drawn.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shisaku::explorer::{Action, Code, Key, Settings, State, update};
use shisaku::model::Library;
use shisaku::parse;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![parse::parse("seed", text).expect("the seed is read")])
});

const NAMED: [Code; 12] = [
    Code::Enter,
    Code::Esc,
    Code::Tab,
    Code::Backspace,
    Code::Delete,
    Code::Up,
    Code::Down,
    Code::Left,
    Code::Right,
    Code::Home,
    Code::End,
    Code::PageDown,
];

fuzz_target!(|bytes: &[u8]| {
    let mut state = State::new(&LIBRARY, Settings::default());
    update(&LIBRARY, &mut state, Action::Resize(100, 30));
    for pair in bytes.chunks(2).take(200) {
        let (kind, value) = (pair[0], pair.get(1).copied().unwrap_or(0));
        let action = match kind % 8 {
            0 => Action::Resize(u16::from(value), u16::from(kind)),
            1 => Action::Key(Key::plain(NAMED[usize::from(value) % NAMED.len()])),
            2 => Action::Key(Key::ctrl(char::from(b'a' + value % 26))),
            3 => Action::Paste("量子 消防".to_owned()),
            _ => Action::Key(Key::char(char::from(b' ' + value % 95))),
        };
        update(&LIBRARY, &mut state, action);
        let rows = state.tree.rows().len();
        assert!(state.tree.cursor() < rows);
    }
});
