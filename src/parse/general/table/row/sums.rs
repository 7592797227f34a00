//! Money of a row: what its cells hold and how exact it is.

use rust_decimal::Decimal;

use super::super::value::Value;
use super::Cells;
use crate::model::Amount;
use crate::parse::general::piece::Money;

/// The base of which the change is known.
pub(super) fn before(request: Amount, change: Decimal) -> Option<Money> {
    let oku = request.oku.checked_sub(change)?;
    if oku.is_sign_negative() && !oku.is_zero() {
        return None;
    }
    Some(if oku.is_zero() {
        Money::New
    } else {
        Money::Amount(Amount {
            oku,
            half_unit: request.half_unit,
        })
    })
}

pub(super) fn zero() -> Amount {
    Amount {
        oku: Decimal::ZERO,
        half_unit: Decimal::ZERO,
    }
}

/// Half a last digit of each of the three, as they are rounded on their own.
pub(super) fn tolerance(cells: &Cells) -> Decimal {
    let half = |value: &Option<Value>| match value {
        Some(Value::Amount { amount, .. }) => amount.half_unit,
        _ => Decimal::ZERO,
    };
    half(&cells.request) + half(&cells.base) + half(&cells.change)
}

pub(super) fn money(value: Option<&Value>) -> (Money, Option<Amount>) {
    match value {
        Some(Value::Amount {
            amount,
            negative: false,
            within: true,
            bracket,
        }) => (Money::Within(*amount), *bracket),
        Some(Value::Amount {
            amount,
            negative: false,
            bracket,
            ..
        }) => (Money::Amount(*amount), *bracket),
        _ => (Money::None, None),
    }
}

/// `23,500（－）`: a dash in the bracket behind an amount.
pub(super) fn ends_in_dash(text: &str) -> bool {
    let text: String = crate::japanese::fold::folded(text)
        .into_iter()
        .filter(|c| *c != ' ')
        .collect();
    let Some((_, inside)) = text.split_once(['(', '[']) else {
        return false;
    };
    let inside = inside.trim_end_matches([')', ']']);
    matches!(inside, "-" | "―" | "—" | "─" | "ー" | "皆増")
}
