//! The name of a programme: what is printed before its figures, without marks, tags, notes, leaders.

use super::sign::is_mark_sign;
use super::token::{Tag, bracketed_tags, closing, note_mark, spread_tag, tag_at};
use crate::japanese::fold::{fold_char, is_blank};

/// Most characters of a bracket behind a name that is no part of it.
const LONGEST_TAG: usize = 24;

/// A name and what stood around it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    /// The name alone, as printed.
    pub text: String,
    /// Tags before and after it.
    pub tags: Vec<Tag>,
    /// A leader, colon or wide blank led from it to the figures.
    pub led: bool,
    /// A budget mark (【予算】, 予算：) stood before it; `補正予算` among them makes the amount supplementary.
    pub budget: Option<bool>,
    /// Signs before it, such as ★.
    pub signs: Vec<char>,
}

/// Takes a name out of the printed text between the mark and the figures.
#[must_use]
pub fn name_of(printed: &[char]) -> Name {
    let mut name = Name::default();
    let fold: Vec<char> = printed.iter().copied().map(fold_char).collect();
    if let Some(gap) = prose_column(printed, &fold).or_else(|| aside_in_waves(&fold)) {
        let mut name = name_of(printed.get(..gap).unwrap_or_default());
        let mut beside = Name::default();
        let rest = printed.get(gap..).unwrap_or_default();
        let folded: Vec<char> = rest.iter().copied().map(fold_char).collect();
        end_of(&folded, rest, &mut beside);
        name.tags.append(&mut beside.tags);
        name.led = true;
        return name;
    }
    let mut end = end_of(&fold, printed, &mut name);
    let start = start_of(&fold, end, &mut name);
    end = cut_prose(printed, &fold, start, end);
    let part: Vec<char> = printed
        .iter()
        .skip(start)
        .take(end.saturating_sub(start))
        .copied()
        .collect();
    name.text = tidy(&part);
    name
}

/// Past tags, signs and budget marks at the beginning.
fn start_of(fold: &[char], end: usize, name: &mut Name) -> usize {
    let mut i = 0;
    while i < end {
        let c = fold.get(i).copied().unwrap_or(' ');
        if is_blank(c) || c == ':' {
            i += 1;
        } else if let Some((tags, next)) = bracketed_tags(fold, i).filter(|(_, next)| *next < end) {
            name.tags.extend(tags);
            i = next;
        } else if let Some((supplementary, next)) =
            budget_mark(fold, i).filter(|(_, next)| *next <= end)
        {
            name.budget = Some(supplementary);
            i = next;
        } else if let Some((tag, next)) =
            tag_at(fold, i).filter(|(_, next)| fold.get(*next) == Some(&' ') && *next < end)
        {
            name.tags.push(tag);
            i = next;
        } else if let Some((tag, next)) =
            tag_at(fold, i).filter(|(_, next)| fold.get(*next) == Some(&')') && next + 1 < end)
        {
            // `新）架空灯台`
            name.tags.push(tag);
            i = next + 1;
        } else if let Some(next) = note_mark(fold, i).filter(|next| *next < end) {
            i = next;
        } else if is_mark_sign(c) {
            name.signs.push(c);
            i += 1;
        } else {
            break;
        }
    }
    i
}

/// Before tags, notes, leaders and colons at the end.
fn end_of(fold: &[char], printed: &[char], name: &mut Name) -> usize {
    let mut end = fold.len();
    loop {
        let before = end;
        while end > 0 {
            let c = fold.get(end - 1).copied().unwrap_or('x');
            let wide = printed
                .get(end - 1)
                .is_some_and(|c| matches!(c, '\u{3000}' | '\t'));
            if is_blank(c)
                || matches!(
                    c,
                    '・' | '…'
                        | '‥'
                        | ':'
                        | '.'
                        | '-'
                        | '―'
                        | '─'
                        | '—'
                        | '='
                        | '|'
                        | '､'
                        | '、'
                        | '･'
                )
            {
                name.led |=
                    c != ' ' || wide || end.checked_sub(2).and_then(|i| fold.get(i)) == Some(&' ');
                end -= 1;
            } else {
                break;
            }
        }
        // `架空遊具の更新　ほか`
        for word in [['ほ', 'か'], ['な', 'ど']] {
            let apart = end > 4 && fold.get(end - 3) == Some(&' ');
            if apart && fold.get(end - 2..end) == Some(&word) {
                end -= 2;
            }
        }
        for from in (end.saturating_sub(LONGEST_TAG)..end).rev() {
            let last = fold.get(end - 1).copied();
            let closed = || fold.get(from).copied().and_then(closing) == last;
            if let Some((tags, next)) = closed()
                .then(|| bracketed_tags(fold, from))
                .flatten()
                .filter(|(_, next)| *next == end)
            {
                // A name is not all tags.
                if from == 0 {
                    break;
                }
                let _ = next;
                name.tags.extend(tags);
                end = from;
                break;
            }
            // `架空灯台　拡充`: a tag of two characters or more behind a blank.
            let wide = |at: usize| {
                printed
                    .get(at)
                    .is_some_and(|c| matches!(c, '\u{3000}' | '\t'))
                    || at.checked_sub(1).and_then(|i| fold.get(i)) == Some(&' ')
            };
            // `架空灯台　　廃　止`
            let spread = spread_tag(fold, from).filter(|(_, next)| *next == end);
            if let Some((tag, _)) = spread.filter(|_| from > 2 && wide(from - 1)) {
                name.tags.push(tag);
                end = from;
                break;
            }
            // One character alone only behind a wide gap.
            let apart = from > 1 && fold.get(from - 1) == Some(&' ');
            let tag = apart.then(|| tag_at(fold, from)).flatten();
            let bare = tag.filter(|(_, next)| {
                *next == end
                    && (end - from > 1
                        || wide(from - 1)
                            && fold.get(from).is_some_and(|c| "新拡継廃".contains(*c)))
            });
            if let Some((tag, _)) = bare {
                name.tags.push(tag);
                end = from;
                break;
            }
            if glued_tag(fold, from, end) {
                name.tags.extend(tag_at(fold, from).map(|(tag, _)| tag));
                end = from;
                break;
            }
            if let Some((open, close)) = office(fold, from, end) {
                end = open;
                let _ = close;
                break;
            }
            if from > 0 && is_part(fold, from, end) {
                end = from;
                break;
            }
            let note = note_mark(fold, from).filter(|next| *next == end && from > 0);
            let digit = fold
                .get(end - 1)
                .is_some_and(|c| c.is_ascii_digit() || matches!(c, ')' | ']'));
            if note.is_some() && digit {
                end = from;
                break;
            }
        }
        if end == before {
            return end;
        }
    }
}

/// Whether a tag there is glued to a name: `架空灯台の窓口新規`, as a web page sets one off by its colour alone. None that a name may end in
/// (拡充, 継続), and none that a particle makes a part of it.
fn glued_tag(fold: &[char], from: usize, end: usize) -> bool {
    let known = || {
        let word = fold.get(from..end).unwrap_or_default();
        [['新', '規'], ['皆', '増'], ['皆', '減'], ['再', '掲']]
            .iter()
            .any(|tag| word == tag)
    };
    let before = from
        .checked_sub(1)
        .and_then(|i| fold.get(i))
        .copied()
        .unwrap_or('の');
    let noun = before.is_alphabetic() && !"のとをがにやへ全純".contains(before);
    from > 3 && end - from == 2 && noun && known()
}

/// Whether a bracket there names a part of the programme: `架空灯台の改修（うち灯室）`.
fn is_part(fold: &[char], from: usize, end: usize) -> bool {
    let inner = || fold.get(from + 1..from + 3) == Some(&['う', 'ち']);
    let close = fold.get(from).copied().and_then(closing);
    close.is_some() && end.checked_sub(1).and_then(|i| fold.get(i)).copied() == close && inner()
}

/// The office that a programme is of, in brackets of its own behind the name: `架空灯台　＜港湾課＞`. Round brackets may be a part of the name.
fn office(fold: &[char], from: usize, end: usize) -> Option<(usize, usize)> {
    let open = *fold.get(from)?;
    if from == 0 || !matches!(open, '<' | '〈' | '《' | '≪' | '【' | '[') {
        return None;
    }
    let last = end.checked_sub(1)?;
    let inner = fold.get(from + 1..last)?;
    let closed = fold.get(last).copied() == closing(open);
    let words: String = inner.iter().collect();
    let named = [
        "課",
        "局",
        "部",
        "室",
        "係",
        "署",
        "委員会",
        "支所",
        "センター",
        "班",
        "庁",
        "省",
    ]
    .iter()
    .any(|w| words.ends_with(w));
    (closed
        && named
        && inner.len() >= 2
        && inner
            .iter()
            .all(|c| c.is_alphabetic() || matches!(c, '・' | ' ')))
    .then_some((from, end))
}

/// A budget mark at the beginning: 【予算】, 【令和9年度予算】, （予算）, `予算：`. True for a supplementary one.
#[must_use]
pub fn budget_mark(fold: &[char], at: usize) -> Option<(bool, usize)> {
    let close = closing(*fold.get(at)?);
    let from = at + usize::from(close.is_some());
    let length = fold.iter().skip(from).take(18).position(|c| match close {
        Some(close) => *c == close,
        None => *c == ':',
    })?;
    let words: String = fold.iter().skip(from).take(length).collect();
    let words = words.trim();
    let known = |w: &str| {
        [
            "予算",
            "予算額",
            "要求",
            "要求額",
            "予算案",
            "概算要求",
            "概算要求額",
            "補正予算",
            "当初予算",
            "当初予算額",
            "事業費",
            "予算要求額",
            "予算計上額",
        ]
        .iter()
        .any(|k| w.ends_with(k))
    };
    let plain: String = words
        .chars()
        .filter(|c| !c.is_ascii_digit() && !"令和平成年度元RH".contains(*c))
        .collect();
    let whole = plain.chars().count() <= 7 && known(words);
    whole.then_some((words.contains("補正"), from + length + 1))
}

/// Where a column of prose begins beside a name: `架空灯台　　各地に置く。`, `架空灯台　　各地に置き、`. The words before the
/// gap must be a name, those after it the beginning of a sentence.
fn prose_column(printed: &[char], fold: &[char]) -> Option<usize> {
    let start = fold.iter().position(|c| !is_blank(*c))?;
    let gap = (start + 1..fold.len()).find(|i| {
        let wide = |i: usize| {
            printed
                .get(i)
                .is_some_and(|c| matches!(c, '\u{3000}' | '\t'))
        };
        let blank = |i: usize| fold.get(i).is_some_and(|c| is_blank(*c));
        blank(*i) && (blank(*i + 1) || wide(*i))
    })?;
    let before = fold.get(start..gap)?;
    let rest: String = fold.get(gap..)?.iter().collect();
    let rest = rest.trim();
    let name = before.len() >= 2 && before.iter().any(|c| c.is_alphabetic());
    let clause = rest.ends_with('、') && rest.chars().count() > 6;
    (name && !before.contains(&'。') && (rest.contains('。') || clause)).then_some(gap)
}

/// Where an explanation between wave dashes begins: `架空灯台　～灯を点します～`.
fn aside_in_waves(fold: &[char]) -> Option<usize> {
    let wave = |c: &char| matches!(c, '~' | '〜' | '\u{ff5e}');
    let from = fold.iter().position(wave)?;
    let to = fold.iter().rposition(wave)?;
    let before = from.checked_sub(1).and_then(|i| fold.get(i));
    let apart = before.is_some_and(|c| is_blank(*c) || matches!(c, ')' | '】'));
    let alone = fold
        .iter()
        .skip(to + 1)
        .all(|c| is_blank(*c) || matches!(c, '…' | '・' | ':'));
    (apart && to > from + 4 && alone).then_some(from)
}

/// What follows ＝ is prose; so is a second part after a wide gap that is a sentence.
fn cut_prose(printed: &[char], fold: &[char], start: usize, end: usize) -> usize {
    if let Some(at) = (start + 1..end).find(|i| fold.get(*i) == Some(&'=')) {
        return at;
    }
    let gap = (start + 1..end).find(|i| {
        printed
            .get(*i)
            .is_some_and(|c| matches!(c, '\u{3000}' | '\t'))
            || (fold.get(*i) == Some(&' ') && fold.get(*i + 1) == Some(&' '))
    });
    let Some(gap) = gap else { return end };
    let rest: String = fold.iter().skip(gap).take(end - gap).collect();
    let rest = rest.trim();
    let prose = rest.chars().count() > 6
        && (rest.contains('、')
            || ["ます", "する", "した", "です", "である"]
                .iter()
                .any(|w| rest.ends_with(w)));
    if prose { gap } else { end }
}

/// Without blanks at its ends, letter-spacing closed, runs of blanks made one.
#[must_use]
pub fn tidy(chars: &[char]) -> String {
    let words: Vec<&[char]> = chars
        .split(|c| is_blank(*c))
        .filter(|w| !w.is_empty())
        .collect();
    let single = words.iter().filter(|w| w.len() == 1).count();
    let spaced = words.len() > 2 && single * 10 >= words.len() * 9;
    let mut text = String::new();
    let mut gap = None;
    for c in chars {
        if is_blank(*c) {
            gap = gap.or(Some(if *c == '\u{3000}' { *c } else { ' ' }));
            continue;
        }
        if let Some(blank) = gap.take().filter(|_| !text.is_empty() && !spaced) {
            text.push(blank);
        }
        text.push(*c);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> String {
        name_of(&text.chars().collect::<Vec<_>>()).text
    }

    #[test]
    fn marks_tags_notes_and_leaders_are_no_part_of_a_name() {
        for text in [
            "（新）架空灯台",
            "【新規】架空灯台",
            "架空灯台【新規】",
            "★架空灯台",
            "架空灯台（※1）：",
            "架空灯台・・・・",
            "【予算】架空灯台",
            "予算：架空灯台",
            "新　架空灯台",
            "架 空 灯 台",
            "架空灯台＝五か所など",
            "架空灯台　各地の灯台を、直します",
            "架空灯台（新規）　～灯を点します～　…",
            "架空灯台    各地の灯台を直す。費用は約",
            "架空灯台    各地の灯台に順に置き、",
            "〈拡充〉架空灯台（再掲） …",
        ] {
            assert_eq!(name(text), "架空灯台", "{text}");
        }
        assert_eq!(name("架空灯台（2か所）"), "架空灯台（2か所）");
        assert_eq!(name("新しい灯台"), "新しい灯台");
    }
}
