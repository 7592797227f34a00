//! What the text of a programme says of its sheet.

use super::super::sheet::{PayeeKind, Sheet};

/// Most payees named below a programme.
const MOST_PAYEES: usize = 10;

/// From which year to which the programme goes.
pub(super) fn span(sheet: &Sheet) -> String {
    match (sheet.start, sheet.end) {
        (Some(start), Some(end)) => format!("{start}年度から{end}年度まで"),
        (Some(start), None) => format!("{start}年度から"),
        (None, Some(end)) => format!("{end}年度まで"),
        (None, None) => String::new(),
    }
}

/// The bodies that were paid; persons as a number, never by name.
pub(super) fn payees(sheet: &Sheet) -> String {
    let bodies = sheet
        .payees
        .iter()
        .filter(|payee| payee.kind == PayeeKind::Body);
    let mut parts: Vec<String> = bodies
        .take(MOST_PAYEES)
        .map(|payee| match payee.paid {
            Some(paid) => format!("{} {}億円", payee.name, paid.oku()),
            None => payee.name.to_string(),
        })
        .collect();
    let persons = sheet
        .payees
        .iter()
        .filter(|p| p.kind == PayeeKind::Person)
        .count();
    if persons > 0 {
        parts.push(format!("個人{persons}件"));
    }
    parts.join("、")
}
