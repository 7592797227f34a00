//! Who was paid: bodies, the rest together, persons.

use super::super::{Payee, PayeeKind, Yen};

/// Words that only a body bears in its name, at home or abroad.
const BODIES: [&str; 56] = [
    "会社",
    "法人",
    "組合",
    "協会",
    "大学",
    "機構",
    "連合",
    "協議会",
    "連盟",
    "学会",
    "学校",
    "学園",
    "研究所",
    "センター",
    "基金",
    "銀行",
    "省",
    "庁",
    "府",
    "県",
    "都",
    "道",
    "市",
    "町",
    "村",
    "区",
    "局",
    "署",
    "所",
    "院",
    "会",
    "団",
    "国",
    "社",
    "室",
    "部",
    "課",
    "館",
    "園",
    "校",
    "店",
    "行",
    "場",
    "財団",
    "公社",
    "共同体",
    "JV",
    "ＪＶ",
    "㈱",
    "(株)",
    "（株）",
    "㈲",
    "㈶",
    "㈳",
    "事務",
    "企業",
];

/// Beginnings and ends of the names that stand for a person.
const PERSONS: [&str; 12] = [
    "個人",
    "職員",
    "非常勤職員",
    "事務補助員",
    "有識者",
    "委員",
    "研究者",
    "講師",
    "弁護士",
    "臨時職員",
    "期間業務職員",
    "氏名",
];

/// What a payee is, by its name and number.
pub(super) fn kind(name: &str, number: Option<&str>, others: bool) -> PayeeKind {
    let letters = name
        .chars()
        .filter(|c| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(c))
        .count();
    if number.is_some() {
        PayeeKind::Body
    } else if others || name.starts_with("その他") {
        PayeeKind::Others
    } else if PERSONS.iter().any(|word| name.starts_with(word)) {
        PayeeKind::Person
    } else if BODIES.iter().any(|word| name.contains(word)) || letters > 3 {
        PayeeKind::Body
    } else {
        PayeeKind::Person
    }
}

/// A payee without what must not be shown.
pub(super) fn payee(
    block: &str,
    name: &str,
    number: Option<&str>,
    others: bool,
    paid: Option<Yen>,
) -> Payee {
    let number = number
        .map(str::trim)
        .filter(|n| n.len() == 13 && n.bytes().all(|b| b.is_ascii_digit()));
    let kind = kind(name, number, others);
    Payee {
        block: block.trim().into(),
        name: if kind == PayeeKind::Person {
            "".into()
        } else {
            name.into()
        },
        number: number.map(Into::into),
        kind,
        paid,
    }
}
