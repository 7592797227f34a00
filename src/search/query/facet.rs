//! Facets: conditions on a node's facts rather than its words, such as `章:14` or `>10億`.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use strsim::levenshtein;

use super::error::QueryError;
use super::place::{Place, has_part, in_chapter, is_printed};
use crate::japanese::width::half_width;
use crate::model::{Account, Address, Base, Kind, Library, NodeId, Request};

/// The labels of parts of a fiscal loan.
const INVESTED: &str = "産業投資";
const GUARANTEED: &str = "政府保証";

/// How an amount is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

impl Comparison {
    /// Whether an amount that compares so with the limit passes.
    pub(crate) const fn allows(self, ordering: Ordering) -> bool {
        match self {
            Self::More => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
        }
    }
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Facet {
    /// `章:14`: stands in the chapter of that number.
    Chapter(u32),
    /// `kind:measure`, `種別:施策`.
    Kind(Kind),
    /// `新規`: a budget line that has no base year.
    New,
    /// `増`: the plain request is above the plain base, or the line is new.
    Increased,
    /// `減`: the plain request is below the plain base.
    Decreased,
    /// `再掲`: listed again.
    Relisted,
    /// `内数`: a budget line that asks for part of a larger sum.
    Within,
    /// `事項要求`: a budget line without an amount.
    Unspecified,
    /// `財投`: a budget line of the fiscal loans.
    Filp,
    /// `産業投資`: a budget line of the fiscal loans with a part of that name.
    Invested,
    /// `政府保証`: a budget line of the fiscal loans with a part of that name.
    Guaranteed,
    /// `補正`: a budget line beside whose base year a supplementary budget is printed.
    Supplementary,
    /// `比較不可`: a budget line of which no change can be told.
    Incomparable,
    /// `841.1億円`: a budget line with that amount, requested or of the base year, in 億円.
    Printed(Decimal),
    /// `33頁`, `14.1.2`, `14章(2)`: stands there.
    Place(Place),
    /// `>10億`: the plain request compared with an amount in 億円.
    Amount(Comparison, Decimal),
}

/// The facet keys and words, for the nearest right one in an error.
const KEYS: [&str; 11] = [
    "章",
    "chapter",
    "ch",
    "kind",
    "種別",
    "種類",
    "頁",
    "ページ",
    "page",
    "柱",
    "pillar",
];

/// Japanese and English names of kinds beside [`Kind::word`].
const KIND_NAMES: [(&str, Kind); 13] = [
    ("document", Kind::Document),
    ("pillar", Kind::Pillar),
    ("chapter", Kind::Chapter),
    ("theme", Kind::Theme),
    ("measure", Kind::Measure),
    ("sub", Kind::Sub),
    ("budget", Kind::Budget),
    ("柱", Kind::Pillar),
    ("章", Kind::Chapter),
    ("テーマ", Kind::Theme),
    ("施策", Kind::Measure),
    ("小施策", Kind::Sub),
    ("予算", Kind::Budget),
];

impl Facet {
    /// The facet that a word of the query is, none for an ordinary word, an error for a word
    /// that has the form of a facet and is none.
    pub fn parse(word: &str) -> Result<Option<Self>, QueryError> {
        let plain: String = word.chars().map(half_width).collect();
        match plain.as_str() {
            "新規" | "皆増" => return Ok(Some(Self::New)),
            "増" | "増額" => return Ok(Some(Self::Increased)),
            "減" | "減額" => return Ok(Some(Self::Decreased)),
            "再掲" => return Ok(Some(Self::Relisted)),
            "内数" => return Ok(Some(Self::Within)),
            "事項要求" => return Ok(Some(Self::Unspecified)),
            "財投" => return Ok(Some(Self::Filp)),
            "産業投資" => return Ok(Some(Self::Invested)),
            "政府保証" => return Ok(Some(Self::Guaranteed)),
            "補正" => return Ok(Some(Self::Supplementary)),
            "比較不可" => return Ok(Some(Self::Incomparable)),
            _ => {}
        }
        if let Some((comparison, rest)) = split_comparison(&plain) {
            return match amount(rest) {
                Some(oku) => Ok(Some(Self::Amount(comparison, oku))),
                None => Err(QueryError::Amount {
                    given: word.to_owned(),
                    nearest: nearest_amount(&plain, rest),
                }),
            };
        }
        let Some((key, value)) = plain.split_once(':') else {
            return Ok(None);
        };
        if !could_be_key(key) || value.starts_with("//") {
            return Ok(None);
        }
        Self::keyed(word, &key.to_lowercase(), value).map(Some)
    }

    fn keyed(word: &str, key: &str, value: &str) -> Result<Self, QueryError> {
        match key {
            "章" | "chapter" | "ch" => {
                let digits = value.trim_start_matches('第').trim_end_matches('章');
                digits
                    .parse()
                    .map(Self::Chapter)
                    .map_err(|_| QueryError::Chapter {
                        given: word.to_owned(),
                    })
            }
            "kind" | "種別" | "種類" => {
                let value = value.to_lowercase();
                KIND_NAMES
                    .iter()
                    .find(|(name, _)| *name == value)
                    .map(|(_, kind)| Self::Kind(*kind))
                    .ok_or_else(|| QueryError::Kind {
                        given: word.to_owned(),
                        nearest: nearest(&value, KIND_NAMES.iter().map(|(name, _)| *name)),
                    })
            }
            "頁" | "ページ" | "page" | "柱" | "pillar" => {
                let place = match key {
                    "柱" | "pillar" => value.parse().ok().map(Place::Address),
                    _ => value.parse().ok().map(Place::Page),
                };
                let place = place.filter(|place| *place != Place::Address(Address::Root));
                place.map(Self::Place).ok_or_else(|| QueryError::Chapter {
                    given: word.to_owned(),
                })
            }
            _ => Err(QueryError::Key {
                given: word.to_owned(),
                nearest: nearest(key, KEYS.into_iter()),
            }),
        }
    }

    /// Whether only budget lines can meet it.
    #[must_use]
    pub const fn of_budget(&self) -> bool {
        matches!(
            self,
            Self::New
                | Self::Increased
                | Self::Decreased
                | Self::Within
                | Self::Unspecified
                | Self::Filp
                | Self::Invested
                | Self::Guaranteed
                | Self::Supplementary
                | Self::Incomparable
                | Self::Printed(_)
                | Self::Amount(..)
        )
    }

    /// Whether the node meets it.
    #[must_use]
    pub fn holds(&self, library: &Library, id: NodeId) -> bool {
        let Some(node) = library.get(id) else {
            return false;
        };
        match self {
            Self::Chapter(number) => in_chapter(library, id, *number),
            Self::Place(place) => place.holds(library, id),
            Self::Printed(oku) => library.budget(id).is_some_and(|b| is_printed(b, *oku)),
            Self::Invested => library.budget(id).is_some_and(|b| has_part(b, INVESTED)),
            Self::Guaranteed => library.budget(id).is_some_and(|b| has_part(b, GUARANTEED)),
            Self::Supplementary => library
                .budget(id)
                .is_some_and(|b| b.supplementary.is_some()),
            Self::Kind(kind) => node.kind == *kind,
            Self::Relisted => node.relisted,
            Self::New => library.budget(id).is_some_and(|b| b.base == Base::New),
            Self::Within => {
                let budget = library.budget(id);
                budget.is_some_and(|b| matches!(b.request, Request::Within(_)))
            }
            Self::Unspecified => library
                .budget(id)
                .is_some_and(|b| b.request == Request::Unspecified),
            Self::Filp => library
                .budget(id)
                .is_some_and(|b| b.account == Account::Filp),
            Self::Incomparable => library.budget(id).is_some() && change(library, id).is_none(),
            Self::Increased => change(library, id).is_some_and(|c| c > Decimal::ZERO),
            Self::Decreased => change(library, id).is_some_and(|c| c < Decimal::ZERO),
            Self::Amount(comparison, limit) => match library.budget(id).map(|b| &b.request) {
                Some(Request::Amount(amount)) => comparison.allows(amount.oku.cmp(limit)),
                _ => false,
            },
        }
    }
}

/// Request less base in 億円, where both are plain or the line is new.
fn change(library: &Library, id: NodeId) -> Option<Decimal> {
    let budget = library.budget(id)?;
    let Request::Amount(request) = &budget.request else {
        return None;
    };
    match &budget.base {
        Base::Amount(base) => request.oku.checked_sub(base.oku),
        Base::New => Some(request.oku),
        _ => None,
    }
}

fn could_be_key(key: &str) -> bool {
    let n = key.chars().count();
    (1..=10).contains(&n) && key.chars().all(char::is_alphabetic)
}

fn split_comparison(text: &str) -> Option<(Comparison, &str)> {
    [
        (">=", Comparison::AtLeast),
        ("≥", Comparison::AtLeast),
        ("≧", Comparison::AtLeast),
        ("<=", Comparison::AtMost),
        ("≤", Comparison::AtMost),
        ("≦", Comparison::AtMost),
        (">", Comparison::More),
        ("<", Comparison::Less),
    ]
    .into_iter()
    .find_map(|(sign, comparison)| Some((comparison, text.strip_prefix(sign)?)))
}

/// Units and what one of them is worth in 億円, as mantissa and scale; longest first.
const UNITS: [(&str, i64, u32); 5] = [
    ("百万", 1, 2),
    ("千万", 1, 1),
    ("兆", 10_000, 0),
    ("億", 1, 0),
    ("万", 1, 4),
];

/// An amount such as `10億`, `1兆2,000億円`, `500百万円` or a bare number, in 億円.
pub(super) fn amount(text: &str) -> Option<Decimal> {
    let mut rest = text.trim_end_matches('円');
    if rest.is_empty() {
        return None;
    }
    let mut sum = Decimal::ZERO;
    while !rest.is_empty() {
        let number_end = rest.find(|c: char| !matches!(c, '0'..='9' | '.' | ','))?;
        let (number, after) = rest.split_at_checked(number_end)?;
        let number: Decimal = number.replace(',', "").parse().ok()?;
        let (unit, mantissa, scale) = UNITS.iter().find(|(unit, ..)| after.starts_with(unit))?;
        let worth = number.checked_mul(Decimal::new(*mantissa, *scale))?;
        sum = sum.checked_add(worth)?;
        rest = after.strip_prefix(unit)?;
    }
    Some(sum)
}

/// The same comparison with whatever number was typed, counted in 億.
fn nearest_amount(plain: &str, rest: &str) -> String {
    let digits: String = rest
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '.')
        .collect();
    let sign = plain.strip_suffix(rest).unwrap_or(">");
    let digits = if digits.parse::<Decimal>().is_ok() {
        digits
    } else {
        "10".to_owned()
    };
    format!("{sign}{digits}億")
}

/// The name that is likely meant; empty where the given one has nothing to do with any.
fn nearest<'a>(given: &str, names: impl Iterator<Item = &'a str>) -> String {
    let near = names.min_by_key(|name| levenshtein(given, name));
    let length = |text: &str| text.chars().count();
    near.filter(|name| 2 * levenshtein(given, name) <= length(given).max(length(name)))
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn oku(text: &str) -> Option<String> {
        amount(text).map(|d| d.normalize().to_string())
    }

    #[test]
    fn amounts_in_every_unit() {
        assert_eq!(oku("10億").as_deref(), Some("10"));
        assert_eq!(oku("1兆2,000億円").as_deref(), Some("12000"));
        assert_eq!(oku("500百万円").as_deref(), Some("5"));
        assert_eq!(oku("3千万円").as_deref(), Some("0.3"));
        assert_eq!(oku("16.8兆円").as_deref(), Some("168000"));
        assert_eq!(oku("億"), None);
        assert_eq!(oku("10ドル"), None);
    }

    #[test]
    fn full_width_facets() {
        assert_eq!(Facet::parse("章：１４").unwrap(), Some(Facet::Chapter(14)));
        assert_eq!(
            Facet::parse("＞＝１０億").unwrap(),
            Some(Facet::Amount(Comparison::AtLeast, Decimal::from(10)))
        );
        assert_eq!(
            Facet::parse("種別:施策").unwrap(),
            Some(Facet::Kind(Kind::Measure))
        );
        for (word, facet) in [
            ("内数", Facet::Within),
            ("事項要求", Facet::Unspecified),
            ("財投", Facet::Filp),
            ("産業投資", Facet::Invested),
            ("政府保証", Facet::Guaranteed),
            ("皆増", Facet::New),
            ("減額", Facet::Decreased),
            ("頁:33", Facet::Place(Place::Page(33))),
            ("柱:III", Facet::Place(Place::Address(Address::Pillar(3)))),
            ("補正", Facet::Supplementary),
            ("比較不可", Facet::Incomparable),
        ] {
            assert_eq!(Facet::parse(word).unwrap(), Some(facet));
        }
        assert_eq!(Facet::parse("地方").unwrap(), None);
        assert_eq!(Facet::parse("12:30").unwrap(), None);
    }
}
