//! Comparing Japanese text that was printed, scanned and typed in different widths.
//!
//! In: text as it stands in a document. Out: its characters one for one ([`fold_char`]), what must
//! agree for two wordings to be the same ([`wording`]), or how alike two texts are ([`Sketch`]).
//! Cost: in proportion to the text; a sketch is sorted once and compared in one pass.

use std::sync::OnceLock;

use super::width::half_width;

/// Folds one character to the form that the rules are written in: full-width ASCII to
/// half-width, any space to a plain one, dashes to `-`. One character stays one character, so
/// that a place in the folded text is a place in the original.
#[must_use]
#[inline]
pub fn fold_char(c: char) -> char {
    match c {
        // First what nearly every character is.
        'ぁ'..='鿿' | ' '..='~' | '、'..='】' => c,
        c => fold_rare(c),
    }
}

/// The same of a character that is not one of nearly all.
fn fold_rare(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => half_width(c),
        '〔' => '[',
        '〕' => ']',
        '‐' | '‑' | '‒' | '–' | '−' => '-',
        _ if is_blank(c) => ' ',
        _ => c,
    }
}

/// White space of any script, zero-width characters and controls: nothing a reader sees.
#[must_use]
#[inline]
pub fn is_blank(c: char) -> bool {
    match c {
        '!'..='~' | '、'..='鿿' => false,
        c => is_rare_blank(c),
    }
}

/// The same of a character that is not one of nearly all.
fn is_rare_blank(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}'
        )
}

/// A text without what is blank at its ends.
#[must_use]
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    let begins = match bytes {
        [b'!'..=b'~' | 0xe4..=0xe9, ..] | [0xe3, 0x81..=0xbf, ..] => true,
        _ => bytes.is_empty(),
    };
    // Of a character of three bytes the last two are no first ones.
    let ends = match bytes {
        [.., b'!'..=b'~'] | [.., 0xe4..=0xe9, _, _] | [.., 0xe3, 0x81..=0xbf, _] => true,
        [.., 0xe3, 0x80, last] => *last > 0x80,
        _ => bytes.is_empty(),
    };
    // Nearly every text is told by its first and last bytes.
    if begins && ends {
        text
    } else {
        text.trim_matches(is_blank)
    }
}

/// The folded characters of a text.
#[must_use]
pub fn folded(text: &str) -> Vec<char> {
    // There are fewer characters than bytes: the list never grows while it is filled.
    let mut folded = Vec::with_capacity(text.len());
    fold_into(&mut folded, text);
    folded
}

/// The same, put behind what a list has.
pub fn fold_into(list: &mut Vec<char>, text: &str) {
    list.reserve(text.len());
    for c in text.chars() {
        list.push(fold_char(c));
    }
}

/// What must agree for two wordings to be the same: width, blanks and letter case do not count.
#[must_use]
pub fn wording(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut words = String::with_capacity(text.len());
    // What is not in `words` yet and goes there as it stands.
    let mut kept = 0;
    for (at, c) in text.char_indices() {
        if is_letter(c) {
            continue;
        }
        // Nearly all text is of characters that normalisation leaves alone; asking it for each of
        // them is most of the time that reading a document takes.
        if !is_plain(c) {
            words.clear();
            let folded = text.nfkc().map(fold_char).filter(|c| *c != ' ');
            words.extend(folded.flat_map(char::to_lowercase));
            return words;
        }
        let folded = fold_char(c).to_ascii_lowercase();
        if folded != c || c == ' ' {
            words.push_str(text.get(kept..at).unwrap_or_default());
            kept = at + c.len_utf8();
            if folded != ' ' {
                words.push(folded);
            }
        }
    }
    words.push_str(text.get(kept..).unwrap_or_default());
    words
}

/// Kana and kanji: they are the same in every wording, and nearly all of a title.
const fn is_letter(c: char) -> bool {
    matches!(c, 'ぁ'..='ゔ' | 'ァ'..='ヺ' | 'ー' | '一'..='鿿')
}

/// Whether two texts have the same [`wording`].
#[must_use]
pub fn same_wording(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    if !a.chars().chain(b.chars()).all(is_plain) {
        return wording(a) == wording(b);
    }
    let letters = |text| {
        let folded = str::chars(text).map(fold_char).filter(|c| *c != ' ');
        folded.map(|c| c.to_ascii_lowercase())
    };
    letters(a).eq(letters(b))
}

/// Characters that NFKC does not change, alone or before one another, or only in their width.
const fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~'
            | '\u{3000}'..='】'
            | 'ぁ'..='ゔ'
            | 'ァ'..='ヺ'
            | '・'
            | 'ー'
            | '一'..='鿿'
            | '\u{ff01}'..='\u{ff5e}'
            | '※'
    )
}

/// How alike two texts are: Dice's coefficient over pairs of neighbouring characters, 0 to 100.
///
/// Brackets and separators do not count, since they are what scanning loses first.
#[must_use]
pub fn similarity(a: &str, b: &str) -> u32 {
    // Texts of very different length share too few pairs to matter; a hostile line of
    // hundreds of kilobytes must not be normalised once for every title.
    if a == b {
        return if a.is_empty() { 0 } else { 100 };
    }
    if a.len().max(b.len()) > 16 * a.len().min(b.len()) + 64 {
        return 0;
    }
    Sketch::new(a).similarity(&Sketch::new(b))
}

/// What [`similarity`] needs of a text, worked out once for a title that is compared often.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    letters: Vec<char>,
    /// Two letters in one number each, so that they are sorted fast; made when they are first compared, since most
    /// texts have the letters of another.
    pairs: OnceLock<Vec<u64>>,
}

impl Sketch {
    /// The sketch of a text.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self::of(letters(text))
    }

    /// The sketch of a text of these [letters].
    #[must_use]
    pub const fn of(letters: Vec<char>) -> Self {
        let pairs = OnceLock::new();
        Self { letters, pairs }
    }

    fn pairs(&self) -> &[u64] {
        self.pairs.get_or_init(|| {
            let mut pairs = bigrams(&self.letters);
            pairs.sort_unstable();
            pairs
        })
    }

    /// The letters that are compared.
    #[must_use]
    pub fn letters(&self) -> &[char] {
        &self.letters
    }

    /// How alike the two texts are, 0 to 100.
    #[must_use]
    pub fn similarity(&self, other: &Self) -> u32 {
        if self.letters == other.letters {
            return if self.letters.is_empty() { 0 } else { 100 };
        }
        let (own, others) = (self.pairs(), other.pairs());
        let total = own.len() + others.len();
        if total == 0 {
            return 0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0_usize);
        while let (Some(x), Some(y)) = (own.get(i), others.get(j)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    i += 1;
                    j += 1;
                }
            }
        }
        u32::try_from(200 * shared / total).unwrap_or(100)
    }

    /// Whether one text is the other with words added before or after.
    #[must_use]
    pub fn contains_either(&self, other: &Self) -> bool {
        let (short, long) = if self.letters.len() <= other.letters.len() {
            (&self.letters, &other.letters)
        } else {
            (&other.letters, &self.letters)
        };
        !short.is_empty()
            && long
                .windows(short.len())
                .any(|part| part == short.as_slice())
    }
}

/// Whether one text is the other with words added before or after.
#[must_use]
pub fn contains_either(a: &str, b: &str) -> bool {
    let (a, b) = (letters_of(a), letters_of(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

/// The letters by which two texts are compared: texts of the same letters are wholly alike.
#[must_use]
pub fn letters_of(text: &str) -> String {
    let mut words = wording(text);
    words.retain(counts);
    words
}

/// Whether a character of a [`wording`] is one of those letters.
fn counts(c: char) -> bool {
    is_letter(c) || c.is_alphanumeric()
}

/// The letters by which two texts are compared, one by one.
#[must_use]
pub fn letters(text: &str) -> Vec<char> {
    let mut letters = Vec::with_capacity(text.len() / 2);
    for c in text.chars() {
        if is_letter(c) {
            letters.push(c);
            continue;
        }
        // As `wording` has it: what is not plain is normalised with all of the text.
        if !is_plain(c) {
            letters.clear();
            letters.extend(wording(text).chars().filter(|c| counts(*c)));
            break;
        }
        let c = fold_char(c).to_ascii_lowercase();
        if counts(c) {
            letters.push(c);
        }
    }
    letters
}

fn bigrams(letters: &[char]) -> Vec<u64> {
    let pairs = letters.iter().zip(letters.iter().skip(1));
    pairs
        .map(|(a, b)| u64::from(u32::from(*a)) << 32 | u64::from(u32::from(*b)))
        .collect()
}

/// Joins the lines of a wrapped text: nothing between Japanese, a blank between Latin words.
pub fn join_wrapped(text: &mut String, next: &str) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if latin(text.chars().next_back()) && latin(next.chars().next()) {
        text.push(' ');
    }
    text.push_str(next);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_and_blanks_do_not_make_another_wording() {
        assert_eq!(wording("創出（関係 人口）"), wording("創出(関係人口)"));
        assert_ne!(wording("枠を超えた連携"), wording("枠を越えた連携"));
    }

    #[test]
    fn what_is_not_normalised_would_not_change() {
        use unicode_normalization::UnicodeNormalization;
        for c in ('\u{0}'..=char::MAX).filter(|c| is_plain(*c)) {
            let normal: String = c.nfkc().map(fold_char).collect();
            assert_eq!(normal, fold_char(c).to_string(), "{c:?}");
            assert!(c.is_ascii() || fold_char(c).is_ascii() || c.to_lowercase().eq([c]));
        }
        for (a, b) in [
            ("創出（Ａ 人口）", "創出(a人口)"),
            ("㈱甲", "(株)甲"),
            ("か\u{3099}", "が"),
        ] {
            assert!(same_wording(a, b), "{a} {b}");
        }
        assert!(!same_wording("創出", "創造"));
    }

    #[test]
    fn likeness_is_graded() {
        assert_eq!(similarity("放送（再編）", "放送(再編)"), 100);
        assert!(
            similarity(
                "地域や組織の枠を超えた連携の推進",
                "地域や組織の枠を越えた連携の推進"
            ) > 80
        );
        assert!(similarity("恩給の適切な支給", "スマートシティの推進") < 20);
        assert_eq!(similarity("", ""), 0);
    }

    #[test]
    fn latin_words_keep_their_blank() {
        let mut text = String::from("Society");
        join_wrapped(&mut text, "5.0時代");
        assert_eq!(text, "Society 5.0時代");
        let mut text = String::from("消費活性化と");
        join_wrapped(&mut text, "官民共同");
        assert_eq!(text, "消費活性化と官民共同");
    }
}
