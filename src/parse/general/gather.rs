//! Gathers what a document says of itself in one pass before anything is read. A rule that needs it cannot be right in one
//! pass: a note may stand under its table.

use std::collections::HashMap;

use super::amount::{is_unit_word, moneys, unit_in};
use super::entry::sign::is_mark_sign;
use super::evidence::Evidence;
use super::layout::{Flow, Row};
use super::year::{Found, Year, years};
use crate::parse::{Bracket, Unit};

/// Gathers the evidence of a document. `title` is what its format calls it.
#[must_use]
pub fn gather(flow: &[Flow], title: &str) -> Evidence {
    let mut evidence = Evidence {
        request_year: request_year(flow, title),
        title: crate::japanese::fold::wording(title),
        ..Evidence::default()
    };
    evidence.base_year = evidence.request_year.map(|y| Year(y.0 - 1));
    for row in rows(flow) {
        let text: String = row.fold.iter().filter(|c| **c != ' ').collect();
        // Of a paragraph the clause that speaks of the bracket tells it.
        let mut clauses = text.split(['。', '、']);
        if let Some(meaning) = clauses.find_map(bracket).or_else(|| bracket(&text)) {
            evidence.bracket = meaning;
            evidence.bracket_told = true;
        }
        evidence.added = evidence.added.or_else(|| added_bracket(&text));
        // `単位：特に記載のないものは百万円`
        let unless = || {
            ["記載のない", "断りのない", "表示のない"]
                .iter()
                .any(|w| text.contains(w))
        };
        // `数字は万円、カッコの中は昨年の予算。`
        if evidence.unit.is_none() && (text.contains("数字は") || text.contains("金額は")) {
            evidence.unit = unit_in(&row.fold);
        }
        if text.contains("単位") && evidence.unit.is_none() && (text.contains('。') || unless())
        {
            evidence.unit = unit_in(&row.fold);
        }
        evidence.star = evidence.star.or_else(|| star(&text));
    }
    evidence.unit = evidence.unit.or_else(|| common_unit(flow));
    if !evidence.bracket_told && signed_brackets(flow) {
        evidence.bracket = Bracket::Change;
    }
    evidence
}

fn rows(flow: &[Flow]) -> impl Iterator<Item = &Row> {
    flow.iter().filter_map(|item| match item {
        Flow::Row(row) if !row.blank => Some(row),
        _ => None,
    })
}

/// The unit that every line of a unit names, where there are two at least: a table without one has it as well.
fn common_unit(flow: &[Flow]) -> Option<Unit> {
    let units: Vec<Unit> = rows(flow).filter_map(unit_line).collect();
    let first = *units.first()?;
    let same = units.iter().all(|unit| *unit == first);
    // `（単位：百万円）` right below the first table is of that table.
    (same && (units.len() > 1 || below_first_table(flow))).then_some(first)
}

/// Whether the first line of a unit stands right below a table, before which no unit is told.
fn below_first_table(flow: &[Flow]) -> bool {
    let mut items = flow
        .iter()
        .filter(|item| !matches!(item, Flow::Row(row) if row.blank || row.aside));
    let mut before = None;
    let found = items.find_map(|item| {
        let told = matches!(item, Flow::Row(row) if unit_line(row).is_some());
        let above = before.replace(item);
        told.then_some(above)
    });
    matches!(found, Some(Some(Flow::Grid(_))))
}

/// The unit of a line that names one and nothing else: `（単位：千円）`.
#[must_use]
pub fn unit_line(row: &Row) -> Option<Unit> {
    // The cheap question first: every unit ends in 円.
    if !row.fold.contains(&'円') {
        return None;
    }
    let text: String = row.fold.iter().filter(|c| **c != ' ').collect();
    let named = text.contains("単位") && text.chars().count() < 40 && !text.contains('。');
    let word = is_unit_word(&row.fold) && text.chars().count() < 8;
    // `（金額：百万円）`, `（百万円）`
    let bracket =
        text.starts_with(['(', '[']) && text.ends_with([')', ']']) && text.chars().count() < 16;
    if named || word || bracket {
        unit_in(&row.fold)
    } else {
        None
    }
}

/// A bracket cannot hold a base that is less than nothing: one that does holds the change, and so do all.
fn signed_brackets(flow: &[Flow]) -> bool {
    let (mut signed, mut all) = (0, 0);
    for row in rows(flow) {
        for (i, c) in row.fold.iter().enumerate() {
            let next = row.fold.get(i + 1).copied().unwrap_or(' ');
            if matches!(c, '(' | '[') && (next.is_ascii_digit() || matches!(next, '▲' | '△' | '+'))
            {
                let close = row
                    .fold
                    .iter()
                    .skip(i)
                    .take(24)
                    .position(|c| matches!(c, ')' | ']'));
                let inside = row.fold.get(i..i + close.unwrap_or(0)).unwrap_or_default();
                if inside.contains(&'億') || inside.contains(&'円') || inside.contains(&'万') {
                    all += 1;
                    signed += usize::from(matches!(next, '▲' | '△'));
                }
            }
        }
    }
    signed > 0 && signed * 10 >= all
}

/// The bracket that a note gives to a supplementary budget: `《　》は令和7年度2月補正予算額（外数）、［　］は…`.
fn added_bracket(text: &str) -> Option<char> {
    text.split(['。', '、', '・']).find_map(|clause| {
        // `（注）金額は当初予算額。《　》は…`: each clause begins with its own bracket.
        let mut chars = clause.chars();
        let open = chars.next()?;
        let empty = chars.next() == super::entry::token::closing(open);
        let within = ["補正後", "補正前", "含"]
            .iter()
            .any(|w| clause.contains(w));
        (empty && clause.contains("補正") && !within).then_some(open)
    })
}

/// `（　）内は前年度当初予算額`, `かっこの中は増減`.
fn bracket(text: &str) -> Option<Bracket> {
    let named = [
        "かっこ",
        "括弧",
        "カッコ",
        "()",
        "[]",
        "(内",
        "()書",
        "〈〉",
        "<>",
        "《》",
    ];
    let named = named.iter().any(|w| text.contains(w));
    if !named {
        return None;
    }
    let change = ["増減", "増△減", "増▲減", "対前年度比", "比較"]
        .iter()
        .any(|w| text.contains(w));
    let base = ["前年", "当初予算", "予算額", "昨年", "去年", "年度"]
        .iter()
        .any(|w| text.contains(w));
    let other = [
        "補正含み",
        "補正を含",
        "補正予算含",
        "補正後",
        "一般財源",
        "国費",
        "事業費ベース",
        "うち",
        "は内数",
        "は、内数",
    ];
    if other.iter().any(|w| text.contains(w)) && !text.contains("前年") {
        return Some(Bracket::Other);
    }
    if change {
        Some(Bracket::Change)
    } else {
        base.then_some(Bracket::Base)
    }
}

/// `★印は新規事業`.
fn star(text: &str) -> Option<char> {
    let chars: Vec<char> = text.chars().collect();
    if let Some(sign) = legend(&chars) {
        return Some(sign);
    }
    chars.iter().enumerate().find_map(|(i, c)| {
        let sign = is_mark_sign(*c) && !matches!(c, '※' | '・');
        let words: String = chars.iter().skip(i + 1).take(8).collect();
        let legend = (words.contains('は')
            || words.contains(':')
            || words.contains('=')
            || words.contains('印')
            || words.starts_with("…"))
            && (words.contains("新規") || words.contains("新し"));
        (sign && legend).then_some(*c)
    })
}

/// The sign of new programmes in a line of nothing but signs and what they mean: `◎新規 ○拡充`.
fn legend(text: &[char]) -> Option<char> {
    let words: Vec<char> = text
        .iter()
        .copied()
        .take_while(|c| !matches!(c, '(' | '['))
        .collect();
    if !(5..=24).contains(&words.len()) || !is_mark_sign(*words.first()?) {
        return None;
    }
    let mut sign = None;
    let mut count = 0;
    let mut rest = words.as_slice();
    while let Some((first, more)) = rest.split_first() {
        let end = more
            .iter()
            .position(|c| is_mark_sign(*c))
            .unwrap_or(more.len());
        let word: String = more.get(..end)?.iter().collect();
        let known = [
            "新規",
            "新規事業",
            "拡充",
            "拡充事業",
            "継続",
            "継続事業",
            "一部新規",
            "重点",
            "重点事業",
            "見直し",
        ];
        if !is_mark_sign(*first) || !known.contains(&word.as_str()) {
            return None;
        }
        if word.starts_with("新規") {
            sign = Some(*first);
        }
        count += 1;
        rest = more.get(end..)?;
    }
    sign.filter(|_| count > 1)
}

/// Whether a line is of nothing but what its signs mean: `★印は新規事業`, `★：新規、☆：拡充`. It heads nothing.
#[must_use]
pub fn is_legend(fold: &[char]) -> bool {
    const MEANINGS: [&str; 8] = [
        "新規",
        "拡充",
        "継続",
        "重点",
        "主要",
        "一部",
        "見直し",
        "再掲",
    ];
    let mut chars = fold.iter().copied().filter(|c| *c != ' ');
    let sign = chars.next().unwrap_or(' ');
    if !is_mark_sign(sign) {
        return false;
    }
    let text: String = chars.collect();
    if !text.starts_with(['印', 'は', ':', '=', '…']) || !moneys(fold).is_empty() {
        return false;
    }
    let means = |c: char| matches!(c, 'は' | ':' | '=' | '…');
    if let Some(rest) = text.strip_prefix('印') {
        // `★印の事業は新規`; 印刷所 and 印鑑 are words of a name.
        return rest.starts_with(means) || rest.starts_with('の') && rest.contains('は');
    }
    let Some(rest) = text.strip_prefix(means) else {
        return false;
    };
    let rest = rest.trim_start_matches('…');
    let after = MEANINGS.iter().find_map(|word| rest.strip_prefix(word));
    after.is_some_and(|after| {
        let after = ["事業", "施策", "項目"]
            .iter()
            .find_map(|word| after.strip_prefix(word))
            .unwrap_or(after);
        !after.starts_with(char::is_alphanumeric)
    })
}

/// The year that the title or the first lines name with 予算, 要求; else the year after the one of which a note says that brackets
/// hold it; else the year named most often; else that of the heads of the tables.
fn request_year(flow: &[Flow], title: &str) -> Option<Year> {
    let budget = |text: &str| {
        ["予算", "要求", "要望", "重点", "施策", "事業", "当初"]
            .iter()
            .any(|w| text.contains(w))
    };
    let mut counts: HashMap<Year, usize> = HashMap::new();
    let mut base = None;
    let title: Vec<char> = crate::japanese::fold::folded(title);
    let titles = std::iter::once(&title);
    for (nth, fold) in titles.chain(rows(flow).map(|row| &row.fold)).enumerate() {
        let text: String = fold.iter().collect();
        let found = years(fold, None);
        let sure = found.iter().any(|f| f.sure);
        let caption = sure && is_caption(fold);
        if base.is_none() && sure {
            base = text.split(['。', '、']).find_map(base_in_brackets);
        }
        for found in found.into_iter().filter(|f| f.sure) {
            let bracketed = found.start.checked_sub(1).and_then(|i| fold.get(i));
            if !is_fiscal(fold, &found) || matches!(bracketed, Some('(' | '[')) && !caption {
                continue;
            }
            let after: String = fold.iter().skip(found.end).take(16).collect();
            if nth < 12
                && budget(&after)
                && !after.contains("補正")
                && !text.contains("内は")
                && (caption || !text.contains("["))
            {
                return Some(found.year);
            }
            *counts.entry(found.year).or_default() += 1;
        }
    }
    if let Some(base) = base {
        return Some(Year(base.0 + 1));
    }
    // A document speaks of its own year and the one before, mostly of both as often: the later one is its own.
    let Some(most) = counts.values().copied().max() else {
        return year_of_heads(flow);
    };
    counts
        .iter()
        .filter(|(_, count)| **count * 3 >= most)
        .map(|(year, _)| *year)
        .max()
}

/// Whether a year that was found is a fiscal year, and no date.
fn is_fiscal(fold: &[char], found: &Found) -> bool {
    fold.get(found.end.saturating_sub(1)) == Some(&'度')
        || fold.get(found.start).is_some_and(char::is_ascii_alphabetic)
}

/// Whether a line is one bracket with words in it, as titles are: `（令和９年度予算概算要求）`; not the base year's amount.
fn is_caption(fold: &[char]) -> bool {
    let mut shown = fold.iter().copied().skip_while(|c| *c == ' ');
    let open = shown.next().unwrap_or(' ');
    let words: String = shown.collect();
    let words = words.trim_end();
    let inner = matches!(open, '(' | '[')
        .then(|| super::entry::token::closing(open))
        .flatten()
        .and_then(|close| words.strip_suffix(close));
    inner.is_some_and(|inner| {
        !inner.contains(['(', '[', ')', ']'])
            && inner.ends_with(char::is_alphabetic)
            && !inner.ends_with(['円', '億', '万', '千'])
    })
}

/// The year before, where a clause says that brackets hold its amounts: `令和８年度当初予算額は［　］内に示す`.
fn base_in_brackets(clause: &str) -> Option<Year> {
    let text: Vec<char> = clause.chars().filter(|c| *c != ' ').collect();
    if bracket(&text.iter().collect::<String>()) != Some(Bracket::Base) {
        return None;
    }
    let found = years(&text, None);
    let [found] = found.as_slice() else {
        return None;
    };
    let after: String = text.iter().skip(found.end).take(16).collect();
    let initial = (after.contains("予算") || after.contains("当初"))
        && !["補正", "要求", "要望"].iter().any(|w| after.contains(w));
    (found.sure && is_fiscal(&text, found) && initial).then_some(found.year)
}

/// The year of the requests by the heads of the tables: `R9要求額` beside `R8当初`.
fn year_of_heads(flow: &[Flow]) -> Option<Year> {
    let grids = flow.iter().filter_map(|item| match item {
        Flow::Grid(grid) => Some(grid),
        _ => None,
    });
    let asks = |text: &str| ["要求", "要望", "予算案"].iter().any(|w| text.contains(w));
    let (mut asked, mut named) = (None, None);
    let (mut several, mut yearless) = (false, false);
    for cell in grids.flat_map(|grid| grid.rows.iter().take(2).flatten()) {
        let fold = crate::japanese::fold::folded(&cell.text);
        let text: String = fold.iter().filter(|c| **c != ' ').collect();
        let found = years(&fold, None);
        let mut found = found.iter().filter(|f| f.sure && is_fiscal(&fold, f));
        let Some(year) = found.next().map(|f| f.year) else {
            yearless |= asks(&text);
            continue;
        };
        several |= named.is_some_and(|other| other != year);
        named = named.max(Some(year));
        if asks(&text) {
            asked = asked.max(Some(year));
        }
    }
    // `R8当初` beside 要求額: what is asked for is of the year after.
    let next = named.filter(|_| yearless && !several);
    asked
        .or_else(|| next.map(|year| Year(year.0 + 1)))
        .or(named)
}
