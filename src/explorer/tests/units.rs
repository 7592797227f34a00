//! Axes and columns in every unit, and figures that are whole or absent.

use super::support::Bench;
use crate::explorer::line::Line;
use crate::explorer::settings::Settings;
use crate::explorer::view::{map, spread};
use crate::lang::Lang;
use crate::text::{Ruler, Unit};

fn bench(unit: Unit, lang: Lang, columns: u16) -> Bench {
    let settings = Settings {
        unit,
        lang,
        ..Settings::default()
    };
    Bench::with(columns, 40, settings)
}

/// The marks of the axis over the table, from the left.
fn axis(bench: &Bench) -> String {
    let lines = spread::rows(bench.library, &bench.state, 118);
    lines.last().map(Line::text).unwrap_or_default()
}

#[test]
fn the_axis_over_the_table_is_in_the_unit_of_its_figures() {
    let marks = |unit, lang| {
        let axis = axis(&bench(unit, lang, 120).keys("T"));
        let marks = axis.split_whitespace();
        let marks = marks.filter(|mark| !matches!(*mark, "┃" | "0"));
        marks.map(str::to_owned).collect::<Vec<_>>().join(" ")
    };
    let oku = marks(Unit::Oku, Lang::Ja);
    assert!(oku.ends_with("+1 +10 +百 +千 +万"), "{oku}");
    let million = marks(Unit::Million, Lang::Ja);
    assert!(million.ends_with("+百 +千 +万 +十万 +百万"), "{million}");
    let yen = marks(Unit::Yen, Lang::Ja);
    assert!(yen.ends_with("+1億 +十億 +百億 +千億 +1兆"), "{yen}");
    let english = marks(Unit::Oku, Lang::En);
    assert!(english.ends_with("+0.1 +1 +10 +100 +1000"), "{english}");
    let english = marks(Unit::Yen, Lang::En);
    assert!(english.ends_with("+100M +1B +10B +100B +1T"), "{english}");
}

#[test]
fn columns_of_two_years_are_as_wide_as_their_figures() {
    for unit in [Unit::Oku, Unit::Million, Unit::Yen] {
        for columns in [40, 80, 100, 120, 160] {
            let bench = bench(unit, Lang::Ja, columns).keys("D");
            let listing = bench.state.listing().unwrap();
            let room = usize::from(columns) - 2;
            let rows = listing.entries.iter().map(|entry| &entry.line);
            for line in listing.head.iter().skip(1).chain(rows) {
                let text = line.text();
                let width = Ruler::default().width(&text);
                assert!(width <= room, "{unit:?} {columns}: {width} {text}");
                // Two figures of thousands have a blank between them.
                for run in text.split_whitespace().filter(|run| run.contains(',')) {
                    let groups: Vec<&str> = run.split(',').collect();
                    let middle = groups.get(1..groups.len() - 1).unwrap();
                    assert!(middle.iter().all(|group| group.len() == 3), "{run}: {text}");
                }
            }
            let head = listing.head[1].text();
            assert!(!head.contains("000"), "{unit:?} {columns}: {head}");
        }
    }
    let bench = bench(Unit::Yen, Lang::Ja, 120).keys("D");
    let listing = bench.state.listing().unwrap();
    let whole = listing.head.last().unwrap().text();
    assert!(whole.contains(" 17,36"), "{whole}");
    assert!(listing.head[1].text().contains("億"), "{:?}", listing.head);
}

#[test]
fn a_percentage_is_whole_or_rounded_never_cut() {
    use crate::explorer::view::money::{short_percent, whole_percent};
    let percent = |text: &str| text.parse().unwrap();
    let ruler = Ruler::default();
    assert_eq!(short_percent(percent("406.7"), 6, ruler), "+407%");
    assert_eq!(short_percent(percent("-188.8"), 6, ruler), "−189%");
    assert_eq!(short_percent(percent("3.7"), 6, ruler), "+3.7%");
    assert_eq!(whole_percent(percent("3.7")), "+4%");
    assert_eq!(whole_percent(percent("-0.4")), "");
    // The tree and the map at every width say the same of chapter 3, rounded or not.
    for columns in [80, 100, 120, 160] {
        let bench = bench(Unit::Oku, Lang::Ja, columns);
        let said = map::rows(bench.library, &bench.state);
        let said = said.iter().flatten().map(|block| block.text.as_str());
        let row = bench.row_of(bench.node("3"), usize::from(columns)).text();
        let all: String = said.collect::<Vec<_>>().join("|") + &row;
        assert!(!all.contains("+406%"), "{columns}: {all}");
    }
}

#[test]
fn a_map_of_a_chapter_is_as_wide_as_its_money() {
    let bench = Bench::new().keys(":14<enter>z");
    let rows = map::rows(bench.library, &bench.state);
    let width = |address: &str| {
        let node = bench.node(address);
        let own = rows.iter().flatten().filter(|b| b.node == Some(node));
        own.map(|block| block.columns).max().unwrap_or_default()
    };
    let all: Vec<String> = rows.iter().flatten().map(|b| b.text.clone()).collect();
    let titled = |title: &str| {
        let block = rows.iter().flatten().find(|b| b.text.contains(title));
        block.map_or(0, |block| block.columns)
    };
    let (first, second) = (titled("緊急消防援助隊の"), titled("消防の広域化"));
    // 56.2 and 16.9 of 89.2.
    assert!(first > second * 3, "{first} {second}: {all:?}");
    assert!(first < second * 4, "{first} {second}: {all:?}");
    assert_eq!(width("14"), 120);
}
