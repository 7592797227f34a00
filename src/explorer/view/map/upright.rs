//! The map on the whole screen: pillars, chapters and lines beside each other, from above to
//! below. Height is the request; every chapter has a row at least.

use rust_decimal::prelude::ToPrimitive;

use super::{Map, logarithm};
use crate::explorer::settings::Scale;
use crate::explorer::state::map::{Block, Ground, MapKey};
use crate::explorer::view::money::aligned;
use crate::explorer::words;
use crate::model::NodeId;

/// Columns of a request and of a percentage.
const REQUEST: usize = 10;
const PERCENT: usize = 10;

/// A chapter with its pillar and its rows.
struct Band {
    pillar: NodeId,
    chapter: NodeId,
    rows: usize,
}

impl Map<'_> {
    /// All rows, the caption last.
    pub(super) fn upright(&self, key: &MapKey) -> Vec<Vec<Block>> {
        let height = key.rows.saturating_sub(1);
        let (bands, cut) = self.bands(height, key.at);
        let pillars = if self.columns >= 60 {
            self.columns / 5
        } else {
            0
        };
        let chapters = self.columns * 3 / 10;
        let mut out: Vec<Vec<Block>> = Vec::new();
        let mut in_pillar = 0;
        let mut above = None;
        for band in bands {
            if above != Some(band.pillar) {
                in_pillar = 0;
                above = Some(band.pillar);
            }
            let lines = self.largest_lines(band.chapter, band.rows);
            for row in 0..band.rows {
                let mut blocks = Vec::new();
                if pillars > 0 {
                    let text = self.block_text(band.pillar, in_pillar, pillars);
                    let ground = Ground::Change(self.step(band.pillar));
                    blocks.push(self.block((band.pillar, 0, pillars), text, ground));
                }
                let text = self.block_text(band.chapter, row, chapters);
                let ground = Ground::Change(self.step(band.chapter));
                blocks.push(self.block((band.chapter, pillars, chapters), text, ground));
                if let Some(line) = lines.get(row) {
                    let from = pillars + chapters;
                    let columns = self.columns.saturating_sub(from);
                    let text = self.line_text(*line, columns.saturating_sub(1));
                    let ground = Ground::Change(self.step(*line));
                    blocks.push(self.block((*line, from, columns), text, ground));
                }
                out.push(blocks);
                in_pillar += 1;
            }
        }
        out.resize_with(height, Vec::new);
        out.push(self.caption(cut.as_deref()));
        out
    }

    /// The chapters with the rows that they have; of more than there is room for, those around
    /// the node `at`, and which of how many these are: `5–14/20`.
    fn bands(&self, height: usize, at: Option<NodeId>) -> (Vec<Band>, Option<String>) {
        let mut bands: Vec<Band> = Vec::new();
        for pillar in self.first() {
            for chapter in self.below(pillar) {
                if !self.weight(chapter).is_zero() {
                    bands.push(Band {
                        pillar,
                        chapter,
                        rows: 1,
                    });
                }
            }
        }
        if bands.len() > height {
            let path = at.map(|at| self.library.path(at)).unwrap_or_default();
            let here = bands.iter().position(|band| path.contains(&band.chapter));
            // At a pillar those below it.
            let below = || bands.iter().position(|band| path.contains(&band.pillar));
            let here = here.or_else(below).unwrap_or(0);
            let start = here.saturating_sub(height / 2).min(bands.len() - height);
            let cut = format!("{}–{}/{}", start + 1, start + height, bands.len());
            let shown = bands.into_iter().skip(start).take(height);
            return (shown.collect(), Some(cut));
        }
        let spare = height - bands.len();
        let weights: Vec<f64> = bands
            .iter()
            .map(|band| self.height_of(band.chapter))
            .collect();
        let whole: f64 = weights.iter().sum::<f64>().max(f64::MIN_POSITIVE);
        let (mut sum, mut given) = (0.0, 0);
        for (band, weight) in bands.iter_mut().zip(weights) {
            sum += weight;
            // At most a screen high.
            let upto = ((sum / whole * spare as f64).round() as usize).min(spare);
            band.rows += upto.saturating_sub(given);
            given = given.max(upto);
        }
        (bands, None)
    }

    /// What height means, for the caption.
    pub(super) fn height_said(&self) -> &'static str {
        let lang = self.settings().lang;
        match self.settings().scale {
            Scale::Share => words::MAP_LINEAR.get(lang),
            Scale::Linear | Scale::Logarithmic => words::MAP_LOG.get(lang),
        }
    }

    /// Rows go by the logarithm, so that a giant leaves some to the others; a share is linear.
    fn height_of(&self, id: NodeId) -> f64 {
        let weight = self.weight(id);
        match self.settings().scale {
            Scale::Share => weight.to_f64().unwrap_or_default(),
            Scale::Linear | Scale::Logarithmic => logarithm(weight),
        }
    }

    /// What a block says in its rows: title, then figures.
    fn block_text(&self, id: NodeId, row: usize, columns: usize) -> String {
        match row {
            0 => self.title(id),
            1 => self.figures(id, columns.saturating_sub(2)),
            _ => String::new(),
        }
    }

    /// The largest lines of a chapter, in document order.
    fn largest_lines(&self, chapter: NodeId, most: usize) -> Vec<NodeId> {
        let lines = self.state.figures.scope().lines(self.library, chapter);
        let counting = self.settings().counting;
        let mut lines = counting.largest(self.library, lines, most);
        lines.sort_by_key(|(id, _)| *id);
        lines.into_iter().map(|(id, _)| id).collect()
    }

    /// Name, request and change of a line in exactly so many columns.
    fn line_text(&self, id: NodeId, columns: usize) -> String {
        let ruler = self.ruler();
        let settings = self.settings();
        let summary = self.summary(id);
        let request = summary.request.length().map(|oku| self.bare(oku));
        let request = aligned(request.unwrap_or_default(), settings, REQUEST);
        let change = summary.change.as_ref();
        let rate = match change {
            _ if summary.is_new => words::NEW.get(settings.lang).to_owned(),
            Some(change) if change.is_within_rounding() => "≈".to_owned(),
            Some(change) => change
                .percent
                .map(crate::text::number::percent_text)
                .unwrap_or_default(),
            None => String::new(),
        };
        let figures = format!(
            "{}{} ",
            ruler.pad_left(&request, REQUEST),
            ruler.pad_left(&rate, PERCENT)
        );
        let room = columns.saturating_sub(ruler.width(&figures));
        if room < 8 {
            return self.title(id);
        }
        let title = ruler.cut(&self.title(id), room.saturating_sub(1));
        format!("{}{figures}", ruler.field(&title, room))
    }
}
