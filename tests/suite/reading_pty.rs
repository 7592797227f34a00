//! The reading mode in a real pseudo-terminal: alone, and out of the full screen and back.

#![cfg(unix)]

use crate::support::terminal::Session;

/// The kept file as JSON.
fn kept(state: &tempfile::TempDir) -> serde_json::Value {
    let path = state.path().join("shisaku").join("embedded.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Everything that has been written so far.
fn written(session: &Session) -> String {
    String::from_utf8_lossy(&session.seen.lock().unwrap().bytes).into_owned()
}

/// How often the text has been written so far.
fn times(session: &Session, text: &str) -> usize {
    written(session).matches(text).count()
}

/// What the environment says is understood, or answered by a sentence before the screen is taken.
#[test]
fn the_environment_asks_for_the_reading_mode_by_any_word_for_yes() {
    for word in ["yes", "on", "1", "true", "text"] {
        let state = tempfile::tempdir().unwrap();
        let session = Session::start_with(state, 80, 24, &[], &[("SHISAKU_A11Y", word)]);
        session.wait("読み上げモードです。環境変数 SHISAKU_A11Y で");
        session.wait("文書は、Society 5.0時代の");
        assert!(!written(&session).contains('\u{1b}'), "{word}");
    }
    let state = tempfile::tempdir().unwrap();
    let session = Session::start_with(state, 80, 24, &[], &[("SHISAKU_A11Y", "maybe")]);
    session.wait("地方への新しい人の流れの創出");
    let written = written(&session);
    let before = written.split("\u{1b}[?1049h").next().unwrap();
    assert!(
        before.contains("「maybe」にできません。text, tui, off のどれか"),
        "{before}"
    );
    assert!(before.contains("yes, on, 1, true は text"), "{before}");
}

#[test]
fn one_key_leads_from_the_explorer_to_the_reading_mode_and_back() {
    let mut session = Session::start(120, 40, &[]);
    session.wait("IV 防災・減災/復旧・復興");
    session.press(":14.1\rm");
    session.wait_until("14.1 under the cursor", |_| {
        session.cursor_row().contains("緊急消防援助隊の充実・消防")
    });
    {
        // The terminal's own cursor is there to be followed.
        let seen = session.seen.lock().unwrap();
        let screen = seen.screen.screen();
        assert_eq!(screen.cursor_position().1, 0);
        assert!(!screen.hide_cursor());
    }
    session.press("r");
    session.wait("画面から移りました");
    session.wait("14の1> ");
    // What the explorer marked is marked here.
    session.press("marks\r");
    session.wait("印は1件です。");
    session.press("search 消防団加入促進広報\r");
    session.wait("消防団加入促進広報の検索は、");
    session.press("第13章\r");
    session.wait("第13章を開きました。");
    session.press("mark\r");
    session.wait("印は2件です。");
    session.press("screen\r");
    session.wait_until("the place of the reading mode", |_| {
        session.cursor_row().contains("13 東日本大震災等から")
    });
    // What the reading mode marked is marked here.
    session.press("'");
    session.wait_until("both marks", |screen| {
        screen.contains("14.1 緊急消防援助隊") && screen.contains("13 東日本大震災")
    });
    session.press("q");
    // The place of before is one step back.
    session.press(":14.1\r");
    session.wait_until("14.1 again", |_| {
        session.cursor_row().contains("緊急消防援助隊の充実・消防")
    });
    session.quits();
}

#[test]
fn the_palette_knows_the_reading_mode_by_two_names() {
    for (typed, leave) in [(":text\r", "quit\r"), (":読み上げ\r", "\u{4}")] {
        let mut session = Session::start(100, 30, &[]);
        session.wait("I 東京一極集中");
        session.press(typed);
        session.wait("画面から移りました");
        // An interrupt there is no interrupt of the explorer behind it.
        session.press("half a li\u{3}");
        session.wait("取り消しました。");
        session.press("open 7\r");
        session.wait("第7章を開きました。");
        session.press(leave);
        let state = session.left_behind();
        assert_eq!(kept(&state)["place"], "7");
    }
}

#[test]
fn the_screen_for_readers_and_the_reading_mode_share_their_place() {
    let mut session = Session::start(80, 24, &["--a11y", "tui"]);
    session.wait("1、地方への新しい人の流れ");
    session.press("\u{1b}[B\u{1b}[Bm");
    session.wait("印を付けました。");
    session.press("T");
    session.wait("第3章> ");
    session.press("第13章\r");
    session.wait("第13章を開きました。");
    session.press("screen\r");
    session.wait_until("row 13", |_| session.cursor_row().starts_with("13、東日本"));
    session.press("q");
    session.wait("終わりました。最後にいた場所は、第4部");
    session.wait("20章中13章目");
    let state = session.left_behind();
    assert_eq!(kept(&state)["place"], "13");
    assert_eq!(kept(&state)["marks"][0]["address"], "3");
}

#[test]
fn place_marks_and_verbosity_of_the_reading_mode_come_back() {
    let mut session = Session::start(80, 24, &["read"]);
    session.wait("全体> ");
    assert!(!session.screen().contains("前回"), "{}", session.screen());
    session.press("open 13の3\rmark\rverbosity full\r");
    session.wait("詳しさは、詳しく、です。");
    session.press("quit\r");
    let state = session.left_behind();

    let mut session = Session::start_in(state, 80, 24, &["read"]);
    session.wait("前回の続き、13の3から始めます。");
    session.wait("13の3> ");
    session.press("verbosity\r");
    session.wait("詳しさは、詳しく、です。");
    session.press("marks\r");
    session.wait("印は1件です。");
    session.press("\u{4}");
    let state = session.left_behind();

    let mut session = Session::start_in(state, 120, 40, &[]);
    session.wait_until("the place of the reading mode", |_| {
        session.cursor_row().contains("被災地における消防防災体制")
    });
    session.press("'");
    session.wait("13.3 被災地");
    session.press("q:text\r");
    session.wait("13の3> ");
    session.press("verbosity\r");
    session.wait("詳しさは、詳しく、です。");
    session.press("quit\r");
    session.left_behind();
}

#[test]
fn the_reading_mode_keeps_what_only_the_explorer_knows() {
    let mut session = Session::start(120, 40, &[]);
    session.wait("I 東京一極集中");
    session.press(":13.3.1\r");
    session.wait_until("13.3.1", |_| {
        session.cursor_row().contains("(1) 被災地における")
    });
    session.press("m");
    session.press("'e覚え\r");
    session.wait("覚え");
    session.press("q/量子暗号");
    session.wait("グローバル量子暗号通信網構築");
    session.press("\r");
    session.wait_until("a hit", |_| session.cursor_row().contains("量子暗号"));
    session.press("q");
    let state = session.left_behind();
    let before = kept(&state);

    let mut session = Session::start_in(state, 80, 24, &["read"]);
    session.wait("前回の続き");
    session.press("第2章\rmark\rquit\r");
    let state = session.left_behind();
    let after = kept(&state);
    assert_eq!(after["place"], "2");
    assert_eq!(after["queries"], before["queries"]);
    assert_eq!(after["marks"][0], before["marks"][0]);
    assert_eq!(after["marks"][0]["note"], "覚え");
    assert_eq!(after["marks"][1]["address"], "2");
    for open in before["open"].as_array().unwrap() {
        assert!(after["open"].as_array().unwrap().contains(open), "{open}");
    }
}

#[test]
fn an_interrupt_cancels_the_line_and_nothing_else() {
    let mut session = Session::start(80, 24, &["read"]);
    session.wait("全体> ");
    session.press("open 13\r");
    session.wait("第13章> ");
    let before = times(&session, "第13章> ");
    session.press("open 5\u{3}");
    session.wait("取り消しました。");
    session.wait_until("the prompt again", |_| {
        times(&session, "第13章> ") == before + 1
    });
    // Nothing of the cancelled line is left: this would be `open 5where` otherwise.
    session.press("where\r");
    session.wait_until("the place and the prompt", |_| {
        times(&session, "第13章> ") == before + 2
    });
    session.press("\u{3}");
    session.wait_until("a second one", |_| times(&session, "取り消しました。") == 2);
    session.press("quit\r");
    assert_eq!(session.exit_code(), 0);
    let written = written(&session);
    assert!(!written.contains('\u{1b}'), "{written:?}");
    session.is_given_back();
}

#[test]
fn with_edit_a_line_is_edited_and_an_earlier_one_comes_back() {
    let mut session = Session::start(80, 24, &["read", "--edit"]);
    session.wait("全体> ");
    // The caret goes back over `13` to mend the word.
    session.press("opem 13\u{1b}[D\u{1b}[D\u{1b}[D\u{7f}n\r");
    session.wait("第13章を開きました。");
    session.press("up\r");
    session.wait("第4部> ");
    session.press("\u{1b}[A\u{1b}[A\r");
    session.wait_until("chapter 13 again", |_| {
        times(&session, "第13章を開きました。") == 2
    });
    session.press("half\u{3}");
    session.wait("第13章> half\n第13章>");
    session.press("where\r");
    session.wait_until("the prompt after the answer", |screen| {
        screen.contains("テーマ5件。\n第13章>")
    });
    session.press("\u{4}");
    assert_eq!(session.exit_code(), 0);
    session.is_given_back();
}

#[test]
fn where_nobody_is_asked_there_is_no_prompt() {
    let state = tempfile::tempdir().unwrap();
    let mut session = Session::start_with(state, 80, 24, &["read"], &[("CI", "true")]);
    session.wait("読み上げモードです。");
    session.press("open 13\r");
    session.wait("第13章を開きました。");
    session.press("\u{4}");
    assert_eq!(session.exit_code(), 0);
    assert!(!written(&session).contains("> "), "{}", written(&session));
}

#[test]
fn lines_are_fitted_to_the_terminal_unless_they_are_to_be_whole() {
    let line = "第13章を開きました。東日本大震災等からの復興、災害に強いまちづくり等。テーマ5件、20章中13章目。\r\n";
    let mut session = Session::start(40, 24, &["read", "--width", "0"]);
    session.wait("全体> ");
    session.press("open 13\r");
    session.wait("第13章> ");
    assert!(written(&session).contains(line), "{}", written(&session));
    // The terminal's own width is kept, so that it tears nothing.
    let mut session = Session::start(40, 24, &["read"]);
    session.wait("全体> ");
    session.press("open 13\r");
    session.wait("第13章> ");
    assert!(
        written(&session).contains("15億2千万円減"),
        "{}",
        written(&session)
    );
    assert!(!written(&session).contains(line), "{}", written(&session));
    let mut session = Session::start(80, 24, &["read", "--columns", "40"]);
    session.wait("全体> ");
    session.press("open 13\r");
    session.wait("第13章> ");
    assert!(!written(&session).contains(line), "{}", written(&session));
}

/// A console keeps no second screen, nor do some screen readers: the last line is not written
/// over what is left of a row.
#[test]
fn the_last_line_stands_on_an_empty_screen() {
    let mut session = Session::start(80, 24, &["--a11y", "tui"]);
    session.wait("1、地方への新しい人の流れ");
    session.press("q");
    assert_eq!(session.exit_code(), 0);
    session.wait("終わりました。最後にいた場所は、第1部");
    session.wait("20章中1章目");
    let written = written(&session);
    // Broken between words, where the terminal would break it anywhere.
    let (_, last) = written.rsplit_once("終わりました。").unwrap();
    let widest = last.lines().map(|line| line.chars().count() * 2).max();
    assert!(last.lines().count() > 1 && widest <= Some(90), "{last:?}");
    let (_, after) = written.rsplit_once("\u{1b}[2J").unwrap();
    assert!(after.starts_with("\u{1b}[H") && after.contains("\u{1b}[?1049l"));
}
