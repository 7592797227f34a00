//! The characters of a library, numbered; and what a unit of a field is made of.
//!
//! In: characters of normal forms, as they turn up. Out: a number of 15 bits for each. Cost: a
//! look into a table; 128 kB. Invariant: a number once given never changes.

use std::collections::HashMap;

/// The bit of a unit that says that a word may start there.
pub(crate) const BOUNDARY: u16 = 0x8000;
/// The bits of a unit that number its character.
pub(crate) const LETTER: u16 = 0x7fff;
/// The number of characters that no field has.
pub(crate) const UNKNOWN: u16 = 0;

/// Numbers for the characters of the fields.
#[derive(Debug)]
pub(crate) struct Alphabet {
    /// Number of each character of the basic plane.
    plane: Vec<u16>,
    /// The others.
    beyond: HashMap<char, u16>,
    /// Character of each number; the first stands for [`UNKNOWN`].
    letters: Vec<char>,
}

impl Alphabet {
    pub(crate) fn new() -> Self {
        Self {
            plane: vec![UNKNOWN; 0x1_0000],
            beyond: HashMap::new(),
            letters: vec!['\0'],
        }
    }

    pub(crate) fn intern(&mut self, c: char) -> u16 {
        let code = u32::from(c) as usize;
        let known = match self.plane.get(code) {
            Some(id) => *id,
            None => self.beyond.get(&c).copied().unwrap_or(UNKNOWN),
        };
        if known != UNKNOWN {
            return known;
        }
        let Ok(id) = u16::try_from(self.letters.len()) else {
            return UNKNOWN;
        };
        if id > LETTER {
            return UNKNOWN;
        }
        self.letters.push(c);
        match self.plane.get_mut(code) {
            Some(slot) => *slot = id,
            None => {
                self.beyond.insert(c, id);
            }
        }
        id
    }

    /// The number of a character, [`UNKNOWN`] where no field has it.
    pub(crate) fn id(&self, c: char) -> u16 {
        match self.plane.get(u32::from(c) as usize) {
            Some(id) => *id,
            None => self.beyond.get(&c).copied().unwrap_or(UNKNOWN),
        }
    }

    /// The character of a unit.
    pub(crate) fn letter(&self, unit: u16) -> char {
        self.letters
            .get(usize::from(unit & LETTER))
            .copied()
            .unwrap_or('\0')
    }

    /// How many numbers are in use, [`UNKNOWN`] counted.
    pub(crate) fn len(&self) -> usize {
        self.letters.len()
    }

    /// Bytes of memory held, characters beyond the basic plane not counted.
    pub(crate) fn bytes(&self) -> usize {
        self.plane.capacity() * 2 + self.letters.capacity() * 4
    }
}
