use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw::{Pen, draw};
use super::*;
use crate::explorer::tests::support::Bench;
use crate::model::NodeId;
use crate::tui::tests::printed;

/// Seven of twelve documents, one of which could not be read.
fn stage() -> Stage {
    let library = Bench::new().library;
    let totals = crate::ledger::totals(library, NodeId(0));
    let read = |n: usize| Row::Read {
        name: format!("令和{n}年度の重点施策.md"),
        lines: 191,
        request: totals.request_total,
        change: Some(totals.comparable.change()),
        findings: [1, 12],
    };
    let mut rows: Vec<Row> = (1..=7).map(read).collect();
    rows[4] = Row::Refused("b\u{1b}[2J.txt:1: 章の見出しが一つもありません".to_owned());
    Stage {
        total: 12,
        bytes: 12_000_000,
        bytes_read: 7_000_000,
        now: vec![
            ("令和8年度.pdf".to_owned(), 3_249_000),
            ("x.md".to_owned(), 9),
        ],
        rows,
        may_stop: true,
    }
}

fn drawn(stage: &Stage, (columns, rows): (u16, u16), settings: Settings) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let pen = Pen {
        stage,
        is_stopped: false,
        elapsed: Duration::from_secs(21),
        settings: &settings,
        theme: &Theme::default(),
    };
    draw(pen, &mut buffer);
    printed(&buffer)
}

#[test]
fn many_documents() {
    let settings = Settings::default();
    let stage = stage();
    insta::assert_snapshot!("loading_120x40", drawn(&stage, (120, 40), settings));
    insta::assert_snapshot!("loading_80x24", drawn(&stage, (80, 24), settings));
    insta::assert_snapshot!("loading_40x12", drawn(&stage, (40, 12), settings));
    let ascii = Settings {
        ascii: true,
        lang: crate::lang::Lang::En,
        ..settings
    };
    insta::assert_snapshot!("loading_ascii_80x24", drawn(&stage, (80, 24), ascii));
    for size in [(1, 1), (7, 2), (200, 3)] {
        drawn(&stage, size, settings);
    }
}

#[test]
fn one_document_tells_its_size_and_the_time_alone() {
    let one = Stage {
        total: 1,
        now: vec![("令和7年度.pdf".to_owned(), 3_249_000)],
        ..Stage::default()
    };
    let text = drawn(&one, (60, 5), Settings::default());
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert_eq!(lines[0], "令和7年度.pdf 3.2MBを読んでいます");
    assert_eq!(lines[1], "21秒");
    assert!(lines[4].ends_with("q 終了"), "{text}");
    assert!(!text.contains("Esc"), "{text}");
}

#[test]
fn what_cannot_be_read_stays_in_sight() {
    let mut many = stage();
    let more = many.rows.clone();
    many.rows.extend((0..30).map(|_| more[0].clone()));
    let text = drawn(&many, (80, 12), Settings::default());
    assert!(text.contains("! b␛[2J.txt:1"), "{text}");
    assert!(!text.contains('\u{1b}'));
}

#[test]
fn the_keys_of_the_screen_and_those_of_the_explorer() {
    let key = |code, modifiers| {
        let key = TerminalEvent::Key(KeyEvent::new(code, modifiers));
        action(&Event::Input(key), true)
    };
    let plain = KeyModifiers::NONE;
    assert_eq!(key(KeyCode::Char('q'), plain), Action::Quit(0));
    assert_eq!(
        key(KeyCode::Char('c'), KeyModifiers::CONTROL),
        Action::Quit(130)
    );
    assert_eq!(key(KeyCode::Esc, plain), Action::Stop);
    assert_eq!(key(KeyCode::Char('/'), plain), Action::Keep);
    let escape = TerminalEvent::Key(KeyEvent::new(KeyCode::Esc, plain));
    assert_eq!(action(&Event::Input(escape), false), Action::Keep);
    assert_eq!(
        action(&Event::Note(Note::Leave(15)), true),
        Action::Quit(143)
    );
}
