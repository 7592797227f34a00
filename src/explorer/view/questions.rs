//! Ready questions about review sheets: in the palette by their rule, answered as a list.

use std::sync::Arc;

use crate::explorer::line::{Line, Role};
use crate::explorer::state::State;
use crate::explorer::state::listing::{Entry, Target};
use crate::explorer::view::money::signed_rounded;
use crate::explorer::words;
use crate::lang::Lang;
use crate::model::{Library, NodeId};
use crate::review::questions::{Answer, Question, answer};
use crate::text::{share_text, shown};

/// Most programmes that are listed; the head says how many there are.
const MOST: usize = 300;

/// What else people call a question: the palette finds it by these.
const fn names(question: Question) -> &'static [&'static str] {
    match question {
        Question::Rises => &["要求増", "増額要求", "増えた要求"],
        Question::Falls => &["要求減", "減額要求", "減った要求"],
        Question::Percent => &["増加率", "伸び率"],
        Question::Ended => &["終了", "廃止"],
        Question::Unspent => &["使い残し", "不用", "低い執行率", "left over"],
        Question::UnspentTwice => &["続けて使い残し", "連続の使い残し", "left over twice"],
        Question::AskedAgain => &["使い残して要求", "使い残したのに要求"],
        Question::NoBudget => &["一括計上", "予算なしの執行", "without a budget"],
        Question::New => &["新規", "新しい事業"],
        Question::RequestOnly => &["要求だけ", "要求のみ"],
        Question::Largest => &["最大", "府省庁で最大"],
        Question::Supplementary => &["補正", "補正予算"],
        Question::Twice => &["同名", "重複"],
        Question::Granted => &["査定", "認められた額"],
        Question::Renamed => &["改称", "名称変更"],
        Question::Moved => &["移管", "所管替え", "transferred"],
    }
}

/// The questions as entries of the palette, while review sheets are open: all of them, or those whose word, name or
/// rule has what was typed. With each whether it is called so: what was typed begins its word or a name.
#[must_use]
pub fn offered(state: &State, typed: &str) -> Vec<(Entry, bool)> {
    if state.sheets.is_none() {
        return Vec::new();
    }
    let lang = state.settings.lang;
    let typed = typed.to_lowercase();
    let is_all = typed.is_empty()
        || ["質問", "問い", "questions"]
            .iter()
            .any(|w| w.contains(&typed));
    let wanted = Question::ALL.into_iter().filter(|question| {
        let rule = question.rule();
        let texts = [question.word(), rule.ja, rule.en];
        let mut texts = texts.iter().chain(names(*question));
        is_all || texts.any(|text| text.to_lowercase().contains(&typed))
    });
    let entries = wanted.map(|question| {
        let word = state.settings.ruler.field(question.word(), 18);
        let mut called = std::iter::once(question.word()).chain(names(question).iter().copied());
        let is_called = !typed.is_empty() && called.any(|name| name.starts_with(&typed));
        let entry = Entry {
            line: Line::of(format!("{word} "), Role::Label)
                .with(question.rule().get(lang), Role::Plain),
            right: Line::of(format!(" {}", words::QUESTION.get(lang)), Role::Dim),
            target: Target::Question(question),
            ..Entry::default()
        };
        (entry, is_called)
    });
    entries.collect()
}

/// The budget year that questions are asked of: the one that is shown.
fn asked_of(state: &State) -> Option<u16> {
    let sheets = state.sheets.as_ref();
    sheets.map(|sheets| sheets.view().year)
}

fn answers(state: &State, question: Question) -> Vec<Answer> {
    let data = state.sheets.as_ref().map(|sheets| Arc::clone(&sheets.data));
    data.map_or_else(Vec::new, |data| {
        let year = asked_of(state).unwrap_or(data.programmes.newest);
        answer(question, (&data.reviews, &data.programmes), year)
    })
}

/// The rule that the question counts by, and how many programmes answer it.
#[must_use]
pub fn head(state: &State, question: Question) -> Vec<Line> {
    let lang = state.settings.lang;
    let total = answers(state, question).len();
    let count = match lang {
        Lang::Ja if total > MOST => format!("{total}件のうち{MOST}件"),
        Lang::Ja => format!("{total}件"),
        Lang::En if total > MOST => format!("{MOST} of {total}"),
        Lang::En => format!("{total} programmes"),
    };
    let year = asked_of(state).map_or_else(String::new, |year| format!("{year}  "));
    let mut head = Line::of(year, Role::Dim).with(question.rule().get(lang), Role::Strong);
    head.push(format!("  {count}"), Role::Dim);
    if state.sheets.as_ref().is_some_and(|sheets| !sheets.is_whole) {
        head.push(format!("  {}", words::SHEETS_COMING.get(lang)), Role::Tag);
    }
    vec![head]
}

/// The programmes that answer, in the order of the question; one that the tree has in the year that is shown leads
/// to it.
#[must_use]
pub fn entries(library: &Library, state: &State, question: Question) -> Vec<Entry> {
    let Some(sheets) = &state.sheets else {
        return Vec::new();
    };
    let nodes = sheets.places.nodes();
    let root = library.documents().get(sheets.document).map(|d| d.root);
    let node = |programme: usize| {
        let at = u32::try_from(*nodes.get(&programme)?).ok()?;
        Some(NodeId(root?.0.checked_add(at)?))
    };
    let found = answers(state, question);
    let entries = found.iter().take(MOST).filter_map(|answer| {
        let programme = sheets.data.programmes.all.get(answer.programme)?;
        let target = node(answer.programme);
        let role = if target.is_some() {
            Role::Plain
        } else {
            Role::Dim
        };
        let mut line = Line::of(format!("{} ", answer.year), Role::Dim);
        line.push(format!("{} ", shown(&programme.ministry)), Role::Label);
        line.push(shown(&programme.name), role);
        if !answer.note.is_empty() {
            line.push(format!("  ← {}", shown(&answer.note)), Role::Dim);
        }
        Some(Entry {
            line,
            right: figures(state, answer),
            target: target.map_or(Target::None, Target::Node),
            ..Entry::default()
        })
    });
    entries.collect()
}

/// The figures that the question goes by, the change and the rate.
fn figures(state: &State, answer: &Answer) -> Line {
    let settings = &state.settings;
    let mut line = Line::new();
    for (column, yen) in &answer.figures {
        let name = column.name().get(settings.lang);
        line.push(format!("  {name} "), Role::Dim);
        line.push(settings.bare(yen.brief()), Role::Amount);
    }
    if let Some(change) = answer.change {
        let text = signed_rounded(change.oku(), change.brief(), settings);
        line.push(format!("  {text}"), Role::Amount);
    }
    if let Some(percent) = answer.percent {
        line.push(format!("  {}", share_text(percent)), Role::Plain);
    }
    line
}
