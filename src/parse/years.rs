//! The document's title and years, read from its own text.

use std::collections::HashMap;

use super::letters::Letters;
use super::line::Line;
use crate::japanese::fold::{fold_char, folded, is_blank};

/// The title: the first heading, or else the first printed line.
#[must_use]
pub fn title_of(lines: &[Line]) -> String {
    let printed = || lines.iter().filter(|l| !l.is_blank());
    printed()
        .find(|l| l.depth > 0 && !l.words.is_empty())
        .or_else(|| printed().next())
        .map(|l| {
            l.words
                .trim_end_matches("目次")
                .trim_end_matches(is_blank)
                .to_owned()
        })
        .unwrap_or_default()
}

/// The most frequent base year as printed, such as `元年度`.
#[must_use]
pub fn base_year(years: &[String]) -> Option<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for year in years {
        *counts.entry(year).or_default() += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(year, n)| (*n, std::cmp::Reverse(*year)))
        .map(|(y, _)| y.to_owned())
}

/// The year of the requests: the one after the base year, with the era that the text most often
/// puts before it (`令和2年度`). Without a base year, the Western year in the title tells.
#[must_use]
pub fn fiscal_year(lines: &[Line], base: Option<&str>, title: &str) -> Option<String> {
    let Some((era, number)) = base.and_then(split_year) else {
        return western_year(title);
    };
    let next = number.saturating_add(1);
    if era.is_none() && next > 1988 {
        return Some(in_era(next));
    }
    let word = format!("{next}年度");
    if let Some(era) = era {
        return Some(format!("{era}{word}"));
    }
    let may_be = lines
        .iter()
        .filter(|l| l.letters.has(Letters::ERA.and(Letters::DIGIT)));
    let mentioned = ["令和", "平成"].map(|era| {
        let full = format!("{era}{word}");
        let finder = memchr::memmem::Finder::new(era);
        // The era, and behind it the rest of the year in any width, with blanks or without.
        let named = |words: &str, at: usize| {
            let behind = words.get(at..).unwrap_or_default().chars();
            let mut behind = behind.map(fold_char).filter(|c| *c != ' ');
            full.chars().all(|c| behind.next() == Some(c))
        };
        let count = may_be
            .clone()
            .filter(|l| {
                finder
                    .find_iter(l.words.as_bytes())
                    .any(|at| named(&l.words, at))
            })
            .count();
        (count, full)
    });
    match mentioned.into_iter().max_by_key(|(count, _)| *count) {
        Some((count, full)) if count > 0 => Some(full),
        // `元年度` was printed in the first year of 令和 only; 31 and later never were.
        _ if next <= 30 => Some(word),
        _ => Some(format!("令和{}年度", next.saturating_sub(30))),
    }
}

/// `令和2年度` → era and number; the number alone where no era is printed.
fn split_year(year: &str) -> Option<(Option<&'static str>, u32)> {
    let (era, rest) = [
        ("令和", "令和"),
        ("R", "令和"),
        ("平成", "平成"),
        ("H", "平成"),
    ]
    .into_iter()
    .find_map(|(prefix, era)| Some((Some(era), year.strip_prefix(prefix)?)))
    .unwrap_or((None, year));
    let number = rest.strip_suffix("年度")?;
    let number = if number == "元" {
        1
    } else {
        number.parse().ok()?
    };
    Some((era, number))
}

fn western_year(title: &str) -> Option<String> {
    let chars = folded(title);
    chars.windows(4).find_map(|four| {
        let digits: String = four.iter().collect();
        let year: u32 = digits.parse().ok()?;
        (2019..2100).contains(&year).then(|| in_era(year))
    })
}

/// A year of the Western count from 1989 on, as papers print it: 2018 → `平成30年度`.
fn in_era(year: u32) -> String {
    match year.saturating_sub(2018) {
        0 => format!("平成{}年度", year.saturating_sub(1988)),
        1 => "令和元年度".to_owned(),
        n => format!("令和{n}年度"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line::lines;

    #[test]
    fn the_era_comes_from_the_text() {
        let text = lines("(令和2年度要求)\n平成30年度の実績");
        assert_eq!(
            fiscal_year(&text, Some("元年度"), "").as_deref(),
            Some("令和2年度")
        );
        assert_eq!(
            fiscal_year(&text, Some("令和2年度"), "").as_deref(),
            Some("令和3年度")
        );
        let heisei = lines("平成30年度予算");
        assert_eq!(
            fiscal_year(&heisei, Some("29年度"), "").as_deref(),
            Some("平成30年度")
        );
        assert_eq!(
            fiscal_year(&[], None, "重点施策２０２１").as_deref(),
            Some("令和3年度")
        );
        for (base, year) in [
            ("2016年度", "平成29年度"),
            ("2018年度", "令和元年度"),
            ("2024年度", "令和7年度"),
        ] {
            assert_eq!(fiscal_year(&[], Some(base), "").as_deref(), Some(year));
        }
        assert_eq!(fiscal_year(&[], None, "重点施策"), None);
    }

    #[test]
    fn the_commonest_base_year_wins() {
        let years = ["元年度", "30年度", "元年度"].map(str::to_owned);
        assert_eq!(base_year(&years).as_deref(), Some("元年度"));
    }
}
