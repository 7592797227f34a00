//! What a search's sum is of: as typed, by the rule in force, and what is taken in.

use super::support::{Bench, times, type_in, work_off};
use crate::explorer::state::listing::Stand;
use crate::explorer::view::status;
use crate::explorer::{Effect, Exported};
use crate::ledger::LineSort;
use crate::model::NodeId;
use crate::search::MatchRule;

fn table(bench: &Bench) -> Vec<String> {
    let rows = &bench.state.table.as_ref().unwrap().rows;
    let address = |id| bench.library.address(id).to_string();
    rows.iter().copied().map(address).collect()
}

fn footer(bench: &Bench) -> String {
    status::status_line(bench.library, &bench.state, 200).text()
}

/// What the search's rows say at their right, headings and sentences left out.
fn notes(bench: &Bench) -> Vec<String> {
    let entries = bench.state.listing().unwrap().entries.iter();
    let rows = entries.filter(|entry| entry.stand == Stand::Alone);
    rows.map(|entry| entry.right.text()).collect()
}

#[test]
fn the_key_narrows_and_widens_what_the_sum_is_of() {
    let bench = Bench::new().keys("/5G<c-t>");
    let measure = table(&bench);
    assert!(
        footer(&bench).contains("5G[名・施策の題]"),
        "{}",
        footer(&bench)
    );
    let bench = bench.keys("M");
    assert_eq!(bench.said(), "照合: 上の題・本文も");
    let all = table(&bench);
    let bench = bench.keys("M");
    assert_eq!(bench.state.match_rule, MatchRule::Own);
    let own = table(&bench);
    assert!(own.len() < measure.len() && measure.len() < all.len());
    assert!(own.iter().all(|line| measure.contains(line)));
    assert!(measure.iter().all(|line| all.contains(line)));
    for line in &own {
        let title = &bench.library.node(bench.node(line)).title;
        assert!(title.contains("5G") || title.contains("５Ｇ"), "{title}");
    }
    // Round and back.
    assert_eq!(table(&bench.keys("M")), measure);
}

#[test]
fn the_rule_stands_in_the_head_of_what_is_written() {
    let bench = Bench::new().keys("/5G<tab>Mx<c-u>a.md<enter>");
    let about = bench.effects.iter().find_map(|effect| match effect {
        Effect::Export(wanted) => match &wanted.what {
            Exported::Lines { about, .. } => Some(about.as_str()),
            Exported::Marks { .. } | Exported::Card { .. } => None,
        },
        _ => None,
    });
    assert_eq!(about, Some("5G[上の題・本文も]"));
    // Conditions alone look for no words.
    let bench = Bench::new().keys("/新規<tab>");
    assert!(
        footer(&bench).contains("絞り込み中:新規  "),
        "{}",
        footer(&bench)
    );
}

#[test]
fn what_only_reads_alike_is_said_and_taken_in_by_the_same_key_again() {
    let bench = Bench::new().keys("/製作");
    assert_eq!(bench.said(), "製作はありません。同じ読み: 政策、制作");
    // What holds for all is said once, over them.
    let heading = &bench.entries()[0];
    assert!(heading.contains("読みで一致"), "{heading}");
    let bench = bench.keys("<c-t>");
    assert!(!bench.state.is_filtered() && bench.state.table.is_none());
    assert_eq!(bench.state.listing().unwrap().typed(), "'政策|'制作");
    assert!(bench.said().contains("もう一度 Ctrl-t"), "{}", bench.said());
    let bench = bench.keys("<c-t>");
    assert!(!table(&bench).is_empty());
    assert!(footer(&bench).contains("'政策|'制作"), "{}", footer(&bench));
    // Nothing is narrowed by what is not written from the tree either.
    let bench = Bench::new().keys("/製作<enter>&");
    assert!(!bench.state.is_filtered());
    assert_eq!(bench.said(), "製作はありません。同じ読み: 政策、制作");
}

#[test]
fn where_only_titles_farther_above_have_it_the_same_key_again_widens() {
    let bench = Bench::new().keys("/自然言語処理<tab>");
    assert!(!bench.state.is_filtered() && bench.state.match_rule == MatchRule::All);
    assert!(bench.said().contains("もう一度 Tab"), "{}", bench.said());
    let bench = bench.keys("<tab>");
    assert!(bench.state.is_filtered() && !bench.state.passing.is_empty());
}

#[test]
fn where_no_line_has_every_word_the_same_key_takes_in_what_stands_below() {
    let bench = Bench::new().keys("/若い人に消防団へ入ってもらう<c-t>");
    assert!(!bench.state.is_filtered() && bench.state.table.is_none());
    let typed = bench.state.listing().unwrap().typed().to_owned();
    assert!(typed.contains("番地:14.2.3"), "{typed}");
    assert!(
        bench.said().contains("番地で取り込みました"),
        "{}",
        bench.said()
    );
    let bench = bench.keys("<c-t>");
    assert!(!table(&bench).is_empty());
    // Every sum and export says of what it is.
    assert!(footer(&bench).contains("番地:"), "{}", footer(&bench));
}

#[test]
fn with_several_documents_open_what_stands_below_is_taken_in_from_each() {
    let (library, mut state) = times(2, (120, 40));
    type_in(&library, &mut state, "/若い人に消防団へ入ってもらう");
    work_off(&library, &mut state);
    type_in(&library, &mut state, "<c-t>");
    work_off(&library, &mut state);
    let typed = state.listing().unwrap().typed().to_owned();
    // Each document has that address.
    for place in ["番地:1/14.2.3", "番地:2/14.2.3"] {
        assert!(typed.contains(place), "{typed}");
    }
    type_in(&library, &mut state, "<c-t>");
    work_off(&library, &mut state);
    let rows = &state.table.as_ref().unwrap().rows;
    let documents = rows.iter().map(|line| library.document_index(*line));
    assert!(documents.clone().any(|n| n == 0) && documents.clone().any(|n| n == 1));
}

#[test]
fn the_table_of_a_question_stands_in_the_order_of_its_answer() {
    let bench = Bench::new().keys("/一番増えたのは<c-t>");
    let arrangement = &bench.state.tree.arrangement;
    assert_eq!(
        (arrangement.sort, arrangement.turned),
        (LineSort::Change, false)
    );
    let rows = &bench.state.table.as_ref().unwrap().rows;
    let change = |id: &NodeId| {
        let line = bench.library.budget(*id);
        line.and_then(crate::ledger::change)
            .map(|change| change.oku)
    };
    let changes: Vec<_> = rows.iter().filter_map(change).collect();
    assert!(changes.len() > 9 && changes.is_sorted_by(|a, b| a >= b));
}

#[test]
fn a_sign_that_says_nothing_is_told_while_it_is_typed() {
    let bench = Bench::new().keys("/消防 OR");
    let told = "「OR」の後に語がありません。ないものとして探しました";
    assert!(bench.said().contains(told), "{}", bench.said());
    assert!(!bench.state.search.hits.is_empty());
    let bench = bench.keys(" 救急");
    assert!(!bench.said().contains("OR"), "{}", bench.said());
    let bench = Bench::new().keys("/300頁");
    assert!(
        bench.said().contains("300頁はありません"),
        "{}",
        bench.said()
    );
}

#[test]
fn a_hit_says_through_which_title_it_came() {
    let bench = Bench::new().keys("/消防 新規");
    let all = notes(&bench);
    for via in ["施策の題から", "施策の本文から", "テーマの題から"] {
        assert!(all.iter().any(|note| note.contains(via)), "{via}: {all:?}");
    }
    // What is written as typed in the hit itself says nothing.
    assert!(
        all[0]
            .trim()
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.'),
        "{all:?}"
    );
}
