//! Years in heads: over names, and after the one that is asked for.

use super::year_in;
use crate::parse::general::year::Year;

/// Columns of years after the one that the document asks for tell what is planned: `９年度 | 10年度 | 11年度` of a plan.
#[must_use]
pub fn without_later_years(mut texts: Vec<String>, asked: Option<Year>) -> Vec<String> {
    let Some(asked) = asked else { return texts };
    let years: Vec<Option<i32>> = texts.iter().map(|text| year_in(text)).collect();
    if years.contains(&Some(asked.0)) {
        for (text, year) in texts.iter_mut().zip(years) {
            // `Ｒ９予算` is one whatever year the text speaks of more often.
            let budget = ["予算", "要求", "額", "案", "費", "円"]
                .iter()
                .any(|word| text.contains(word));
            if !budget && year.is_some_and(|year| year > asked.0) {
                *text = "後年度".to_owned();
            }
        }
    }
    texts
}

/// Heads over words that name a year: `旧（令和8年度）`, `新（令和9年度）` over names. The latest holds the name, the others
/// what it was before. `wordy` says which columns hold words alone.
#[must_use]
pub fn named_by_year(mut texts: Vec<String>, wordy: &[bool]) -> Vec<String> {
    let years: Vec<Option<i32>> = texts
        .iter()
        .zip(wordy)
        .map(|(text, wordy)| year_in(text).filter(|_| *wordy))
        .collect();
    let latest = years.iter().flatten().max().copied();
    for (text, year) in texts.iter_mut().zip(&years) {
        match year {
            Some(_) if *year == latest => *text = "事業名".to_owned(),
            Some(_) => *text = "備考".to_owned(),
            None => {}
        }
    }
    texts
}
