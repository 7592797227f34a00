//! Line breaking by Japanese rules (禁則処理).
//!
//! Break opportunities come from the Unicode line breaking algorithm, which keeps 、。）」ー っ
//! off a line's start and （「 off its end. On top of it, a number stays whole and together with
//! its unit (`8.1億円`, `令和2年度`, `35%`). Lines are filled first-fit by `textwrap`.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_linebreak::linebreaks;
use unicode_segmentation::UnicodeSegmentation;

use super::width::Ruler;
use crate::model::yen;

/// Wraps text into lines of at most `columns`, ambiguous characters counting one column.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    wrap_with(text, columns, Ruler::default())
}

/// Wraps text into lines of at most `columns` by that ruler.
///
/// Line feeds stay line ends; an empty line stays one. Blanks at a break are dropped. What
/// cannot be broken by the rules and is longer than a line is cut between grapheme clusters;
/// a single character wider than `columns` still gets a line of its own.
#[must_use]
pub fn wrap_with(text: &str, columns: usize, ruler: Ruler) -> Vec<String> {
    let columns = columns.max(1);
    let mut out = Vec::new();
    for line in text.split('\n') {
        if ruler.width(line) <= columns {
            out.push(line.trim_end().to_owned());
        } else {
            wrap_line(line, columns, ruler, &mut out);
        }
    }
    out
}

/// A stretch of text that is never broken, and the blanks after it.
#[derive(Debug)]
struct Piece<'a> {
    text: &'a str,
    blank: &'a str,
    columns: usize,
    blank_columns: usize,
}

impl<'a> Piece<'a> {
    fn new(whole: &'a str, ruler: Ruler) -> Self {
        let text = whole.trim_end();
        let blank = whole.get(text.len()..).unwrap_or_default();
        Self {
            text,
            blank,
            columns: ruler.width(text),
            blank_columns: ruler.width(blank),
        }
    }
}

impl Fragment for Piece<'_> {
    #[expect(clippy::cast_precision_loss, reason = "textwrap measures in f64")]
    fn width(&self) -> f64 {
        self.columns as f64
    }

    #[expect(clippy::cast_precision_loss, reason = "textwrap measures in f64")]
    fn whitespace_width(&self) -> f64 {
        self.blank_columns as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn wrap_line(line: &str, columns: usize, ruler: Ruler, out: &mut Vec<String>) {
    let mut pieces = Vec::new();
    for whole in unbreakable(line) {
        let piece = Piece::new(whole, ruler);
        if piece.columns <= columns {
            pieces.push(piece);
        } else {
            let parts = hard_parts(whole, columns, ruler).into_iter();
            pieces.extend(parts.map(|part| Piece::new(part, ruler)));
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "textwrap measures in f64")]
    let limit = [columns as f64];
    for row in wrap_first_fit(&pieces, &limit) {
        let mut text = String::new();
        for piece in row {
            text.push_str(piece.text);
            text.push_str(piece.blank);
        }
        text.truncate(text.trim_end().len());
        out.push(text);
    }
}

/// Cuts an over-long stretch into parts that each fill a line, between grapheme clusters.
pub(super) fn hard_parts(whole: &str, columns: usize, ruler: Ruler) -> Vec<&str> {
    if ruler.width(whole.trim_end()) <= columns {
        return vec![whole];
    }
    let mut parts = Vec::new();
    let (mut start, mut used) = (0, 0);
    for (at, grapheme) in whole.grapheme_indices(true) {
        let width = ruler.grapheme(grapheme);
        if used > 0 && used + width > columns {
            parts.extend(whole.get(start..at));
            (start, used) = (at, 0);
        }
        used += width;
    }
    parts.extend(whole.get(start..));
    parts
}

/// The line cut at every place where a break is allowed.
pub(super) fn unbreakable(line: &str) -> impl Iterator<Item = &str> {
    let held = number_spans(line);
    // Both come in order, so that a line of numbers is gone through once.
    let mut held = held.into_iter().peekable();
    let mut start = 0;
    linebreaks(line).filter_map(move |(at, _)| {
        while held.next_if(|(_, to)| *to <= at).is_some() {}
        if held.peek().is_some_and(|(from, _)| *from < at) {
            return None;
        }
        let piece = line.get(start..at);
        start = at;
        piece
    })
}

/// What stays with a number that follows it; in kana too, as names are given for braille.
const BEFORE: [&str; 15] = [
    "令和",
    "平成",
    "昭和",
    "約",
    "第",
    "計",
    "+",
    "−",
    "＋",
    "¥",
    "れいわ",
    "へいせい",
    "しょうわ",
    "だい",
    "fiscal ",
];

/// What stays with a number before it, beside the units of yen; the longest first where one begins
/// another.
const AFTER: [&str; 67] = [
    "億",
    "兆",
    "万",
    "千",
    "円",
    "%",
    "％",
    "パーセント",
    "ポイント",
    "年度",
    "年間",
    "年",
    "月",
    "日",
    "件",
    "人",
    "名",
    "頁",
    "ページ",
    "行",
    "部",
    "割",
    "倍",
    "分の",
    "回",
    "章",
    "条",
    "歳",
    "箇所",
    "か所",
    "ヶ所",
    "カ所",
    "か月",
    "ヶ月",
    "カ国",
    "か国",
    "団体",
    "市町村",
    "K",
    "G",
    "番",
    "時間",
    "台",
    "つ",
    "hundred million yen",
    "trillion yen",
    "billion yen",
    "million yen",
    "yen",
    "percent",
    "ひゃくまん",
    "せんまん",
    "まん",
    "おく",
    "ちょう",
    "えん",
    "ねんど",
    "ねんかん",
    "ねん",
    "がつ",
    "にち",
    "けん",
    "にん",
    "しょう",
    "ぎょう",
    "ばん",
    "ぶんの",
];

/// Byte ranges of numbers with what belongs to them; none overlaps another.
fn number_spans(line: &str) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !is_digit(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next, c)) = chars.peek().copied() {
            let joined = is_digit(c)
                || (is_number_mark(c) && line.get(next + c.len_utf8()..).is_some_and(digit_first));
            if !joined {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        let span = (with_before(line, at), with_after(line, end));
        match spans.last_mut() {
            // `16兆8,000億円`, `2〜3年`: what a unit is followed by at once joins it.
            Some(last) if last.1 >= span.0 => last.1 = last.1.max(span.1),
            _ => spans.push(span),
        }
    }
    spans
}

fn with_before(line: &str, start: usize) -> usize {
    let head = line.get(..start).unwrap_or_default();
    BEFORE
        .iter()
        .find(|word| head.ends_with(**word))
        .map_or(start, |word| start - word.len())
}

fn with_after(line: &str, mut end: usize) -> usize {
    loop {
        let tail = line.get(end..).unwrap_or_default();
        let spaced = tail.trim_start_matches([' ', '\u{3000}']);
        let units = yen::UNITS.into_iter().map(|unit| unit.name);
        let unit = units.chain(AFTER).find(|unit| spaced.starts_with(unit));
        let Some(unit) = unit else {
            return with_direction(line, end);
        };
        end += tail.len() - spaced.len() + unit.len();
        // A second unit may follow (`億` `円` is one, `兆` `円` too), but never over a blank.
        if spaced.len() != tail.len() {
            return end;
        }
    }
}

/// 3億円減 and 82.6パーセント減 are one word, 3億円増加 is two.
fn with_direction(line: &str, end: usize) -> usize {
    let (head, tail) = (line.get(..end), line.get(end..).unwrap_or_default());
    let counted = head.is_some_and(|head| {
        ["円", "%", "％", "パーセント", "えん"]
            .iter()
            .any(|unit| head.ends_with(unit))
    });
    let word = ["増", "減", "ぞう", "げん"].iter().find(|word| {
        let rest = tail.strip_prefix(**word);
        rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()))
    });
    match word.filter(|_| counted) {
        Some(word) => end + word.len(),
        None => end,
    }
}

const fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

const fn is_number_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '，' | '．')
}

fn digit_first(text: &str) -> bool {
    text.chars().next().is_some_and(is_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use proptest::prelude::*;

    const NOT_FIRST: &str = "、。，．）」』】〕！？ーっゃゅょァッャュョ・々";
    const NOT_LAST: &str = "（「『【〔";

    #[test]
    fn punctuation_does_not_start_a_line() {
        assert_eq!(
            wrap("地域の活性化。次の文", 12),
            ["地域の活性", "化。次の文"]
        );
        assert_eq!(wrap("あいう（えお）", 8), ["あいう", "（えお）"]);
    }

    #[test]
    fn a_number_stays_with_its_unit() {
        assert_eq!(
            wrap("要求額は1,234.5億円です", 15),
            ["要求額は", "1,234.5億円です"]
        );
        assert_eq!(wrap("あいうえお0.9 億円", 14), ["あいうえお", "0.9 億円"]);
        assert_eq!(
            wrap("ああああ令和２年度の", 14),
            ["ああああ", "令和２年度の"]
        );
        assert_eq!(wrap("ああああ約35%短縮", 12), ["ああああ", "約35%短縮"]);
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        assert_eq!(
            wrap("https://example.jp/abc", 10).concat(),
            "https://example.jp/abc"
        );
        assert_eq!(wrap("漢字", 1), ["漢", "字"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("a\n\nb", 10), ["a", "", "b"]);
    }

    #[test]
    fn latin_words_break_at_blanks() {
        assert_eq!(
            wrap("Society 5.0 no jidai", 12),
            ["Society 5.0", "no jidai"]
        );
    }

    fn japanese() -> impl Strategy<Value = String> {
        let word = prop_oneof![
            Just("地域の活性化"),
            Just("ローカル5G"),
            Just("、"),
            Just("。"),
            Just("（元年度"),
            Just("）"),
            Just("「移住」"),
            Just("8.1億円"),
            Just("1,234.5億円"),
            Just("令和2年度"),
            Just("35%"),
            Just("行った"),
            Just("データ"),
            Just("Society 5.0 "),
        ];
        proptest::collection::vec(word, 0..30).prop_map(|words| words.concat())
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_is_lost(text in "\\PC{0,80}", columns in 2usize..60) {
            let lines = wrap(&text, columns);
            let squeezed = |t: &str| t.split_whitespace().collect::<String>();
            prop_assert_eq!(squeezed(&lines.concat()), squeezed(&text));
            for line in &lines {
                // A wide character with a spacing mark on it takes three columns and is not cut.
                let whole = line.graphemes(true).count() == 1;
                prop_assert!(whole || width(line) <= columns, "{line:?}");
            }
        }

        #[test]
        fn japanese_rules_hold(text in japanese(), columns in 24usize..80) {
            // A stretch longer than a line has to be cut somewhere.
            prop_assume!(unbreakable(&text).all(|piece| width(piece) <= columns));
            let lines = wrap(&text, columns);
            for pair in lines.windows(2) {
                let [before, after] = pair else { continue };
                let first = after.chars().next().unwrap_or(' ');
                let last = before.chars().next_back().unwrap_or(' ');
                prop_assert!(!NOT_FIRST.contains(first), "{before:?} {after:?}");
                prop_assert!(!NOT_LAST.contains(last), "{before:?} {after:?}");
                prop_assert!(!(is_digit(last) && (first == '億' || first == '%' || first == '年')));
            }
        }
    }
}
