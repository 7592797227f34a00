//! The command words in Japanese, in kana and in English, their letters, and what each does.
//!
//! One table: the parser, `help` and the nearest-command hint all read it.

use super::verb::Verb;
use crate::lang::Text;

/// One command as people type it and hear it explained.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// What it means.
    pub verb: Verb,
    /// The Japanese word.
    pub ja: &'static str,
    /// The same in kana, for typing without conversion.
    pub kana: &'static str,
    /// The English word.
    pub en: &'static str,
    /// The single letters or signs that mean it; the first one is told in `help`.
    pub letters: &'static [&'static str],
    /// What follows it, for `help`; empty where nothing does.
    pub operand: Text,
    /// What it does, in one sentence.
    pub does: Text,
}

const fn entry(
    verb: Verb,
    words: [&'static str; 3],
    letters: &'static [&'static str],
    operand: Text,
    does: Text,
) -> Entry {
    let [ja, kana, en] = words;
    Entry {
        verb,
        ja,
        kana,
        en,
        letters,
        operand,
        does,
    }
}

const NONE: Text = Text::new("", "");

/// Every command, the most used first.
pub const COMMANDS: &[Entry] = &[
    entry(
        Verb::List,
        ["一覧", "いちらん", "list"],
        &["l", "一"],
        NONE,
        Text::new(
            "いまの場所の項目を読みます",
            "tells the items of this place",
        ),
    ),
    entry(
        Verb::Next,
        ["次", "つぎ", "next"],
        &["n"],
        NONE,
        Text::new(
            "次の項目へ移ります。改行だけでも同じです。一覧を聞いたあとは、その一覧の次です",
            "goes to the next item; Enter alone does the same; after a list, to its next one",
        ),
    ),
    entry(
        Verb::Previous,
        ["前", "まえ", "previous"],
        &["p"],
        NONE,
        Text::new("前の項目へ移ります", "goes to the item before"),
    ),
    entry(
        Verb::Open,
        ["開く", "ひらく", "open"],
        &["o", "開"],
        Text::new("番号か番地", "NUMBER or ADDRESS"),
        Text::new(
            "聞こえた番号の項目を開きます。番号だけでも同じです。番地は、14の2、のように打ちます",
            "opens the item of that number; the number alone does the same; an address is typed like 14.2",
        ),
    ),
    entry(
        Verb::Up,
        ["上", "うえ", "up"],
        &["u"],
        NONE,
        Text::new("一つ上の場所へ移ります", "goes to the place above"),
    ),
    entry(
        Verb::Top,
        ["先頭", "せんとう", "top"],
        &["t", "先"],
        NONE,
        Text::new(
            "文書の先頭へ移ります",
            "goes to the beginning of the document",
        ),
    ),
    entry(
        Verb::Where,
        ["どこ", "どこ", "where"],
        &["w", "ど"],
        NONE,
        Text::new(
            "いまの場所を一文で言います",
            "tells this place in one sentence",
        ),
    ),
    entry(
        Verb::Read,
        ["読む", "よむ", "read"],
        &["r", "読"],
        Text::new(
            "全部、金額、本文、原文、始め",
            "all, figures, text, source, start",
        ),
        Text::new(
            "いまの場所の金額と本文を読みます",
            "reads the figures and the text of this place",
        ),
    ),
    entry(
        Verb::Budget,
        ["予算", "よさん", "budget"],
        &["b", "予"],
        Text::new(
            "減、増、新規、事項要求、内数、再掲、財政投融資",
            "falls, rises, new, unspecified, within, relisted, filp",
        ),
        Text::new(
            "いまの場所より下の予算を並べます。減、と続けると、減り幅の大きい順です",
            "lists the budget lines below this place; with falls, the largest fall first",
        ),
    ),
    entry(
        Verb::Search,
        ["検索", "けんさく", "search"],
        &["s", "/", "検"],
        Text::new("言葉", "WORDS"),
        Text::new(
            "言葉を探し、予算の合計を言い、10件ずつ読みます",
            "searches, adds up the budget lines and tells ten hits at a time",
        ),
    ),
    entry(
        Verb::Results,
        ["結果", "けっか", "results"],
        &["結"],
        Text::new("番号か、予算", "NUMBER or budget"),
        Text::new(
            "検索の結果をもう一度並べます。番号を続けると、その結果を開き、予算、と続けると、合計した予算を並べます",
            "lists the hits again, or opens the hit of that number; with budget, the lines of the sum",
        ),
    ),
    entry(
        Verb::Why,
        ["なぜ", "なぜ", "why"],
        &[],
        NONE,
        Text::new(
            "合計に入れたものと、入れないものを、一件ずつ読みます。検索のあとは、その合計です",
            "tells what the total holds and leaves out, line by line; after a search, that of its sum",
        ),
    ),
    entry(
        Verb::Changes,
        ["増減", "ぞうげん", "changes"],
        &[],
        Text::new("減か増、件数", "falls or rises, a number"),
        Text::new(
            "いまの場所より下の予算を、増減の大きい順に並べます",
            "lists the budget lines below this place by their change, the largest first",
        ),
    ),
    entry(
        Verb::Compare,
        ["比較", "ひかく", "compare"],
        &["比"],
        Text::new(
            "増額、減額、改称、新設、廃止",
            "risen, fallen, renamed, new, dropped",
        ),
        Text::new(
            "前の文書と比べて、変わった予算を並べます",
            "lists what changed from the earlier document",
        ),
    ),
    entry(
        Verb::Trace,
        ["その後", "そのご", "trace"],
        &[],
        NONE,
        Text::new(
            "行政事業レビューのデータを開いているとき、いまの場所の予算がその後どうなったかを、一文ずつ言います",
            "with review data open, tells what became of the budget lines of this place, a sentence each",
        ),
    ),
    entry(
        Verb::Close,
        ["閉じる", "とじる", "close"],
        &["閉"],
        NONE,
        Text::new(
            "聞いた一覧を離れます。それまでは、改行、次、前、番号が、その一覧をたどります",
            "leaves the list that was heard; until then Enter, next, previous and numbers walk it",
        ),
    ),
    entry(
        Verb::Original,
        ["再掲元", "さいけいもと", "original"],
        &["再"],
        NONE,
        Text::new(
            "再掲の予算、施策、テーマから、元へ移ります",
            "goes from a relisted line, measure or theme to its original",
        ),
    ),
    entry(
        Verb::Back,
        ["戻る", "もどる", "back"],
        &["戻"],
        NONE,
        Text::new("前にいた場所へ戻ります", "goes back to where you were"),
    ),
    entry(
        Verb::Again,
        ["もう一度", "もういちど", "again"],
        &["a", "も"],
        NONE,
        Text::new("最後の答えをもう一度言います", "repeats the last answer"),
    ),
    entry(
        Verb::More,
        ["続き", "つづき", "more"],
        &["m", "続"],
        NONE,
        Text::new("残りを続けて読みます", "goes on with the rest"),
    ),
    entry(
        Verb::Mark,
        ["印", "しるし", "mark"],
        &[],
        NONE,
        Text::new(
            "いまの場所に印を付けます。印があれば外します",
            "marks this place, or takes its mark away",
        ),
    ),
    entry(
        Verb::Marks,
        ["印一覧", "しるしいちらん", "marks"],
        &[],
        NONE,
        Text::new("印を付けた場所を並べます", "lists the marked places"),
    ),
    entry(
        Verb::Verbosity,
        ["詳しさ", "くわしさ", "verbosity"],
        &["v", "詳"],
        Text::new(
            "短く、普通、詳しく、位置なし、位置あり、前年度、年度名",
            "brief, normal, full, position off, position on, year before, year name",
        ),
        Text::new("読む詳しさを変えます", "sets how much is told"),
    ),
    entry(
        Verb::Screen,
        ["画面", "がめん", "screen"],
        &[],
        NONE,
        Text::new(
            "同じ場所のまま、画面の表示に戻ります",
            "returns to the full screen at the same place",
        ),
    ),
    entry(
        Verb::Help,
        ["ヘルプ", "へるぷ", "help"],
        &["h", "?", "ヘ"],
        Text::new("命令の名前", "COMMAND"),
        Text::new(
            "命令の一覧か、一つの命令の説明を読みます",
            "tells the commands, or one of them",
        ),
    ),
    entry(
        Verb::Quit,
        ["終了", "しゅうりょう", "quit"],
        &["q", "終", "終わり", "終わる", "おわり", "exit"],
        NONE,
        Text::new("読み上げモードを終わります", "leaves the reading mode"),
    ),
];

/// The entry of a verb.
#[must_use]
pub fn entry_of(verb: Verb) -> Option<&'static Entry> {
    COMMANDS.iter().find(|entry| entry.verb == verb)
}

/// The verb of a word typed alone: the whole word, its letter, or a beginning of two or more
/// letters that only one command has.
#[must_use]
pub fn verb_of(word: &str) -> Option<Verb> {
    let whole = |entry: &&Entry| {
        [entry.ja, entry.kana, entry.en].contains(&word) || entry.letters.contains(&word)
    };
    if let Some(entry) = COMMANDS.iter().find(whole) {
        return Some(entry.verb);
    }
    if word.chars().count() < 2 || !word.is_ascii() {
        return None;
    }
    let mut begun = COMMANDS.iter().filter(|entry| entry.en.starts_with(word));
    match (begun.next(), begun.next()) {
        (Some(only), None) => Some(only.verb),
        _ => None,
    }
}

/// The command whose word is nearest to what was typed, by letters to change; none where
/// nothing is similar.
#[must_use]
pub fn nearest(word: &str) -> Option<&'static Entry> {
    COMMANDS
        .iter()
        .flat_map(|entry| {
            [entry.ja, entry.kana, entry.en].map(|name| (distance(word, name), name, entry))
        })
        .filter(|(distance, name, _)| *distance * 2 <= name.chars().count())
        .min_by_key(|(distance, _, _)| *distance)
        .map(|(_, _, entry)| entry)
}

/// Letters to insert, delete or replace to make one word of the other; the same letters in
/// another order count as one slip.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    // A command is one short word; a pasted page need not be measured.
    let a: Vec<char> = a.chars().take(40).collect();
    let sorted = |word: &[char]| {
        let mut letters = word.to_vec();
        letters.sort_unstable();
        letters
    };
    if a != b && sorted(&a) == sorted(&b) {
        return 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut last = i + 1;
        let mut next = vec![last];
        for (pair, y) in row.windows(2).zip(&b) {
            let [diagonal, above] = pair else { continue };
            last = (diagonal + usize::from(x != y))
                .min(above + 1)
                .min(last + 1);
            next.push(last);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_or_letter_means_two_commands() {
        let mut seen = std::collections::HashMap::new();
        for entry in COMMANDS {
            let own = [entry.ja, entry.kana, entry.en].into_iter();
            for word in own.chain(entry.letters.iter().copied()) {
                let before = seen.insert(word, entry.verb);
                assert!(before.is_none_or(|verb| verb == entry.verb), "{word}");
                assert_eq!(verb_of(word), Some(entry.verb), "{word}");
            }
        }
    }

    #[test]
    fn slips_are_near_their_command() {
        for (typed, verb) in [
            ("serch", Verb::Search),
            ("lsit", Verb::List),
            ("けんさ", Verb::Search),
            ("qiut", Verb::Quit),
        ] {
            let found = nearest(typed).map(|entry| entry.verb);
            assert_eq!(found, Some(verb), "{typed}");
        }
        assert!(nearest("zzzzzzzzzz").is_none());
    }
}
