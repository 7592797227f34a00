//! Facets: conditions on a node's facts rather than its words, such as `章:14` or `>10億`.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use strsim::levenshtein;

use super::error::QueryError;
use super::place::{Place, has_part, in_chapter, is_printed};
use crate::japanese::width::half_width;
use crate::lang::Text;
use crate::ledger::{Direction, LineFilter, direction};
use crate::model::yen::{self, YenUnit};
use crate::model::{Address, BudgetLine, Kind, Library, NodeId, Request};
use crate::names;

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
    /// `新規`, `増`, `減`, `内数`, `事項要求`, `財投`: a budget line that the ledger's filter takes.
    Line(LineFilter),
    /// `再掲`: listed again, whatever it is: a line, a measure or a theme.
    Relisted,
    /// `産業投資`: a budget line of the fiscal loans with a part of that name.
    Invested,
    /// `政府保証`: a budget line of the fiscal loans with a part of that name.
    Guaranteed,
    /// `補正`: a budget line beside whose base year a supplementary budget is printed.
    Supplementary,
    /// `比較不可`: a budget line of which no change can be told.
    Incomparable,
    /// `皆減`: a budget line that had an amount and for which nothing is requested any more.
    Ended,
    /// `841.1億円`: a budget line with that amount, requested or of the base year, in 億円.
    Printed(Decimal),
    /// `33頁`, `14.1.2`, `14章(2)`: stands there.
    Place(Place),
    /// `>10億`: the plain request compared with an amount in 億円.
    Amount(Comparison, Decimal),
}

/// The facet keys and words, for the nearest right one in an error.
const KEYS: [&str; 13] = [
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
    "番地",
    "at",
];

/// The key before an address: `番地:14.1.2`.
pub const PLACE_KEY: Text = Text::new("番地", "at");

/// The words for each kind: its code and its Japanese name.
fn kind_names() -> impl Iterator<Item = (&'static str, Kind)> {
    let names = |kind: Kind| [(kind.word(), kind), (names::kind(kind).ja, kind)];
    Kind::ALL.into_iter().flat_map(names)
}

impl Facet {
    /// The facet that a word of the query is, none for an ordinary word, an error for a word
    /// that has the form of a facet and is none.
    pub fn parse(word: &str) -> Result<Option<Self>, QueryError> {
        let plain: String = word.chars().map(half_width).collect();
        if let Some(facet) = Self::named(&plain) {
            return Ok(Some(facet));
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

    /// The facet that is a word by itself.
    fn named(word: &str) -> Option<Self> {
        if let Some(filter) = LineFilter::ALL
            .into_iter()
            .find(|f| names::filter(*f).ja == word)
        {
            return Some(match filter {
                // Measures and themes are listed again too.
                LineFilter::Relisted => Self::Relisted,
                of_lines => Self::Line(of_lines),
            });
        }
        match word {
            "皆増" => Some(Self::Line(LineFilter::New)),
            "皆減" => Some(Self::Ended),
            "増額" => Some(Self::Line(LineFilter::Increased)),
            "減額" => Some(Self::Line(LineFilter::Decreased)),
            INVESTED => Some(Self::Invested),
            GUARANTEED => Some(Self::Guaranteed),
            "補正" => Some(Self::Supplementary),
            _ if word == names::INCOMPARABLE.ja => Some(Self::Incomparable),
            _ => None,
        }
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
                kind_names()
                    .find(|(name, _)| *name == value)
                    .map(|(_, kind)| Self::Kind(kind))
                    .ok_or_else(|| QueryError::Kind {
                        given: word.to_owned(),
                        nearest: nearest(&value, kind_names().map(|(name, _)| name)),
                    })
            }
            "頁" | "ページ" | "page" | "柱" | "pillar" | "番地" | "at" => {
                let place = match key {
                    "番地" | "at" => Place::read(value),
                    "柱" | "pillar" => pillar(value).map(Place::Address),
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
            Self::Line(_)
                | Self::Invested
                | Self::Guaranteed
                | Self::Supplementary
                | Self::Incomparable
                | Self::Ended
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
            Self::Line(filter) => filter.matches(library, id),
            Self::Incomparable => library
                .budget(id)
                .is_some_and(|line| direction(line).is_none()),
            Self::Ended => library.budget(id).is_some_and(has_ended),
            Self::Amount(comparison, limit) => match library.budget(id).map(|b| &b.request) {
                Some(Request::Amount(amount)) => comparison.allows(amount.oku.cmp(limit)),
                _ => false,
            },
        }
    }
}

/// Whether nothing is requested of what had an amount.
fn has_ended(line: &BudgetLine) -> bool {
    let is_nothing = matches!(&line.request, Request::Amount(amount) if amount.oku.is_zero());
    is_nothing && direction(line) == Some(Direction::Decreased)
}

/// The pillar of a number: `III` or 3.
fn pillar(value: &str) -> Option<Address> {
    let number = value.parse().ok().map(Address::Pillar);
    number.or_else(|| value.parse().ok())
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
        let large = |unit: &YenUnit| unit.yen >= yen::MAN.yen;
        let mut units = yen::UNITS.into_iter().filter(large);
        let unit = units.find(|unit| after.starts_with(unit.word))?;
        sum = sum.checked_add(number.checked_mul(unit.oku())?)?;
        rest = after.strip_prefix(unit.word)?;
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
            ("新規", Facet::Line(LineFilter::New)),
            ("増", Facet::Line(LineFilter::Increased)),
            ("減", Facet::Line(LineFilter::Decreased)),
            ("再掲", Facet::Relisted),
            ("内数", Facet::Line(LineFilter::Within)),
            ("事項要求", Facet::Line(LineFilter::Unspecified)),
            ("財投", Facet::Line(LineFilter::Filp)),
            ("産業投資", Facet::Invested),
            ("政府保証", Facet::Guaranteed),
            ("皆増", Facet::Line(LineFilter::New)),
            ("減額", Facet::Line(LineFilter::Decreased)),
            ("皆減", Facet::Ended),
            ("頁:33", Facet::Place(Place::Page(33))),
            ("柱:III", Facet::Place(Place::Address(Address::Pillar(3)))),
            (
                "番地：２／１４．１．２",
                Facet::Place(Place::In(2, Address::Path(vec![14, 1, 2], None))),
            ),
            ("補正", Facet::Supplementary),
            ("比較不可", Facet::Incomparable),
        ] {
            assert_eq!(Facet::parse(word).unwrap(), Some(facet));
        }
        assert_eq!(Facet::parse("地方").unwrap(), None);
        assert_eq!(Facet::parse("12:30").unwrap(), None);
    }
}
