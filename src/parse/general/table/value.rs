//! What a cell of a money column says.

use rust_decimal::Decimal;

use crate::japanese::fold::folded;
use crate::model::{Amount, yen};
use crate::parse::general::amount::{Money, Sign, Unit, is_numeral, money_at, number_at};

/// A cell of a money column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing is printed.
    Blank,
    /// A dash: none.
    Dash,
    /// An amount; negative where a minus stands before it.
    Amount {
        /// How much, never negative.
        amount: Amount,
        /// A minus stands before it.
        negative: bool,
        /// の内数.
        within: bool,
        /// An amount in brackets after it.
        bracket: Option<Amount>,
    },
    /// A number, and no unit is known for it.
    NoUnit(Decimal),
    /// 事項要求.
    Unspecified,
    /// Words alone.
    Words,
}

impl Value {
    /// Whether a figure is printed that the coverage has to account for.
    #[must_use]
    pub const fn is_figure(&self) -> bool {
        matches!(self, Self::Amount { .. } | Self::NoUnit(_))
    }

    /// The amount with its sign.
    #[must_use]
    pub fn signed(&self) -> Option<Decimal> {
        match self {
            Self::Amount {
                amount, negative, ..
            } => Some(if *negative { -amount.oku } else { amount.oku }),
            Self::Dash => Some(Decimal::ZERO),
            _ => None,
        }
    }
}

/// Reads a cell under that unit.
#[must_use]
pub fn value(text: &str, unit: Option<Unit>) -> Value {
    let chars: Vec<char> = folded(text.trim());
    let bare: String = chars.iter().filter(|c| **c != ' ').collect();
    if bare.is_empty() {
        return Value::Blank;
    }
    if matches!(
        bare.as_str(),
        "-" | "--" | "―" | "—" | "─" | "ー" | "…" | "・・・" | "*"
    ) {
        return Value::Dash;
    }
    // `－（48,900）`: nothing, over a base.
    let dash = bare.strip_prefix(['-', '―', '—', '─']);
    if let Some(open) = dash.filter(|rest| rest.starts_with(['(', '[']))
        && open.chars().any(|c| c.is_ascii_digit())
        && let Some(bracket) = bracket_after(&chars, 1, unit)
    {
        return Value::Amount {
            amount: Amount {
                oku: Decimal::ZERO,
                half_unit: Decimal::ZERO,
            },
            negative: false,
            within: false,
            bracket: Some(bracket),
        };
    }
    if bare.contains("事項要求") && !bare.chars().any(|c| c.is_ascii_digit()) {
        return Value::Unspecified;
    }
    let Some(start) = (0..chars.len()).find(|at| starts(&chars, *at)) else {
        return Value::Words;
    };
    // Words before a figure make it a sentence, brackets and signs do not.
    let before: String = chars
        .iter()
        .take(start)
        .filter(|c| !matches!(c, ' ' | '(' | '[' | '¥' | '\\'))
        .collect();
    if !before.is_empty() && before != "約" {
        return Value::Words;
    }
    if let Some((amount, negative, end)) = amount_at(&chars, start, unit) {
        let rest: String = chars.iter().skip(end).filter(|c| **c != ' ').collect();
        let words = rest.trim_start_matches([')', ']']);
        let may_follow = [
            "(",
            "[",
            "の内数",
            "内数",
            "ほか",
            "等",
            "程度",
            "+",
            "※",
            "*",
            "、",
            "円",
        ];
        // `502000継続`: the next cell has lost its border.
        let tag = words == rest && super::words::is_tag(words);
        if !words.is_empty() && !tag && !may_follow.iter().any(|tail| words.starts_with(tail)) {
            return Value::Words;
        }
        let bracket = rest
            .starts_with(['(', '['])
            .then(|| bracket_after(&chars, end, unit))
            .flatten();
        return Value::Amount {
            amount,
            negative,
            within: rest.contains("内数"),
            bracket,
        };
    }
    match number_at(&chars, start) {
        Some(number) if unit.is_none() && !percent(&chars, number.end) => {
            let negative = number.sign == Sign::Minus;
            Value::NoUnit(if negative {
                -number.value
            } else {
                number.value
            })
        }
        _ => Value::Words,
    }
}

fn starts(chars: &[char], at: usize) -> bool {
    let Some(c) = chars.get(at) else {
        return false;
    };
    let signed = c.is_ascii_digit() || matches!(c, '▲' | '△' | '▼' | '+' | '-');
    (signed || *c == ' ' || is_numeral(*c))
        && (money_at(chars, at).is_some() || signed && number_at(chars, at).is_some())
}

fn percent(chars: &[char], at: usize) -> bool {
    matches!(chars.iter().skip(at).find(|c| **c != ' '), Some('%'))
}

fn amount_at(chars: &[char], at: usize, unit: Option<Unit>) -> Option<(Amount, bool, usize)> {
    if let Some(money) = unit.and_then(|unit| mixed_at(chars, at, unit)) {
        return Some((money.amount, money.sign == Sign::Minus, chars.len()));
    }
    if let Some(money) = money_at(chars, at) {
        return Some((money.amount, money.sign == Sign::Minus, money.end));
    }
    let number = number_at(chars, at)?;
    if percent(chars, number.end) {
        return None;
    }
    Some((
        number.in_unit(unit?)?,
        number.sign == Sign::Minus,
        number.end,
    ))
}

/// `1億2,000` under a head in 万円: the last number is in the unit of the head.
fn mixed_at(chars: &[char], at: usize, unit: Unit) -> Option<Money> {
    let end = chars.iter().rposition(|c| *c != ' ')? + 1;
    let own = chars.get(at..end)?;
    let large = own.iter().any(|c| matches!(c, '兆' | '億'));
    if !large || !own.last()?.is_ascii_digit() {
        return None;
    }
    let name = yen::UNITS
        .iter()
        .chain([&yen::YEN])
        .find(|known| known.yen == unit.yen)?
        .name;
    let mut whole = own.to_vec();
    whole.extend(name.chars());
    money_at(&whole, 0).filter(|money| money.end == whole.len())
}

fn bracket_after(chars: &[char], from: usize, unit: Option<Unit>) -> Option<Amount> {
    let at = (from..chars.len()).find(|at| starts(chars, *at))?;
    let (amount, negative, _) = amount_at(chars, at, unit)?;
    (!negative).then_some(amount)
}

/// Whether a cell holds a bare number, an amount, or a sign for none.
#[must_use]
pub fn is_numeric(text: &str) -> bool {
    // Large, so that decimals of a rate are no fractions of a yen.
    let value = value(text, Some(Unit::MILLION));
    matches!(value, Value::Amount { .. } | Value::Dash)
}

/// A rate: `2.2`, `12.5%`, `皆増`. A number with a percent sign.
#[must_use]
pub fn is_rate(text: &str) -> bool {
    let text: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    text.ends_with(['%', '‰']) && text.chars().any(|c| c.is_ascii_digit())
}

/// Numbers, signs for none, rates, and the words that stand in their place.
pub(in crate::parse::general) fn is_number_like(text: &str) -> bool {
    if is_numeric(text) || is_rate(text) {
        return true;
    }
    let plain: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    matches!(
        plain.as_str(),
        "皆増" | "皆減" | "新規" | "廃止" | "事項要求" | "前年同額" | "同額" | "著増" | "純増"
    ) || matches!(plain.as_str(), "(-)" | "(―)" | "(—)" | "[-]")
        || plain.ends_with("の内数")
}

/// Three numbers or more that only one blank keeps apart, behind a name: a row whose table was not understood
/// (`(1)架空灯台 244 226 224 ▲2`).
#[must_use]
pub fn run_of_numbers(fold: &[char]) -> Vec<String> {
    let text: String = fold.iter().collect();
    let is_number = |word: &&str| {
        let digits = word.trim_start_matches(['▲', '△', '-', '+']);
        digits.starts_with(|c: char| c.is_ascii_digit())
            && digits
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
    };
    let mut run: Vec<String> = Vec::new();
    let mut is_named = false;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if is_number(&word) {
            run.push(word.to_owned());
        } else if run.len() > 2 {
            break;
        } else {
            run.clear();
            is_named |= word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        }
    }
    if is_named && run.len() > 2 {
        run
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_from_names_that_begin_with_a_number() {
        for text in [
            "12",
            "2.2",
            "△ 1,372",
            "0",
            "(95)",
            "－",
            "４５８，７３３",
            "12億円",
            "44の内数",
        ] {
            assert!(is_numeric(text), "{text}");
        }
        for text in [
            "(1) 架空灯台",
            "1 架空桟橋",
            "架空",
            "皆増",
            "3か所",
            "(事業期間 令和９～11 年度",
            "9～11",
            "",
        ] {
            assert!(!is_numeric(text), "{text}");
        }
    }

    #[test]
    fn runs_of_numbers_are_told_from_dates_and_labels() {
        let run = |text: &str| run_of_numbers(&folded(text)).join("|");
        assert_eq!(
            run("(1)架空灯台の整備 244 226 224 ▲2 206"),
            "244|226|224|▲2|206"
        );
        assert_eq!(
            run("1 架空の会議【架空府】 1 1 1 0 0 国と力を合わせる。"),
            "1|1|1|0|0"
        );
        assert_eq!(run("電話 03 1234"), "");
        assert_eq!(run("1 2 3 4"), "");
    }
}
