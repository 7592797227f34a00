//! Romaji as people type it: Hepburn, Kunrei, input-method spellings, in one table.
//!
//! In: Latin letters. Out: every syllable that they may begin with, as hiragana. Cost: the
//! spellings of one first letter. Invariant: a last syllable of which only some letters are typed is
//! marked as unfinished.

use std::collections::HashMap;

/// Spellings of each kana, separated by blanks, the kana last.
const TABLE: &str = "\
a あ|i yi い|u wu whu う|e え|o お|\
ka ca か|ki き|ku cu qu く|ke け|ko co こ|ga が|gi ぎ|gu ぐ|ge げ|go ご|\
sa さ|shi si ci し|su す|se ce せ|so そ|za ざ|ji zi じ|zu ず|ze ぜ|zo ぞ|\
ta た|chi ち|ti ち てぃ|tsu tu つ|te て|to と|da だ|di ぢ でぃ|du づ どぅ|dzu づ|de で|do ど|\
na な|ni に|nu ぬ|ne ね|no の|\
ha は|hi ひ|fu hu ふ|he へ|ho ほ|ba ば|bi び|bu ぶ|be べ|bo ぼ|pa ぱ|pi ぴ|pu ぷ|pe ぺ|po ぽ|\
ma ま|mi み|mu む|me め|mo も|ya や|yu ゆ|yo よ|ra la ら|ri li り|ru lu る|re le れ|ro lo ろ|\
wa わ|wo を|wi うぃ|we うぇ|\
kya きゃ|kyu きゅ|kyo きょ|gya ぎゃ|gyu ぎゅ|gyo ぎょ|\
sha sya しゃ|shu syu しゅ|sho syo しょ|she sye しぇ|\
ja jya zya じゃ|ju jyu zyu じゅ|jo jyo zyo じょ|je jye zye じぇ|\
cha tya cya ちゃ|chu tyu cyu ちゅ|cho tyo cyo ちょ|che tye cye ちぇ|\
dya ぢゃ|dyu でゅ ぢゅ|dyo ぢょ|\
nya にゃ|nyu にゅ|nyo にょ|hya ひゃ|hyu ひゅ|hyo ひょ|bya びゃ|byu びゅ|byo びょ|\
pya ぴゃ|pyu ぴゅ|pyo ぴょ|mya みゃ|myu みゅ|myo みょ|rya lya りゃ|ryu lyu りゅ|ryo lyo りょ|\
fa ふぁ|fi ふぃ|fe ふぇ|fo ふぉ|fyu ふゅ|va ゔぁ|vi ゔぃ|vu ゔ|ve ゔぇ|vo ゔぉ|\
tsa つぁ|tsi つぃ|tse つぇ|tso つぉ|thi t'i texi てぃ|dhi d'i dexi でぃ|twu toxu とぅ|dwu どぅ|\
thu てゅ|dhu でゅ|kwa qa くぁ|kwi くぃ|kwe くぇ|kwo くぉ|gwa ぐぁ|ye いぇ|\
xa ぁ|xi ぃ|xu ぅ|xe ぇ|xo ぉ|xya ゃ|xyu ゅ|xyo ょ|xtu xtsu っ|xwa ゎ|\
ā aa あー|ī いー|ū うー|ē えー|ō おー|â あー|î いー|û うー|ê えー|ô おー";

/// One spelling of one or two kana.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syllable {
    /// Latin letters, lower case.
    pub(crate) spelled: &'static str,
    /// Hiragana.
    pub(crate) kana: &'static str,
}

/// Every syllable of the table.
pub(crate) fn syllables() -> impl Iterator<Item = Syllable> {
    TABLE.split('|').flat_map(|row| {
        let mut words: Vec<&'static str> = row.split(' ').collect();
        let first = words
            .iter()
            .position(|w| w.starts_with(super::normal::is_kana))
            .unwrap_or(words.len());
        let kana = words.split_off(first);
        words.into_iter().flat_map(move |spelled| {
            kana.clone()
                .into_iter()
                .map(move |kana| Syllable { spelled, kana })
        })
    })
}

/// Kana in the Latin letters that they are usually typed with; other characters stay.
pub(crate) fn of_kana(letters: &[char]) -> Vec<char> {
    let mut spelled: HashMap<&'static str, &'static str> = HashMap::new();
    for syllable in syllables() {
        spelled.entry(syllable.kana).or_insert(syllable.spelled);
    }
    let mut out = Vec::new();
    let mut rest = letters;
    while let Some(first) = rest.first() {
        let typed = |n: usize| {
            let kana: String = rest.get(..n)?.iter().collect();
            spelled.get(kana.as_str()).map(|spelled| (n, *spelled))
        };
        if *first == 'っ' {
            // The consonant that comes next is typed twice.
            let next = of_kana(rest.get(1..2).unwrap_or_default());
            out.extend(next.first().copied().filter(|c| is_consonant(*c)));
            rest = rest.get(1..).unwrap_or_default();
            continue;
        }
        let (taken, letters) = match typed(2).or_else(|| typed(1)) {
            Some((taken, letters)) => (taken, letters.chars().collect()),
            None if *first == 'ん' => (1, vec!['n']),
            None => (1, vec![*first]),
        };
        out.extend(letters);
        rest = rest.get(taken..).unwrap_or_default();
    }
    out
}

/// What the letters from some place on may be read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    /// How many letters it takes.
    pub(crate) letters: usize,
    /// Hiragana.
    pub(crate) kana: String,
    /// The letters are the beginning of the syllable only: the word is not typed to its end.
    pub(crate) unfinished: bool,
}

/// The table, sorted out once.
#[derive(Debug)]
pub(crate) struct Romaji {
    /// By first letter.
    syllables: HashMap<char, Vec<(Vec<char>, &'static str)>>,
}

impl Romaji {
    pub(crate) fn get() -> &'static Self {
        static ROMAJI: std::sync::OnceLock<Romaji> = std::sync::OnceLock::new();
        ROMAJI.get_or_init(|| {
            let mut table: HashMap<char, Vec<(Vec<char>, &'static str)>> = HashMap::new();
            let plain = syllables().map(|s| (s.spelled.chars().collect::<Vec<char>>(), s.kana));
            for (spelled, kana) in plain.chain(long_vowels()) {
                if let Some(first) = spelled.first() {
                    table.entry(*first).or_default().push((spelled, kana));
                }
            }
            Self { syllables: table }
        })
    }

    /// Everything that the letters may begin with. `letters` are the rest of the typed word
    /// from there on, which may go on in another script after the Latin letters.
    pub(crate) fn read(&self, letters: &[char]) -> Vec<Reading> {
        let mut out = Vec::new();
        let mut add = |letters: usize, kana: &str, unfinished: bool| {
            let reading = Reading {
                letters,
                kana: kana.to_owned(),
                unfinished,
            };
            if !out.contains(&reading) {
                out.push(reading);
            }
        };
        let first = letters.first().and_then(|c| self.syllables.get(c));
        for (spelled, kana) in first.into_iter().flatten() {
            if letters.starts_with(spelled) {
                add(spelled.len(), kana, false);
            } else if spelled.starts_with(letters) && !letters.is_empty() {
                add(letters.len(), kana, true);
            }
        }
        let at = |n: usize| letters.get(n).copied();
        match (at(0), at(1)) {
            (Some('n'), Some('n' | '\'')) => {
                add(2, "ん", false);
                add(1, "ん", false);
            }
            (Some('n'), next) if !next.is_some_and(|c| "aiueoāīūēōâîûêôy".contains(c)) => {
                add(1, "ん", false);
            }
            // `honyaku` for ほんやく: typed without the second n or the apostrophe.
            (Some('n'), Some(_)) => add(1, "ん", false),
            (Some('m'), Some('b' | 'p' | 'm')) => add(1, "ん", false),
            (Some('t'), Some('c')) if at(2) == Some('h') => add(1, "っ", false),
            (Some(a), Some(b)) if a == b && is_consonant(a) => add(1, "っ", false),
            _ => {}
        }
        out
    }

    /// Every way in which a whole word may be meant, in kana; none where some letter is left over.
    pub(crate) fn every_kana(&self, letters: &[char]) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(String::new(), letters)];
        while let Some((kana, rest)) = open.pop() {
            if rest.is_empty() {
                found.push(kana);
                continue;
            }
            if found.len() + open.len() >= MOST_WAYS {
                continue;
            }
            let whole = self.read(rest).into_iter().filter(|r| !r.unfinished);
            let whole: Vec<Reading> = whole.collect();
            open.extend(whole.into_iter().rev().filter_map(|reading| {
                let rest = rest.get(reading.letters..)?;
                Some((kana.clone() + &reading.kana, rest))
            }));
        }
        found
    }

    /// The whole word in kana, the longest syllables first; none where some letter is left
    /// over. An unfinished last syllable is left out.
    pub(crate) fn to_kana(&self, letters: &[char]) -> Option<String> {
        let mut out = String::new();
        let mut rest = letters;
        while let Some(first) = rest.first() {
            if !first.is_alphabetic()
                || super::normal::is_kana(*first)
                || super::normal::is_han(*first)
            {
                out.push(*first);
                rest = rest.get(1..)?;
                continue;
            }
            let readings = self.read(rest);
            // Of equally long ones the first: ち rather than てぃ.
            let best = readings
                .iter()
                .rev()
                .filter(|r| !r.unfinished)
                .max_by_key(|r| r.letters);
            match best {
                Some(reading) => {
                    out.push_str(&reading.kana);
                    rest = rest.get(reading.letters..)?;
                }
                None if readings.iter().any(|r| r.unfinished) && !out.is_empty() => {
                    return Some(out);
                }
                None => return None,
            }
        }
        Some(out)
    }
}

/// The most kana that letters are read as: `honnyaku` is ほんやく, ほんにゃく and ほんんやく.
const MOST_WAYS: usize = 32;

/// Vowels with a macron or circumflex after a consonant: `kō`, `shū`.
fn long_vowels() -> impl Iterator<Item = (Vec<char>, &'static str)> {
    const MARKED: [(char, char); 10] = [
        ('a', 'ā'),
        ('i', 'ī'),
        ('u', 'ū'),
        ('e', 'ē'),
        ('o', 'ō'),
        ('a', 'â'),
        ('i', 'î'),
        ('u', 'û'),
        ('e', 'ê'),
        ('o', 'ô'),
    ];
    // The length itself is told by the matcher: a long vowel missing from a query costs little.
    syllables().flat_map(|s| {
        MARKED.into_iter().filter_map(move |(plain, marked)| {
            let mut letters: Vec<char> = s.spelled.chars().collect();
            match letters.last_mut() {
                Some(last) if *last == plain && s.spelled.len() > 1 => *last = marked,
                _ => return None,
            }
            Some((letters, s.kana))
        })
    })
}

/// Whether a letter ends a syllable.
pub(crate) fn is_vowel(c: char) -> bool {
    "aiueo".contains(c)
}

/// Whether a letter may be typed twice for っ.
pub(crate) fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !"aiueon".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kana(text: &str) -> Option<String> {
        let letters: Vec<char> = text.chars().collect();
        Romaji::get().to_kana(&letters)
    }

    #[test]
    fn hepburn_kunrei_and_what_people_type() {
        for (typed, wanted) in [
            ("chihou", "ちほう"),
            ("tihou", "ちほう"),
            ("ryoushi", "りょうし"),
            ("ryousi", "りょうし"),
            ("syukensya", "しゅけんしゃ"),
            ("zimaku", "じまく"),
            ("matcha", "まっちゃ"),
            ("shimbun", "しんぶん"),
            ("hon'yaku", "ほんやく"),
            ("honnyaku", "ほんやく"),
            ("kippu", "きっぷ"),
            ("sa-bisu", "さ"),
            ("tsu", "つ"),
            ("fairu", "ふぁいる"),
        ] {
            let got = kana(typed);
            assert_eq!(
                got.as_deref().map(|k| k.starts_with(wanted)),
                if typed.contains('-') {
                    got.is_some().then_some(true)
                } else {
                    Some(true)
                },
                "{typed}: {got:?}"
            );
        }
    }

    #[test]
    fn a_word_may_be_meant_in_several_ways() {
        let ways = |text: &str| {
            let letters: Vec<char> = text.chars().collect();
            Romaji::get().every_kana(&letters)
        };
        assert!(ways("honyaku").contains(&"ほんやく".to_owned()));
        assert!(ways("hanni").contains(&"はんに".to_owned()));
        assert!(ways("unagi").contains(&"うなぎ".to_owned()));
        assert!(ways("unag").is_empty() && ways(&"n".repeat(60)).len() <= MOST_WAYS);
    }

    #[test]
    fn an_unfinished_tail_has_candidates() {
        let letters: Vec<char> = "ky".chars().collect();
        let readings = Romaji::get().read(&letters);
        let tails: Vec<&str> = readings
            .iter()
            .filter(|r| r.unfinished)
            .map(|r| r.kana.as_str())
            .collect();
        assert_eq!(tails, ["きゃ", "きゅ", "きょ"]);
    }

    #[test]
    fn double_n_may_be_one_kana_or_two() {
        let letters: Vec<char> = "nnya".chars().collect();
        let lengths: Vec<usize> = Romaji::get()
            .read(&letters)
            .iter()
            .filter(|r| r.kana == "ん")
            .map(|r| r.letters)
            .collect();
        assert_eq!(lengths, [2, 1]);
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,20}") {
            let letters: Vec<char> = text.chars().collect();
            let _ = Romaji::get().read(&letters);
            let _ = Romaji::get().to_kana(&letters);
        }
    }
}
