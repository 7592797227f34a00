//! The shipped dictionary: what kanji are read as.
//!
//! Words of IPADIC and single kanji of Unihan, as an fst from surface to a place in a blob of
//! readings, one byte a kana. Both are used where they lie in the program: opening costs nothing.

use std::sync::OnceLock;

use fst::Map;

use super::normal::{self, Unit, is_han};

const WORDS: &[u8] = include_bytes!("../../assets/readings/words.fst");
const READINGS: &[u8] = include_bytes!("../../assets/readings/readings.bin");

/// Where a reading comes from; the smaller the likelier it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// A word of the dictionary.
    Word,
    /// A place or another proper name.
    Name,
    /// An on reading of one kanji.
    On,
    /// A kun reading of one kanji.
    Kun,
}

/// One reading of a surface.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    pub(super) class: Class,
    /// One byte a kana: ぁ…ゖ as 1…86, ー as 87.
    pub(super) kana: &'static [u8],
}

/// The dictionary.
pub(super) struct Dictionary {
    words: Map<&'static [u8]>,
}

impl Dictionary {
    /// The dictionary of this program; none only if its file were damaged.
    pub(super) fn get() -> Option<&'static Self> {
        static DICTIONARY: OnceLock<Option<Dictionary>> = OnceLock::new();
        DICTIONARY
            .get_or_init(|| Map::new(WORDS).ok().map(|words| Self { words }))
            .as_ref()
    }

    /// The raw automaton, for walks that follow some words only.
    pub(super) fn automaton(&self) -> &fst::raw::Fst<&'static [u8]> {
        self.words.as_fst()
    }

    /// The readings kept at that place, best first.
    pub(super) fn at(offset: u64) -> impl Iterator<Item = Reading> {
        let mut at = usize::try_from(offset).ok();
        std::iter::from_fn(move || {
            let here = at?;
            let head = *READINGS.get(here)?;
            let length = usize::from(head & 0x1f);
            let kana = READINGS.get(here + 1..here + 1 + length)?;
            at = (head & 0x80 == 0).then_some(here + 1 + length);
            let class = match head >> 5 & 3 {
                0 => Class::Word,
                1 => Class::Name,
                2 => Class::On,
                _ => Class::Kun,
            };
            Some(Reading { class, kana })
        })
    }

    /// Readings of exactly this normal form.
    pub(super) fn of(&self, surface: &str) -> impl Iterator<Item = Reading> + use<> {
        self.words.get(surface).into_iter().flat_map(Self::at)
    }

    /// Every word that the letters begin with: its length and its place.
    pub(super) fn prefixes(&self, letters: &[char]) -> Vec<(usize, u64)> {
        let fst = self.words.as_fst();
        let mut node = fst.root();
        let mut output = fst::raw::Output::zero();
        let mut found = Vec::new();
        let mut buffer = [0; 4];
        for (n, letter) in letters.iter().enumerate() {
            for byte in letter.encode_utf8(&mut buffer).bytes() {
                let Some(at) = node.find_input(byte) else {
                    return found;
                };
                let transition = node.transition(at);
                output = output.cat(transition.out);
                node = fst.node(transition.addr);
            }
            if node.is_final() {
                found.push((n + 1, output.cat(node.final_output()).value()));
            }
        }
        found
    }
}

/// The kana of a byte of a reading.
pub(super) fn kana_of(byte: u8) -> char {
    match byte {
        87 => 'ー',
        1..=86 => char::from_u32(0x3040 + u32::from(byte)).unwrap_or('ー'),
        _ => 'ー',
    }
}

/// The byte of a kana; none for what is no kana.
pub(super) fn byte_of(kana: char) -> Option<u8> {
    match kana {
        '\u{3041}'..='\u{3096}' => u8::try_from(u32::from(kana) - 0x3040).ok(),
        'ー' => Some(87),
        _ => None,
    }
}

/// The text with every kanji replaced by its likeliest reading; all else stays as it is.
///
/// Kanji that no dictionary knows are left out, so that the result holds none.
#[must_use]
pub fn yomi(text: &str) -> String {
    let units = normal::normal(text);
    let letters: Vec<char> = units.iter().map(|u| u.letter).collect();
    let pieces = best_pieces(&units, &letters);
    let original: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0usize;
    let mut n = 0;
    while n < units.len() {
        let length = pieces.get(n).map_or(1, |p| p.length.max(1));
        let last = units.get(n + length - 1).unwrap_or(&units[n]);
        let (from, to) = (units[n].start as usize, last.end as usize);
        push_plain(&mut out, original.get(at..from.max(at)));
        match pieces.get(n).and_then(|p| p.kana) {
            Some(kana) => out.extend(kana.iter().map(|b| kana_of(*b))),
            None => push_plain(&mut out, original.get(from.max(at)..to.max(from))),
        }
        at = at.max(to);
        n += length;
    }
    push_plain(&mut out, original.get(at..));
    out
}

fn push_plain(out: &mut String, chars: Option<&[char]>) {
    out.extend(chars.unwrap_or_default().iter().filter(|c| !is_han(**c)));
}

/// What starts at a place on the best way through a text.
#[derive(Clone, Copy)]
struct Piece {
    length: usize,
    kana: Option<&'static [u8]>,
    cost: u32,
}

/// The way with the fewest and best known pieces, worked out from the end.
fn best_pieces(units: &[Unit], letters: &[char]) -> Vec<Piece> {
    let end = Piece {
        length: 1,
        kana: None,
        cost: 0,
    };
    let mut best = vec![end; units.len() + 1];
    for n in (0..units.len()).rev() {
        let mut here = Piece {
            length: 1,
            kana: None,
            cost: best[n + 1].cost + if is_han(letters[n]) { 1000 } else { 1 },
        };
        // A word does not reach over signs that the normal form leaves out.
        let run = (n + 1..units.len())
            .take_while(|m| units[*m].start <= units[m - 1].end)
            .count();
        let word = &letters[n..=n + run];
        let known = is_han(letters[n]).then(Dictionary::get).flatten();
        for (length, place) in known.map(|d| d.prefixes(word)).unwrap_or_default() {
            let Some(reading) = Dictionary::at(place).next() else {
                continue;
            };
            let class = match reading.class {
                Class::Word => 0,
                Class::Name => 4,
                Class::On => 12,
                Class::Kun => 20,
            };
            let alone = if length == 1 { 6 } else { 0 };
            let cost = best[n + length].cost + 10 + class + alone;
            if cost <= here.cost {
                here = Piece {
                    length,
                    kana: Some(reading.kana),
                    cost,
                };
            }
        }
        best[n] = here;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_aloud() {
        for (text, wanted) in [
            (
                "地方への新しい人の流れの創出",
                "ちほうへのあたらしいひとのながれのそうしゅつ",
            ),
            ("量子暗号", "りょうしあんごう"),
            (
                "テレワーク・サテライトオフィスの推進",
                "テレワーク・サテライトオフィスのすいしん",
            ),
            ("5G等の携帯電話", "5Gとうのけいたいでんわ"),
        ] {
            assert_eq!(yomi(text), wanted);
        }
    }

    #[test]
    fn a_word_does_not_reach_over_a_sign() {
        assert!(yomi("地・方").starts_with("ち・"));
    }

    proptest! {
        #[test]
        fn no_kanji_is_left(text in "[一-龠々ぁ-んァ-ヶa-z・（）]{0,30}") {
            prop_assert!(!yomi(&text).chars().any(is_han));
        }

        #[test]
        fn yomi_never_panics(text in "\\PC{0,30}") {
            let _ = yomi(&text);
        }
    }
}
