//! Search, palette, help, marks, copying, places.

use super::support::Bench;
use crate::explorer::state::listing::ListKind;
use crate::explorer::view::table;
use crate::explorer::{Action, Effect};

#[test]
fn results_come_while_typing_and_escape_restores_the_place() {
    let bench = Bench::new().keys("jj/量子暗号");
    assert_eq!(bench.state.listing().unwrap().kind, ListKind::Search);
    assert!(bench.entries().len() >= 3);
    // The panel shows the hit under the cursor.
    assert!(bench.panel().contains("量子暗号"));
    let bench = bench.keys("<down><esc>");
    assert!(bench.state.listing().is_none());
    assert_eq!(bench.place(), "II");
}

#[test]
fn enter_goes_to_the_hit_and_n_to_the_next() {
    let bench = Bench::new().keys("/量子暗号<enter>");
    let first = bench.place();
    let bench = bench.keys("n");
    let second = bench.place();
    assert_ne!(first, second);
    assert!(bench.said().contains("量子暗号"));
    let bench = bench.keys("N");
    assert_eq!(bench.place(), first);
    // Round the corner.
    let bench = bench.keys("Nn");
    assert_eq!(bench.place(), first);
    let bench = bench.keys("[");
    assert_eq!(bench.place(), ".");
}

#[test]
fn hits_are_made_ready_for_the_screen_and_all_are_there_when_they_are_wanted() {
    let bench = Bench::sized(80, 30).keys("/事業");
    let total = bench.state.search.progress.total;
    assert!(total > 100);
    assert_eq!(bench.state.search.hits.len(), 60);
    // The page after the next one is made ready before it is looked at.
    let bench = bench.keys("<pgdn><pgdn><pgdn>");
    assert_eq!(bench.state.search.hits.len(), total);
    let bench = Bench::sized(80, 30).keys("/事業<enter>");
    assert_eq!(bench.state.search.hits.len(), total);
    // After Esc the hits come back from the first on, by `N` from the last.
    let bench = bench.keys("<esc>n");
    assert!(bench.said().starts_with("1/"), "{}", bench.said());
    let bench = bench.keys("<esc>N");
    assert!(
        bench.said().starts_with(&format!("{total}/")),
        "{}",
        bench.said()
    );
}

#[test]
fn a_search_without_hits_says_so_and_stays() {
    let bench = Bench::new().keys("/qqqqzz<enter>");
    assert!(bench.state.listing().is_some());
    assert!(!bench.said().is_empty());
    let bench = bench.keys("<c-u>消防<enter>");
    assert!(bench.state.listing().is_none());
}

#[test]
fn earlier_queries_come_back() {
    let bench = Bench::new().keys("/消防<enter>/量子<enter>/<c-r>");
    assert_eq!(bench.state.listing().unwrap().typed(), "量子");
    let bench = bench.keys("<c-r>");
    assert_eq!(bench.state.listing().unwrap().typed(), "消防");
    // Above the first result they stand as well, as in a shell.
    let bench = bench.keys("<esc>/<up><up>");
    assert_eq!(bench.state.listing().unwrap().typed(), "消防");
    // Esc brings the last search back.
    let bench = bench.keys("<esc>");
    assert_eq!(bench.state.search.query, "量子");
}

#[test]
fn what_is_pasted_is_typed() {
    let mut bench = Bench::new().keys("/");
    bench.act(Action::Paste("量子\n暗号".into()));
    assert_eq!(bench.state.listing().unwrap().typed(), "量子 暗号");
    assert!(!bench.state.search.hits.is_empty());
    let mut bench = bench.keys("<esc>");
    bench.act(Action::Paste("q".into()));
    assert!(bench.effects.is_empty());
}

#[test]
fn the_palette_knows_words_and_addresses() {
    let bench = Bench::new().keys(":waterfall<enter>");
    assert!(bench.panel().contains("変わり方の大きい順"));
    assert_eq!(Bench::new().keys(":14.1.2<enter>").place(), "14.1.2");
    assert_eq!(Bench::new().keys(":１４の２<enter>").place(), "14.2");
    assert_eq!(Bench::new().keys(":IV<enter>").place(), "IV");
    let bench = Bench::new().keys(":language<enter>");
    assert_eq!(bench.state.settings.lang, crate::lang::Lang::En);
    let bench = Bench::new().keys(":quit<enter>");
    assert!(bench.effects.contains(&Effect::Quit));
}

#[test]
fn every_command_of_the_panes_is_in_the_palette() {
    use crate::explorer::keys::keymap::{Context, TABLE};
    let bench = Bench::new().keys(":");
    let entries = bench.entries();
    for binding in TABLE.iter().filter(|b| b.context == Context::Main) {
        assert!(
            entries.iter().any(|e| e.starts_with(binding.word)),
            "{}",
            binding.word
        );
    }
}

#[test]
fn help_is_made_of_the_key_table_and_can_be_searched() {
    let bench = Bench::new().keys("?");
    let all = bench.entries().len();
    let bench = bench.keys("再掲");
    let found = bench.entries();
    assert!(found.len() < all);
    assert!(found.iter().any(|e| e.contains("再掲元へ")));
    let bench = bench.keys("<c-u>W");
    assert!(bench.entries().iter().any(|e| e.contains("増減の内訳")));
}

#[test]
fn on_a_narrow_screen_every_text_is_there_to_its_end() {
    for key in ["?", ":"] {
        let wide = Bench::new().keys(key).entries();
        let mut bench = Bench::sized(40, 12).keys(key);
        let narrow = bench.entries();
        assert!(narrow.len() > wide.len());
        let joined = |rows: &[String]| rows.concat().replace(' ', "");
        assert_eq!(joined(&narrow), joined(&wide));
        let listing = bench.state.listing().unwrap();
        let ruler = crate::text::Ruler::default();
        for entry in &listing.entries {
            let columns = entry.line.width(ruler) + entry.right.width(ruler);
            assert!(columns <= 38, "{}", entry.line.text());
        }
        bench.act(Action::Resize(120, 40));
        assert_eq!(bench.entries(), wide);
    }
}

#[test]
fn the_filters_say_what_they_hold_beside_the_sums() {
    let rows = Bench::new().keys("f").entries();
    assert!(
        rows.iter()
            .any(|row| row.ends_with("増  ≈・新規・再掲も含む")),
        "{rows:?}"
    );
    assert!(
        rows.iter().any(|row| row.ends_with("減  ≈・再掲も含む")),
        "{rows:?}"
    );
}

#[test]
fn a_mark_is_seen_under_the_cursor_too() {
    let row = |bench: &Bench| {
        let id = bench.state.current().unwrap();
        let (library, state) = (bench.library, &bench.state);
        match state.table {
            Some(_) => table::row(library, state, id, table::Columns::of(library, state, 39)),
            None => bench.row_of(id, 39),
        }
        .text()
    };
    for keys in ["j", "T"] {
        let bench = Bench::sized(40, 12).keys(keys);
        assert!(!row(&bench).contains('*'), "{}", row(&bench));
        let bench = bench.keys("m");
        assert!(row(&bench).contains('*'), "{}", row(&bench));
    }
}

#[test]
fn marks_are_set_noted_listed_and_deleted() {
    let bench = Bench::new().keys("jmjm");
    assert_eq!(bench.effects, [Effect::Save, Effect::Save]);
    let bench = bench.keys("'");
    assert_eq!(bench.entries().len(), 2);
    let bench = bench.keys("e要確認<enter>");
    assert_eq!(bench.state.marks[0].note, "要確認");
    assert!(bench.entries()[0].contains("要確認"));
    let bench = bench.keys("jd<enter>");
    assert_eq!(bench.place(), "I");
    assert!(bench.panel().contains("* 要確認"));
    // What has a note asks first; moving away is a no.
    let bench = bench.keys("m");
    assert!(bench.said().contains("もう一度 m"), "{}", bench.said());
    let bench = bench.keys("jkm");
    assert_eq!(bench.state.marks.len(), 1);
    let bench = bench.keys("m'");
    assert!(bench.state.listing().is_none());
    // Each change can be undone, the last first.
    let bench = bench.keys("U");
    assert_eq!(bench.state.marks[0].note, "要確認");
    let bench = bench.keys("'d");
    assert!(bench.state.listing().is_none() && bench.state.marks.is_empty());
    let bench = bench.keys("UU'");
    assert_eq!(bench.state.marks.len(), 2);
    let bench = bench.keys("eu<enter>uu");
    assert_eq!(bench.state.marks.len(), 2);
    assert_eq!(bench.state.marks[0].note, "");
    let bench = bench.keys("<esc>UUUUUU");
    assert!(bench.state.marks.is_empty());
    assert!(bench.said().contains("取り消せる"), "{}", bench.said());
}

#[test]
fn marks_that_are_not_found_are_listed_and_kept() {
    let mut bench = Bench::new();
    let mut saved = bench.state.saved(bench.library);
    let json = r#"[{"address":"99.1","title":"なくなった施策","note":"大事"},{"address":"I"}]"#;
    saved.marks = serde_json::from_str(json).unwrap();
    bench.state.restore(bench.library, &saved);
    let bench = bench.keys("'j");
    let rows = bench.entries();
    assert_eq!(rows.len(), 2);
    for part in ["見つからない印", "99.1", "なくなった施策", "大事"] {
        assert!(rows[1].contains(part), "{rows:?}");
    }
    let bench = bench.keys("<enter>");
    assert!(bench.said().contains("元の文書"), "{}", bench.said());
    assert_eq!(bench.state.saved(bench.library).marks.len(), 2);
    let bench = bench.keys("d");
    assert_eq!(bench.entries().len(), 1);
    let bench = bench.keys("u");
    assert_eq!(bench.entries().len(), 2);
}

#[test]
fn what_is_copied() {
    let bench = Bench::new().keys(":1.2.1#1<enter>ya");
    assert_eq!(bench.copied(), "1.2.1#1");
    let bench = bench.keys("yp");
    assert_eq!(bench.copied(), "8.1億円（元年度 5.1億円）");
    let bench = bench.keys("yy");
    assert!(bench.copied().contains("関係人口創出・拡大事業"));
    let bench = bench.keys("yc");
    let citation = bench.copied();
    for part in [
        "第1章",
        "関係人口創出・拡大事業",
        "8.1億円",
        "5頁",
        "番地 1.2.1#1",
    ] {
        assert!(citation.contains(part), "{citation}");
    }
    let bench = Bench::new().keys("jypy<esc>");
    assert_eq!(bench.copied(), "42.0億円");
}

#[test]
fn the_source_opens_at_its_line() {
    let bench = Bench::new().keys(":1.2.1#1<enter>v");
    let expected = Effect::OpenEditor {
        source: "seed.md".into(),
        line: 184,
    };
    assert_eq!(bench.effects, [expected]);
}

#[test]
fn places_of_a_programme_are_listed() {
    let bench = Bench::new();
    let library = bench.library;
    let line = library
        .budget_lines(bench.node("."))
        .find(|id| !library.relistings(*id).is_empty())
        .unwrap();
    let address = library.address(line).to_string();
    let bench = bench.keys(&format!(":{address}<enter>O"));
    assert!(bench.entries().len() >= 2);
    // What is inside another programme's sum leads to that programme.
    let bench = Bench::new().keys(":10.1.1#2<enter>Og");
    let entries = bench.entries();
    assert!(entries[0].starts_with("8.5.1#1 "), "{entries:?}");
    assert!(entries[0].contains("名前が含まれる"), "{entries:?}");
    assert_eq!(bench.keys("<enter>").place(), "8.5.1#1");
    // Of the whole document every line that is listed more than once.
    let relisted = library.budget_lines(bench_root(library));
    let relisted = relisted.filter(|id| library.node(*id).relisted).count();
    assert!(Bench::new().keys("O").entries().len() > relisted);
    let bench = Bench::new().keys(":1.2.1#2<enter>O");
    assert!(bench.state.listing().is_none() && !bench.said().is_empty());
}

fn bench_root(library: &crate::model::Library) -> crate::model::NodeId {
    library.documents()[0].root
}

#[test]
fn findings_stand_under_their_kinds_with_their_whole_sentences() {
    use crate::explorer::state::listing::Stand;
    let bench = Bench::sized(80, 24).keys("!");
    let entries = &bench.state.listing().unwrap().entries;
    let headings = entries.iter().filter(|e| e.stand == Stand::Heading);
    let headings: Vec<String> = headings.map(|e| e.line.text()).collect();
    assert!(headings[0].starts_with("! 注意"), "{headings:?}");
    assert!(
        headings[1..].iter().all(|h| h.starts_with("i ")),
        "{headings:?}"
    );
    let kinds: std::collections::BTreeSet<&String> = headings.iter().collect();
    assert_eq!(kinds.len(), headings.len(), "each kind once");
    for entry in entries {
        let width = crate::text::width(&entry.line.text());
        assert!(width <= 78, "{}", entry.line.text());
    }
    assert!(
        bench.state.listing().unwrap().head[0]
            .text()
            .contains("読めない0")
    );
    // Enter goes to the place.
    assert_ne!(bench.keys("<enter>").place(), ".");
}

#[test]
fn the_table_says_which_document_a_line_is_of() {
    for (documents, is_named) in [(2, true), (1, false)] {
        let (library, mut state) = super::support::times(documents, (100, 30));
        super::support::type_in(&library, &mut state, "T");
        let id = state.current().unwrap();
        let columns = table::Columns::of(&library, &state, 99);
        let row = table::row(&library, &state, id, columns).text();
        let head = table::head(&library, &state, 100).text();
        assert_eq!(row.contains("seed.md"), is_named, "{row}");
        assert_eq!(head.contains("文書"), is_named, "{head}");
    }
}
