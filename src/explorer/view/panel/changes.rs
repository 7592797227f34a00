//! What changed below a node: how many lines rose and fell, and which most.

use rust_decimal::Decimal;

use super::Page;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Scale;
use crate::explorer::state::figures::Summary;
use crate::explorer::view::bars::fraction;
use crate::explorer::view::money::{change_role, change_sign};
use crate::explorer::view::tooth::{self, Bar};
use crate::explorer::words;
use crate::lang::Text;
use crate::ledger::plain_request;
use crate::model::{Kind, NodeId};
use crate::text::shown;

/// Most lines that are gone through while the cursor moves.
const MOST_LINES: usize = 3000;
/// Fewest lines that are worth being told apart.
const FEWEST: usize = 8;
/// Most rises and falls that are listed.
const MOST_RISES: usize = 8;
const MOST_FALLS: usize = 5;
/// From how many times the next on its bar is cut.
const GIANT: i64 = 5;

/// A line with its change.
type Changed = (NodeId, Summary, Decimal);

impl Page<'_> {
    /// For a node of many lines: how they are distributed, and the largest changes.
    pub(super) fn changes(&mut self) {
        let kind = self.library.node(self.node).kind;
        let lines = self.changed();
        if kind > Kind::Chapter || lines.len() < FEWEST {
            return;
        }
        self.distribution(&lines);
        // Of a chapter the breakdown says it.
        if kind > Kind::Pillar {
            return;
        }
        let (mut rises, mut falls): (Vec<_>, Vec<_>) = lines
            .into_iter()
            .filter(|(_, summary, change)| {
                let is_sure = summary
                    .change
                    .as_ref()
                    .is_some_and(|c| !c.is_within_rounding());
                !change.is_zero() && (is_sure || summary.is_new)
            })
            .partition(|(_, _, change)| change.is_sign_positive());
        rises.sort_by_key(|line| std::cmp::Reverse(line.2));
        falls.sort_by_key(|line| line.2);
        self.largest(words::LARGEST_RISES, &rises, MOST_RISES);
        self.largest(words::LARGEST_FALLS, &falls, MOST_FALLS);
    }

    /// The lines that the total counts and that have a change.
    fn changed(&self) -> Vec<Changed> {
        let (library, state) = (self.library, self.state);
        let figures = &state.figures;
        let lines = figures.scope().lines(library, self.node);
        // Of more lines the largest are for the table to find, which is made once.
        if figures
            .scope()
            .lines(library, self.node)
            .nth(MOST_LINES)
            .is_some()
        {
            return Vec::new();
        }
        lines
            .filter_map(|id| {
                let line = library.budget(id)?;
                plain_request(line, library.node(id).relisted)?;
                let summary = self.summary(id);
                let change = summary.change.as_ref()?.oku;
                Some((id, summary, change))
            })
            .collect()
    }

    /// How many are new, up, undecided and down, as one strip with a word under each part.
    fn distribution(&mut self, lines: &[Changed]) {
        let mut counts = [0_usize; 4];
        for (_, summary, change) in lines {
            let is_sure = summary
                .change
                .as_ref()
                .is_some_and(|c| !c.is_within_rounding());
            let part = match () {
                () if summary.is_new => 0,
                () if !is_sure || change.is_zero() => 2,
                () if change.is_sign_positive() => 1,
                () => 3,
            };
            if let Some(count) = counts.get_mut(part) {
                *count += 1;
            }
        }
        let parts = [
            (words::NEW, Role::Tag),
            (words::RISE, Role::Rise),
            (words::UNDECIDED, Role::BaseBar),
            (words::FALL, Role::Fall),
        ];
        let ruler = self.state.settings.ruler;
        let shown_parts: Vec<(String, Role, usize)> = counts
            .into_iter()
            .zip(parts)
            .filter(|(count, _)| *count > 0)
            .map(|(count, (word, role))| (format!("{} {count}", self.word(word)), role, count))
            .collect();
        // What the labels from here on need, so that the last is never pushed out.
        let needed = |from: usize| {
            let rest = shown_parts.iter().skip(from);
            rest.map(|(text, ..)| ruler.width(text) + 1).sum::<usize>()
        };
        let (mut strip, mut labels) = (Line::new(), Line::new());
        let (mut start, mut so_far) = (0, 0);
        for (i, (text, role, count)) in shown_parts.iter().enumerate() {
            so_far += count;
            let end = (so_far * self.columns / lines.len()).max(start + 2);
            let bar = Bar {
                request: 1.0,
                whole: Some(*role),
                ..Bar::default()
            };
            let width = (end - start).saturating_sub(1);
            let drawn = tooth::draw(bar, width, &self.state.settings);
            strip.parts.extend(drawn.parts);
            strip.push(" ", Role::Plain);
            let at = start.min((self.columns + 1).saturating_sub(needed(i)));
            let gap = at
                .saturating_sub(labels.width(ruler))
                .max(usize::from(i > 0));
            labels.push(" ".repeat(gap), Role::Plain);
            let text_role = if *role == Role::BaseBar {
                Role::Dim
            } else {
                *role
            };
            labels.push(text.as_str(), text_role);
            start = end;
        }
        let columns = self.columns;
        self.out.push(strip.cut(columns, ruler));
        self.out.push(labels.cut(columns, ruler));
        self.blank();
    }

    /// The largest of them, one row a line, on one ruler whose end is printed.
    fn largest(&mut self, head: Text, lines: &[Changed], most: usize) {
        let settings = &self.state.settings;
        let ruler = settings.ruler;
        let Some((_, _, first)) = lines.first() else {
            return;
        };
        let next = lines.get(1).map(|(_, _, change)| change.abs());
        let is_giant = |change: Decimal| {
            next.is_some_and(|next| change.abs() > next.saturating_mul(Decimal::from(GIANT)))
        };
        let full = if is_giant(*first) {
            next.unwrap_or_default()
        } else {
            first.abs()
        };
        let title = Line::of(self.word(head), Role::Strong);
        let range = format!("{} 0–{}", self.word(words::BAR), settings.bare(full));
        let head = title.with_right(Line::of(range, Role::Dim), self.columns, ruler);
        self.out.push(head);
        let shown_lines: Vec<&Changed> = lines.iter().take(most).collect();
        let figure = |line: &Changed| {
            line.1
                .change
                .as_ref()
                .map(|change| (change_sign(change, settings), change_role(change)))
        };
        let widest = shown_lines.iter().filter_map(|line| figure(line));
        let figures = widest
            .map(|(text, _)| ruler.width(&text))
            .max()
            .unwrap_or_default();
        let bar_columns = (self.columns / 4).clamp(4, 20);
        let word = ruler.width(self.word(words::NEW)) + 1;
        let name = self
            .columns
            .saturating_sub(bar_columns + figures + word + 2);
        let mut out = Vec::new();
        for line in shown_lines {
            let (id, summary, change) = line;
            let Some((text, role)) = figure(line) else {
                continue;
            };
            let bar = Bar {
                request: fraction(change.abs(), full, Scale::Linear),
                whole: Some(if summary.is_new { Role::Tag } else { role }),
                broken: is_giant(*change),
                base: None,
            };
            let title = ruler.cut(&shown(&self.library.node(*id).title), name);
            let mut row = Line::of(ruler.field(&title, name), Role::Plain).with(" ", Role::Plain);
            row.parts
                .extend(tooth::draw(bar, bar_columns, settings).parts);
            let tag = if summary.is_new {
                self.word(words::NEW)
            } else {
                ""
            };
            row.push(ruler.pad_left(tag, word), Role::Tag);
            row.push(" ", Role::Plain);
            let role = if summary.is_new { Role::Tag } else { role };
            row.push(ruler.pad_left(&text, figures), role);
            out.push(row.to(*id));
        }
        self.out.extend(out);
        self.blank();
    }
}
