//! The normal form of a text: what two spellings of the same words have in common.
//!
//! Each grapheme is brought to NFKC, lower case, hiragana and the common form of its kanji;
//! 々 is written out, every dash after kana is ー, and whatever is neither a letter nor a digit
//! is left out. Each normal character knows the characters of the original that it comes from,
//! so that a match can be shown exactly.
//!
//! In: any text. Out: its [`Unit`]s in order, or their letters. Cost: one pass; only a text with
//! combining marks or half-width voicing is cut into graphemes. Invariant: folding twice changes
//! nothing.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// Pairs of characters, variant then common form, without separators, sorted.
static VARIANTS: &str = include_str!("../../assets/readings/variants.txt");

/// One character of a normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The folded character.
    pub letter: char,
    /// Whether a word may start here: something was left out before it, or the script changes.
    pub boundary: bool,
    /// First character of the original grapheme, counted in characters.
    pub start: u32,
    /// The character after the grapheme.
    pub end: u32,
}

/// The normal form of a text.
#[must_use]
pub fn normal(text: &str) -> Vec<Unit> {
    let mut units = Vec::with_capacity(text.len() / 3 + 4);
    fold(text, |unit| units.push(unit));
    units
}

/// The normal form as a string, where the map back is not needed.
#[must_use]
pub fn normal_string(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold(text, |unit| out.push(unit.letter));
    out
}

/// Hands over the normal characters of a text one by one.
pub fn fold(text: &str, mut emit: impl FnMut(Unit)) {
    // Nearly all text is made of characters that fold alone; only a text with combining marks,
    // half-width voicing or characters that fold to several is cut into graphemes.
    if text.chars().all(|c| fold_of(c) != COMPLEX) {
        let mut state = State::default();
        let mut rest = text.chars().enumerate();
        while let Some((at, c)) = rest.next() {
            let next = rest.clone().next().map(|(_, c)| c);
            let start = u32::try_from(at).unwrap_or(u32::MAX);
            if let Some(unit) = state.step(c, fold_of(c), next, start, start + 1) {
                emit(unit);
            }
        }
    } else {
        fold_graphemes(text, &mut emit);
    }
}

/// How a character folds wherever it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alone {
    /// To this letter of this script.
    Letter(char, Script),
    /// To ー after kana, else to nothing.
    Dash,
    /// To nothing; a word may start behind it.
    Gap,
    /// Not without the characters around it.
    Context,
}

/// How a character folds by itself; most text is made of characters that do.
pub(crate) fn alone(c: char) -> Alone {
    match fold_of(c) {
        COMPLEX | REPEAT => Alone::Context,
        DROP if is_dash(c) => Alone::Dash,
        DROP if is_invisible(c) || matches!(c, '.' | '．' | ',' | '，') => Alone::Context,
        DROP => Alone::Gap,
        'ー' => Alone::Dash,
        letter => Alone::Letter(letter, Script::of(c)),
    }
}

fn fold_graphemes(text: &str, emit: &mut impl FnMut(Unit)) {
    let mut state = State::default();
    let mut at = 0u32;
    let mut graphemes = text.graphemes(true).peekable();
    while let Some(grapheme) = graphemes.next() {
        let width = u32::try_from(grapheme.chars().count()).unwrap_or(u32::MAX);
        let after = graphemes.peek().and_then(|g| g.chars().next());
        let mut parts = grapheme.nfkc().peekable();
        while let Some(c) = parts.next() {
            let next = parts.peek().copied().or(after);
            let folded = match fold_of(c) {
                COMPLEX => fold_alone(c),
                other => other,
            };
            if let Some(unit) = state.step(c, folded, next, at, at.saturating_add(width)) {
                emit(unit);
            }
        }
        at = at.saturating_add(width);
    }
}

/// The script a character is written in, as far as word boundaries go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Nothing yet, or something that is no letter.
    None,
    /// Kanji.
    Han,
    /// Hiragana.
    Hiragana,
    /// Katakana.
    Katakana,
    /// Latin and all other letters and digits.
    Latin,
}

impl Script {
    /// The script of a character as it is written (before folding).
    #[must_use]
    pub fn of(c: char) -> Self {
        match c {
            '\u{3041}'..='\u{309f}' => Self::Hiragana,
            '\u{30a0}'..='\u{30ff}' | '\u{ff66}'..='\u{ff9f}' | '\u{31f0}'..='\u{31ff}' => {
                Self::Katakana
            }
            c if is_han(c) => Self::Han,
            _ => Self::Latin,
        }
    }
}

/// The common form of an old or variant kanji; every other character is its own.
#[must_use]
pub fn common_form(c: char) -> char {
    match fold_of(c) {
        COMPLEX | REPEAT | DROP => c,
        letter if is_han(c) && is_han(letter) => letter,
        _ => c,
    }
}

/// Whether the character is a kanji (々 and 〇 are counted as such).
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the character is a kana of the normal form: hiragana or ー.
#[must_use]
pub fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | 'ー')
}

/// What folding remembers of the characters before.
struct State {
    /// Last character handed over.
    last: char,
    script: Script,
    gap: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            last: '\0',
            script: Script::None,
            gap: true,
        }
    }
}

impl State {
    fn step(
        &mut self,
        raw: char,
        folded: char,
        next: Option<char>,
        start: u32,
        end: u32,
    ) -> Option<Unit> {
        let (letter, script) = match folded {
            DROP => return self.drop(raw, next, start, end),
            REPEAT if self.last != '\0' => (self.last, self.script),
            REPEAT => return None,
            'ー' if is_kana(self.last) => ('ー', self.script),
            'ー' => return self.drop(raw, next, start, end),
            other => (other, Script::of(raw)),
        };
        let boundary = self.gap || script != self.script;
        self.gap = false;
        self.last = letter;
        self.script = script;
        Some(Unit {
            letter,
            boundary,
            start,
            end,
        })
    }

    /// Leaves out a sign. Inside a number the point stays and the comma leaves no gap.
    fn drop(&mut self, raw: char, next: Option<char>, start: u32, end: u32) -> Option<Unit> {
        let in_number = self.last.is_ascii_digit()
            && !self.gap
            && next.is_some_and(|c| matches!(c, '0'..='9' | '０'..='９'));
        match raw {
            '.' | '．' if in_number => {
                self.last = '.';
                return Some(Unit {
                    letter: '.',
                    boundary: false,
                    start,
                    end,
                });
            }
            ',' | '，' if in_number => {}
            _ if is_invisible(raw) => {}
            _ if is_dash(raw) && is_kana(self.last) => {
                return self.step(raw, 'ー', next, start, end);
            }
            _ => self.gap = true,
        }
        None
    }
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' | '─' | '━' | 'ｰ'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}' | '\u{feff}' | '\u{3099}' | '\u{309a}' | '\u{ad}')
}

/// Left out of the normal form.
const DROP: char = '\0';
/// Stands for the character before it.
const REPEAT: char = '\u{1}';
/// Does not fold by itself.
const COMPLEX: char = '\u{2}';

/// The folded form of each character of the basic plane and one more, worked out when it is first
/// met; 0 for one that was not met yet. A text has a few thousand characters of the plane's 65,536.
static PLANE: [AtomicU32; 0x1_0000] = [const { AtomicU32::new(0) }; 0x1_0000];

/// What a character folds to.
fn fold_of(c: char) -> char {
    let Some(cell) = PLANE.get(u32::from(c) as usize) else {
        return COMPLEX;
    };
    let known = cell.load(Ordering::Relaxed).checked_sub(1);
    known.and_then(char::from_u32).unwrap_or_else(|| {
        // Whoever else meets it at this moment finds the same.
        let folded = fold_one(c);
        cell.store(u32::from(folded) + 1, Ordering::Relaxed);
        folded
    })
}

/// The common form of a variant; every other character is its own.
fn common(c: char) -> char {
    static PAIRS: OnceLock<Vec<(char, char)>> = OnceLock::new();
    let pairs = PAIRS.get_or_init(|| {
        let mut letters = VARIANTS.chars().filter(|c| *c != '\n');
        let mut pairs = Vec::with_capacity(VARIANTS.len() / 6);
        while let (Some(variant), Some(common)) = (letters.next(), letters.next()) {
            pairs.push((variant, common));
        }
        pairs
    });
    let found = pairs.binary_search_by_key(&c, |(variant, _)| *variant);
    let pair = found.ok().and_then(|at| pairs.get(at));
    pair.map_or(c, |(_, common)| *common)
}

/// What a character folds to, worked out.
fn fold_one(c: char) -> char {
    if matches!(c, '\u{3400}'..='\u{9fff}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}') {
        // NFKC leaves these alone; most pages are of them.
        return fold_letter(c);
    }
    if is_extender(c) {
        return COMPLEX;
    }
    let mut parts = c.nfkc();
    match (parts.next(), parts.next()) {
        (Some(one), None) => fold_letter(one),
        _ => COMPLEX,
    }
}

/// The same for a letter in NFKC.
fn fold_letter(c: char) -> char {
    let c = match c {
        '々' | 'ゝ' | 'ヽ' | 'ゞ' | 'ヾ' | '〻' => return REPEAT,
        'ー' => return 'ー',
        // The small ヵ and ヶ of 一ヶ月 stand for か; people type either.
        'ゕ' | 'ヵ' | 'ゖ' | 'ヶ' => return 'か',
        '\u{30a1}'..='\u{30f6}' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    };
    let mut lower = c.to_lowercase();
    let c = match (lower.next(), lower.next()) {
        (Some(one), None) => one,
        _ => c,
    };
    if !c.is_alphanumeric() {
        return DROP;
    }
    common(c)
}

/// The fold of one character that is already NFKC and stands outside the pages.
fn fold_alone(c: char) -> char {
    if is_extender(c) { DROP } else { fold_letter(c) }
}

/// Joins the character before it into one grapheme.
fn is_extender(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}'
        | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{20d0}'..='\u{20ff}')
        || (u32::from(c) >= 0x590 && u32::from(c) < 0x1200 && !c.is_alphanumeric() && !c.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (a, b) in [
            ("ｲﾉﾍﾞｰｼｮﾝ", "イノベーション"),
            ("ＩＣＴ", "ict"),
            ("Ｓｏｃｉｅｔｙ　５．０", "society5.0"),
            ("テレワ－ク", "テレワーク"),
            ("テレワ―ク", "てれわーく"),
            ("國勢調査", "国勢調査"),
            ("會計", "会計"),
            ("增幅", "増幅"),
            ("灾害", "災害"),
            ("津々浦々", "津津浦浦"),
            ("移住・交流", "移住交流"),
            ("ローカル10,000", "ろーかる１００００"),
            ("か\u{3099}いど", "ガイド"),
            ("Wi-Fi", "wifi"),
            ("P D C A", "ＰＤＣＡ"),
        ] {
            assert_eq!(normal_string(a), normal_string(b), "{a} / {b}");
        }
    }

    #[test]
    fn a_half_width_voiced_kana_maps_to_both_characters() {
        let units = normal("aﾊﾞb");
        let spans: Vec<_> = units.iter().map(|u| (u.letter, u.start, u.end)).collect();
        assert_eq!(spans, [('a', 0, 1), ('ば', 1, 3), ('b', 3, 4)]);
    }

    #[test]
    fn one_grapheme_may_give_several_characters() {
        let units = normal("㈱x");
        assert!(
            units
                .iter()
                .any(|u| u.letter == '株' && u.start == 0 && u.end == 1)
        );
    }

    #[test]
    fn boundaries_stand_where_the_script_changes() {
        let marks: Vec<bool> = normal("地方へのヒトICT・推進")
            .iter()
            .map(|u| u.boundary)
            .collect();
        let t = true;
        let f = false;
        assert_eq!(marks, [t, f, t, f, t, f, t, f, f, t, f]);
    }

    #[test]
    fn the_variants_are_sorted() {
        let letters: Vec<char> = VARIANTS.chars().filter(|c| *c != '\n').collect();
        let (pairs, rest) = letters.as_chunks::<2>();
        assert!(rest.is_empty() && pairs.is_sorted_by_key(|[variant, _]| *variant));
    }

    proptest! {
        #[test]
        fn every_unit_comes_from_a_grapheme(text in "\\PC{0,40}") {
            let mut starts = Vec::new();
            let mut at = 0u32;
            for g in text.graphemes(true) {
                let n = g.chars().count() as u32;
                starts.push((at, at + n));
                at += n;
            }
            let mut last = 0;
            for unit in normal(&text) {
                prop_assert!(unit.start >= last);
                last = unit.start;
                prop_assert!(unit.end <= at);
                prop_assert!(starts.iter().any(|(s, e)| *s <= unit.start && unit.end <= *e || *s == unit.start));
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[ぁ-んァ-ヶ一-龠a-zA-Z0-9ｦ-ﾟ・ー]{0,30}") {
            let once = normal_string(&text);
            prop_assert_eq!(normal_string(&once), once);
        }
    }
}
