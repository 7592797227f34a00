//! Order, filter, table, counting, scale, waterfall.

use super::support::Bench;
use crate::explorer::view::rows::FigureColumns;
use crate::explorer::{Effect, Scale, Settings};
use crate::lang::Lang;
use crate::ledger::Counting;
use crate::model::Library;

/// Addresses of the visible rows.
fn rows(bench: &Bench) -> Vec<String> {
    let rows = bench.state.tree.rows().iter();
    rows.map(|id| bench.library.address(*id).to_string())
        .collect()
}

#[test]
fn siblings_are_sorted_and_the_place_is_kept() {
    let bench = Bench::new().keys("jjs");
    assert_eq!(rows(&bench), [".", "III", "II", "V", "IV", "I"]);
    assert_eq!(bench.place(), "II");
    let bench = bench.keys("s");
    assert_eq!(rows(&bench), [".", "III", "II", "V", "I", "IV"]);
    // By name, in the order of the characters: 安 持 東 防 and Latin before all.
    let bench = bench.keys("ss");
    assert_eq!(rows(&bench), [".", "II", "III", "V", "I", "IV"]);
    let bench = bench.keys("S");
    assert_eq!(rows(&bench), [".", "IV", "I", "V", "III", "II"]);
    let bench = bench.keys("s");
    assert_eq!(rows(&bench), [".", "I", "II", "III", "IV", "V"]);
}

#[test]
fn an_order_turned_round_keeps_what_has_no_figure_last() {
    let bench = Bench::new().keys("TssS");
    let table = bench.state.table.as_ref().unwrap();
    let change = |id: &crate::model::NodeId| {
        let line = bench.library.budget(*id).unwrap();
        crate::ledger::change(line).map(|c| c.oku)
    };
    let changes: Vec<_> = table.rows.iter().map(change).collect();
    let known: Vec<_> = changes.iter().flatten().collect();
    assert!(known.is_sorted() && known[0].is_sign_negative());
    assert!(changes.last().unwrap().is_none());
    assert_eq!(
        bench.place(),
        bench.library.address(table.rows[0]).to_string()
    );
    // The document from its end.
    assert_eq!(Bench::new().keys("TS").place(), "20.2.1#1");
}

#[test]
fn rows_say_what_kind_of_money_it_is() {
    let bench = Bench::new().keys("6");
    assert!(bench.row("1.1.1#1").ends_with("0.4     新規"));
    assert!(bench.row("1.2.1#1").ends_with("8.1     +3.0"));
    assert!(bench.row("1.2.1#2").ends_with("0.1    ≈±0.0"));
    assert!(bench.row("3.4").contains("事項要求"));
    assert!(bench.row("IV").ends_with("≈+2.2"));
}

#[test]
fn a_filter_shows_lines_with_all_above_them_and_goes_away_whole() {
    let bench = Bench::new().keys("f <enter>");
    let lines = bench.state.passing.len();
    assert!(lines > 10);
    for id in bench.state.tree.rows() {
        let below = bench.library.subtree(*id);
        assert!(below.into_iter().any(|n| bench.state.passing.contains(&n)));
    }
    assert!(bench.state.tree.rows().contains(&bench.node("1.1.1#1")));
    let bench = bench.keys("<esc>");
    assert_eq!(rows(&bench).len(), 6);
    assert!(bench.state.passing.is_empty());
}

#[test]
fn filters_add_up_and_join_a_search() {
    let one = Bench::new().keys("f <enter>").state.passing.len();
    let two = Bench::new().keys("f jj <enter>").state.passing.len();
    assert!(two > one);
    let bench = Bench::new().keys("/消防<enter>fG <enter>");
    let hits = bench.state.passing.len();
    let bench = bench.keys("fg <enter>");
    assert!(bench.state.passing.len() < hits);
    assert!(!bench.state.passing.is_empty());
}

#[test]
fn a_jump_to_what_the_filter_hides_takes_it_off() {
    let bench = Bench::new().keys("f <enter>:1.2.1#2<enter>");
    assert_eq!(bench.place(), "1.2.1#2");
    assert!(!bench.state.is_filtered());
}

#[test]
fn the_table_ranks_every_line() {
    let bench = Bench::new().keys("T");
    assert_eq!(bench.state.table.as_ref().unwrap().rows.len(), 191);
    let bench = bench.keys("s");
    let table = bench.state.table.as_ref().unwrap();
    let first = bench.library.address(table.rows[0]).to_string();
    assert_eq!(bench.place(), first);
    // Enter goes to the line in the tree.
    let bench = bench.keys("jj");
    let place = bench.place();
    let bench = bench.keys("<enter>");
    assert!(bench.state.table.is_none());
    assert_eq!(bench.place(), place);
    // Esc goes back to where the tree was left.
    assert_eq!(Bench::new().keys("jTjj<esc>").place(), "I");
}

#[test]
fn the_table_obeys_the_filter() {
    let bench = Bench::new().keys("f <enter>T");
    let table = bench.state.table.as_ref().unwrap();
    assert_eq!(table.rows.len(), bench.state.passing.len());
}

#[test]
fn a_sum_that_counts_money_twice_says_so_wherever_it_is_copied() {
    let copied = |keys: &str| -> String {
        let bench = Bench::new().keys(keys);
        let found = bench.effects.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.clone()),
            _ => None,
        });
        found.unwrap()
    };
    let once = copied("yc");
    assert!(once.contains("173,665.4億円"), "{once}");
    assert!(once.contains("（再掲は一度だけ数え、"), "{once}");
    assert!(
        once.starts_with("総務省「") && once.contains("令和2年度概算要求"),
        "{once}"
    );
    let printed = copied("cyc");
    assert!(printed.contains("175,495.2億円"), "{printed}");
    assert!(
        printed.contains("増 +9,881.6億円 (+6.0%)（前年度と比べられる176件で）"),
        "{printed}"
    );
    assert!(
        printed.contains("記載どおり") && printed.contains("二重計上"),
        "{printed}"
    );
    assert!(!copied("yp").contains("記載どおり"));
    assert!(copied("cyp").contains("記載どおり(再掲も加算)"));
    // A line says its change, and whose money a relisted one is.
    let line = copied(":1.2.1#1<enter>yc");
    assert!(
        line.contains("、8.1億円（元年度 5.1億円）、増 +3.0億円 (+58.8%)、5頁、"),
        "{line}"
    );
    let again = copied(":8.1.1#1<enter>yc");
    assert!(again.ends_with("（再掲、元は 3.3.1#1）"), "{again}");
}

#[test]
fn counting_says_which_of_the_two_is_on() {
    let bench = Bench::new();
    let squeezed = |bench: &Bench| bench.panel().split_whitespace().collect::<String>();
    assert!(!squeezed(&bench).contains("記載どおり"));
    let once = bench.row(".");
    let bench = bench.keys("c");
    assert_eq!(bench.state.settings.counting, Counting::AsPrinted);
    assert!(squeezed(&bench).contains("記載どおり"));
    assert_ne!(bench.row("."), once);
    assert_eq!(bench.keys("c").row("."), once);
}

#[test]
fn the_scale_is_always_printed() {
    let bench = Bench::new().keys("j");
    assert!(bench.panel().contains("棒 0–"));
    let bench = bench.keys("L");
    assert_eq!(bench.state.settings.scale, Scale::Logarithmic);
    let panel = bench.panel();
    // In the head, or where that has no room below it.
    let is_said = panel.contains("棒 対数 0.05–") || panel.contains(": 対数  0.05 … ");
    assert!(is_said, "{panel}");
    let bench = bench.keys("L");
    let panel: String = bench.panel().split_whitespace().collect();
    assert!(panel.contains("親に占める割合100%=42.0"), "{panel}");
}

#[test]
fn the_scale_of_lines_stays_while_moving_among_siblings() {
    let scale = |bench: &Bench| {
        let panel = bench.panel();
        let line = panel
            .lines()
            .find(|l| l.starts_with("目盛") || l.contains("棒 対数"));
        let line = line.unwrap();
        line.split("  ").nth(1).unwrap().to_owned()
    };
    let first = Bench::new().keys(":1.2.1#1<enter>");
    let second = Bench::new().keys(":1.2.1#2<enter>");
    assert_eq!(scale(&first), scale(&second));
    let log = |address: &str| scale(&Bench::new().keys(&format!("L:{address}<enter>")));
    assert_eq!(log("3"), log("4"));
}

#[test]
fn what_a_total_leaves_out_is_said_and_listed() {
    let bench = Bench::new();
    let panel = bench.panel();
    let out = panel.lines().find(|l| l.starts_with("合計に含めないもの"));
    let out = out.unwrap();
    for word in ["[w]", "再掲", "内数"] {
        assert!(panel.contains(word), "{out}");
    }
    let bench = bench.keys("w");
    let entries = bench.entries();
    assert_eq!(entries.len(), 191);
    let counted = entries.iter().filter(|e| e.starts_with("+ ")).count();
    let totals = crate::ledger::totals(bench.library, bench.node("."));
    assert_eq!(counted, totals.counts.counted);
    assert!(entries.iter().any(|e| e.contains("[再掲(元の行で数える)]")));
}

#[test]
fn the_waterfall_goes_from_the_base_to_the_request() {
    let bench = Bench::new().keys(":14<enter>W");
    let panel = bench.panel();
    assert!(
        panel.contains("元年度") && panel.contains("令和2年度"),
        "{panel}"
    );
    let totals = crate::ledger::totals(bench.library, bench.node("14"));
    let base = totals.comparable.base.to_string();
    assert!(panel.contains(&base), "{panel}");
    let bench = bench.keys("<esc>");
    assert!(bench.panel().contains("棒 0–"));
}

#[test]
fn the_cursor_of_the_steps_is_on_the_first_whatever_was_shown_before() {
    for columns in [120, 80, 40] {
        let bench = Bench::sized(columns, 24).keys(":13<enter>");
        // As a frame between the keys has it.
        let before = bench.panel();
        let bench = bench.keys("W");
        let panel = bench.panel();
        assert_ne!(before, panel);
        let row = panel.lines().nth(bench.state.panel_cursor).unwrap();
        assert!(row.contains("−15.2"), "{columns}: {row}\n{panel}");
    }
}

#[test]
fn a_step_that_is_new_says_so_and_the_axis_is_marked() {
    for columns in [120, 80, 40] {
        let bench = Bench::sized(columns, 40).keys(":13<enter>W");
        let panel = bench.panel();
        let new = panel.lines().filter(|line| line.contains("新規 +"));
        assert_eq!(new.count(), 4, "{panel}");
        let axis = panel.lines().find(|line| line.starts_with("変わり方"));
        let marks: Vec<&str> = axis.unwrap().split_whitespace().skip(1).collect();
        assert!(marks.len() >= 3, "{panel}");
        assert_eq!(marks.first(), Some(&"0"), "{panel}");
        assert!(panel.contains("事項要求  元年度 3,250"), "{panel}");
        assert!(panel.contains("−15.2億円 −46.8%"), "{panel}");
    }
}

#[test]
fn the_table_says_at_the_top_what_it_holds() {
    use crate::explorer::view::crumbs::breadcrumb_line;
    use crate::explorer::view::status::status_line;
    let top = |bench: &Bench, columns| breadcrumb_line(bench.library, &bench.state, columns).text();
    let wide = Bench::new().keys("Tss");
    assert!(top(&wide, 120).contains("予算事業の一覧 › 191件  増減順"));
    let narrow = Bench::sized(40, 12).keys("Tss");
    let text = top(&narrow, 40);
    assert!(text.contains("191件 合計173,665.4 (+8,323.5)"), "{text}");
    // So that the last row has room for what to do next.
    let foot = status_line(narrow.library, &narrow.state, 40).text();
    assert!(
        foot.contains("s 並べ替え") && foot.contains("  ?"),
        "{foot}"
    );
    assert!(!foot.contains('…'), "{foot}");
    // A bullet says nothing in a path, nor does the mark of a budget line.
    let line = Bench::sized(40, 12).keys(":18.2.1.1#1<enter>");
    let text = top(&line, 40);
    assert!(text.contains("V › 18 › (1) › (a) › 国勢"), "{text}");
}

#[test]
fn everything_is_said_in_english_too() {
    let settings = Settings {
        lang: Lang::En,
        ..Settings::default()
    };
    let bench = Bench::with(120, 40, settings).keys(":1.2.1#1<enter>");
    let panel = bench.panel();
    assert!(panel.contains("¥0.81 billion"), "{panel}");
    assert!(panel.contains("up +¥0.30 billion (+58.8%)"), "{panel}");
    assert!(bench.row("1.1.1#1").ends_with("new"));
}

#[test]
fn units_change() {
    let bench = Bench::new().keys("u");
    assert!(bench.row("1.2.1#1").ends_with("810     +300"));
    let bench = bench.keys("u");
    assert!(bench.row("1.2.1#1").contains("810,000,000"));
}

#[test]
fn a_rise_is_never_a_triangle() {
    let bench = Bench::new().keys("6");
    for id in bench.state.tree.rows() {
        let row = bench.row_of(*id, 200).text();
        let title = &bench.library.node(*id).title;
        if !title.contains(['▲', '△']) {
            assert!(!row.contains(['▲', '△']), "{row}");
        }
        assert_eq!(crate::text::width(&row), 200, "{row}");
    }
}

#[test]
fn figures_of_any_unit_stand_under_each_other_beside_names() {
    use crate::explorer::view::crumbs::breadcrumb_line;
    use crate::explorer::view::{rows, table};
    for (columns, rows_of_screen) in [(120, 40), (80, 24), (40, 12)] {
        for units in ["", "u", "uu"] {
            let keys = format!("Tss{units}");
            let bench = Bench::sized(columns, rows_of_screen).keys(&keys);
            let ruler = bench.state.settings.ruler;
            let inner = usize::from(columns) - 1;
            let room = table::Columns::of(bench.library, &bench.state, inner);
            let ids = &bench.state.table.as_ref().unwrap().rows;
            let ends: Vec<usize> = ids
                .iter()
                .take(20)
                .map(|id| {
                    let line = table::row(bench.library, &bench.state, *id, room);
                    assert_eq!(line.width(ruler), inner, "{}", line.text());
                    let title: String = bench.library.node(*id).title.chars().take(2).collect();
                    assert!(line.text().contains(&title), "{}", line.text());
                    // Where the column of changes ends.
                    let (mut end, mut change, mut new) = (0, None, None);
                    for part in &line.parts {
                        end += ruler.width(&part.text);
                        let text = part.text.trim();
                        let is_change = text.starts_with(['+', '−', '±', '≈']);
                        if is_change && !text.ends_with('%') {
                            change = change.or(Some(end));
                        } else if text == "新規" {
                            new = Some(end);
                        }
                    }
                    change.or(new).unwrap()
                })
                .collect();
            assert!(
                ends.iter().all(|end| *end == ends[0]),
                "{keys} {columns} {ends:?}"
            );
            let top = breadcrumb_line(bench.library, &bench.state, usize::from(columns)).text();
            assert!(!top.contains('…'), "{top}");
            let tree = Bench::sized(columns, rows_of_screen).keys(units);
            let room = rows::FigureColumns::of(tree.library, &tree.state);
            let id = tree.node("1");
            let row = rows::row(tree.library, &tree.state, id, inner, room).text();
            assert!(row.contains("1 地方"), "{row}");
        }
    }
}

#[test]
fn a_document_is_called_by_each_of_its_names_once() {
    let paper = "# 令和３年度　港の予算\n\n## 1 港\n\n岸壁\n\n## (1) 岸壁\n\n【予算】甲 3.0億円（2年度 2.0億円）\n";
    let other = paper.replace("# 令和３年度　港の予算", "# 港の予算 令和3年度");
    let documents = [("a.md", paper), ("b.md", &*other)]
        .map(|(name, text)| crate::parse::parse(name, text).unwrap());
    let library = Library::new(documents.to_vec());
    let mut state = crate::explorer::State::new(&library, Settings::default());
    let size = crate::explorer::Action::Resize(120, 40);
    crate::explorer::update(&library, &mut state, size);
    let row = |document: usize| {
        let root = library.documents()[document].root;
        let width = FigureColumns::of(&library, &state);
        crate::explorer::view::rows::row(&library, &state, root, 100, width).text()
    };
    assert!(
        row(0).contains(" a.md 令和３年度") && !row(0).contains("令和3年度"),
        "{}",
        row(0)
    );
    assert!(row(1).contains("令和3年度 b.md 港の予算"), "{}", row(1));
}
