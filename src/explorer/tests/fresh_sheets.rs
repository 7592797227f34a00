//! Review sheets of another year while documents are read anew, and marks of programmes that a year does not have.

use std::sync::Arc;

use super::sheets::{FILES, REQUEST, bench, data, named, title};
use super::support::Bench;
use crate::explorer::{Action, Data, as_shown, reread};
use crate::model::{Document, Library, NodeId};
use crate::parse::parse;
use crate::review::tree::tree;
use crate::review::{By, Column, View};

/// JUDGIT's sheets, and of one year two programmes more, of which no other year has a figure.
fn with_more_in_2021() -> Arc<Data> {
    let (name, lines) = FILES[1];
    let lines = std::str::from_utf8(lines).unwrap();
    let model = lines.lines().nth(1).unwrap();
    let mut model: serde_json::Value = serde_json::from_str(model).unwrap();
    let years = model["予算"].as_array_mut().unwrap();
    years.retain(|year| year["年度"] == 2021);
    let mut all = lines.to_owned();
    for (number, programme) in [("0901", "海図の刊行史"), ("0902", "暗礁の測量")] {
        model["事業名"] = programme.into();
        model["事業番号"] = format!("2022-灯台-22-{number}").into();
        all.push_str(&format!("{model}\n"));
    }
    data(&[(name, all.as_bytes())])
}

fn document(text: &str) -> Document {
    parse("request.txt", text).unwrap()
}

fn leaked(library: Library) -> &'static Library {
    Box::leak(Box::new(library))
}

/// The documents as they are read anew: the sheets in the view of the start.
fn read_anew(text: &str, data: &Data, year: u16) -> Library {
    let view = View {
        year,
        column: Column::Initial,
        by: By::Ministry,
        persons: false,
    };
    let sheets = tree(&data.reviews, &data.programmes, view, "2-1.csv");
    Library::new(vec![document(text), sheets.document])
}

/// What is marked, as it is called now.
fn marked(bench: &Bench) -> Vec<&'static str> {
    let marks = bench.state.marks.iter();
    let library = bench.library;
    marks
        .map(|mark| library.node(mark.node).title.as_str())
        .collect()
}

/// Goes to the programme and marks it with a note.
fn mark(mut bench: Bench, programme: &str, note: &str) -> Bench {
    let node = named(&bench, programme);
    bench.act(Action::Go(node));
    let mut bench = bench.keys("m");
    bench.state.marks.last_mut().unwrap().note = note.to_owned();
    bench
}

#[test]
fn documents_read_anew_under_another_year_move_nothing_and_change_no_total() {
    let data = with_more_in_2021();
    let text = format!("{REQUEST}\n");
    let bench = bench(vec![document(&text)], &data, 2023).keys("6<lt><lt>");
    let mut bench = mark(bench, "灯台の光の測定", "");
    bench = bench.keys("-");
    let out = bench.state.taken_out.clone();
    let numbered = bench.library.len();
    for text in [text.clone() + "\n本文です。\n", text] {
        let fresh = read_anew(&text, &data, 2023);
        assert_ne!(numbered, fresh.len());
        let shown = as_shown(bench.library, &fresh, &bench.state).unwrap();
        assert!(shown.text.contains("暗礁の測量"), "{}", shown.text);
        reread(bench.library, &shown.library, &mut bench.state);
        bench.library = leaked(shown.library);
        assert_eq!(title(&bench), "灯台の光の測定");
        assert_eq!(marked(&bench), ["灯台の光の測定"]);
        let titles = |ids: &[NodeId]| -> Vec<&str> {
            let titles = ids.iter().map(|id| bench.library.node(*id).title.as_str());
            titles.collect()
        };
        assert_eq!(titles(&bench.state.taken_out).len(), out.len());
        assert_eq!(titles(&bench.state.taken_out), ["灯台の光の測定"]);
        assert_eq!(bench.said(), "読み直しました  合計は変わりません");
    }
    // A total that is another is told, and no other.
    let grown = format!("{REQUEST}\n").replace("8.8億円", "9.8億円");
    let fresh = read_anew(&grown, &data, 2023);
    let shown = as_shown(bench.library, &fresh, &bench.state).unwrap();
    reread(bench.library, &shown.library, &mut bench.state);
    assert_eq!(bench.said(), "読み直しました  合計 11.8 → 12.8");
}

#[test]
fn a_mark_of_another_year_s_programme_takes_no_programme_that_is_only_called_alike() {
    let bench = bench(Vec::new(), &with_more_in_2021(), 2021);
    let bench = mark(mark(bench, "海図の刊行", "B"), "海図の刊行史", "A");
    let mut bench = bench.keys(">");
    assert_eq!(marked(&bench), ["海図の刊行"]);
    assert_eq!(bench.state.lost.len(), 1);
    // Nor where that one is free.
    let book = named(&bench, "海図の刊行");
    bench.act(Action::Go(book));
    let bench = bench.keys("mm>");
    assert_eq!(marked(&bench), Vec::<&str>::new());
    let bench = bench.keys("<lt><lt>");
    assert_eq!(marked(&bench), ["海図の刊行史"]);
    assert_eq!(bench.state.marks[0].note, "A");
    // The same after a start in a year that does not have it.
    let bench = bench.keys(">");
    let saved = bench.state.saved(bench.library);
    let mut again = super::sheets::bench(Vec::new(), &with_more_in_2021(), 2022);
    again.state.restore(again.library, &saved);
    assert_eq!(marked(&again), Vec::<&str>::new());
    let again = again.keys("<lt>");
    assert_eq!(marked(&again), ["海図の刊行史"]);
}
