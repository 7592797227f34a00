//! What is told of the parts of a file that could not be read as they stand.

use crate::model::{Diagnostic, Severity};
use crate::source::encoding::Decoded;

/// A part that may have held money: a table, a page, cells.
pub(super) fn part(line: u32, message: String) -> Diagnostic {
    Diagnostic {
        severity: Severity::Warning,
        code: "unreadable-part",
        line,
        page: None,
        message,
    }
}

/// The lines with letters that could not be read. One in running text costs no money, so that
/// nobody is warned of a sum for it.
pub(super) fn damaged(decoded: &Decoded) -> Vec<Diagnostic> {
    let message = format!(
        "{}として読めない文字があります（�として残しました）",
        decoded.encoding
    );
    let lines = (1..).zip(decoded.text.split('\n'));
    let damaged = lines.filter(|(line, _)| decoded.damaged.binary_search(line).is_ok());
    damaged
        .map(|(line, text)| {
            let found = part(line, message.clone());
            if is_in_money(text) {
                return found;
            }
            Diagnostic {
                severity: Severity::Warning,
                code: "damaged-letter",
                ..found
            }
        })
        .collect()
}

/// Whether a letter that could not be read stands against a figure, its unit or a mark: it may have
/// been a digit of an amount.
fn is_in_money(line: &str) -> bool {
    let is_of_money = |c: Option<&char>| {
        c.is_some_and(|c| c.is_numeric() || "兆億万千百円.,．，【】".contains(*c))
    };
    let letters: Vec<char> = line.chars().collect();
    letters.iter().enumerate().any(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        *c == '\u{fffd}' && (is_of_money(before) || is_of_money(letters.get(at + 1)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::encoding::decode;

    #[test]
    fn a_letter_of_running_text_is_no_unread_money() {
        let bytes = b"\xe6\x97\xa5\xe6\x9c\xac\n\xe6\x97\xa5\xff\n1\xff0\xe5\x84\x84\xe5\x86\x86\n";
        let found = damaged(&decode(bytes).unwrap());
        let told: Vec<_> = found.iter().map(|f| (f.line, f.is_unread())).collect();
        assert_eq!(told, [(2, false), (3, true)]);
    }
}
