//! Narrowing to a query, the bars of the rows, and taking along what is shown.

use super::support::Bench;
use crate::explorer::{Effect, Export, Exported, Form, RowBars, Settings};
use crate::ledger::totals_of;

/// The addresses of the table's rows.
fn table(bench: &Bench) -> Vec<String> {
    let rows = &bench.state.table.as_ref().unwrap().rows;
    rows.iter()
        .map(|id| bench.library.address(*id).to_string())
        .collect()
}

fn status(bench: &Bench) -> String {
    crate::explorer::view::status::status_line(bench.library, &bench.state, 200).text()
}

/// The file asked for last.
#[track_caller]
fn exported(bench: &Bench) -> &Export {
    let found = bench.effects.iter().rev().find_map(|effect| match effect {
        Effect::Export(wanted) => Some(wanted),
        _ => None,
    });
    found.unwrap()
}

#[track_caller]
fn exported_lines(bench: &Bench) -> (Vec<String>, &str) {
    let Exported::Lines { lines, about, .. } = &exported(bench).what else {
        panic!("{:?}", exported(bench));
    };
    let address = |id: &crate::model::NodeId| bench.library.address(*id).to_string();
    (lines.iter().map(address).collect(), about)
}

#[test]
fn a_query_becomes_a_table_of_just_its_lines_with_their_totals() {
    let bench = Bench::new().keys("/章:14 新規<c-t>");
    let rows = table(&bench);
    assert!(bench.state.listing().is_none());
    assert!(
        rows.len() > 5 && rows.iter().all(|a| a.starts_with("14.")),
        "{rows:?}"
    );
    let lines = &bench.state.table.as_ref().unwrap().rows;
    for id in lines.iter() {
        let budget = bench.library.budget(*id).unwrap();
        assert_eq!(budget.base, crate::model::Base::New);
    }
    let sum = totals_of(bench.library, lines.iter().copied()).request_total;
    let said = status(&bench);
    assert!(
        said.contains(&format!("{}件 合計{sum}億円", rows.len())),
        "{said}"
    );
    assert!(said.contains("絞り込み中:章:14 新規"), "{said}");
    // Esc goes back to the tree of the same lines, then to the whole.
    let bench = bench.keys("<esc>");
    assert!(bench.state.table.is_none() && bench.state.narrowed.is_some());
    let bench = bench.keys("<esc>");
    assert!(!bench.state.is_filtered());
    assert_eq!(bench.state.tree.rows().len(), 6);
}

#[test]
fn words_stand_around_a_line_and_conditions_in_it() {
    let fire = table(&Bench::new().keys("/消防 新規<c-t>"));
    // The line's own name says nothing of it; the title of its measure does.
    assert!(fire.contains(&"14.1.5.2#5".to_owned()), "{fire:?}");
    let without = table(&Bench::new().keys("/消防 !再掲<c-t>"));
    let library = Bench::new().library;
    for address in &without {
        let id = super::support::node(library, address);
        assert!(!library.node(id).relisted, "{address}");
    }
    assert!(!without.is_empty());
    let large = table(&Bench::new().keys("/>=1000億<c-t>"));
    assert_eq!(large, ["11.2.1#1", "17.1.1#1"].map(str::to_owned));
    // A kind of node means the lines below such nodes.
    let below = table(&Bench::new().keys("/kind:measure 移住<c-t>"));
    assert!(!below.is_empty(), "{below:?}");
}

#[test]
fn tab_narrows_the_tree_and_filters_add_to_it() {
    let bench = Bench::new().keys("/消防<tab>");
    let all = bench.state.passing.len();
    assert!(all > 5 && bench.state.table.is_none());
    assert_eq!(bench.state.selected(), bench.state.passing.first().copied());
    let bench = bench.keys("f <enter>");
    let new = bench.state.passing.len();
    assert!(new > 0 && new < all);
    assert_eq!(table(&bench.keys("T")).len(), new);
}

#[test]
fn the_last_search_narrows_and_lets_go() {
    let bench = Bench::new().keys("&");
    assert!(!bench.said().is_empty() && !bench.state.is_filtered());
    let bench = bench.keys("/消防<enter>&");
    let lines = bench.state.passing.len();
    assert!(lines > 0);
    // Another search in between changes nothing that is narrowed.
    let bench = bench.keys("/量子<esc>");
    assert_eq!(bench.state.narrowed.as_deref(), Some("消防"));
    assert_eq!(bench.state.passing.len(), lines);
    assert!(!bench.keys("&").state.is_filtered());
}

#[test]
fn a_query_that_is_none_or_finds_no_line_stays_in_its_field() {
    for (query, said) in [
        ("", "検索語"),
        ("kind:mesure", "kind:measure"),
        ("qqqqzz", "当てはまる"),
    ] {
        for key in ["<c-t>", "<tab>"] {
            let bench = Bench::new().keys(&format!("/{query}{key}"));
            assert!(bench.state.searching().is_some(), "{query}{key}");
            assert!(bench.said().contains(said), "{}", bench.said());
            assert!(!bench.state.is_filtered());
        }
    }
    // In another field the keys mean nothing.
    assert!(
        Bench::new()
            .keys(":消防<c-t><tab>")
            .state
            .listing()
            .is_some()
    );
}

#[test]
fn the_bars_of_the_rows_are_switched() {
    let bench = Bench::new();
    assert!(bench.row("I").contains("▄▄▖"), "{}", bench.row("I"));
    let bench = bench.keys("b");
    assert!(bench.row("I").contains('┊'), "{}", bench.row("I"));
    assert_eq!(bench.said(), "行の棒: 増減");
    let bench = bench.keys("b");
    assert_eq!(bench.state.settings.row_bars, RowBars::Request);
    assert!(bench.row("III").contains('▄'));
    let bench = bench.keys("b");
    assert!(!bench.row("III").contains(['▄', '┊']));
    assert_eq!(bench.keys("b").state.settings.row_bars, RowBars::Digits);
}

#[test]
fn a_change_bar_goes_its_way_on_the_one_ruler_of_the_tree() {
    let bench = Bench::new().keys("6b");
    let bar = |address: &str| -> (usize, usize) {
        let row = bench.row(address);
        let chars: Vec<char> = row.chars().collect();
        let middle = chars.iter().rposition(|c| *c == '┊').unwrap();
        let solid = |c: &&char| matches!(c, '▄' | '▖' | '▗');
        let left = chars[..middle].iter().rev().take_while(solid).count();
        (left, chars[middle + 1..].iter().take_while(solid).count())
    };
    // The change of the whole document is the whole half, for rows of any level.
    assert_eq!(bar("."), (0, 4));
    assert_eq!(bar("III"), (0, 3));
    assert_eq!(bar("17"), (1, 0));
    assert!(bench.row("IV").contains('≈'));
    // Where there is no room there is no bar.
    let row = bench.row_of(bench.node("III"), 45);
    assert!(!row.text().contains('▄'));
}

/// The columns of the bar in a row: those between the name and the request, under the head's
/// right end.
fn bar_of(bench: &Bench, address: &str) -> String {
    let row = bench.row_of(bench.node(address), 79);
    let marks: String = row
        .parts
        .iter()
        .filter(|part| part.text.contains(['▄', '▖', '▙', '▟', '▐', '▌', '▁', '/']))
        .map(|part| part.text.as_str())
        .collect();
    marks.trim().to_owned()
}

#[test]
fn request_bars_have_one_printed_ruler_and_a_tooth() {
    use crate::explorer::view::rows::head;
    let bench = Bench::sized(80, 24).keys("6bb");
    let printed = |bench: &Bench| head(bench.library, &bench.state, 80).text();
    assert!(
        printed(&bench).contains(" 0–2,942.4 "),
        "{}",
        printed(&bench)
    );
    // What is over it is cut, and what holds it too; all else is as long as its amount.
    for address in ["III", "11", "11.2.1#1"] {
        assert_eq!(bar_of(&bench, address), "▄▄▄▄▄//▄▄", "{address}");
    }
    assert_eq!(bar_of(&bench, "II"), "▄▄▟▄▄▄▄▄▄");
    assert_eq!(bar_of(&bench, "V"), "▄▄▄▄▄▄▙▖");
    assert_eq!(bar_of(&bench, "17"), "▄▄▄▄▄▐");
    assert_eq!(bar_of(&bench, "1.2.1#1"), "▖");
    // The same whatever is open, and by the logarithm nothing is cut.
    assert_eq!(printed(&bench.keys("6")), {
        let again = Bench::sized(80, 24).keys("bb");
        printed(&again)
    });
    let bench = Bench::sized(80, 24).keys("6bbL");
    let head_text = printed(&bench);
    assert!(head_text.contains("対数 0.05–173,665.4"), "{head_text}");
    assert!(!bar_of(&bench, "11").contains('/'));
    let bench = bench.keys("L");
    assert!(printed(&bench).contains("親の計=100%"));
    assert_eq!(bar_of(&bench, "11"), "▄▄▄▄▄▄▄▄▙");
}

#[test]
fn bars_of_the_table_have_a_printed_ruler_too() {
    use crate::explorer::view::table;
    for (columns, keys, ruler) in [
        (120, "Tbb", "0–1,990.6"),
        (80, "Tbb", "0–1,990.6"),
        (80, "Tb", "増減 0–703.6"),
        (150, "Tb", "−703.6┊+703.6"),
        (80, "TbL", "増減 対数 0.05–6,000"),
    ] {
        let bench = Bench::sized(columns, 24).keys(keys);
        let width = usize::from(columns);
        let head = table::head(bench.library, &bench.state, width);
        assert!(head.text().contains(ruler), "{}", head.text());
        assert_eq!(head.width(bench.state.settings.ruler), width);
    }
    // What there is no room for is said.
    let bench = Bench::sized(40, 12).keys("b");
    assert_eq!(bench.said(), "行の棒: 増減（この幅では出ません）");
}

#[test]
fn ascii_rows_have_bars_too() {
    let settings = Settings {
        ascii: true,
        ..Settings::default()
    };
    let bench = Bench::with(120, 40, settings).keys("6b");
    assert!(bench.row("III").contains("|+++ "), "{}", bench.row("III"));
    assert!(bench.row("17").contains("   -|"), "{}", bench.row("17"));
    let bench = bench.keys("b");
    assert!(bench.row("II").contains("==|++++++"), "{}", bench.row("II"));
    assert!(bench.row("11").contains("=====//=="), "{}", bench.row("11"));
}

#[test]
fn what_is_shown_is_written() {
    let bench = Bench::new().keys(":14.2<enter>x<enter>");
    let (lines, about) = exported_lines(&bench);
    assert!(lines.iter().all(|a| a.starts_with("14.2.")) && !lines.is_empty());
    assert_eq!(about, "");
    assert!(matches!(
        exported(&bench).what,
        Exported::Lines { scope: Some(scope), .. } if scope == bench.node("14.2")
    ));
    assert_eq!(exported(&bench).path, "shisaku.csv");
    assert_eq!(exported(&bench).form, Form::Csv);
    // The table's rows in the table's order.
    let bench = Bench::new().keys("/消防 新規<c-t>ss");
    let rows = table(&bench);
    let bench = bench.keys("x<c-u>~/新規.xlsx<enter>");
    assert_eq!(exported_lines(&bench).0, rows);
    assert_eq!(exported(&bench).form, Form::Xlsx);
    assert_eq!(exported(&bench).path, "~/新規.xlsx");
    // The lines that pass the filter.
    let bench = Bench::new().keys("fj <enter>:export<enter><c-u>a.jsonl<enter>");
    assert_eq!(exported_lines(&bench).0.len(), bench.state.passing.len());
    assert_eq!(exported_lines(&bench).1, "増");
}

#[test]
fn a_name_without_a_known_ending_is_asked_again() {
    for name in ["a.pdf", "csv", ".csv", "dir/.csv", ""] {
        let bench = Bench::new().keys(&format!("x<c-u>{name}<enter>"));
        assert!(bench.effects.is_empty(), "{name}");
        assert!(bench.state.listing().is_some());
        assert!(bench.said().contains(".jsonl"), "{}", bench.said());
    }
    // What is going to be written is said before.
    let head: Vec<String> = {
        let bench = Bench::new().keys("x");
        let listing = bench.state.listing().unwrap();
        listing.head.iter().map(|line| line.text()).collect()
    };
    assert!(head[0].starts_with("191件 "), "{head:?}");
    assert!(Bench::new().keys("x<esc>").effects.is_empty());
}

#[test]
fn marks_become_a_report() {
    let bench = Bench::new().keys(":report<enter>");
    assert!(bench.state.listing().is_none() && !bench.said().is_empty());
    let bench = Bench::new().keys("jm'e要確認<enter>r");
    let bench = bench.keys("<c-u>a.csv<enter>");
    assert!(bench.said().contains(".md"), "{}", bench.said());
    let bench = bench.keys("<c-u>a.md<enter>");
    let wanted = exported(&bench);
    assert_eq!(wanted.form, Form::Markdown);
    let Exported::Marks { marks, sums, about } = &wanted.what else {
        panic!("{wanted:?}");
    };
    assert_eq!(*marks, bench.state.marks);
    assert!(sums.is_all() && about.is_empty());
    assert_eq!(bench.state.marks[0].note, "要確認");
}

#[test]
fn the_panel_says_what_is_in_no_total() {
    // The supplementary budget stands in its measure's panel.
    let panel = Bench::new().keys(":5.3.2<enter>").panel();
    let panel: String = panel.split_whitespace().collect();
    assert!(
        panel.contains("平成30年度補正14.5億円(合計に加えません)"),
        "{panel}"
    );
    // A node with nothing to add up says what it has instead.
    let bench = Bench::new().keys(":5.2<enter>");
    assert!(
        bench
            .panel()
            .contains("合計できる金額はありません: 内数 1件"),
        "{}",
        bench.panel()
    );
    assert!(bench.row("5.2").contains("内数"), "{}", bench.row("5.2"));
}

#[test]
fn children_are_ranked_by_money_with_their_share() {
    let panel = Bench::new().keys("jjjj<tab>").panel();
    let shares = super::support::shares(&panel);
    assert_eq!(shares.len(), 3, "{panel:?}");
    let parsed: Vec<f64> = shares
        .iter()
        .map(|s| s.trim_end_matches('%').parse().unwrap())
        .collect();
    assert!(parsed.is_sorted_by(|a, b| a >= b), "{parsed:?}");
    assert!(
        (parsed.iter().sum::<f64>() - 100.0).abs() < 0.3,
        "{parsed:?}"
    );
}

#[test]
fn a_column_of_bars_has_one_printed_ruler_and_a_giant_is_cut() {
    let bench = Bench::sized(80, 24).keys("<tab>");
    let panel = bench.panel();
    assert!(panel.contains("棒 0–2,942.4"), "{panel}");
    let row = |title: &str| panel.lines().rfind(|l| l.contains(title)).unwrap();
    assert!(row("III 安定的").contains("//"), "{panel}");
    assert!(!row("II Society").contains("//"), "{panel}");
    let length = |title: &str| row(title).matches(['▄', '▙', '▟', '▖']).count();
    assert!(length("IV 防災") < length("V 持続可能"), "{panel}");
}
