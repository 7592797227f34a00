//! How much of a half-typed word is to be highlighted: `kankeijin` highlights 関係人 of 関係人口.

use crate::japanese::normal::is_han;
use crate::japanese::readings::{Class, Dictionary, byte_of};
use crate::search::index::fields::Index;
use crate::search::matching::trie::Pattern;

/// How many units of the pattern are matched by what was typed.
pub(crate) fn highlighted(index: &Index, pattern: &Pattern) -> usize {
    let Some(tail) = &pattern.tail else {
        return pattern.ids.len();
    };
    let word: Vec<char> = pattern
        .ids
        .iter()
        .skip(tail.from)
        .map(|id| index.alphabet.letter(*id))
        .collect();
    let Some(ends) = align(&word, &tail.reading) else {
        return pattern.ids.len();
    };
    let within = ends
        .iter()
        .position(|end| *end >= tail.typed)
        .map_or(word.len(), |n| n + 1);
    tail.from + within
}

/// Shares the reading of a word out among its characters: where the part of each ends.
fn align(word: &[char], reading: &[u8]) -> Option<Vec<usize>> {
    let mut ends = Vec::with_capacity(word.len());
    shared_out(word, reading, 0, &mut ends).then_some(ends)
}

fn shared_out(word: &[char], reading: &[u8], at: usize, ends: &mut Vec<usize>) -> bool {
    let Some((first, rest)) = word.split_first() else {
        return at == reading.len();
    };
    let mut lengths: Vec<usize> = parts(*first)
        .iter()
        .filter(|part| fits(part, reading.get(at..).unwrap_or_default()))
        .map(Vec::len)
        .collect();
    lengths.sort_unstable_by(|a, b| b.cmp(a));
    lengths.dedup();
    for length in lengths {
        ends.push(at + length);
        if shared_out(rest, reading, at + length, ends) {
            return true;
        }
        ends.pop();
    }
    false
}

/// What one character may be read as.
fn parts(c: char) -> Vec<Vec<u8>> {
    if !is_han(c) {
        return byte_of(c).map(|b| vec![vec![b]]).unwrap_or_default();
    }
    let mut buffer = [0; 4];
    let surface: &str = c.encode_utf8(&mut buffer);
    Dictionary::get()
        .into_iter()
        .flat_map(|d| d.of(surface))
        .flat_map(|r| {
            // A kun reading may hold the kana that are written behind the kanji: ささえる of 支.
            let least = if r.class == Class::Kun {
                1
            } else {
                r.kana.len()
            };
            (least..=r.kana.len()).filter_map(|n| r.kana.get(..n).map(<[u8]>::to_vec))
        })
        .collect()
}

/// Whether the text begins with the part, the first kana perhaps voiced, the last perhaps っ.
fn fits(part: &[u8], text: &[u8]) -> bool {
    let small_tsu = byte_of('っ');
    part.len() <= text.len()
        && part.iter().zip(text).enumerate().all(|(n, (p, t))| {
            // Voiced kana follow their plain twin by one, は row: by one and two.
            let voiced = n == 0 && *t > *p && *t - *p <= 2;
            let doubled = n + 1 == part.len() && n > 0 && Some(*t) == small_tsu;
            p == t || voiced || doubled
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(kana: &str) -> Vec<u8> {
        kana.chars().filter_map(byte_of).collect()
    }

    #[test]
    fn readings_are_shared_out() {
        let ends =
            |word: &str, reading: &str| align(&word.chars().collect::<Vec<_>>(), &bytes(reading));
        assert_eq!(ends("人口", "じんこう"), Some(vec![2, 4]));
        assert_eq!(ends("学校", "がっこう"), Some(vec![2, 4]));
        assert_eq!(ends("支え", "ささえ"), Some(vec![2, 3]));
    }
}
