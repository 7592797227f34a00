#![allow(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use super::proven::trailing;
use super::*;

fn table(text: &str) -> Option<(Vec<Vec<String>>, usize)> {
    let lines: Vec<Line> = (1..)
        .zip(text.trim_matches('\n').lines())
        .map(|(number, text)| Line {
            number,
            text: text.to_owned(),
            ..Line::default()
        })
        .collect();
    let lines: Vec<&Line> = lines.iter().collect();
    let (grid, taken) = grid_of(&lines)?;
    Some((
        grid.rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
            .collect(),
        taken,
    ))
}

#[test]
fn columns_under_a_head_with_names_over_two_lines() {
    let (rows, taken) = table(
        "
     事     項           ９年度        ８年度       増△減
                        要求額        予算額
Ⅰ 港の整備                  15          14         1
 (1) 架空灯台の改修と           12          10         2
展望台の補強
 (2) 架空桟橋                 3           4       △ 1
 合 計                     15          14         1

（注）四捨五入による。
",
    )
    .unwrap();
    assert_eq!(
        rows,
        [
            ["事項", "９年度要求額", "８年度予算額", "増△減"],
            ["Ⅰ 港の整備", "15", "14", "1"],
            ["(1) 架空灯台の改修と展望台の補強", "12", "10", "2"],
            ["(2) 架空桟橋", "3", "4", "△ 1"],
            ["合計", "15", "14", "1"],
        ]
    );
    assert_eq!(taken, 7);
}

#[test]
fn one_cell_a_line() {
    let (rows, _) = table(
        "
事　業　名

９年度
要求額

８年度
予算額

【北の港】

架空灯台
の改修

53

72

架空桟橋

－

13

（注）計数は四捨五入していない。
",
    )
    .unwrap();
    assert_eq!(
        rows,
        [
            ["事業名", "９年度要求額", "８年度予算額"],
            ["【北の港】", "", ""],
            ["架空灯台の改修", "53", "72"],
            ["架空桟橋", "－", "13"],
        ]
    );
}

#[test]
fn rows_without_a_head_need_a_proof() {
    for text in ["架空橋 120 95 25", "架空路 10 12 △2", "架空港 7 7 0"] {
        let line = Line {
            text: text.to_owned(),
            ..Line::default()
        };
        assert_eq!(trailing(&line).map(|row| row.len()), Some(4), "{text}");
    }
    assert!(table("架空橋 120 95 25\n架空路 10 12 △2\n架空港 7 7 0").is_some());
    assert!(table("架空橋 120 95 30\n架空路 10 12 5\n架空港 7 7 9").is_none());
    assert!(table("架空の文である。\nまた文である。").is_none());
}

#[test]
fn a_page_of_heads_is_read_in_time() {
    let text = "事項   要求額   予算額\n".repeat(2_000);
    assert!(table(&text).is_none());
}
