//! Rows of a table whose name is a bracketed title: `【危機管理部】 264,950` over the rows of that office.

use std::collections::HashMap;

use crate::parse::general::piece::{Piece, Role, Style};

/// Makes such rows headings where they begin their table and each has rows without brackets below it.
pub(super) fn promote(pieces: &mut [Piece]) {
    let mut tables: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        let entry = piece.role == Role::Item || piece.role == Role::Sum;
        if let Some(table) = piece.table.filter(|_| entry && piece.reading.is_some()) {
            tables.entry(table).or_default().push(at);
        }
    }
    for rows in tables.into_values() {
        let boxed = |at: &usize| pieces.get(*at).is_some_and(|p| title(&p.name).is_some());
        let titles: Vec<usize> = rows.iter().copied().filter(boxed).collect();
        // Only the last title may have all its rows on the next page.
        let empty = rows
            .windows(2)
            .filter(|pair| pair.iter().all(boxed))
            .count();
        if titles.len() < 2 || empty > 0 || rows.first() != titles.first() {
            continue;
        }
        for at in titles {
            if let Some(piece) = pieces.get_mut(at)
                && let Some(own) = title(&piece.name)
            {
                piece.name = own;
                piece.role = Role::Heading(Style::Boxed('【'));
            }
        }
    }
}

/// The words of a name that is one pair of thick brackets.
fn title(name: &str) -> Option<String> {
    let inner = name.trim().strip_prefix('【')?.strip_suffix('】')?;
    let plain = !inner.contains(['【', '】']) && inner.chars().any(char::is_alphabetic);
    plain.then(|| inner.trim().to_owned())
}
