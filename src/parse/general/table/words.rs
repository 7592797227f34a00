//! Words of a row that say what kind of row it is.

use crate::japanese::fold::{fold_char, folded};
use crate::parse::general::entry::sign::is_mark_sign;

/// What the words of a row say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags {
    /// 新規, 皆増.
    pub new: bool,
    /// 皆減, 廃止, 終了.
    pub ended: bool,
    /// 前年同額, 同額.
    pub same: bool,
    /// 再掲.
    pub relisted: bool,
    /// 一部再掲.
    pub partly: bool,
    /// 事項要求.
    pub unspecified: bool,
}

impl Tags {
    /// Adds what a name says: tags in brackets, or set apart by a blank. `新規就農者支援` and `灯台再掲示設備` say nothing.
    pub fn add_name(&mut self, text: &str) {
        let open = |c: char| {
            matches!(
                c,
                '（' | '(' | '【' | '〔' | '［' | '[' | '＜' | '<' | '〈' | '《'
            )
        };
        let close = |c: char| {
            matches!(
                c,
                '）' | ')' | '】' | '〕' | '］' | ']' | '＞' | '>' | '〉' | '》'
            )
        };
        let mut inside = false;
        let mut word = String::new();
        for c in text.chars() {
            if open(c) {
                self.add_word(&word, false);
                (inside, word) = (true, String::new());
            } else if close(c) || c.is_whitespace() {
                self.add_word(&word, inside);
                inside &= !close(c);
                word.clear();
            } else {
                word.push(c);
            }
        }
        self.add_word(&word, inside);
        self.new |= begins_new(text);
    }

    /// Adds what a word of a name says: any in a bracket, and one that is nothing but a tag.
    fn add_word(&mut self, word: &str, inside: bool) {
        let bare = word.trim_start_matches(is_mark_sign);
        if inside {
            self.add(&format!("（{word}）"));
        } else if is_tag(bare) {
            self.add(bare);
        }
    }

    /// Adds what the text of a cell says; tags are words of a short text, or in brackets.
    pub fn add(&mut self, text: &str) {
        let printed = text;
        let text: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
        // A letter of each of the words below: most texts have none.
        let may_be = |c: char| {
            matches!(
                c,
                '新' | '設' | '増' | '減' | '廃' | '終' | '同' | '再' | '事'
            )
        };
        if !text.contains(may_be) && !text.eq_ignore_ascii_case("new") {
            return;
        }
        let short = text.chars().count() <= 12;
        let tag = |word: &str| {
            text.contains(word)
                && (short && stands_alone(&text, word)
                    || ["(", "【", "<", "〈", "《", "["]
                        .iter()
                        .any(|open| text.contains(&format!("{open}{word}"))))
        };
        self.new |= tag("新規")
            || tag("新設")
            || tag("創設")
            || tag("皆増")
            || text == "新"
            || bracketed(&text, "新")
            || tag("純増");
        self.new |= text.eq_ignore_ascii_case("new") || begins_new(printed);
        self.ended |= tag("皆減") || tag("廃止") || tag("休止") || tag("終了") || text == "廃";
        self.same |= tag("同額");
        self.partly |= tag("一部再掲");
        self.relisted |= tag("再掲") && !tag("一部再掲");
        self.unspecified |= tag("事項要求");
    }
}

impl Tags {
    /// Adds what a text beside the name says. One within prose is of a part of the programme: `・【新】計画の策定、…`.
    pub fn add_beside(&mut self, text: &str) {
        let text = text.trim();
        let prose = text.chars().count() > 12 && text.starts_with(['・', '○', '①']);
        if !prose {
            self.add(text);
        }
    }

    /// Adds what the bracket behind an amount says: `2.4億円（新規）`, `3億円（前年同額）`.
    pub fn add_bracket(&mut self, text: &str) {
        let text: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
        if let Some((_, inside)) = text.split_once(['(', '[']) {
            let inside = inside.trim_end_matches([')', ']']);
            if !inside.chars().any(|c| c.is_ascii_digit()) {
                self.add(inside);
            }
        }
    }
}

fn bracketed(text: &str, word: &str) -> bool {
    [
        ('(', ')'),
        ('【', '】'),
        ('<', '>'),
        ('〈', '〉'),
        ('《', '》'),
        ('[', ']'),
    ]
    .iter()
    .any(|(open, close)| text.contains(&format!("{open}{word}{close}")))
}

/// A name as it is without tags, stars, notes and wide setting.
#[must_use]
pub fn name_of(text: &str) -> String {
    let mut name = joined(text);
    for _ in 0..6 {
        let before = name.clone();
        name = without_tag(name.trim());
        if name == before {
            break;
        }
    }
    close_up(name.trim())
}

/// Lines of a cell as one text: Japanese has no blanks between words.
#[must_use]
pub fn joined(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(str::trim) {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if ascii(out.chars().next_back()) && ascii(line.chars().next()) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

const TAGS: [&str; 42] = [
    "重",
    "終",
    "廃",
    "主要",
    "レベルアップ",
    "レ",
    "新設",
    "創設",
    "デジタル庁一括計上",
    "NEW",
    "new",
    "New",
    "UP",
    "拡大",
    "重要政策推進枠",
    "優先課題推進枠",
    "要望枠",
    "特別枠",
    "重点枠",
    "新規",
    "新",
    "拡充",
    "拡",
    "継続",
    "継",
    "皆増",
    "皆減",
    "廃止",
    "休止",
    "再掲",
    "一部再掲",
    "一部新規",
    "一部拡充",
    "重点",
    "推進枠",
    "改善",
    "終了",
    "新規・拡充",
    "一部新",
    "見直し",
    "統合",
    "組替",
];

/// The name in a cell whose further lines are points about it: `架空灯台の改修` over `・灯室を直す`.
#[must_use]
pub fn before_points(text: &str) -> &str {
    let mut end = 0;
    for (n, line) in text.split('\n').enumerate() {
        let point = line
            .trim_start()
            .starts_with(['・', '※', '→', '➢', '▪', '•', '･', '‣', '○', '＊']);
        if n > 0 && point {
            return text.get(..end).unwrap_or(text).trim_end();
        }
        end += line.len() + 1;
    }
    text
}

/// Whether a text is but a tag: 新規, 継続, 拡.
#[must_use]
pub fn is_tag(text: &str) -> bool {
    let text: String = folded(text).into_iter().filter(|c| *c != ' ').collect();
    TAGS.contains(&text.as_str())
}

/// One tag less at the beginning or the end.
fn without_tag(name: &str) -> String {
    let name = name
        .trim_start_matches([
            '★', '☆', '※', '＊', '*', '●', '○', '◎', '◇', '◆', '■', '□', '・', '▽', '▼', '→', '〇',
            '◯', '•',
        ])
        .trim();
    for (open, close) in [
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('〈', '〉'),
        ('《', '》'),
        ('＜', '＞'),
        ('<', '>'),
        ('［', '］'),
        ('[', ']'),
        ('〔', '〕'),
        ('『', '』'),
    ] {
        let is_tag = |inner: &str| {
            let inner: String = folded(inner).into_iter().filter(|c| *c != ' ').collect();
            TAGS.contains(&inner.as_str())
                || inner.starts_with("うち") && inner.chars().count() > 2
                || inner.starts_with('※') && inner.chars().skip(1).all(|c| c.is_ascii_digit())
                || inner.starts_with('注') && inner.chars().skip(1).all(|c| c.is_ascii_digit())
        };
        if let Some(rest) = name.strip_prefix(open)
            && let Some((inner, rest)) = rest.split_once(close)
            && is_tag(inner)
        {
            return rest.trim().to_owned();
        }
        if let Some(rest) = name.strip_suffix(close)
            && let Some((rest, inner)) = rest.rsplit_once(open)
            && is_tag(inner)
        {
            return rest.trim().to_owned();
        }
    }
    let first = name.split([' ', '　']).next().unwrap_or_default();
    if TAGS.contains(&first) && first.len() < name.len() {
        return name.strip_prefix(first).unwrap_or(name).trim().to_owned();
    }
    // `架空灯台　拡充`: a tag of two characters or more behind a blank.
    if let Some((rest, last)) = name.rsplit_once([' ', '　'])
        && last.chars().count() > 1
        && TAGS.contains(&last)
        && !rest.trim().is_empty()
    {
        return rest.trim().to_owned();
    }
    // `架空灯台※1`
    let bare = name.trim_end_matches(|c: char| fold_char(c).is_ascii_digit());
    if let Some(rest) = bare.strip_suffix(['※', '＊'])
        && bare.len() < name.len()
        && !rest.trim().is_empty()
    {
        return rest.trim().to_owned();
    }
    name.trim_end_matches(['・', '…', '.', '‥', '　', ' '])
        .to_owned()
}

/// Undoes wide setting: `事 業 の 名` where nearly every character stands alone.
#[must_use]
pub fn close_up(text: &str) -> String {
    let parts: Vec<&str> = text
        .split([' ', '　'])
        .filter(|part| !part.is_empty())
        .collect();
    let single = parts
        .iter()
        .filter(|part| part.chars().count() == 1)
        .count();
    if parts.len() >= 2 && single * 5 >= parts.len() * 4 {
        return parts.concat();
    }
    text.to_owned()
}

/// Whether a word of a short text is no part of a longer one: `R9新規`, `廃止（統合）`; not `新規融資枠 600億円`.
fn stands_alone(text: &str, word: &str) -> bool {
    let behind = text
        .split_once(word)
        .and_then(|(_, rest)| rest.chars().next());
    let kanji = |c: char| matches!(c, '一'..='鿿');
    text.chars().count() <= 8 || text.ends_with(word) || !behind.is_some_and(kanji)
}

/// Whether a name is a year and nothing else: `令和４年度`, `R7`, `2027年度`.
#[must_use]
pub fn is_year(name: &str) -> bool {
    let text: String = folded(name).into_iter().filter(|c| *c != ' ').collect();
    let own = ["令和", "平成", "昭和", "R", "H", "S"]
        .iter()
        .find_map(|era| text.strip_prefix(era));
    let era = own.is_some();
    let own = own.unwrap_or(&text);
    let year = own.strip_suffix("年度").or_else(|| own.strip_suffix('年'));
    let number = year.unwrap_or(own);
    let digits = number == "元"
        || (1..=4).contains(&number.len()) && number.chars().all(|c| c.is_ascii_digit());
    digits && (era || year.is_some())
}

/// Whether a text begins with 新 and a blank: `★新　架空灯台`.
fn begins_new(text: &str) -> bool {
    let own = text.trim_start_matches(|c: char| c.is_whitespace() || is_mark_sign(c));
    let rest = own.strip_prefix('新');
    rest.is_some_and(|rest| rest.starts_with(char::is_whitespace))
}

/// Whether a head, or a name, counts something that is no money: `定員（人）`, `相談件数（千件）`.
#[must_use]
pub fn counts(text: &str) -> bool {
    const COUNTERS: [&str; 22] = [
        "人", "名", "件", "回", "校", "台", "戸", "世帯", "か所", "箇所", "カ所", "施設", "棟",
        "団体", "社", "隻", "頭", "ha", "km", "km2", "t", "日",
    ];
    // The cheap question first: nearly no text ends in a bracket.
    let text = text.trim_end();
    let Some(inner) = text.strip_suffix(['）', ')']) else {
        return false;
    };
    let Some((_, inner)) = inner.rsplit_once(['（', '(']) else {
        return false;
    };
    let inner: String = folded(inner).into_iter().filter(|c| *c != ' ').collect();
    let unit = inner.trim_start_matches("単位:");
    let unit = unit.trim_start_matches(['十', '百', '千', '万', '億', '延']);
    COUNTERS.contains(&unit)
}
