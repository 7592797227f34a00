//! The screens of every mode that stand for themselves at three sizes: search with its tiers, findings,
//! nothing found, the first start, two nodes, a chapter with other signs.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};

use super::super::canvas::View;
use super::super::draw::draw;
use super::super::theme::{Depth, Screen, Theme, is_marks};
use super::{ascii, drawn, printed, wide};
use crate::explorer::line::Role;
use crate::explorer::tests::support::Bench;
use crate::explorer::{Action, Hint, Settings, ThemeName};

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// The screen after a script and everything that is worked on between keys.
fn settled(size: (u16, u16), settings: Settings, script: &str) -> String {
    let mut bench = Bench::with(size.0, size.1, settings).keys(script);
    while bench.state.searching().is_some() && bench.state.is_searching() {
        bench.act(Action::Work);
    }
    printed(&drawn(&bench, false).0)
}

#[test]
fn modes_at_every_size() {
    let modes = [
        ("search_titles_and_texts", "/kankei<down><down>"),
        ("search_below", "/子育て支援住民"),
        ("search_below_an_answer", "/消防団 女性"),
        ("search_amount", "/841.1億円"),
        ("search_nothing", "/qqqqzz"),
        ("findings", "!j"),
        ("filter_of_nothing", "/消防<tab>fjjjjjj <esc>"),
        ("two_years", "Dj"),
        ("two_nodes", ":4<enter>=:5<enter>="),
        ("measure", ":14.1.2<enter><tab>"),
        ("waterfall_with_cursor", ":13<enter>Wjj"),
    ];
    for (name, script) in modes {
        for size in SIZES {
            let name = format!("{name}_{}x{}", size.0, size.1);
            insta::assert_snapshot!(name, settled(size, Settings::default(), script));
        }
    }
}

#[test]
fn a_chapter_and_a_search_with_other_signs() {
    for (signs, settings) in [("ascii", ascii()), ("wide", wide())] {
        for (mode, script) in [
            ("chapter", ":14<enter>zl"),
            ("search", "/kankei"),
            ("table", "Tss"),
        ] {
            let name = format!("{mode}_{signs}_80x24");
            insta::assert_snapshot!(name, settled((80, 24), settings, script));
        }
    }
}

#[test]
fn the_first_start_of_all() {
    for (columns, rows) in SIZES {
        let mut bench = Bench::sized(columns, rows);
        bench.act(Action::Start(columns, rows));
        bench.state.hint = Some(Hint::default());
        let name = format!("first_of_all_{columns}x{rows}");
        insta::assert_snapshot!(name, printed(&drawn(&bench, false).0));
    }
}

/// Where the selected row is reversed a bar in a colour is not: it would be a hole in its colour.
/// What a search found is lit on the selected row as on others.
#[test]
fn the_selected_row_keeps_bars_and_hits() {
    let cells = |keys: &str, theme: &Theme| {
        let bench = Bench::sized(120, 40).keys(keys);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
        let view = View {
            library: bench.library,
            state: &bench.state,
            theme,
        };
        let _ = draw(view, &mut buffer);
        buffer
    };
    let mut screen = Screen {
        color: true,
        depth: Depth::Sixteen,
        tone: None,
        background: None,
    };
    let sixteen = Theme::of(ThemeName::Sixteen, &screen);
    // The second line of the table has grown: its bar has two parts.
    let buffer = cells("Tssj", &sixteen);
    let is_blue = |cell: &&Cell| cell.fg == Color::LightBlue && is_marks(cell.symbol());
    let blue: Vec<&Cell> = buffer.content().iter().filter(is_blue).collect();
    assert!(!blue.is_empty());
    assert!(
        blue.iter()
            .all(|cell| !cell.modifier.contains(Modifier::REVERSED))
    );
    screen.depth = Depth::True;
    let dark = Theme::of(ThemeName::Dark, &screen);
    let buffer = cells("/kankei", &dark);
    let lit = dark.style(Role::Match).bg.unwrap();
    // The first hit is the selected one.
    let row = (0..40).find(|y| {
        let mut cells = (0..76).filter_map(|x| buffer.cell((x, *y)));
        cells.any(|cell| cell.bg == lit)
    });
    let selected = dark.selected().bg.unwrap();
    let row = row.unwrap();
    assert_eq!(buffer.cell((60, row)).unwrap().bg, selected, "row {row}");
}
