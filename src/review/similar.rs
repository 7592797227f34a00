//! Who else does this: programmes of any ministry with a like name or outline.

use std::collections::{HashMap, HashSet};

use super::Programmes;
use super::name::key;
use super::sheet::Reviews;

/// A programme that is like what was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alike {
    /// Place in [`Programmes::all`].
    pub programme: usize,
    /// How much of the words asked for it has, in percent; those in its name count more.
    pub percent: u32,
}

type Pair = (char, char);

fn pairs(text: &str) -> Vec<Pair> {
    let letters: Vec<char> = key(text).chars().collect();
    let mut all: Vec<Pair> = letters
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] => Some((*a, *b)),
            _ => None,
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Least likeness that is shown.
const LEAST: u32 = 30;

/// The programmes most like the words, the best first, at most `most`. Work grows with the text of all newest
/// sheets.
#[must_use]
pub fn similar(reviews: &Reviews, programmes: &Programmes, words: &str, most: usize) -> Vec<Alike> {
    let asked = pairs(words);
    let mut counts: HashMap<Pair, u32> = HashMap::new();
    let names: Vec<Vec<Pair>> = programmes.all.iter().map(|p| pairs(&p.name)).collect();
    for pair in names.iter().flatten() {
        *counts.entry(*pair).or_default() += 1;
    }
    let all = f64::from(u32::try_from(names.len()).unwrap_or(u32::MAX));
    let weight = |pair: &Pair| {
        let count = f64::from(counts.get(pair).copied().unwrap_or_default());
        ((all + 1.0) / (count + 0.5)).ln()
    };
    let whole: f64 = asked.iter().map(weight).sum();
    if whole <= 0.0 {
        return Vec::new();
    }
    let share = |has: &dyn Fn(&Pair) -> bool| -> f64 {
        asked
            .iter()
            .filter(|pair| has(pair))
            .map(weight)
            .sum::<f64>()
            / whole
    };
    let mut found: Vec<Alike> = Vec::new();
    for (programme, (name, own)) in programmes.all.iter().zip(&names).enumerate() {
        let by_name = share(&|pair| own.binary_search(pair).is_ok());
        // What has nothing of it in its name is not read further.
        let outline: HashSet<Pair> = if by_name > 0.1 {
            let sheet = name.newest(reviews);
            let texts = sheet
                .iter()
                .flat_map(|sheet| [&sheet.purpose, &sheet.outline]);
            texts.flat_map(|text| pairs(text)).collect()
        } else {
            HashSet::new()
        };
        let anywhere = share(&|pair| own.binary_search(pair).is_ok() || outline.contains(pair));
        let percent = percent(0.7 * by_name + 0.3 * anywhere);
        if percent >= LEAST {
            found.push(Alike { programme, percent });
        }
    }
    found.sort_by_key(|alike| (std::cmp::Reverse(alike.percent), alike.programme));
    found.truncate(most);
    found
}

fn percent(share: f64) -> u32 {
    // Between 0 and 1 by how it is made.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let percent = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    percent
}
