//! Ten tasks, done on the full screen, by ear in the reading mode and on the screen for readers:
//! the same answers, and how many commands each takes. A key is a command, and so is a line that
//! is typed and entered.

#![cfg(unix)]

use std::thread;
use std::time::Duration;

use crate::support::terminal::Session;

/// A command and what shows that it has been done.
type Step = (&'static str, &'static str);

struct Task {
    name: &'static str,
    /// On the full screen.
    screen: &'static [Step],
    /// In the reading mode.
    ear: &'static [Step],
    /// On the screen for readers.
    rows: &'static [Step],
}

const TASKS: [Task; 10] = [
    Task {
        name: "which document is open",
        screen: &[("", "総務省重点施策2020")],
        ear: &[(
            "",
            "文書は、Society 5.0時代の持続可能な地域社会の構築、総務省重点施策2020",
        )],
        rows: &[("", "総務省重点施策2020")],
    },
    Task {
        name: "the contents of chapter 13",
        screen: &[(":13\r", "13 東日本"), ("l", "被災地における消防防災体制")],
        ear: &[("13\r", "第13章> "), ("一覧\r", "5、地方公共団体等")],
        rows: &[(":13\r", "13、東日本"), ("\r", "5、地方公共団体等")],
    },
    Task {
        name: "a topic's budget and its change",
        screen: &[("/消防団", "5.4億円"), ("\u{14}", "+2.4")],
        ear: &[(
            "s 消防団\r",
            "予算7件、合計5億4千万円、元年度より2億4千万円増",
        )],
        rows: &[(
            "/消防団\r",
            "予算7件、合計5億4千万円、元年度より2億4千万円増",
        )],
    },
    Task {
        name: "the three largest falls of chapter 13",
        screen: &[(":13\r", "13 東日本"), ("f", ""), ("T", ""), ("s", "")],
        ear: &[
            ("13\r", "第13章> "),
            ("予算 減\r", "3、原子力災害避難指示区域"),
        ],
        rows: &[(":13\r", "13、東日本"), ("f", "3、原子力災害避難指示区域")],
    },
    Task {
        name: "the request for one programme",
        screen: &[("/消防団加入促進広報の実施", "0.5億円"), ("\r", "0.5")],
        ear: &[("s 消防団加入促進広報の実施\r", "5千万円")],
        rows: &[("/消防団加入促進広報の実施\r", "1件中1件目")],
    },
    Task {
        name: "to the original of a relisting and back",
        screen: &[
            (":8.1.1#1\r", "個人番号カード交付事業費"),
            ("o", "3.3.1#1"),
            ("[", "8.1.1#1"),
        ],
        ear: &[
            ("8の1の1の予算1\r", "元は3の3の1の予算1"),
            ("再掲元\r", "3の3の1の予算1を開きました。"),
            ("戻る\r", "3の3の1予算1> 戻る 8の1の1の予算1を開きました。"),
        ],
        rows: &[
            (":8の1の1の予算1\r", "8の1の1、"),
            ("o", "3の3の1、"),
            ("\u{1b}[D", "8の1の1、"),
        ],
    },
    Task {
        name: "three marks",
        screen: &[
            ("/消防団\r", ""),
            ("m", ""),
            ("n", ""),
            ("m", ""),
            ("n", ""),
            ("m", ""),
        ],
        ear: &[
            ("s 消防団\r", "残り3件"),
            ("\r", "全体> \n1、14の2の2"),
            ("印\r", "印は1件です。"),
            ("\r", "2、14の2の3、"),
            ("印\r", "印は2件です。"),
            ("\r", "3、14の2の3の予算4、"),
            ("印\r", "印は3件です。"),
        ],
        rows: &[
            ("/消防団\r", "1、14の2の2、"),
            ("m", "印は1件です。"),
            ("\u{1b}[B", ""),
            ("m", "印は2件です。"),
            ("\u{1b}[B", ""),
            ("m", "印は3件です。"),
        ],
    },
    Task {
        name: "why a total",
        screen: &[(":8\r", ""), ("w", "再掲")],
        ear: &[("8\r", "第8章> "), ("なぜ\r", "合計に入れないものは")],
        rows: &[(":8\r", "8、"), ("y", "第8章の合計は")],
    },
    Task {
        name: "a long text with an interruption",
        screen: &[
            (":2.1.1\r", ""),
            ("\t", ""),
            ("\u{1b}[6~", ""),
            ("m", ""),
            ("\u{1b}[6~", ""),
        ],
        ear: &[
            (LONG_OPEN, "を開きました。"),
            ("読む\r", "いま10行目。"),
            ("印\r", "印を付けました。"),
            ("続き\r", "いま11行目。"),
        ],
        rows: &[
            (LONG_GO, ""),
            ("r", "の本文、"),
            ("\u{1b}[6~", ""),
            ("m", "印を付けました。"),
            ("\u{1b}[6~", ""),
        ],
    },
    Task {
        name: "what last year's document had otherwise",
        screen: &[("D", "改称")],
        ear: &[("比較\r", "比較です。")],
        rows: &[("c", "比較です。")],
    },
];

const LONG_OPEN: &str = "2の1の1\r";
const LONG_GO: &str = ":2.1.1\r";

/// Replays the steps; with `is_read`, what was seen after each, and the next is not
/// typed before the screen has come to rest.
fn replay(
    task: &Task,
    arguments: &[&str],
    steps: &[Step],
    ready: &str,
    is_read: bool,
) -> Vec<String> {
    let mut all = arguments.to_vec();
    let seed = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/seeds/000_3bd7bf674129a828.txt"
    );
    let old = tempfile::tempdir().unwrap();
    let path = old.path().join("old.txt");
    if task.name.starts_with("what last year") {
        let text = std::fs::read_to_string(seed).unwrap();
        std::fs::write(
            &path,
            text.replace("グローバル量子暗号通信網構築", "量子暗号網構築"),
        )
        .unwrap();
        all.extend(["--file", seed, "--compare", path.to_str().unwrap()]);
    }
    let mut session = Session::start(120, 40, &all);
    session.wait(ready);
    let mut seen = Vec::new();
    for (typed, done) in steps {
        session.press(typed);
        if !done.is_empty() {
            let what = format!("{done:?} after {typed:?} in {}", task.name);
            session.wait_until(&what, |screen| {
                let squeezed = |text: &str| text.split_whitespace().collect::<String>();
                let (close, wanted) = (squeezed(screen), squeezed(done));
                close.contains(&wanted)
            });
        }
        // After an arrow to the side the row follows the page.
        let looks = if typed.starts_with('\u{1b}') { 24 } else { 8 };
        if is_read {
            seen.push(settled(&session, looks));
        }
    }
    seen
}

/// The screen once so many looks have seen it as it is, without the blank lines at its end.
fn settled(session: &Session, looks: usize) -> String {
    let (mut screen, mut same) = (session.screen(), 0);
    while same < looks {
        thread::sleep(Duration::from_millis(50));
        let now = session.screen();
        same = if now == screen { same + 1 } else { 0 };
        screen = now;
    }
    screen.trim_end().to_owned()
}

fn commands(steps: &[Step]) -> usize {
    steps.iter().filter(|(typed, _)| !typed.is_empty()).count()
}

#[test]
fn ten_tasks_take_as_many_commands_by_ear_as_by_eye() {
    let mut table = String::from("task                                      screen  ear  rows\n");
    let (mut heard, mut shown) = (String::new(), String::new());
    for task in &TASKS {
        let (ear, rows) = thread::scope(|scope| {
            let ear = scope.spawn(|| replay(task, &["--text"], task.ear, "全体> ", true));
            let rows = &["--a11y", "tui"];
            let rows = scope.spawn(|| replay(task, rows, task.rows, "総務省重点施策2020", true));
            replay(task, &[], task.screen, "総務省重点施策2020", false);
            (ear.join().unwrap(), rows.join().unwrap())
        });
        heard.push_str(&format!("## {}\n\n{}\n\n", task.name, ear.last().unwrap()));
        shown.push_str(&format!("## {}\n\n", task.name));
        for ((typed, _), screen) in task.rows.iter().zip(rows) {
            shown.push_str(&format!("{typed:?}\n{screen}\n\n"));
        }
        let counts = [task.screen, task.ear, task.rows].map(commands);
        let [screen, ear, rows] = counts;
        table.push_str(&format!("{:<42}{screen:>6}{ear:>5}{rows:>6}\n", task.name));
        assert!(ear <= screen + 1 && rows <= screen + 1, "{table}");
    }
    println!("{table}");
    insta::assert_snapshot!("ear", heard);
    insta::assert_snapshot!("rows", shown);
}
