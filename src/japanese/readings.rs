//! The shipped dictionary: what kanji are read as.
//!
//! Words of IPADIC and single kanji of Unihan, as an fst from surface to a place in a blob of
//! readings, one byte a kana. Both are used where they lie in the program: opening costs nothing.
//!
//! In: a word in normal form, or the letters that one may begin. Out: readings, the likeliest first.
//! Cost: one step a byte of the word.

use std::sync::OnceLock;

use fst::Map;

const WORDS: &[u8] = include_bytes!("../../assets/readings/words.fst");
const READINGS: &[u8] = include_bytes!("../../assets/readings/readings.bin");

/// Where a reading comes from; the smaller the likelier it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
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
pub(crate) struct Reading {
    pub(crate) class: Class,
    /// One byte a kana: ぁ…ゖ as 1…86, ー as 87.
    pub(crate) kana: &'static [u8],
}

/// The dictionary.
pub(crate) struct Dictionary {
    words: Map<&'static [u8]>,
}

impl Dictionary {
    /// The dictionary of this program; none only if its file were damaged.
    pub(crate) fn get() -> Option<&'static Self> {
        static DICTIONARY: OnceLock<Option<Dictionary>> = OnceLock::new();
        DICTIONARY
            .get_or_init(|| Map::new(WORDS).ok().map(|words| Self { words }))
            .as_ref()
    }

    /// The raw automaton, for walks that follow some words only.
    pub(crate) fn automaton(&self) -> &fst::raw::Fst<&'static [u8]> {
        self.words.as_fst()
    }

    /// The readings kept at that place, best first.
    pub(crate) fn at(offset: u64) -> impl Iterator<Item = Reading> {
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
    pub(crate) fn of(&self, surface: &str) -> impl Iterator<Item = Reading> + use<> {
        self.words.get(surface).into_iter().flat_map(Self::at)
    }

    /// Every word that the letters begin with: its length and its place.
    pub(crate) fn prefixes(&self, letters: &[char]) -> Vec<(usize, u64)> {
        prefixes(self.words.as_fst(), letters)
    }
}

/// Every key that the letters begin with: its length in characters and its value.
pub(crate) fn prefixes(fst: &fst::raw::Fst<&'static [u8]>, letters: &[char]) -> Vec<(usize, u64)> {
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

/// The kana of a byte of a reading.
pub(crate) fn kana_of(byte: u8) -> char {
    match byte {
        87 => 'ー',
        1..=86 => char::from_u32(0x3040 + u32::from(byte)).unwrap_or('ー'),
        _ => 'ー',
    }
}

/// The byte of a kana; none for what is no kana.
pub(crate) fn byte_of(kana: char) -> Option<u8> {
    match kana {
        '\u{3041}'..='\u{3096}' => u8::try_from(u32::from(kana) - 0x3040).ok(),
        'ー' => Some(87),
        _ => None,
    }
}
