//! Where there is nothing to show: why, and what to do; and the hint of a first start.

use std::sync::LazyLock;

use super::support::{Bench, keys};
use crate::explorer::line::Line;
use crate::explorer::view::{empty, first, status};
use crate::explorer::{Action, Hint, Settings, State, update};
use crate::model::Library;
use crate::parse;

static WITHOUT_MONEY: LazyLock<Library> = LazyLock::new(|| {
    let text = "# 方針\n\n## 1 はじめに\n\n地域の力を高める。\n\n## 2 取組\n\n### (1) 人材\n\n人を育てる。\n";
    Library::new(vec![parse::parse("plan.md", text).unwrap()])
});

fn texts(lines: Vec<Line>) -> Vec<String> {
    lines.iter().map(Line::text).collect()
}

fn in_list(bench: &Bench) -> Vec<String> {
    texts(empty::listing(&bench.state, bench.state.listing().unwrap()))
}

#[test]
fn a_search_without_hits_names_its_words_and_what_else_to_try() {
    let mut bench = Bench::new().keys("/qqqqzz");
    assert_eq!(in_list(&bench), ["探しています…"]);
    bench.act(Action::Work);
    let told = in_list(&bench);
    assert!(told[0].contains("「qqqqzz」は見つかりません"), "{told:?}");
    assert!(told[1].contains("言い換えて"), "{told:?}");
    assert!(told[2].contains("Ctrl-u 消す"), "{told:?}");
    let told = in_list(&Bench::new().keys(":qqqqzz"));
    assert!(
        told[0].contains("見つかりません") && told.len() == 2,
        "{told:?}"
    );
}

#[test]
fn a_filter_that_leaves_nothing_says_which_and_how_to_let_go() {
    let mut bench = Bench::new().keys("/消防<tab>f");
    assert!(empty::left_pane(bench.library, &bench.state).is_empty());
    // Of fire-fighting's lines none is a loan.
    bench.state.facets.clear();
    let bench = bench.keys("jjjjjj ");
    let told = texts(empty::left_pane(bench.library, &bench.state));
    assert!(told[0].contains("「財投・消防"), "{told:?}");
    assert!(
        told[1].contains("f 選び直す") && told[1].contains("Esc"),
        "{told:?}"
    );
    assert!(bench.said().contains("f で選び直す"), "{}", bench.said());
}

#[test]
fn documents_without_amounts_say_so_and_what_can_be_done() {
    let library = &*WITHOUT_MONEY;
    let mut state = State::new(library, Settings::default());
    let told = texts(empty::left_pane(library, &state));
    assert!(
        told[0].contains("金額の付いた予算の行はありません"),
        "{told:?}"
    );
    assert!(told[1].contains("/ 本文をさがす"), "{told:?}");
    for key in keys("T") {
        update(library, &mut state, Action::Key(key));
    }
    let said = state.message.unwrap_or_default();
    assert!(
        said.contains("予算の行がない") && said.contains('/'),
        "{said}"
    );
}

#[test]
fn the_footer_of_a_list_counts_its_own_rows() {
    let bench = Bench::new().keys("fj");
    let footer = status::status_line(bench.library, &bench.state, 120).text();
    assert!(footer.contains("一覧  2/7"), "{footer}");
}

#[test]
fn the_hint_of_a_first_start_goes_by_escape_or_when_followed() {
    let started = || {
        let mut bench = Bench::new();
        bench.state.hint = Some(Hint::default());
        bench
    };
    let hint = |bench: &Bench| texts(first::lines(bench.library, &bench.state, 42, 37));
    let shown = hint(&started());
    assert_eq!(shown.len(), 5, "{shown:?}");
    assert!(shown[3].contains("予算191件"), "{shown:?}");
    assert!(hint(&started().keys("<esc>")).is_empty());
    // The same key again does not follow it, and a list is not covered.
    let bench = started().keys("jjjj");
    assert!(!hint(&bench).is_empty());
    let bench = bench.keys("?");
    assert!(hint(&bench).is_empty() && bench.state.hint.is_some());
    let bench = bench.keys("<esc>T");
    assert!(bench.state.hint.is_none());
    assert!(hint(&Bench::new()).is_empty());
    // In a low panel it is one row.
    let low = texts(first::lines(started().library, &started().state, 78, 7));
    assert!(
        low.len() == 1 && crate::text::width(&low[0]) <= 78,
        "{low:?}"
    );
}

#[test]
fn a_narrow_screen_has_a_line_about_the_selected_node() {
    use crate::explorer::view::summary;
    let bench = Bench::sized(40, 12);
    let line = |bench: &Bench| summary::line(bench.library, &bench.state, 40).text();
    assert_eq!(line(&bench), " 163件 元年度比 +8,323.5 +5.0%");
    let bench = bench.keys(":18.2.1.1#1<enter>");
    assert_eq!(line(&bench), " 元年度 25.1億円 +703.6 +2,803.2%");
    assert_eq!(bench.state.layout().unwrap().detail.unwrap().height, 1);
    // A figure that has no room is left out whole.
    let short = summary::line(bench.library, &bench.state, 24).text();
    assert_eq!(short, " 元年度 25.1億円 +703.6");
    assert!(
        Bench::sized(120, 40)
            .state
            .layout()
            .unwrap()
            .detail
            .is_none()
    );
}
