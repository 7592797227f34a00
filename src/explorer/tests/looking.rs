//! What is looked at and touched: map, steps, strips, pairs, heads and hints.

use super::support::Bench;
use crate::explorer::state::layout::Pane;
use crate::explorer::view::{map, panel, rows, status};
use crate::explorer::{Action, Effect, Exported, Mouse, MouseKind, Scale, Settings};
use crate::lang::Lang;
use crate::ledger::LineSort;
use crate::model::NodeId;

#[test]
fn heads_sort_hints_act_and_the_wheel_turns_everywhere() {
    let mouse = |kind, column, row| Action::Mouse(Mouse { kind, column, row });
    let press = |column, row| mouse(MouseKind::Press, column, row);
    let column_of = |line: &crate::explorer::line::Line, word: &str| {
        let text = line.text();
        let before = text.split(word).next().unwrap();
        u16::try_from(crate::text::width(before)).unwrap()
    };
    let mut bench = Bench::new().keys("T");
    let area = bench.state.layout().unwrap().left.unwrap();
    let head = |bench: &Bench| crate::explorer::view::table::head(bench.library, &bench.state, 120);
    let at = column_of(&head(&bench), "増減");
    bench.act(press(at, area.y));
    assert_eq!(bench.state.tree.arrangement.sort, LineSort::Change);
    assert!(head(&bench).text().contains("増減↓"));
    assert_eq!(bench.place(), "11.2.1#1");
    // The same head again turns the order round.
    bench.act(press(at, area.y));
    assert!(head(&bench).text().contains("増減↑"));
    assert_eq!(bench.place(), "17.1.1#1");
    // The wheel over the strip above the table turns the table.
    let chart = bench.state.layout().unwrap().chart.unwrap();
    bench.act(mouse(MouseKind::WheelDown, 5, chart.y));
    assert!(bench.state.table.as_ref().unwrap().place.offset > 0);
    // A hint of the last row does what it says.
    let status = status::status_line(bench.library, &bench.state, 120);
    bench.act(press(column_of(&status, "Enter 木で見る"), 39));
    assert!(bench.state.table.is_none());
    let status = status::status_line(bench.library, &bench.state, 120);
    bench.act(press(column_of(&status, "/ 検索"), 39));
    assert!(bench.state.searching().is_some());
    // Also in a list; what stands between the hints does nothing.
    let status = status::status_line(bench.library, &bench.state, 120);
    bench.act(press(column_of(&status, "  Esc 戻る"), 39));
    assert!(bench.state.searching().is_some());
    bench.act(press(column_of(&status, "Esc 戻る"), 39));
    assert!(bench.state.searching().is_none());
    // And in the tree.
    let area = bench.state.layout().unwrap().left.unwrap();
    let head = rows::head(bench.library, &bench.state, usize::from(area.width));
    bench.act(press(column_of(&head, "要求額"), area.y));
    assert_eq!(bench.state.tree.arrangement.sort, LineSort::Request);
}

#[test]
fn the_keys_under_the_map_act_when_clicked() {
    let press = |column, row| {
        Action::Mouse(Mouse {
            kind: MouseKind::Press,
            column,
            row,
        })
    };
    for settings in [
        Settings::default(),
        Settings {
            lang: Lang::En,
            ..Settings::default()
        },
    ] {
        let mut bench = Bench::with(160, 40, settings).keys(":14<enter>");
        let click = |bench: &mut Bench, key: &str| {
            let rows = map::rows(bench.library, &bench.state);
            let caption = rows.iter().rev().find(|row| !row.is_empty()).unwrap();
            let keys = caption.last().unwrap();
            let before = keys.text.find(key).unwrap();
            let before = crate::text::width(keys.text.get(..before).unwrap());
            let area = bench.state.layout().unwrap().map;
            let row = area.y + area.height - 1;
            bench.act(press(u16::try_from(keys.column + before).unwrap(), row));
        };
        click(&mut bench, "L ");
        assert_eq!(bench.state.settings.scale, Scale::Logarithmic);
        click(&mut bench, "z ");
        assert_eq!(bench.state.map_of, Some(bench.node("14")));
        click(&mut bench, "z ");
        assert_eq!(bench.state.map_of, None);
        click(&mut bench, ". ");
        assert!(bench.state.is_full_map());
        click(&mut bench, ". ");
        assert!(!bench.state.is_full_map());
        // The words of the caption are no keys.
        let area = Bench::with(160, 40, settings).state.layout().unwrap().map;
        let mut bench = Bench::with(160, 40, settings);
        let place = bench.place();
        bench.act(press(2, area.y + area.height - 1));
        assert_eq!(bench.place(), place);
    }
}

#[test]
fn the_short_head_of_the_panel_has_no_label_without_its_figure() {
    for lang in [Lang::Ja, Lang::En] {
        let settings = Settings {
            lang,
            ..Settings::default()
        };
        for keys in ["", ":3<enter>", ":14<enter>", "u", "uu", "uu:3<enter>"] {
            let bench = Bench::with(80, 24, settings).keys(keys);
            let head = panel::head(bench.library, &bench.state, 80).text();
            let cut = head.trim_end();
            let place = cut.split("  ").last().unwrap();
            // At the right end stands which rows of how many these are.
            let told = cut.strip_suffix(place).unwrap_or(cut).trim_end();
            let end = told.chars().next_back().unwrap();
            let is_whole = end.is_ascii_digit() || "%で件円）)n".contains(end);
            assert!(is_whole, "{keys}: {head}");
        }
    }
}

#[test]
fn every_chapter_can_be_seen_on_a_small_map() {
    let mut bench = Bench::sized(40, 12).keys(".");
    let mut seen = std::collections::BTreeSet::new();
    let mut places = Vec::new();
    for _ in 0..12 {
        let rows = map::rows(bench.library, &bench.state);
        let nodes = rows.iter().flatten().filter_map(|block| block.node);
        let kind = |id: &NodeId| bench.library.node(*id).kind == crate::model::Kind::Chapter;
        let chapters: Vec<NodeId> = nodes.filter(kind).collect();
        // Where the cursor is, something is lit.
        let lit = map::lit(bench.library, &bench.state);
        let at_root = bench.state.current() == Some(NodeId(0));
        assert!(
            at_root || chapters.iter().any(|id| lit.contains(id)),
            "{}",
            bench.place()
        );
        seen.extend(chapters.iter().copied());
        let caption = rows.last().unwrap().first().unwrap().text.clone();
        places.push(caption.split_whitespace().next().unwrap().to_owned());
        bench = bench.keys("j");
    }
    assert_eq!(seen.len(), 20);
    assert_eq!(places.first().unwrap(), "1–9/20");
    assert_eq!(places.last().unwrap(), "12–20/20");
}

#[test]
fn the_steps_of_a_change_have_a_cursor() {
    let bench = Bench::new().keys(":13<enter>W");
    assert_eq!(bench.state.focus, Pane::Right);
    let at =
        |bench: &Bench| panel::lines(bench.library, &bench.state)[bench.state.panel_cursor].clone();
    assert!(at(&bench).text().starts_with("消防防災施設災害復旧"));
    let bench = bench.keys("j");
    assert!(at(&bench).text().starts_with("テロ対策"));
    let bench = bench.keys("G");
    assert!(
        at(&bench).text().starts_with("震災復興特別交付税"),
        "what is not compared"
    );
    let bench = bench.keys("gj<enter>");
    assert_eq!(bench.place(), "13.5.1#1");
    assert_eq!(bench.state.focus, Pane::Left);
    let bench = Bench::new().keys(":13<enter>W<esc>");
    assert!(bench.panel().contains("要求額の合計"), "one Esc closes it");
}

#[test]
fn the_map_is_of_one_node_or_on_the_whole_screen() {
    use crate::explorer::view::map::rows;
    let bench = Bench::new().keys(":14<enter>z");
    let map = rows(bench.library, &bench.state);
    let node = bench.node("14");
    assert_eq!(map[0][0].node, Some(node));
    let below = bench.library.node(node).end;
    let is_below = |id: NodeId| id >= node && id < below;
    assert!(map.iter().flatten().filter_map(|b| b.node).all(is_below));
    let bench = bench.keys("z");
    assert_eq!(bench.state.map_of, None);
    let bench = bench.keys(".");
    assert!(bench.state.is_full_map());
    let map = rows(bench.library, &bench.state);
    // Every chapter has a row of its own, and what it adds up to can be read beside it.
    for chapter in 1..=20 {
        let node = bench.node(&chapter.to_string());
        assert!(
            map.iter().flatten().any(|b| b.node == Some(node)),
            "{chapter}"
        );
    }
    let bench = bench.keys("<enter>");
    assert!(!bench.state.is_full_map());
    assert_eq!(bench.place(), "14");
    assert_eq!(
        bench.keys("..").state.map,
        crate::explorer::state::map::MapShown::Off
    );
}

#[test]
fn two_nodes_are_set_side_by_side() {
    let bench = Bench::new().keys(":4<enter>=");
    assert!(bench.said().contains('='), "{}", bench.said());
    let bench = bench.keys(":5<enter>=");
    let listing = bench.state.listing().unwrap();
    let head: String = listing.head.iter().map(|l| l.text() + "\n").collect();
    for said in ["564.8", "110.0", "+229.9", "+54.7", "58.0%", "32.6%"] {
        assert!(head.contains(said), "{said}: {head}");
    }
    let bench = bench.keys("<enter>");
    assert_eq!(bench.place(), "4.3.10#1");
    let bench = Bench::new().keys(":4<enter>==");
    assert!(bench.state.listing().is_none());
}

/// As printed relisted lines count, so they are among the lines of a total wherever these are shown.
#[test]
fn as_printed_the_lines_are_those_of_the_total() {
    use crate::explorer::view::pair;
    use crate::ledger::Counting;
    let mut seen = Vec::new();
    for (keys, counting) in [("", Counting::Once), ("c", Counting::AsPrinted)] {
        let bench = Bench::new().keys(keys);
        let sides = (bench.node("14"), bench.node("13"));
        let totals = |id| bench.state.figures.totals(bench.library, id, counting);
        let rows = pair::entries(bench.library, &bench.state, sides).len();
        let most = totals(sides.0)
            .counts
            .counted
            .max(totals(sides.1).counts.counted);
        assert_eq!(rows, most, "{counting:?}");
        seen.push(rows);
    }
    assert!(seen[0] < seen[1], "a line is listed again there: {seen:?}");
}

#[test]
fn what_is_copied_is_shown_before_it_is() {
    use crate::explorer::view::copied;
    for (columns, rows) in [(120, 4), (40, 4)] {
        let bench = Bench::new().keys(":14<enter>y");
        let shown = copied::rows(bench.library, &bench.state, columns);
        assert!(shown.len() <= rows);
        let text: String = shown.iter().map(|line| line.text() + "\n").collect();
        for said in ["89.2億円", "大規模災害", " a ", " 14"] {
            assert!(text.contains(said), "{said}: {text}");
        }
        let bench = bench.keys("p");
        assert_eq!(bench.copied(), "89.2億円");
    }
}

#[test]
fn a_card_is_asked_for_by_its_files_name() {
    let bench = Bench::new().keys(":1.2.1#1<enter>:card<enter>");
    assert_eq!(
        bench.state.listing().unwrap().typed(),
        "shisaku-1.2.1-1.svg"
    );
    let bench = bench.keys("<c-u>a.csv<enter>");
    assert!(bench.said().contains(".svg"), "{}", bench.said());
    let node = bench.node("1.2.1#1");
    let bench = bench.keys("<c-u>a.svg<enter>");
    let is_card = |effect: &Effect| {
        matches!(effect, Effect::Export(export)
            if export.path == "a.svg" && matches!(export.what, Exported::Card { node: of, .. } if of == node))
    };
    assert!(bench.effects.iter().any(is_card));
}
