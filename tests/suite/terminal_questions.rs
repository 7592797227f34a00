//! What the explorer asks the terminal at the start, and what it makes of the answers and of
//! the settings, in a real pseudo-terminal.

#![cfg(unix)]

use std::fs;

use crate::support::terminal::Session;
use vt100::Color;

const QUESTION: &[u8] = b"\x1b]11;?\x1b\\";
const TRUE_COLOR: [(&str, &str); 1] = [("COLORTERM", "truecolor")];

fn start(arguments: &[&str], environment: &[(&str, &str)], config: &str) -> Session {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join("shisaku")).unwrap();
    fs::write(home.path().join("shisaku").join("config.toml"), config).unwrap();
    Session::start_with(home, 100, 24, arguments, environment)
}

/// The row of a chapter whose title begins in column 8.
fn title_row(session: &Session) -> u16 {
    let screen = session.screen();
    let row = screen.lines().position(|row| row.contains("▸ 15 災害時"));
    u16::try_from(row.unwrap()).unwrap()
}

/// Text and background colour of a cell.
fn colors(session: &Session, row: u16, column: u16) -> (Color, Color) {
    let seen = session.seen.lock().unwrap();
    let cell = seen.screen.screen().cell(row, column).unwrap();
    (cell.fgcolor(), cell.bgcolor())
}

#[test]
fn the_theme_follows_the_background_and_typed_keys_are_kept() {
    for (background, text) in [
        ("fdfd/f6f6/e3e3", Color::Rgb(0x1d, 0x21, 0x28)),
        ("0000/0000/0000", Color::Rgb(0xe6, 0xe9, 0xee)),
    ] {
        let mut session = start(&[], &TRUE_COLOR, "");
        session.wait_for_bytes(b"\x1b[c");
        assert!(session.wrote(QUESTION));
        session.press("j");
        session.press(&format!("\x1b]11;rgb:{background}\x1b\\\x1b[1;2R"));
        session.press("j\x1b[?62;22c");
        session.wait("東京一極集中");
        // Both keys that came between the answers have moved the selection.
        session.wait_until("the third row under the cursor", |_| {
            session.cursor_row().contains("1 地方への")
        });
        // A chapter's row is plain text, on the terminal's own background.
        let (ink, ground) = colors(&session, title_row(&session), 8);
        assert_eq!(ground, Color::Default);
        assert_eq!(ink, text);
        assert!(session.screen().contains('▸') && !session.screen().contains('①'));
        session.quits();
    }
}

#[test]
fn wide_ambiguous_characters_are_found_out() {
    let mut session = start(&[], &[], "");
    session.wait_for_bytes(b"\x1b[c");
    session.press("\x1b[1;3R\x1b[?1;2c");
    session.wait("東京一極集中");
    let screen = session.screen();
    assert!(!screen.contains('▸') && screen.contains("> I"), "{screen}");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    // What the file says is not asked for.
    let session = start(&["--color", "never"], &[], "ambiguous_width = 1");
    session.wait("東京一極集中");
    assert!(!session.wrote(b"\x1b[6n") && !session.wrote(b"\x1b[c"));
    assert!(session.screen().contains('▸'));
}

#[test]
fn a_terminal_that_says_nothing_or_says_it_late_leaves_no_garbage() {
    let mut session = start(&[], &TRUE_COLOR, "");
    session.wait("東京一極集中");
    assert!(session.wrote(QUESTION));
    assert!(!session.screen().contains('①'), "{}", session.screen());
    // The last row: the whole frame has arrived.
    session.wait("q 終了");
    let before = session.screen();
    session.press("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[1;2R\x1b[?62c");
    session.press("j");
    session.wait_until("the second row under the cursor", |_| {
        session.cursor_row().contains("I 東京一極集中")
    });
    // Only the move shows: no level opened (1), no filter (f), no search (/).
    let (after, marks) = (session.screen(), ["rgb", "絞り込み", "検索結果"]);
    assert!(!marks.iter().any(|mark| after.contains(mark)), "{after}");
    assert_eq!(before.lines().count(), after.lines().count());
    session.quits();
}

#[test]
fn screens_for_readers_and_for_no_colour_are_not_asked_for_theirs() {
    let reader = start(&["--a11y", "tui"], &TRUE_COLOR, "");
    reader.wait("Society 5.0時代の持続");
    assert!(!reader.wrote(b"\x1b]11") && !reader.wrote(b"\x1b[6n"));
    let plain = start(&[], &[("NO_COLOR", "1")], "");
    plain.wait("東京一極集中");
    assert!(!plain.wrote(b"\x1b]11"));
}

/// After an arrow TDSR says nothing of what is written until the terminal sends something: it is
/// asked what it is, and the row follows its answer. One that never answers is asked once.
#[test]
fn the_row_follows_the_terminals_answer_after_an_arrow_to_the_side() {
    const QUESTION: &str = "\x1b[c";
    let written = |session: &Session| {
        let bytes = &session.seen.lock().unwrap().bytes;
        String::from_utf8_lossy(bytes).into_owned()
    };
    // The page is written before the question, what follows it behind.
    let follows = |session: &Session, text: &str| {
        session.wait_until("the row behind the question", |_| {
            let written = written(session);
            let (_, after) = written.rsplit_once(QUESTION).unwrap_or_default();
            after.contains(text)
        });
    };
    let mut session = start(&["--a11y", "tui"], &TRUE_COLOR, "");
    session.wait("20章中10章目");
    session.press("\x1b[B\x1b[C");
    session.wait_for_bytes(QUESTION.as_bytes());
    session.press("\x1b[?1;2c");
    follows(&session, "K1、地域の基幹産業を中心とした");
    // The answer is no key; news after Left waits for one too.
    session.press("\x1b[D");
    follows(&session, "K2、地域を支える人づくり");
    session.press("\x1b[D");
    follows(&session, "ここが先頭です。");
    // To the second question nobody answered.
    assert_eq!(written(&session).matches(QUESTION).count(), 2);
    session.press("q");
    assert_eq!(session.exit_code(), 0);
}

#[test]
fn the_file_sets_theme_keys_and_mouse() {
    let config = "theme = \"light\"\nmouse = false\n[keys]\nquit = \"Q\"\nmark = \"q\"\n";
    let mut session = start(&[], &TRUE_COLOR, config);
    session.wait("東京一極集中");
    session.wait("Q 終了");
    // What the file decides is not asked for.
    assert!(!session.wrote(b"\x1b]11"));
    let white = Color::Rgb(0xfb, 0xf9, 0xf4);
    assert_eq!(
        colors(&session, title_row(&session), 8),
        (Color::Rgb(0x1d, 0x21, 0x28), white)
    );
    // To the last column, as on the last row of the screen; an open pillar and the panel have
    // grounds of their own.
    assert_eq!(colors(&session, 5, 99).1, Color::Rgb(0xeb, 0xe7, 0xdc));
    assert_eq!(colors(&session, 21, 99).1, Color::Rgb(0xf3, 0xf0, 0xe8));
    assert_ne!(colors(&session, 23, 99).1, Color::Default);
    assert!(!session.wrote(b"\x1b[?1000h"));
    session.press("q");
    session.wait("印を付けました");
    session.press(":mouse\r");
    session.wait_for_bytes(b"\x1b[?1000h");
    session.press(":theme-dark\r");
    session.wait("配色: 暗い背景");
    let ground = colors(&session, title_row(&session), 8).1;
    assert_eq!(ground, Color::Rgb(0x14, 0x17, 0x1c));
    session.press("Q");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
}

#[test]
fn a_mistake_in_the_file_is_seen_on_the_screen_and_after_it() {
    let mut session = start(&[], &[], "theem = \"dark\"\n");
    session.wait("東京一極集中");
    session.wait("「theem」という設定はありません");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.wait("config.toml:1");
}

#[test]
fn the_reading_mode_that_was_kept_says_so() {
    let mut session = start(&[], &[], "a11y = \"text\"\n");
    session.wait("設定ファイルの指定で始まりました");
    session.press("quit\n");
    assert_eq!(session.exit_code(), 0);
    let session = start(&["--a11y", "off"], &[], "a11y = \"text\"\n");
    session.wait("東京一極集中");
    assert!(
        session
            .seen
            .lock()
            .unwrap()
            .screen
            .screen()
            .alternate_screen()
    );
}
