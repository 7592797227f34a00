//! Typing errors: what a stretch of the typed word may be if one letter of it is wrong, missing,
//! too many or exchanged with the next.

use super::loanwords::loanwords;
use crate::japanese::normal::is_kana;
use crate::japanese::romaji::Romaji;

/// What is meant, syllable by syllable.
pub(crate) type Steps = Vec<Vec<char>>;

/// A stretch with a typing error: where it ends in the typed word, and what is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Typo {
    pub(crate) to: usize,
    pub(crate) steps: Steps,
}

/// What the stretch from a place on may be if there is an error in its first syllable.
pub(crate) fn typos_at(letters: &[char], at: usize) -> Vec<Typo> {
    let rest = letters.get(at..).unwrap_or_default();
    let typos = match rest {
        // One kana too many, or two exchanged.
        [a, others @ ..] if is_kana(*a) => {
            let exchanged = others.first().filter(|b| is_kana(**b) && *b != a);
            let exchanged = exchanged.map(|b| (2, vec![vec![*b], vec![*a]]));
            let apart = apart(*a, others.first().copied());
            let typos = std::iter::once((1, Vec::new()));
            typos.chain(exchanged).chain(apart).collect()
        }
        _ => {
            let mut typos = romaji_typos(rest);
            if at == 0 || !letters.get(at - 1).is_some_and(|c| c.is_ascii_alphabetic()) {
                typos.extend(english_typos(rest));
            }
            typos
        }
    };
    typos
        .into_iter()
        .map(|(typed, steps)| Typo {
            to: at + typed,
            steps,
        })
        .collect()
}

/// What an input method made of one n and a vowel that belong to two syllables: うにょう is うんよう,
/// きねん also きんえん.
fn apart(kana: char, next: Option<char>) -> Option<(usize, Steps)> {
    let (typed, vowel) = match (kana, next) {
        ('に', Some('ゃ')) => (2, 'や'),
        ('に', Some('ゅ')) => (2, 'ゆ'),
        ('に', Some('ょ')) => (2, 'よ'),
        ('な', _) => (1, 'あ'),
        ('に', _) => (1, 'い'),
        ('ぬ', _) => (1, 'う'),
        ('ね', _) => (1, 'え'),
        ('の', _) => (1, 'お'),
        _ => return None,
    };
    Some((typed, vec![vec!['ん'], vec![vowel]]))
}

/// The English words that the Latin letters may be if one is wrong: `netwrok`.
fn english_typos(rest: &[char]) -> Vec<(usize, Steps)> {
    let typed: String = rest
        .iter()
        .take_while(|c| c.is_ascii_alphabetic())
        .collect();
    if typed.len() < LEAST_ENGLISH {
        return Vec::new();
    }
    loanwords()
        .iter()
        .filter(|(english, _)| strsim::osa_distance(english, &typed) == 1)
        .map(|(_, kana)| (typed.len(), vec![kana.chars().collect()]))
        .collect()
}

/// The shortest English word in which an error leaves enough to go by, in letters.
const LEAST_ENGLISH: usize = 5;

/// What the first syllables may be if one letter of the first is wrong: how many letters are
/// typed, and their kana.
fn romaji_typos(rest: &[char]) -> Vec<(usize, Steps)> {
    let mut out: Vec<(usize, Steps)> = Vec::new();
    // Mends begin at `at` and take `mended` letters; `longer` tells how many more letters than
    // typed there are now.
    let mut keep = |letters: &[char], at: usize, mended: usize, longer: isize| {
        for (taken, kana) in syllables_over(letters, at, at + mended) {
            let typed = taken.checked_add_signed(-longer).unwrap_or(0);
            let found = (typed, kana);
            if typed > 0 && typed <= rest.len() && !out.contains(&found) {
                out.push(found);
            }
        }
    };
    for at in 0..rest.len().min(LONGEST_ONSET) {
        let head: Vec<char> = rest.iter().take(at + 2 * LONGEST_ONSET).copied().collect();
        if !rest.get(at).is_some_and(char::is_ascii_alphabetic) {
            // A vowel may be missing before a kanji: `shoub団`.
            for vowel in ['a', 'i', 'u', 'e', 'o'].into_iter().filter(|_| at > 0) {
                let mut more = head.clone();
                more.insert(at, vowel);
                keep(&more, at, 1, 1);
            }
            break;
        }
        let mut less = head.clone();
        less.remove(at);
        keep(&less, at, 0, -1);
        if rest.get(at + 1).is_some_and(char::is_ascii_alphabetic) {
            let mut swapped = head.clone();
            swapped.swap(at, at + 1);
            keep(&swapped, at, 2, 0);
        }
        for letter in 'a'..='z' {
            let mut other = head.clone();
            if let Some(slot) = other.get_mut(at) {
                *slot = letter;
            }
            keep(&other, at, 1, 0);
            let mut more = head.clone();
            more.insert(at, letter);
            keep(&more, at, 1, 1);
        }
    }
    out
}

/// How many letters a syllable has at most before its last.
const LONGEST_ONSET: usize = 3;

/// Whole syllables from the first letter on, the first of which ends behind the letter `from`,
/// until one ends at `to` or behind it: how many letters they take, and their kana.
fn syllables_over(letters: &[char], from: usize, to: usize) -> Vec<(usize, Steps)> {
    let mut out = Vec::new();
    let mut open: Vec<(usize, Steps)> = vec![(0, Vec::new())];
    while let Some((at, steps)) = open.pop() {
        let readings = Romaji::get().read(letters.get(at..).unwrap_or_default());
        for reading in readings.into_iter().filter(|r| !r.unfinished) {
            let end = at + reading.letters;
            if end < from.max(1) {
                continue;
            }
            let mut steps = steps.clone();
            steps.push(reading.kana.chars().collect());
            if end >= to {
                out.push((end, steps));
            } else {
                open.push((end, steps));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(typed: &str, at: usize) -> Vec<(usize, String)> {
        let letters: Vec<char> = typed.chars().collect();
        typos_at(&letters, at)
            .into_iter()
            .map(|typo| {
                let steps: Vec<String> = typo.steps.iter().map(|s| s.iter().collect()).collect();
                (typo.to, steps.join("."))
            })
            .collect()
    }

    #[test]
    fn a_wrong_letter_may_belong_to_two_syllables() {
        // taisaku, budget, network: exchanged letters.
        assert!(meant("taiskau", 3).contains(&(7, "さ.く".to_owned())));
        assert!(meant("yosna", 2).contains(&(5, "さ.ん".to_owned())));
        assert!(meant("netwrok", 0).contains(&(7, "ねっとわーく".to_owned())));
    }

    #[test]
    fn letters_too_many_missing_or_wrong() {
        assert!(meant("tiihoou", 4).contains(&(6, "ほ".to_owned())));
        assert!(meant("tihu", 2).contains(&(4, "ほ".to_owned())));
        assert!(meant("tiou", 2).contains(&(3, "ほ".to_owned())));
        assert!(meant("shoub団", 4).contains(&(5, "ぼ".to_owned())));
    }

    #[test]
    fn kana_too_many_or_exchanged() {
        assert_eq!(
            meant("たと", 0),
            [(1, String::new()), (2, "と.た".to_owned())]
        );
        assert!(meant("うにょう", 1).contains(&(3, "ん.よ".to_owned())));
        assert!(meant("きねん", 1).contains(&(2, "ん.え".to_owned())));
    }
}
