//! The rows of the strip: what stands on which columns, and what is written there.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{MOST_LINES, Map, Place, logarithm};
use crate::explorer::state::map::{Block, Ground};
use crate::model::NodeId;

impl Map<'_> {
    /// Columns of the stub of the giant.
    pub(super) fn stub(&self) -> usize {
        if self.giant.is_some() {
            (self.columns / 7).clamp(9, 18)
        } else {
            0
        }
    }

    pub(super) fn width(&self) -> usize {
        self.columns.saturating_sub(self.stub())
    }

    /// Nodes one after the other over all columns: by running totals, so that widths add up.
    fn spread(&self, nodes: &[NodeId]) -> Vec<Place> {
        let column = |sum: Decimal| {
            let part =
                sum.to_f64().unwrap_or_default() / self.rest.to_f64().unwrap_or(1.0).max(0.001);
            let width = self.width();
            // At most a screen wide.
            ((part * width as f64).round() as usize).min(width)
        };
        let mut sum = Decimal::ZERO;
        let mut out = Vec::new();
        for id in nodes {
            let from = column(sum);
            sum = sum.saturating_add(self.weight(*id));
            let to = column(sum);
            if to > from {
                out.push((*id, from, to - from));
            }
        }
        out
    }

    /// Nodes over the columns of what they stand below, by the logarithm of their money.
    fn divided(&self, nodes: &[NodeId], from: usize, columns: usize) -> Vec<Place> {
        let weights: Vec<f64> = nodes.iter().map(|id| logarithm(self.weight(*id))).collect();
        let whole: f64 = weights.iter().sum();
        if whole <= 0.0 {
            return Vec::new();
        }
        let column = |sum: f64| ((sum / whole * columns as f64).round() as usize).min(columns);
        let mut sum = 0.0;
        let mut out = Vec::new();
        for (id, weight) in nodes.iter().zip(weights) {
            let start = column(sum);
            sum += weight;
            let end = column(sum);
            if end > start {
                out.push((*id, from + start, end - start));
            }
        }
        out
    }

    fn first_places(&self) -> Vec<Place> {
        let nodes = self.first();
        if self.is_logarithmic() {
            self.divided(&nodes, 0, self.width())
        } else {
            self.spread(&nodes)
        }
    }

    fn second_places(&self) -> Vec<Place> {
        if self.is_logarithmic() {
            let above = self.first_places().into_iter();
            return above
                .flat_map(|(id, from, columns)| self.divided(&self.below(id), from, columns))
                .collect();
        }
        let nodes: Vec<NodeId> = self
            .first()
            .into_iter()
            .flat_map(|id| self.below(id))
            .collect();
        self.spread(&nodes)
    }

    fn lines_of(&self, id: NodeId) -> Vec<NodeId> {
        let giant = self.giant.map(|(line, _)| line);
        let lines = self.counted(id).map(|(line, _)| line);
        lines
            .filter(|line| Some(*line) != giant)
            .take(MOST_LINES)
            .collect()
    }

    /// Pillars, neutral, with their figures.
    pub(super) fn first_row(&self) -> Vec<Block> {
        let mut out: Vec<Block> = self
            .first_places()
            .into_iter()
            .map(|place| {
                let room = place.2.saturating_sub(1);
                let title = self.title(place.0);
                // The title keeps two thirds; figures stand at the right, whole or not at all.
                let figures = self.figures(place.0, room / 3 * 2);
                let ruler = self.ruler();
                let width = ruler.width(&figures);
                let text = if figures.is_empty() || room < width + 12 {
                    title
                } else {
                    let title = ruler.cut(&title, room - width - 2);
                    format!("{}{figures} ", ruler.field(&title, room - width - 1))
                };
                self.block(place, text, Ground::Stub)
            })
            .collect();
        out.extend(self.giant_block(0));
        out
    }

    /// Names of what stands below the pillars.
    pub(super) fn names(&self) -> Vec<Block> {
        self.second_row(1, |map, (id, ..)| map.title(id))
    }

    /// Its figures.
    pub(super) fn sums(&self) -> Vec<Block> {
        self.second_row(2, |map, (id, _, columns)| {
            map.figures(id, columns.saturating_sub(2))
        })
    }

    fn second_row(&self, row: usize, text: impl Fn(&Self, Place) -> String) -> Vec<Block> {
        let mut out: Vec<Block> = self
            .second_places()
            .into_iter()
            .map(|place| self.block(place, text(self, place), Ground::Change(self.step(place.0))))
            .collect();
        out.extend(self.giant_block(row));
        out
    }

    pub(super) fn lines(&self) -> Vec<Block> {
        let places: Vec<Place> = if self.is_logarithmic() {
            let above = self.second_places().into_iter();
            above
                .flat_map(|(id, from, columns)| self.divided(&self.lines_of(id), from, columns))
                .collect()
        } else {
            let second = self.first().into_iter().flat_map(|id| self.below(id));
            let nodes: Vec<NodeId> = second.flat_map(|id| self.lines_of(id)).collect();
            self.spread(&nodes)
        };
        let mut out: Vec<Block> = places
            .into_iter()
            .map(|place| {
                let step = self.step(place.0);
                self.block(place, self.title(place.0), Ground::Change(step))
            })
            .collect();
        out.extend(self.giant_block(3));
        out
    }
}
