//! Review sheets: year, figure and arrangement by a key, what became of a line.

use std::io::{BufReader, Cursor};
use std::sync::Arc;

use super::support::{Bench, SEED};
use crate::explorer::view::{columns, rows, years};
use crate::explorer::{Action, Command, Data, Effect, Settings, Sheets, State};
use crate::lang::Lang;
use crate::ledger::LineSort;
use crate::model::{Document, Library, NodeId};
use crate::review::tree::{tree, years as years_of};
use crate::review::{By, Column, Gathered, Programmes, View, read, recognise};

/// Made-up sheets: the RS system's of 2024, and JUDGIT's of 2022 and 2023.
pub(super) const FILES: [(&str, &[u8]); 2] = [
    (
        "2-1.csv",
        include_bytes!("../../../tests/data/reviews/2-1_RS_2024_予算・執行_サマリ.csv"),
    ),
    (
        "judgit.ndjson",
        include_bytes!("../../../tests/data/reviews/judgit.ndjson"),
    ),
];

pub(super) fn data(files: &[(&str, &[u8])]) -> Arc<Data> {
    let mut gathered = Gathered::default();
    for (name, bytes) in files {
        let what = recognise(&mut Cursor::new(bytes)).unwrap().unwrap();
        read(
            &mut gathered,
            name,
            BufReader::new(Cursor::new(bytes)),
            what,
        )
        .unwrap();
    }
    let reviews = gathered.finish();
    let programmes = Programmes::of(&reviews);
    let years = years_of(&programmes);
    Arc::new(Data {
        reviews,
        programmes,
        years,
    })
}

/// An explorer on these documents and, after them, the sheets of a year.
pub(super) fn bench(documents: Vec<Document>, data: &Arc<Data>, year: u16) -> Bench {
    let view = View {
        year,
        column: Column::Initial,
        by: By::Ministry,
        persons: false,
    };
    let made = tree(&data.reviews, &data.programmes, view, "2-1.csv");
    let at = documents.len();
    let all = documents.into_iter().chain([made.document]).collect();
    let library: &'static Library = Box::leak(Box::new(Library::new(all)));
    let mut bench = Bench {
        library,
        state: State::new(library, Settings::default()),
        effects: Vec::new(),
    };
    bench.state.sheets = Some(Sheets::new(Arc::clone(data), at, made.places));
    bench.act(Action::Resize(120, 40));
    bench
}

fn head(bench: &Bench) -> String {
    rows::head(bench.library, &bench.state, 75).text()
}

/// The first node of that title.
pub(super) fn named(bench: &Bench, title: &str) -> NodeId {
    let mut nodes = bench.library.subtree(NodeId(0));
    let library = bench.library;
    nodes.find(|id| library.node(*id).title == title).unwrap()
}

/// The panel's text without its line breaks.
pub(super) fn told(bench: &Bench) -> String {
    bench.panel().lines().map(str::trim_start).collect()
}

pub(super) fn title(bench: &Bench) -> String {
    let here = bench.state.selected().unwrap();
    bench.library.node(here).title.clone()
}

#[test]
fn year_and_figure_change_by_a_key_and_the_programme_stays() {
    let data = data(&FILES);
    let mut bench = bench(Vec::new(), &data, 2024);
    bench = bench.keys("6");
    let fog = named(&bench, "霧笛の修理 事業");
    bench.act(Action::Go(fog));
    bench = bench.keys("l");
    let name = title(&bench);
    assert!(head(&bench).contains("2024 当初予算"), "{}", head(&bench));
    bench = bench.keys("m<lt>");
    assert_eq!(title(&bench), name);
    assert!(head(&bench).contains("2023 当初予算"), "{}", head(&bench));
    assert!(
        bench.panel().contains("2023年度 当初予算"),
        "{}",
        bench.panel()
    );
    // Its change is against the same figure of the year before, and exact.
    bench = bench.keys("$$$");
    assert!(head(&bench).contains("2023 執行額"), "{}", head(&bench));
    assert!(bench.said().contains("2023年度 執行額"), "{}", bench.said());
    let here = bench.state.selected().unwrap();
    assert!(bench.state.is_marked(here));
    bench = bench.keys("$$");
    assert!(
        head(&bench).contains("2023 翌年度要求額"),
        "{}",
        head(&bench)
    );
    bench.act(Action::Do(Command::Figure(Column::Executed)));
    let lang = Lang::En;
    let named = columns::dated_figure(bench.library, bench.state.current(), lang);
    assert_eq!(named, "2023 executed");
    // At the ends nothing changes, and it is said.
    bench = bench.keys(">><lt>>>");
    assert!(
        bench.said().contains("後の年度はありません"),
        "{}",
        bench.said()
    );
    assert!(head(&bench).contains("2024"), "{}", head(&bench));
}

#[test]
fn a_row_has_its_years_and_the_panel_their_figures() {
    let data = data(&FILES);
    let bench = bench(Vec::new(), &data, 2023).keys("6$$$");
    let library = bench.library;
    let state = &bench.state;
    let light = named(&bench, "灯台の光の測定");
    let line = years::line_of_years(library, state, light).unwrap();
    assert_eq!(
        line,
        "執行額  2019 6.9  2020 7.01  2021 7.4  2022 7.8  [2023] 8.4"
    );
    let table = years::table(library, state, light, 60);
    let row = table
        .iter()
        .find(|row| row.text().contains("2023"))
        .unwrap();
    assert!(row.text().contains("98.8%"), "{}", row.text());
    // What was not spent is not known in the sheets' own year; the rate stands in the row.
    let row = bench.row_of(light, 75).text();
    assert!(row.contains("98.8%") && row.contains('▇'), "{row}");
    // A ministry's years have the programmes that are no more.
    let ministry = named(&bench, "灯台省");
    let line = years::line_of_years(library, state, ministry).unwrap();
    assert!(line.contains("[2023] 11.65"), "{line}");
    // Where the sums leave something out, the years would not be theirs.
    let bench = bench.keys("gj-");
    assert_eq!(
        years::line_of_years(bench.library, &bench.state, ministry),
        None
    );
}

#[test]
fn the_rate_is_a_figure_of_its_own_and_an_order() {
    let data = data(&FILES);
    let mut bench = bench(Vec::new(), &data, 2023).keys("6$$$$");
    assert!(head(&bench).contains("2023 執行率"), "{}", head(&bench));
    let light = named(&bench, "灯台の光の測定");
    let row = bench.row_of(light, 75).text();
    // 8.4 of 8.5; the year before 7.8 of what was there then.
    assert!(row.contains("98.8%") && row.contains("pt"), "{row}");
    let line = years::line_of_years(bench.library, &bench.state, light).unwrap();
    assert!(line.starts_with("執行率  2019 "), "{line}");
    assert!(line.ends_with("[2023] 98.8%"), "{line}");
    // A heading has the rate of all that is below it, and what is taken out is not in it.
    let ministry = named(&bench, "灯台省");
    let rate = |bench: &Bench| {
        let counting = bench.state.settings.counting;
        let figures = &bench.state.figures;
        let summary = figures.summary(bench.library, ministry, counting);
        summary.spending.now.rate().unwrap()
    };
    let whole = rate(&bench);
    assert!(
        bench
            .row_of(ministry, 75)
            .text()
            .contains(&format!("{whole}%"))
    );
    bench.act(Action::Go(light));
    bench = bench.keys("-");
    assert_ne!(rate(&bench), whole);
    bench = bench.keys("-");
    // Tree and table go by it, the highest first.
    bench = bench.keys("ssss");
    assert_eq!(bench.state.tree.arrangement.sort, LineSort::Rate);
    assert!(head(&bench).contains("執行率↓"), "{}", head(&bench));
    bench = bench.keys("T");
    let rows = &bench.state.table.as_ref().unwrap().rows;
    let rates = rows.iter().map(|id| {
        let line = bench.library.budget(*id).unwrap();
        line.spending
            .as_ref()
            .and_then(|spending| spending.now.rate())
    });
    let rates: Vec<_> = rates.flatten().collect();
    assert!(
        rates.len() > 1 && rates.is_sorted_by(|a, b| a >= b),
        "{rates:?}"
    );
    let first = bench.row_of(rows[0], 100).text();
    let room = crate::explorer::view::table::Columns::of(bench.library, &bench.state, 100);
    let shown =
        crate::explorer::view::table::row(bench.library, &bench.state, rows[0], room).text();
    assert!(shown.contains(&format!("{}%", rates[0])), "{first} {shown}");
    // The other year has its own.
    bench = bench.keys("T<lt>");
    assert!(head(&bench).contains("2022 執行率"), "{}", head(&bench));
}

/// The 2024 request of a ministry of lighthouses; the sheets of 2023 have its figures.
pub(super) const REQUEST: &str = "# 令和6年度 灯台省 概算要求\n\n## 1 海の安全\n\n・灯台の光の測定 8.8億円（令和5年度 8.5億円）\n・霧の研究 3.0億円（令和5年度 2.0億円）\n";

fn beside_request() -> Bench {
    let document = crate::parse::parse("request.txt", REQUEST).unwrap();
    bench(vec![document], &data(&FILES), 2024)
}

#[test]
fn the_panel_tells_what_became_of_a_line_and_takes_the_user_s_word() {
    let mut bench = beside_request();
    let library = bench.library;
    let line = library.budget_lines(NodeId(0)).next().unwrap();
    bench.act(Action::Go(line));
    assert!(bench.panel().contains("その後 [t]"), "{}", bench.panel());
    bench = bench.keys("t");
    let said = told(&bench);
    assert!(said.contains("確実・同じ事業"), "{said}");
    assert!(said.contains("2024年度 当初予算 8.8億円"), "{said}");
    // The user's word is kept, and the same word again takes it back.
    bench = bench.keys("Y");
    assert!(told(&bench).contains("あなたが確認"), "{}", bench.panel());
    assert!(bench.effects.contains(&Effect::Save));
    let saved = bench.state.saved(bench.library);
    assert!(saved.links[0].confirmed && saved.links[0].line == "灯台の光の測定");
    bench = bench.keys("X");
    let said = told(&bench);
    assert!(said.contains("当たるシートは見つかりません"), "{said}");
    assert!(said.contains("違うとされたシート"), "{said}");
    bench = bench.keys("X");
    assert!(bench.state.verdicts.is_empty());
    // The head under the tree has the request: the rows are for what came of it.
    assert!(told(&bench).contains("要求額 8.8億円"), "{}", told(&bench));
    bench.act(Action::Resize(80, 24));
    assert!(!told(&bench).contains("要求額 8.8億円"), "{}", told(&bench));
    bench.act(Action::Resize(120, 40));
    // What has no sheet has none that may be right or wrong.
    assert!(told(&bench).contains("正しい"), "{}", told(&bench));
    let other = library.budget_lines(NodeId(0)).nth(1).unwrap();
    bench.act(Action::Go(other));
    let said = told(&bench);
    assert!(
        said.contains("元の表示へ") && !said.contains("正しい"),
        "{said}"
    );
    // Of a heading a sentence for each line; of a programme the lines that lead to it.
    let heading = bench.library.parent(line).unwrap();
    bench.act(Action::Go(heading));
    let said = told(&bench);
    assert!(
        said.contains("2024年のシートにもあり、続いています"),
        "{said}"
    );
    assert!(said.contains("霧の研究"), "{said}");
    let programme = bench.library.subtree(bench.library.documents()[1].root);
    let library = bench.library;
    let mut programme = programme.filter(|id| library.node(*id).title == "灯台の光の測定");
    bench.act(Action::Go(programme.next().unwrap()));
    assert!(bench.panel().contains("8.8"), "{}", bench.panel());
    // Escape shows everything again.
    bench = bench.keys("<esc>");
    assert!(!bench.panel().contains("確実"), "{}", bench.panel());
}

#[test]
fn the_ear_hears_one_sentence_for_each_line() {
    let bench = beside_request();
    let joined = bench.state.joined().unwrap();
    let amount = |oku: rust_decimal::Decimal| format!("{oku}億円");
    let told = joined.became_aloud(
        bench.library,
        NodeId(0),
        (Lang::Ja, &amount),
        &str::to_owned,
    );
    assert_eq!(told.len(), 2);
    assert!(
        told[0].starts_with("灯台の光の測定。確実、同じ事業"),
        "{told:?}"
    );
    assert!(
        told[1].ends_with("当たるシートは見つかりません。"),
        "{told:?}"
    );
}

#[test]
fn the_tree_is_arranged_by_ministry_policy_and_account() {
    let files: Vec<(&str, &[u8])> = FILES
        .into_iter()
        .chain([("1-3.csv", POLICIES.as_bytes())])
        .collect();
    let mut bench = bench(Vec::new(), &data(&files), 2024);
    let total = |bench: &Bench| {
        let settings = &bench.state.settings;
        let root = NodeId(0);
        let totals = bench
            .state
            .figures
            .totals(bench.library, root, settings.counting);
        totals.request_total
    };
    let whole = total(&bench);
    let light = named(&bench, "灯台の光の測定");
    bench.act(Action::Go(light));
    bench = bench.keys("ma");
    // The same programme is selected below its policy, its mark goes with it, and the sum is the same.
    assert_eq!(title(&bench), "灯台の光の測定");
    assert!(bench.state.is_marked(bench.state.selected().unwrap()));
    assert_eq!(total(&bench), whole);
    let here = bench.state.selected().unwrap();
    let path = bench.library.path(here);
    let titles: Vec<&str> = path
        .iter()
        .map(|id| bench.library.node(*id).title.as_str())
        .collect();
    assert_eq!(
        titles[1..4],
        ["海の安全", "灯火の維持", "灯台省"],
        "{titles:?}"
    );
    bench = bench.keys("a");
    assert!(bench.said().contains("会計区分"), "{}", bench.said());
    assert_eq!(total(&bench), whole);
    bench = bench.keys("a");
    assert_eq!(bench.state.selected(), Some(light));
}

/// A table 1-3 of one programme; rows of laws have no policy.
const POLICIES: &str = "シート種別,事業年度,予算事業ID,事業名,府省庁の建制順,政策所管府省庁,府省庁,局・庁,部,課,室,班,係,番号（政策・施策）,政策,施策,法令名\n\
レビューシート,2024,31,灯台の光の測定,1,灯台省,灯台省,測光局,,光度課,,,,1,海の安全,灯火の維持,\n\
レビューシート,2024,31,灯台の光の測定,1,灯台省,灯台省,測光局,,光度課,,,,,,,灯台法\n";

#[test]
fn ready_questions_stand_in_the_palette_and_lead_to_programmes() {
    let mut bench = bench(Vec::new(), &data(&FILES), 2024).keys(":unspent");
    let at = bench
        .entries()
        .iter()
        .position(|entry| entry.starts_with("unspent "));
    for _ in 0..at.unwrap() {
        bench = bench.keys("<down>");
    }
    bench = bench.keys("<enter>");
    let listing = bench.state.listing().unwrap();
    let rule = listing.head[0].text();
    assert!(rule.contains("50％未満"), "{rule}");
    assert!(!listing.entries.is_empty());
    let first = bench.entries()[0].clone();
    bench = bench.keys("<enter>");
    assert!(first.contains(&title(&bench)), "{first}");
    // What the README calls them.
    for (name, word) in [
        (":使い残し", "unspent "),
        (":終了", "ended "),
        (":移管", "moved "),
    ] {
        let asked = self::bench(Vec::new(), &data(&FILES), 2024).keys(name);
        assert!(asked.entries()[0].starts_with(word), "{name}");
    }
    // Without sheets the palette has no such question.
    let without = Bench::new().keys(":unspent");
    assert!(
        without
            .entries()
            .iter()
            .all(|entry| !entry.starts_with("unspent"))
    );
}

#[test]
fn without_review_data_the_keys_say_what_is_missing() {
    let bench = Bench::new().keys("$");
    assert!(
        bench.said().contains("行政事業レビュー"),
        "{}",
        bench.said()
    );
    assert!(SEED.documents()[0].meta.figure.is_none());
    assert!(years::table(bench.library, &bench.state, bench.node("1"), 60).is_empty());
}

#[test]
fn the_line_under_the_tree_shortens_figures_before_it_leaves_the_change_out() {
    let mut bench = bench(Vec::new(), &data(&FILES[1..]), 2023);
    bench.act(Action::Resize(80, 24));
    let head = |columns| {
        let head = crate::explorer::view::panel::head(bench.library, &bench.state, columns);
        head.text()
    };
    for columns in 40..=100 {
        if let Some((_, after)) = head(columns).split_once("年度比") {
            assert!(after.starts_with(" −"), "{columns}: {}", head(columns));
        }
    }
    assert!(head(65).contains("年度比 −"), "{}", head(65));
}

#[test]
fn what_was_left_out_stands_among_the_findings() {
    let bad = [FILES[0].1, b"a,b\n"].concat();
    let data = data(&[("2-1.csv", &bad), FILES[1]]);
    let bench = bench(Vec::new(), &data, 2023).keys("!");
    let found = bench.entries().join("\n");
    assert!(found.contains("見出しの44と合いません"), "{found}");
}
