//! The shipped dictionary: what kanji are read as.
//!
//! Words of IPADIC and single kanji of Unihan, as an fst from surface to a place in a blob of
//! readings, one byte a kana. Both are used where they lie in the program: opening costs nothing.
//!
//! In: a word in normal form, or the letters that one may begin. Out: readings, the likeliest first.
//! Cost: one step a byte of the word.

use std::sync::OnceLock;

use fst::Map;

use super::long_vowels::shortened;

static WORDS: &[u8] = include_bytes!("../../assets/readings/words.fst");
static READINGS: &[u8] = include_bytes!("../../assets/readings/readings.bin");

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
            let reading = reading_at(here)?;
            let is_last = READINGS.get(here)? & 0x80 != 0;
            at = (!is_last).then_some(here + 1 + reading.kana.len());
            Some(reading)
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

/// The reading that is kept at that place.
fn reading_at(here: usize) -> Option<Reading> {
    let head = *READINGS.get(here)?;
    let length = usize::from(head & 0x1f);
    let kana = READINGS.get(here + 1..here + 1 + length)?;
    let class = match head >> 5 & 3 {
        0 => Class::Word,
        1 => Class::Name,
        2 => Class::On,
        _ => Class::Kun,
    };
    Some(Reading { class, kana })
}

/// Every reading, of whatever word. Cost: one step a reading, of which there are 134,000.
fn every_reading() -> impl Iterator<Item = Reading> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let reading = reading_at(at)?;
        at += 1 + reading.kana.len();
        Some(reading)
    })
}

/// Which of several kana a word is read as; with [`Class::Name`] also a place or another proper name.
/// None where nothing is read so. Cost: one pass over all readings.
pub(crate) fn first_read(ways: &[String], least: Class) -> Option<usize> {
    let ways = ways.iter().zip(0..);
    let ways: Vec<(usize, Vec<u8>)> = ways
        .filter_map(|(kana, n)| Some((n, bytes_of(kana)?)))
        .collect();
    // Nearly all readings are of another length: those are passed over without a look at more.
    let lengths = ways
        .iter()
        .fold(0_u64, |all, (_, way)| all | 1 << way.len().min(63));
    let mut found: Option<usize> = None;
    let mut at = 0;
    while let Some(head) = READINGS.get(at).filter(|_| found != Some(0)) {
        let length = head & 0x1f;
        if lengths >> length & 1 == 1
            && let Some(reading) = reading_at(at)
            && let Some((n, _)) = ways.iter().find(|(_, way)| way == reading.kana)
            && reading.class <= least
            && says_enough(&reading)
        {
            found = Some(found.map_or(*n, |known| known.min(*n)));
        }
        at += 1 + usize::from(length);
    }
    found
}

/// Whether a reading is no short name: some place is called nearly everything of three kana.
fn says_enough(reading: &Reading) -> bool {
    reading.class != Class::Name || reading.kana.len() > 3
}

/// Which of several kana a word, and no name, is read as but for its long vowels: やきゅ for やきゅう.
pub(crate) fn first_read_shortened(ways: &[String]) -> Option<usize> {
    let plain: Vec<Vec<u8>> = ways
        .iter()
        .map(|kana| bytes_of(kana).unwrap_or_default())
        .collect();
    let may_be = |reading: &Reading| {
        let fits = |way: &Vec<u8>| {
            let longer = reading.kana.len().saturating_sub(way.len());
            way.first() == reading.kana.first() && (1..=MOST_LONG).contains(&longer)
        };
        reading.class == Class::Word && plain.iter().any(fits)
    };
    every_reading().filter(may_be).find_map(|reading| {
        let whole: Vec<char> = reading.kana.iter().map(|byte| kana_of(*byte)).collect();
        let short = shortened(&whole);
        ways.iter().position(|way| *way == short)
    })
}

/// Whether kana are the readings of two or more common words, one after another, of at least
/// [`LEAST_PART`] kana each.
pub(crate) fn is_read_in_parts(kana: &str) -> bool {
    let Some(bytes) = bytes_of(kana) else {
        return false;
    };
    // Where a word may end that begins at a place.
    let mut ends: Vec<Vec<usize>> = vec![Vec::new(); bytes.len() + 1];
    for reading in every_reading().filter(|r| r.class == Class::Word) {
        let length = reading.kana.len();
        if length < LEAST_PART || length >= bytes.len() {
            continue;
        }
        for (at, window) in bytes.windows(length).enumerate() {
            if window == reading.kana
                && let Some(ends) = ends.get_mut(at)
            {
                ends.push(at + length);
            }
        }
    }
    let mut is_reached = vec![false; bytes.len() + 1];
    for at in 0..bytes.len() {
        if at == 0 || is_reached.get(at) == Some(&true) {
            for end in ends.get(at).into_iter().flatten() {
                if let Some(reached) = is_reached.get_mut(*end) {
                    *reached = true;
                }
            }
        }
    }
    is_reached.last() == Some(&true)
}

/// The fewest kana of a word in a compound.
const LEAST_PART: usize = 2;

/// The most long vowels of a word.
const MOST_LONG: usize = 5;

/// The bytes of some kana; none where something is no kana, or nothing is there.
fn bytes_of(kana: &str) -> Option<Vec<u8>> {
    let bytes: Option<Vec<u8>> = kana.chars().map(byte_of).collect();
    bytes.filter(|bytes| !bytes.is_empty())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_reading_alone() {
        let is_read = |kana: &str, least| first_read(&[kana.to_owned()], least).is_some();
        for kana in ["しんかんせん", "おんがく", "やきゅう", "うなぎ", "かんぜい"]
        {
            assert!(is_read(kana, Class::Word), "{kana}");
        }
        assert!(is_read("おきなわ", Class::Name) && !is_read("おきなわ", Class::Word));
        assert!(!is_read("くらど", Class::Name));
        assert!(!is_read("かんぜいろ", Class::Name) && !is_read("", Class::Name));
        let shortened = |kana: &str| first_read_shortened(&[kana.to_owned()]).is_some();
        assert!(shortened("やきゅ") && shortened("りょり"));
        assert!(!shortened("くらど") && !shortened("うなぎ"));
        assert!(!shortened("やきゅう"));
        assert!(is_read_in_parts("こうつうじこ") && !is_read_in_parts("やきゅう"));
    }

    #[test]
    fn every_surface_has_the_readings_that_are_walked_over() {
        let dictionary = Dictionary::get().expect("the dictionary");
        let first = dictionary.of("新幹線").next().expect("a reading");
        assert!(every_reading().any(|reading| reading.kana == first.kana));
        assert_eq!(
            every_reading().map(|r| 1 + r.kana.len()).sum::<usize>(),
            READINGS.len()
        );
    }
}
