//! What is not on the screen stays as it was, and what is there answers mouse and keys.

use super::support::Bench;
use crate::explorer::line::Role;
use crate::explorer::state::layout::Pane;
use crate::explorer::state::listing::Target;
use crate::explorer::view::{pair, panel};
use crate::explorer::{Action, Mouse, MouseKind, Overlay, Settings, State};
use crate::model::{Kind, Library, NodeId};
use crate::review::tree::figure_name;
use crate::review::{By, Column};

fn mouse(kind: MouseKind, column: u16, row: u16) -> Action {
    Action::Mouse(Mouse { kind, column, row })
}

/// An explorer on a made-up document of two chapters.
fn made_up(lines: [&str; 3], is_exact: bool) -> Bench {
    let [first, second, third] = lines;
    let text = format!(
        "# 令和2年度 重点施策\n\n## 1 港の章\n\n港のテーマ\n\n(1) 岸壁の施策\n\n【予算】 岸壁事業 {first}\n\n\
         【予算】 灯台事業 {second}\n\n## 2 山の章\n\n山のテーマ\n\n(1) 林道の施策\n\n【予算】 林道事業 {third}\n"
    );
    let mut document = crate::parse::parse("a.md", &text).unwrap();
    if is_exact {
        document.meta.figure = Some(figure_name(Column::Initial, By::Ministry));
    }
    let library: &'static Library = Box::leak(Box::new(Library::new(vec![document])));
    let mut bench = Bench {
        library,
        state: State::new(library, Settings::default()),
        effects: Vec::new(),
    };
    bench.act(Action::Resize(120, 40));
    bench
}

#[test]
fn the_share_of_the_largest_line_is_rounded_as_everywhere() {
    let bench = made_up(
        [
            "9.0億円（元年度 8.0億円）",
            "7.0億円（元年度 8.0億円）",
            "1.0億円【新規】",
        ],
        false,
    );
    let sides = (bench.node("1"), bench.node("2"));
    let head = pair::head(bench.library, &bench.state, sides);
    let head: String = head.iter().map(|line| line.text() + "\n").collect();
    // 56.25 is rounded away from zero.
    assert!(head.contains("56.3%"), "{head}");
}

#[test]
fn a_change_too_small_for_its_hundredth_is_still_a_rise() {
    let bench = made_up(
        [
            "8.803億円（元年度 8.800億円）",
            "7.000億円（元年度 7.000億円）",
            "1.000億円（元年度 1.015億円）",
        ],
        true,
    );
    for (address, figure, role) in [
        ("1.1.1#1", "+0.00", Role::Rise),
        ("1.1.1#2", "±0.00", Role::Dim),
        ("2.1.1#1", "−0.02", Role::Fall),
    ] {
        let row = bench.row_of(bench.node(address), 66);
        let mut parts = row.parts.iter();
        let part = parts.find(|part| part.text.contains(figure));
        assert_eq!(part.map(|part| part.role), Some(role), "{}", row.text());
    }
}

#[test]
fn the_cursor_among_steps_is_on_one_whatever_changes() {
    let seed = Bench::new();
    let library = seed.library;
    let lines = |id: NodeId| library.budget_lines(id).count();
    let all = (0..library.len()).filter_map(|at| u32::try_from(at).ok().map(NodeId));
    let measures = all.filter(|id| library.node(*id).kind == Kind::Measure);
    let measures: Vec<NodeId> = measures.collect();
    let pairs = measures.windows(2).filter(|pair| {
        let is_beside = library.parent(pair[0]) == library.parent(pair[1]);
        is_beside && lines(pair[0]) >= 5 && (1..=3).contains(&lines(pair[1]))
    });
    let mut seen = 0;
    for pair in pairs.take(4) {
        let mut bench = Bench::new();
        bench.act(Action::Go(pair[0]));
        bench = bench.keys("WjjjjjJ");
        assert_eq!(bench.state.current(), Some(pair[1]));
        for size in [(120, 40), (110, 24), (160, 50)] {
            bench.act(Action::Resize(size.0, size.1));
            let lines = panel::lines(library, &bench.state);
            if lines.iter().any(|line| line.target.is_some()) {
                let line = &lines[bench.state.panel_cursor];
                assert!(line.target.is_some(), "{}", line.text());
                seen += 1;
            }
        }
    }
    assert!(seen > 0);
}

#[test]
fn a_click_puts_back_what_was_taken_out() {
    let mut bench = Bench::new().keys(":14<enter>-f");
    let area = bench.state.listing_area().unwrap();
    let listing = bench.state.listing().unwrap();
    let is_out = |target: &Target| matches!(target, Target::TakenOut(_));
    let mut targets = listing.entries.iter().map(|entry| entry.target);
    let at = targets.position(|target| is_out(&target)).unwrap();
    let rows = listing.rows_above() + at - listing.place.offset;
    let row = area.y + u16::try_from(rows).unwrap();
    assert!(area.contains(5, row));
    bench.act(mouse(MouseKind::Press, 5, row));
    assert!(bench.state.taken_out.is_empty());
    // The list stays for the next switch.
    let listing = bench.state.listing().unwrap();
    assert!(!listing.entries.iter().any(|entry| is_out(&entry.target)));
}

#[test]
fn a_tree_that_is_not_on_the_screen_is_not_scrolled() {
    let mut bench = Bench::sized(60, 20).keys("6gjjjjjj");
    let before = bench.state.tree.place;
    assert!(before.cursor > before.offset);
    bench = bench.keys("<tab>");
    assert_eq!(bench.state.focus, Pane::Right);
    bench = bench.keys("<tab>");
    assert_eq!(bench.state.tree.place, before);
    bench = bench.keys(".");
    assert!(bench.state.is_full_map());
    bench = bench.keys("<enter>");
    assert_eq!(bench.state.tree.place, before);
    bench.act(Action::Resize(20, 5));
    bench.act(Action::Resize(60, 20));
    assert_eq!(bench.state.tree.place, before);
}

#[test]
fn the_full_map_has_pages_and_a_wheel() {
    let bench = Bench::new().keys("6g.");
    assert_eq!(bench.state.tree.cursor(), 0);
    let rows = usize::from(bench.state.layout().unwrap().map.height);
    let mut bench = bench.keys("<c-d>");
    assert_eq!(bench.state.tree.cursor(), rows / 2);
    bench.act(mouse(MouseKind::WheelUp, 5, 5));
    assert_eq!(bench.state.tree.cursor(), rows / 2 - 3);
    let bench = bench.keys("g<pgdn>");
    assert_eq!(bench.state.tree.cursor(), rows - 1);
}

#[test]
fn a_click_or_the_wheel_ends_the_question_what_to_copy() {
    let layout = Bench::new().state.layout().unwrap();
    let (left, right) = (layout.left.unwrap(), layout.right.unwrap());
    for (kind, column, row) in [
        (MouseKind::Press, left.x + 5, left.y + 4),
        (MouseKind::Press, right.x + 5, right.y + 4),
        (MouseKind::WheelDown, left.x + 5, left.y + 4),
    ] {
        let mut bench = Bench::new().keys("y");
        assert!(matches!(bench.state.overlay, Overlay::Copying));
        bench.act(mouse(kind, column, row));
        assert!(matches!(bench.state.overlay, Overlay::None), "{kind:?}");
    }
}
