//! Bytes typed while the terminal was being asked, as the events that they would have been.

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

/// The keys and pasted texts; what the explorer has no use for is left out.
pub fn events(bytes: &[u8]) -> Vec<Event> {
    let text = String::from_utf8_lossy(bytes);
    let mut out = Vec::new();
    let mut rest: &str = &text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        if c != '\x1b' {
            out.extend(character(c).map(Event::Key));
            rest = after;
            continue;
        }
        if let Some(pasted) = after.strip_prefix("[200~") {
            let (pasted, after) = pasted.split_once("\x1b[201~").unwrap_or((pasted, ""));
            out.push(Event::Paste(pasted.to_owned()));
            rest = after;
        } else if let Some(sequence) = after.strip_prefix('[') {
            let end = sequence.find(|c: char| ('\x40'..='\x7e').contains(&c));
            let (params, last) = sequence
                .split_at_checked(end.unwrap_or(sequence.len()))
                .unwrap_or((sequence, ""));
            let mut last = last.chars();
            out.extend(last.next().and_then(|end| named(params, end)).map(plain));
            rest = last.as_str();
        } else if let Some(sequence) = after.strip_prefix('O') {
            let mut sequence = sequence.chars();
            let key = sequence.next().and_then(|end| named("", end));
            out.push(plain(key.unwrap_or(KeyCode::Esc)));
            rest = sequence.as_str();
        } else {
            out.push(plain(KeyCode::Esc));
            rest = after;
        }
    }
    out
}

fn plain(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

fn character(c: char) -> Option<KeyEvent> {
    let key = |code| Some(KeyEvent::new(code, KeyModifiers::NONE));
    match c {
        '\r' | '\n' => key(KeyCode::Enter),
        '\t' => key(KeyCode::Tab),
        '\x7f' => key(KeyCode::Backspace),
        '\x01'..='\x1a' => {
            let letter = char::from_u32(u32::from(c) + 0x60)?;
            let code = KeyCode::Char(letter);
            Some(KeyEvent::new(code, KeyModifiers::CONTROL))
        }
        _ if c.is_control() || c == char::REPLACEMENT_CHARACTER => None,
        _ => key(KeyCode::Char(c)),
    }
}

fn named(params: &str, end: char) -> Option<KeyCode> {
    Some(match (end, params) {
        ('A', _) => KeyCode::Up,
        ('B', _) => KeyCode::Down,
        ('C', _) => KeyCode::Right,
        ('D', _) => KeyCode::Left,
        ('H', _) | ('~', "1" | "7") => KeyCode::Home,
        ('F', _) | ('~', "4" | "8") => KeyCode::End,
        ('Z', _) => KeyCode::BackTab,
        ('P', "") | ('~', "11") => KeyCode::F(1),
        ('~', "3") => KeyCode::Delete,
        ('~', "5") => KeyCode::PageUp,
        ('~', "6") => KeyCode::PageDown,
        _ => return None,
    })
}
