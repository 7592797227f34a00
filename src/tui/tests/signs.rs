//! The signs that are drawn: nothing but ASCII where that is asked for, the colours of the map's
//! legend, the bars of the rows with every set of signs.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;

use super::super::canvas::View;
use super::super::draw::draw;
use super::super::theme::{Depth, Screen, Theme};
use super::{SCRIPTS, ascii, drawn, printed, wide};
use crate::explorer::tests::comparing;
use crate::explorer::tests::support::Bench;
use crate::explorer::{Settings, ThemeName};
use crate::lang::Lang;

/// Whether a character is of Japanese writing, with its punctuation and full-width forms.
fn is_writing(sign: char) -> bool {
    matches!(sign,
        '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

/// What the document prints is its own; but signs that the program draws itself are replaced there
/// too.
fn is_drawn_anyway(sign: char, document: &str) -> bool {
    let is_ours = matches!(sign,
        '…' | '−' | '–' | '≈' | '±' | '→' | '↑' | '↓' | '›'
        | '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}');
    !is_ours && document.contains(sign)
}

#[test]
fn no_sign_beyond_ascii_is_drawn_where_that_is_asked_for() {
    let document = include_str!("../../../seeds/000_3bd7bf674129a828.txt");
    let mut found = BTreeSet::new();
    for lang in [Lang::Ja, Lang::En] {
        for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
            for script in SCRIPTS.iter().chain(&["b", "bb", "Tb", "Tbb", "D", "6bbL"]) {
                let settings = Settings {
                    lang,
                    ascii: true,
                    ..Settings::default()
                };
                let bench = Bench::with(columns, rows, settings).keys(script);
                let text = printed(&drawn(&bench, false).0);
                let signs = text.chars().filter(|sign| !sign.is_ascii());
                let signs = signs.filter(|sign| !is_writing(*sign));
                let strange = signs.filter(|sign| !is_drawn_anyway(*sign, document));
                found.extend(strange.map(|sign| (sign, *script)));
            }
        }
    }
    let library = comparing::both();
    for (columns, rows) in [(120, 40), (80, 24), (40, 12)] {
        let mut state = comparing::opened(&library, columns, rows);
        state.settings.ascii = true;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let view = View {
            library: &library,
            state: &state,
            theme: &Theme::default(),
        };
        let _ = draw(view, &mut buffer);
        let text = printed(&buffer);
        let strange = text.chars().filter(|sign| !sign.is_ascii());
        let strange = strange.filter(|sign| !is_writing(*sign));
        let strange = strange.filter(|sign| !is_drawn_anyway(*sign, document));
        found.extend(strange.map(|sign| (sign, "two documents")));
    }
    assert!(found.is_empty(), "{found:?}");
}

/// The first screen in 16 colours, on a background that is not known.
fn in_sixteen() -> (Bench, Buffer) {
    let bench = Bench::sized(120, 40);
    let unknown = Screen {
        color: true,
        depth: Depth::Sixteen,
        tone: None,
        background: None,
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    let view = View {
        library: bench.library,
        state: &bench.state,
        theme: &Theme::of(ThemeName::Sixteen, &unknown),
    };
    let _ = draw(view, &mut buffer);
    (bench, buffer)
}

/// Of the 16 colours none can be read on every background, so that where that is not known only
/// marks have one.
#[test]
fn letters_have_no_colour_where_the_background_is_not_known() {
    let (_, buffer) = in_sixteen();
    let letters = buffer.content().iter();
    let letters = letters.filter(|cell| cell.symbol().chars().all(char::is_alphanumeric));
    let coloured: Vec<&str> = letters
        .filter(|cell| cell.fg != Color::Reset)
        .map(|cell| cell.symbol())
        .collect();
    assert!(coloured.is_empty(), "{coloured:?}");
}

/// What the colours of the map mean is shown in those colours, also where they are 16.
#[test]
fn the_legend_of_the_map_has_its_colours_in_sixteen() {
    use Color::{LightBlue, LightRed, Reset};
    let (bench, buffer) = in_sixteen();
    let area = bench.state.layout().unwrap().map;
    let y = area.y + area.height - 1;
    let cells = (0..120).map(|x| buffer.cell((x, y)).unwrap());
    let marks = cells.filter(|cell| cell.symbol() == "▁");
    let colours: Vec<Color> = marks.map(|cell| cell.fg).collect();
    let (fall, rise) = ([LightRed; 3], [LightBlue; 3]);
    assert_eq!(colours, [&fall[..], &[Reset], &rise[..]].concat());
}

/// What stands for the change of a block is one column wide everywhere, so that it ends with its
/// block.
#[test]
fn the_foot_of_a_block_is_as_long_as_the_block_on_wide_terminals() {
    let bench = Bench::with(120, 40, wide());
    let text = printed(&drawn(&bench, false).0);
    let map: Vec<&str> = text.lines().skip(1).take(4).collect();
    assert!(map.iter().any(|row| row.contains("⣀⣀⣀")), "{map:?}");
    assert!(map.iter().all(|row| !row.contains('▁')), "{map:?}");
}

/// The bars that `b` gives: one ruler a column, printed; with every set of signs.
#[test]
fn bars_of_the_rows_at_every_size() {
    let plain = Settings::default();
    for (name, keys) in [("change", "b"), ("request", "bb"), ("table", "Tssbb")] {
        for (signs, settings, (columns, rows)) in [
            ("plain", plain, (120, 40)),
            ("plain", plain, (80, 24)),
            ("plain", plain, (40, 12)),
            ("ascii", ascii(), (80, 24)),
            ("wide", wide(), (80, 24)),
        ] {
            let bench = Bench::with(columns, rows, settings).keys(keys);
            let name = format!("bars_{name}_{signs}_{columns}x{rows}");
            insta::assert_snapshot!(name, printed(&drawn(&bench, false).0));
        }
    }
}
