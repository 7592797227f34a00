//! Who was paid: bodies, the rest together, persons.

use super::super::{Payee, PayeeKind, Yen};

/// Words that only a body bears in its name, wherever they stand in it.
const BODIES: [&str; 38] = [
    "会社",
    "法人",
    "組合",
    "協会",
    "大学",
    "機構",
    "連合",
    "協議会",
    "委員会",
    "連盟",
    "学会",
    "学校",
    "学園",
    "研究所",
    "センター",
    "基金",
    "銀行",
    "金庫",
    "公庫",
    "財団",
    "公社",
    "共同体",
    "大使館",
    "事務",
    "企業",
    "合衆国",
    "共和国",
    "王国",
    "連邦",
    "政府",
    "国連",
    "JV",
    "ＪＶ",
    "㈱",
    "(株)",
    "（株）",
    "㈲",
    "㈶",
];

/// What the name of a body ends with. In the midst of a name they tell nothing: 中村, 市川, 服部.
const ENDS: [char; 23] = [
    '省', '庁', '府', '県', '市', '町', '村', '区', '局', '署', '所', '院', '会', '団', '社', '室',
    '部', '課', '館', '園', '校', '店', '場',
];

/// Of those, what no family name of two letters ends with.
const SURE_ENDS: [char; 7] = ['省', '庁', '局', '署', '課', '社', '団'];

/// What family names of three letters end with: 長谷部, 伊集院.
const UNSURE_ENDS: [char; 7] = ['部', '院', '村', '園', '所', '場', '室'];

/// Short names of bodies that say it with no word above.
const WHOLE: [&str; 6] = ["北海道", "東京都", "米国", "英国", "韓国", "中国"];

/// Beginnings of what stands for a person.
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

/// So many letters, blanks left out, has a name of a person at most, where nothing else is known.
const LONGEST: usize = 6;

/// What a payee is, by its name and number. Where neither tells, a person: who is not named is not exposed.
pub(super) fn kind(name: &str, number: Option<&str>, others: bool) -> PayeeKind {
    if number.is_some() {
        return PayeeKind::Body;
    }
    if others || name.starts_with("その他") {
        return PayeeKind::Others;
    }
    // 弁護士法人, 委員会.
    let is_body_after = |rest: &str| rest.starts_with("法人") || rest.starts_with('会');
    let mut persons = PERSONS.iter().filter_map(|word| name.strip_prefix(word));
    let is_person = match persons.next() {
        Some(rest) => !is_body_after(rest),
        None => !is_body(name),
    };
    match is_person {
        true => PayeeKind::Person,
        false => PayeeKind::Body,
    }
}

fn is_body(name: &str) -> bool {
    // What stands in brackets tells where a person works, unless it is the form of a firm.
    let bare = name.split(['（', '(']).next().unwrap_or_default().trim();
    let bare = if bare.is_empty() { name } else { bare };
    let letters: Vec<char> = bare.chars().filter(|c| !c.is_whitespace()).collect();
    let kanji = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c) || matches!(c, '々' | 'ヶ' | 'ケ');
    let has = |of: &str| BODIES.iter().any(|word| of.contains(word));
    let firm = ["会社", "法人", "㈱", "(株)", "（株）", "㈲", "㈶"];
    let ends = letters.last().is_some_and(|last| {
        let is_short = letters.iter().all(kanji) && letters.len() == bare.chars().count();
        match letters.len() {
            2 if is_short => SURE_ENDS.contains(last),
            3 if is_short => ENDS.contains(last) && !UNSURE_ENDS.contains(last),
            _ => ENDS.contains(last),
        }
    });
    if has(bare) || ends || WHOLE.contains(&bare) || firm.iter().any(|word| name.contains(word)) {
        return true;
    }
    let latin = |c: &&char| c.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(*c);
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let many = letters.iter().filter(latin).count();
    if many > 3 || many == 3 && capitals == letters.len() {
        return true;
    }
    letters.len() > LONGEST
        && (has(name)
            || letters
                .iter()
                .any(|c| ENDS.contains(c) || "都道国".contains(*c)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_bodies() {
        for name in [
            "中村一郎",
            "市川花子",
            "服部次郎",
            "馬場三郎",
            "服部",
            "長谷部",
            "伊集院",
            "中村　一郎",
            "山田 孝行",
            "中村一郎（架空大学教授）",
            "個人A",
            "職員Ａ",
            "弁護士A",
            "A",
            "藤原正行",
            "委員",
            "園部正国",
        ] {
            assert_eq!(kind(name, None, false), PayeeKind::Person, "{name}");
        }
        for name in [
            "弁護士法人架空",
            "架空市",
            "長野県",
            "A社",
            "NEC",
            "財務省",
            "架空省灯台局",
            "北海道",
            "米国",
            "架空商店",
            "架空工業（株）",
            "架空大学（灯台学部）",
            "選挙管理委員会",
            "World Bank",
            "東京都下水道サービス",
            "国土地理院",
        ] {
            assert_eq!(kind(name, None, false), PayeeKind::Body, "{name}");
        }
        assert_eq!(
            kind("中村一郎", Some("3010001137944"), false),
            PayeeKind::Body
        );
        assert_eq!(kind("その他", None, false), PayeeKind::Others);
    }
}
