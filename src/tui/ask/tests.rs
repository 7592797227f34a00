//! The questions, and which answers are taken.

use super::*;

const BOTH: Ask = Ask {
    background: true,
    width: true,
    bell: false,
    sign: false,
};

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
fn a_sign_of_life_is_one_question_that_wipes_nothing() {
    let sign = Ask::sign("xterm-256color");
    assert_eq!(sign.question(), "\x1b[c");
    assert_eq!(Ask::sign("dumb").question(), "");
    let mut awaited = Awaited::of(&sign);
    assert!(awaited.is_open() && awaited.take(&Heard::Attributes).is_empty());
    assert!(!awaited.is_open());
}

#[test]
fn an_answer_is_taken_once_and_only_if_it_was_asked_for() {
    let white = Heard::Background(Some(Rgb(0xff, 0xff, 0xff)));
    let wide = Heard::Position(1, 3);
    let mut nothing = Awaited::of(&Ask::default());
    assert!(!nothing.is_open());
    assert!(nothing.take(&white).is_empty() && nothing.take(&wide).is_empty());
    let mut both = Awaited::of(&BOTH);
    assert!(both.take(&Heard::Position(7, 3)).is_empty());
    // The last answer may overtake the others on its way through a multiplexer.
    assert!(both.is_open() && both.take(&Heard::Attributes).is_empty() && !both.is_open());
    assert_eq!(both.take(&white).background, Some(Rgb(0xff, 0xff, 0xff)));
    assert_eq!(both.take(&wide).ambiguous_width, Some(2));
    assert!(both.take(&white).is_empty() && both.take(&wide).is_empty());
}
