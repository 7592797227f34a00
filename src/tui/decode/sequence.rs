//! What a whole control sequence says.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::super::theme::Rgb;
use super::Heard;

/// The meaning of `ESC [ params end` or `ESC O params end`; none where it has none here.
pub fn read(intro: u8, params: &[u8], end: u8) -> Option<Heard> {
    let text = std::str::from_utf8(params).ok()?;
    if let Some(rest) = text.strip_prefix('<') {
        return mouse(rest, end);
    }
    if let Some(rest) = text.strip_prefix('?') {
        let is_list = rest.bytes().all(|b| b.is_ascii_digit() || b == b';');
        return (end == b'c' && is_list).then_some(Heard::Attributes);
    }
    if text == "[" {
        let number = end.checked_sub(b'A').filter(|n| *n < 5)?;
        return press(KeyCode::F(number + 1), Held::default());
    }
    // What remains of private sequences and of those with intermediate bytes is no key.
    if text
        .bytes()
        .any(|b| !matches!(b, b'0'..=b'9' | b';' | b':'))
    {
        return None;
    }
    let mut fields = text.split(';');
    let (first, second) = (fields.next().unwrap_or_default(), fields.next());
    if end == b'R'
        && intro == b'['
        && let Some(column) = second
    {
        return Some(Heard::Position(first.parse().ok()?, column.parse().ok()?));
    }
    let held = Held::of(second.unwrap_or_default());
    match end {
        b'u' if intro == b'[' => press(code_of(first, held)?, held),
        b'~' if first == "27" => press(code_of(fields.next()?, held)?, held),
        b'~' | b'$' | b'^' | b'@' => press(numbered(first.parse().ok()?)?, held),
        _ => press(lettered(intro, end)?, held),
    }
}

fn press(code: KeyCode, held: Held) -> Option<Heard> {
    let event = KeyEvent::new_with_kind(code, held.modifiers, held.kind);
    Some(Heard::Event(Event::Key(event)))
}

/// What was held with a key, and whether it went down or up.
#[derive(Clone, Copy)]
struct Held {
    modifiers: KeyModifiers,
    kind: KeyEventKind,
}

impl Default for Held {
    fn default() -> Self {
        Self {
            modifiers: KeyModifiers::NONE,
            kind: KeyEventKind::Press,
        }
    }
}

impl Held {
    /// `modifiers` or `modifiers:kind`, both counted from 1.
    fn of(text: &str) -> Self {
        let (modifiers, kind) = text.split_once(':').unwrap_or((text, ""));
        let bits = modifiers.parse::<u8>().unwrap_or(1).saturating_sub(1);
        let mut out = Self::default();
        for (bit, modifier) in [
            (1, KeyModifiers::SHIFT),
            (2, KeyModifiers::ALT),
            (4, KeyModifiers::CONTROL),
            (8, KeyModifiers::SUPER),
            (16, KeyModifiers::HYPER),
            (32, KeyModifiers::META),
        ] {
            if bits & bit != 0 {
                out.modifiers |= modifier;
            }
        }
        out.kind = match kind {
            "2" => KeyEventKind::Repeat,
            "3" => KeyEventKind::Release,
            _ => KeyEventKind::Press,
        };
        out
    }
}

/// The key of a number of the keyboard protocol, `plain` or `plain:shifted:…`.
fn code_of(text: &str, held: Held) -> Option<KeyCode> {
    let mut codes = text.split(':');
    let plain: u32 = codes.next()?.parse().ok()?;
    let shifted = codes.next().and_then(|code| code.parse::<u32>().ok());
    let shift = held.modifiers.contains(KeyModifiers::SHIFT);
    Some(match plain {
        9 if shift => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 | 57414 => KeyCode::Enter,
        27 => KeyCode::Esc,
        127 | 8 => KeyCode::Backspace,
        57399..=57408 => KeyCode::Char(char::from_digit(plain - 57399, 10)?),
        // Named keys of the protocol that mean nothing here.
        57344..=63743 => return None,
        _ => {
            let code = shifted.filter(|_| shift).unwrap_or(plain);
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            KeyCode::Char(if shift { c.to_ascii_uppercase() } else { c })
        }
    })
}

const fn numbered(number: u8) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number - 10),
        17..=21 => KeyCode::F(number - 11),
        23..=26 => KeyCode::F(number - 12),
        28..=29 => KeyCode::F(number - 13),
        31..=34 => KeyCode::F(number - 14),
        _ => return None,
    })
}

const fn lettered(intro: u8, end: u8) -> Option<KeyCode> {
    Some(match end {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'H' => KeyCode::Home,
        b'F' => KeyCode::End,
        b'P'..=b'S' => KeyCode::F(end - b'P' + 1),
        b'Z' => KeyCode::BackTab,
        b'M' if intro == b'O' => KeyCode::Enter,
        _ => return None,
    })
}

/// `buttons;column;row` of a mouse report, whose end tells press and release.
fn mouse(params: &str, end: u8) -> Option<Heard> {
    let mut fields = params.split(';');
    let buttons: u8 = fields.next()?.parse().ok()?;
    let column: u16 = fields.next()?.parse().ok()?;
    let row: u16 = fields.next()?.parse().ok()?;
    match end {
        b'M' => clicked(buttons, column.checked_sub(1)?, row.checked_sub(1)?),
        _ => None,
    }
}

/// The three bytes of a mouse report as the oldest terminals send it.
pub fn old_mouse(buttons: u8, column: u8, row: u8) -> Option<Heard> {
    let (column, row) = (column.checked_sub(33)?, row.checked_sub(33)?);
    clicked(buttons.checked_sub(32)?, column.into(), row.into())
}

fn clicked(buttons: u8, column: u16, row: u16) -> Option<Heard> {
    // Bits 2 to 4 are the keys that were held; a motion has bit 5 and means nothing.
    let kind = match buttons & !0b1_1100 {
        0 => MouseEventKind::Down(MouseButton::Left),
        1 => MouseEventKind::Down(MouseButton::Middle),
        2 => MouseEventKind::Down(MouseButton::Right),
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Heard::Event(Event::Mouse(MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    })))
}

/// `rgb:1e1e/1e1e/1e1e`, `rgba:…`, `#1e1e1e`.
pub fn color(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?;
    if let Some(hex) = text.strip_prefix('#') {
        let number = u32::from_str_radix(hex, 16).ok()?;
        return (hex.len() == 6).then(|| Rgb::hex(number));
    }
    let parts = text.strip_prefix("rgb:").or(text.strip_prefix("rgba:"))?;
    let mut channels = parts.split('/').map(channel);
    Some(Rgb(channels.next()??, channels.next()??, channels.next()??))
}

/// One to four hexadecimal digits as a byte.
fn channel(hex: &str) -> Option<u8> {
    let value = u32::from_str_radix(hex, 16).ok()?;
    let most = 16_u32.checked_pow(u32::try_from(hex.len()).ok()?)? - 1;
    if !(1..=4).contains(&hex.len()) {
        return None;
    }
    u8::try_from((value * 255 + most / 2) / most).ok()
}
