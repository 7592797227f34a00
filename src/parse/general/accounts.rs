//! Programme or sum: by label, by nesting, by arithmetic. Nothing is counted twice.

mod again;
mod boxed;
mod headings;
mod nested;
mod preface;

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use self::headings::{
    counted_again, labels_of_headings, leave_out_revenue, new_below, promote_sums, promote_titles,
};
use super::amount::moneys;
use super::figure::{Fate, Figures, TextReason, UnreadReason};
use super::label::{is_memo, is_sum};
use super::outline::nesting::Nesting;
use super::piece::{Money, Piece, Role, Style};
use crate::japanese::fold::{folded, wording};
use crate::model::Amount;

/// Most parts of a sum that is looked for.
const MOST_PARTS: usize = 40;

/// Decides what each piece is, and the depth of each heading. Gives the depths: of a heading its own, of
/// anything else that of the heading it stands under plus one.
#[must_use]
pub fn settle(pieces: &mut [Piece], figures: &mut Figures) -> Vec<usize> {
    for piece in pieces.iter_mut() {
        let heads = matches!(piece.role, Role::Heading(_)) && piece.reading.is_some();
        if (heads || piece.role == Role::Item) && is_sum(&piece.name) {
            piece.role = Role::Sum;
        } else if heads && is_memo(&piece.name) {
            // `(2) 一時借入金の最高額　10,000,000千円`
            piece.role = Role::Memo;
        }
    }
    refuse_names_with_figures(pieces, figures);
    leave_out_summaries(pieces);
    boxed::promote(pieces);
    again::leave_out(pieces);
    preface::leave_out(pieces);
    labels_of_headings(pieces);
    nested::settle(pieces);
    promote_sums(pieces);
    promote_titles(pieces);
    let depths = depths(pieces);
    leave_out_revenue(pieces, &depths);
    leaves_are_programmes(pieces, &depths);
    new_below(pieces, &depths);
    by_arithmetic(pieces, &depths);
    for piece in pieces.iter() {
        let Some(reading) = &piece.reading else {
            continue;
        };
        let fate = match piece.role {
            Role::Item => Fate::Programme,
            // A part of a larger sum is no sum of what is below it.
            Role::Heading(_) if matches!(reading.request, Money::Within(_)) => {
                Fate::Text(TextReason::Memo)
            }
            Role::Heading(_) | Role::Sum => Fate::Subtotal,
            Role::Memo => Fate::Text(TextReason::Memo),
            Role::Text => Fate::Text(TextReason::Summary),
        };
        figures.set_all(&reading.figures, fate);
    }
    depths
}

/// An entry whose name holds the figure of another one (`架空の港☆架空灯台 ・・・ 3,260万円`, `一般会計 834億円（前年度 821億円） 架空税`)
/// was put together of two: which of the figures is its own is not known.
fn refuse_names_with_figures(pieces: &mut [Piece], figures: &mut Figures) {
    for piece in pieces.iter_mut().filter(|p| p.role == Role::Item) {
        if !piece.name.contains(['円', '億', '兆']) || !holds_figure(&folded(&piece.name)) {
            continue;
        }
        let Some(reading) = piece.reading.take() else {
            continue;
        };
        piece.role = Role::Text;
        figures.set_all(&reading.figures, Fate::Unread(UnreadReason::Ambiguous));
        for id in reading.figures {
            figures.about(id, &piece.name);
        }
    }
}

/// Whether a name ends in an amount that stands apart, or has one with a bracket of the year before behind it.
fn holds_figure(name: &[char]) -> bool {
    let apart = |at: usize| {
        let before = at.checked_sub(1).and_then(|i| name.get(i));
        before.is_some_and(|c| matches!(c, ' ' | '・' | '…' | '‥'))
    };
    moneys(name).iter().any(|money| {
        let behind: String = name.iter().skip(money.end).collect();
        let prior = ["(前年", "(昨年", "[前年", "(R", "(令和"];
        behind.is_empty() && apart(money.start) || prior.iter().any(|p| behind.starts_with(p))
    })
}

fn depths(pieces: &[Piece]) -> Vec<usize> {
    let mut nesting = Nesting::default();
    let mut current = 0;
    let mut table = None;
    let mut columns = 0;
    let again = counted_again(pieces);
    pieces
        .iter()
        .enumerate()
        .map(|(i, piece)| {
            // What a table's cells opened closes with the table.
            if table.is_some() && piece.table != table {
                nesting.close_to(columns);
                current = current.min(columns);
            }
            if piece.table.is_some() && piece.table != table {
                columns = current;
            }
            table = piece.table;
            match piece.role {
                Role::Heading(style) => {
                    let depth = if again.contains(&i) {
                        nesting.enter_below(style)
                    } else {
                        nesting.enter(style)
                    };
                    if matches!(style, Style::Annex | Style::Sheet)
                        || piece.table.is_some() && !matches!(style, Style::Column(_))
                    {
                        columns = columns
                            .min(depth + 1)
                            .max(usize::from(piece.table.is_some()) * (depth + 1));
                    }
                    current = depth + 1;
                    depth
                }
                _ => current,
            }
        })
        .collect()
}

const fn amount(piece: &Piece) -> Option<(Amount, Option<Amount>)> {
    match &piece.reading {
        Some(reading) => match (reading.request, reading.base) {
            (Money::Amount(request), Money::Amount(base)) => Some((request, Some(base))),
            (Money::Amount(request), _) => Some((request, None)),
            _ => None,
        },
        None => None,
    }
}

/// A heading with an amount but nothing with an amount below it is a programme.
fn leaves_are_programmes(pieces: &mut [Piece], depths: &[usize]) {
    for i in 0..pieces.len() {
        let Some(piece) = pieces.get(i) else { continue };
        if !matches!(piece.role, Role::Heading(_)) || piece.reading.is_none() {
            continue;
        }
        let depth = depths.get(i).copied().unwrap_or(0);
        let below = pieces
            .iter()
            .zip(depths)
            .skip(i + 1)
            .take_while(|(_, d)| **d > depth);
        let parts: Vec<usize> = (i + 1..)
            .zip(below)
            .filter(|(_, (p, _))| {
                p.reading.is_some() && matches!(p.role, Role::Item | Role::Heading(_))
            })
            .map(|(at, _)| at)
            .collect();
        let details = are_details(pieces, i, &parts);
        for part in parts.iter().filter(|_| details) {
            if let Some(piece) = pieces.get_mut(*part) {
                piece.role = Role::Memo;
            }
        }
        if (parts.is_empty() || details)
            && let Some(piece) = pieces.get_mut(i)
        {
            if let Role::Heading(style) = piece.role {
                piece.mark = piece.mark.or(Some(style));
            }
            piece.role = Role::Item;
        }
    }
}

/// Whether what stands under a heading with request and base are amounts of its details: none has a base, and together they are less than half
/// of it. `(1) 架空灯台　78百万円［76百万円］` over `・灯台守の研修（3百万円）`.
fn are_details(pieces: &[Piece], heading: usize, parts: &[usize]) -> bool {
    let Some((total, Some(_))) = pieces.get(heading).and_then(amount) else {
        return false;
    };
    let mut sum = Decimal::ZERO;
    let bare = parts.iter().all(|part| {
        let reading = pieces.get(*part).and_then(|p| p.reading.as_ref());
        let Some((Money::Amount(own), Money::None)) = reading.map(|r| (r.request, r.base)) else {
            return false;
        };
        sum = sum.checked_add(own.oku).unwrap_or(Decimal::MAX);
        true
    });
    bare && !parts.is_empty() && sum.checked_mul(Decimal::TWO).is_some_and(|s| s < total.oku)
}

/// An entry that is the sum of the entries after it, or before it, in request and base.
fn by_arithmetic(pieces: &mut [Piece], depths: &[usize]) {
    let mut start = 0;
    while start < pieces.len() {
        let end = run_end(pieces, depths, start);
        if end - start >= 3 {
            let run: Vec<usize> = (start..end)
                .filter(|i| {
                    pieces
                        .get(*i)
                        .is_some_and(|p| p.role == Role::Item && amount(p).is_some())
                })
                .collect();
            for sum in sums(pieces, &run) {
                if let Some(piece) = pieces.get_mut(sum) {
                    piece.role = Role::Sum;
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// The pieces that stand together under one heading.
fn run_end(pieces: &[Piece], depths: &[usize], start: usize) -> usize {
    let depth = depths.get(start);
    let table = pieces.get(start).and_then(|p| p.table);
    let mut end = start;
    while let Some(piece) = pieces.get(end) {
        if matches!(piece.role, Role::Heading(_))
            || depths.get(end) != depth
            || piece.table != table
        {
            break;
        }
        end += 1;
    }
    end
}

fn sums(pieces: &[Piece], run: &[usize]) -> Vec<usize> {
    let value = |i: &usize| pieces.get(*i).and_then(amount);
    let mut found: Vec<usize> = Vec::new();
    for (at, i) in run.iter().enumerate().rev() {
        let Some(total) = value(i) else { continue };
        let counted = |j: &&usize| !found.contains(*j);
        let after: Vec<_> = run
            .iter()
            .skip(at + 1)
            .filter(counted)
            .take(MOST_PARTS)
            .filter_map(value)
            .collect();
        let before: Vec<_> = run
            .iter()
            .take(at)
            .rev()
            .filter(counted)
            .take(MOST_PARTS)
            .filter_map(value)
            .collect();
        // A sum after its parts takes all of them up to the beginning or the sum before.
        if adds_up(total, &after, false) || (at + 1 == run.len() && adds_up(total, &before, true)) {
            found.push(*i);
        }
    }
    found
}

/// Whether the first two or more parts (all of them, if `whole`) add up to a total that proves something.
fn adds_up(
    total: (Amount, Option<Amount>),
    parts: &[(Amount, Option<Amount>)],
    whole: bool,
) -> bool {
    let mut request = Decimal::ZERO;
    let mut base = Decimal::ZERO;
    for (n, part) in (1_u32..).zip(parts) {
        let both = request
            .checked_add(part.0.oku)
            .zip(base.checked_add(part.1.map_or(Decimal::ZERO, |b| b.oku)));
        let Some((r, b)) = both else { return false };
        (request, base) = (r, b);
        if n < 2 || (whole && (n as usize) < parts.len()) {
            continue;
        }
        let tolerance = |amount: Amount| {
            if n >= 3 {
                amount.half_unit * Decimal::from(n)
            } else {
                Decimal::ZERO
            }
        };
        let requests = (request - total.0.oku).abs() <= tolerance(total.0);
        // Two figures of one digit that make a third meet by chance: 2億円（2億円）, 1億円（1億円）, 1億円（1億円）.
        let digits = |amount: Amount| amount.oku > amount.half_unit * Decimal::from(19);
        let telling = |amount: Amount| amount.oku.normalize().mantissa().unsigned_abs() >= 100;
        let bases = match total.1 {
            Some(own) => {
                !own.oku.is_zero()
                    && (base - own.oku).abs() <= tolerance(own)
                    && (n >= 3 || digits(total.0) && digits(own))
            }
            // Without a base, three parts must meet exactly, in figures that do not meet by chance.
            None => {
                n >= 3
                    && request == total.0.oku
                    && telling(total.0)
                    && parts.iter().take(n as usize).all(|p| p.1.is_none())
            }
        };
        if requests && bases && !request.is_zero() {
            return true;
        }
    }
    false
}

/// A run of three or more rows, most of which name later headings, is a summary: none is a programme.
fn leave_out_summaries(pieces: &mut [Piece]) {
    // Where each name heads something for the last time, and which do outside tables.
    let mut last: HashMap<String, usize> = HashMap::new();
    let mut outside: HashSet<String> = HashSet::new();
    for (at, piece) in pieces.iter().enumerate() {
        if matches!(piece.role, Role::Heading(_)) {
            let name = wording(&piece.name);
            if piece.table.is_none() {
                outside.insert(name.clone());
            }
            last.insert(name, at);
        }
    }
    let mut start = 0;
    while start < pieces.len() {
        let item = |p: &Piece| {
            matches!(p.role, Role::Item | Role::Sum | Role::Memo)
                || (p.table.is_some() && matches!(p.role, Role::Heading(_)))
        };
        let table = pieces.get(start).and_then(|p| p.table);
        let run = pieces
            .iter()
            .skip(start)
            .take_while(|p| item(p) && p.table == table)
            .count();
        if run >= 3 {
            let rows = pieces.get(start..start + run).unwrap_or_default();
            let entries: Vec<&Piece> = rows.iter().filter(|p| p.role != Role::Sum).collect();
            let later = |p: &&&Piece| {
                let at = last.get(&wording(&p.name));
                at.is_some_and(|at| *at >= start + run)
            };
            let named = entries.iter().filter(later).count();
            // A table of headings alone says nothing else, before them or behind: `第１ … | 430.3`, `第２ … | 722.3`, `合計`.
            let of_heading = |p: &&Piece| {
                matches!(p.role, Role::Item | Role::Memo) && outside.contains(&wording(&p.name))
            };
            let whole = entries.len() >= 2 && table.is_some() && entries.iter().all(of_heading);
            if whole || named >= 3 && named * 2 > entries.len() {
                for piece in pieces.iter_mut().skip(start).take(run) {
                    piece.role = Role::Text;
                }
            }
        }
        start += run.max(1);
    }
}

/// Whether a printed sum is that of its parts within the rounding of the printed figures.
#[must_use]
pub fn agrees(printed: Amount, parts: &[Amount]) -> bool {
    let mut sum = Decimal::ZERO;
    let mut slack = Decimal::ZERO;
    for part in parts {
        let (Some(s), Some(h)) = (sum.checked_add(part.oku), slack.checked_add(part.half_unit))
        else {
            return false;
        };
        (sum, slack) = (s, h);
    }
    let slack = if parts.len() >= 2 {
        slack + printed.half_unit
    } else {
        printed.half_unit
    };
    let exact = parts
        .iter()
        .all(|p| p.half_unit == printed.half_unit && p.half_unit < Decimal::new(1, 3));
    (sum - printed.oku).abs() <= if exact { Decimal::ZERO } else { slack }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oku(text: &str) -> Amount {
        Amount::from_oku(text.parse().unwrap())
    }

    #[test]
    fn a_sum_is_proved_by_request_and_base() {
        let total = (oku("5.0"), Some(oku("4.0")));
        let parts = [
            (oku("3.0"), Some(oku("2.5"))),
            (oku("2.0"), Some(oku("1.5"))),
        ];
        assert!(adds_up(total, &parts, false));
        assert!(!adds_up((oku("5.0"), Some(oku("4.1"))), &parts, false));
        let round = (oku("1"), Some(oku("1")));
        assert!(!adds_up((oku("2"), Some(oku("2"))), &[round, round], false));
        assert!(!adds_up(
            (oku("5.0"), None),
            &[(oku("3.0"), None), (oku("2.0"), None)],
            false
        ));
    }

    #[test]
    fn a_printed_sum_agrees_within_rounding() {
        assert!(agrees(oku("10.1"), &[oku("3.3"), oku("3.3"), oku("3.4")]));
        assert!(!agrees(oku("10.9"), &[oku("3.3"), oku("3.3"), oku("3.4")]));
    }
}
