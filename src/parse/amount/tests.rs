use super::*;
use crate::japanese::fold::folded;

/// Name, request and base of each entry on the line, in short.
fn read(line: &str) -> Vec<(String, String, String)> {
    let chars = folded(line);
    figures(&chars)
        .unwrap_or_default()
        .into_iter()
        .map(|f| {
            let name: String = chars[f.name_start..f.name_end].iter().collect();
            let base = f.tail.base.map_or("-".to_owned(), |b| {
                let plus = b.supplementary.map_or(String::new(), |s| {
                    format!(" + {} {}", s.label, s.amount.oku)
                });
                format!("{}{plus}", base_text(&b.base))
            });
            (name.trim().to_owned(), request_text(&f.tail.request), base)
        })
        .collect()
}

fn parts_text(parts: &[Part]) -> String {
    parts
        .iter()
        .map(|p| format!("{}{}", p.label, p.amount.oku))
        .collect::<Vec<_>>()
        .join("+")
}

fn request_text(request: &Request) -> String {
    match request {
        Request::Amount(a) => a.oku.to_string(),
        Request::Within(a) => format!("<={}", a.oku),
        Request::Unspecified => "?".to_owned(),
        Request::Parts(parts) => parts_text(parts),
    }
}

fn base_text(base: &Base) -> String {
    match base {
        Base::Amount(a) => a.oku.to_string(),
        Base::Within(a) => format!("<={}", a.oku),
        Base::New => "new".to_owned(),
        Base::Parts(parts) => parts_text(parts),
        Base::None => "none".to_owned(),
    }
}

#[track_caller]
fn one(line: &str, name: &str, request: &str, base: &str) {
    assert_eq!(
        read(line),
        [(name.to_owned(), request.to_owned(), base.to_owned())],
        "{line}"
    );
}

#[test]
fn plain_amounts_keep_their_scale() {
    one(
        "関係人口創出・拡大事業 8.1億円（元年度 5.1億円）",
        "関係人口創出・拡大事業",
        "8.1",
        "5.1",
    );
    one("推進事業 4億円（元年度 1.8億円）", "推進事業", "4", "1.8");
    one("0.9 億円（元年度 0.9 億円）", "", "0.9", "0.9");
    one(
        "費 1,680.9億円（2年度 1,990.6億円）",
        "費",
        "1680.9",
        "1990.6",
    );
    one(
        "交付税（交付ベース）16.8兆円（元年度 16.2兆円）",
        "交付税(交付ベース)",
        "168000",
        "162000",
    );
    one(
        "交付税 16兆8,000億円（令和2年度 16兆円）",
        "交付税",
        "168000",
        "160000",
    );
}

#[test]
fn new_within_and_unspecified() {
    one("広報 0.4億円【新規】", "広報", "0.4", "new");
    one("広報 0.4億円 （新規）", "広報", "0.4", "new");
    one(
        "事務 78.5億円の内数（元年度 77.2億円の内数）",
        "事務",
        "<=78.5",
        "<=77.2",
    );
    one(
        "支援事業 2.0億円（元年度 1.5億円の内数）",
        "支援事業",
        "2.0",
        "<=1.5",
    );
    one(
        "特別交付税 事項要求（元年度 3,250億円）",
        "特別交付税",
        "?",
        "3250",
    );
    one("何かの経費 3.0億円", "何かの経費", "3.0", "-");
}

#[test]
fn supplementary_budgets_and_loans() {
    one(
        "強化事業等 24.0億円 (元年度 2.0億円 平成30年度補正 14.5億円)",
        "強化事業等",
        "24.0",
        "2.0 + 平成30年度補正 14.5",
    );
    one(
        "強化事業等 24.0 億円 (元年度 2.0 億円 平成 30 年度補正 14.5 億円)",
        "強化事業等",
        "24.0",
        "2.0 + 平成30年度補正 14.5",
    );
    one(
        "産業投資450億円、政府保証270億円(元年度:産業投資267億円、政府保証85億円)",
        "",
        "産業投資450+政府保証270",
        "産業投資267+政府保証85",
    );
    one(
        "機構による支援 産業投資450億円（元年度 産業投資10億円）",
        "機構による支援",
        "産業投資450",
        "産業投資10",
    );
}

#[test]
fn figures_inside_a_name_stay_in_it() {
    one(
        "ローカル10,000プロジェクト 1.0億円【新規】",
        "ローカル10,000プロジェクト",
        "1.0",
        "new",
    );
    one(
        "災害伝承10年プロジェクト0.3億円（元年度 0.3億円）",
        "災害伝承10年プロジェクト",
        "0.3",
        "0.3",
    );
}

#[test]
fn two_entries_may_share_a_line() {
    assert_eq!(
        read("甲 1.0億円（元年度 0.5億円）、乙 2.0億円【新規】"),
        [
            ("甲".into(), "1.0".into(), "0.5".into()),
            ("乙".into(), "2.0".into(), "new".into())
        ]
    );
}

#[test]
fn running_text_is_no_entry() {
    for line in [
        "受注約30兆円という目標を達成し、寄与する。",
        "海外売上高を500億円に増加させることを目標",
        "(11.0億円) の内数",
        "補助額は全体で約30億円",
        "3万1千世帯",
        "",
        "億円",
        "1.0億円（元年度 0.5億円）のうち一部",
    ] {
        assert_eq!(read(line), [], "{line}");
    }
}

#[test]
fn relisted_behind_the_amount_is_seen() {
    let chars = folded("甲 0.2億円【新規】（再掲）");
    assert!(figures(&chars).unwrap()[0].tail.relisted);
}

#[test]
fn amounts_in_several_units_are_read_exactly() {
    for (printed, oku) in [
        ("2億1,130万円", "2.113"),
        ("2億 1,130万円", "2.113"),
        ("16兆8,000億円", "168000"),
        ("16兆8,000億5千万円", "168000.5"),
        ("15億3千万円", "15.3"),
        ("3千万円", "0.3"),
        ("1億2,345万6千円", "1.23456"),
        ("1億2,345万6,789円", "1.23456789"),
        ("5百万円", "0.05"),
        ("2億1.5万円", "2.00015"),
    ] {
        one(&format!("甲事業 {printed}【新規】"), "甲事業", oku, "new");
    }
    one(
        "甲事業 2億1,130万円（元年度 1億500万円）",
        "甲事業",
        "2.113",
        "1.05",
    );
}

#[test]
fn an_amount_of_which_a_part_is_not_understood_is_not_read() {
    for printed in [
        "2億1千3百万円",
        "2億三1,130万円",
        "2億・1,130万円",
        "2億l,130万円",
        "2億11,130万円",
        "1,130万2億円",
        "1.5億2,000万円",
        "8,1億円",
        "1,0000億円",
        "1000,000億円",
        "1.2.3億円",
        "l.0億円",
        "l0.4億円",
        "△1.0億円",
        "▲ 1.0億円",
        "1.0～2.0億円",
        "1.0 - 2.0億円",
        "約 30億円",
        "1, 130万円",
        "5億円（うち国費 2.0億円",
        "0.0000000000000000000000000001億円",
        "79228162514264337593543950335億円",
        "9999999999999999999999999990.5億円",
        "1000000000000億円",
        "0.000000001億円",
    ] {
        let line = format!("甲事業 {printed}【新規】");
        assert_eq!(read(&line), [], "{line}");
    }
    for line in [
        "計 2億1千3百万円です",
        "8,1億円",
        "79228162514264337593543950335億円",
    ] {
        assert!(has_unread_amount(&folded(line)), "{line}");
    }
    for line in [
        "約30兆円、10億円、10万人、1,000円",
        "令和2年度 5G",
        "2億人の1万円",
    ] {
        assert!(!has_unread_amount(&folded(line)), "{line}");
    }
}

#[test]
fn figures_that_end_a_name_are_no_part_of_its_amount() {
    one("留学生30万 1.0億円【新規】", "留学生30万", "1.0", "new");
    one("ローカル10 1.0億円【新規】", "ローカル10", "1.0", "new");
    one("甲 - 1.0億円【新規】", "甲 -", "1.0", "new");
}
