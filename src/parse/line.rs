//! First stage: the text as numbered lines, entities decoded, markup told apart from words.

mod markup;

use std::borrow::Cow;

use super::letters::Letters;
use crate::japanese::fold::{fold_char, is_blank, trimmed};
use crate::model::from_roman;
use crate::source::{self, Block, Source};
use markup::{parts, without_bold};

pub use markup::take_relisted_mark;

/// One source line. Its texts are places in the source wherever nothing had to be decoded.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    /// 1-based number.
    pub number: u32,
    /// The line as it is kept: trimmed, entities decoded, markup as printed.
    pub text: Cow<'a, str>,
    /// Number of `#` before it; 0 for no heading.
    pub depth: u8,
    /// It is a list item.
    pub bullet: bool,
    /// The words alone: no `#`, list mark or bold marks, trimmed.
    pub words: Cow<'a, str>,
    /// The line of the source, where entities were decoded in it.
    pub raw: Option<&'a str>,
    /// Which of the letters that rules ask for are in the text.
    pub letters: Letters,
}

impl<'a> Line<'a> {
    /// A line of a format that says itself which lines are headings and items.
    fn hinted(line: &'a source::Line) -> Self {
        let own = Self::new(line.number, Cow::Borrowed(&line.text));
        Self {
            depth: line.hint.level.unwrap_or(own.depth),
            bullet: line.hint.item || own.bullet,
            ..own
        }
    }

    fn new(number: u32, raw: Cow<'a, str>) -> Self {
        match raw {
            Cow::Borrowed(raw) => Self::place(number, raw),
            Cow::Owned(raw) => Self::decoded(number, &raw),
        }
    }

    /// A line of a text, as a place in it.
    fn place(number: u32, raw: &'a str) -> Self {
        Self::lettered(number, raw, Letters::of(raw))
    }

    /// The same where its letters are known: blanks at its ends have none.
    fn lettered(number: u32, raw: &'a str, letters: Letters) -> Self {
        let text = trimmed(raw);
        if letters.has(Letters::ENTITY) {
            return Self {
                raw: Some(raw),
                ..Self::decoded(number, raw)
            };
        }
        let (depth, bullet, words) = parts(text);
        Self {
            number,
            text: Cow::Borrowed(text),
            depth,
            bullet,
            words: without_bold(words, letters),
            raw: None,
            letters,
        }
    }

    /// A line with entities.
    fn decoded<'b>(number: u32, raw: &str) -> Line<'b> {
        let decoded = html_escape::decode_html_entities(raw);
        let text = trimmed(&decoded);
        let letters = Letters::of(text);
        let (depth, bullet, words) = parts(text);
        Line {
            number,
            words: Cow::Owned(without_bold(words, letters).into_owned()),
            text: Cow::Owned(text.to_owned()),
            depth,
            bullet,
            raw: None,
            letters,
        }
    }

    /// Nothing a reader sees.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// `(3) title` or `(c) title`, in any width, as a heading or plain, but no list item.
    #[must_use]
    #[inline]
    pub fn numbered(&self) -> Option<(Label, &str)> {
        if self.bullet || !self.may_have_label() {
            return None;
        }
        self.labelled()
    }

    fn labelled(&self) -> Option<(Label, &str)> {
        let (label, rest) = split_label(&self.words)?;
        let title = trimmed(rest);
        let sentence = title.ends_with('。');
        // A plain line that runs on as a sentence is text that happens to be numbered.
        (!title.is_empty() && (self.depth > 0 || !sentence)).then_some((label, title))
    }

    /// Whether the words begin like a bracket or like a label in one character: told by a byte.
    #[inline]
    fn may_have_label(&self) -> bool {
        matches!(self.words.as_bytes().first(), Some(b'(' | 0xe2 | 0xef))
    }

    /// `14 title`: a chapter's number and title, as printed here.
    #[must_use]
    #[inline]
    pub fn chapter(&self) -> Option<(u32, &str)> {
        // 第, and digits of full width, begin with these bytes.
        if self.bullet
            || !matches!(
                self.words.as_bytes().first(),
                Some(b'0'..=b'9' | 0xe7 | 0xef)
            )
        {
            return None;
        }
        self.counted()
    }

    fn counted(&self) -> Option<(u32, &str)> {
        let first = self.words.chars().next().map(fold_char)?;
        if !(first.is_ascii_digit() || first == '第') {
            return None;
        }
        let prefixed = first == '第';
        let words = if prefixed {
            self.words.strip_prefix('第')?
        } else {
            &*self.words
        };
        let digits = words.chars().take_while(|c| fold_char(*c).is_ascii_digit());
        let mut number = 0_u32;
        let mut end = 0;
        for digit in digits {
            let value = fold_char(digit).to_digit(10)?;
            number = number.checked_mul(10)?.checked_add(value)?;
            end += digit.len_utf8();
        }
        if !(1..=999).contains(&number) {
            return None;
        }
        let behind = words.get(end..)?;
        let title = match behind.strip_prefix('章') {
            Some(title) => title,
            None if prefixed => return None,
            None => behind,
        };
        let mut next = title.chars().map(fold_char);
        let (first, second) = (next.next(), next.next());
        if title.len() == behind.len() && !matches!(first, Some(' ' | '.' | '、')) {
            return None;
        }
        // `5.0 …` is a figure, not a chapter.
        if first == Some('.') && second.is_some_and(|c| c.is_ascii_digit()) {
            return None;
        }
        let title = title.trim_matches(|c| is_blank(c) || matches!(c, '.' | '．' | '、'));
        (!title.is_empty()).then_some((number, title))
    }

    /// `IV title`: a pillar's number and title, as printed here.
    #[must_use]
    pub fn pillar(&self) -> Option<(u32, &str)> {
        use unicode_normalization::UnicodeNormalization;
        let first = self.words.chars().next()?;
        // What nearly every line begins with, and no Roman number.
        let other = match fold_char(first) {
            c if c.is_ascii() => !matches!(c.to_ascii_uppercase(), 'I' | 'V' | 'X' | 'L' | 'C'),
            c => matches!(c, 'ぁ'..='ヺ' | '一'..='鿿'),
        };
        if self.bullet || other {
            return None;
        }
        let (token, title) = self.words.split_once(is_blank)?;
        let token: String = token.nfkc().collect();
        let number = from_roman(token.trim_end_matches(['.', '、']))?;
        let title = trimmed(title);
        (!title.is_empty() && token.chars().all(|c| !c.is_lowercase())).then_some((number, title))
    }
}

/// The printed label of a measure or sub-measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// `(3)`: a measure.
    Number(u32),
    /// `(c)`: a sub-measure.
    Letter(char),
}

impl std::fmt::Display for Label {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(n) => write!(f, "({n})"),
            Self::Letter(c) => write!(f, "({c})"),
        }
    }
}

/// A label and what stands behind it.
fn split_label(words: &str) -> Option<(Label, &str)> {
    let mut rest = words.chars();
    let first = rest.next()?;
    if let Some(label) = single_character_label(first) {
        return Some((label, rest.as_str()));
    }
    if fold_char(first) != '(' {
        return None;
    }
    // At most four characters, blanks left out.
    let (mut inner, mut length) = ([' '; 4], 0_usize);
    let mut closed = false;
    for c in rest.by_ref().take(5).map(fold_char) {
        if c == ')' {
            closed = true;
            break;
        }
        if c != ' ' {
            *inner.get_mut(length)? = c;
            length += 1;
        }
    }
    let inner = inner.get(..length).filter(|_| closed)?;
    let label = match inner {
        [letter] if letter.is_ascii_lowercase() => Label::Letter(*letter),
        [one] => Label::Number(one.to_digit(10)?),
        ['+', one] => Label::Number(one.to_digit(10)?),
        [ten, one] => Label::Number(ten.to_digit(10)? * 10 + one.to_digit(10)?),
        _ => return None,
    };
    (label != Label::Number(0)).then_some((label, rest.as_str()))
}

/// `⑴` and `⒜`: the whole label in one character.
fn single_character_label(c: char) -> Option<Label> {
    let code = u32::from(c);
    match c {
        '\u{2474}'..='\u{2487}' => Some(Label::Number(code - 0x2473)),
        '\u{249c}'..='\u{24b5}' => {
            char::from_u32(code - 0x249c + u32::from('a')).map(Label::Letter)
        }
        _ => None,
    }
}

/// Cuts a text into its lines. `\r\n`, a byte order mark and a missing last newline are fine.
#[must_use]
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // About as many as there will be, so that they are not moved while there come more.
    let mut lines = Vec::with_capacity(text.len() / 48 + 1);
    let mut rest = text;
    for number in 1.. {
        let (letters, behind) = Letters::of_line(rest.as_bytes());
        let raw = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        lines.push(Line::lettered(number, raw, letters));
        match rest.get(raw.len() + 1..) {
            Some(next) => rest = next,
            None => break,
        }
    }
    lines
}

/// The lines of a document that is more than text; a row of a table is one line.
#[must_use]
pub fn lines_of(source: &Source) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(source.blocks.len());
    for block in &source.blocks {
        match block {
            Block::Line(line) => lines.push(Line::hinted(line)),
            Block::Grid(grid) => lines.extend(grid.rows.iter().filter_map(|row| {
                let number = row.first()?.line;
                let own = row.iter().filter(|c| !c.copied && !c.text.is_empty());
                let texts: Vec<String> = own.map(|c| c.text.replace('\n', " ")).collect();
                Some(Line::new(number, texts.join(" | ").into()))
            })),
            Block::Page | Block::Sheet(_) => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line<'_> {
        lines(text).remove(0)
    }

    #[test]
    fn a_line_is_a_place_in_its_text_until_something_is_decoded() {
        let text = "## (3) 自治体\n\u{3000}・ふるさとの光　\n港 &amp; 橋\n**架空**の灯台\n";
        let lines = lines(text);
        let own = |text: &Cow<'_, str>| matches!(text, Cow::Owned(_));
        let copied = |line: &Line| (own(&line.text), own(&line.words));
        let copied: Vec<_> = lines.iter().map(copied).collect();
        let (no, decoded, unbolded) = ((false, false), (true, true), (false, true));
        assert_eq!(copied, [no, no, decoded, unbolded, no]);
        assert_eq!(lines[2].text, "港 & 橋");
        assert_eq!(lines[2].raw, Some("港 &amp; 橋"));
        // What the document keeps of a line is a place too.
        let text = "## 1 港\n\n港\n\n(1) 岸壁\n岸壁の光\n【予算】灯台 5.1億円\n";
        let document = crate::parse::parse("a", text).unwrap();
        let lines = document.nodes.iter().flat_map(|node| &node.text);
        assert_eq!(lines.filter(|line| !line.text.is_place()).count(), 0);
    }

    #[test]
    fn labels_are_read_in_any_width() {
        for text in [
            "## (3) 自治体",
            "##### （3）自治体",
            "（３）自治体",
            "**(3) 自治体**",
            "⑶ 自治体",
        ] {
            assert_eq!(
                line(text).numbered(),
                Some((Label::Number(3), "自治体")),
                "{text}"
            );
        }
        assert_eq!(
            line("(ｂ) 救急").numbered(),
            Some((Label::Letter('b'), "救急"))
        );
    }

    #[test]
    fn other_brackets_are_no_labels() {
        for text in [
            "(2年度 5.1億円)",
            "(11.0億円) の内数",
            "(課題)",
            "- (1) 項目",
            "(2019) 年",
            "(1)",
            "(1) これは文である。",
        ] {
            assert_eq!(line(text).numbered(), None, "{text}");
        }
    }

    #[test]
    fn chapters_and_pillars_are_told_from_figures() {
        assert_eq!(line("#### 11 安定的な").chapter(), Some((11, "安定的な")));
        assert_eq!(line("## １４　大規模").chapter(), Some((14, "大規模")));
        assert_eq!(line("# 第3章 基盤").chapter(), Some((3, "基盤")));
        for text in [
            "5G・光ファイバ",
            "5.0 時代",
            "2040年頃を",
            "4K放送",
            "- 3 項目",
        ] {
            assert_eq!(line(text).chapter(), None, "{text}");
        }
        assert_eq!(line("## Ⅳ 防災").pillar(), Some((4, "防災")));
        assert_eq!(line("ICT 基盤").pillar(), None);
    }

    #[test]
    fn entities_bold_and_odd_blanks_are_undone() {
        assert_eq!(line("## &lt;4Kとは&gt;").words, "<4Kとは>");
        assert_eq!(
            line("\u{3000}**【予算】** 名前\u{a0}\r").words,
            "【予算】 名前"
        );
        assert!(line(" \u{3000}\u{200b}\r").is_blank());
    }

    #[test]
    fn the_relisted_mark_comes_off_in_any_bracket() {
        for text in [
            "推進(再掲)",
            "推進（再掲）",
            "推進【再掲】",
            "推進 再掲",
            "推進（ 再掲 ）",
        ] {
            assert_eq!(take_relisted_mark(text), ("推進".into(), true), "{text}");
        }
        assert_eq!(
            take_relisted_mark("再掲の推進"),
            ("再掲の推進".into(), false)
        );
    }
}
