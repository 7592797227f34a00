//! Which headings carry money, which count again, and what stands under headings of revenue and of sums.

use std::collections::{HashMap, HashSet};

use super::{MOST_PARTS, adds_up, amount};
use crate::japanese::fold::wording;
use crate::parse::general::piece::{Money, Piece, Role, Style};

/// `予算額 320万円` right under a heading, by itself or as the first row of a table, is what the heading costs.
pub(super) fn labels_of_headings(pieces: &mut [Piece]) {
    const LABELS: [&str; 10] = [
        "予算額",
        "予算",
        "予算案",
        "事業費",
        "当初予算額",
        "予算要求額",
        "要求額",
        "計上額",
        "本年度予算額",
        "予算計上額",
    ];
    let repeated = repeated_labels(pieces);
    let mut heading: Option<usize> = None;
    for i in 0..pieces.len() {
        let Some(piece) = pieces.get_mut(i) else {
            break;
        };
        match piece.role {
            Role::Heading(_) => heading = Some(i).filter(|_| piece.reading.is_none()),
            Role::Item | Role::Sum if piece.reading.is_some() => {
                let name = wording(&piece.name);
                let named = LABELS.contains(&name.as_str()) || repeated.contains(&name);
                let Some(over) = heading.take().filter(|_| named) else {
                    continue;
                };
                piece.role = Role::Text;
                let (reading, lines) = (piece.reading.take(), piece.lines.clone());
                if let Some(above) = pieces.get_mut(over) {
                    above.reading = reading;
                    above.lines.extend(lines);
                }
            }
            _ => {}
        }
    }
}

/// Names that end in 額 or 費 and come three times or more, as many as there are headings that they stand right below: `提案額：5億円`.
fn repeated_labels(pieces: &[Piece]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for pair in pieces.windows(2) {
        let [heading, piece] = pair else { continue };
        let below = matches!(heading.role, Role::Heading(_)) && heading.reading.is_none();
        let label = piece.name.ends_with(['額', '費']) && piece.name.chars().count() <= 8;
        if below && label && piece.reading.is_some() {
            *counts.entry(wording(&piece.name)).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count >= 3);
    counts.into_keys().collect()
}

/// An entry of one sign that is the sum of the entries of another sign, or of none, right below it, in request and base, heads
/// them: then all lines of its sign are of one level.
pub(super) fn promote_sums(pieces: &mut [Piece]) {
    let items: Vec<usize> = (0..pieces.len())
        .filter(|i| {
            let piece = pieces.get(*i);
            piece.is_some_and(|p| p.role != Role::Text && p.role != Role::Memo)
        })
        .collect();
    let mark = |i: &usize| {
        let piece = pieces.get(*i)?;
        (piece.role == Role::Item && piece.reading.is_some()).then_some(piece.mark)
    };
    let mut styles: HashSet<Style> = HashSet::new();
    for (at, i) in items.iter().enumerate() {
        let (Some(Some(style)), Some(total)) = (mark(i), pieces.get(*i).and_then(amount)) else {
            continue;
        };
        let Some(below) = items
            .get(at + 1)
            .and_then(mark)
            .filter(|s| *s != Some(style))
        else {
            continue;
        };
        let parts: Vec<_> = items
            .iter()
            .skip(at + 1)
            .take_while(|j| mark(j) == Some(below))
            .take(MOST_PARTS)
            .filter_map(|j| pieces.get(*j).and_then(amount))
            .collect();
        // One line without a sign may say the same again.
        let enough = below.is_some() || parts.len() > 1;
        if enough && adds_up(total, &parts, true) {
            styles.insert(style);
        }
    }
    for piece in pieces.iter_mut().filter(|p| p.role == Role::Item) {
        if let Some(style) = piece.mark.filter(|s| styles.contains(s)) {
            piece.role = Role::Heading(style);
        }
    }
}

/// A bare title with figures, over headings and entries of which it is the sum in request and base, heads them: the title of a page.
pub(super) fn promote_titles(pieces: &mut [Piece]) {
    let title = |p: &Piece| {
        p.role == Role::Item
            && p.mark.is_none()
            && p.table.is_none()
            && p.reading.is_some()
            && p.label.is_empty()
    };
    let titles: Vec<usize> = (0..pieces.len())
        .filter(|i| pieces.get(*i).is_some_and(title))
        .collect();
    let mut over = Vec::new();
    for (nth, i) in titles.iter().enumerate() {
        let end = titles.get(nth + 1).copied().unwrap_or(pieces.len());
        let below = pieces.get(i + 1..end).unwrap_or_default();
        let first = below.iter().find(|p| p.role != Role::Text);
        if !first.is_some_and(|p| matches!(p.role, Role::Heading(_))) {
            continue;
        }
        let items = below.iter().filter(|p| p.role == Role::Item);
        let parts: Vec<_> = items.take(MOST_PARTS).filter_map(amount).collect();
        if let Some(total) = pieces.get(*i).and_then(amount)
            && adds_up(total, &parts, true)
        {
            over.push(*i);
        }
    }
    for i in over {
        if let Some(piece) = pieces.get_mut(i) {
            piece.role = Role::Heading(Style::Bare);
        }
    }
}

/// Headings whose counting begins again right under a heading of their own style: `(1) 港`, then `(1) 灯台` with nothing
/// but a bare line between, and no `(2)` behind it. Only where the document has no other style of numbers for the level.
pub(super) fn counted_again(pieces: &[Piece]) -> HashSet<usize> {
    let mut again = HashSet::new();
    let headings: Vec<usize> = (0..pieces.len())
        .filter(|i| {
            pieces
                .get(*i)
                .is_some_and(|p| matches!(p.role, Role::Heading(s) if s != Style::Bare))
        })
        .collect();
    for pair in headings.windows(2) {
        let [a, b] = pair else { continue };
        let (Some(first), Some(second)) = (pieces.get(*a), pieces.get(*b)) else {
            continue;
        };
        let between = pieces.iter().take(*b).skip(a + 1);
        let empty = between
            .clone()
            .all(|p| p.role == Role::Text || p.role == Role::Heading(Style::Bare));
        let one = |label: &str| {
            crate::japanese::fold::wording(label).trim_matches(['(', ')', '.']) == "1"
        };
        // A style first met right behind another heading, counting from one, is below it: `２．主要事項` over `Ⅰ．架空`.
        let seen = pieces.iter().take(*b).any(|p| p.role == second.role);
        let counts = matches!(second.role, Role::Heading(Style::Roman | Style::Kanji));
        let numbered = matches!(first.role, Role::Heading(Style::Number(_)));
        if *b == a + 1 && !seen && counts && numbered && is_first(&second.label) {
            again.insert(*b);
            continue;
        }
        if first.role == second.role
            && first.label == second.label
            && first.table.is_none()
            && first.reading.is_none()
            && second.reading.is_none()
            && one(&first.label)
            && first.name != second.name
            && empty
        {
            again.insert(*b);
        }
    }
    again
}

/// Ⅰ, 1., 一、: the first of a count.
pub(super) fn is_first(label: &str) -> bool {
    let plain = wording(label);
    let plain = plain.trim_matches(['(', ')', '.', '、', ',', ':']);
    matches!(plain, "1" | "i" | "一")
}

/// What stands under a heading of nothing but new programmes is new: `○新規事業` over `・架空灯台…5億円`.
pub(super) fn new_below(pieces: &mut [Piece], depths: &[usize]) {
    let mut under: Option<usize> = None;
    for (piece, depth) in pieces.iter_mut().zip(depths) {
        if let Role::Heading(_) = piece.role {
            let name = wording(&piece.name);
            let new = [
                "新規事業",
                "新規",
                "新規施策",
                "主な新規事業",
                "新規の事業",
                "新規事業一覧",
            ];
            if under.is_none_or(|open| *depth <= open) {
                under = new.contains(&name.as_str()).then_some(*depth);
            }
        } else if under.is_some()
            && let Some(reading) = piece.reading.as_mut().filter(|_| piece.role == Role::Item)
            && reading.base == Money::None
        {
            reading.base = Money::New;
        }
    }
}

/// What stands under a heading of revenue (財源, 歳入) pays for the programmes and is none.
pub(super) fn leave_out_revenue(pieces: &mut [Piece], depths: &[usize]) {
    let mut under: Option<usize> = None;
    let mut left_out = Vec::new();
    for (i, (piece, depth)) in pieces.iter().zip(depths).enumerate() {
        if let Role::Heading(_) = piece.role {
            let closed = under.is_none_or(|open| *depth <= open);
            let name = crate::japanese::fold::wording(&piece.name);
            // Sums of the whole document by account, not programmes.
            let revenue = [
                "総括",
                "総括表",
                "予算総括表",
                "予算総括",
                "予算規模",
                "予算の規模",
                "補正予算の規模",
                "財政規模",
                "会計別総括表",
                "概算要求額",
                "概算要求額総括表",
                "要求額総括表",
                "予算額総括表",
                "財源",
                "財源内訳",
                "財源の内訳",
                "主な財源",
                "歳入",
                "歳入予算",
                "歳入の概要",
            ];
            if closed {
                // `町民1人当たりに使われるお金`
                let each = ["人当たり", "人あたり", "世帯当たり", "世帯あたり"];
                // `基金の残高（年度末見込み）`
                let shown = name.strip_prefix("(参考)").unwrap_or(&name);
                let own = shown.split('(').next().unwrap_or_default();
                let own = ["見込み", "見込", "推移", "の状況", "の"]
                    .iter()
                    .fold(own, |own, end| own.trim_end_matches(end));
                let stock = own.ends_with("残高") || own.ends_with("現在高");
                let each = stock || each.iter().any(|word| name.contains(word));
                // `一般会計（性質別）`: the same money by another measure.
                // So does the budget of a household, and what each member of a union pays.
                let kinds = [
                    "債務負担行為",
                    "繰越明許費",
                    "性質別",
                    "目的別",
                    "会計別",
                    "例えると",
                    "たとえると",
                    "家計簿",
                    "構成市町",
                ];
                let kinds = kinds.iter().any(|word| name.contains(word));
                let revenue = revenue.contains(&name.as_str());
                under = (each || kinds || revenue).then_some(*depth);
            }
        } else if piece.role == Role::Item && under.is_some() {
            left_out.push(i);
        }
    }
    // Where nearly everything stands below such a heading, the next one was not seen: then it heads nothing.
    let items = pieces
        .iter()
        .filter(|p| p.role == Role::Item && p.reading.is_some());
    if left_out.len() > 3 && left_out.len() * 10 > items.count() * 8 {
        return;
    }
    for i in left_out {
        if let Some(piece) = pieces.get_mut(i) {
            piece.role = Role::Memo;
        }
    }
}
