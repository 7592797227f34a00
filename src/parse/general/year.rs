//! Fiscal years as printed: `令和９年度`, `R8当初`, `８年度`, `2027年度`, `元年度`, `前年度`.

/// A fiscal year by its Western number: 令和9年度 is 2027.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Year(pub i32);

/// A year label found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// First character.
    pub start: usize,
    /// Character after 年度, 年 or the number.
    pub end: usize,
    /// Which year.
    pub year: Year,
    /// An era or four digits say which; else the nearest year to the document's was taken.
    pub sure: bool,
}

/// The year label that begins there. `near` is the document's year, for a label without an era.
#[must_use]
pub fn year_at(chars: &[char], at: usize, near: Option<Year>) -> Option<Found> {
    let (offset, mut i) = era(chars, at)?;
    let blank = |i: usize| chars.get(i) == Some(&' ');
    i += usize::from(offset.is_some() && blank(i));
    let (number, mut end) = count(chars, i)?;
    let digits = end - i;
    end += usize::from(blank(end) && chars.get(end + 1) == Some(&'年'));
    let nendo = chars.get(end) == Some(&'年') && chars.get(end + 1) == Some(&'度');
    let nen = chars.get(end) == Some(&'年');
    let letter = chars.get(at).is_some_and(char::is_ascii_alphabetic);
    let (year, sure) = match offset {
        Some(offset) if number < 100 && (letter || nen) => (offset + number, true),
        None if digits == 4 && (1990..2100).contains(&number) && nen => (number, true),
        None if number < 70 && nendo => (nearest(number, near), false),
        _ => return None,
    };
    let end = end + if nendo { 2 } else { usize::from(nen) };
    Some(Found {
        start: at,
        end,
        year: Year(year),
        sure,
    })
}

/// All year labels of a text.
#[must_use]
pub fn years(chars: &[char], near: Option<Year>) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let word = at.checked_sub(1).and_then(|i| chars.get(i));
        let inside =
            word.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | '第'));
        match year_at(chars, at, near).filter(|_| !inside) {
            Some(year) => {
                at = year.end.max(at + 1);
                found.push(year);
            }
            None => at += 1,
        }
    }
    found
}

/// What is added to the number of an era, and where the number begins.
fn era(chars: &[char], at: usize) -> Option<(Option<i32>, usize)> {
    let c = *chars.get(at)?;
    let next = chars.get(at + 1).copied().unwrap_or(' ');
    Some(match (c, next) {
        ('令', '和') => (Some(2018), at + 2),
        ('平', '成') => (Some(1988), at + 2),
        ('昭', '和') => (Some(1925), at + 2),
        ('㋿', _) => (Some(2018), at + 1),
        ('R' | 'r', _) => (Some(2018), at + 1),
        ('H' | 'h', _) => (Some(1988), at + 1),
        _ if c.is_ascii_digit() || c == '元' || kanji(c).is_some() => (None, at),
        _ => return None,
    })
}

fn kanji(c: char) -> Option<i32> {
    "〇一二三四五六七八九"
        .chars()
        .zip(0..)
        .find_map(|(k, n)| (k == c).then_some(n))
}

/// A year's number: 元, 9, 30, 2027, 八, 十二, 三十.
fn count(chars: &[char], at: usize) -> Option<(i32, usize)> {
    if chars.get(at) == Some(&'元') {
        return Some((1, at + 1));
    }
    let mut value = 0_i32;
    let mut i = at;
    while let Some(c) = chars.get(i).filter(|_| i - at < 5) {
        if let Some(d) = c
            .to_digit(10)
            .and_then(|d| i32::try_from(d).ok())
            .or_else(|| kanji(*c))
        {
            let tens = i
                .checked_sub(1)
                .filter(|p| *p >= at)
                .and_then(|p| chars.get(p))
                == Some(&'十');
            value = if tens { value + d } else { value * 10 + d };
        } else if *c == '十' {
            value = value.max(1) * 10;
        } else {
            break;
        }
        i += 1;
    }
    (i > at && i - at <= 4).then_some((value, i))
}

/// The year of that number, of whichever era, that is nearest to the document's.
fn nearest(number: i32, near: Option<Year>) -> i32 {
    let near = near.map_or(2026, |y| y.0);
    [number + 2018, number + 1988, number + 2000]
        .into_iter()
        .take(2)
        .min_by_key(|year| (year - near).abs())
        .unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::japanese::fold::folded;

    #[test]
    fn years_are_read_in_every_form() {
        let read = |text: &str| -> Vec<i32> {
            years(&folded(text), Some(Year(2027)))
                .iter()
                .map(|f| f.year.0)
                .collect()
        };
        assert_eq!(read("令和９年度の要求"), [2027]);
        assert_eq!(read("令和 9 年度"), [2027]);
        assert_eq!(read("（R8当初 4億円）"), [2026]);
        assert_eq!(read("8年度予算額"), [2026]);
        assert_eq!(read("２０２７年度"), [2027]);
        assert_eq!(read("令和八年九月"), [2026]);
        assert_eq!(read("元年度 30年度補正"), [2019, 2018]);
        assert_eq!(read("平成三十年度"), [2018]);
        assert_eq!(read("第8号、5年間"), Vec::<i32>::new());
    }
}
