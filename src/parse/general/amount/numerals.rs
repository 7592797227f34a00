//! Kanji of numbers.

pub(super) const fn small(c: char) -> Option<u64> {
    match c {
        '千' => Some(1000),
        '百' => Some(100),
        '十' => Some(10),
        _ => None,
    }
}

/// What a kanji of a number is worth alone: `〇` to `九`.
#[must_use]
pub const fn kanji_digit(c: char) -> Option<u32> {
    Some(match c {
        '〇' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}
