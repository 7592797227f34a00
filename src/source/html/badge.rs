//! Words that a page sets off from those beside them by their colour alone: `架空灯台<span class="new">新規</span>`.

/// Such words.
const BADGES: [&str; 20] = [
    "新規",
    "新",
    "拡充",
    "拡大",
    "拡",
    "継続",
    "継",
    "重点",
    "再掲",
    "一部再掲",
    "一部新規",
    "一部拡充",
    "新規・拡充",
    "廃止",
    "終了",
    "皆増",
    "皆減",
    "NEW",
    "New",
    "new",
];

/// Whether a text is such a word and nothing else.
pub(super) fn is_badge(text: &str) -> bool {
    BADGES.contains(&text.trim())
}

/// Puts blanks around the words from a place on, where they are such and stand close to others.
pub(super) fn set_apart(text: &mut String, from: usize) {
    let Some((before, own)) = text.split_at_checked(from) else {
        return;
    };
    if !is_badge(own) {
        return;
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '）' | ')' | '」');
    let close = before.ends_with(word) && own.starts_with(char::is_alphabetic);
    let first = before.trim().is_empty();
    if close {
        text.insert(from, '\u{3000}');
    }
    if close || first {
        text.push('\u{3000}');
    }
}
