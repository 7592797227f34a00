//! Review sheets that are still being read: what there is is looked at, and the rest takes its place around it.

use std::sync::Arc;

use super::sheets::{FILES, REQUEST, bench, data, named, title, told};
use super::support::Bench;
use crate::explorer::view::status;
use crate::explorer::{Action, Data, Poured, Sheets, break_off, pour, rearrange};
use crate::model::{Document, Library, NodeId, Presence};
use crate::review::tree::tree;
use crate::review::{By, Column, View};

fn view(year: u16) -> View {
    View {
        year,
        column: Column::Initial,
        by: By::Ministry,
        persons: false,
    }
}

/// The sheets of the first file's first lines, then those of both files.
fn pieces() -> (Arc<Data>, Arc<Data>) {
    let (name, lines) = FILES[1];
    let lines: Vec<&[u8]> = lines.split_inclusive(|b| *b == b'\n').collect();
    let some = lines[..lines.len() / 2].concat();
    (data(&[(name, &some)]), data(&FILES))
}

/// An explorer on the first piece, of that year, with more to come.
fn begun(documents: Vec<Document>, data: &Arc<Data>, year: u16) -> Bench {
    let mut bench = bench(documents, data, year);
    let mut library: Library = bench.library.clone();
    let sheets = bench.state.sheets.take().unwrap().so_far();
    library.more_comes(sheets.document);
    bench.state.sheets = Some(sheets);
    bench.library = Box::leak(Box::new(library));
    bench.state.await_documents(bench.library, None);
    bench.act(Action::Start(120, 40));
    bench
}

fn poured(bench: &mut Bench, data: &Arc<Data>, (before, year): (u16, u16), is_whole: bool) {
    let piece = Poured {
        data: Arc::clone(data),
        tree: tree(&data.reviews, &data.programmes, view(year), "2-1.csv"),
        before: view(before),
        is_whole,
    };
    let mut library = bench.library.clone();
    pour(&mut library, &mut bench.state, piece).unwrap();
    bench.library = Box::leak(Box::new(library));
}

fn newest(data: &Data) -> u16 {
    data.years.last().copied().unwrap()
}

fn seen(bench: &Bench) -> String {
    let rows = bench.state.tree.rows().iter();
    let rows: Vec<String> = rows.map(|id| bench.row_of(*id, 75).text()).collect();
    rows.join("\n")
}

#[test]
fn what_has_been_read_is_shown_and_sums_say_that_they_are_not_whole() {
    let (some, all) = pieces();
    let mut bench = begun(Vec::new(), &some, newest(&some));
    let said = |bench: &Bench| status::status_line(bench.library, &bench.state, 120).text();
    let count = format!("シート {}件まで", some.reviews.sheets.len());
    assert!(said(&bench).contains(&count), "{}", said(&bench));
    assert!(
        told(&bench).contains("計はまだ途中です"),
        "{}",
        bench.panel()
    );
    assert!(seen(&bench).contains("灯台省"), "{}", seen(&bench));
    // What became of a line would be told by too few sheets.
    bench = bench.keys("t");
    assert!(bench.said().contains("まだ全部は読んでいません"));
    assert!(bench.state.joined().is_none());
    bench = bench.keys("t");
    poured(&mut bench, &all, (newest(&some), 2024), true);
    assert!(!said(&bench).contains("件まで"), "{}", said(&bench));
    assert!(!bench.panel().contains("途中"), "{}", bench.panel());
    assert_eq!(bench.library.coming(), 0);
    assert!(bench.state.loading.is_none() && bench.state.joined().is_some());
}

#[test]
fn where_nobody_went_anywhere_the_end_is_what_reading_at_once_shows() {
    let (some, all) = pieces();
    let mut bench = begun(Vec::new(), &some, newest(&some));
    poured(&mut bench, &all, (newest(&some), 2024), true);
    let mut whole = super::sheets::bench(Vec::new(), &all, 2024);
    whole.act(Action::Start(120, 40));
    assert_eq!(seen(&bench), seen(&whole));
    assert_eq!(bench.panel(), whole.panel());
}

#[test]
fn the_programme_stays_selected_and_open_while_sheets_come() {
    let (some, all) = pieces();
    let mut bench = begun(Vec::new(), &some, newest(&some));
    let light = named(&bench, "灯台の光の測定");
    bench.act(Action::Go(light));
    bench = bench.keys("m");
    poured(&mut bench, &all, (newest(&some), 2024), false);
    assert_eq!(title(&bench), "灯台の光の測定");
    assert!(bench.state.is_marked(bench.state.selected().unwrap()));
    let state = bench.library.documents()[0].presence;
    assert_eq!((state, bench.library.coming()), (Presence::Coming, 1));
    poured(&mut bench, &all, (2024, 2024), true);
    assert_eq!(title(&bench), "灯台の光の測定");
    assert_eq!(
        bench.state.sheets.as_ref().map(Sheets::view),
        Some(view(2024))
    );
}

#[test]
fn a_heading_whose_number_changes_stays_selected() {
    let (name, lines) = FILES[1];
    let lines: Vec<&[u8]> = lines.split_inclusive(|b| *b == b'\n').collect();
    let all = data(&[(name, &lines.concat())]);
    // The first ministry comes last: its number is another one then.
    let turned: Vec<&[u8]> = lines.iter().rev().copied().collect();
    let turned = data(&[(name, &turned.concat())]);
    let year = newest(&all);
    let mut bench = begun(Vec::new(), &all, year);
    let ministries: Vec<NodeId> = bench.library.children(NodeId(0)).collect();
    let last = *ministries.last().unwrap();
    bench.act(Action::Go(last));
    let name = title(&bench);
    poured(&mut bench, &turned, (year, year), true);
    assert_eq!(title(&bench), name);
    assert_ne!(
        bench.library.node(bench.state.selected().unwrap()).ordinal,
        ministries.len() as u32
    );
}

#[test]
fn a_year_that_the_user_chose_stays() {
    let (some, all) = pieces();
    let first = newest(&some);
    let mut bench = begun(Vec::new(), &some, first);
    let chosen = view(first - 1);
    let made = rearrange(bench.library, &mut bench.state, chosen).unwrap();
    bench.library = Box::leak(Box::new(made.library));
    // More is to come as before.
    assert_eq!(bench.library.coming(), 1);
    assert!(
        bench
            .state
            .sheets
            .as_ref()
            .is_some_and(|sheets| !sheets.is_whole)
    );
    poured(&mut bench, &all, (first, 2024), false);
    poured(&mut bench, &all, (2024, 2024), true);
    assert_eq!(bench.state.sheets.as_ref().map(Sheets::view), Some(chosen));
}

#[test]
fn the_request_stands_beside_the_sheets_while_they_come() {
    let (some, all) = pieces();
    let document = crate::parse::parse("request.txt", REQUEST).unwrap();
    let mut bench = begun(vec![document], &some, newest(&some));
    let line = bench.library.budget_lines(NodeId(0)).next().unwrap();
    bench.act(Action::Go(line));
    bench = bench.keys("t");
    assert!(
        bench.panel().contains("まだ全部は読んでいません"),
        "{}",
        bench.panel()
    );
    poured(&mut bench, &all, (newest(&some), 2024), true);
    assert_eq!(bench.state.selected(), Some(line));
    assert!(bench.panel().contains("2024年度"), "{}", bench.panel());
}

#[test]
fn what_breaks_off_stays_and_is_said_not_to_be_whole() {
    let (some, _) = pieces();
    let mut bench = begun(Vec::new(), &some, newest(&some));
    let mut library = bench.library.clone();
    break_off(&mut library, &mut bench.state);
    bench.library = Box::leak(Box::new(library));
    assert_eq!(bench.library.coming(), 0);
    assert!(seen(&bench).contains("灯台省"), "{}", seen(&bench));
    let said = status::status_line(bench.library, &bench.state, 120).text();
    assert!(said.contains("残りは読めません"), "{said}");
    assert!(
        told(&bench).contains("計は途中までです"),
        "{}",
        bench.panel()
    );
}
