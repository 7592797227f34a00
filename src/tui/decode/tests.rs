//! Whole and cut, in order and broken: the same bytes are the same events.

use crossterm::event::{KeyEventKind, MouseButton, MouseEventKind};
use proptest::prelude::*;

use super::*;

const TICK: Duration = Duration::from_millis(10);

/// The events of these packets, that far apart, and of waiting for ever at the end.
fn heard_apart(packets: &[&[u8]], gap: Duration) -> Vec<Heard> {
    let (mut decoder, mut out, mut now) = (Decoder::default(), Vec::new(), Duration::ZERO);
    for packet in packets {
        decoder.feed(packet, now, &mut out);
        now += gap;
    }
    while let Some(deadline) = decoder.deadline() {
        decoder.expire(deadline, &mut out);
    }
    out
}

fn heard(bytes: &[u8]) -> Vec<Heard> {
    heard_apart(&[bytes], TICK)
}

fn char_key(c: char) -> Heard {
    key(KeyCode::Char(c))
}

fn chord(code: KeyCode, modifiers: KeyModifiers) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(code, modifiers)))
}

fn paste(text: &str) -> Heard {
    Heard::Event(Event::Paste(text.into()))
}

/// What a terminal may send in an hour, and programs and links may do to it.
const RECORDED: &[&[u8]] = &[
    b"jjk\x1b[B\x1b[1;2A\x1bOH",
    b"\x1b[<0;10;5M\x1b[<0;10;5m\x1b[<65;3;4M",
    b"\x1b]11;rgb:ffff/fdfd/e0e0\x1b\\\x1b[1;3R\x1b[?62;4c",
    b"\x1b]11;rgb:1e/1e/2e\x07",
    b"\x1b[>41;330;0c\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\\x1b^private\x1b\\\x1bXq:quit\x1b\\",
    b"\x1b[200~q\x1b[31m\xe9\x87\x8f\xe5\xad\x90\n\x1b[20\x1b[201~",
    "量子／ｊ𠮷é".as_bytes(),
    b"\x1bq\x1b\x1b[C\x03\r\t\x7f",
    b"\x1b[97;5u\x1b[27;5;100~\x1b[[A\x1b[15~\x1b[3$\x1b[I\x1b[O",
    b"\x1b[M !!\x1b[?2026;2$y\x1b[?7u",
    b"\xff\xe3\x81j\x80\xc2\x9bk",
];

proptest! {
    #[test]
    fn it_makes_no_difference_where_packets_are_cut(
        order in prop::collection::vec(0..RECORDED.len(), 1..20),
        cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..60),
        gap in 0_u64..40,
    ) {
        let stream = order.iter().map(|at| RECORDED[*at]).collect::<Vec<_>>().concat();
        let mut ends: Vec<usize> = cuts.iter().map(|cut| cut.index(stream.len() + 1)).collect();
        ends.extend([0, stream.len()]);
        ends.sort_unstable();
        let packets: Vec<&[u8]> = ends.windows(2).map(|pair| &stream[pair[0]..pair[1]]).collect();
        let cut = heard_apart(&packets, Duration::from_millis(gap));
        prop_assert_eq!(cut, heard(&stream));
    }

    #[test]
    fn no_bytes_can_break_it(packets in prop::collection::vec(
        (prop::collection::vec(prop::sample::select(b"\x1b\x1b[]OP_^X\\<?200~201~M;:$c\x07\x03\xe9\x87\x8fj1".to_vec()), 0..12), 0_u64..2000),
        0..40,
    )) {
        let (mut decoder, mut out, mut now) = (Decoder::default(), Vec::new(), Duration::ZERO);
        for (packet, gap) in &packets {
            now += Duration::from_millis(*gap);
            decoder.feed(packet, now, &mut out);
        }
        while let Some(deadline) = decoder.deadline() {
            decoder.expire(deadline, &mut out);
        }
        let before = out.len();
        // Nothing makes it deaf: after a rest a key is a key, and Ctrl-C always.
        decoder.feed(b"\x03", now + REST_WAIT * 2, &mut out);
        prop_assert_eq!(out.get(before..), Some(&[chord(KeyCode::Char('c'), KeyModifiers::CONTROL)][..]));
    }
}

#[test]
fn a_lone_escape_is_a_key_after_a_while_and_the_beginning_of_a_sequence_before() {
    let down = [key(KeyCode::Down)];
    assert_eq!(heard_apart(&[b"\x1b", b"[B"], TICK), down);
    assert_eq!(heard_apart(&[b"\x1b", b"[", b"B"], TICK * 4), down);
    let apart = heard_apart(&[b"\x1b", b"j"], TICK * 6);
    assert_eq!(apart, [key(KeyCode::Esc), char_key('j')]);
    assert_eq!(
        heard(b"\x1bj"),
        [chord(KeyCode::Char('j'), KeyModifiers::ALT)]
    );
    assert_eq!(heard(b"\x1b"), [key(KeyCode::Esc)]);
    assert_eq!(heard(b"\x1b\x1b"), [key(KeyCode::Esc), key(KeyCode::Esc)]);
    assert_eq!(heard(b"\x1b\r"), [key(KeyCode::Esc), key(KeyCode::Enter)]);
    // Alt with a key that begins sequences.
    assert_eq!(
        heard(b"\x1b["),
        [chord(KeyCode::Char('['), KeyModifiers::ALT)]
    );
}

#[test]
fn what_is_not_known_is_nothing() {
    for unknown in [
        &b"\x1b[>41;330;0c"[..],
        b"\x1b[?7u",
        b"\x1b[?2026;2$y",
        b"\x1b[8;40;120t",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b^q\x1b\\",
        b"\x1bXq\x1b\\",
        b"\x1bP>|XTerm(388)\x1b\\",
        b"\x1b]10;rgb:0/0/0\x07",
        b"\x1b]52;c;cXVpdA==\x1b\\",
        b"\x1b[I\x1b[O",
        b"\x1b[99999999999;1R",
        b"\x1b[57441u",
        b"\xff\x80\xe3\x81",
    ] {
        assert_eq!(
            heard(&[unknown, b"j"].concat()),
            [char_key('j')],
            "{unknown:?}"
        );
    }
    let long = [b"\x1b]11;", [b'q'; 100_000].as_slice(), b"\x07j"].concat();
    assert_eq!(heard(&long), [char_key('j')]);
    let cancelled = b"\x1bPqqq\x18j";
    assert_eq!(heard(cancelled), [char_key('j')]);
    // A key in a sequence that was cut off is a key.
    assert_eq!(heard(b"\x1b[12\r"), [key(KeyCode::Enter)]);
}

#[test]
fn a_paste_ends_by_its_mark_or_by_time_and_never_makes_deaf() {
    assert_eq!(
        heard(b"\x1b[200~q\x1b[B\x1b[201~j"),
        [paste("q\x1b[B"), char_key('j')]
    );
    let lost = heard_apart(&[b"\x1b[200~abc", b"q"], REST_WAIT);
    assert_eq!(lost, [paste("abc"), char_key('q')]);
    let control_c = chord(KeyCode::Char('c'), KeyModifiers::CONTROL);
    let interrupted = heard_apart(
        &[b"\x1b[200~abc", b"\x03", b"q"],
        Duration::from_millis(200),
    );
    assert_eq!(interrupted, [paste("abc"), control_c, char_key('q')]);
    // In the midst of a text it is text.
    assert_eq!(heard(b"\x1b[200~a\x03q\x1b[201~"), [paste("a\x03q")]);
    let long = [b"\x1b[200~", [b'q'; 1 << 20].as_slice(), b"\x1b[201~j"].concat();
    let got = heard(&long);
    assert_eq!(got, [paste(&"q".repeat(LONGEST_PASTE)), char_key('j')]);
}

#[test]
fn answers_end_as_terminals_end_them() {
    for end in ["\x07", "\x1b\\", "\x1b"] {
        let text = format!("a\x1b]11;rgb:ffff/fdfd/e0e0{end}\x1b[1;3Rあ\x1b[B\x1b[?62;4c/");
        assert_eq!(
            heard(text.as_bytes()),
            [
                char_key('a'),
                Heard::Background(Some(Rgb(0xff, 0xfd, 0xe0))),
                Heard::Position(1, 3),
                char_key('あ'),
                key(KeyCode::Down),
                Heard::Attributes,
                char_key('/'),
            ],
            "{end:?}"
        );
    }
}

#[test]
fn forms_of_colours() {
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
        let answer = heard(format!("\x1b]11;{text}\x07").as_bytes());
        assert_eq!(answer, [Heard::Background(rgb)], "{text}");
    }
}

#[test]
fn keys_of_all_keyboards() {
    let (shift, control) = (KeyModifiers::SHIFT, KeyModifiers::CONTROL);
    for (bytes, expected) in [
        ("\x1bOA", key(KeyCode::Up)),
        ("\x1b[1;5D", chord(KeyCode::Left, control)),
        ("\x1b[1~", key(KeyCode::Home)),
        ("\x1b[8~", key(KeyCode::End)),
        ("\x1b[6~", key(KeyCode::PageDown)),
        ("\x1bOP", key(KeyCode::F(1))),
        ("\x1b[[A", key(KeyCode::F(1))),
        ("\x1b[11~", key(KeyCode::F(1))),
        ("\x1b[24~", key(KeyCode::F(12))),
        ("\x1b[Z", key(KeyCode::BackTab)),
        ("\x1b[9;2u", chord(KeyCode::BackTab, shift)),
        ("\x1b[97;2u", chord(KeyCode::Char('A'), shift)),
        ("\x1b[49:33;2u", chord(KeyCode::Char('!'), shift)),
        ("\x1b[99;5u", chord(KeyCode::Char('c'), control)),
        ("\x1b[27;5;99~", chord(KeyCode::Char('c'), control)),
        ("\x1b[27u", key(KeyCode::Esc)),
        ("\x10", chord(KeyCode::Char('p'), control)),
        ("𠮷", char_key('𠮷')),
    ] {
        assert_eq!(heard(bytes.as_bytes()), [expected], "{bytes:?}");
    }
    let released = heard(b"\x1b[113;1:3u");
    assert!(
        matches!(released[..], [Heard::Event(Event::Key(key))] if key.kind == KeyEventKind::Release)
    );
}

#[test]
fn the_mouse_old_and_new() {
    for (bytes, expected) in [
        (
            "\x1b[<0;300;5M",
            (MouseEventKind::Down(MouseButton::Left), 299, 4),
        ),
        ("\x1b[<64;1;1M", (MouseEventKind::ScrollUp, 0, 0)),
        ("\x1b[<69;2;3M", (MouseEventKind::ScrollDown, 1, 2)),
        ("\x1b[M #%", (MouseEventKind::Down(MouseButton::Left), 2, 4)),
    ] {
        let [Heard::Event(Event::Mouse(mouse))] = heard(bytes.as_bytes())[..] else {
            panic!("{bytes:?}");
        };
        assert_eq!((mouse.kind, mouse.column, mouse.row), expected, "{bytes:?}");
    }
    assert_eq!(heard(b"\x1b[<0;1;1m\x1b[<35;1;1M\x1b[<0;0;0M"), []);
}
