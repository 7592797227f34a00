//! Words of the dictionary that are typed by their sound alone.
//!
//! In: the letters of a word, and the spellings that it may stand for. Out: whether the dictionary has
//! a word that is read so, and which of the spellings are then meant: who types おんがく means 音楽, and
//! no chance neighbours that are read alike. Cost: one pass over the shipped readings, where there is
//! something to sift.

use super::lattice::PARTICLES;
use crate::japanese::normal::{self, is_han, is_kana};
use crate::japanese::readings::{self, Class, Dictionary, kana_of};
use crate::japanese::romaji::Romaji;
use crate::search::index::fields::Index;
use crate::search::matching::spelling::Spelling;
use crate::search::matching::trie::Pattern;

/// A reading that costs more is no word that anybody means by another word's sound.
const FAR_FETCHED: i32 = 120;

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
/// its sound, what is no word itself counts only where a word starts, and not as a far-fetched
/// reading or a rare name: かんぜい is 関税, and 関西 only on some maps.
pub(crate) fn meant(index: &Index, text: &str, found: Vec<Spelling>) -> Vec<Pattern> {
    let surface = |spelling: &Spelling| -> Vec<char> {
        let ids = spelling.ids.iter();
        ids.map(|id| index.alphabet.letter(*id)).collect()
    };
    let read = |spelling: Spelling| Pattern::read(&index.alphabet, spelling);
    let letters: Vec<char> = normal::normal_string(text).chars().collect();
    let is_doubtful = |spelling: &Spelling| doubt(&surface(spelling), spelling, None).is_some();
    let word = found
        .iter()
        .any(is_doubtful)
        .then(|| word_by_sound(&letters))
        .flatten();
    let Some(kana) = word else {
        return found.into_iter().map(read).collect();
    };
    let is_common = readings::first_read(std::slice::from_ref(&kana), Class::Word).is_some();
    let word = Some((kana.as_str(), is_common));
    let mut out = Vec::with_capacity(found.len());
    for spelling in found {
        match doubt(&surface(&spelling), &spelling, word) {
            None => out.push(read(spelling)),
            Some(Doubt::Chance) => out.push(Pattern {
                starts: true,
                ..read(spelling)
            }),
            Some(Doubt::FarFetched) => {}
        }
    }
    out
}

/// Why a spelling may not be meant by what is a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Doubt {
    /// Nobody means it.
    FarFetched,
    /// It may stand there by chance.
    Chance,
}

/// Why a spelling may not be meant by what is a word, of which the kana are given and whether it is a
/// common one; as long as that is not known a rare name is a doubt in itself. None for what is surely
/// meant.
fn doubt(letters: &[char], spelling: &Spelling, word: Option<(&str, bool)>) -> Option<Doubt> {
    if spelling.tail.is_some() || letters.iter().all(|c| is_kana(*c)) {
        return None;
    }
    let text: String = letters.iter().collect();
    let mut own = Dictionary::get().into_iter().flat_map(|d| d.of(&text));
    if own.next().is_some() {
        let is_so = |bytes: &[u8]| {
            word.is_none_or(|(kana, is_common)| {
                is_common && bytes.iter().map(|b| kana_of(*b)).eq(kana.chars())
            })
        };
        let is_rare = own.any(|r| r.class == Class::Name && is_so(r.kana));
        return is_rare.then_some(Doubt::FarFetched);
    }
    let is_particle = |c: Option<&char>| c.is_some_and(|c| PARTICLES.contains(c));
    let joins = is_particle(letters.first()) || is_particle(letters.last());
    match joins || spelling.cost > FAR_FETCHED {
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
        let of = |text: &str, cost| {
            let spelling = Spelling {
                ids: Vec::new(),
                cost,
                tail: None,
            };
            doubt(&chars(text), &spelling, Some(("かんぜい", true)))
        };
        assert_eq!(of("剣道", 8), None);
        assert_eq!(of("間同", 60), Some(Doubt::Chance));
        assert_eq!(of("基準の", 60), Some(Doubt::FarFetched));
        assert_eq!(of("と府", 60), Some(Doubt::FarFetched));
        assert_eq!(of("子申", 160), Some(Doubt::FarFetched));
        assert_eq!(of("関西", 20), Some(Doubt::FarFetched));
        assert_eq!(of("ねっと", 20), None);
    }
}
