//! Words that pages set in a box of their own beside a name: `<span>新規</span>架空灯台`.

/// Words that pages set in a box of their own beside a name.
const BADGES: [&str; 23] = [
    "新規",
    "新",
    "拡充",
    "拡",
    "拡大",
    "継続",
    "継",
    "一部新規",
    "一部拡充",
    "新規・拡充",
    "廃止",
    "廃",
    "終了",
    "重点",
    "見直し",
    "再掲",
    "一部再掲",
    "皆増",
    "皆減",
    "組替",
    "NEW",
    "New",
    "new",
];

/// Puts brackets around such a word where the text from a place on is nothing else, as the page sets it apart.
pub(super) fn boxed(text: &mut String, from: usize) {
    let words = text.get(from..).unwrap_or_default().trim();
    if BADGES.contains(&words) {
        let boxed = format!("【{words}】");
        text.truncate(from);
        text.push_str(&boxed);
    }
}

/// A text that is nothing but such a word, as it was.
pub(super) fn alone(text: &str) -> &str {
    let inner = text
        .trim()
        .strip_prefix('【')
        .and_then(|inner| inner.strip_suffix('】'));
    inner.filter(|inner| BADGES.contains(inner)).unwrap_or(text)
}
