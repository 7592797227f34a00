//! Reads texts into units: the normal form, character by character, from a table that is filled
//! as characters turn up.
//!
//! A text with characters that fold by what stands around them takes the long way of
//! [`normal::fold`]; the result is the same.

use crate::japanese::normal::{self, Alone, Script, Unit, is_kana};
use crate::search::index::alphabet::{Alphabet, BOUNDARY};

/// How one character is read: what it does in the lowest bits, its number above them.
type Entry = u32;

/// Not looked up yet.
const NEW: Entry = 0;
const LETTER: Entry = 1;
const DASH: Entry = 2;
const GAP: Entry = 3;
const CONTEXT: Entry = 4;
/// What the character does.
const DOES: Entry = 7;
/// It is a kana, after which a dash is ー.
const KANA: Entry = 8;
/// Its script.
const SCRIPT: Entry = 0xf0;
/// Where its number begins.
const NUMBER: u32 = 8;

/// The table of characters.
#[derive(Debug)]
pub(crate) struct Tokenizer {
    plane: Vec<Entry>,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self {
            plane: vec![NEW; 0x1_0000],
        }
    }
}

impl Tokenizer {
    /// Appends the units of a text.
    pub(crate) fn read(&mut self, alphabet: &mut Alphabet, text: &str, units: &mut Vec<u16>) {
        let before = units.len();
        if !self.read_alone(alphabet, text, units) {
            units.truncate(before);
            normal::fold(text, |unit: Unit| {
                let mark = if unit.boundary { BOUNDARY } else { 0 };
                units.push(alphabet.intern(unit.letter) | mark);
            });
        }
    }

    /// The short way; false where a character needs its surroundings.
    fn read_alone(&mut self, alphabet: &mut Alphabet, text: &str, units: &mut Vec<u16>) -> bool {
        let long = alphabet.intern('ー');
        // The script before, and whether a word may start.
        let (mut script, mut gap, mut kana) = (script_bits(Script::None), true, false);
        for c in text.chars() {
            let code = u32::from(c) as usize;
            let Some(known) = self.plane.get(code).copied() else {
                return false;
            };
            let entry = if known == NEW {
                let entry = entry(alphabet, c);
                self.plane[code] = entry;
                entry
            } else {
                known
            };
            match entry & DOES {
                LETTER => {
                    let starts = gap || entry & SCRIPT != script;
                    let mark = if starts { BOUNDARY } else { 0 };
                    units.push((entry >> NUMBER) as u16 | mark);
                    (script, gap, kana) = (entry & SCRIPT, false, entry & KANA != 0);
                }
                DASH if kana => {
                    let mark = if gap { BOUNDARY } else { 0 };
                    units.push(long | mark);
                    gap = false;
                }
                DASH | GAP => gap = true,
                _ => return false,
            }
        }
        true
    }
}

fn entry(alphabet: &mut Alphabet, c: char) -> Entry {
    match normal::alone(c) {
        Alone::Letter(letter, script) => {
            let kana = if is_kana(letter) { KANA } else { 0 };
            u32::from(alphabet.intern(letter)) << NUMBER | script_bits(script) | kana | LETTER
        }
        Alone::Dash => DASH,
        Alone::Gap => GAP,
        Alone::Context => CONTEXT,
    }
}

fn script_bits(script: Script) -> Entry {
    (script as u32) << 4
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn both_ways(text: &str) -> (Vec<u16>, Vec<u16>) {
        let mut alphabet = Alphabet::new();
        let (mut short, mut long) = (Vec::new(), Vec::new());
        Tokenizer::default().read(&mut alphabet, text, &mut short);
        normal::fold(text, |unit| {
            let mark = if unit.boundary { BOUNDARY } else { 0 };
            long.push(alphabet.intern(unit.letter) | mark);
        });
        (short, long)
    }

    proptest! {
        #[test]
        fn both_ways_give_the_same(text in "[ぁ-んァ-ヶー一二地域国ＡＢa-cA-C0-9０-９、。・ 　,.\\-－―々ﾊﾞｰ①㈱\u{200b}\u{3099}]{0,24}") {
            let (short, long) = both_ways(&text);
            prop_assert_eq!(short, long);
        }

        #[test]
        fn of_any_text(text in "\\PC{0,30}") {
            let (short, long) = both_ways(&text);
            prop_assert_eq!(short, long);
        }
    }
}
