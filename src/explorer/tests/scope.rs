//! What the sums are of: whatever is narrowed or taken out, every place says the same sum.

use rust_decimal::Decimal;

use super::support::Bench;
use crate::explorer::view::why;
use crate::explorer::{Effect, Exported, Key, RowBars, Settings};
use crate::ledger::{Totals, counted, totals_of};
use crate::model::NodeId;

fn status(bench: &Bench) -> String {
    crate::explorer::view::status::status_line(bench.library, &bench.state, 300).text()
}

/// The totals of the lines that a plain reading of the state says are shown and not taken out.
fn expected(bench: &Bench, below: NodeId) -> Totals {
    let (library, state) = (bench.library, &bench.state);
    let out = |line: NodeId| {
        let original = library.budget(line).and_then(|b| b.original);
        let at_or_below = |id: NodeId| {
            let mut places = std::iter::once(id).chain(library.ancestors(id));
            places.any(|place| state.taken_out.contains(&place))
        };
        at_or_below(line) || original.is_some_and(at_or_below)
    };
    let lines = library
        .budget_lines(below)
        .filter(|line| (!state.is_filtered() || state.passing.contains(line)) && !out(*line));
    counted(library, lines, state.settings.counting)
}

/// Every place on the screen where a sum stands says the same one.
#[track_caller]
fn agrees(mut bench: Bench) {
    bench.state.message = None;
    let root = bench.node(".");
    let totals = expected(&bench, root);
    let sum = totals.request_total;
    for id in bench.state.tree.rows() {
        if bench.library.budget(*id).is_some() {
            continue;
        }
        let below = expected(&bench, *id);
        let row = bench.row_of(*id, 120).text();
        if below.counts.counted > 0 {
            let settings = Settings {
                row_bars: RowBars::None,
                ..bench.state.settings
            };
            let figure = settings.bare(below.request_total);
            assert!(row.contains(&format!(" {figure} ")), "{figure}: {row}");
        }
    }
    let settings = bench.state.settings;
    let (bare, full) = (settings.bare(sum), settings.amount(sum));
    let said = status(&bench);
    assert!(said.contains(&format!("合計{full}")), "{full}: {said}");
    let bench = bench.keys("g");
    assert_eq!(bench.place(), ".");
    let panel = bench.panel();
    assert!(
        panel.contains(&format!("要求額の合計 {full}")),
        "{full}: {panel}"
    );
    let head = why::head(bench.library, &bench.state, root);
    let head: String = head.iter().map(|line| line.text() + "\n").collect();
    assert!(head.contains(&format!("合計 {full} = ")), "{head}");
    let listed = why::entries(bench.library, &bench.state, root);
    let added = listed
        .iter()
        .filter(|entry| entry.line.text().starts_with("+ "))
        .count();
    assert_eq!(added, totals.counts.counted);
    // Shares of what is shown come to the whole.
    let bench = bench.keys("<tab>");
    let panel = bench.panel();
    let shares: Vec<Decimal> = super::support::shares(&panel)
        .into_iter()
        .filter_map(|share| share.parse().ok())
        .collect();
    let all: Decimal = shares.iter().sum();
    assert!((all - Decimal::ONE_HUNDRED).abs() < Decimal::ONE, "{panel}");
    let bench = bench.keys("W");
    let panel = bench.panel();
    let compared = settings.bare(totals.comparable.request);
    assert!(panel.contains(&compared), "{compared}: {panel}");
    let bench = bench.keys("Wyp");
    assert!(bench.copied().starts_with(&full), "{}", bench.copied());
    let bench = bench.keys("yc");
    assert!(bench.copied().contains(&full), "{}", bench.copied());
    for said in crate::explorer::view::status::scope(bench.library, &bench.state) {
        assert!(bench.copied().contains(&said), "{}", bench.copied());
        assert!(head.contains(&said), "{head}");
    }
    let bench = bench.keys("x<enter>");
    let wanted = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Export(wanted) => Some(&wanted.what),
        _ => None,
    });
    let Some(Exported::Lines { lines, without, .. }) = wanted else {
        panic!("no export");
    };
    assert_eq!(without, bench.state.figures.scope().without());
    let lines = lines.iter().copied();
    let written = counted(bench.library, lines, bench.state.settings.counting);
    assert_eq!(written.request_total, sum);
    let bench = bench.keys("T");
    let said = status(&bench);
    assert!(said.contains(&format!("合計{full} ")), "{bare}: {said}");
}

#[test]
fn whatever_is_narrowed_or_taken_out_every_place_says_one_sum() {
    for script in [
        "/消防<tab>",
        "/!地方交付税<tab>",
        "/>=1億<tab>",
        "f <enter>",
        "f jj <enter>",
        ":III<enter>-",
        ":11.2.1#1<enter>-",
        ":14.1<enter>-:3<enter>-:11.2.1#1<enter>-",
        "/消防<tab>:14.1<enter>-",
        "f <enter>:14<enter>-",
        ":14<enter>-f <enter>",
        ":11.2.1#1<enter>-ss",
        ":11.2.1#1<enter>-u",
        ":14.1<enter>-c",
        ":3.3.1<enter>-c",
        "f <enter>c",
    ] {
        agrees(Bench::new().keys(script));
    }
}

#[test]
fn the_root_of_a_narrowed_tree_and_its_panel_are_of_what_is_shown() {
    let bench = Bench::new().keys("/!地方交付税<tab>");
    let sum = totals_of(bench.library, bench.state.passing.iter().copied()).request_total;
    assert!(bench.row(".").contains(&bench.state.settings.bare(sum)));
    let bench = bench.keys("g");
    assert!(
        bench.panel().contains("絞り込み中: !地方交付税"),
        "{}",
        bench.panel()
    );
    let head = crate::explorer::view::rows::head(bench.library, &bench.state, 66).text();
    assert!(head.contains("絞り込み中"), "{head}");
    // Taken off again, everything is as before.
    let bench = bench.keys("<esc>");
    assert_eq!(bench.row("."), Bench::new().row("."));
}

#[test]
fn the_same_key_takes_out_and_puts_back() {
    let fresh = Bench::new();
    let whole = fresh.row(".");
    let bench = Bench::new().keys(":11.2.1#1<enter>-");
    assert!(bench.said().contains("-"), "{}", bench.said());
    assert_ne!(bench.row("."), whole);
    assert!(
        bench.row("11.2.1#1").contains("除外"),
        "{}",
        bench.row("11.2.1#1")
    );
    // The line keeps its figure, its groups have none of it and say why.
    assert!(bench.row("11").contains("除外"), "{}", bench.row("11"));
    assert!(bench.panel().contains("合計から除外"), "{}", bench.panel());
    assert!(
        bench.row("11.2.1#1").contains("168,000"),
        "{}",
        bench.row("11.2.1#1")
    );
    let bench = bench.keys("j");
    let said = status(&bench);
    assert!(said.contains("合計5,665.4億円"), "{said}");
    assert!(
        said.contains("  地方交付税（") && said.contains("を除く"),
        "{said}"
    );
    let bench = bench.keys(":11.2.1#1<enter>-");
    assert_eq!(bench.row("."), whole);
    assert!(bench.state.figures.scope().is_all());
    assert!(!status(&bench).contains("を除く"));
}

#[test]
fn several_are_out_at_once_and_come_back_one_by_one_or_all() {
    let whole = Bench::new().row(".");
    let bench = Bench::new().keys(":14.1<enter>-:14<enter>-:3<enter>-");
    // What stands below another is out with that.
    let out = bench.state.figures.scope().without().to_vec();
    assert_eq!(out, [bench.node("3"), bench.node("14")]);
    let bench = bench.keys(":14.1<enter>-");
    assert!(bench.said().ends_with(": 14"), "{}", bench.said());
    assert_eq!(bench.state.figures.scope().without(), out);
    // The filter lists them, and lets them in again.
    let bench = bench.keys("f");
    let entries = bench.entries();
    assert!(
        entries.iter().any(|e| e.starts_with("[x] 除外: 14 ")),
        "{entries:?}"
    );
    let bench = bench.keys("jjjjjjj <esc>");
    assert_eq!(bench.state.figures.scope().without(), [bench.node("14")]);
    let bench = bench.keys(":put-back<enter>");
    assert_eq!(bench.row("."), whole);
    let bench = bench.keys(":put-back<enter>");
    assert!(bench.said().contains("ありません"), "{}", bench.said());
}

#[test]
fn a_whole_document_stays() {
    let bench = Bench::new().keys("g-");
    assert!(bench.state.figures.scope().is_all());
    assert!(bench.said().contains("文書全体"), "{}", bench.said());
}

#[test]
fn the_bars_are_those_of_what_is_left() {
    let bars = |bench: &Bench| {
        let panel = bench.panel();
        panel
            .lines()
            .find(|line| line.starts_with("目盛") || line.starts_with("内訳"))
            .map(str::to_owned)
    };
    let before = Bench::new();
    let after = Bench::new().keys(":11.2.1#1<enter>-gL");
    let panel = after.panel();
    assert_ne!(bars(&before), bars(&after));
    assert!(!panel.contains("168,"), "{panel}");
    // What is out has neither bar nor share.
    let out = Bench::new().keys(":11.2.1#1<enter>-").panel();
    assert!(!out.contains(['█', '▒']), "{out}");
    assert!(!out.contains("割合 1"), "{out}");
}

#[test]
fn what_was_taken_out_is_cited_as_in_no_sum() {
    let bench = Bench::new().keys(":11.2.1#1<enter>-yc");
    assert!(
        bench.copied().contains("合計から除外"),
        "{}",
        bench.copied()
    );
    let bench = Bench::new().keys(":11.2.1#1<enter>-:11<enter>yc");
    assert!(bench.copied().contains("を除く"), "{}", bench.copied());
    // Another line's own amount is no sum.
    let bench = Bench::new().keys(":11.2.1#1<enter>-:1.2.1#1<enter>yc");
    assert!(!bench.copied().contains("除"), "{}", bench.copied());
}

#[test]
fn an_input_method_left_on_takes_out_too() {
    for key in ['ー', '－', '−'] {
        let mut bench = Bench::new().keys(":14<enter>");
        bench.act(crate::explorer::Action::Key(Key::char(key)));
        assert_eq!(bench.state.taken_out, [bench.node("14")], "{key}");
    }
}
