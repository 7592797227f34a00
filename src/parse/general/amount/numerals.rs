//! Kanji of numbers.

pub(super) const fn small(c: char) -> Option<u64> {
    match c {
        '千' => Some(1000),
        '百' => Some(100),
        '十' => Some(10),
        _ => None,
    }
}

pub(super) fn kanji_digit(c: char) -> Option<u32> {
    if c == '零' {
        return Some(0);
    }
    "〇一二三四五六七八九"
        .chars()
        .zip(0..)
        .find_map(|(k, n)| (k == c).then_some(n))
}
