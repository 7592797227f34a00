//! The words of which the figures of a line consist: amounts, brackets, labels of years, tags, arrows.

mod words;

use self::words::{LABELS, TAGS, budget_word};
use super::super::amount::{Sign, Unit, ends_number, is_dash, money_at, number_at};
use super::super::year::{Year, year_at};
use crate::model::{Amount, yen};

/// What a document calls a programme beside its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// 新規, 皆増.
    New,
    /// 皆減, 廃止, 終了.
    Ended,
    /// 再掲.
    Relisted,
    /// 一部再掲.
    PartlyRelisted,
    /// 前年同額.
    Same,
    /// 拡充, 継続 and others that say nothing of the money.
    Other,
}

/// What the amount after a label is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// That year's.
    Year(Year),
    /// 前年度.
    Previous,
    /// 本年度, 要求額.
    Current,
    /// 補正.
    Supplementary,
    /// 増減.
    Change,
    /// 予算額, 当初, and other words that tell no year.
    Plain,
}

/// One word of a tail.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Token {
    /// An amount; `within` where の内数 follows.
    Money {
        /// How much.
        amount: Amount,
        /// Its sign.
        sign: Sign,
        /// の内数.
        within: bool,
        /// Where it is printed.
        span: (usize, usize),
    },
    /// 事項要求.
    Unspecified,
    /// A dash for nothing or zero.
    Dash,
    /// の内数 behind a bracket: of all amounts before it.
    Within,
    /// A tag.
    Tag(Tag),
    /// A label.
    Label(Label),
    /// ⇒.
    Arrow,
    /// A rate, a note mark, a unit: nothing.
    Nothing,
    /// A bracket that is passed over, with its place: amounts in it belong to nothing.
    Skipped((usize, usize)),
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
}

/// What the scanner of tokens must know.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lens {
    /// Unit of bare numbers; none where they do not count.
    pub unit: Option<Unit>,
    /// The document's year.
    pub near: Option<Year>,
    /// The bracket that holds a supplementary budget, its opening character.
    pub added: Option<char>,
}

fn word_at(chars: &[char], at: usize, word: &str) -> Option<usize> {
    let mut i = at;
    for c in word.chars() {
        if chars.get(i) != Some(&c) {
            return None;
        }
        i += 1;
    }
    Some(i)
}

/// The tag that begins there, and where it ends.
#[must_use]
pub fn tag_at(chars: &[char], at: usize) -> Option<(Tag, usize)> {
    TAGS.iter()
        .find_map(|(word, tag)| Some((*tag, word_at(chars, at, word)?)))
}

/// The closing bracket of an opening one.
#[must_use]
pub const fn closing(c: char) -> Option<char> {
    Some(match c {
        '(' => ')',
        '[' => ']',
        '【' => '】',
        '〈' => '〉',
        '《' => '》',
        '<' => '>',
        '≪' => '≫',
        '「' => '」',
        '『' => '』',
        '⟨' => '⟩',
        '{' => '}',
        _ => return None,
    })
}

/// Tags within one pair of brackets (`（新規）`, `【拡充・再掲】`), and where the bracket ends.
#[must_use]
pub fn bracketed_tags(chars: &[char], at: usize) -> Option<(Vec<Tag>, usize)> {
    let open = *chars.get(at)?;
    let close = closing(open).or((open == '『').then_some('』'))?;
    if let Some(end) = account(chars, at, close) {
        return Some((vec![Tag::Other], end));
    }
    let length = chars
        .iter()
        .skip(at + 1)
        .take(24)
        .position(|c| *c == close)?;
    // （新　規）: blanks set a tag wide.
    let words: Vec<char> = chars
        .iter()
        .skip(at + 1)
        .take(length)
        .copied()
        .filter(|c| !matches!(c, ' ' | '・' | '、' | '/' | ','))
        .collect();
    // `（増）架空灯台`
    if matches!(
        words.as_slice(),
        ['増' | '減' | '充' | '変' | '推' | '組' | '縮' | '重']
    ) {
        return Some((vec![Tag::Other], at + length + 2));
    }
    if matches!(words.as_slice(), ['休' | '終']) {
        return Some((vec![Tag::Ended], at + length + 2));
    }
    let mut tags = Vec::new();
    let mut i = 0;
    while i < words.len() {
        let (tag, end) = tag_at(&words, i)?;
        tags.push(tag);
        i = end;
    }
    (!tags.is_empty()).then_some((tags, at + length + 2))
}

/// A short bracket that names a special account: 【エネ特】, （労働特会）, 【雇用勘定】.
#[must_use]
pub fn account(chars: &[char], at: usize, close: char) -> Option<usize> {
    let length = chars
        .iter()
        .skip(at + 1)
        .take(10)
        .position(|c| *c == close)?;
    let words: String = chars.iter().skip(at + 1).take(length).collect();
    let named = [
        "特",
        "特会",
        "勘定",
        "一般会計",
        "特別会計",
        "財投",
        "財政投融資",
        "公共",
        "非公共",
        "税制",
        "機構・定員",
    ];
    let whole = length > 1 && named.iter().any(|w| words.ends_with(w));
    (whole && words.chars().all(char::is_alphabetic)).then_some(at + length + 2)
}

/// A note mark such as `（※1）`, `※2`, `（注3）`, `*1`, and where it ends.
#[must_use]
pub fn note_mark(chars: &[char], at: usize) -> Option<usize> {
    let open = closing(*chars.get(at)?);
    let mut i = at + usize::from(open.is_some());
    if !matches!(chars.get(i)?, '※' | '注' | '*') {
        return None;
    }
    i += 1;
    while chars
        .get(i)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, ' ' | '、' | ',' | '※'))
        && i < at + 12
    {
        i += 1;
    }
    match open {
        Some(close) if chars.get(i) == Some(&close) => Some(i + 1),
        Some(_) => None,
        None => Some(i),
    }
}

/// The token that begins there, and where it ends; none for anything that is no figure.
#[must_use]
pub fn token_at(chars: &[char], at: usize, lens: Lens, depth: usize) -> Option<(Token, usize)> {
    let c = *chars.get(at)?;
    let signed = matches!(c, '+' | '▲' | '△' | '▼' | '-');
    if let Some(end) = unchanged(chars, at) {
        return Some((Token::Tag(Tag::Same), end));
    }
    if let Some(end) = percent(chars, at) {
        return Some((Token::Nothing, end));
    }
    if let Some(money) = money_at(chars, at) {
        return Some(with_suffix(
            chars,
            money.amount,
            money.sign,
            (at, money.end),
        ));
    }
    if let Some(end) = [at, at + usize::from(signed)]
        .into_iter()
        .find_map(|i| word_at(chars, i, "事項要求"))
    {
        return Some((Token::Unspecified, end));
    }
    if let Some(found) = year_at(chars, at, lens.near) {
        return Some((Token::Label(Label::Year(found.year)), found.end));
    }
    // `8補正`: the year of a supplementary budget.
    if let Some(end) = supplementary(chars, at) {
        return Some((Token::Label(Label::Supplementary), end));
    }
    if let Some(end) = counted(chars, at).filter(|_| depth > 0) {
        return Some((Token::Nothing, end));
    }
    if let (Some(unit), Some(number)) = (lens.unit, number_at(chars, at)) {
        let next = chars.get(number.end).copied().unwrap_or(' ');
        let plain = ends_number(next) || word_at(chars, number.end, "の内数").is_some();
        if let Some(amount) = number.in_unit(unit).filter(|_| plain) {
            return Some(with_suffix(chars, amount, number.sign, (at, number.end)));
        }
    }
    let behind = at.checked_sub(1).and_then(|i| chars.get(i));
    if let Some(end) =
        word_at(chars, at, "の内数").filter(|_| behind.is_some_and(|c| is_close(*c) || *c == '円'))
    {
        return Some((Token::Within, end));
    }
    if let Some(end) = note_mark(chars, at).or_else(|| unit_word(chars, at)) {
        return Some((Token::Nothing, end));
    }
    if let Some(end) = times(chars, at).filter(|_| depth > 0 && lens.unit.is_none()) {
        return Some((Token::Nothing, end));
    }
    if matches!(c, '⇒' | '→' | '➡' | '⇨' | '➔' | '►') {
        return Some((Token::Arrow, at + 1));
    }
    if closing(c).is_some() {
        return Some((Token::Open, at + 1));
    }
    if is_close(c) && depth > 0 {
        return Some((Token::Close, at + 1));
    }
    if let Some((tag, end)) = tag_at(chars, at).filter(|(_, end)| depth > 0 || end - at > 1) {
        return Some((Token::Tag(tag), end));
    }
    if let Some((tag, end)) = spread_tag(chars, at) {
        return Some((Token::Tag(tag), end));
    }
    if let Some((label, end)) = LABELS
        .iter()
        .find_map(|(word, label)| Some((*label, word_at(chars, at, word)?)))
        .filter(|(_, end)| depth > 0 || end - at > 1)
    {
        return Some((Token::Label(label), end));
    }
    // `災害に備える（合計　13億円）`
    let sum = ["合計", "小計", "総額", "計"];
    if let Some(end) = sum
        .iter()
        .find_map(|word| word_at(chars, at, word))
        .filter(|_| depth > 0)
    {
        return Some((Token::Label(Label::Plain), end));
    }
    if let Some(end) = budget_word(chars, at) {
        return Some((Token::Label(Label::Plain), end));
    }
    // `計上せず（1億円）`
    let none = ["計上せず", "計上なし", "要求せず", "要求なし", "見送り"];
    if let Some(end) = none.iter().find_map(|word| word_at(chars, at, word)) {
        return Some((Token::Dash, end));
    }
    // `前年度　なし（新規）`
    let behind = |end: usize| chars.get(end).copied().unwrap_or(' ');
    if let Some(end) =
        word_at(chars, at, "なし").filter(|end| matches!(behind(*end), ' ' | '(' | ')' | ']'))
    {
        return Some((Token::Dash, end));
    }
    let next = behind(at + 1);
    let apart = matches!(next, ' ' | '(' | ')' | '[' | ']' | '【' | '⇒' | '→');
    (is_dash(c) && c != 'ー' && apart).then_some((Token::Dash, at + 1))
}

/// A tag of two characters set wide, with nothing behind it but a blank: `廃　止`.
pub(super) fn spread_tag(chars: &[char], at: usize) -> Option<(Tag, usize)> {
    let gap = chars
        .get(at + 1..)?
        .iter()
        .take_while(|c| **c == ' ')
        .count();
    let second = chars.get(at + 1 + gap).filter(|_| (1..=4).contains(&gap))?;
    let word = [*chars.get(at)?, *second];
    let (tag, end) = tag_at(&word, 0).filter(|(_, end)| *end == 2)?;
    let next = at + gap + end;
    chars
        .get(next)
        .is_none_or(|c| *c == ' ')
        .then_some((tag, next))
}

/// Whether a character closes a bracket.
pub(super) const fn is_close(c: char) -> bool {
    matches!(
        c,
        ')' | ']' | '】' | '〉' | '》' | '>' | '≫' | '」' | '⟩' | '}'
    )
}

fn with_suffix(chars: &[char], amount: Amount, sign: Sign, span: (usize, usize)) -> (Token, usize) {
    // `220 の内数`: a blank may stand between.
    let behind = span.1 + usize::from(chars.get(span.1) == Some(&' '));
    let within = word_at(chars, behind, "の内数");
    let end = within
        .or_else(|| {
            let short = ["の増", "の減", "増", "減"];
            short.iter().find_map(|w| word_at(chars, span.1, w))
        })
        .unwrap_or(span.1);
    // `5億円増`, `5億円の減`: a change by its word.
    let sign = match (within, end > span.1, chars.get(end.saturating_sub(1))) {
        (None, true, Some('減')) => Sign::Minus,
        (None, true, Some('増')) => Sign::Plus,
        _ => sign,
    };
    let money = Token::Money {
        amount,
        sign,
        within: within.is_some(),
        span,
    };
    (money, end)
}

/// No change: `±0`, `±0円`.
fn unchanged(chars: &[char], at: usize) -> Option<usize> {
    let zero = word_at(chars, at, "±0").or_else(|| word_at(chars, at, "± 0"))?;
    let more = chars
        .get(zero)
        .is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    (!more).then(|| unit_word(chars, zero).unwrap_or(zero))
}

/// `＋3.5％`, `25.0%増`, `2割増`.
fn percent(chars: &[char], at: usize) -> Option<usize> {
    let mut number = number_at(chars, at)?.end;
    number += usize::from(chars.get(number) == Some(&' ') && chars.get(number + 1) == Some(&'%'));
    if !matches!(chars.get(number)?, '%' | '割' | '倍') {
        return None;
    }
    let end = number + 1;
    let words = ["の増", "の減", "増", "減"];
    Some(
        words
            .iter()
            .find_map(|w| word_at(chars, end, w))
            .unwrap_or(end),
    )
}

/// How many of a thing an amount buys, before it in its bracket: `3機：` of `（3機：54億円）`.
fn counted(chars: &[char], at: usize) -> Option<usize> {
    let number = number_at(chars, at)?.end;
    let counter = chars.get(number..)?.iter().take(4);
    let counter = counter.take_while(|c| c.is_alphabetic() && !"年月円億万千百".contains(**c));
    let end = number + counter.count();
    (end > number && matches!(chars.get(end), Some(':' | '、'))).then_some(end + 1)
}

/// The name of a unit behind bare numbers: `120（95）百万円`.
fn unit_word(chars: &[char], at: usize) -> Option<usize> {
    let units = [yen::MILLION, yen::THOUSAND, yen::OKU, yen::MAN];
    let mut behind = units
        .iter()
        .filter_map(|unit| word_at(chars, at, unit.word));
    behind.find_map(|at| word_at(chars, at, "円"))
}

/// A ratio to the base year in a bracket, with two decimals: `1.05`.
fn times(chars: &[char], at: usize) -> Option<usize> {
    let number = number_at(chars, at)?;
    let small = number.value < rust_decimal::Decimal::TEN && number.value.scale() == 2;
    let ends = matches!(chars.get(number.end), Some(')' | ']' | ' ' | '】'));
    (small && ends).then_some(number.end)
}

/// `8補正`, `令和7年度補正`, `７年度補正予算`.
fn supplementary(chars: &[char], at: usize) -> Option<usize> {
    let digits = chars
        .iter()
        .skip(at)
        .take(2)
        .take_while(|c| c.is_ascii_digit())
        .count();
    if digits == 0 {
        return None;
    }
    ["補正予算", "補正"]
        .iter()
        .find_map(|word| word_at(chars, at + digits, word))
}
