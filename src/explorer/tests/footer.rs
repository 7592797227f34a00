//! The last row: what can be done in the mode or list that is open, and nothing else.

use super::support::{Bench, SEED};
use crate::explorer::keys::command::{Mouse, MouseKind};
use crate::explorer::view::status;
use crate::explorer::{Action, Settings};

fn footer(columns: u16, rows: u16, script: &str) -> String {
    let bench = Bench::sized(columns, rows).keys(script);
    status::status_line(bench.library, &bench.state, usize::from(columns)).text()
}

fn click(bench: &mut Bench, column: u16, row: u16) {
    let kind = MouseKind::Press;
    bench.act(Action::Mouse(Mouse { kind, column, row }));
}

#[test]
fn each_list_says_its_own_keys_and_none_that_does_nothing() {
    let cases: [(&str, &[&str], &[&str]); 8] = [
        ("f", &["Space 選ぶ", "閉じる"], &["行く", "Enter"]),
        ("D", &["Enter 行く", "閉じる"], &["選ぶ"]),
        (
            "/kankei",
            &["Enter 行く", "木をしぼる", "次へ", "戻る"],
            &["閉じる"],
        ),
        (
            "/zzqqxx",
            &["Esc 戻る"],
            &["行く", "しぼる", "一覧 ", "次へ"],
        ),
        ("?", &["Esc 閉じる", "次へ"], &["決める", "Enter"]),
        (":table", &["Enter 行う", "閉じる"], &["行く"]),
        ("m'", &["Enter 行く", "e 覚え書き", "d 印を外す"], &["次へ"]),
        (":4<enter>=:5<enter>=", &["Enter 行く", "Tab 右側へ"], &[]),
    ];
    for (keys, has, lacks) in cases {
        let line = footer(120, 40, keys);
        for hint in has {
            assert!(line.contains(hint), "{keys}: {hint}: {line}");
        }
        for hint in lacks {
            assert!(!line.contains(hint), "{keys}: {hint}: {line}");
        }
    }
    let line = footer(120, 40, "m'e");
    assert!(
        line.contains("Enter 書き留める") && line.contains("Esc やめる"),
        "{line}"
    );
}

#[test]
fn the_own_two_keys_of_a_mode_stay_longest() {
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        for (keys, own) in [
            ("", ["開く", "一覧"]),
            ("T", ["s 並べ替え", "f しぼる"]),
            ("Tss", ["s 並べ替え", "f しぼる"]),
            ("D", ["Enter 行く", "閉じる"]),
            ("f", ["選ぶ", "閉じる"]),
        ] {
            let line = footer(columns, rows, keys);
            for hint in own {
                assert!(line.contains(hint), "{columns}x{rows} {keys}: {line}");
            }
            let is_list = matches!(keys, "D" | "f");
            assert!(
                is_list || line.contains("  ?"),
                "{columns}x{rows} {keys}: {line}"
            );
        }
    }
}

#[test]
fn a_row_of_two_nodes_leads_to_the_side_that_is_meant() {
    let pair = ":4<enter>=:5<enter>=";
    assert_eq!(Bench::new().keys(pair).keys("<enter>").place(), "4.3.10#1");
    let right = Bench::new().keys(pair).keys("<tab><enter>").place();
    assert!(right.starts_with("5."), "{right}");
    let back = Bench::new().keys(pair).keys("<tab><tab><enter>");
    assert_eq!(back.place(), "4.3.10#1");
    for (column, chapter) in [(10, "4."), (70, "5.")] {
        let mut bench = Bench::new().keys(pair);
        let listing = bench.state.listing().unwrap();
        let area = bench.state.listing_area().unwrap();
        let row = area.y + u16::try_from(listing.rows_above()).unwrap();
        click(&mut bench, column, row);
        let place = bench.place();
        assert!(place.starts_with(chapter), "{column}: {place}");
    }
}

#[test]
fn a_click_leaves_no_message_of_another_order() {
    let mut bench = Bench::new().keys("T");
    let layout = bench.state.layout().unwrap();
    let row = layout.left.unwrap().y;
    let head = crate::explorer::view::table::head(bench.library, &bench.state, 120).text();
    let ruler = bench.state.settings.ruler;
    let column = |name: &str| {
        let (before, _) = head.rsplit_once(name).unwrap();
        u16::try_from(ruler.width(before)).unwrap()
    };
    let (percent, address) = (column("率"), column("番地"));
    for column in [percent, address, percent] {
        click(&mut bench, column, row);
    }
    assert_eq!(bench.said(), "");
}

#[test]
fn the_map_over_a_list_leads_where_it_leads() {
    let mut bench = Bench::new().keys("D");
    let map = bench.state.layout().unwrap().map;
    let before = bench.place();
    click(&mut bench, map.x + 5, map.y + 1);
    assert!(bench.state.listing().is_none());
    assert_ne!(bench.place(), before);
}

#[test]
fn the_sum_of_a_query_stands_by_the_last_band_that_is_in_it() {
    let headings = |script: &str| -> Vec<String> {
        let bench = Bench::new().keys(script);
        let entries = bench.entries();
        let is_heading = |text: &String| text.starts_with("題名") || text.starts_with("本文");
        entries.into_iter().filter(is_heading).collect()
    };
    let before = headings("/kankei");
    assert!(
        before[0].contains("予算") && !before[1].contains("予算"),
        "{before:?}"
    );
    let after = headings("/kankei<c-y>");
    assert!(!after[0].contains("合計1"), "{after:?}");
    assert!(after[1].contains("上と合わせて 予算 15件"), "{after:?}");
}

#[test]
fn plain_signs_have_an_arrow_that_is_not_read_as_more() {
    let settings = Settings {
        ascii: true,
        ..Settings::default()
    };
    let bench = Bench::with(120, 40, settings).keys("/kankei");
    let (found, _) = crate::explorer::view::hits::beside_query(&SEED, &bench.state);
    assert_eq!(found, "-> 関係");
}
