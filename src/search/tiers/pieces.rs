//! A query cut into pieces that can be looked for each alone.
//!
//! 災害時の連絡 is 災害 and 連絡; 外国人住民 is 外国 and 住民. Runs of one script are cut into words
//! of the dictionary, the longest first; particles and other kana between them fall away. A word that no document
//! has gives the longest stretches of it that one has: of 高速道路網 perhaps 高速 and 道路.
//! Beside an everyday word stand those that texts have for it: beside 火事 火災 (`everyday.txt`).

use crate::japanese::everyday::Everyday;
use crate::japanese::normal::{self, Script};
use crate::japanese::readings::Dictionary;

/// Something to look for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    /// Its characters in normal form.
    pub(super) text: String,
    /// How much of what was asked it stands for: 1 for a word, less for a part of one.
    pub(super) share: f64,
}

impl Piece {
    /// A whole word.
    pub(super) fn whole(word: &str) -> Self {
        Self {
            text: normal::normal_string(word),
            share: 1.0,
        }
    }
}

/// The words of a query with those in kana as they are written: さいがいじのれんらく is 災害 and
/// 連絡. An input method has not converted them yet. `heard` gives what reads as some kana do.
pub(super) fn written(
    typed: &[&str],
    mut heard: impl FnMut(&str) -> Option<String>,
) -> Vec<String> {
    let mut out = Vec::new();
    for word in typed {
        let kana: Vec<char> = word.chars().collect();
        let is_hiragana = kana
            .iter()
            .all(|c| Script::of(*c) == Script::Hiragana || *c == 'ー');
        if !is_hiragana || kana.len() < LEAST_KANA {
            out.push((*word).to_owned());
            continue;
        }
        let mut at = 0;
        while at < kana.len() {
            let longest = (LEAST_HEAD..=kana.len() - at).rev().find_map(|length| {
                let stretch: String = kana.get(at..at + length)?.iter().collect();
                let written = (length >= LEAST_KANA).then(|| heard(&stretch)).flatten();
                let behind = kana.get(at + length);
                let is_whole = length >= LEAST_KANA || behind.is_none_or(|c| is_particle(*c));
                let head = || Everyday::get().heard(&stretch).filter(|_| is_whole);
                let written = written.or_else(|| head().map(str::to_owned));
                written.map(|written| (length, written))
            });
            match longest {
                Some((length, written)) => {
                    out.push(written);
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    out
}

/// An everyday word may be read by so few kana, where a particle or nothing comes behind.
const LEAST_HEAD: usize = 2;
/// Fewer kana than these read like too much.
const LEAST_KANA: usize = 3;

/// The most pieces of a query.
const MOST: usize = 16;
/// The longest word that is looked up, in characters.
const LONGEST: usize = 16;

/// A character of a word in normal form, with the script that it was typed in.
#[derive(Clone, Copy)]
struct Letter {
    letter: char,
    script: Script,
}

/// The pieces of some words, those of one meaning together. `occurs` tells whether a document has
/// a text.
pub(super) fn pieces(words: &[&str], mut occurs: impl FnMut(&str) -> bool) -> Vec<Vec<Piece>> {
    let mut out: Vec<Vec<Piece>> = Vec::new();
    let dictionary = Dictionary::get();
    let known = |letters: &[char]| dictionary.map_or_else(Vec::new, |d| lengths(d, letters));
    for word in words {
        for term in terms(&letters(word), &known) {
            let group = alternatives(&term, &mut occurs);
            if group.is_empty() {
                add(&mut out, &term, &mut occurs);
            } else if !out.contains(&group) {
                out.push(group);
            }
        }
    }
    out.truncate(MOST);
    out
}

/// Whether nothing of a text but particles and signs stands between some words of it.
pub(super) fn are_all_of(words: &[String], text: &str) -> bool {
    let says_nothing = |text: &str| text.chars().all(|c| is_particle(c) || !c.is_alphanumeric());
    let text = normal::normal_string(text);
    let mut rest = text.as_str();
    let in_order = words.iter().all(|word| {
        let Some((before, after)) = rest.split_once(word.as_str()) else {
            return false;
        };
        rest = after;
        says_nothing(before)
    });
    in_order && says_nothing(rest)
}

/// An everyday word and those that texts have for it, as far as a document has them; empty for
/// other words.
fn alternatives(term: &str, occurs: &mut impl FnMut(&str) -> bool) -> Vec<Piece> {
    let mut words = Everyday::get().words(term).peekable();
    if words.peek().is_none() {
        return Vec::new();
    }
    let mut group = vec![Piece::whole(term)];
    let mut share = 1.0;
    for word in words {
        let piece = Piece::whole(word);
        share *= LESS_USUAL;
        if group.iter().all(|known| known.text != piece.text) {
            group.push(Piece { share, ..piece });
        }
    }
    group.retain(|piece| occurs(&piece.text));
    group
}

/// The words for an English one, and after them those that texts have for these.
pub(super) fn meant_by(words: &[&str]) -> Vec<Piece> {
    let mut group: Vec<Piece> = Vec::new();
    let further = words.iter().flat_map(|word| {
        let head = normal::normal_string(word);
        Everyday::get().words(&head).collect::<Vec<_>>()
    });
    let mut share = 1.0;
    for word in words.iter().copied().chain(further) {
        let piece = Piece::whole(word);
        if group.iter().all(|known| known.text != piece.text) {
            group.push(Piece { share, ..piece });
            share *= LESS_USUAL;
        }
    }
    group.truncate(MOST);
    group
}

/// What a word for an everyday word counts beside the one before it.
const LESS_USUAL: f64 = 0.9;

/// The words of what was typed that a table has, the longest first at each place. `lengths` gives
/// the lengths of the words of the table that some letters begin with.
pub(super) fn words_of(typed: &[&str], lengths: impl Fn(&[char]) -> Vec<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in typed {
        let letters = letters(word);
        let mut at = 0;
        while at < letters.len() {
            let rest = letters.get(at..).unwrap_or_default();
            let length = word_length(&letters, at, &lengths);
            let word = text(rest.iter().take(length));
            if length > 1 && !out.contains(&word) {
                out.push(word);
            }
            at += length.max(1);
        }
    }
    out.truncate(MOST);
    out
}

fn lengths(dictionary: &Dictionary, letters: &[char]) -> Vec<usize> {
    let words = dictionary.prefixes(letters);
    words.into_iter().map(|(length, _)| length).collect()
}

fn letters(word: &str) -> Vec<Letter> {
    let typed: Vec<char> = word.chars().collect();
    let script = |at: u32| {
        typed
            .get(at as usize)
            .map_or(Script::None, |c| Script::of(*c))
    };
    normal::normal(word)
        .into_iter()
        .map(|unit| Letter {
            letter: unit.letter,
            script: script(unit.start),
        })
        .collect()
}

/// The words of what was typed, the longest first at each place. Kana between words fall away;
/// other characters that are no word stay together as long as their script does not change.
fn terms(letters: &[Letter], lengths: &impl Fn(&[char]) -> Vec<usize>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut unknown: Vec<Letter> = Vec::new();
    let mut at = 0;
    while let Some(here) = letters.get(at) {
        let everyday = everyday_length(letters, at);
        let length = word_length(letters, at, lengths).max(everyday);
        if length > 1 || everyday == 1 {
            flush(&mut out, &mut unknown);
            out.push(text(letters.iter().skip(at).take(length)));
            at += length;
            continue;
        }
        let goes_on = unknown
            .last()
            .is_some_and(|last| last.script == here.script);
        if !goes_on {
            flush(&mut out, &mut unknown);
        }
        unknown.push(*here);
        at += 1;
    }
    flush(&mut out, &mut unknown);
    out
}

/// The length of the longest everyday word that begins at a place; 0 for none. A short one neither
/// begins nor ends within a run of its script, but for the particles between kana.
fn everyday_length(letters: &[Letter], at: usize) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    let head: Vec<char> = rest.iter().take(LONGEST).map(|l| l.letter).collect();
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let parts = |left: Option<&Letter>, right: Option<&Letter>| match (left, right) {
        (Some(left), Some(right)) if left.script == right.script => {
            left.script == Script::Hiragana && is_particle(left.letter)
                || right.script == Script::Hiragana && is_particle(right.letter)
        }
        _ => true,
    };
    let whole = |length: usize| {
        let run = rest.get(..length).unwrap_or_default();
        let is_han = run.iter().all(|l| l.script == Script::Han);
        let least = if is_han { 2 } else { 4 };
        length >= least || parts(before, run.first()) && parts(run.last(), rest.get(length))
    };
    let found = Everyday::get().lengths(&head).into_iter();
    found.filter(|length| whole(*length)).max().unwrap_or(0)
}

fn is_particle(letter: char) -> bool {
    "のがをにでとはへもやな".contains(letter)
}

/// The length of the longest word of a table that begins at a place and neither begins nor ends
/// within a run of katakana or Latin letters; 0 for none.
fn word_length(letters: &[Letter], at: usize, lengths: &impl Fn(&[char]) -> Vec<usize>) -> usize {
    let rest = letters.get(at..).unwrap_or_default();
    let is_run = |script| matches!(script, Some(Script::Katakana | Script::Latin));
    let before = at.checked_sub(1).and_then(|at| letters.get(at));
    let first = rest.first().map(|l| l.script);
    if is_run(first) && before.map(|l| l.script) == first {
        return 0;
    }
    let head: Vec<char> = rest.iter().take(LONGEST).map(|l| l.letter).collect();
    let whole = |length: usize| {
        let script = |at: usize| rest.get(at).map(|l| l.script);
        let (last, next) = (script(length - 1), script(length));
        let runs_on = is_run(last) && last == next;
        let says = rest
            .iter()
            .take(length)
            .any(|l| l.script != Script::Hiragana);
        length > 1 && says && !runs_on
    };
    let words = lengths(&head).into_iter();
    words.filter(|length| whole(*length)).max().unwrap_or(0)
}

fn text<'a>(letters: impl Iterator<Item = &'a Letter>) -> String {
    letters.map(|l| l.letter).collect()
}

/// What is no word is looked for as it stands, but not short kana: those are particles and ends
/// of words.
fn flush(out: &mut Vec<String>, unknown: &mut Vec<Letter>) {
    let least = match unknown.first().map(|l| l.script) {
        Some(Script::Hiragana) => 3,
        _ => 2,
    };
    if unknown.len() >= least {
        out.push(text(unknown.iter()));
    }
    unknown.clear();
}

/// Adds a term and the longest stretches of it that something has: what nothing has is stood for
/// by its parts, and beside what is rare its parts find more.
fn add(out: &mut Vec<Vec<Piece>>, term: &str, occurs: &mut impl FnMut(&str) -> bool) {
    let mut push = |text: String, share: f64| {
        if out.iter().flatten().all(|piece| piece.text != text) {
            out.push(vec![Piece { text, share }]);
        }
    };
    let whole = occurs(term);
    if whole {
        push(term.to_owned(), 1.0);
    }
    let letters: Vec<char> = term.chars().collect();
    let Some(least) = least_part(term) else {
        return;
    };
    let mut at = 0;
    while at + least <= letters.len() {
        let longest = (least..letters.len())
            .rev()
            .filter_map(|length| letters.get(at..at + length))
            .map(|part| part.iter().collect::<String>())
            .find(|part| occurs(part));
        match longest {
            Some(part) => {
                let length = part.chars().count();
                let beside = if whole { BESIDE } else { 1.0 };
                push(part, beside * share(length, letters.len()));
                at += length;
            }
            None => at += 1,
        }
    }
}

/// What a part counts beside its whole word.
const BESIDE: f64 = 0.5;

/// The shortest part of a word that says something; none where a part says nothing: of letters
/// and digits.
fn least_part(term: &str) -> Option<usize> {
    if term.chars().any(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    Some(if term.chars().any(normal::is_han) {
        2
    } else {
        3
    })
}

/// How much a part of a word stands for the word.
fn share(part: usize, whole: usize) -> f64 {
    let number = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    number(part) / number(whole.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn cut(query: &str, has: &[&str]) -> Vec<String> {
        let words: Vec<&str> = query.split(' ').collect();
        let found = pieces(&words, |text| has.iter().any(|have| have.contains(text)));
        found
            .into_iter()
            .flatten()
            .map(|piece| piece.text)
            .collect()
    }

    #[test]
    fn phrases_are_cut_into_words_and_particles_fall_away() {
        let has = ["災害", "連絡", "外国", "住民"];
        assert_eq!(cut("災害時の連絡", &has), ["災害", "連絡"]);
        assert_eq!(cut("外国人住民", &has), ["外国", "住民"]);
    }

    #[test]
    fn a_text_is_made_of_words_where_only_particles_are_left() {
        let all = |words: &[&str], text: &str| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            are_all_of(&words, text)
        };
        assert!(all(&["防災", "ろぼっと"], "防災のロボット"));
        assert!(!all(&["量子", "暗号"], "量子暗号 うどん"));
        assert!(!all(&["消防"], "消防団"));
    }

    #[test]
    fn kana_are_written_as_texts_and_everyday_words_write_them() {
        let written = |typed: &str| {
            super::written(&[typed], |kana| {
                (kana == "さいがい").then(|| "災害".to_owned())
            })
        };
        assert_eq!(written("さいがいのかじ"), ["災害", "火事"]);
        assert_eq!(written("かじをふせぐ")[0], "火事");
        // かじ is no part of かじつ.
        assert!(!written("かじつ").contains(&"火事".to_owned()));
    }

    #[test]
    fn everyday_words_stand_for_those_of_texts() {
        let has = ["火災", "火災予防", "防ぐ", "過疎", "電子決裁", "無線lan"];
        assert_eq!(cut("火事", &has), ["火災", "火災予防"]);
        assert_eq!(cut("ハンコをなくす", &has)[0], "電子決裁");
        assert_eq!(cut("はんこ廃止", &has)[0], "電子決裁");
        assert_eq!(cut("フリーワイファイ", &has), ["無線lan"]);
        assert_eq!(cut("家で田舎", &has), ["過疎"]);
        // ボヤ is no part of ボヤージュ, nor 車 of 車座.
        assert!(cut("ボヤージュ", &has).is_empty());
    }

    #[test]
    fn a_word_that_nothing_has_gives_what_something_has_of_it() {
        let found = pieces(&["図書館"], |text| "図書室".contains(text));
        assert_eq!(found.len(), 1);
        let piece = &found[0][0];
        assert_eq!((piece.text.as_str(), piece.share), ("図書", 2.0 / 3.0));
        assert!(cut("景気", &["天気"]).is_empty());
    }
}
