//! The pages and the painter together: which bytes a key makes.

use super::pages::{Pages, Request};
use super::paint::Painter;
use crate::explorer::{Code, Key};
use crate::lang::Lang;
use crate::ledger::EVERYTHING;
use crate::model::{Library, NodeId};
use crate::reading::ReadingState;
use crate::search::Engine;

const SEED: &str = include_str!("../../../seeds/000_3bd7bf674129a828.txt");

struct Bench {
    library: Library,
    engine: Engine,
    size: (u16, u16),
    braille: bool,
}

impl Bench {
    fn new(size: (u16, u16)) -> Self {
        Self {
            library: Library::new(vec![crate::parse::parse("seed", SEED).unwrap()]),
            engine: Engine::new(),
            size,
            braille: false,
        }
    }

    fn desk(&self) -> ReadingState<'_> {
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
            year_before: false,
        }
    }

    /// What each key makes the painter write.
    fn bytes(&self, keys: &[&str]) -> Vec<String> {
        let desk = self.desk();
        let mut pages = Pages::new(&desk, NodeId(0), Vec::new()).for_braille(self.braille);
        let mut painter = Painter::default();
        let (columns, rows) = self.size;
        let mut frame = |pages: &mut Pages| {
            pages.resize(&desk, columns, rows);
            painter.frame(&pages.view(&desk), columns, rows)
        };
        let mut out = vec![frame(&mut pages)];
        for typed in keys {
            let mut bytes = String::new();
            for key in pressed(typed) {
                assert_eq!(pages.press(&desk, key), Request::Nothing, "{typed}");
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

/// No number of a text is torn at any usual width, nor a word.
#[test]
fn the_texts_of_the_screen_are_broken_between_words() {
    let bench = Bench::new((80, 24));
    for columns in [40, 60, 79] {
        for number in 0..bench.library.len() {
            let id = NodeId(u32::try_from(number).unwrap());
            for line in &bench.library.node(id).text {
                let heard = bench.desk().heard(&line.text);
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
