//! What the figures of a tail mean: request, base year, change, supplementary budget, tags.

use rust_decimal::Decimal;

use super::super::amount::Sign;
use super::super::evidence::Evidence;
use super::super::piece::{Money, Reading, Relisted};
use super::super::year::Year;
use super::token::{Label, Tag, Token};
use crate::model::{Amount, Part};
use crate::parse::Bracket;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Said {
    Money(Amount, Sign, bool),
    Dash,
}

/// An amount with what stands around it.
#[derive(Clone, Copy, Debug)]
struct Value {
    said: Said,
    label: Option<Label>,
    /// Within a bracket, and which one.
    bracket: Option<u32>,
    /// After the arrow.
    after: bool,
}

/// What a tail says; none where its amounts have more readings than one.
#[must_use]
pub fn interpret(tokens: &[Token], tags: &[Tag], evidence: &Evidence) -> Option<Reading> {
    let gathered = gather(tokens, tags);
    let mut reading = Reading {
        relisted: gathered.relisted(),
        ..Reading::default()
    };
    let latest = tokens
        .iter()
        .filter_map(|t| match t {
            Token::Label(Label::Year(year)) => Some(*year),
            _ => None,
        })
        .max();
    let mut change = None;
    let mut brackets: Vec<(Amount, Sign, bool)> = Vec::new();
    let mut dashes: Vec<bool> = Vec::new();
    for value in &gathered.values {
        let previous = match value.label {
            // `2,800万円（今年度：2,100万円）` of a paper on the next year.
            Some(Label::Current) if value.bracket.is_some() && gathered.is_plain_outside() => {
                Some(true)
            }
            _ => is_previous(value, evidence, gathered.arrow, latest),
        };
        match value.said {
            Said::Dash
                if previous == Some(true) || (previous.is_none() && value.bracket.is_some()) =>
            {
                set(&mut reading.base, Money::New);
            }
            Said::Dash => dashes.push(true),
            Said::Money(amount, sign, within) => {
                let money = if within {
                    Money::Within(amount)
                } else {
                    Money::Amount(amount)
                };
                match value.label {
                    Some(Label::Supplementary) => add_supplementary(&mut reading, amount),
                    Some(Label::Change) => change = Some((amount, sign)),
                    _ if previous == Some(true) => {
                        if !set(&mut reading.base, money) {
                            return None;
                        }
                    }
                    _ if sign == Sign::Plus
                        && value.bracket.is_none()
                        && reading.request != Money::None =>
                    {
                        add_supplementary(&mut reading, amount);
                    }
                    _ if value.bracket.is_some() && previous.is_none() && gathered.outside() => {
                        brackets.push((amount, sign, within));
                    }
                    // `5億円増（20億円）`: a rise is no request, whatever the bracket is then.
                    _ if sign == Sign::Plus
                        || (sign != Sign::None && reading.request != Money::None) =>
                    {
                        change = Some((amount, sign));
                    }
                    // `△19,640千円` of a supplementary budget is what it takes away.
                    _ if sign == Sign::Minus
                        && gathered.values.len() == 1
                        && evidence.title.contains("補正") =>
                    {
                        reading.request = Money::Amount(Amount {
                            oku: -amount.oku,
                            half_unit: amount.half_unit,
                        });
                    }
                    _ => {
                        if sign == Sign::Minus || !set(&mut reading.request, money) {
                            return None;
                        }
                    }
                }
            }
        }
    }
    bracketed(&mut reading, &mut change, &brackets, evidence)?;
    if gathered.unspecified && reading.request == Money::None {
        reading.request = Money::Unspecified;
    }
    if !dashes.is_empty() && reading.request == Money::None {
        let is_zero = gathered.has(Tag::Ended) || reading.base != Money::None;
        reading.request = Money::Amount(zero()).when(is_zero)?;
    }
    finish(&mut reading, change, &gathered)?;
    Some(reading)
}

trait When: Sized {
    fn when(self, is_zero: bool) -> Option<Self>;
}

impl<T> When for T {
    fn when(self, is_zero: bool) -> Option<Self> {
        is_zero.then_some(self)
    }
}

/// An exact zero.
#[must_use]
pub fn zero() -> Amount {
    Amount {
        oku: Decimal::ZERO,
        half_unit: Decimal::ZERO,
    }
}

fn set(place: &mut Money, money: Money) -> bool {
    let free = *place == Money::None;
    if free {
        *place = money;
    }
    free
}

fn add_supplementary(reading: &mut Reading, amount: Amount) {
    reading.supplementary.get_or_insert(Part {
        label: "補正".to_owned(),
        amount,
    });
}

struct Gathered {
    values: Vec<Value>,
    tags: Vec<Tag>,
    unspecified: bool,
    arrow: bool,
}

impl Gathered {
    fn has(&self, tag: Tag) -> bool {
        self.tags.contains(&tag)
    }

    /// Whether an amount without a label, or the end of a programme, stands outside of brackets.
    fn is_plain_outside(&self) -> bool {
        let plain = |v: &Value| v.bracket.is_none() && v.label.is_none();
        self.has(Tag::Ended) || self.values.iter().any(plain)
    }

    /// Whether anything stands outside of brackets: else the amount in the bracket is the request.
    fn outside(&self) -> bool {
        self.unspecified
            || self.has(Tag::Ended)
            || self
                .values
                .iter()
                .any(|v| v.bracket.is_none() && !matches!(v.label, Some(Label::Supplementary)))
    }

    fn relisted(&self) -> Relisted {
        if self.has(Tag::PartlyRelisted) {
            Relisted::Partly
        } else if self.has(Tag::Relisted) {
            Relisted::Whole
        } else {
            Relisted::No
        }
    }
}

fn gather(tokens: &[Token], tags: &[Tag]) -> Gathered {
    let mut all = Gathered {
        values: Vec::new(),
        tags: tags.to_vec(),
        unspecified: false,
        arrow: false,
    };
    let (mut depth, mut bracket) = (0_u32, 0_u32);
    let mut label = None;
    let mut before_bracket = None;
    let mut within_bracket = 0;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            Token::Open => {
                if depth == 0 {
                    before_bracket = all.values.len().checked_sub(1);
                    within_bracket = all.values.len();
                    label = None;
                    bracket += 1;
                }
                depth += 1;
            }
            Token::Close => {
                depth = depth.saturating_sub(1);
                // `12億円（８補正）`: the bracket says what the amount before it is, `12億円 【補正予算】 2億円` what the one behind it is.
                let behind = matches!(tokens.get(at + 1), Some(Token::Money { .. } | Token::Dash));
                if depth == 0
                    && !behind
                    && all.values.len() == within_bracket
                    && label == Some(Label::Supplementary)
                    && let Some(value) = before_bracket.and_then(|i| all.values.get_mut(i))
                {
                    value.label = label;
                }
                // `［８年度］ 99億円`: the year in the bracket is of the amount behind it.
                let alone = all.values.len() == within_bracket;
                let year = matches!(
                    label,
                    Some(Label::Year(_) | Label::Previous | Label::Current)
                );
                // `【補正予算】 2億円` as well.
                let added = label == Some(Label::Supplementary);
                if depth == 0 && !(alone && (year || added) && behind) {
                    label = None;
                }
            }
            Token::Label(Label::Plain) => {}
            // 令和7年度補正: the year belongs to the supplementary budget.
            Token::Label(new) => label = Some(new),
            Token::Tag(tag) => all.tags.push(tag),
            // The label before it is not that of the bracket behind: `要求額　事項要求（24百万円）`.
            Token::Unspecified => (all.unspecified, label) = (true, None),
            Token::Arrow => {
                if !all.values.is_empty() {
                    all.arrow = true;
                }
                label = None;
            }
            Token::Within => {
                for value in &mut all.values {
                    if let Said::Money(_, _, within) = &mut value.said {
                        *within = true;
                    }
                }
            }
            Token::Nothing | Token::Skipped(_) => {}
            Token::Dash | Token::Money { .. } => {
                let said = match *token {
                    Token::Money {
                        amount,
                        sign,
                        within,
                        ..
                    } => Said::Money(amount, sign, within),
                    _ => Said::Dash,
                };
                all.values.push(Value {
                    said,
                    label: label.take(),
                    bracket: (depth > 0).then_some(bracket * 8 + depth.min(7)),
                    after: all.arrow,
                });
            }
        }
    }
    // What ended has nothing but a base.
    if !all.unspecified && !all.has(Tag::Ended) {
        lift(&mut all.values);
    }
    all
}

/// Where nothing stands outside of brackets, what stands first in them is outside: `（5億円）`, `【5億円（4億円）】`.
fn lift(values: &mut [Value]) {
    let labelled = |v: &Value| matches!(v.label, Some(Label::Supplementary | Label::Change));
    if values.iter().any(|v| v.bracket.is_none() && !labelled(v)) {
        return;
    }
    let Some(first) = values.iter().find(|v| !labelled(v)).and_then(|v| v.bracket) else {
        return;
    };
    for value in values.iter_mut().filter(|v| v.bracket == Some(first)) {
        value.bracket = None;
    }
}

/// Whether a value is of the base year: by its label, or by the side of the arrow that it stands on.
fn is_previous(
    value: &Value,
    evidence: &Evidence,
    arrow: bool,
    latest: Option<Year>,
) -> Option<bool> {
    match value.label {
        Some(Label::Previous) => return Some(true),
        Some(Label::Current) => return Some(false),
        Some(Label::Year(year)) => {
            if let Some(request) = evidence.request_year {
                return Some(year < request);
            }
            if let Some(latest) = latest.filter(|latest| *latest != year) {
                return Some(year < latest);
            }
            if value.bracket.is_some() {
                return Some(true);
            }
        }
        _ => {}
    }
    arrow
        .then_some(!value.after)
        .filter(|_| value.bracket.is_none())
}

/// Amounts in brackets without a year: base, change or supplementary.
fn bracketed(
    reading: &mut Reading,
    change: &mut Option<(Amount, Sign)>,
    brackets: &[(Amount, Sign, bool)],
    evidence: &Evidence,
) -> Option<()> {
    let unsigned = brackets.iter().filter(|b| b.1 == Sign::None).count();
    for (amount, sign, within) in brackets {
        let money = if *within {
            Money::Within(*amount)
        } else {
            Money::Amount(*amount)
        };
        match sign {
            Sign::None if evidence.bracket == Bracket::Base || *within => {
                if reading.base != Money::None {
                    return None;
                }
                reading.base = money;
                reading.unsure = !evidence.bracket_told && !within;
            }
            Sign::None if evidence.bracket == Bracket::Other => {}
            Sign::None => *change = Some((*amount, Sign::Plus)),
            // Beside a base, an addition that is not the change is a supplementary budget.
            Sign::Plus if unsigned > 0 && evidence.bracket == Bracket::Base => {
                add_supplementary(reading, *amount);
            }
            _ => *change = Some((*amount, *sign)),
        }
    }
    Some(())
}

/// What tags and the change say of the base.
fn finish(
    reading: &mut Reading,
    change: Option<(Amount, Sign)>,
    gathered: &Gathered,
) -> Option<()> {
    if gathered.has(Tag::Ended) && reading.request == Money::None {
        reading.request = Money::Amount(zero());
    }
    if gathered.has(Tag::Same) && reading.base == Money::None {
        reading.base = reading.request;
    }
    if gathered.has(Tag::New) && reading.base == Money::None {
        reading.base = Money::New;
    }
    if let (Some((amount, sign)), Money::None, Money::Amount(request)) =
        (change, reading.base, reading.request)
    {
        let by = if sign == Sign::Minus {
            -amount.oku
        } else {
            amount.oku
        };
        let base = request.oku.checked_sub(by)?;
        if base.is_sign_negative() && !base.is_zero() {
            return None;
        }
        reading.base = Money::Amount(Amount {
            oku: base.normalize(),
            half_unit: request.half_unit.checked_add(amount.half_unit)?,
        });
    }
    (reading.request != Money::None || reading.supplementary.is_some()).then_some(())
}
