//! Items of a list within an item that has its own amount: its parts, which are never counted beside it.

use std::collections::HashSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::amount;
use crate::parse::general::piece::{Piece, Role, Style};

/// Inner items that add up to less than the item around them are details of it. Where they add up to it, or to more, it heads them with its printed
/// sum, which is checked like any other.
pub(super) fn settle(pieces: &mut [Piece]) {
    let mut heads: HashSet<Style> = HashSet::new();
    for at in 0..pieces.len() {
        let Some((style, inner)) = around(pieces, at) else {
            continue;
        };
        let parts: Vec<usize> = inner.filter(|i| is_item(pieces.get(*i))).collect();
        // What stands deeper still is a part of these.
        let depth = |i: &usize| pieces.get(*i)?.mark?.depth_of_item();
        let direct = parts.iter().filter_map(depth).min();
        let sum = parts
            .iter()
            .filter(|i| depth(i) == direct)
            .filter_map(|i| pieces.get(*i).and_then(amount))
            .try_fold(Decimal::ZERO, |sum, (request, _)| {
                sum.checked_add(request.oku)
            });
        let own = pieces.get(at).and_then(amount);
        let (Some(sum), Some((own, _))) = (sum.filter(|s| !s.is_zero()), own) else {
            continue;
        };
        if sum >= own.oku {
            heads.insert(style);
            continue;
        }
        for part in parts {
            if let Some(piece) = pieces.get_mut(part) {
                piece.role = Role::Memo;
            }
        }
    }
    for piece in pieces.iter_mut().filter(|p| p.role == Role::Item) {
        if let Some(style) = piece.mark.filter(|style| heads.contains(style)) {
            piece.role = Role::Heading(style);
        }
    }
}

fn is_item(piece: Option<&Piece>) -> bool {
    piece.is_some_and(|p| p.role == Role::Item && p.reading.is_some())
}

/// The style of an item with an amount, and the pieces within it: up to the next item as deep as itself, or a heading.
fn around(pieces: &[Piece], at: usize) -> Option<(Style, Range<usize>)> {
    let piece = pieces.get(at).filter(|p| is_item(Some(p)))?;
    let style = piece.mark?;
    let depth = style.depth_of_item()?;
    let mut end = at + 1;
    let mut any = false;
    while let Some(next) = pieces.get(end) {
        let within = next.mark.and_then(Style::depth_of_item);
        match next.role {
            Role::Text | Role::Memo => {}
            Role::Item if within.is_some_and(|own| own > depth) => any = true,
            _ => break,
        }
        end += 1;
    }
    any.then_some((style, at + 1..end))
}
