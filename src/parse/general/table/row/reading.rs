//! What the money of a row says: request, base year, change, and what the change proves.

use super::super::head::Column;
use super::super::value::Value;
use super::sums::{before, money, tolerance, zero};
use super::{Cells, Reader};
use crate::model::{Amount, Part};
use crate::parse::general::figure::{Fate, Figures, TextReason, UnreadReason};
use crate::parse::general::piece::{Money, Reading, Relisted};

impl Reader<'_> {
    /// The change is a proof of the other two; what it does not prove is said.
    pub(super) fn prove(&self, cells: &Cells, figures: &mut Figures) {
        let Some(id) = cells.of_change else { return };
        let amount = |value: &Option<Value>| value.as_ref().and_then(Value::signed);
        let fate = match (
            amount(&cells.request),
            amount(&cells.base),
            amount(&cells.change),
        ) {
            (Some(request), Some(base), Some(change)) => {
                let off = (request - base - change).abs();
                if off <= tolerance(cells) {
                    Fate::Text(TextReason::Change)
                } else {
                    Fate::Unread(UnreadReason::Ambiguous)
                }
            }
            _ => Fate::Text(TextReason::Change),
        };
        figures.set(id, fate);
    }

    /// The money of a row; none where nothing is printed or nothing is sure.
    pub(super) fn reading(&self, cells: &Cells) -> Option<Reading> {
        let tags = cells.tags;
        let has_base = self.columns.roles.contains(&Column::Base);
        let zero = || Money::Amount(zero());
        let (mut request, bracket) = money(cells.request.as_ref());
        let (mut base, _) = money(cells.base.as_ref());
        // `補正額 △9,400`: a supplementary budget may take away.
        if let Some(Value::Amount {
            amount,
            negative: true,
            within: false,
            ..
        }) = &cells.request
            && self.columns.adds
        {
            request = Money::Amount(Amount {
                oku: -amount.oku,
                half_unit: amount.half_unit,
            });
        }
        if cells.bracketed {
            for money in [&mut request, &mut base] {
                if let Money::Amount(amount) = *money {
                    *money = Money::Within(amount);
                }
            }
        }
        let dash = |value: &Option<Value>| matches!(value, Some(Value::Dash));
        let none =
            |value: &Option<Value>| matches!(value, None | Some(Value::Blank | Value::Words));
        let change = cells.change.as_ref().and_then(Value::signed);
        let change_printed = cells.change.as_ref().is_some_and(Value::is_figure);
        // Something is printed that is no amount: `組替え`, `▲1.0`.
        let worded = !matches!(cells.base, None | Some(Value::Blank | Value::Dash));
        let mut reading = Reading::default();
        reading.request = match request {
            Money::None
                if tags.unspecified || matches!(cells.request, Some(Value::Unspecified)) =>
            {
                Money::Unspecified
            }
            Money::None if dash(&cells.request) || tags.ended => match base {
                Money::None if !tags.ended => return None,
                _ => zero(),
            },
            // A blank request beside a base is none asked for, where the change says so.
            Money::None if none(&cells.request) => match (base, change) {
                (Money::Amount(base), Some(change)) if base.oku == -change => zero(),
                _ => return None,
            },
            Money::None => return None,
            money => money,
        };
        reading.base = match base {
            Money::Amount(amount) if amount.oku.is_zero() && tags.new => Money::New,
            Money::None if cells.base_unread => Money::None,
            // `418,366（402,189）`: what is printed wins over a word beside it, 新規融資枠.
            Money::None if bracket.is_some_and(|base| !base.oku.is_zero()) => {
                match (bracket, reading.request) {
                    (Some(base), Money::Within(_)) => Money::Within(base),
                    (Some(base), _) => Money::Amount(base),
                    (None, _) => Money::None,
                }
            }
            Money::None if tags.same => reading.request,
            Money::None if tags.new || matches!(cells.base, Some(Value::Dash)) => Money::New,
            Money::None if cells.dash_in_bracket => Money::New,
            Money::None
                if has_base && !worded && !matches!(reading.request, Money::Unspecified) =>
            {
                Money::New
            }
            // `組替え`, `精査中`, 事項要求: what stood before is not known, unless the change tells it.
            Money::None if worded || change_printed => match (reading.request, change) {
                (Money::Amount(request), Some(change)) => before(request, change)?,
                _ => Money::None,
            },
            Money::None if tags.new => Money::New,
            Money::None => match (bracket, reading.request) {
                (Some(base), Money::Within(_)) => Money::Within(base),
                (Some(base), _) => Money::Amount(base),
                (None, _) => Money::None,
            },
            money => money,
        };
        // Nothing asked for and nothing before is no programme.
        let nothing = |money: Money| {
            matches!(money, Money::None | Money::New)
                || matches!(money, Money::Amount(a) if a.oku.is_zero())
        };
        if nothing(reading.request) && nothing(reading.base) && !tags.ended && !tags.new {
            return None;
        }
        if let Some(Value::Amount {
            amount,
            negative: false,
            ..
        }) = &cells.supplementary
        {
            let label = self.columns.supplementary.clone().unwrap_or_default();
            reading.supplementary = Some(Part {
                label,
                amount: *amount,
            });
        }
        reading.relisted = match (tags.partly, tags.relisted) {
            (true, _) => Relisted::Partly,
            (_, true) => Relisted::Whole,
            _ => Relisted::No,
        };
        Some(reading)
    }
}
