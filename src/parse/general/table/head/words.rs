//! The words of table heads, and what each says of its column.

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

pub(super) const CATEGORY: [&str; 17] = [
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

pub(super) const PART: [&str; 16] = [
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
    "一般財源",
    "特定財源",
    "その他",
    "財源",
];

pub(super) fn says(text: &str) -> Says {
    let text = plain(text);
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if text.is_empty() {
        return Says::Nothing;
    }
    // `(R8予算額)` alone: the bracket below the figure of another head.
    let inner = text.strip_prefix('(').and_then(|t| t.split_once(')'));
    if let Some((inner, _)) = inner
        && (year_in(inner).is_some() || PRIOR.iter().any(|word| inner.contains(word)))
    {
        return Says::Nothing;
    }
    if has(&PART) || text.starts_with("(内") || text.starts_with("内") && text.contains('額') {
        return Says::Role(Column::Part);
    }
    let rate = text.contains('率') || text.contains("伸び") || text == "%" || text.contains("比率");
    let change = has(&CHANGE) || text.contains('差') && !text.contains("差押");
    if rate && !change || rate && !text.contains('額') && !text.contains("増減及") {
        return Says::Role(Column::Rate);
    }
    if change && !text.contains("年度比)") {
        return Says::Role(Column::Change);
    }
    if text.contains("補正") {
        return Says::Role(Column::Supplementary);
    }
    if [
        "番号",
        "No",
        "NO",
        "no",
        "頁",
        "ページ",
        "電話",
        "順位",
        "整理",
    ]
    .iter()
    .any(|w| text.contains(w))
    {
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
    let prior = has(&PRIOR);
    let year = year_in(&text);
    if prior && year.is_none() {
        return Says::Role(Column::Base);
    }
    // `令和8年度で完了` is no year's column.
    if let Some(year) = year
        && !has(&["事業名", "事項", "で", "を", "は", "が"])
    {
        return Says::Year(year);
    }
    if has(&REQUEST) && !text.contains("事業名") {
        return Says::Role(Column::Request);
    }
    let of_money = has(&[
        "予算額",
        "金額",
        "当初予算",
        "事業費",
        "決算",
        "経費(",
        "予算(",
        "歳出額",
    ]) || unit_in(&folded(&text)).is_some();
    if of_money {
        return Says::Money;
    }
    let titled = text.chars().any(|c| c.is_ascii_digit()) || text.chars().count() > 10;
    if has(&CATEGORY) && !titled
        || text.ends_with('部')
        || text.ends_with('課')
        || text == "局"
        || text == "目"
        || text == "項"
    {
        return Says::Role(Column::Category);
    }
    if has(&REMARK) && !has(&["事業名", "事項名"]) {
        return Says::Role(Column::Remark);
    }
    if has(&NAME) {
        return Says::Role(Column::Name);
    }
    if has(&MONEY) && text.chars().count() <= 10 {
        return Says::Money;
    }
    Says::Nothing
}
