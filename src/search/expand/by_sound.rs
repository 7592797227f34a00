//! Words of the dictionary that are typed by their sound alone.
//!
//! In: the letters of a word, and the spellings that it may stand for. Out: whether the dictionary has
//! a word that is read so, and which of the spellings are then meant: who types おんがく means 音楽, and
//! no chance neighbours that are read alike. Cost: one pass over the shipped readings, where there is
//! something to sift.

use super::lattice::PARTICLES;
use crate::japanese::lexicon;
use crate::japanese::long_vowels::shortened;
use crate::japanese::normal::{self, is_han, is_kana};
use crate::japanese::readings::{self, Class, Dictionary, Reading, kana_of};
use crate::japanese::romaji::Romaji;
use crate::search::index::fields::Index;
use crate::search::matching::spelling::Spelling;
use crate::search::matching::trie::Pattern;

/// Every way in which a word that is typed by its sound alone may be meant, in kana, and whether it is
/// typed in romaji; none for other words.
fn ways(letters: &[char]) -> (Vec<String>, bool) {
    let is_latin = |c: &char| c.is_alphabetic() && !is_kana(*c) && !is_han(*c);
    if letters.iter().all(is_latin) {
        return (Romaji::get().every_kana(letters), true);
    }
    let is_heard = letters.iter().all(|c| is_kana(*c));
    let kana = is_heard.then(|| letters.iter().collect());
    (kana.into_iter().collect(), false)
}

/// The kana of a word of the dictionary that is typed by its sound alone, in kana or in romaji, be it
/// without its long vowels: かんぜい is 関税, `yakyu` 野球. None for others.
pub(crate) fn word_by_sound(letters: &[char]) -> Option<String> {
    let (mut ways, in_romaji) = ways(letters);
    let known = readings::first_read(&ways, Class::Name);
    let listed = || ways.iter().position(|kana| lexicon::has(kana));
    let known = known.or_else(listed);
    let short = || {
        in_romaji
            .then(|| readings::first_read_shortened(&ways))
            .flatten()
    };
    let at = known.or_else(short)?;
    Some(ways.swap_remove(at))
}

/// Whether somebody types two or more words of the dictionary by their sound: こうつうじこ is 交通 and
/// 事故.
pub(crate) fn is_compound_by_sound(letters: &[char]) -> bool {
    let (ways, _) = ways(letters);
    ways.iter().any(|kana| readings::is_read_in_parts(kana))
}

/// The patterns of the spellings that a word may stand for. Where it is a word of the dictionary by
/// its sound, what is no word itself counts only where a word starts, and not with a particle, as a
/// word that is usually read otherwise, or as a rare name: かんぜい is 関税, and 関西 only on some maps.
pub(crate) fn meant(index: &Index, text: &str, found: Vec<Spelling>) -> Vec<Pattern> {
    let read = |spelling: Spelling| Pattern::read(&index.alphabet, spelling);
    let letters: Vec<char> = normal::normal_string(text).chars().collect();
    let sounds: Vec<String> = ways(&letters).0.iter().map(|kana| plain(kana)).collect();
    let doubts: Vec<Option<Doubt>> = found
        .iter()
        .map(|spelling| doubt(index, spelling, &sounds))
        .collect();
    let word = doubts
        .iter()
        .any(Option::is_some)
        .then(|| word_by_sound(&letters));
    let Some(kana) = word.flatten() else {
        return found.into_iter().map(read).collect();
    };
    let has_rare = doubts.contains(&Some(Doubt::RareName));
    let is_common = has_rare && readings::first_read(&[kana], Class::Word).is_some();
    let each = found.into_iter().zip(doubts);
    each.filter_map(|(spelling, doubt)| match doubt {
        Some(Doubt::FarFetched) => None,
        Some(Doubt::RareName) if is_common => None,
        Some(Doubt::RareName) | None => Some(read(spelling)),
        Some(Doubt::Chance) => Some(Pattern {
            starts: true,
            ..read(spelling)
        }),
    })
    .collect()
}

/// Kana without what only lengthens others.
fn plain(kana: &str) -> String {
    shortened(&kana.chars().collect::<Vec<char>>())
}

/// Why a spelling may not be meant by what is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// Nobody means it.
    FarFetched,
    /// It is a name that is read so on some maps only.
    RareName,
    /// It may stand there by chance.
    Chance,
}

/// Why a spelling may not be meant by a word that sounds like one of these; none for what surely is.
fn doubt(index: &Index, spelling: &Spelling, sounds: &[String]) -> Option<Doubt> {
    let ids = spelling.ids.iter();
    let letters: Vec<char> = ids.map(|id| index.alphabet.letter(*id)).collect();
    match &spelling.tail {
        // 間同時 is no beginning of けんどう: nobody types a word to begin another in its middle.
        Some(tail) if tail.from > 0 => Some(Doubt::Chance),
        Some(_) => None,
        None => doubt_of(&letters, sounds),
    }
}

/// The same of its letters.
fn doubt_of(letters: &[char], sounds: &[String]) -> Option<Doubt> {
    if letters.iter().all(|c| is_kana(*c)) {
        return None;
    }
    let text: String = letters.iter().collect();
    let dictionary = Dictionary::get().into_iter();
    let own: Vec<Reading> = dictionary.flat_map(|d| d.of(&text)).collect();
    let is_so = |reading: &Reading| {
        let kana: String = reading.kana.iter().map(|byte| kana_of(*byte)).collect();
        sounds.contains(&plain(&kana))
    };
    if !own.is_empty() {
        let found = own.iter().enumerate().find(|(_, reading)| is_so(reading));
        return match found {
            None => Some(Doubt::FarFetched),
            Some((1.., reading)) if reading.class == Class::Name => Some(Doubt::RareName),
            Some(_) => None,
        };
    }
    let is_particle = |c: Option<&char>| c.is_some_and(|c| PARTICLES.contains(c));
    let joins = is_particle(letters.first()) || is_particle(letters.last());
    match joins {
        true => Some(Doubt::FarFetched),
        false => Some(Doubt::Chance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn a_word_of_the_dictionary_is_known_by_its_sound() {
        let kana = |text: &str| word_by_sound(&chars(text));
        assert_eq!(kana("しんかんせん").as_deref(), Some("しんかんせん"));
        assert_eq!(kana("shinkansen").as_deref(), Some("しんかんせん"));
        assert_eq!(kana("sinkansen").as_deref(), Some("しんかんせん"));
        assert!(kana("yakyu").is_some() && kana("honyaku").is_some());
        for text in ["ちひうの", "tihiuno", "地方", "やきゅ", ""] {
            assert_eq!(kana(text), None, "{text}");
        }
    }

    #[test]
    fn two_words_by_their_sound_are_a_compound() {
        assert!(is_compound_by_sound(&chars("こうつうじこ")));
        assert!(is_compound_by_sound(&chars("koutsuujiko")));
        assert!(!is_compound_by_sound(&chars("ちひうのそうせえ")));
    }

    #[test]
    fn what_is_no_word_itself_is_doubtful() {
        let sounds = ["けんどう", "かんぜい"].map(plain);
        let of = |text: &str| doubt_of(&chars(text), &sounds);
        assert_eq!(of("剣道"), None);
        // 共聴 is read kanji by kanji, as no dictionary has it: it counts where a word starts.
        assert_eq!(of("間同"), Some(Doubt::Chance));
        assert_eq!(of("基準の"), Some(Doubt::FarFetched));
        assert_eq!(of("と府"), Some(Doubt::FarFetched));
        // 関西 is かんさい, and 交流 こうりゅう: read so kanji by kanji they are meant by nobody.
        assert_eq!(of("関西"), Some(Doubt::RareName));
        assert_eq!(of("交流"), Some(Doubt::FarFetched));
        assert_eq!(of("ねっと"), None);
    }
}
