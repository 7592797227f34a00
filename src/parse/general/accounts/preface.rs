//! What stands before the programmes: the budget as a whole, told again in words.

use super::amount;
use crate::japanese::fold::wording;
use crate::parse::general::piece::{Piece, Role};

/// Fewest programmes below: of fewer an amount before them may well be one itself.
const FEWEST: usize = 3;

/// An amount before all programmes but the first heading, under the name of a budget and larger than each programme, is the
/// whole or a part of it by account: `架空省の補正予算の追加額 1,086億円`, `ほかに架空特別会計 1,905億円`.
pub(super) fn leave_out(pieces: &mut [Piece]) {
    let is_heading = |p: &Piece| matches!(p.role, Role::Heading(_));
    let item = |p: &Piece| p.role == Role::Item && p.reading.is_some();
    // The first heading may be the title of the paper itself.
    let mut headings = pieces
        .iter()
        .enumerate()
        .filter(|(_, p)| is_heading(p))
        .map(|(at, _)| at);
    let Some(end) = headings.next().and_then(|first| {
        let led = pieces.iter().take(first).any(item);
        if led { Some(first) } else { headings.next() }
    }) else {
        return;
    };
    let programmes = pieces
        .iter()
        .skip(end)
        .filter_map(amount)
        .map(|(request, _)| request.oku);
    let (count, most) = programmes.fold((0, None), |(count, most), oku| {
        (count + 1, most.max(Some(oku)))
    });
    let Some(most) = most.filter(|_| count >= FEWEST) else {
        return;
    };
    for piece in pieces.iter_mut().take(end).filter(|p| item(p)) {
        let larger = amount(piece).is_some_and(|(request, _)| request.oku > most);
        if larger && piece.table.is_none() && names_a_budget(&piece.name) {
            piece.role = Role::Sum;
        }
    }
}

/// Whether words name a budget, not a programme: `県の新年度予算案`, `架空特別会計`.
fn names_a_budget(name: &str) -> bool {
    const ENDS: [&str; 10] = [
        "予算",
        "予算案",
        "予算額",
        "予算案額",
        "予算規模",
        "追加額",
        "要求額",
        "会計",
        "歳出",
        "総額",
    ];
    let name = wording(name);
    ENDS.iter().any(|word| name.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::names_a_budget;

    #[test]
    fn budgets_are_told_from_programmes() {
        for name in [
            "架空省の補正予算（第１号）の追加額",
            "県の新年度予算案",
            "ほかに架空特別会計",
        ] {
            assert!(names_a_budget(name), "{name}");
        }
        for name in ["地方交付税", "予算書の電子化", "会計事務の見直し"] {
            assert!(!names_a_budget(name), "{name}");
        }
    }
}
