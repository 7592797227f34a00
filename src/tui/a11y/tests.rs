//! The pages and the painter together: which bytes a key makes.

mod sheets;

use super::pages::{Pages, Request};
use super::paint::Painter;
use crate::explorer::{Code, Key};
use crate::lang::Lang;
use crate::ledger::EVERYTHING;
use crate::model::{Library, NodeId};
use crate::reading::ReadingState;
use crate::search::Engine;
use crate::text::Ruler;

const SEED: &str = include_str!("../../../seeds/000_3bd7bf674129a828.txt");

/// Stands between what a key makes the painter write at once and what follows a moment later.
const LATER: &str = "<later>";

struct Bench {
    library: Library,
    engine: Engine,
    size: (u16, u16),
    braille: bool,
    year_before: bool,
    ruler: Ruler,
}

impl Bench {
    fn new(size: (u16, u16)) -> Self {
        Self {
            library: Library::new(vec![crate::parse::parse("seed", SEED).unwrap()]),
            engine: Engine::new(),
            size,
            braille: false,
            year_before: false,
            ruler: Ruler::default(),
        }
    }

    fn reading(&self) -> ReadingState<'_> {
        ReadingState {
            library: &self.library,
            sums: &EVERYTHING,
            finder: &self.engine,
            yomi: None,
            source: None,
            became: None,
            lang: Lang::Ja,
            page: 0,
            has_screen: false,
            compare: None,
            year_before: self.year_before,
        }
    }

    /// What each key makes the painter write.
    fn bytes(&self, keys: &[&str]) -> Vec<String> {
        let reading = self.reading();
        let mut pages =
            Pages::new(&reading, NodeId(0), Vec::new(), self.ruler).for_braille(self.braille);
        let mut painter = Painter::new(self.ruler);
        let (columns, rows) = self.size;
        // As the shell does it when no key comes in between.
        let mut frame = |pages: &mut Pages| {
            pages.resize(&reading, columns, rows);
            let mut bytes = painter.frame(&pages.view(&reading), columns, rows);
            if painter.is_behind() {
                bytes.push_str(&painter.frame(&pages.view(&reading), columns, rows));
            }
            if pages.owes() {
                bytes.push_str(LATER);
                pages.pay(&reading, false);
                bytes.push_str(&painter.frame(&pages.view(&reading), columns, rows));
            }
            bytes
        };
        let mut out = vec![frame(&mut pages)];
        for typed in keys {
            let mut bytes = String::new();
            for key in pressed(typed) {
                assert_eq!(pages.press(&reading, key), Request::Nothing, "{typed}");
                bytes.push_str(&frame(&mut pages));
            }
            out.push(bytes);
        }
        out
    }
}

/// A key by its name, or the letters of a text.
fn pressed(typed: &str) -> Vec<Key> {
    let key = Key::plain;
    match typed {
        "Down" => vec![key(Code::Down)],
        "Up" => vec![key(Code::Up)],
        "End" => vec![key(Code::End)],
        "Home" => vec![key(Code::Home)],
        "Right" => vec![key(Code::Right)],
        "Left" => vec![key(Code::Left)],
        "Enter" => vec![key(Code::Enter)],
        text => text
            .chars()
            .map(|c| {
                key(if c == '\n' {
                    Code::Enter
                } else {
                    Code::Char(c)
                })
            })
            .collect(),
    }
}

/// Whether only the cursor was moved.
#[track_caller]
fn moves_alone(bytes: &str) {
    let rest = bytes.strip_prefix("\u{1b}[").unwrap_or("no move");
    let rest = rest.strip_suffix('H').unwrap_or("no move");
    assert!(
        rest.chars().all(|c| c.is_ascii_digit() || c == ';'),
        "{bytes:?}"
    );
}

#[test]
fn the_move_after_news_writes_nothing() {
    let bench = Bench::new((80, 24));
    let bytes = bench.bytes(&["Up", "Down", "m", "Down", "Up", "?", "Enter"]);
    assert!(bytes[1].contains("最初です。20章中1章目") || bytes[1].contains("最初です。"));
    moves_alone(&bytes[2]);
    assert!(bytes[3].contains("印を付けました。"), "{:?}", bytes[3]);
    moves_alone(&bytes[4]);
    moves_alone(&bytes[5]);
    // The next page is drawn without the old news.
    assert!(!bytes[6].contains("印を付けました。"), "{:?}", bytes[6]);
    // News at the same end again is written again, so that it is heard.
    let bytes = bench.bytes(&["Up", "Up", "Down"]);
    assert!(bytes[2].contains("最初です。"), "{:?}", bytes[2]);
    moves_alone(&bytes[3]);
}

/// After arrows to the side, Home and End Orca and TDSR say the character at the cursor. The row
/// is written for them, the cursor behind it, and the next move writes nothing again.
#[test]
fn the_row_follows_an_arrow_to_the_side_home_and_end() {
    let bench = Bench::new((100, 24));
    let row =
        "20、主権者教育の推進と投票しやすい環境の一層の整備、3億7千万円、増減なし、20章中20章目";
    let bytes = bench.bytes(&["End", "Up", "Right", "Down", "Left", "Down", "Home", "Left"]);
    let said = format!(
        "\u{1b}[13;1H\u{1b}[2K{row}\u{1b}[13;{}H",
        crate::text::width(row) + 1
    );
    // The news goes out before the rows, and the cursor stays behind it.
    assert!(bytes[1].starts_with(&said), "{:?}", bytes[1]);
    moves_alone(&bytes[2]);
    let (page, later) = bytes[3].split_once(LATER).unwrap();
    assert!(page.ends_with("\u{1b}[2;1H"), "{page:?}");
    assert!(later.contains("K1、政策評価等における"), "{later:?}");
    moves_alone(&bytes[4]);
    let (page, later) = bytes[5].split_once(LATER).unwrap();
    assert!(page.contains("K20、主権者教育"), "{page:?}");
    assert!(later.contains("K19、行政の業務改革"), "{later:?}");
    moves_alone(&bytes[6]);
    assert!(bytes[7].contains("K1、地方への"), "{:?}", bytes[7]);
    // What cannot be done is heard after these keys too.
    assert!(
        bytes[8].ends_with("ここが先頭です。\u{1b}[13;17H"),
        "{:?}",
        bytes[8]
    );
    // A braille display has the row under the cursor, and only that.
    let braille = Bench {
        braille: true,
        ..Bench::new((100, 24))
    };
    let bytes = braille.bytes(&["Right", "End"]);
    assert!(!bytes[1].contains(LATER), "{:?}", bytes[1]);
    moves_alone(&bytes[2]);
}

/// Marks are of all chapters: a number in one of them would not tell of which.
#[test]
fn the_list_of_marks_has_addresses() {
    let bytes = Bench::new((100, 24)).bytes(&[":14.2\nm", ":2.3\nm'"]);
    assert!(
        bytes[2].contains("K1、14の2、") && bytes[2].contains("K2、2の3、過疎対策の推進、印あり、"),
        "{:?}",
        bytes[2]
    );
}

/// Orca speaks all that lies between two changes, so that a marked row comes after the news.
#[test]
fn a_marked_row_follows_the_news() {
    let bytes = Bench::new((100, 24)).bytes(&["Down", "Down", "m"]);
    let news = bytes[3].find("印を付けました。").unwrap();
    let row = bytes[3].find("印あり").unwrap();
    assert!(news < row, "{:?}", bytes[3]);
    assert_eq!(bytes[3].matches("\u{1b}[2K").count(), 2, "{:?}", bytes[3]);
}

#[test]
fn what_an_answer_tells_of_can_be_opened_and_marked() {
    let bench = Bench::new((100, 24));
    let bytes = bench.bytes(&[
        ":8\ny", "Enter", "u", "Down", "m", "u", "x", "Enter", "Enter",
    ]);
    assert!(bytes[1].contains("第8章の合計は"), "{:?}", bytes[1]);
    assert!(bytes[2].contains("の本文、"), "{:?}", bytes[2]);
    assert!(bytes[3].contains("第8章の合計は"), "{:?}", bytes[3]);
    assert!(bytes[5].contains("印を付けました。8の"), "{:?}", bytes[5]);
    assert!(bytes[7].contains("の増減、"), "{:?}", bytes[7]);
    assert!(bytes[8].contains("の本文、"), "{:?}", bytes[8]);
    assert!(
        bytes[9].contains("開く項目はありません。"),
        "{:?}",
        bytes[9]
    );
}

/// Above the top of a document are all that are open.
#[test]
fn several_documents_are_listed_above_the_top() {
    const OTHER: &str = "# 令和８年度 架空庁 重点施策\n\n## 1 安全\n\n消防\n\n## (1) 消防の充実\n\n【予算】消防車の整備 3.5億円（7年度 2.0億円）\n";
    let parse = |text| crate::parse::parse("seed", text).unwrap();
    let bench = Bench {
        library: Library::new(vec![parse(SEED), parse(OTHER)]),
        ..Bench::new((100, 24))
    };
    let bytes = bench.bytes(&["u", "Down", "\n", "u", "u"]);
    assert!(bytes[1].contains("開いている文書、2件。"), "{:?}", bytes[1]);
    assert!(bytes[1].contains("2件中2件目"), "{:?}", bytes[1]);
    moves_alone(&bytes[2]);
    assert!(bytes[3].contains("安全"), "{:?}", bytes[3]);
    assert!(bytes[4].contains("開いている文書、2件。"), "{:?}", bytes[4]);
    assert!(bytes[5].contains("ここが先頭です。"), "{:?}", bytes[5]);
}

#[test]
fn rows_have_request_and_change_and_hits_their_address() {
    let bench = Bench::new((100, 24));
    let bytes = bench.bytes(&[":13\n", "Enter", "/消防団\n"]);
    assert!(
        bytes[1].contains("、17億3千万円、15億2千万円減、20章中13章目"),
        "{:?}",
        bytes[1]
    );
    assert!(
        bytes[2].contains("3、被災地における消防防災体制の充実強化、6億9千万円、"),
        "{:?}",
        bytes[2]
    );
    let none = bench.bytes(&["/\n"]);
    assert!(none[1].contains("検索しませんでした"), "{none:?}");
    assert!(
        bytes[3].contains("予算7件、合計5億4千万円")
            && bytes[3].contains("1、14の2の2、消防団の装備"),
        "{:?}",
        bytes[3]
    );
}

#[test]
fn on_narrow_screens_and_for_braille_the_amount_comes_first() {
    let narrow = Bench::new((40, 24)).bytes(&[":13.3.1\n", "Enter"]);
    assert!(
        narrow[2].contains("1、3億2千万円、略、消防"),
        "{:?}",
        narrow[2]
    );
    let braille = Bench {
        braille: true,
        ..Bench::new((100, 24))
    };
    let wide = braille.bytes(&[":13.3.1\n", "Enter"]);
    assert!(
        wide[2].contains("1、3億2千万円、15億2千万円減、消防防災施設災害復旧費補助金、2件中1件目"),
        "{:?}",
        wide[2]
    );
    // Where nothing has room, that is said.
    let tiny = Bench::new((34, 24)).bytes(&[":11.2\n"]);
    assert!(
        tiny[1].contains("略") || tiny[1].contains("16兆"),
        "{:?}",
        tiny[1]
    );
}

#[test]
fn on_the_narrowest_screens_hits_keep_their_amount() {
    let narrow = Bench::new((40, 12)).bytes(&["/消防\n"]);
    assert!(narrow[1].contains("件中1件目"), "{:?}", narrow[1]);
    let rows = narrow[1].split("\u{1b}[2K");
    let rows: Vec<&str> = rows.filter(|row| row.contains("件目")).collect();
    assert!(!rows.is_empty());
    for row in rows {
        let has_amount = row.contains("円") || row.contains("事項要求");
        assert!(has_amount, "{row:?}");
    }
}

#[test]
fn a_title_is_there_to_its_end() {
    for size in [(80, 24), (40, 24)] {
        let bench = Bench::new(size);
        let bytes = bench.bytes(&["/消防\n", "Down"]);
        let page = bytes[1].rsplit("\u{1b}[2J").next().unwrap();
        let lines: Vec<&str> = page.split("\u{1b}[2K").skip(1).collect();
        let first = lines
            .iter()
            .position(|line| line.starts_with("1、"))
            .unwrap();
        let title: String = lines[..first]
            .iter()
            .map(|line| line.split('\u{1b}').next().unwrap_or_default())
            .collect();
        assert!(
            first > 1 && title.ends_with('。') && !title.contains('…'),
            "{title}"
        );
        assert!(title.contains("合計に入れ"), "{title}");
        // The rows are below it, and the cursor with them.
        assert_eq!(bytes[2], format!("\u{1b}[{};1H", first + 2));
    }
}

#[test]
fn whole_measures_and_themes_lead_to_their_original() {
    let bench = Bench::new((100, 24));
    let bytes = bench.bytes(&[":8.1\no", ":8.1.1\no", ":2.1\no"]);
    assert!(bytes[1].contains("第3章、"), "{:?}", bytes[1]);
    assert!(bytes[2].contains("3の3、"), "{:?}", bytes[2]);
    assert!(
        bytes[3].contains("このテーマは再掲ではありません。"),
        "{:?}",
        bytes[3]
    );
}

#[test]
fn totals_are_explained_and_what_cannot_be_done_is_said() {
    let bench = Bench::new((100, 24));
    let bytes = bench.bytes(&[":8\ny", "x", "c"]);
    assert!(bytes[1].contains("第8章の合計は"), "{:?}", bytes[1]);
    assert!(bytes[2].contains("の増減、"), "{:?}", bytes[2]);
    assert!(
        bytes[3].contains("比べる文書が開いていません。"),
        "{:?}",
        bytes[3]
    );
}

/// The base year by its name, or as the year before where that is asked for: in titles, in what an
/// answer tells, in the text of a row and in where this is.
#[test]
fn the_base_year_is_called_the_year_before_where_that_is_set() {
    for (year_before, said, not_said) in [(false, "元年度", "前年度"), (true, "前年度", "元年度")]
    {
        let bench = Bench {
            year_before,
            ..Bench::new((100, 24))
        };
        for bytes in bench
            .bytes(&["/消防団\n", ":13\nx", ":13.3.1\n\nr"])
            .iter()
            .skip(1)
        {
            assert!(
                bytes.contains(said) && !bytes.contains(not_said),
                "{bytes:?}"
            );
        }
    }
}

/// No number of a text is torn at any usual width, nor a word.
#[test]
fn the_texts_of_the_screen_are_broken_between_words() {
    let bench = Bench::new((80, 24));
    for columns in [40, 60, 79] {
        for number in 0..bench.library.len() {
            let id = NodeId(u32::try_from(number).unwrap());
            for line in &bench.library.node(id).text {
                let heard = bench.reading().heard(&line.text);
                for pair in crate::text::wrap_words(&heard, columns).windows(2) {
                    let [one, next] = pair else { continue };
                    // A blank between them has been dropped.
                    if !heard.contains(&format!("{one}{next}")) {
                        continue;
                    }
                    let (last, first) = (one.chars().next_back(), next.chars().next());
                    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
                    assert!(!(digit(last) && digit(first)), "{one:?} {next:?}");
                    let katakana = |c: Option<char>| c.is_some_and(|c| ('ァ'..='ー').contains(&c));
                    assert!(!(katakana(last) && katakana(first)), "{one:?} {next:?}");
                }
            }
        }
    }
}

#[test]
fn what_is_typed_is_a_field_as_in_the_explorer() {
    let bench = Bench::new((100, 24));
    let reading = bench.reading();
    let mut pages = Pages::new(&reading, NodeId(0), Vec::new(), bench.ruler);
    pages.press(&reading, Key::char('/'));
    pages.paste("量子\u{2028}か\u{3099}\u{1b}");
    assert_eq!(pages.view(&reading).note, "検索: 量子 か\u{3099}");
    // The voiced mark goes with its letter.
    pages.press(&reading, Key::plain(Code::Backspace));
    assert_eq!(pages.view(&reading).note, "検索: 量子 ");
    pages.paste(&"あ".repeat(5000));
    assert!(pages.view(&reading).note.len() < 1100);
}

/// Nothing is cut off at the right edge of a terminal that draws `①` and `…` two cells wide.
#[test]
fn rows_and_text_fit_where_signs_are_wide() {
    let bench = Bench {
        ruler: Ruler::with_ambiguous_width(2),
        ..Bench::new((40, 24))
    };
    let reading = bench.reading();
    let mut pages = Pages::new(&reading, NodeId(0), Vec::new(), bench.ruler);
    pages.resize(&reading, 40, 24);
    let mut seen = 0;
    // The rows of a page, and the text of its first.
    for keys in [":1\n\n", ":3\n\n", ":14.2\n\n", "/消防\n", "r"] {
        for key in pressed(keys) {
            pages.press(&reading, key);
        }
        for _ in 0..20 {
            for row in pages.view(&reading).rows {
                assert!(bench.ruler.width(&row) <= 39, "{row}");
                seen += usize::from(bench.ruler.width(&row) != crate::text::width(&row));
            }
            pages.press(&reading, Key::plain(Code::PageDown));
        }
    }
    assert!(seen > 0, "no such sign was met");
}
