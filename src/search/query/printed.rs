//! What stands in a document beside its words and can be asked for as it is printed: an amount
//! (`841.1億円`), a page (`33頁`), an address (`14.1.2`, `III`), a label (`14章(2)`).
//!
//! In: a word of a query. Out: the conditions that it may be, none for an ordinary word. Cost: the
//! length of the word. Invariant: whatever may be a word of the text as well is looked for as one too.

use super::facet::{Facet, amount};
use super::place::Place;
use crate::japanese::numerals;
use crate::japanese::width::half_width;
use crate::model::Address;

/// What a word of a query may be beside a word of the text.
pub(super) struct Printed {
    /// One of these.
    pub(super) facets: Vec<Facet>,
    /// It may be a word of the text as well.
    pub(super) is_word: bool,
}

impl Printed {
    /// What a word may be. Short ones (`1.2`, `IX`) mean more than a word only where they are all
    /// that was `asked` for: nobody asks so for `Society 5.0`.
    pub(super) fn read(word: &str, is_all: bool) -> Option<Self> {
        let plain: String = word.chars().map(half_width).collect();
        // 第十四章, 三十三頁, 二十四億円.
        let in_kanji = Some(&plain).filter(|text| !text.contains(|c: char| c.is_ascii_digit()));
        let plain = in_kanji
            .and_then(|text| numerals::in_digits(text))
            .unwrap_or(plain);
        let labelled = || labelled(&plain).filter(|_| is_all);
        if let Some(place) = page(&plain).or_else(|| chapter(&plain)).or_else(labelled) {
            return Some(Self {
                facets: vec![place],
                is_word: false,
            });
        }
        let mut facets = Vec::new();
        let steps = plain.split('.').count();
        let of_digits = plain
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '#'));
        let names_money = plain.ends_with('円') || plain.contains(['億', '兆']);
        if names_money {
            facets.extend(amount(&plain).map(Facet::Printed));
        } else if is_all && of_digits && steps == 2 {
            facets.extend(plain.parse().ok().map(Facet::Printed));
        }
        let is_numeral = word
            .chars()
            .all(|c| matches!(c, 'I' | 'V' | 'X' | 'Ⅰ'..='Ⅻ'));
        let may_be_address =
            of_digits && (steps > 2 || is_all && steps == 2) || is_all && is_numeral;
        if may_be_address && !word.is_empty() || is_all && is_spoken_address(&plain) {
            let address = word.parse().ok().filter(|a| *a != Address::Root);
            facets.extend(address.map(|address| Facet::Place(Place::Address(address))));
        }
        (!facets.is_empty()).then_some(Self {
            facets,
            is_word: true,
        })
    }
}

/// An amount with what is printed at it without a blank: `産業投資450億円`, `78.5億円の内数`. None for
/// all else.
pub(super) fn apart(word: &str) -> Option<[&str; 2]> {
    let label = AT_AMOUNTS.iter().find_map(|label| {
        let rest = word.strip_prefix(label)?;
        Some([*label, rest]).filter(|_| is_amount(rest))
    });
    label.or_else(|| {
        let front = word.strip_suffix(WITHIN)?;
        let front = front.strip_suffix('の').unwrap_or(front);
        is_amount(front).then_some([front, WITHIN])
    })
}

/// An amount without the year that is printed before it, which tells the column and not the line:
/// 元年度119.3億円. None for all else.
pub(super) fn without_year(word: &str) -> Option<&str> {
    behind_year(word).filter(|rest| is_amount(rest))
}

/// Whether a word is an amount as it is printed.
pub(super) fn is_amount(word: &str) -> bool {
    let plain: String = word.chars().map(half_width).collect();
    plain.starts_with(|c: char| c.is_ascii_digit()) && amount(&plain).is_some()
}

/// Whether a word is a year as it is printed before an amount: 元年度, 令和2年度, 平成30年度補正.
pub(super) fn is_year(word: &str) -> bool {
    behind_year(word).is_some_and(str::is_empty)
}

/// What stands behind the year at the beginning of a word.
fn behind_year(word: &str) -> Option<&str> {
    let without = |text: &str, heads: &[&str]| -> usize {
        let head = heads.iter().find(|head| text.starts_with(**head));
        head.map_or(0, |head| head.len())
    };
    let after_era = word.get(without(word, &["令和", "平成", "昭和"])..)?;
    let is_number =
        |c: char| half_width(c).is_ascii_digit() || "元〇一二三四五六七八九十".contains(c);
    let after_number = after_era.trim_start_matches(is_number);
    let digits = after_era.len() - after_number.len();
    let rest = after_number.strip_prefix("年度")?;
    let rest = rest.get(
        without(
            rest,
            &["当初予算", "補正予算", "当初", "補正", "予算", "要求"],
        )..,
    )?;
    let rest = rest.strip_prefix([':', '：']).unwrap_or(rest);
    (digits > 0).then_some(rest)
}

/// Conditions that are printed before an amount, and the one behind it.
const AT_AMOUNTS: [&str; 3] = ["産業投資", "政府保証", "財投"];
const WITHIN: &str = "内数";

/// `33頁`, `33ページ`, `p33`, `p.33`.
fn page(plain: &str) -> Option<Facet> {
    let lower = plain.to_lowercase();
    let before = ["page", "p.", "p", "頁", "ページ"];
    let number = before
        .iter()
        .find_map(|mark| lower.strip_prefix(mark))
        .or_else(|| {
            lower
                .strip_suffix('頁')
                .or_else(|| lower.strip_suffix("ページ"))
        })?;
    let number = number.strip_prefix('第').unwrap_or(number);
    number.parse().ok().map(|n| Facet::Place(Place::Page(n)))
}

/// `(2)`, `(a)`: a printed label alone.
fn labelled(plain: &str) -> Option<Facet> {
    let inner = plain.strip_prefix('(')?.strip_suffix(')')?;
    let is_number = inner.len() <= 2 && inner.chars().all(|c| c.is_ascii_digit());
    let is_letter = inner.len() == 1 && inner.chars().all(|c| c.is_ascii_alphabetic());
    let is_label = !inner.is_empty() && (is_number || is_letter);
    is_label.then(|| Facet::Place(Place::Labelled(inner.to_lowercase())))
}

/// `14の2`, `14-1-2`: an address as it is said.
fn is_spoken_address(plain: &str) -> bool {
    let is_step = |step: &str| (1..=2).contains(&step.len()) && step.parse::<u8>().is_ok();
    let of = |sign: char| plain.split(sign).filter(|step| is_step(step)).count();
    let all = |sign: char| plain.split(sign).count();
    (2..=4).contains(&of('の')) && of('の') == all('の')
        || (3..=4).contains(&of('-')) && of('-') == all('-')
}

/// `第14章`, `14章(2)`, `14章(2)(a)`, `14(2)`.
fn chapter(plain: &str) -> Option<Facet> {
    let bare = || {
        let digits = plain.find(|c: char| !c.is_ascii_digit())?;
        let (number, labels) = plain.split_at_checked(digits)?;
        let is_short = (1..=2).contains(&number.len());
        (is_short && labels.starts_with('(')).then_some((number, labels))
    };
    let (number, labels) = plain.split_once('章').or_else(bare)?;
    let number = number.strip_prefix('第').unwrap_or(number).parse().ok()?;
    if labels.is_empty() {
        return Some(Facet::Chapter(number));
    }
    let inner = labels.strip_prefix('(')?.strip_suffix(')')?;
    let labels: Vec<String> = inner.split(")(").map(str::to_lowercase).collect();
    let is_label = |label: &String| (1..=3).contains(&label.chars().count());
    let all = labels.iter().all(is_label);
    all.then_some(Facet::Place(Place::Label(number, labels)))
}
