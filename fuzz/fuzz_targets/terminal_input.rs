//! Any bytes of the terminal, cut into any packets: the same events however they are cut, and
//! afterwards Ctrl-C is still heard.
#![no_main]

use std::time::Duration;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use libfuzzer_sys::fuzz_target;
use shisaku::tui::decode::{Decoder, Heard, REST_WAIT};

/// What was heard, and when the last packet came.
fn heard<'a>(packets: impl Iterator<Item = &'a [u8]>, gap: Duration) -> (Vec<Heard>, Duration) {
    let (mut decoder, mut out, mut now) = (Decoder::default(), Vec::new(), Duration::ZERO);
    for packet in packets {
        now += gap;
        decoder.feed(packet, now, &mut out);
    }
    while let Some(deadline) = decoder.deadline() {
        assert!(deadline <= now + REST_WAIT, "it would wait for ever");
        decoder.expire(deadline, &mut out);
    }
    (out, now)
}

// The first byte says how long the packets are, the second how far apart they come.
fuzz_target!(|bytes: &[u8]| {
    let [length, gap, stream @ ..] = bytes else {
        return;
    };
    let (length, gap) = (
        usize::from(length % 16) + 1,
        Duration::from_millis(u64::from(gap % 40)),
    );
    let (whole, _) = heard(std::iter::once(stream), gap);
    let (cut, _) = heard(stream.chunks(length), gap);
    assert_eq!(whole, cut);

    let mut decoder = Decoder::default();
    let mut out = Vec::new();
    decoder.feed(stream, Duration::ZERO, &mut out);
    let mut after = Vec::new();
    decoder.expire(REST_WAIT, &mut after);
    after.clear();
    decoder.feed(b"\x03", REST_WAIT * 2, &mut after);
    let interrupt = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
    assert_eq!(after, [Heard::Event(Event::Key(interrupt))]);
});
