//! Which letters a line has, of those that the rules ask for: told once, in one pass over its bytes, so that a rule
//! which needs an amount or a bracket does not look for one where there is none.

/// A set of kinds of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Letters(u16);

impl Letters {
    /// A digit of any width.
    pub const DIGIT: Self = Self(1);
    /// 円.
    pub const YEN: Self = Self(1 << 1);
    /// 兆, 億.
    pub const LARGE: Self = Self(1 << 2);
    /// 万, 千, 百.
    pub const SMALL: Self = Self(1 << 3);
    /// An opening bracket of any width, or what a scan makes of one.
    pub const OPEN: Self = Self(1 << 4);
    /// 事, of 事項要求.
    pub const ITEM: Self = Self(1 << 5);
    /// 予 and 求, of 予算 and 要求.
    pub const BUDGET: Self = Self(1 << 6);
    /// 単, of 単位.
    pub const UNIT: Self = Self(1 << 7);
    /// `&`, which begins an entity.
    pub const ENTITY: Self = Self(1 << 8);
    /// `*` and `_`, of bold marks.
    pub const BOLD: Self = Self(1 << 9);

    /// 【, of 【予算】.
    pub const MARK: Self = Self(1 << 10);
    /// 令 and 平, of 令和 and 平成.
    pub const ERA: Self = Self(1 << 11);

    /// Those of a text. One pass.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (mut all, mut rest) = Self::of_line(text.as_bytes());
        while let [_, after @ ..] = rest {
            let (own, behind) = Self::of_line(after);
            (all, rest) = (all.and(own), behind);
        }
        all
    }

    /// Those of a text up to the end of its line, and what is left there: nothing, or what begins with the newline.
    #[must_use]
    pub fn of_line(text: &[u8]) -> (Self, &[u8]) {
        let mut all = 0;
        let mut rest = text;
        loop {
            rest = match rest {
                [first, after @ ..] if *first < 0x80 => {
                    let own = ASCII[usize::from(*first & 0x7f)];
                    if own == END {
                        return (Self(all), rest);
                    }
                    all |= own;
                    after
                }
                [first @ 0xe3..=0xef, middle, last, rest @ ..] => {
                    // Told of most by two bytes that they are none.
                    if MAY_BEGIN[usize::from(*first & 0xf)].contains(*middle)
                        && MAY_END.contains(*last)
                    {
                        all |= wide([*first, *middle, *last]);
                    }
                    rest
                }
                [0xe0..=0xe2, _, _, rest @ ..] | [0xf0..=0xff, _, _, _, rest @ ..] => rest,
                [_, _, rest @ ..] => rest,
                _ => return (Self(all), &[]),
            };
        }
    }

    /// Whether all of these are there.
    #[must_use]
    pub const fn has(self, wanted: Self) -> bool {
        self.0 & wanted.0 == wanted.0
    }

    /// Whether one of these is there.
    #[must_use]
    pub const fn has_any(self, wanted: Self) -> bool {
        self.0 & wanted.0 != 0
    }

    /// Both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The mark of a newline in [`ASCII`].
const END: u16 = 1 << 15;

/// The letters of ASCII.
const ASCII: [u16; 128] = {
    let (mut all, mut byte) = ([0; 128], 0);
    while byte < 128 {
        all[byte as usize] = ascii(byte);
        byte += 1;
    }
    all
};

const fn ascii(byte: u8) -> u16 {
    match byte {
        b'\n' => END,
        b'0'..=b'9' => Letters::DIGIT.0,
        b'(' | b'[' | b'{' | b'<' => Letters::OPEN.0,
        b'&' => Letters::ENTITY.0,
        b'*' | b'_' => Letters::BOLD.0,
        _ => 0,
    }
}

/// A set of bytes from 0x80 to 0xbf.
struct Ends(u64);

impl Ends {
    const fn contains(&self, byte: u8) -> bool {
        self.0 & (1 << (byte & 0x3f)) != 0
    }
}

/// What the letters of [`wide`] have in the middle, by the lower half of the byte that they begin with.
const MAY_BEGIN: [Ends; 16] = {
    let begins = [
        [0xe3, 0x80],
        [0xe5, 0x86],
        [0xe5, 0x85],
        [0xe5, 0x84],
        [0xe4, 0xb8],
        [0xe5, 0x8d],
        [0xe7, 0x99],
        [0xe4, 0xba],
        [0xe6, 0xb1],
        [0xe4, 0xbb],
        [0xe5, 0xb9],
        [0xef, 0xbc],
        [0xef, 0xbd],
    ];
    let (mut sets, mut at) = ([const { Ends(0) }; 16], 0);
    while at < begins.len() {
        sets[(begins[at][0] & 0xf) as usize].0 |= 1 << (begins[at][1] & 0x3f);
        at += 1;
    }
    sets
};

/// What the letters of [`wide`] end in.
const MAY_END: Ends = {
    let ends = [
        0x86, 0x84, 0x87, 0x83, 0xbe, 0x8b, 0x88, 0x82, 0x98, 0xa4, 0xb3, 0x90, 0x91, 0x92, 0x93,
        0x94, 0x95, 0x96, 0x97, 0x99, 0x9c, 0xbb, 0x9b, 0x8c, 0x8e,
    ];
    let (mut set, mut at) = (0_u64, 0);
    while at < ends.len() {
        set |= 1 << (ends[at] & 0x3f);
        at += 1;
    }
    Ends(set)
};

/// Of the bytes of a bracket, of a kanji or of a letter of full width.
const fn wide(bytes: [u8; 3]) -> u16 {
    match bytes {
        // 【, and 「『〔.
        [0xe3, 0x80, 0x90] => Letters::OPEN.0 | Letters::MARK.0,
        [0xe3, 0x80, 0x8c | 0x8e | 0x94] => Letters::OPEN.0,
        // 円, 兆, 億, 万, 千, 百.
        [0xe5, 0x86, 0x86] => Letters::YEN.0,
        [0xe5, 0x85, 0x86] | [0xe5, 0x84, 0x84] => Letters::LARGE.0,
        [0xe4, 0xb8, 0x87] | [0xe5, 0x8d, 0x83] | [0xe7, 0x99, 0xbe] => Letters::SMALL.0,
        // 事, 予, 求, 単, 令, 平.
        [0xe4, 0xba, 0x8b] => Letters::ITEM.0,
        [0xe4, 0xba, 0x88] | [0xe6, 0xb1, 0x82] => Letters::BUDGET.0,
        [0xe5, 0x8d, 0x98] => Letters::UNIT.0,
        [0xe4, 0xbb, 0xa4] | [0xe5, 0xb9, 0xb3] => Letters::ERA.0,
        // Digits, and （＜［｛.
        [0xef, 0xbc, 0x90..=0x99] => Letters::DIGIT.0,
        [0xef, 0xbc, 0x88 | 0x9c | 0xbb] | [0xef, 0xbd, 0x9b] => Letters::OPEN.0,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::fold::fold_char;

    /// The same, letter by letter.
    fn plainly(text: &str) -> u16 {
        text.chars().fold(0, |all, c| {
            all | match fold_char(c) {
                '0'..='9' => Letters::DIGIT.0,
                '円' => Letters::YEN.0,
                '兆' | '億' => Letters::LARGE.0,
                '万' | '千' | '百' => Letters::SMALL.0,
                '【' => Letters::OPEN.0 | Letters::MARK.0,
                '[' | '〔' | '(' | '「' | '『' | '{' | '<' => Letters::OPEN.0,
                '事' => Letters::ITEM.0,
                '予' | '求' => Letters::BUDGET.0,
                '令' | '平' => Letters::ERA.0,
                '単' => Letters::UNIT.0,
                _ if c == '&' => Letters::ENTITY.0,
                _ if matches!(c, '*' | '_') => Letters::BOLD.0,
                _ => 0,
            }
        })
    }

    #[test]
    fn every_letter_is_told_by_its_bytes() {
        for c in '\u{0}'..=char::MAX {
            let (own, plain) = (
                Letters::of(c.encode_utf8(&mut [0; 4])).0,
                plainly(&c.to_string()),
            );
            // A mark of full width is no entity and no bold mark.
            assert_eq!(own, plain, "{c:?}");
        }
        let line = "灯台é𠮷 ５億円（要求）";
        assert_eq!(Letters::of(line).0, plainly(line));
    }
}
