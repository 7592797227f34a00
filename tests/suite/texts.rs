//! Every text of the interface is there in both languages, and each is in its own.
//!
//! Read from the sources, so that no catalogue can be forgotten: pairs given to `Text::new` or
//! to a table of texts (Japanese, then English), and what is told under `Lang::Ja` and
//! `Lang::En`.

use std::fs;
use std::path::Path;

use crate::support::sources::sources;

/// A piece of a source file that matters here.
#[derive(Clone, Debug, PartialEq)]
enum Piece {
    /// A string literal, escapes undone as far as they matter.
    Literal(String),
    /// Code between literals, without comments and blanks.
    Code(String),
}

/// The pieces of a source file up to its tests.
fn pieces(text: &str) -> Vec<Piece> {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let mut out = Vec::new();
    let mut code = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '/' if chars.peek() == Some(&'/') => while chars.next_if(|c| *c != '\n').is_some() {},
            '\'' => {
                // A character, or the tick of a lifetime.
                let mut ahead = chars.clone();
                let first = ahead.next();
                if first == Some('\\') {
                    chars.next();
                    chars.next();
                    while chars.next_if(|c| *c != '\'').is_some() {}
                    chars.next();
                } else if ahead.next() == Some('\'') {
                    chars.next();
                    chars.next();
                }
            }
            '"' => {
                out.push(Piece::Code(std::mem::take(&mut code)));
                out.push(Piece::Literal(literal(&mut chars)));
            }
            c if c.is_whitespace() => {}
            c => code.push(c),
        }
    }
    out.push(Piece::Code(code));
    out
}

fn literal(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut out = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('n') => out.push('\n'),
                Some('u') => while chars.next().is_some_and(|c| c != '}') {},
                Some(other) => out.push(other),
                None => break,
            },
            c => out.push(c),
        }
    }
    out
}

fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}')
}

/// English words that a Japanese text may hold: names of keys, forms and programs, and words
/// that are typed as they are.
const NAMES: &str = "
    shisaku Enter Esc Space Tab Ctrl Shift
    Markdown csv CSV tsv jsonl json JSON xlsx SVG OSC ASCII UTF BOM PDF MiB ICT
    NO_COLOR TERM VISUAL EDITOR SHISAKU_A11Y ACCESSIBLE a11y yes true false
    XDG_CONFIG_HOME XDG_STATE_HOME HOME TMPDIR truecolor
    text tui off check chapter change increased read more screen quit help";

/// Words of a Japanese text that are neither names nor part of code, options or file names.
fn stray_english(text: &str) -> Vec<String> {
    let known = |word: &str| {
        word.chars().count() < 3
            || NAMES.split_whitespace().any(|name| name == word)
            || text.contains(&format!("--{word}"))
            || text.contains(&format!("shisaku {word}"))
            || text.contains(&format!(".{word}"))
            || text.contains(&format!("kind:{word}"))
    };
    // What stands in braces is filled in: a name of the code, or the key of a command.
    let said: String = text
        .split('{')
        .enumerate()
        .map(|(n, part)| match part.split_once('}') {
            Some((_, rest)) if n > 0 => rest,
            _ => part,
        })
        .collect();
    said.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|word| word.chars().any(char::is_alphabetic) && !known(word))
        .map(str::to_owned)
        .collect()
}

/// What is wrong with a Japanese text.
fn wrong_japanese(text: &str) -> Option<String> {
    let wrong = stray_english(text);
    (!wrong.is_empty()).then(|| format!("{wrong:?} in the Japanese {text:?}"))
}

/// What an English text may hold of Japanese: the words of the query language, quoted or not,
/// and the units and words of the document that it explains.
const TERMS: [&str; 12] = [
    "章:14",
    "新規",
    "増",
    "減",
    "再掲",
    "量子暗号",
    "内数",
    "事項要求",
    "億",
    "兆",
    "百万円",
    "第",
];

/// What is wrong with an English text.
fn wrong_english(text: &str) -> Option<String> {
    let mut rest = text.to_owned();
    for term in TERMS {
        rest = rest.replace(term, "");
    }
    let wrong = rest.chars().any(is_japanese);
    wrong.then(|| format!("Japanese in the English {text:?}"))
}

/// Whether a pair has to differ in language: it has words at all.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// The pairs of a file: after `Text::new(`, after `NAME:` of a table, and the last two of a
/// `bind(` of a key table.
fn pairs(pieces: &[Piece]) -> Vec<(String, String)> {
    let is_bind = |piece: &Piece| matches!(piece, Piece::Code(code) if code.contains("bind("));
    let is_key_table = pieces.iter().any(is_bind);
    pieces
        .windows(4)
        .filter_map(|window| {
            let [
                Piece::Code(before),
                Piece::Literal(ja),
                Piece::Code(between),
                Piece::Literal(en),
            ] = window
            else {
                return None;
            };
            let after_name = before
                .strip_suffix(':')
                .and_then(|b| b.chars().last())
                .is_some_and(|c| c.is_ascii_uppercase() || c == '_');
            let opens = before.ends_with("Text::new(") || after_name;
            let bound = is_key_table && before == "," && ja.chars().any(is_japanese);
            (between == "," && (opens || bound)).then(|| (ja.clone(), en.clone()))
        })
        .collect()
}

/// Texts without English, since it has no word for them: units of counting.
const NO_ENGLISH: [&str; 7] = ["件", "、", "・", "（", "）", "「", "」"];

/// The source files with their names.
fn files() -> Vec<(String, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let name = |path: &Path| path.strip_prefix(&src).unwrap().display().to_string();
    sources(&src)
        .iter()
        .filter(|path| !path.components().any(|c| c.as_os_str() == "tests"))
        .filter(|path| !path.ends_with("tests.rs"))
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect()
}

#[track_caller]
fn none_wrong(wrong: &[String]) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_text_is_there_in_both_languages_and_each_in_its_own() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (place, text) in files() {
        for (ja, en) in pairs(&pieces(&text)) {
            count += 1;
            let mut add = |what: String| wrong.push(format!("{place}: {what}"));
            wrong_english(&en).map(&mut add);
            wrong_japanese(&ja).map(&mut add);
            if has_words(&ja) || has_words(&en) {
                let both = !ja.is_empty() && !en.is_empty();
                if !both && !NO_ENGLISH.contains(&ja.as_str()) {
                    add(format!("{ja:?} {en:?}: one is missing"));
                }
                if !ja.chars().any(is_japanese) && ja != en {
                    add(format!("{ja:?} is no Japanese"));
                }
            }
        }
    }
    none_wrong(&wrong);
    // A reader of sources that finds nothing would pass everything.
    assert!(count > 250, "{count}");
}

#[test]
fn what_is_told_under_a_language_is_in_it() {
    let (mut count, mut wrong) = (0, Vec::new());
    for (place, text) in files() {
        for window in pieces(&text).windows(2) {
            let [Piece::Code(before), Piece::Literal(text)] = window else {
                continue;
            };
            let arm = |lang: &str| {
                let arm = before.rsplit_once(&format!("Lang::{lang})=>"));
                let arm = arm.or_else(|| before.rsplit_once(&format!("Lang::{lang}=>")));
                arm.is_some_and(|(_, rest)| ["", "format!(", "{format!(", "{"].contains(&rest))
            };
            let found = if arm("Ja") {
                wrong_japanese(text)
            } else if arm("En") {
                wrong_english(text)
            } else {
                continue;
            };
            count += 1;
            wrong.extend(found.map(|what| format!("{place}: {what}")));
        }
    }
    none_wrong(&wrong);
    assert!(count > 60, "{count}");
}

#[test]
fn the_reader_of_sources_finds_what_it_looks_for() {
    let source = r#"
        // "no", "text"
        const A: Text = Text::new("柱", "pillar");
        B: "章",
            "chapter";
        bind(Main, Down, &[c('"')], "down", "次の行へ", "next row"),
        match lang { Lang::Ja => "増".to_owned(), Lang::En => format!("up {x}") }
    "#;
    let found = pairs(&pieces(source));
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("柱", "pillar"),
            ("章", "chapter"),
            ("次の行へ", "next row")
        ]
    );
    assert_eq!(stray_english("印の report です"), ["report"]);
    assert_eq!(stray_english("shisaku read、Enter、--lang"), [""; 0]);
}
