//! Answers whole, split, mixed with typing, and not there.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::*;

const BOTH: Ask = Ask {
    background: true,
    width: true,
    bell: false,
};

fn char_key(c: char) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
}

fn code(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

#[test]
fn the_questions_are_one_write_that_wipes_itself_off() {
    assert_eq!(
        BOTH.question(),
        "\x1b]11;?\x1b\\\x1b[1;1H①\x1b[6n\x1b[1;1H\x1b[K\x1b[c"
    );
    assert_eq!(Ask::default().question(), "");
    for (term, background, width) in [
        ("xterm-256color", true, true),
        ("linux", false, true),
        ("dumb", false, false),
        ("", false, false),
    ] {
        let ask = Ask::of(term, true, true);
        assert_eq!((ask.background, ask.width), (background, width), "{term}");
    }
    assert!(
        Ask::of("rxvt-unicode", true, false)
            .question()
            .contains('\x07')
    );
}

#[test]
fn answers_are_understood_wherever_they_are_split() {
    for end in ["\x07", "\x1b\\", "\x1b"] {
        let text = format!("a\x1b]11;rgb:ffff/fdfd/e0e0{end}\x1b[1;3Rあ\x1b[B\x1b[?62;4c/");
        let bytes = text.as_bytes();
        for split in 0..=bytes.len() {
            // Nothing is lost or made up by looking before all of it is there.
            let early = BOTH.heard(&bytes[..split]);
            assert!(!early.is_done() || split >= bytes.len() - 1);
        }
        let heard = BOTH.heard(bytes);
        assert!(heard.is_done());
        let answers = heard.answers(&BOTH);
        assert_eq!(answers.background, Some(Rgb(0xff, 0xfd, 0xe0)), "{end:?}");
        assert_eq!(answers.ambiguous_width, Some(2));
        assert_eq!(answers.late, None);
        let typed = [
            char_key('a'),
            char_key('あ'),
            code(KeyCode::Down),
            char_key('/'),
        ];
        assert_eq!(answers.typed, typed);
    }
}

#[test]
fn forms_of_colours() {
    let background = |text: &str| {
        let heard = BOTH.heard(format!("\x1b]11;{text}\x07").as_bytes());
        heard.answers(&BOTH).background
    };
    for (text, rgb) in [
        ("rgb:0/8/f", Some(Rgb(0, 0x88, 0xff))),
        ("rgb:1e/1E/2e", Some(Rgb(0x1e, 0x1e, 0x2e))),
        ("rgba:ffff/0000/0000/8000", Some(Rgb(0xff, 0, 0))),
        ("#102030", Some(Rgb(0x10, 0x20, 0x30))),
        ("rgb:ff/ff", None),
        ("rgb:fffff/0/0", None),
        ("rgb:-1/0/0", None),
        ("rgb://", None),
        ("?", None),
        ("", None),
    ] {
        assert_eq!(background(text), rgb, "{text}");
    }
}

#[test]
fn a_terminal_that_answers_only_the_last_question_ends_the_wait() {
    let heard = BOTH.heard(b"\x1b[?1;2c");
    assert!(heard.is_done());
    assert_eq!(heard.answers(&BOTH), Answers::default());
}

#[test]
fn a_silent_terminal_leaves_what_was_typed() {
    let heard = BOTH.heard(b"jj\x1b[A\x1b[200~\xe9\x87\x8f\x1b[201~\x10q\x1b");
    assert!(!heard.is_done() && !heard.is_inside_answer());
    let answers = heard.answers(&BOTH);
    let control_p = KeyEvent::new(KeyCode::Char('p'), KeyModifiers::CONTROL);
    assert_eq!(
        answers.typed,
        [
            char_key('j'),
            char_key('j'),
            code(KeyCode::Up),
            Event::Paste("量".into()),
            Event::Key(control_p),
            char_key('q'),
            code(KeyCode::Esc),
        ]
    );
    assert!(answers.late.is_some());
    assert_eq!(answers.outstanding, 2);
}

#[test]
fn no_bytes_can_break_it() {
    let parts: [&[u8]; 8] = [
        b"\x1b",
        b"]",
        b"[",
        b"O",
        b"\xff\xe3",
        b"11;rgb:",
        b"\x07",
        b"1;R~c",
    ];
    for i in 0..4096_usize {
        let pick = |n: u32| parts[i / 8_usize.pow(n) % 8];
        let bytes = [pick(0), pick(1), pick(2), pick(3)].concat();
        let answers = BOTH.heard(&bytes).answers(&BOTH);
        assert!(answers.typed.len() <= bytes.len());
    }
}

#[test]
fn a_late_answer_is_no_typing() {
    let alt = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::ALT));
    let bell = Event::Key(KeyEvent::new(KeyCode::Char('g'), KeyModifiers::CONTROL));
    for end in [alt('\\'), bell] {
        let mut late = Late::new(false);
        assert!(!late.takes(&char_key('1')), "nothing has begun");
        let answer = "11;rgb:ffff/fdfd/e0e0".chars().map(char_key);
        let answer = std::iter::once(alt(']')).chain(answer).chain([end]);
        for event in answer {
            assert!(late.takes(&event), "{event:?}");
        }
        assert!(!late.takes(&char_key('b')), "and then the user types again");
        assert!(!late.takes(&alt(']')));
    }
    let mut cut = BOTH.heard(b"\x1b]11;rgb:ff").answers(&BOTH).late.unwrap();
    assert!(cut.takes(&char_key('f')) && cut.takes(&alt('\\')));
    let mut broken = Late::new(true);
    assert!(!broken.takes(&char_key('q')) && !broken.takes(&char_key('1')));
}
