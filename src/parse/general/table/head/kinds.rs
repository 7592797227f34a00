//! Columns of one kind: which of them counts.

use super::{Column, plain};

/// `要求額 | 要望額 | 計` under one head: the last holds what is asked for, the others are its parts.
pub(super) fn parts_of_total(roles: &mut [Column], texts: &[String]) {
    let asks = |n: &usize| roles.get(*n) == Some(&Column::Request);
    let of_kind: Vec<usize> = (0..roles.len()).filter(asks).collect();
    let text = |n: usize| texts.get(n).map(|text| plain(text)).unwrap_or_default();
    let total = of_kind.iter().copied().rfind(|n| {
        let text = text(*n);
        let own = text.split(['(', '[']).next().unwrap_or_default();
        own.ends_with('計')
    });
    let Some(total) = total.filter(|n| of_kind.first() != Some(n)) else {
        return;
    };
    let over = |n: usize| {
        let (own, all) = (text(n), text(total));
        own.chars()
            .zip(all.chars())
            .take_while(|(a, b)| a == b)
            .count()
            > 3
    };
    let parts: Vec<usize> = of_kind
        .into_iter()
        .filter(|n| *n != total && over(*n))
        .collect();
    for n in parts {
        if let Some(role) = roles.get_mut(n) {
            *role = Column::Part;
        }
    }
}

/// Two columns of one kind: the first one that holds numbers counts.
pub(super) fn only_one(roles: &mut [Column], kind: Column, holds: &dyn Fn(usize) -> bool) {
    let of_kind: Vec<usize> = (0..roles.len())
        .filter(|n| roles.get(*n) == Some(&kind))
        .collect();
    let first = of_kind
        .iter()
        .copied()
        .find(|n| holds(*n))
        .or_else(|| of_kind.first().copied());
    for n in of_kind {
        if Some(n) != first
            && let Some(role) = roles.get_mut(n)
        {
            *role = Column::Other;
        }
    }
}
