//! The words of table heads, and what each says of its column.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::super::words::counts;
use super::{Column, plain, year_in};
use crate::japanese::fold::folded;
use crate::parse::general::amount::unit_in;

/// What a head's text says of its column, before the columns are seen together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    Role(Column),
    /// Money of that year (western).
    Year(i32),
    /// Money, nobody says of when.
    Money,
    Nothing,
}

pub(super) const CHANGE: [&str; 12] = [
    "増(△)減",
    "増(▲)減",
    "増・減",
    "増減",
    "増△減",
    "増▲減",
    "増△",
    "差引",
    "差額",
    "比較",
    "対前年",
    "(A-B)",
];

pub(super) const REQUEST: [&str; 16] = [
    "要求",
    "要望",
    "予算案",
    "概算",
    "計上額",
    "本年度",
    "当年度",
    "今年度",
    "新年度",
    "査定",
    "見積",
    "所要額",
    "本年",
    "予定額",
    "当初案",
    "政府案",
];

pub(super) const PRIOR: [&str; 4] = ["前年", "昨年", "前度", "現年度"];

pub(super) const MONEY: [&str; 9] = [
    "予算",
    "当初",
    "金額",
    "額",
    "経費",
    "事業費",
    "決算",
    "歳出",
    "費用",
];

pub(super) const NAME: [&str; 14] = [
    "事業名",
    "事項",
    "項目",
    "施策",
    "名称",
    "件名",
    "事業",
    "科目",
    "取組",
    "内訳",
    "品目",
    "経費名",
    "摘要名",
    "主要事業",
];

pub(super) const CATEGORY: [&str; 20] = [
    "大区分",
    "中区分",
    "小区分",
    "大分類",
    "中分類",
    "小分類",
    "部局",
    "部署",
    "所管",
    "所属",
    "担当",
    "課名",
    "局名",
    "分野",
    "会計",
    "政策",
    "柱",
    "款",
    "地区",
    "省庁",
];

pub(super) const REMARK: [&str; 10] = [
    "備考",
    "摘要",
    "説明",
    "内容",
    "概要",
    "ポイント",
    "特記",
    "区分",
    "新規",
    "目的",
];

pub(super) const PART: [&str; 19] = [
    "支出金",
    "特財",
    "一財",
    "国県",
    "県債",
    "市債",
    "町債",
    "村債",
    "起債",
    "繰入",
    "うち",
    "国庫",
    "国費",
    "県費",
    "地方債",
    // 一般財源, which a narrow column may cut.
    "一般財",
    "特定財源",
    "その他",
    "財源",
];

const RATE: [&str; 2] = ["率", "伸び"];

const SERIAL: [&str; 11] = [
    "期間",
    "工期",
    "番号",
    "No",
    "NO",
    "no",
    "頁",
    "ページ",
    "電話",
    "順位",
    "整理",
];

const NAMED: [&str; 2] = ["事業名", "事項"];

const SUM: [&str; 8] = [
    "予算額",
    "金額",
    "当初予算",
    "事業費",
    "決算",
    "経費(",
    "予算(",
    "歳出額",
];

/// The lists of words, each a bit of what was [`heard`].
#[derive(Clone, Copy)]
enum List {
    Part = 1,
    Change = 1 << 1,
    Prior = 1 << 2,
    Request = 1 << 3,
    Category = 1 << 4,
    Remark = 1 << 5,
    Name = 1 << 6,
    Money = 1 << 7,
    Rate = 1 << 8,
    Serial = 1 << 9,
    Named = 1 << 10,
    Sum = 1 << 11,
    Supplementary = 1 << 12,
}

/// All words of the lists by their first letter: nearly every cell of a document is asked for all of them, and hardly any has
/// one.
static WORDS: LazyLock<FxHashMap<char, Vec<(&'static str, u16)>>> = LazyLock::new(|| {
    let lists: [(&[&'static str], List); 13] = [
        (&PART, List::Part),
        (&CHANGE, List::Change),
        (&PRIOR, List::Prior),
        (&REQUEST, List::Request),
        (&CATEGORY, List::Category),
        (&REMARK, List::Remark),
        (&NAME, List::Name),
        (&MONEY, List::Money),
        (&RATE, List::Rate),
        (&SERIAL, List::Serial),
        (&NAMED, List::Named),
        (&SUM, List::Sum),
        (&["補正"], List::Supplementary),
    ];
    let mut words: FxHashMap<char, Vec<(&'static str, u16)>> = FxHashMap::default();
    for (list, bit) in lists {
        for word in list {
            if let Some(first) = word.chars().next() {
                words.entry(first).or_default().push((word, bit as u16));
            }
        }
    }
    words
});

/// The lists of which a word is in the text.
fn heard(text: &str) -> u16 {
    let mut heard = 0;
    for (at, c) in text.char_indices() {
        let here = WORDS.get(&c).zip(text.get(at..));
        let Some((words, rest)) = here else { continue };
        for (word, list) in words {
            if rest.starts_with(word) {
                heard |= list;
            }
        }
    }
    heard
}

pub(super) fn says(text: &str) -> Says {
    let text = plain(text);
    if text.is_empty() {
        return Says::Nothing;
    }
    if counts(&text) {
        return Says::Role(Column::Other);
    }
    let heard = heard(&text);
    let has = |list: List| heard & list as u16 != 0;
    // `(R8予算額)` alone: the bracket below the figure of another head.
    let inner = text.strip_prefix('(').and_then(|t| t.split_once(')'));
    if let Some((inner, _)) = inner
        && (year_in(inner).is_some() || PRIOR.iter().any(|word| inner.contains(word)))
    {
        return Says::Nothing;
    }
    if has(List::Part) || text.starts_with("(内") || text.starts_with("内") && text.contains('額')
    {
        return Says::Role(Column::Part);
    }
    let rate = has(List::Rate) || text == "%";
    // 段差, 格差 in a longer text are no difference of two columns.
    let differs = text.contains('差') && (text.chars().count() <= 8 || text.ends_with('差'));
    let change = has(List::Change) || differs && !text.contains("差押");
    if rate && !change || rate && !text.contains('額') && !text.contains("増減及") {
        return Says::Role(Column::Rate);
    }
    // What may be owed later, and the most that is paid: no budget of the year.
    if text.contains("限度額") || text.contains("上限額") {
        return Says::Role(Column::Other);
    }
    // `前年度比（%）`
    if text.contains('%') && text.contains('比') && !text.contains("増減額") {
        return Says::Role(Column::Rate);
    }
    // `前年比`: per cent, whatever stands before it.
    if text.ends_with("前年比") || text.ends_with("前年度比") {
        return Says::Role(Column::Rate);
    }
    if change && !text.contains("年度比)") {
        return Says::Role(Column::Change);
    }
    if has(List::Supplementary) {
        return Says::Role(Column::Supplementary);
    }
    if has(List::Serial) {
        return Says::Role(Column::Other);
    }
    // 要求額（前年度）: the base stands in a bracket behind the request.
    if let Some((own, bracket)) = text.split_once(['(', '['])
        && (REQUEST.iter().any(|word| own.contains(word))
            || own.contains("予算額")
            || own.contains("事業費"))
        && PRIOR.iter().any(|word| bracket.contains(word))
    {
        return Says::Role(Column::Request);
    }
    let prior = has(List::Prior);
    let year = year_in(&text);
    // `Ｒ10見込`, `７年度決算見込額`: what is expected is neither asked for nor granted.
    if year.is_some() && text.contains("見込") {
        return Says::Role(Column::Other);
    }
    if prior && year.is_none() {
        return Says::Role(Column::Base);
    }
    // `令和8年度で完了` is no year's column.
    if let Some(year) = year
        && !has(List::Named)
        && !text.contains(['で', 'を', 'は', 'が'])
    {
        return Says::Year(year);
    }
    if has(List::Request) && !text.contains("事業名") {
        return Says::Role(Column::Request);
    }
    let of_money = has(List::Sum) || text.contains('円') && unit_in(&folded(&text)).is_some();
    if of_money {
        return Says::Money;
    }
    // `事業名（担当課）`
    let own = text.split_once(['(', '[']).map(|(own, _)| own);
    if own.is_some_and(|own| NAMED.iter().any(|word| own.ends_with(word)) || own == "施策名") {
        return Says::Role(Column::Name);
    }
    // `中区分・取組`: each row has its name there.
    if text.ends_with("・取組") || text.ends_with("・事業") {
        return Says::Role(Column::Name);
    }
    let titled = text.chars().any(|c| c.is_ascii_digit()) || text.chars().count() > 10;
    if has(List::Category) && !titled
        || text.ends_with('部')
        || text.ends_with('課')
        || text == "局"
        || text == "目"
        || text == "項"
    {
        return Says::Role(Column::Category);
    }
    if has(List::Remark) && !(text.contains("事業名") || text.contains("事項名")) {
        return Says::Role(Column::Remark);
    }
    if has(List::Name) {
        return Says::Role(Column::Name);
    }
    if has(List::Money) && text.chars().count() <= 10 {
        return Says::Money;
    }
    Says::Nothing
}
