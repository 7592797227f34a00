//! The live search as it is shown: headings, sentences, what is lit, what is in the sum.

use super::support::Bench;
use crate::explorer::Action;
use crate::explorer::keys::command::{Mouse, MouseKind};
use crate::explorer::line::Role;
use crate::explorer::state::listing::{Entry, Stand};
use crate::explorer::view::{hits, status};

fn rows(bench: &Bench) -> &[Entry] {
    &bench.state.listing().unwrap().entries
}

fn headings(bench: &Bench) -> Vec<String> {
    let headings = rows(bench).iter().filter(|e| e.stand == Stand::Heading);
    headings
        .map(|e| format!("{} {}", e.line.text(), e.right.text()))
        .collect()
}

/// The hits after all that is to be done was done.
fn settled(query: &str) -> Bench {
    let mut bench = Bench::new().keys(&format!("/{query}"));
    while bench.state.is_searching() {
        bench.act(Action::Work);
    }
    bench
}

fn footer(bench: &Bench) -> String {
    status::status_line(bench.library, &bench.state, 120).text()
}

/// The parts of a role in the rows of the search.
fn lit(bench: &Bench) -> Vec<String> {
    let parts = |e: &Entry| [e.line.parts.clone(), e.right.parts.clone()].concat();
    let parts = rows(bench).iter().flat_map(parts);
    parts
        .filter(|part| part.role == Role::Match)
        .map(|part| part.text.trim().to_owned())
        .collect()
}

#[test]
fn titles_and_texts_have_headings_of_their_own_and_a_sentence_is_lit() {
    let bench = settled("kankei");
    let found = headings(&bench);
    assert_eq!(found.len(), 2, "{found:?}");
    for part in ["題名・事業名", "読みで一致", "予算 1件", "2件"] {
        assert!(found[0].contains(part), "{found:?}");
    }
    for part in ["本文", "合計の外", "14件"] {
        assert!(found[1].contains(part), "{found:?}");
    }
    let sentences = rows(&bench).iter().filter(|e| e.stand == Stand::Under);
    for sentence in sentences {
        let parts = &sentence.line.parts;
        assert!(parts.iter().any(|p| p.role == Role::Match), "{sentence:?}");
        // It is cut so that what is lit can be seen.
        let before = parts.iter().take_while(|p| p.role != Role::Match);
        let before: usize = before.map(|p| crate::text::width(&p.text)).sum();
        assert!(before < 70, "{sentence:?}");
    }
    let (instead, count) = hits::beside_query(bench.library, &bench.state);
    assert_eq!((instead.as_str(), count.as_str()), ("→ 関係", "16件"));
}

#[test]
fn what_has_less_than_every_word_stands_below_and_in_no_sum() {
    let bench = settled("子育て支援住民");
    let found = headings(&bench);
    assert!(found[0].starts_with("一部の語に当たるもの"), "{found:?}");
    assert!(found[1].starts_with("意味の近いもの"), "{found:?}");
    assert!(found.iter().all(|h| h.contains("合計の外")), "{found:?}");
    assert!(bench.state.search.lines.is_empty());
    assert!(
        footer(&bench).contains("0件  その下 1/"),
        "{}",
        footer(&bench)
    );
    let bench = bench.keys("<tab>");
    assert!(bench.state.passing.is_empty() && !bench.state.is_filtered());
    // As on the command line they stand below a short answer too, which stays first.
    let bench = settled("消防団 女性");
    let all = bench.state.search.progress.total;
    assert!((1..5).contains(&all), "{all}");
    assert!(bench.state.search.hits.len() > all);
    let found = headings(&bench);
    assert!(
        found[0].starts_with("本文") || found[0].starts_with("題名"),
        "{found:?}"
    );
    assert!(found.iter().any(|h| h.starts_with("一部の語")), "{found:?}");
    // `n` says which of them it is at.
    let bench = bench.keys("<enter>n");
    let bench = (1..all).fold(bench, |bench, _| bench.keys("n"));
    assert!(
        bench.said().starts_with("一部の語に当たるもの 1/"),
        "{}",
        bench.said()
    );
}

#[test]
fn the_cursor_passes_over_headings_and_sentences() {
    let bench = settled("kankei").keys("<down><down>");
    let place = bench.state.listing().unwrap().place;
    assert_eq!(rows(&bench)[place.cursor].stand, Stand::Alone);
    assert_eq!(bench.place(), "19.1.1");
    assert!(footer(&bench).contains("3/16"), "{}", footer(&bench));
    let bench = bench.keys("<up><up><up>");
    // Above the first stand the earlier queries, of which there is none.
    assert_eq!(bench.place(), "1.2.1#1");
    // Headings over the cursor are on the screen with it.
    assert_eq!(bench.state.listing().unwrap().place.offset, 0);
    let mut bench = bench;
    for _ in 0..40 {
        bench = bench.keys("<down>");
        let place = bench.state.listing().unwrap().place;
        assert_eq!(rows(&bench)[place.cursor].stand, Stand::Alone);
    }
    assert!(footer(&bench).contains("16/16"), "{}", footer(&bench));
}

#[test]
fn a_click_on_a_heading_does_nothing_and_on_a_sentence_goes_to_its_row() {
    let press = |row| {
        Action::Mouse(Mouse {
            kind: MouseKind::Press,
            column: 12,
            row,
        })
    };
    let mut bench = settled("kankei");
    let area = bench.state.listing_area().unwrap();
    bench.act(press(area.y + 1));
    assert!(bench.state.listing().is_some());
    let sentence = rows(&bench).iter().position(|e| e.stand == Stand::Under);
    let row = u16::try_from(sentence.unwrap()).unwrap();
    bench.act(press(area.y + 1 + row));
    assert!(bench.state.listing().is_none());
    assert_eq!(bench.place(), "19.1.1");
}

#[test]
fn the_key_takes_what_stands_in_texts_into_the_sum_and_out() {
    let bench = settled("kankei");
    let before = bench.state.search.lines.len();
    let bench = bench.keys("<c-y>");
    let lines = bench.state.search.lines.len();
    assert!(lines > before, "{lines}");
    assert!(
        headings(&bench)[1].contains("上と合わせて"),
        "{:?}",
        headings(&bench)
    );
    // What the table has is what the heading counted.
    let bench = bench.keys("<c-t>");
    assert_eq!(bench.state.table.as_ref().unwrap().rows.len(), lines);
    let bench = settled("kankei").keys("<c-y><c-y>");
    assert!(headings(&bench)[1].contains("合計の外"));
}

#[test]
fn an_amount_a_page_and_an_address_are_lit() {
    assert!(lit(&settled("841.1億円")).contains(&"841.1".to_owned()));
    let base = lit(&settled("162,000億円"));
    assert!(base.contains(&"元年度 162,000".to_owned()), "{base:?}");
    let pages = lit(&settled("33頁"));
    assert!(
        pages.iter().all(|text| text == "33頁") && pages.len() > 10,
        "{pages:?}"
    );
    assert!(lit(&settled("14.1.2")).contains(&"14.1.2".to_owned()));
    assert!(lit(&settled(">700億")).contains(&"728.7".to_owned()));
}

#[test]
fn a_node_without_money_says_so() {
    let bench = settled("4K・8K放送の推進");
    let row = rows(&bench)
        .iter()
        .find(|e| e.line.text().contains("4K・8K放送の推進"));
    assert!(row.unwrap().right.text().ends_with('−'));
}

#[test]
fn the_hits_of_a_question_stand_in_the_order_of_its_answer() {
    use crate::search::{Engine, MatchRule, Query};
    for text in ["一番増えたのは", "新規はどれ", "消防はなぜ減った"] {
        let bench = settled(text);
        let query = Query::parse(text).unwrap();
        let reply = Engine::new().reply(bench.library, &query, MatchRule::default());
        let answer = reply.unwrap().lines;
        let hits: Vec<_> = bench.state.search.hits.iter().map(|hit| hit.node).collect();
        let both = hits.len().min(answer.len());
        assert!(both > 1 && hits[..both] == answer[..both], "{text}");
    }
    let bench = settled("廃止された事業");
    assert!(bench.said().contains("皆減"), "{}", bench.said());
}
