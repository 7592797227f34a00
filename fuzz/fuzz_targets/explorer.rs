//! Any keys, mouse events, pastes and sizes: the explorer's state stays whole and can be drawn.
#![no_main]

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use shisaku::explorer::{Action, Code, Key, Mouse, MouseKind, Settings, State, update};
use shisaku::model::Library;
use shisaku::parse;
use shisaku::search::Engine;
use shisaku::tui::canvas::View;
use shisaku::tui::draw::draw;
use shisaku::tui::theme::Theme;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![parse::parse("seed", text).expect("the seed is read")])
});

const NAMED: [Code; 16] = [
    Code::Enter,
    Code::Esc,
    Code::Tab,
    Code::BackTab,
    Code::Backspace,
    Code::Delete,
    Code::Up,
    Code::Down,
    Code::Left,
    Code::Right,
    Code::Home,
    Code::End,
    Code::PageUp,
    Code::PageDown,
    Code::F(1),
    Code::F(5),
];

const PASTES: [&str; 4] = [
    "量子 消防",
    "14.1.5.2#6",
    "予算>1億 -施策",
    "e\u{301}\u{202e}\u{1b}[2J",
];

fn action(kind: u8, value: u8) -> Action {
    let mouse = |kind| {
        Action::Mouse(Mouse {
            kind,
            column: u16::from(value & 0x7f),
            row: u16::from(value >> 3),
        })
    };
    match kind % 16 {
        0 => Action::Resize(u16::from(value), u16::from(kind >> 2)),
        1 | 2 => Action::Key(Key::plain(NAMED[usize::from(value) % NAMED.len()])),
        3 => Action::Key(Key::ctrl(char::from(b'a' + value % 26))),
        4 => Action::Paste(PASTES[usize::from(value) % PASTES.len()].to_owned()),
        5 => mouse(MouseKind::Press),
        6 => mouse(MouseKind::WheelUp),
        7 => mouse(MouseKind::WheelDown),
        8 => Action::Work,
        _ => Action::Key(Key::char(char::from(b' ' + value % 95))),
    }
}

fn drawn(state: &State) {
    let (columns, rows) = state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let view = View {
        library: &LIBRARY,
        state,
        theme: &Theme::default(),
    };
    let cursor = draw(view, &mut buffer);
    assert!(columns == 0 || rows == 0 || (cursor.x < columns && cursor.y < rows));
}

/// With a search engine that is ready; every eighth length with one that is not, since the first
/// search makes its index between the keys.
fn start(bytes: &[u8]) -> State {
    static READY: LazyLock<Arc<Engine>> = LazyLock::new(Arc::default);
    let state = State::new(&LIBRARY, Settings::default());
    match bytes.len() % 8 {
        0 => state,
        _ => state.with_engine(Arc::clone(&READY)),
    }
}

fuzz_target!(|bytes: &[u8]| {
    let mut state = start(bytes);
    update(&LIBRARY, &mut state, Action::Resize(100, 30));
    for (at, pair) in bytes.chunks(2).take(200).enumerate() {
        let (kind, value) = (pair[0], pair.get(1).copied().unwrap_or(0));
        update(&LIBRARY, &mut state, action(kind, value));
        assert!(state.tree.cursor() < state.tree.rows().len());
        if at % 8 == 7 {
            drawn(&state);
        }
    }
    drawn(&state);
});
