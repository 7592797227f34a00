//! The last gate: answers become plain lines, wrapped if asked, never short enough to be taken
//! for an echo.

use super::line::Line;
use super::speech::{harmless, interface_kana, with_minus};
use super::state::PROMPT_CELLS;
use crate::lang::Lang;
use crate::text::{Ruler, shown, wrap_words_with};

/// How lines are given their final shape.
#[derive(Clone, Copy)]
pub struct Shape<'a> {
    /// Language of the interface.
    pub lang: Lang,
    /// Widest line in cells; none leaves long lines to the terminal.
    pub columns: Option<usize>,
    /// What cells are counted with.
    pub ruler: Ruler,
    /// Turns Japanese into kana, where `--yomi` asks for it.
    pub yomi: Option<&'a dyn Fn(&str) -> String>,
}

impl std::fmt::Debug for Shape<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shape")
            .field("lang", &self.lang)
            .field("columns", &self.columns)
            .finish_non_exhaustive()
    }
}

impl Shape<'_> {
    /// The line in kana where that is asked for, and harmless. The document's words are in kana
    /// already; what kanji are left are the interface's own.
    #[must_use]
    pub fn spoken(&self, text: &str) -> String {
        match self.yomi {
            Some(yomi) => harmless(&yomi(&interface_kana(text))),
            None => harmless(text),
        }
    }

    /// A prompt as it is said: where kana make it wider than a prompt may be, its last words go.
    #[must_use]
    pub fn prompt(&self, text: &str) -> String {
        const END: &str = "> ";
        let mut prompt = self.spoken(text);
        if self.ruler.width(&prompt) > PROMPT_CELLS {
            let place = prompt.strip_suffix(END).unwrap_or(&prompt);
            let place = match place.split_once(' ') {
                Some((first, _)) => first,
                None => place,
            };
            let place = self.ruler.fit(place, PROMPT_CELLS - END.len());
            prompt = format!("{place}{END}");
        }
        prompt
    }

    /// A source line with all its signs but those of a minus; its kanji too are given in kana where that is asked for.
    fn printed(&self, text: &str) -> String {
        let text = with_minus(text);
        self.yomi.map_or(text.clone(), |yomi| yomi(&text))
    }
}

/// NVDA takes a new line of one to three characters for a typed echo and is silent about it.
const SHORTEST: usize = 4;

/// How many cells narrower a line may be made to spare a stub at its end.
const GIVE: usize = 16;

/// The printed lines of one line of an answer.
#[must_use]
pub fn render(line: &Line, shape: &Shape<'_>) -> Vec<String> {
    let text = match line {
        Line::Ear(text) => long_enough(shape.spoken(text)),
        Line::Source(number, text) => shape.printed(&match shape.lang {
            Lang::Ja => format!("{number}行、{}", shown(text)),
            Lang::En => format!("line {number}: {}", shown(text)),
        }),
    };
    let Some(columns) = shape.columns.filter(|columns| *columns > 0) else {
        return vec![text];
    };
    let whole = wrap_words_with(&text, columns, shape.ruler);
    let fits = |lines: &Vec<String>| lines.iter().all(|l| l.chars().count() >= SHORTEST);
    if fits(&whole) || columns < 2 * GIVE {
        return whole;
    }
    let mut narrower = (1..=GIVE).map(|less| wrap_words_with(&text, columns - less, shape.ruler));
    narrower.find(fits).unwrap_or(whole)
}

fn long_enough(mut text: String) -> String {
    let missing = SHORTEST.saturating_sub(text.chars().count());
    text.extend(std::iter::repeat_n('。', missing));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape<'static> = Shape {
        lang: Lang::Ja,
        columns: Some(40),
        ruler: Ruler {
            ambiguous_wide: false,
        },
        yomi: None,
    };

    #[test]
    fn forty_cells_never_break_a_number_from_its_unit() {
        let text = "3、消防防災施設災害復旧費補助金のようなもの、令和2年度、3億2千万円、元年度より15億2千万円減、82.6パーセント減、5件中3件目";
        let lines = render(&Line::Ear(text.into()), &SHAPE);
        assert!(lines.len() > 2);
        for line in &lines {
            assert!(crate::text::width(line) <= 40, "{line}");
            assert!(!line.ends_with(|c: char| c.is_ascii_digit()), "{line}");
        }
        assert_eq!(lines.concat(), text);
    }

    #[test]
    fn a_prompt_in_kana_is_no_wider_than_one_may_be() {
        let kana = |text: &str| text.to_owned();
        let shape = Shape {
            yomi: Some(&kana),
            ..SHAPE
        };
        for (prompt, said) in [("第14章 予算> ", "だい14しょう> "), ("14の2> ", "14の2> ")]
        {
            assert_eq!(shape.prompt(prompt), said);
            assert_eq!(SHAPE.prompt(prompt), prompt);
        }
    }

    #[test]
    fn no_stub_is_left_over() {
        for length in 1..60 {
            let text = "あ".repeat(length) + "。";
            for line in render(&Line::Ear(text), &SHAPE) {
                assert!(line.chars().count() >= SHORTEST, "{line}");
            }
        }
    }

    #[test]
    fn source_lines_are_as_printed_but_harmless() {
        let line = Line::Source(7, "【予算】▲\u{1b}[2J".into());
        let shape = Shape {
            columns: None,
            ..SHAPE
        };
        assert_eq!(render(&line, &shape), ["7行、【予算】▲␛[2J"]);
    }
}
