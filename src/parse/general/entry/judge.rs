//! Programme, sum, or running text: what the words before a figure say.

use super::name::Name;
use crate::parse::general::amount::moneys;

/// Words right before an amount that make it a quantity of a sentence.
const VAGUE: [&str; 18] = [
    "約",
    "およそ",
    "平均",
    "上限",
    "総額",
    "当たり",
    "あたり",
    "年間",
    "延べ",
    "最大",
    "合わせて",
    "程度",
    "につき",
    "およそ、",
    "うち約",
    "総額は",
    "計約",
    "限度額",
];

/// Particles after which an amount is a part of a sentence.
const PARTICLES: &str = "はがをにでとものへや";

/// Whether the name before a tail is that of a programme, and not the beginning of a sentence.
#[must_use]
pub fn is_programme(before: &[char], name: &Name, marked: bool) -> bool {
    let text: String = before.iter().collect();
    let text = text.trim_end();
    let length = name.text.chars().count();
    if length == 0 || length > 70 || name.text.contains('。') || unclosed(&name.text) {
        return false;
    }
    // Before a column of figures the words of another column end as they like.
    let apart = before.iter().rev().take_while(|c| **c == ' ').count() > 1;
    // 予約, 契約, 節約 are words.
    let word = [
        "予約", "契約", "節約", "公約", "規約", "条約", "制約", "集約",
    ]
    .iter()
    .any(|w| text.ends_with(w));
    if VAGUE.iter().any(|w| text.ends_with(w)) && !apart && !word || is_detail(text) {
        return false;
    }
    // `補助率 4/5`, `24地域×13.5百万円`
    if text.ends_with(['/', '／', '×', '✕', '*']) {
        return false;
    }
    if torn(before) || columns_before(before) {
        return false;
    }
    // `1.0～2.0億円`, `1, 130万円`: a number that goes on in the figures.
    let joint = text.trim_end_matches([' ', '-', '~', '～', '〜', ',', '、', '―']);
    let joined = text.ends_with(['~', '～', '〜', ',', '、']) || !name.led;
    if joint.len() < text.len() && joint.ends_with(|c: char| c.is_ascii_digit()) && joined {
        return false;
    }
    if !name.text.chars().any(char::is_alphabetic) || is_ordinal(&name.text) {
        return false;
    }
    let led = name.led || name.budget.is_some();
    if marked && led {
        return true;
    }
    // `Ⅰ　こどもを真ん中に　　　413,870`: a marked title that stands apart from its figures ends as it likes.
    let particle = text.chars().last().is_some_and(|c| PARTICLES.contains(c));
    if particle && !led && !(marked && apart) {
        return false;
    }
    if marked {
        return true;
    }
    let clause = is_clause(&name.text);
    if led {
        return !(clause && length > 20) && length <= 50;
    }
    // A bracket at the end closes a name: `架空調査(港湾省)`.
    let closed = name.text.ends_with(['）', ')']);
    !clause && (length <= 40 || closed)
}

/// Whether words have a subject or a pause, as a sentence has. Words that are written with が or は have none
/// by themselves: `障がい者の架空支援`.
fn is_clause(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "障がい",
        "がん",
        "がけ",
        "がれき",
        "生きがい",
        "やりがい",
        "ながら",
        "ひがし",
        "はがき",
        "はじめ",
        "はしご",
        "はり",
    ];
    let subject = |(at, c): (usize, char)| {
        let within = |word: &str| {
            let from = word.find(c).and_then(|own| at.checked_sub(own));
            from.and_then(|from| text.get(from..))
                .is_some_and(|rest| rest.starts_with(word))
        };
        matches!(c, 'は' | 'が') && !WORDS.iter().any(|word| within(word))
    };
    // The cheap question first.
    text.contains('、') || text.contains(['は', 'が']) && text.char_indices().any(subject)
}

/// Whether words do but count: `第1子`, `第3子以降`, `2人目`. What follows is told of a programme.
fn is_ordinal(text: &str) -> bool {
    let plain: Vec<char> = crate::japanese::fold::folded(text)
        .into_iter()
        .filter(|c| *c != ' ')
        .collect();
    let text: String = plain.iter().collect();
    let own = text.strip_prefix('第').unwrap_or(&text);
    let rest = own.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六".contains(c));
    let counted = [
        "子", "人", "人目", "回", "回目", "児", "期", "年目", "等級", "種", "位",
    ];
    let rest = ["以降", "以上", "目以降", "目以上"]
        .iter()
        .find_map(|end| rest.strip_suffix(end))
        .unwrap_or(rest);
    rest.len() < own.len() && counted.contains(&rest)
}

/// Whether the words before a figure are a label of what is told of a programme: `補助率：2/3　上限：`, `更新日：2月14日　…`.
fn is_detail(text: &str) -> bool {
    const LABELS: [&str; 14] = [
        "上限",
        "上限額",
        "限度額",
        "補助上限",
        "補助率",
        "補助額",
        "単価",
        "総事業費",
        "全体事業費",
        "事業期間",
        "対象",
        "更新日",
        "掲載日",
        "公開日",
    ];
    let label = |part: &str| LABELS.contains(&part.trim().trim_start_matches(['・', '(', '※']));
    let mut parts = text.split([':', ' ']).filter(|part| !part.is_empty());
    let first = parts.next().is_some_and(label) && text.contains(':');
    let last = text
        .trim_end_matches(':')
        .rsplit([' ', ':', '、', ')'])
        .next();
    first || last.is_some_and(label)
}

/// Whether the words before a figure hold numbers of columns (`架空灯台  9,450  8,250  うち推進枠`), or end in a part: then the figure is
/// not the one of the name.
fn columns_before(before: &[char]) -> bool {
    let text: String = before.iter().collect();
    let mut parts = text.split("  ").map(str::trim).filter(|p| !p.is_empty());
    let name = parts.next();
    let grouped = |part: &str| {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        digits > 2
            && part.contains(',')
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '(' | '△' | '▲'))
    };
    name.is_some()
        && parts.any(|part| grouped(part) || part.starts_with("うち") || part.starts_with("(うち"))
}

/// Whether something like an amount stands there that is none: digits and a unit that could not be read.
pub fn torn(fold: &[char]) -> bool {
    let read = moneys(fold);
    fold.iter().enumerate().any(|(i, c)| {
        matches!(c, '兆' | '億' | '円')
            && i.checked_sub(1)
                .and_then(|p| fold.get(p))
                .is_some_and(char::is_ascii_digit)
            && !read.iter().any(|m| (m.start..m.end).contains(&i))
    })
}

/// Whether words read as a sentence, so that an amount among them is surely no programme.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    text.contains('。')
        || text.contains('、')
        || VAGUE.iter().any(|w| text.contains(w))
        || ["は", "が", "を", "ます", "する", "から", "まで", "より"]
            .iter()
            .any(|w| text.contains(w))
}

fn unclosed(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' | '（' | '[' | '［' | '「' => depth += 1,
            ')' | '）' | ']' | '］' | '」' => depth -= 1,
            _ => {}
        }
    }
    depth != 0
}

/// A line that notes something about others: ※, 注.
#[must_use]
pub fn is_note(fold: &[char]) -> bool {
    let text: String = fold.iter().filter(|c| **c != ' ').take(5).collect();
    text.starts_with('※')
        || text.starts_with("(注")
        || text.starts_with("注)")
        || text.starts_with("注1")
        || text.starts_with("注:")
        || text.starts_with("(※")
        || text.starts_with("*1")
        || text.starts_with("[注")
        || text.starts_with("【注")
        || text.starts_with("(備考")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_particles_letter_is_no_clause() {
        assert!(!is_clause("障がい者グループホームの増設"));
        assert!(!is_clause("がん検診の充実"));
        assert!(is_clause("架空市が進める検診"));
        assert!(is_clause("障がいのある人が働く場"));
        assert!(is_clause("架空灯台、架空桟橋"));
    }
}
