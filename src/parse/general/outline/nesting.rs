//! Levels of headings, learnt from the order in which the styles first nest.

use std::collections::{HashMap, HashSet};

use super::super::piece::Style;

/// Most headings open at once.
const DEEPEST: usize = 12;

/// The open headings, and for each style what has been seen below it.
#[derive(Clone, Debug, Default)]
pub struct Nesting {
    open: Vec<Style>,
    below: HashMap<Style, HashSet<Style>>,
}

impl Nesting {
    /// Opens a heading: how many of the open ones stay open above it.
    pub fn enter(&mut self, style: Style) -> usize {
        let depth = self.depth_of(style).min(DEEPEST);
        self.open_at(style, depth)
    }

    /// Opens a heading below the innermost one, whatever its style: `(1) 灯台` right under `(1) 港`, where counting begins again.
    pub fn enter_below(&mut self, style: Style) -> usize {
        let depth = self.open.len().min(DEEPEST);
        self.open_at(style, depth)
    }

    fn open_at(&mut self, style: Style, depth: usize) -> usize {
        self.open.truncate(depth);
        for above in &self.open {
            self.below.entry(*above).or_default().insert(style);
        }
        self.open.push(style);
        depth
    }

    /// Closes all but the first `depth` headings.
    pub fn close_to(&mut self, depth: usize) {
        self.open.truncate(depth);
    }

    fn depth_of(&self, style: Style) -> usize {
        if style == Style::Annex || style == Style::Sheet {
            return 0;
        }
        if let Some(at) = self.open.iter().position(|open| *open == style) {
            return at;
        }
        // Markup levels are ordered by themselves.
        // A bold line is below them, wherever it stood first, and so is a number of a list.
        if let Style::Level(level) = style
            && let Some(at) = self.open.iter().position(|open| {
                matches!(open, Style::Level(l) if *l >= level)
                    || matches!(open, Style::Bold | Style::Listed)
            })
        {
            return at;
        }
        if let Style::Number(parts) = style
            && let Some(at) = self
                .open
                .iter()
                .position(|open| matches!(open, Style::Number(p) if *p > parts))
        {
            return at;
        }
        if let Style::Column(column) = style
            && let Some(at) = self
                .open
                .iter()
                .position(|open| matches!(open, Style::Column(c) if *c >= column))
        {
            return at;
        }
        // What has been seen below this style closes; two that never met go by the usual order.
        let seen = self.below.get(&style);
        self.open
            .iter()
            .position(|open| {
                let never_met = seen.is_none();
                seen.is_some_and(|s| s.contains(open))
                    || (never_met && usual(*open) > usual(style) && (1..=5).contains(&usual(style)))
            })
            .unwrap_or(self.open.len())
    }
}

/// The usual order of numbers in official documents; 0 for styles that have none.
const fn usual(style: Style) -> u8 {
    match style {
        Style::Chapter => 1,
        Style::Section => 2,
        Style::Dai => 3,
        Style::Roman => 4,
        Style::Kanji => 5,
        Style::Number(parts) => 5 + parts,
        Style::Paren => 12,
        Style::RightParen => 13,
        Style::Circled => 14,
        Style::Kata => 15,
        Style::ParenKata => 16,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_learnt_by_first_nesting() {
        let mut nesting = Nesting::default();
        let depths = |nesting: &mut Nesting, styles: &[Style]| -> Vec<usize> {
            styles.iter().map(|s| nesting.enter(*s)).collect()
        };
        let (square, disc, box_) = (Style::Sign('■'), Style::Sign('●'), Style::Boxed('《'));
        assert_eq!(
            depths(
                &mut nesting,
                &[
                    square,
                    disc,
                    Style::ParenKata,
                    Style::ParenKata,
                    disc,
                    Style::ParenKata,
                    square
                ]
            ),
            [0, 1, 2, 2, 1, 2, 0]
        );
        // 《…》 instead of ● under ■, both over （ア）.
        assert_eq!(
            depths(&mut nesting, &[box_, Style::ParenKata, box_, square]),
            [1, 2, 1, 0]
        );
    }

    #[test]
    fn styles_that_never_met_go_by_the_usual_order() {
        let mut nesting = Nesting::default();
        assert_eq!(nesting.enter(Style::Paren), 0);
        assert_eq!(nesting.enter(Style::Chapter), 0);
        assert_eq!(nesting.enter(Style::Level(3)), 1);
        assert_eq!(nesting.enter(Style::Level(2)), 1);
    }
}
