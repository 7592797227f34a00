//! Moving, opening, history, panes.

use super::support::Bench;
use crate::explorer::state::layout::Pane;
use crate::explorer::{Action, Effect, Mouse, MouseKind};

/// Where a script leads.
#[track_caller]
fn check(script: &str, place: &str) {
    assert_eq!(Bench::new().keys(script).place(), place, "{script}");
}

#[test]
fn rows_are_walked() {
    check("", ".");
    check("j", "I");
    check("jj", "II");
    check("jjk", "I");
    check("k", ".");
    check("G", "V");
    check("Gg", ".");
    check("<down><down><up>", "I");
    check("2<pgdn>", "20");
    check("3<c-d>", "3.5");
    check("3G<c-u>", "15.5");
}

#[test]
fn nodes_open_and_close() {
    check("jl", "I");
    check("jll", "1");
    check("jl<right><right>", "1");
    check("jlllll", "1.1");
    check("j<enter><enter><enter><enter><enter><enter>", "1.1.1");
    check("j<enter><enter>h", "I");
    check("j lh", "I");
    check("j j", "1");
    check("j  j", "II");
    // Closing takes the cursor along.
    check("6jjjjjjhhhhh", "I");
    // The root of the only document cannot be closed.
    check("hhh j", "I");
}

#[test]
fn the_tree_opens_to_a_level() {
    let bench = Bench::new().keys("1");
    assert_eq!(bench.state.tree.rows().len(), 6);
    let bench = Bench::new().keys("2");
    assert_eq!(bench.state.tree.rows().len(), 26);
    let bench = Bench::new().keys("3");
    assert_eq!(bench.state.tree.rows().len(), 26 + 68);
    let bench = Bench::new().keys("6");
    assert_eq!(bench.state.tree.rows().len(), bench.library.len());
    let bench = Bench::new().keys("jE");
    let budget = bench.library.budget_lines(bench.node("I")).count();
    assert!(bench.state.tree.rows().len() > 6 + budget);
    let bench = bench.keys("C");
    assert_eq!(bench.state.tree.rows().len(), 6);
}

#[test]
fn siblings_are_stepped_over() {
    check("jJ", "II");
    check("jJK", "I");
    check("jllJ", "2");
    check("jllJJ", "2");
    check("4jJJJJ", "V");
    check("6jjjjjjjjJ", "1.2.1#2");
}

#[test]
fn full_width_keys_do_the_same() {
    check("ｊｊ", "II");
    check("ｊｌｌ", "1");
    check("４ｇｊｊｊｊ", "1.1.1");
}

#[test]
fn every_budget_line_is_reached_by_keys() {
    let mut bench = Bench::new().keys("6");
    let mut seen = 0;
    for _ in 0..bench.library.len() {
        let here = bench.state.selected().unwrap();
        seen += usize::from(bench.library.budget(here).is_some());
        bench = bench.keys("j");
    }
    assert_eq!(seen, 191);
}

#[test]
fn the_panel_scrolls_when_it_has_the_keys() {
    let bench = Bench::sized(80, 18).keys("jll<tab>jjj");
    assert_eq!(bench.place(), "1");
    assert_eq!(bench.state.panel_offset, 3);
    let bench = bench.keys("G");
    let end = bench.state.panel_offset;
    assert!(end > 3);
    let bench = bench.keys("j");
    assert_eq!(bench.state.panel_offset, end);
    // Back in the tree the next node's text begins at its beginning.
    let bench = bench.keys("hj");
    assert_eq!(bench.state.panel_offset, 0);
    assert_eq!(bench.state.focus, Pane::Left);
}

#[test]
fn a_leaf_shows_its_text_on_narrow_screens() {
    let bench = Bench::sized(40, 12).keys("6jjjjj<enter>");
    assert_eq!(bench.place(), "1.1.1#1");
    assert!(bench.state.layout().unwrap().right.is_some());
    let bench = bench.keys("<esc>");
    assert!(bench.state.layout().unwrap().left.is_some());
}

#[test]
fn escape_never_quits() {
    let bench = Bench::new().keys("<esc><esc>W<esc>T<esc>f<esc>?<esc>/a<esc>y<esc>'<esc><esc>");
    assert!(bench.effects.is_empty());
    assert_eq!(bench.place(), ".");
    let bench = bench.keys("q");
    assert_eq!(bench.effects, [Effect::Save, Effect::Quit]);
    let bench = Bench::new().keys("/q<c-c>");
    assert_eq!(bench.effects, [Effect::Save, Effect::Quit]);
}

#[test]
fn places_left_are_come_back_to() {
    let bench = Bench::new().keys(":14.1<enter>:I<enter>");
    assert_eq!(bench.place(), "I");
    let bench = bench.keys("[");
    assert_eq!(bench.place(), "14.1");
    let bench = bench.keys("[");
    assert_eq!(bench.place(), ".");
    let bench = bench.keys("[");
    assert!(!bench.said().is_empty());
    let bench = bench.keys("]]");
    assert_eq!(bench.place(), "I");
}

#[test]
fn a_relisted_line_leads_to_its_original_and_back() {
    let library = Bench::new().library;
    let relisted = library
        .budget_lines(library.documents()[0].root)
        .find(|id| library.budget(*id).unwrap().original.is_some())
        .unwrap();
    let original = library.budget(relisted).unwrap().original.unwrap();
    let there = library.address(original).to_string();
    let here = library.address(relisted).to_string();
    let bench = Bench::new().keys(&format!(":{here}<enter>"));
    assert!(bench.panel().contains("再掲元"), "{}", bench.panel());
    let bench = bench.keys("o");
    assert_eq!(bench.place(), there);
    let bench = bench.keys("[");
    assert_eq!(bench.place(), here);
    // From the original the same key leads to its relistings.
    let bench = bench.keys("]o");
    assert_ne!(
        (bench.place(), bench.state.listing().is_none()),
        (there, true)
    );
}

#[test]
fn a_relisted_measure_leads_to_its_original_and_back() {
    check(":8.1.1<enter>o", "3.3.1");
    check(":3.3.1<enter>o", "8.1.1");
    check(":3.3.1<enter>oo", "3.3.1");
    // The whole document holds both ends of every relisting.
    assert!(Bench::new().keys("o").entries().len() > 20);
    let bench = Bench::new().keys(":1.1<enter>o");
    assert_eq!(bench.place(), "1.1");
    assert!(!bench.said().is_empty());
}

#[test]
fn a_click_on_the_map_goes_there() {
    let press = |column, row| {
        Action::Mouse(Mouse {
            kind: MouseKind::Press,
            column,
            row,
        })
    };
    let mut bench = Bench::new();
    bench.act(press(20, 1));
    assert_eq!(bench.place(), "II");
    bench.act(press(10, 2));
    assert_eq!(bench.place(), "3");
    // The line that has more than half of all has a stub at the right edge.
    bench.act(press(110, 1));
    assert_eq!(bench.place(), "11.2.1#1");
    let lit = crate::explorer::view::map::lit(bench.library, &bench.state);
    assert!(lit.contains(&bench.node("III")) && lit.contains(&bench.node("11")));
}

#[test]
fn widths_of_the_map_add_up_and_colours_say_what_the_figures_say() {
    use crate::explorer::state::map::Ground;
    use crate::explorer::view::map::rows;
    let bench = Bench::new();
    let map = rows(bench.library, &bench.state);
    assert_eq!(map.len(), 5);
    for row in map.iter().take(4) {
        for pair in row.windows(2) {
            let [a, b] = pair else { continue };
            assert!(a.column + a.columns <= b.column, "{a:?} {b:?}");
        }
        let last = row.last().unwrap();
        assert_eq!(last.column + last.columns, 120);
    }
    let chapter = |address: &str| {
        let id = bench.node(address);
        map[1]
            .iter()
            .find(|block| block.node == Some(id))
            .unwrap()
            .ground
    };
    assert_eq!(chapter("3"), Ground::Change(6));
    assert_eq!(chapter("17"), Ground::Change(1));
    assert!(rows(bench.library, &bench.keys("T").state).is_empty());
}

#[test]
fn the_tree_opens_as_deep_as_it_fits() {
    let start = |columns, rows| {
        let mut bench = Bench::new();
        bench.act(Action::Start(columns, rows));
        let tree = &bench.state.tree;
        assert!(tree.rows().len() <= bench.state.left_rows().max(6));
        let open = |address: &str| bench.state.tree.is_open(bench.node(address));
        ["I", "II", "III", "IV", "V"].map(open)
    };
    assert_eq!(start(120, 40), [true; 5], "all chapters");
    assert_eq!(
        start(80, 24),
        [true, false, true, true, false],
        "fewest chapters first"
    );
    assert_eq!(start(40, 12), [true, false, false, false, false]);
}

#[test]
fn the_mouse_selects_toggles_scrolls_and_climbs() {
    let press = |column, row| {
        Action::Mouse(Mouse {
            kind: MouseKind::Press,
            column,
            row,
        })
    };
    // Without the map, which has its own test.
    let mut bench = Bench::new().keys("..");
    bench.act(press(20, 4));
    assert_eq!(bench.place(), "II");
    assert!(!bench.state.tree.is_open(bench.node("II")));
    bench.act(press(1, 4));
    assert!(bench.state.tree.is_open(bench.node("II")));
    bench.act(press(20, 5));
    assert_eq!(bench.place(), "3");
    // The crumb of the pillar.
    bench.act(press(15, 0));
    assert_eq!(bench.place(), "II");
    let mut bench = bench.keys("6");
    bench.act(Action::Mouse(Mouse {
        kind: MouseKind::WheelDown,
        column: 5,
        row: 9,
    }));
    assert!(bench.state.tree.place.offset > 0);
    // Below the last row nothing is selected.
    let mut bench = Bench::new();
    bench.act(press(5, 30));
    assert_eq!(bench.place(), ".");
}

#[test]
fn any_size_is_survived() {
    let mut bench = Bench::new().keys("6jjjjj");
    for (columns, rows) in [(1, 1), (29, 7), (30, 8), (40, 12), (79, 9), (200, 60)] {
        bench.act(Action::Resize(columns, rows));
        bench = bench.keys("jk?<esc>/ab<esc>w<esc>TTyy<tab>j<tab>");
        assert_eq!(bench.place(), "1.1.1#1");
    }
}
