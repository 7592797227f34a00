//! The screens of every mode that stand for themselves at three sizes: search with its tiers, findings,
//! nothing found, the first start, two nodes, a chapter with other signs.

use super::{drawn, printed};
use crate::explorer::tests::support::Bench;
use crate::explorer::{Action, Hint, Settings};
use crate::text::Ruler;

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
    let ascii = Settings {
        ascii: true,
        ..Settings::default()
    };
    let wide = Settings {
        ruler: Ruler {
            ambiguous_wide: true,
        },
        ..Settings::default()
    };
    for (signs, settings) in [("ascii", ascii), ("wide", wide)] {
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
