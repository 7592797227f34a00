//! Visits in the reading mode: what was typed and everything that was said.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::{LazyLock, Mutex, OnceLock};

use proptest::prelude::*;
use shisaku::japanese::yomi;
use shisaku::lang::Lang;
use shisaku::model::{Address, Kind, Library, NodeId};
use shisaku::reading::speech::is_noise;
use shisaku::reading::{
    Command, Ending, Finder, Found, Line, Lines, Options, Outcome, Place, Position, ReadingState,
    Reason, RowLayout, Session, Shape, Verbosity, render, run, run_with,
};
use shisaku::search::Engine;
use shisaku::text::{Ruler, width};

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

fn library() -> &'static Library {
    static LIBRARY: OnceLock<Library> = OnceLock::new();
    LIBRARY.get_or_init(|| Library::new(vec![shisaku::parse::parse("seed", SEED).unwrap()]))
}

fn engine() -> &'static Engine {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    ENGINE.get_or_init(Engine::new)
}

/// Finds names that contain every word as it is written, at once.
#[derive(Clone, Copy, Debug, Default)]
struct NameFinder;

impl Finder for NameFinder {
    fn find(&self, library: &Library, words: &str, _: Lang) -> Found {
        let has = |title: &str| words.split_whitespace().all(|word| title.contains(word));
        let hits: Vec<(NodeId, String)> = (0_u32..)
            .zip(library.nodes())
            .filter(|(_, node)| node.kind != Kind::Document && has(&node.title))
            .map(|(id, _)| (NodeId(id), String::new()))
            .collect();
        Found {
            total: hits.len(),
            hits,
            ..Found::default()
        }
    }
}

/// The reading of a text, worked out once: places share most of what they say.
fn in_kana(text: &str) -> String {
    static KNOWN: LazyLock<Mutex<HashMap<String, String>>> = LazyLock::new(Mutex::default);
    if let Some(known) = KNOWN.lock().unwrap().get(text) {
        return known.clone();
    }
    let kana = yomi(text);
    let mut known = KNOWN.lock().unwrap();
    known.insert(text.to_owned(), kana.clone());
    kana
}

fn source_line(_: usize, number: u32) -> Option<String> {
    static LINES: OnceLock<Vec<&str>> = OnceLock::new();
    let lines = LINES.get_or_init(|| SEED.lines().collect());
    lines
        .get(number as usize - 1)
        .map(|line| (*line).to_owned())
}

fn options() -> Options<'static> {
    Options {
        finder: engine(),
        source: Some(&source_line),
        ..Options::default()
    }
}

/// A terminal that shows what is typed after the prompt, as real ones do.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct Script<'a>(std::str::Lines<'a>, Paper);

impl Lines for Script<'_> {
    fn next_line(&mut self, _: &str) -> io::Result<Option<String>> {
        let line = self.0.next().map(str::trim);
        if let Some(line) = line {
            writeln!(self.1, "{line}")?;
        }
        Ok(line.map(str::to_owned))
    }
}

fn visit(options: &Options<'_>, script: &str) -> (String, Outcome) {
    let paper = Paper::default();
    let mut lines = Script(script.trim_matches('\n').lines(), paper.clone());
    let outcome = run_with(library(), options, &mut lines, paper.clone()).unwrap();
    let text = String::from_utf8(paper.0.take()).unwrap();
    (text, outcome)
}

fn transcript(options: &Options<'_>, script: &str) -> String {
    visit(options, script).0
}

#[test]
fn the_largest_falls_of_a_chapter_are_heard() {
    let script = "
        open 13
        list
        budget falls
        1
        where
        read
        quit";
    insta::assert_snapshot!("falls", transcript(&options(), script));
}

#[test]
fn a_walk_in_japanese() {
    let script = "
        一覧
        続き
        第１４章
        2

        前
        前
        次
        次
        次
        次
        上
        先頭
        戻る
        どこ
        印
        印一覧
        もう一度
        印
        終了";
    insta::assert_snapshot!("walk", transcript(&options(), script));
}

#[test]
fn searching_and_following_a_relisted_line() {
    let script = "
        検索 消防団
        続き
        2
        結果 1
        検索 そんなものはない
        検索
        8の1
        予算 再掲
        1
        再掲元
        戻る
        再掲元
        再掲元";
    insta::assert_snapshot!("search", transcript(&options(), script));
}

#[test]
fn everything_that_is_no_plain_amount() {
    let script = "
        5.1.4
        1
        13の1の1の予算1
        4の3の1の予算1
        5の3の2の予算1
        11
        読む 金額
        verbosity full
        11
        5の3の2の予算1
        read source
        verbosity brief
        13
        budget";
    insta::assert_snapshot!("kinds", transcript(&options(), script));
}

#[test]
fn mistakes_change_nothing() {
    let script = "
        open 13
        serch 5G
        xyzzy
        open 99
        13の9の9
        再掲元
        verbosity loud
        read aloud
        screen
        again
        help open
        results 4
        more";
    let (text, outcome) = visit(&options(), script);
    assert_eq!(
        outcome.place.unwrap().address,
        Address::Path(vec![13], None)
    );
    insta::assert_snapshot!("mistakes", text);
}

#[test]
fn the_same_in_english_at_forty_cells() {
    let options = Options {
        lang: Lang::En,
        columns: Some(40),
        reason: &Reason::Option("--a11y text".to_owned()),
        ..options()
    };
    let script = "
        open 13
        budget falls
        1
        read
        help
        where";
    let text = transcript(&options, script);
    assert!(text.lines().all(|line| width(line) <= 40 + 16), "{text}");
    insta::assert_snapshot!("english", text);
}

#[test]
fn names_in_kana_hold_no_kanji() {
    let kana = |text: &str| yomi(text);
    let options = Options {
        yomi: Some(&kana),
        verbosity: Verbosity::Full,
        ..options()
    };
    let text = transcript(
        &options,
        "13\nlist\nbudget falls\n1\nwhere\nup\nread\nhelp\nzz",
    );
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    assert_eq!(text.chars().find(han), None, "{text}");
    assert!(text.contains("3おく2せんまんえん"), "{text}");
    assert!(text.contains("82.6パーセントげん"), "{text}");
}

#[test]
fn the_place_and_marks_go_in_and_come_out() {
    let address = |text: &str| Place {
        document: 0,
        address: text.parse().unwrap(),
    };
    let (start, marks) = (address("13.3"), [address("14.2"), address("99")]);
    let options = Options {
        start: Some(&start),
        marks: &marks,
        has_screen: true,
        ..options()
    };
    let (text, outcome) = visit(&options, "mark\n1\nscreen\nnever heard");
    assert!(text.contains("13の3> "), "{text}");
    assert!(!text.contains("never"), "{text}");
    assert_eq!(outcome.ending, Ending::Screen);
    assert_eq!(outcome.place, Some(address("13.3.1")));
    assert_eq!(outcome.marks, [address("14.2"), address("13.3")]);
}

#[test]
fn a_pipe_gets_no_prompt_and_the_end_of_input_ends() {
    let options = Options {
        prompt: false,
        page: 0,
        ..options()
    };
    let mut out = Vec::new();
    let outcome = run(library(), &options, &b"open 13\r\nlist"[..], &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert!(!text.contains("> "), "{text}");
    assert_eq!(outcome.ending, Ending::Quit);
    assert_plain(&text, false);
    assert!(text.lines().any(|line| line.starts_with("5、")), "{text}");
}

#[test]
fn nothing_open_is_said_and_ends() {
    let mut out = Vec::new();
    let options = Options::default();
    let outcome = run(&Library::default(), &options, &b"list\n"[..], &mut out).unwrap();
    assert_eq!(outcome.place, None);
    assert!(
        String::from_utf8(out)
            .unwrap()
            .contains("開いている文書がありません。")
    );
}

/// No character that acts on a terminal or that a reader stumbles over, and no line so short
/// that a reader takes it for an echo.
fn assert_plain(text: &str, source: bool) {
    for c in text.chars() {
        assert!(c == '\n' || !c.is_control(), "{c:?} in {text}");
        // Source lines are verbatim, with pictures for control characters.
        assert!(source || !is_noise(c), "{c:?} in {text}");
        assert!(
            source || !"▲△▼−＋±※【】「」・".contains(c),
            "{c:?} in {text}"
        );
    }
    for line in text.lines() {
        assert!(line.chars().count() >= 4, "{line:?} in {text}");
        assert!(source || !line.contains("百万円"), "{line}");
    }
}

/// Every place of the document, opened, listed and read to its end.
#[test]
fn every_place_speaks_plainly() {
    for (lang, verbosity) in [(Lang::Ja, Verbosity::Full), (Lang::En, Verbosity::Normal)] {
        let reading = ReadingState {
            page: 0,
            ..reading(lang)
        };
        let shape = shape(lang, None);
        for (number, _) in (0_u32..).zip(library().nodes()) {
            let id = NodeId(number);
            assert!(width(&reading.prompt(id)) <= 16, "{}", reading.prompt(id));
            let mut session = Session::new(id, Vec::new(), verbosity);
            for typed in ["where", "list", "read", "read source", "up", "next"] {
                let answer = session.answer(&reading, &Command::parse(typed));
                assert!(!answer.is_empty(), "{typed}");
                for line in answer.iter().flat_map(|line| render(line, &shape)) {
                    assert_plain(&line, typed == "read source");
                }
            }
        }
    }
}

/// In kana no kanji is left, whatever is asked of whatever place.
#[test]
fn every_place_is_heard_in_kana() {
    let kana: &dyn Fn(&str) -> String = &in_kana;
    for lang in [Lang::Ja, Lang::En] {
        let reading = ReadingState {
            page: 0,
            yomi: Some(kana),
            ..reading(lang)
        };
        let shape = Shape {
            yomi: Some(kana),
            ..shape(lang, None)
        };
        let commands = [
            "where",
            "list",
            "read",
            "read source",
            "budget",
            "mark",
            "marks",
            "up",
            "next",
            "prev",
            "back",
            "original",
            "検索 災害対策",
            "results",
            "zz",
            "予算 減",
            "verbosity",
        ];
        for (number, _) in (0_u32..).zip(library().nodes()) {
            let id = NodeId(number);
            let mut said = vec![shape.spoken(&reading.prompt(id))];
            let mut session = Session::new(id, Vec::new(), Verbosity::Full);
            for typed in commands {
                let answer = session.answer(&reading, &Command::parse(typed));
                said.extend(answer.iter().flat_map(|line| render(line, &shape)));
            }
            for line in said {
                assert!(!line.chars().any(is_han), "{line}");
            }
        }
        for command in [
            "help",
            "help 検索",
            "終了",
            "画面",
            "読む なにか",
            "99",
            "13の9の9",
        ] {
            let mut session = Session::new(NodeId(0), Vec::new(), Verbosity::Normal);
            for line in session.answer(&reading, &Command::parse(command)) {
                for line in render(&line, &shape) {
                    assert!(!line.chars().any(is_han), "{line}");
                }
            }
        }
    }
}

fn is_han(c: char) -> bool {
    matches!(c, '々' | '〇' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// At forty cells no line is longer, and no number stands apart from its unit.
#[test]
fn every_place_fits_a_braille_display() {
    let kana: &dyn Fn(&str) -> String = &in_kana;
    for (lang, yomi) in [(Lang::Ja, None), (Lang::En, None), (Lang::Ja, Some(kana))] {
        let reading = ReadingState {
            page: 0,
            yomi,
            ..reading(lang)
        };
        let shape = Shape {
            yomi,
            ..shape(lang, Some(40))
        };
        for (number, _) in (0_u32..).zip(library().nodes()) {
            let mut session = Session::new(NodeId(number), Vec::new(), Verbosity::Full);
            for typed in ["where", "list", "read", "budget", "up", "next"] {
                for line in session.answer(&reading, &Command::parse(typed)) {
                    let lines = render(&line, &shape);
                    for (at, line) in lines.iter().enumerate() {
                        assert!(width(line) <= 40, "{line}");
                        let next = lines.get(at + 1).map_or("", String::as_str);
                        assert_whole_number(line, next);
                    }
                }
            }
        }
    }
}

/// Through the whole document, at the widths of terminals and displays: no line break inside a
/// number, between a number and its unit or the word before it, or inside a change.
#[test]
fn no_number_of_the_document_is_torn_at_80_60_or_40_columns() {
    const ASKED: [&str; 6] = ["where", "list", "read", "budget", "why", "changes"];
    let mut torn: Vec<String> = Vec::new();
    for columns in [80, 60, 40] {
        let (reading, shape) = (
            ReadingState {
                page: 0,
                ..reading(Lang::Ja)
            },
            shape(Lang::Ja, Some(columns)),
        );
        let (mut lines, before) = (0, torn.len());
        for (number, _) in (0_u32..).zip(library().nodes()) {
            let mut session = Session::new(NodeId(number), Vec::new(), Verbosity::Full);
            for typed in ASKED {
                for line in session.answer(&reading, &Command::parse(typed)) {
                    let Line::Ear(whole) = &line else { continue };
                    let whole = shape.spoken(whole);
                    let rendered = render(&line, &shape);
                    lines += rendered.len();
                    torn.extend(torn_at(&whole, &rendered));
                }
            }
        }
        println!(
            "{columns} columns: {} torn in {lines} lines",
            torn.len() - before
        );
    }
    assert!(
        torn.is_empty(),
        "{} torn: {:#?}",
        torn.len(),
        torn.iter().take(20).collect::<Vec<_>>()
    );
}

/// Where the lines of a whole are broken inside a number and what belongs to it.
fn torn_at(whole: &str, lines: &[String]) -> Vec<String> {
    const BEFORE: [&str; 6] = ["令和", "平成", "昭和", "第", "約", "計"];
    let belongs = |c: char| c.is_alphanumeric() && !('ぁ'..='ゖ').contains(&c) || "%か".contains(c);
    let mut torn = Vec::new();
    let mut rest = whole;
    for pair in lines.windows(2) {
        let [one, next] = pair else { continue };
        let Some((_, after)) = rest.split_once(one.as_str()) else {
            break;
        };
        rest = after;
        // A blank that has been dropped parts them.
        if !rest.starts_with(next.as_str()) {
            continue;
        }
        let (last, first) = (one.chars().next_back(), next.chars().next());
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let number = digit(last) && first.is_some_and(belongs);
        let prefix = digit(first) && BEFORE.iter().any(|word| one.ends_with(word));
        let sum = last.is_some_and(|c| "兆億万千".contains(c))
            && (digit(first) || next.starts_with('円'));
        let change = one.ends_with(['円', 'ト']) && next.starts_with(['増', '減']);
        if number || prefix || sum || change {
            torn.push(format!("{one} / {next}"));
        }
    }
    torn
}

/// No line ends in a number whose unit, or whose rest, begins the next one.
#[track_caller]
fn assert_whole_number(line: &str, next: &str) {
    const UNITS: [&str; 23] = [
        "兆",
        "億",
        "千万",
        "万",
        "円",
        "年",
        "月",
        "日",
        "件",
        "章",
        "部",
        "行",
        "頁",
        "ページ",
        "パーセント",
        "か",
        "人",
        "おく",
        "せんまん",
        "まん",
        "えん",
        "ねん",
        "けん",
    ];
    let ends = line.ends_with(|c: char| c.is_ascii_digit());
    let goes_on = next.starts_with(|c: char| c.is_ascii_digit())
        || UNITS.iter().any(|unit| next.starts_with(unit));
    assert!(!(ends && goes_on), "{line:?} / {next:?}");
    // An amount is one word: 15億 / 3千万円 would be two.
    let amount =
        line.ends_with(['兆', '億', '万']) && next.starts_with(|c: char| c.is_ascii_digit());
    assert!(!amount, "{line:?} / {next:?}");
    let unit = line.ends_with(['兆', '億', '万', '千']) && next.starts_with(['円', '万', '億']);
    assert!(!unit, "{line:?} / {next:?}");
    let units = [
        "yen",
        "billion yen",
        "million yen",
        "trillion yen",
        "percent",
    ];
    let ends = line.trim_end().ends_with(|c: char| c.is_ascii_digit());
    assert!(
        !(ends && units.iter().any(|u| next.starts_with(u))),
        "{line:?} / {next:?}"
    );
}

/// Every place can be opened by the address that is said for it.
#[test]
fn what_is_said_can_be_typed() {
    for lang in [Lang::Ja, Lang::En] {
        let reading = reading(lang);
        for (number, _) in (1_u32..).zip(library().nodes().iter().skip(1)) {
            let id = NodeId(number);
            let mut session = Session::new(NodeId(0), Vec::new(), Verbosity::Brief);
            session.answer(&reading, &Command::parse(&reading.address(id)));
            assert_eq!(session.place(), id, "{}", reading.address(id));
        }
    }
}

fn reading(lang: Lang) -> ReadingState<'static> {
    ReadingState {
        library: library(),
        sums: &shisaku::ledger::EVERYTHING,
        finder: &NameFinder,
        yomi: None,
        source: Some(&source_line),
        became: None,
        lang,
        page: 10,
        has_screen: false,
        compare: None,
        year_before: false,
    }
}

fn shape(lang: Lang, columns: Option<usize>) -> Shape<'static> {
    Shape {
        lang,
        columns,
        ruler: Ruler::default(),
        yomi: None,
    }
}

/// Commands, slips, addresses, and any text at all.
fn typed_line() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![
            "", "list", "次", "p", "up", "top", "where", "read", "read text", "予算", "予算 減",
            "search 消防", "results", "original", "back", "again", "more", "mark", "marks",
            "v full", "v brief", "help", "1", "2", "13", "第14章", "14の2", "8の1の1の予算1",
        ]).prop_map(str::to_owned),
        1 => "[0-9a-zA-Z#.\\-の章第検索開く読む 　１２]{0,12}",
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_lines_get_plain_answers(
        lines in prop::collection::vec(typed_line(), 1..12),
        english in any::<bool>(),
        columns in prop::option::of(1_usize..60),
    ) {
        let lang = if english { Lang::En } else { Lang::Ja };
        let (reading, shape) = (reading(lang), shape(lang, columns));
        let mut session = Session::new(NodeId(0), Vec::new(), Verbosity::Normal);
        for typed in &lines {
            let command = Command::parse(typed);
            let before = (session.place(), session.marks().to_vec());
            let answer = session.answer(&reading, &command);
            prop_assert!(!answer.is_empty());
            if matches!(command, Command::Unknown(_) | Command::BadOperand(..)) {
                prop_assert_eq!(before, (session.place(), session.marks().to_vec()));
            }
            for line in &answer {
                for printed in render(line, &shape) {
                    prop_assert!(!printed.chars().any(|c| c.is_control()), "{printed:?}");
                    prop_assert!(columns.is_some() || printed.chars().count() >= 4);
                }
            }
        }
    }

    #[test]
    fn the_loop_only_ever_appends_plain_text(input in any::<Vec<u8>>()) {
        let options = Options { finder: &NameFinder, ..options() };
        let mut out = Vec::new();
        run(library(), &options, &input[..], &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        prop_assert!(!text.contains(['\u{1b}', '\r', '\u{8}']), "{text:?}");
    }
}

/// A row of the screen for readers is what a 40-cell braille display shows: number and name
/// first, the position whole at the end.
#[test]
fn a_row_fits_forty_cells_with_its_position() {
    for lang in [Lang::Ja, Lang::En] {
        let reading = reading(lang);
        for (number, _) in (1_u32..).zip(library().nodes().iter().skip(1)) {
            let id = NodeId(number);
            let longest = Position {
                place: 190,
                of: 191,
                kind: None,
            };
            for (position, marked) in [
                (reading.position(id), false),
                (reading.position(id), true),
                (longest, true),
            ] {
                let layout = RowLayout {
                    columns: 39,
                    ruler: Ruler::default(),
                    address: false,
                    amount_first: false,
                    marked,
                    note: "",
                };
                let row = reading.row(id, position.place, position, layout);
                assert!(width(&row) <= 39, "{row}");
                let own = reading.number(id, position.place);
                let rest = row.strip_prefix(&format!("{own}{}", reading.comma()));
                let rest = rest.unwrap_or_else(|| panic!("{row}"));
                let name: String = reading.name(id).chars().take(1).collect();
                assert!(rest.starts_with(&name), "{row}");
                let first = RowLayout {
                    amount_first: true,
                    ..layout
                };
                let braille = reading.row(id, position.place, position, first);
                assert!(width(&braille) <= 39, "{braille}");
                assert!(
                    braille.ends_with(&reading.position_words(position)),
                    "{braille}"
                );
                assert!(row.ends_with(&reading.position_words(position)), "{row}");
            }
        }
    }
}
