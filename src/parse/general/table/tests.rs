#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use super::*;
use crate::parse::general::figure::Fate;
use crate::parse::general::piece::Money;

/// A table of lines with `|` between cells; `^` is a copy of the cell to the left or above.
fn grid(text: &str) -> Grid {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    for (line, text) in (1..).zip(text.trim().lines()) {
        let mut row: Vec<GridCell> = Vec::new();
        for (n, text) in text.trim().split('|').enumerate() {
            let text = text.trim().replace('/', "\n");
            let copied = matches!(text.as_str(), "^" | "<");
            let text = match text.as_str() {
                "^" => rows.last().unwrap().get(n).unwrap().text.clone(),
                "<" => row.last().unwrap().text.clone(),
                _ => text,
            };
            row.push(GridCell {
                text,
                copied,
                line,
                page: 0,
                bold: false,
            });
        }
        rows.push(row);
    }
    Grid {
        caption: String::new(),
        rows,
    }
}

fn shown(money: Money) -> String {
    match money {
        Money::None => "none".to_owned(),
        Money::Amount(amount) => amount.oku.normalize().to_string(),
        Money::Within(amount) => format!("within {}", amount.oku.normalize()),
        Money::Unspecified => "unspecified".to_owned(),
        Money::New => "new".to_owned(),
    }
}

fn read(text: &str) -> (Vec<String>, Figures) {
    let evidence = Evidence::default();
    let around = Around {
        evidence: &evidence,
        unit: None,
        heading: "",
        number: 1,
    };
    let mut figures = Figures::default();
    let pieces = read_grid(&grid(text), &around, &mut figures);
    let line = |piece: Piece| {
        let kind = match piece.role {
            Role::Heading(_) => "#",
            Role::Item => "-",
            Role::Sum => "=",
            Role::Memo => "~",
            Role::Text => "\"",
        };
        let money = piece
            .reading
            .map(|r| format!(" {} {}", shown(r.request), shown(r.base)))
            .unwrap_or_default();
        format!("{kind} {}{money}", piece.name)
    };
    (pieces.into_iter().map(line).collect(), figures)
}

fn rows(text: &str) -> Vec<String> {
    read(text).0
}

#[test]
fn years_tell_request_and_base_in_any_order() {
    let text = "事業名 | 令和8年度予算額 | 令和9年度要求額 | 増減額 | 備考
        架空灯台（単位：百万円） | | | |
        ";
    let _ = text;
    let read = rows(
        "（単位：百万円） | < | < | < | <
        事業名 | 令和8年度予算額 | 令和9年度要求額 | 増減額 | 備考
        架空灯台の改修 | 6,644 | 6,094 | ▲550 |
        架空桟橋の延長 | － | 277 | 277 | 皆増
        架空浮標の撤去 | 703 | 0 | ▲703 | 皆減
        小計 | 7,347 | 6,371 | ▲976 |",
    );
    assert_eq!(
        read,
        [
            "\" （単位：百万円）",
            "- 架空灯台の改修 60.94 66.44",
            "- 架空桟橋の延長 2.77 new",
            "- 架空浮標の撤去 0 7.03",
            "= 小計 63.71 73.47",
        ]
    );
}

#[test]
fn a_head_of_two_rows_categories_and_parts() {
    let read = rows(
        "部局 | 事業名 | 令和9年度要求額（千円） | < | 前年度（千円）
        ^ | ^ | ^ | うち重点枠 | ^
        港湾部 | 架空灯台 | 120 | 50 | 100
        ^ | 架空桟橋（新規） | 30 | 0 | －
        ^ | 計 | 150 | 50 | 100
        道路部 | 架空橋 | 44の内数 | － | 52の内数",
    );
    assert_eq!(
        read,
        [
            "# 港湾部",
            "- 架空灯台 0.0012 0.001",
            "- 架空桟橋 0.0003 new",
            "= 計 0.0015 0.001",
            "# 道路部",
            "- 架空橋 within 0.00044 within 0.00052",
        ]
    );
}

#[test]
fn a_change_gives_the_base_and_arithmetic_the_columns() {
    let read = rows(
        "事項 | 要求額（億円） | 対前年度増減
        架空灯台 | 12 | 2
        架空桟橋 | 3 | △1",
    );
    assert_eq!(read, ["- 架空灯台 12 10", "- 架空桟橋 3 4"]);
    let read = rows(
        "（単位：億円） | < | < | <
        架空灯台 | 12 | 10 | 2
        架空桟橋 | 3 | 4 | △1
        架空浮標 | 5 | 1 | 4",
    );
    assert_eq!(
        read,
        [
            "\" （単位：億円）",
            "- 架空灯台 12 10",
            "- 架空桟橋 3 4",
            "- 架空浮標 5 1"
        ]
    );
}

#[test]
fn marked_rows_with_sums_are_headings() {
    let read = rows(
        "事項 | 要求額（億円） | 前年度（億円）
        Ⅰ 港の整備 | 15 | 14
        (1) 架空灯台 | 12 | 10
        (2) 架空桟橋 | 3 | 4
        Ⅱ 道の整備 | 5 | 1
        (1) 架空橋 | 5 | 1
        うち耐震 | 2 | 1
        合計 | 20 | 15",
    );
    assert_eq!(
        read,
        [
            "# 港の整備 15 14",
            "- 架空灯台 12 10",
            "- 架空桟橋 3 4",
            "# 道の整備 5 1",
            "- 架空橋 5 1",
            "~ うち耐震",
            "= 合計 20 15",
        ]
    );
}

#[test]
fn without_a_unit_nothing_is_read_and_all_is_said() {
    let (read, figures) = read(
        "事項 | 要求額 | 前年度
        架空灯台 | 12 | 10",
    );
    assert_eq!(read, ["\" 架空灯台"]);
    assert_eq!(figures.all().len(), 2);
    assert!(
        figures
            .all()
            .iter()
            .all(|f| matches!(f.fate, Fate::Unread(_)))
    );
}

#[test]
fn every_amount_of_a_table_that_nobody_understands_is_named() {
    let (_, figures) = read(
        "あ | 12億円 | い
        う | 3億円 | 総額5億円の事業。",
    );
    assert_eq!(figures.all().len(), 3);
}
