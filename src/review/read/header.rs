//! The columns of the RS system's tables, found by name.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::super::Column;

/// Which of the fifteen tables it is, as far as its columns matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// 1-1: who answers for the programme.
    Organisation,
    /// 1-2: purpose, outline, years.
    Outline,
    /// 2-1: the money by budget year.
    Money,
    /// 5-1: who was paid.
    Payees,
    /// Another of the fifteen: only its programmes are taken.
    Other,
}

/// Columns that every table has.
const COMMON: [&str; 13] = [
    "シート種別",
    "事業年度",
    "予算事業ID",
    "事業名",
    "府省庁の建制順",
    "政策所管府省庁",
    "府省庁",
    "局・庁",
    "部",
    "課",
    "室",
    "班",
    "係",
];

const ORGANISATION: [&str; 11] = [
    "建制順",
    "所管府省庁",
    "その他担当組織_作成責任者_no",
    "府省庁(その他担当組織)",
    "局・庁(その他担当組織)",
    "部(その他担当組織)",
    "課(その他担当組織)",
    "室(その他担当組織)",
    "班(その他担当組織)",
    "係(その他担当組織)",
    "作成責任者",
];

const OUTLINE: [&str; 19] = [
    "事業の目的",
    "現状・課題",
    "事業の概要",
    "事業概要URL",
    "事業区分",
    "事業開始年度",
    "開始年度不明",
    "事業終了(予定)年度",
    "終了予定なし",
    "主要経費",
    "備考",
    "実施方法ー直接実施",
    "実施方法ー補助",
    "実施方法ー負担",
    "実施方法ー交付",
    "実施方法ー分担金・拠出金",
    "実施方法ーその他",
    "旧事業番号",
    "整理表表示順",
];

/// The money of a budget year, each with its column here.
pub(super) const AGGREGATE: [(&str, Column); 8] = [
    ("当初予算(合計)", Column::Initial),
    ("補正予算(合計)", Column::Supplementary),
    ("前年度からの繰越し(合計)", Column::Carried),
    ("予備費等(合計)", Column::Reserve),
    ("計(歳出予算現額合計)", Column::Total),
    ("執行額(合計)", Column::Executed),
    ("翌年度への繰越し(合計)", Column::CarriedOn),
    ("翌年度要求額(合計)", Column::NextRequest),
];

const MONEY: [&str; 23] = [
    "予算年度",
    "執行率",
    "主な増減理由",
    "その他特記事項",
    "会計区分",
    "会計",
    "勘定",
    "当初予算",
    "第1次補正予算",
    "第2次補正予算",
    "第3次補正予算",
    "第4次補正予算",
    "第5次補正予算",
    "前年度から繰越し",
    "予備費等1",
    "予備費等2",
    "予備費等3",
    "予備費等4",
    "歳出予算現額",
    "執行額",
    "翌年度要求額",
    "要望額",
    "備考",
];

const PAYEES: [&str; 19] = [
    "支出先ブロック番号",
    "支出先ブロック名",
    "支出先の数",
    "事業を行う上での役割",
    "ブロックの合計支出額",
    "支出先名",
    "法人番号",
    "所在地",
    "法人種別",
    "その他支出先",
    "支出先の合計支出額",
    "契約概要",
    "金額",
    "契約方式等",
    "具体的な契約方式等",
    "入札者数",
    "落札率",
    "一者応札・一者応募又は競争性のない随意契約となった理由及び改善策(支出額10億円以上)",
    "その他の契約",
];

/// What is read of 1-3.
const POLICY: [&str; 2] = ["政策", "施策"];

/// A column's name as it is looked for: half-width brackets, no blanks.
pub(super) fn plain(name: &str) -> String {
    let kept = name.trim_start_matches('\u{feff}').nfkc();
    kept.filter(|c| !c.is_whitespace())
        .map(|c| {
            if matches!(c, '―' | '－' | '-') {
                'ー'
            } else {
                c
            }
        })
        .collect()
}

/// The names of the first row of a table; none where there is no row.
pub(super) fn names(text: &str) -> Option<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let first = reader.records().next()?.ok()?;
    Some(first.iter().map(plain).collect())
}

/// Which table has these columns; none where they are of no table of the RS system.
pub(super) fn table(names: &[String]) -> Option<Table> {
    let has = |name: &str| names.iter().any(|n| n == &plain(name));
    let common = COMMON.iter().filter(|name| has(name)).count();
    if common < 5 {
        return None;
    }
    let most = |of: &[&str]| 2 * of.iter().filter(|name| has(name)).count() > of.len();
    let money: Vec<&str> = AGGREGATE.iter().map(|(name, _)| *name).collect();
    let table = if most(&money) {
        Table::Money
    } else if most(&OUTLINE) {
        Table::Outline
    } else if most(&ORGANISATION) {
        Table::Organisation
    } else if most(&PAYEES) {
        Table::Payees
    } else {
        Table::Other
    };
    // Offices, years and names stand in lists of other people too: without the ID it is one of these only where the
    // sheets' kind and the columns of one table say so, and is refused for what it lacks.
    let is_short_of_ids = has("シート種別") && has("事業名") && table != Table::Other;
    (has("予算事業ID") || is_short_of_ids).then_some(table)
}

/// The places of a table's columns.
#[derive(Debug)]
pub(super) struct Header {
    /// Which table it is.
    pub(super) table: Table,
    places: HashMap<String, usize>,
    /// The same by the names that are asked for, as they are written here: asked for in every row.
    asked: HashMap<&'static str, Option<usize>>,
    /// Columns of that table that the file lacks.
    pub(super) missing: Vec<&'static str>,
    /// Columns of the file that the table has not.
    pub(super) unknown: Vec<String>,
}

impl Header {
    /// Of the names of the first row.
    pub(super) fn new(names: &[String], table: Table) -> Self {
        let mut places = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            places.entry(name.clone()).or_insert(at);
        }
        let aggregate = AGGREGATE.iter().map(|(name, _)| *name);
        let own: Vec<&'static str> = match table {
            Table::Organisation => ORGANISATION.to_vec(),
            Table::Outline => OUTLINE.to_vec(),
            Table::Money => MONEY.iter().copied().chain(aggregate).collect(),
            Table::Payees => PAYEES.to_vec(),
            Table::Other => Vec::new(),
        };
        // 1-1 calls two of the common columns otherwise.
        let common = COMMON.into_iter().filter(|name| {
            table != Table::Organisation || !matches!(*name, "府省庁の建制順" | "政策所管府省庁")
        });
        let expected: Vec<&'static str> = common.chain(own).collect();
        let asked = expected.iter().chain(&POLICY);
        let asked = asked.map(|name| (*name, places.get(&plain(name)).copied()));
        let asked = asked.collect();
        let has = |name: &str| places.contains_key(&plain(name));
        let missing = expected.iter().copied().filter(|name| !has(name)).collect();
        let known = |name: &String| expected.iter().any(|e| plain(e) == *name);
        let unknown = names
            .iter()
            .filter(|name| table != Table::Other && !known(name))
            .cloned()
            .collect();
        Self {
            table,
            places,
            asked,
            missing,
            unknown,
        }
    }

    /// Where a column stands.
    pub(super) fn place(&self, name: &str) -> Option<usize> {
        match self.asked.get(name) {
            Some(place) => *place,
            None => self.places.get(&plain(name)).copied(),
        }
    }
}
