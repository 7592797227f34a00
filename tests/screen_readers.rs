//! What real screen readers say. The readers are Debian's, with a logger in place of the
//! synthesiser; `tests/support/reader.py` runs them. TDSR is in no registry: its tests say so and
//! pass where no `tdsr` is installed.
//!
//! Fenrir is the judge. yasr keeps one byte for each cell of its screen: lines that are printed
//! it speaks whole, but a row that it reads again off its own screen, as after an arrow key, is
//! cut or garbled once it holds more than 80 bytes (27 kanji). So yasr is asked about printed
//! lines, and after arrow keys only whether it says one thing and begins with the right row.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

use std::process::{Command, Output};

const SHISAKU: &str = env!("CARGO_BIN_EXE_shisaku");

/// What was said after each key, and what the run told besides.
struct Heard {
    said: Vec<(String, Vec<String>)>,
    idle: Option<u64>,
    escapes: Option<u64>,
    /// Why the reader could not run.
    skipped: Option<String>,
}

impl Heard {
    /// What the n-th run of keys was answered with.
    #[track_caller]
    fn after(&self, n: usize) -> &[String] {
        &self.said.get(n + 1).expect("that many keys").1
    }

    /// What was heard after each key, for a look at the whole of a visit, without what depends on
    /// the reader's pace: what is heard while words are typed, and how a text is cut into
    /// utterances. Of a screen that writes more than the row, only what was heard last.
    fn transcript(&self, last_only: bool) -> String {
        let mut out = String::new();
        for (keys, said) in self.said.iter().skip(1) {
            if keys.chars().count() > 1 && !keys.starts_with('<') {
                out.push_str(&format!("{keys}\n"));
                continue;
            }
            let mut said: Vec<String> =
                said.iter().filter(|said| !is_echo(said)).cloned().collect();
            if last_only {
                said.drain(..said.len().saturating_sub(1));
            }
            let said = said.concat().replace([' ', ','], "");
            out.push_str(&format!("{keys}\n    {said}\n"));
        }
        out
    }

    /// The first utterance that is no echo of a key, without blanks.
    fn first(&self, n: usize) -> String {
        let said = self.after(n).iter().find(|said| !is_echo(said));
        said.map_or(String::new(), |said| said.replace([' ', ','], ""))
    }

    /// A visit that opens chapter 13 and asks for its falls has heard both.
    #[track_caller]
    fn tells_the_chapter_and_its_falls(&self) {
        let opened = self.text(1);
        assert!(
            opened.contains("第13章を開きました。東日本大震災等からの復興、災害に強いまちづくり等。テーマ5件、20章中13章目。"),
            "{opened}"
        );
        let falls = self.text(3);
        for fall in FALLS {
            assert!(falls.contains(fall), "{falls}");
        }
    }

    /// The last utterance that is no echo of a key, without blanks.
    fn last(&self, n: usize) -> String {
        let said = self.after(n).iter().rfind(|said| !is_echo(said));
        said.map_or(String::new(), |said| said.replace([' ', ','], ""))
    }

    /// The same as one text, without what the reader puts between lines of the screen.
    #[track_caller]
    fn text(&self, n: usize) -> String {
        let squeezed = self.after(n).concat();
        squeezed.replace([' ', ','], "")
    }
}

/// Whether Orca or TDSR says what was typed, or the character at the cursor.
fn is_echo(said: &str) -> bool {
    const KEYS: [&str; 8] = [
        "return",
        "space",
        "dot",
        "page down",
        "page up",
        "home",
        "end",
        "blank",
    ];
    said.chars().count() == 1 || KEYS.contains(&said)
}

/// Python for a visit by a person: where nobody is said to be there, the program does not prompt.
fn python() -> Command {
    let mut python = Command::new("/usr/bin/python3");
    for unattended in ["CI", "SHISAKU_A11Y", "SHISAKU_LANG", "NO_COLOR"] {
        python.env_remove(unattended);
    }
    python
}

/// The same under a reader of the desktop, in a terminal of 100 columns; none, with the reason,
/// where it cannot run.
fn desktop(reader: &str, keys: &str, arguments: &[&str]) -> Option<Heard> {
    desktop_with(reader, keys, &[&[SHISAKU], arguments].concat())
}

/// The same with any command.
fn desktop_with(reader: &str, keys: &str, command: &[&str]) -> Option<Heard> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/desktop.py");
    let output = python()
        .args([script, reader, keys, "--"])
        .args(command)
        .output()
        .expect("python3 runs");
    let heard = heard(&output);
    if let Some(reason) = &heard.skipped {
        eprintln!("{reader} is left out: {reason}");
        return None;
    }
    Some(heard)
}

/// Types `keys` (see the script) at the program under that reader.
fn listen(reader: &str, idle: u32, keys: &str, arguments: &[&str]) -> Heard {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/reader.py");
    let output = python()
        .args([
            script,
            reader,
            "--idle",
            &idle.to_string(),
            keys,
            "--",
            SHISAKU,
        ])
        .args(arguments)
        .output()
        .expect("python3 runs");
    heard(&output)
}

/// The same under TDSR; none where it is not installed.
fn listen_to_tdsr(keys: &str, arguments: &[&str]) -> Option<Heard> {
    let heard = listen("tdsr", 0, keys, arguments);
    if let Some(reason) = &heard.skipped {
        eprintln!("tdsr is left out: {reason}; https://github.com/tspivey/tdsr");
        return None;
    }
    Some(heard)
}

/// What a script prints.
fn heard(output: &Output) -> Heard {
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let mut heard = Heard {
        said: vec![(String::new(), Vec::new())],
        idle: None,
        escapes: None,
        skipped: None,
    };
    for line in text.lines() {
        let (kind, rest) = line.split_once('\t').unwrap_or((line, ""));
        match kind {
            "KEY" => heard.said.push((rest.to_owned(), Vec::new())),
            "IDLE" => heard.idle = rest.parse().ok(),
            "ESC" => heard.escapes = rest.parse().ok(),
            "SKIP" => heard.skipped = Some(rest.to_owned()),
            _ => heard.said.last_mut().unwrap().1.push(rest.to_owned()),
        }
    }
    println!("{text}");
    heard
}

/// Falls of chapter 13, as they should be heard.
const FALLS: [&str; 3] = [
    "1、消防防災施設災害復旧費補助金。令和2年度、3億2千万円。元年度より15億2千万円減、82.6パーセント減、6件中1件目",
    "2、消防防災設備災害復旧費補助金。9千万円。3億2千万円減、78.0パーセント減、6件中2件目",
    "3、原子力災害避難指示区域消防活動費交付金。2億8千万円。1億2千万円減、30.0パーセント減、6件中3件目",
];

const VISIT: &str = "open 13<Enter>budget falls<Enter>1<Enter>search 消防団加入促進広報<Enter>1<Enter>13.3.1<Enter>read text<Enter>";

#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn a_visit_in_the_reading_mode_is_heard() {
    for reader in ["fenrir", "yasr"] {
        let heard = listen(reader, 0, VISIT, &["read"]);
        heard.tells_the_chapter_and_its_falls();
        let measure = heard.text(5);
        assert!(
            measure.contains("令和2年度、3億2千万円。"),
            "{reader}: {measure}"
        );
        let hits = heard.text(7);
        assert!(
            hits.contains("消防団加入促進広報の検索は、"),
            "{reader}: {hits}"
        );
        let fallen = heard.text(9);
        assert!(
            fallen.contains("元年度より2千万円減、28.6パーセント減"),
            "{reader}: {fallen}"
        );
        let measure = heard.text(11);
        assert!(
            measure.contains("13の3の1を開きました。被災地における消防防災施設の復旧への支援。"),
            "{reader}: {measure}"
        );
        let text = heard.text(13);
        assert!(
            text.contains("東日本大震災により被害を受けた消防庁舎や消防団拠点施設等の消防防災施設設備の復旧を支援"),
            "{reader}: {text}"
        );
        if reader == "fenrir" {
            insta::assert_snapshot!("fenrir_reading_mode", heard.transcript(false));
        }
    }
}

#[test]
#[ignore = "needs TDSR, which is in no registry; run by .ci/run, left out where it is not installed"]
fn tdsr_speaks_a_visit_in_the_reading_mode() {
    let Some(heard) = listen_to_tdsr(VISIT, &["read"]) else {
        return;
    };
    heard.tells_the_chapter_and_its_falls();
    let hits = heard.text(7);
    assert!(
        hits.contains("消防団加入促進広報の検索は、1件。予算1件、合計5千万円、"),
        "{hits}"
    );
    insta::assert_snapshot!("tdsr_reading_mode", heard.transcript(false));
}

/// An arrow is the row; to the side, Home and End too. After Home and End in a long list TDSR
/// goes on with the rows that have changed; after a page key they are all that it says.
#[test]
#[ignore = "needs TDSR, which is in no registry; run by .ci/run, left out where it is not installed"]
fn tdsr_speaks_the_screen_for_readers() {
    let keys = "<Down><Up><End><Up><Home><PgDn><PgUp><Right><Down><Left><Left>m<Down>/消防団<Enter><Down>:13.3.1<Enter><Right><End><Down><Home><Up>";
    let Some(heard) = listen_to_tdsr(keys, &["--a11y", "tui"]) else {
        return;
    };
    let second = "2、地域を支える人づくり、";
    let page = ["11、地方の一般財源総額の確保等、", "20、主権者教育の推進"];
    for (n, row) in [
        (0, second),
        (1, "1、地方への新しい人の流れの創出、"),
        (2, "20、主権者教育の推進と投票しやすい環境の"),
        (
            3,
            "19、行政の業務改革の加速化、12億2千万円、1億6千万円増、20章中19章目",
        ),
        (4, "1、地方への新しい人の流れの創出、"),
        (5, page[0]),
        (6, "1、地方への新しい人の流れの創出、"),
        (7, "1、豊かなライフスタイルの提示による"),
        (8, "2、地域との多様な関わりの創出、"),
        (9, "1、地方への新しい人の流れの創出、"),
        (10, "ここが先頭です。"),
        (11, "印を付けました。第1章、地方への新しい人の流れの創出。"),
        (12, second),
        (
            15,
            "2、14の2の3、消防団への女性や若者等の加入…、2億8千万円、3千万円増、13件中2件目",
        ),
        (
            18,
            "1、消防防災施設災害復旧費補助金、3億2千万円、15億2千万円減、2件中1件目",
        ),
        (
            19,
            "2、消防防災設備災害復旧費補助金、9千万円、3億2千万円減、2件中2件目",
        ),
        (20, "最後です。2件中2件目。"),
        (
            21,
            "1、消防防災施設災害復旧費補助金、3億2千万円、15億2千万円減、2件中1件目",
        ),
        (22, "最初です。2件中1件目。"),
    ] {
        let said = heard.first(n);
        assert!(said.starts_with(row), "key {n}: {said}");
    }
    assert!(heard.text(5).contains(page[1]), "{}", heard.text(5));
    let hits = heard.text(14);
    assert!(
        hits.contains("予算7件、合計5億4千万円、元年度より2億4千万円増、80.0パーセント増。"),
        "{hits}"
    );
    insta::assert_snapshot!("tdsr_screen", heard.transcript(false));
}

#[test]
#[ignore = "needs Debian's orca, xvfb and xfce4-terminal; run by .ci/run"]
fn orca_speaks_a_visit_in_the_reading_mode() {
    let keys = "open 13<Enter>budget falls<Enter>1<Enter>search 消防団加入促進広報<Enter>1<Enter>";
    let Some(heard) = desktop("orca", keys, &["read"]) else {
        return;
    };
    heard.tells_the_chapter_and_its_falls();
    let measure = heard.text(5);
    assert!(measure.contains("令和2年度、3億2千万円。"), "{measure}");
    let hits = heard.text(7);
    assert!(
        hits.contains("消防団加入促進広報の検索は、1件。予算1件、合計5千万円、"),
        "{hits}"
    );
    let fallen = heard.text(9);
    assert!(
        fallen.contains("元年度より2千万円減、28.6パーセント減"),
        "{fallen}"
    );
    insta::assert_snapshot!("orca_reading_mode", heard.transcript(false));
}

/// An arrow is the row; to the side, Home and End too, though Orca says the character at the
/// cursor after those; a search is its sum; a budget line is its request and change.
#[test]
#[ignore = "needs Debian's orca, xvfb and xfce4-terminal; run by .ci/run"]
fn orca_speaks_the_screen_for_readers() {
    let keys = "<Down><Up><End><Up><Home><Right><Down><Left><Left>m<Down>/消防団<Enter><Down>:13.3.1<Enter><Right><Down><Down>";
    let Some(heard) = desktop("orca", keys, &["--a11y", "tui"]) else {
        return;
    };
    let says = |n: usize, row: &str| {
        let (said, row) = (heard.last(n), row.replace([' ', ','], ""));
        let end = ['.', '。'];
        assert_eq!(
            said.trim_end_matches(end),
            row.trim_end_matches(end),
            "key {n}"
        );
    };
    says(
        0,
        "2、地域を支える人づくり、地域経済の活性化に向けた取組、29億5千万円、11億9千万円増、20章中2章目",
    );
    says(
        1,
        "1、地方への新しい人の流れの創出、12億5千万円、4億円増、20章中1章目",
    );
    says(
        2,
        "20、主権者教育の推進と投票しやすい環境の一層の整備、3億7千万円、増減なし、20章中20章目",
    );
    says(
        3,
        "19、行政の業務改革の加速化、12億2千万円、1億6千万円増、20章中19章目",
    );
    says(
        4,
        "1、地方への新しい人の流れの創出、12億5千万円、4億円増、20章中1章目",
    );
    says(
        5,
        "1、豊かなライフスタイルの提示による地方への人の流れの創出、4千万円、4千万円増、3件中1件目",
    );
    says(
        6,
        "2、地域との多様な関わりの創出、関係人口の創出 拡大等、8億7千万円、3億円増、3件中2件目",
    );
    says(
        7,
        "1、地方への新しい人の流れの創出、12億5千万円、4億円増、20章中1章目",
    );
    says(8, "ここが先頭です。");
    assert!(
        heard.text(9).contains("印を付けました。"),
        "{}",
        heard.text(9)
    );
    says(
        10,
        "2、地域を支える人づくり、地域経済の活性化に向けた取組、29億5千万円、11億9千万円増、20章中2章目",
    );
    let hits = heard.text(12);
    assert!(hits.contains("消防団の検索は、13件。予算7件、合計5億4千万円、元年度より2億4千万円増、80.0パーセント増。"), "{hits}");
    assert!(
        heard
            .text(13)
            .starts_with("2、14の2の3、消防団への女性や若者等の加入促進、2億8千万円、"),
        "{}",
        heard.text(13)
    );
    says(
        16,
        "1、消防防災施設災害復旧費補助金、3億2千万円、15億2千万円減、2件中1件目",
    );
    says(
        17,
        "2、消防防災設備災害復旧費補助金、9千万円、3億2千万円減、2件中2件目",
    );
    says(18, "最後です。2件中2件目。");
    insta::assert_snapshot!("orca_screen", heard.transcript(true));
}

/// Started from a shell by Enter, the screen for readers begins with its title and first row.
#[test]
#[ignore = "needs Debian's orca, xvfb and xfce4-terminal; run by .ci/run"]
fn orca_speaks_the_first_row_when_the_screen_comes_up() {
    let start = format!("read line; exec '{SHISAKU}' --a11y tui");
    let Some(heard) = desktop_with("orca", "<Enter><Down>", &["sh", "-c", &start]) else {
        return;
    };
    let begun = heard.text(0);
    assert!(
        begun.contains(
            "総務省重点施策20201、地方への新しい人の流れの創出、12億5千万円、4億円増、20章中1章目"
        ),
        "{begun}"
    );
    assert!(
        heard.last(1).starts_with("2、地域を支える人づくり"),
        "{}",
        heard.last(1)
    );
}

/// A display of 40 cells shows the row, its amount first; of the reading mode the prompt.
#[test]
#[ignore = "needs Debian's brltty, brltty-x11, xvfb and xfce4-terminal; run by .ci/run"]
fn brltty_shows_the_row_and_the_prompt() {
    let keys = "<Down><Right><Down><End>T";
    let arguments = ["--a11y", "tui", "--braille"];
    let Some(heard) = desktop("brltty", keys, &arguments) else {
        return;
    };
    for (n, row) in [
        "2、29億5千万円、11億9千万円増、地域を支える人づくり",
        "1、7千万円、7千万円増、地域の基幹産業を中心",
        "2、18億円、7億3千万円増、地域資源を活かした",
        "3、10億8千万円、3億9千万円増、過疎対策の推進、3件中3件目",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(heard.last(n).starts_with(row), "{}", heard.last(n));
    }
    // The reading mode; behind the prompt BRLTTY still has what stood on that line of the screen.
    assert!(heard.last(4).starts_with("2の3>"), "{}", heard.last(4));
}

/// The three largest falls of chapter 13, for English ears.
#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn the_falls_are_heard_in_english() {
    let keys = "open 13<Enter>budget falls<Enter>";
    let heard = listen("yasr", 0, keys, &["read", "--lang", "en", "--width", "0"]);
    let falls = heard.after(3);
    for fall in [
        "1, 消防防災施設災害復旧費補助金, fiscal 2020, 320 million yen, down 1.52 billion yen from fiscal 2019, down 82.6 percent, 1 of 6",
        "2, 消防防災設備災害復旧費補助金, 90 million yen, down 320 million yen, down 78.0 percent, 2 of 6",
        "3, 原子力災害避難指示区域消防活動費交付金, 280 million yen, down 120 million yen, down 30.0 percent, 3 of 6",
    ] {
        // A long line may come in two utterances.
        let said = falls.concat().replace(' ', "");
        assert!(said.contains(&fall.replace(' ', "")), "{falls:?}");
    }
}

#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn the_reading_mode_writes_no_escape_and_is_silent_when_idle() {
    let heard = listen("none", 10, VISIT, &["read"]);
    assert_eq!((heard.idle, heard.escapes), (Some(0), Some(0)));
}

#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn the_screen_for_readers_is_silent_when_idle() {
    let heard = listen("none", 10, "<Down><Down>", &["--a11y", "tui"]);
    assert_eq!(heard.idle, Some(0));
}

/// Rows of the top page.
const ROWS: [&str; 4] = [
    "10、多様な働き方の実現、",
    "11、地方の一般財源総額の確保等、",
    "12、2040年頃を見据えた地方行政体制の構築、",
    "13、東日本大震災等からの復興、",
];

/// Down to the tenth row, the last one on the screen, then on: the screen scrolls.
#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn one_arrow_key_is_one_utterance_also_while_scrolling() {
    let keys = "<Down>".repeat(12) + "<Up>";
    let heard = listen("fenrir", 0, &keys, &["--a11y", "tui"]);
    let squeeze = |row: &str| row.replace([' ', ','], "");
    for (n, row) in (8..).zip(ROWS) {
        assert_eq!(heard.after(n).len(), 1, "key {n}: {:?}", heard.after(n));
        assert!(
            heard.text(n).starts_with(&squeeze(row)),
            "{}",
            heard.text(n)
        );
    }
    assert!(
        heard.text(12).starts_with(&squeeze(ROWS[2])),
        "{}",
        heard.text(12)
    );

    let heard = listen("yasr", 0, &keys, &["--a11y", "tui"]);
    for (n, row) in (9..).zip(ROWS.iter().skip(1)) {
        // A new row at the edge is printed, so that yasr has it whole.
        assert!(
            heard.after(n).concat().starts_with(row),
            "key {n}: {:?}",
            heard.after(n)
        );
    }
    assert_eq!(heard.after(12).len(), 1, "{:?}", heard.after(12));
}

#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn an_arrow_through_a_chapter_is_heard_row_by_row() {
    let keys = "<Down>".repeat(12) + "<Enter><Down><Down><Enter><Enter><Down><Down>";
    let heard = listen("fenrir", 0, &keys, &["--a11y", "tui"]);
    assert!(heard.text(12).contains("第13章、東日本大震災等からの復興"));
    assert_eq!(heard.after(14).len(), 1);
    let row = "3、被災地における消防防災体制の充実強化、";
    assert!(heard.text(14).starts_with(row), "{}", heard.text(14));
    let rows = heard.text(16);
    assert!(
        rows.contains("1、消防防災施設災害復旧費補助金、3億2千万円、15億2千万円減、2件中1件目"),
        "{rows}"
    );
    assert_eq!(heard.text(18), "最後です。2件中2件目。");
}

/// Search, falls and the way to the reading mode and back. The search goes out on Enter: while
/// its letters are typed nothing but their echo is heard.
#[test]
#[ignore = "needs Debian's yasr and fenrir; run by .ci/run"]
fn the_screen_for_readers_is_searched_and_left_for_the_reading_mode() {
    let keys = "/消防団加入促進広報<Enter><Left><End><Up>f<Down>T<Enter>screen<Enter>";
    let heard = listen("fenrir", 0, keys, &["--a11y", "tui"]);
    let hits = heard.text(1);
    assert!(
        hits.contains("消防団加入促進広報の実施、5千万円、2千万円減、"),
        "{hits}"
    );
    assert!(heard.text(4).starts_with("19、行政の業務改革の加速化、"));
    let falls = heard.text(5);
    assert!(falls.contains("第19章の減った予算、"), "{falls}");
    // The reading mode comes up at the same row, and the screen at the place it was left at.
    assert!(heard.text(7).contains("19の1の1予算1"), "{}", heard.text(7));
    assert!(heard.text(8).contains("最後の予算です。1件中1件目。"));
    let back = heard.text(10);
    assert!(
        back.contains("19の1の1、政策評価等における取組を通じたEBPMの推進1、政策効果の把握"),
        "{back}"
    );
}
