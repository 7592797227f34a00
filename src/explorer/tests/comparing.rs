//! Two documents side by side.

use super::support::Bench;
use crate::explorer::state::compare::Comparison;
use crate::explorer::state::listing::{ListKind, Stand};
use crate::explorer::{Action, Command, Settings, State, update};
use crate::model::{Library, NodeId};
use crate::parse;

const SEED: &str = include_str!("../../../seeds/000_3bd7bf674129a828.txt");

/// The document as it might have been the year before: one request smaller, one name another,
/// one programme not yet there.
fn earlier() -> String {
    let text = SEED
        .replace(
            "関係人口創出・拡大事業 8.1億円",
            "関係人口創出・拡大事業 5.1億円",
        )
        .replace(
            "シェアリングエコノミー活用推進事業",
            "シェアリングエコノミー普及推進事業",
        )
        .replace(
            "【予算】地域経済循環創造事業交付金 14.5億円（元年度 10.0億円）",
            "",
        );
    assert_ne!(text, SEED);
    text
}

/// This year's document and the year before's, in this order.
pub(crate) fn both() -> Library {
    let documents = [("new.md", SEED), ("old.md", &earlier())];
    Library::new(
        documents
            .into_iter()
            .map(|(name, text)| parse::parse(name, text).unwrap())
            .collect(),
    )
}

/// The list of differences, open at that size.
pub(crate) fn opened(library: &Library, columns: u16, rows: u16) -> State {
    let mut state = State::new(library, Settings::default());
    update(library, &mut state, Action::Resize(columns, rows));
    let roots: Vec<_> = library.documents().iter().map(|d| d.root).collect();
    state.compare(library, roots[1], roots[0]);
    update(library, &mut state, Action::Do(Command::Compare));
    state
}

#[test]
fn what_differs_stands_in_the_list_the_largest_change_first() {
    let library = both();
    let state = opened(&library, 120, 40);
    let listing = state.listing().unwrap();
    assert_eq!(listing.kind, ListKind::Compare);
    let head = listing.head[1].text();
    for count in ["増減 1", "改称 1", "新設 1", "廃止 0"] {
        assert!(head.contains(count), "{head}");
    }
    let rows: Vec<(String, String)> = listing
        .entries
        .iter()
        .map(|e| (e.line.text(), e.right.text()))
        .collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0].0, "[増減] 1.2.1#1 関係人口創出・拡大事業");
    assert!(
        rows[0].1.contains("5.1 ->") && rows[0].1.ends_with("+3.0"),
        "{rows:?}"
    );
    // A join by likeness says so, below where the row has no room for it.
    assert!(
        rows[2]
            .0
            .contains("(前は「シェアリングエコノミー普及推進事業」、名称の類似")
    );
    assert!(
        rows[3].0.starts_with("[新設]") && rows[3].1.ends_with("+14.5"),
        "{rows:?}"
    );
}

#[test]
fn what_is_said_of_a_join_can_be_read_on_a_small_screen() {
    let library = both();
    for columns in [40, 80] {
        let mut state = opened(&library, 120, 40);
        update(&library, &mut state, Action::Resize(columns, 24));
        let entries = &state.listing().unwrap().entries;
        let under = entries.iter().filter(|e| e.stand == Stand::Under);
        let under: String = under.map(|e| e.line.text().trim().to_owned()).collect();
        assert!(
            under.contains("(前は「シェアリングエコノミー普及推進事業」、名称の類似"),
            "{columns}: {under}"
        );
    }
}

#[test]
fn a_row_leads_to_its_line_and_the_panel_says_what_became_of_it() {
    let library = both();
    let mut state = opened(&library, 120, 40);
    update(&library, &mut state, Action::Do(Command::Accept));
    let here = state.current().unwrap();
    assert_eq!(library.node(here).title, "関係人口創出・拡大事業");
    assert_eq!(library.document_index(here), 0);
    let panel: Vec<String> = crate::explorer::view::panel::lines(&library, &state)
        .iter()
        .map(crate::explorer::line::Line::text)
        .collect();
    assert!(
        panel
            .iter()
            .any(|l| l.contains("二つの文書: 増減  5.1 -> 8.1  +3.0")),
        "{panel:?}"
    );
}

#[test]
fn a_base_year_that_the_earlier_document_told_differently_is_named() {
    let later = SEED.to_owned();
    let earlier = SEED
        .replace("令和2年度", "令和元年度")
        .replace("（元年度", "（30年度");
    let documents = vec![
        parse::parse("new.md", &later).unwrap(),
        parse::parse("old.md", &earlier).unwrap(),
    ];
    let library = Library::new(documents);
    let roots: Vec<_> = library.documents().iter().map(|d| d.root).collect();
    let comparison = Comparison::new(&library, roots[1], roots[0]);
    // 8.1 was requested then, 5.1 is what the later document gives as the base.
    let line = library.find(&"1.2.1#1".parse().unwrap()).unwrap();
    let gap = comparison.of(line).unwrap().base_gap.unwrap();
    assert_eq!(gap.oku.to_string(), "-3.0");
}

#[test]
fn where_no_year_can_be_compared_it_is_said_how_two_documents_are() {
    let text = "# 施策\n\n## 1 消防\n\n## (1) 消防\n\n【予算】甲 事項要求\n";
    let library = Library::new(vec![parse::parse("a.txt", text).unwrap()]);
    let mut state = State::new(&library, Settings::default());
    update(&library, &mut state, Action::Do(Command::Compare));
    assert!(state.listing().is_none());
    assert!(state.message.unwrap().contains("--compare"));
}

#[test]
fn without_a_second_document_its_two_years_stand_side_by_side() {
    let bench = Bench::new().keys("D");
    let listing = bench.state.listing().unwrap();
    assert_eq!(listing.kind, ListKind::Years(NodeId(0)));
    let rows: Vec<String> = listing.entries.iter().map(|e| e.line.text()).collect();
    assert_eq!(rows.len(), 20);
    // 106.4 to 834.4 is the largest ratio, though not the largest change.
    assert!(
        rows[0].starts_with("18 時代の変化に対応した統計"),
        "{rows:?}"
    );
    assert!(rows[0].contains("○━") && rows[0].contains("━●"), "{rows:?}");
    assert!(rows[0].contains("+728.0"), "{rows:?}");
    let fall = rows.iter().find(|row| row.starts_with("13 ")).unwrap();
    assert!(fall.find('●') < fall.find('○'), "{fall}");
    let mut all = listing.head.iter().map(|line| line.text());
    assert!(all.next_back().unwrap().contains("+8,323.5"));
    assert_eq!(bench.keys("<enter>").place(), "18");
}
