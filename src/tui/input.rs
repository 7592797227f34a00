//! crossterm's events as the explorer's actions; the only file that knows both.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::explorer::{Action, Code, Key, Mouse, MouseKind};

/// The action of an event; none for what means nothing here.
#[must_use]
pub fn action(event: Event) -> Option<Action> {
    match event {
        Event::Key(key) => self::key(key).map(Action::Key),
        Event::Mouse(mouse) => self::mouse(mouse).map(Action::Mouse),
        Event::Paste(text) => Some(Action::Paste(text)),
        Event::Resize(columns, rows) => Some(Action::Resize(columns, rows)),
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Escape and a key, where both came together; none for any other event. A person who types
/// both fast, over a link that sends them in one packet, looks like one who holds Alt.
#[must_use]
pub fn escape_and_key(event: &Event) -> Option<[Key; 2]> {
    match event {
        Event::Key(key) if key.modifiers == KeyModifiers::ALT => {
            let plain = KeyEvent::new_with_kind(key.code, KeyModifiers::NONE, key.kind);
            Some([Key::plain(Code::Esc), self::key(plain)?])
        }
        _ => None,
    }
}

fn key(event: KeyEvent) -> Option<Key> {
    // Alt chords belong to terminals and screen readers.
    if event.kind == KeyEventKind::Release || event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(n) => Code::F(n),
        _ => return None,
    };
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    Some(match code {
        // Ctrl-J is Enter on terminals that send a line feed for it.
        Code::Char('j') if control => Key::plain(Code::Enter),
        Code::Char(c) => Key {
            code: Code::Char(if control { c.to_ascii_lowercase() } else { c }),
            ctrl: control,
        },
        _ => Key::plain(code),
    })
}

const fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        kind,
        column: event.column,
        row: event.row,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_translated() {
        let press = |code, modifiers| action(Event::Key(KeyEvent::new(code, modifiers)));
        assert_eq!(
            press(KeyCode::Char('d'), KeyModifiers::CONTROL),
            Some(Action::Key(Key::ctrl('d')))
        );
        assert_eq!(
            press(KeyCode::Char('G'), KeyModifiers::SHIFT),
            Some(Action::Key(Key::char('G')))
        );
        assert_eq!(press(KeyCode::Char('x'), KeyModifiers::ALT), None);
        let chord = Event::Key(KeyEvent::new(KeyCode::Char('q'), KeyModifiers::ALT));
        assert_eq!(
            escape_and_key(&chord),
            Some([Key::plain(Code::Esc), Key::char('q')])
        );
        assert_eq!(escape_and_key(&Event::Paste("q".into())), None);
    }
}
