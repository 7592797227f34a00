//! The keys of the screen for readers: one table, from which keys are answered and the help is
//! made. Arrows, Home, End and the page keys come first: readers speak the line under the cursor
//! only after those.

use crate::explorer::{Code, Key};
use crate::lang::{Lang, Text};
use crate::ledger::LineFilter;

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask {
    /// That many rows down, or up where negative.
    Move(isize),
    /// To the first row.
    First,
    /// To the last row.
    Last,
    /// A page of rows down, or up.
    Page(bool),
    /// Open the row.
    Open,
    /// The place above, or the page before.
    Up,
    /// Read the row as whole text lines.
    Read,
    /// Where this is, in one sentence.
    Where,
    /// Mark or unmark the row.
    Mark,
    /// The marked places.
    Marks,
    /// Budget lines below the row, of one sort or all.
    Budget(Option<LineFilter>),
    /// From a relisted line to its original.
    Original,
    /// What the total holds and leaves out.
    Why,
    /// The largest changes below the row.
    Changes,
    /// What became of the programmes of an earlier document.
    Compare,
    /// What became of the money below the row, by review sheets.
    Became,
    /// Of review sheets: another year or figure.
    Sheets(Turn),
    /// Type a search.
    Search,
    /// Type a place to go to.
    Place,
    /// The hits again.
    Results,
    /// The top of the document.
    Top,
    /// The keys.
    Help,
    /// Read the documents anew.
    Reread,
    /// To the reading mode.
    Text,
    /// Draw anew.
    Redraw,
    /// Suspend to the shell.
    Suspend,
    /// Leave.
    Quit,
}

/// What else of review sheets is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// The budget year before.
    Earlier,
    /// The budget year after.
    Later,
    /// The next figure.
    Figure,
    /// The next arrangement.
    Arrangement,
}

/// A row of the table: what some keys ask for.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The keys that the help names.
    pub keys: &'static [Key],
    /// Keys that do the same and are not named.
    pub also: &'static [Key],
    /// What they ask for.
    pub ask: Ask,
    /// What that is, as it follows the keys in the help.
    pub text: Text,
}

const fn bind(
    keys: &'static [Key],
    also: &'static [Key],
    ask: Ask,
    ja: &'static str,
    en: &'static str,
) -> Binding {
    Binding {
        keys,
        also,
        ask,
        text: Text::new(ja, en),
    }
}

const fn c(c: char) -> Key {
    Key::char(c)
}

const fn p(code: Code) -> Key {
    Key::plain(code)
}

const fn ctrl(c: char) -> Key {
    Key::ctrl(c)
}

/// Every key. Those of one group are one line of the help.
#[rustfmt::skip]
const TABLE: &[&[Binding]] = &[
    &[
        bind(&[p(Code::Down)], &[c('j'), ctrl('n')], Ask::Move(1), "次の行", "next row"),
        bind(&[p(Code::Up)], &[c('k'), ctrl('p')], Ask::Move(-1), "前の行", "previous row"),
    ],
    &[
        bind(&[p(Code::Home)], &[c('g')], Ask::First, "最初", "first row"),
        bind(&[p(Code::End)], &[c('G')], Ask::Last, "最後", "last row"),
        bind(&[p(Code::PageDown)], &[], Ask::Page(true), "次の一画面", "next page"),
        bind(&[p(Code::PageUp)], &[], Ask::Page(false), "前の一画面", "previous page"),
    ],
    &[bind(&[p(Code::Enter), p(Code::Right)], &[c('l'), ctrl('j')], Ask::Open, "開く", "open")],
    &[bind(&[p(Code::Left), c('u')], &[p(Code::Esc), p(Code::Backspace), c('h')], Ask::Up, "上へ", "up")],
    &[bind(&[c('r')], &[], Ask::Read, "行の金額と本文を読む", "read figures and text")],
    &[bind(&[c('w')], &[], Ask::Where, "いまの場所", "where this is")],
    &[
        bind(&[c('b')], &[], Ask::Budget(None), "下の予算", "budget lines below"),
        bind(&[c('f')], &[], Ask::Budget(Some(LineFilter::Decreased)), "減った予算", "falls"),
        bind(&[c('i')], &[], Ask::Budget(Some(LineFilter::Increased)), "増えた予算", "rises"),
    ],
    &[
        bind(&[c('/')], &[], Ask::Search, "検索", "search"),
        bind(&[c('s')], &[], Ask::Results, "検索の結果", "the hits again"),
    ],
    &[
        bind(&[c('m')], &[], Ask::Mark, "印", "mark"),
        bind(&[c('\'')], &[], Ask::Marks, "印の一覧", "marks"),
    ],
    &[bind(&[c('o')], &[], Ask::Original, "再掲元", "the original of a relisted line, measure or theme")],
    &[
        bind(&[c('y')], &[], Ask::Why, "合計の内訳", "why this total"),
        bind(&[c('x')], &[], Ask::Changes, "増減の大きい順", "the largest changes"),
    ],
    &[bind(&[c('c')], &[c('D')], Ask::Compare, "前の文書との比較", "what changed from the earlier document")],
    &[bind(
        &[c('e')], &[], Ask::Became,
        "その後どうなったか、行政事業レビューのデータを開いているとき", "what became of it, with review data open",
    )],
    &[
        bind(&[c('<')], &[], Ask::Sheets(Turn::Earlier), "前の年度", "of review data the year before"),
        bind(&[c('>')], &[], Ask::Sheets(Turn::Later), "次の年度", "the year after"),
        bind(&[c('$')], &[], Ask::Sheets(Turn::Figure), "金額の種類", "the next figure"),
        bind(&[c('a')], &[], Ask::Sheets(Turn::Arrangement), "並べ方、行政事業レビューのデータで", "the arrangement"),
    ],
    &[bind(&[c('t')], &[], Ask::Top, "先頭", "top")],
    &[bind(&[c('T')], &[], Ask::Text, "読み上げモード", "reading mode")],
    &[bind(
        &[c(':')], &[], Ask::Place,
        "番地を打つ。14の2 のような番地でそこへ、text で読み上げモード",
        "type an address such as 14.2 to go there, or text for the reading mode",
    )],
    &[bind(&[c('R')], &[], Ask::Reread, "文書を読み直す", "read the document anew")],
    &[
        bind(&[ctrl('l')], &[], Ask::Redraw, "描き直す", "draw anew"),
        bind(&[ctrl('z')], &[], Ask::Suspend, "一時停止", "suspend to the shell"),
    ],
    &[
        bind(&[c('q')], &[ctrl('c')], Ask::Quit, "終わる", "leave"),
        bind(&[c('?')], &[p(Code::F(1))], Ask::Help, "キーの一覧", "the keys"),
    ],
];

/// What the key asks for; none for keys without a meaning.
#[must_use]
pub fn ask(key: Key) -> Option<Ask> {
    let key = key.folded();
    let bindings = TABLE.iter().copied().flatten();
    let mut bound = bindings.filter(|b| b.keys.contains(&key) || b.also.contains(&key));
    bound.next().map(|binding| binding.ask)
}

/// The lines of the help.
#[must_use]
pub fn help(lang: Lang) -> Vec<String> {
    let line = |group: &&[Binding]| {
        let phrases: Vec<String> = group.iter().map(|b| phrase(b, lang)).collect();
        phrases.join(Text::new("、", ", ").get(lang))
    };
    TABLE.iter().map(line).collect()
}

/// `Enter か右矢印で開く`, `Enter or right arrow: open`.
fn phrase(binding: &Binding, lang: Lang) -> String {
    let names: Vec<String> = binding.keys.iter().map(|key| spoken(*key, lang)).collect();
    let text = binding.text.get(lang);
    match lang {
        Lang::En => format!("{}: {text}", names.join(" or ")),
        Lang::Ja => {
            let mut line = String::new();
            for (at, name) in names.iter().enumerate() {
                if at > 0 {
                    line.push('か');
                    line.push_str(if is_latin(name.chars().next()) {
                        " "
                    } else {
                        ""
                    });
                }
                line.push_str(name);
                line.push_str(if is_latin(name.chars().last()) {
                    " "
                } else {
                    ""
                });
            }
            format!("{line}で{text}")
        }
    }
}

fn is_latin(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_ascii())
}

/// The key's name as it is heard: signs by their names, since many voices pass over them.
fn spoken(key: Key, lang: Lang) -> String {
    let name = match key.code {
        Code::Down => Text::new("下矢印", "down arrow"),
        Code::Up => Text::new("上矢印", "up arrow"),
        Code::Right => Text::new("右矢印", "right arrow"),
        Code::Left => Text::new("左矢印", "left arrow"),
        Code::Char('/') => Text::new("スラッシュ", "slash"),
        Code::Char('\'') => Text::new("引用符", "apostrophe"),
        Code::Char(':') => Text::new("コロン", "colon"),
        Code::Char('?') => Text::new("疑問符", "question mark"),
        Code::Char('<') => Text::new("小なり", "less than"),
        Code::Char('>') => Text::new("大なり", "greater than"),
        Code::Char('$') => Text::new("ドル記号", "dollar"),
        Code::PageDown => return "PageDown".to_owned(),
        Code::PageUp => return "PageUp".to_owned(),
        Code::Char(c) if c.is_uppercase() => {
            return format!("{}{c}", Text::new("大文字の ", "capital ").get(lang));
        }
        _ => return key.to_string(),
    };
    name.get(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Ask, Key, TABLE, Turn, ask, help};
    use crate::explorer::Code;
    use crate::lang::Lang;

    #[test]
    fn each_key_stands_once_and_asks_for_what_its_row_says() {
        let mut seen = HashSet::new();
        for binding in TABLE.iter().copied().flatten() {
            assert!(!binding.keys.is_empty(), "{binding:?}");
            for key in binding.keys.iter().chain(binding.also) {
                assert!(seen.insert(*key), "{key} twice");
                assert_eq!(ask(*key), Some(binding.ask), "{key}");
            }
        }
        assert_eq!(ask(Key::char('Q')), None);
        assert_eq!(ask(Key::ctrl('j')), Some(Ask::Open));
        // With an input method left on.
        assert_eq!(ask(Key::char('？')), Some(Ask::Help));
        assert_eq!(
            ask(Key {
                ctrl: true,
                ..Key::plain(Code::Down)
            }),
            None
        );
    }

    #[test]
    fn the_help_names_every_row_with_its_keys() {
        let (ja, en) = (help(Lang::Ja), help(Lang::En));
        assert_eq!(ja.len(), TABLE.len());
        for ((group, ja), en) in TABLE.iter().zip(&ja).zip(&en) {
            for binding in *group {
                assert!(ja.contains(binding.text.ja) && en.contains(binding.text.en));
            }
        }
        assert_eq!(ja[2], "Enter か右矢印で開く");
        assert_eq!(ja[3], "左矢印か u で上へ");
        assert_eq!(ja[6], "b で下の予算、f で減った予算、i で増えた予算");
        assert_eq!(en[8], "m: mark, apostrophe: marks");
        assert!(ja.contains(&"大文字の T で読み上げモード".to_owned()));
        assert!(en.contains(&"capital R: read the document anew".to_owned()));
    }

    #[test]
    fn review_data_has_keys_of_its_own_in_any_width() {
        for (key, turn) in [
            ('<', Turn::Earlier),
            ('＞', Turn::Later),
            ('＄', Turn::Figure),
            ('a', Turn::Arrangement),
        ] {
            assert_eq!(ask(Key::char(key)), Some(Ask::Sheets(turn)), "{key}");
        }
        assert_eq!(ask(Key::char('e')), Some(Ask::Became));
    }
}
