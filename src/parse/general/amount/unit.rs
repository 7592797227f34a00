//! Names of units without an amount, dashes and signs.

use super::{Unit, big, small};

/// The unit that a text names alone: `千円`, `（単位：百万円）`, `要求額（億円）`. None where it names none, or
/// only as part of an amount.
#[must_use]
pub fn unit_in(chars: &[char]) -> Option<Unit> {
    let text: Vec<char> = chars.iter().copied().filter(|c| *c != ' ').collect();
    // `（単位：百万円　かっこの中は前年度）`: a blank behind ends the unit.
    let parted: Vec<bool> = chars
        .iter()
        .enumerate()
        .filter(|(_, c)| **c != ' ')
        .map(|(i, _)| chars.get(i + 1) == Some(&' '))
        .collect();
    let names_unit = text.windows(2).any(|w| w == ['単', '位']);
    let mut at = text.len();
    while at > 0 {
        at -= 1;
        if text.get(at) != Some(&'円') {
            continue;
        }
        let mut from = at;
        let mut yen = 1_u64;
        while let Some(value) = from
            .checked_sub(1)
            .and_then(|i| text.get(i))
            .and_then(|c| small(*c).or_else(|| big(*c)))
        {
            yen = yen.saturating_mul(value);
            from -= 1;
        }
        let before = from.checked_sub(1).and_then(|i| text.get(i));
        let after = text.get(at + 1);
        // `金額の単位は、特に記載のあるものを除き**千円**です。`
        let told = |c: &char| names_unit && yen > 1 && matches!(c, 'ぁ'..='ん' | '*');
        let alone = before.is_none_or(|c| {
            matches!(
                c,
                '(' | '[' | ':' | '・' | '、' | ',' | '/' | '位' | 'は' | '額'
            ) || told(c)
        }) && (names_unit
            && (matches!(after, Some('(' | '[' | '*'))
                || parted.get(at).copied().unwrap_or(false))
            || after.is_none_or(|c| {
                matches!(
                    c,
                    ')' | ']'
                        | '、'
                        | ','
                        | '/'
                        | '。'
                        | '・'
                        | '.'
                        | '%'
                        | 'と'
                        | 'で'
                        | '未'
                        | '単'
                )
            }));
        if alone {
            return Some(Unit { yen });
        }
    }
    None
}

/// Whether a text is nothing but the name of a unit: `百万円`, `(千円)`.
#[must_use]
pub fn is_unit_word(chars: &[char]) -> bool {
    let inner: Vec<char> = chars
        .iter()
        .copied()
        .filter(|c| !matches!(c, ' ' | '(' | ')' | '[' | ']'))
        .collect();
    inner.last() == Some(&'円')
        && inner
            .iter()
            .rev()
            .skip(1)
            .all(|c| small(*c).is_some() || big(*c).is_some())
}

/// A dash that stands for nothing or zero.
#[must_use]
pub const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '―' | '—' | '─' | 'ー')
}

/// A minus sign of public finance.
#[must_use]
pub const fn is_minus(c: char) -> bool {
    matches!(c, '▲' | '△' | '▼' | '-')
}
