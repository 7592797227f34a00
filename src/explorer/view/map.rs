//! The map strip: the whole document in a few rows. Width is the request, colour the change, so
//! that where the money is and where it moves is seen before anything is read.

mod edges;

use std::rc::Rc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::settings::Settings;
use crate::explorer::state::State;
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::state::map::{Block, Ground, MapKey};
use crate::explorer::view::money::change_sign;
use crate::ledger::plain_request;
use crate::model::{Kind, Library, NodeId};
use crate::text::number::percent_text;
use crate::text::{Ruler, shown};

/// Most lines that are looked at; beyond them blocks would be narrower than a column anyway.
const MOST_LINES: usize = 20_000;

/// The rows of the map, as many as there is room for: pillars; names and figures of chapters;
/// lines; a caption. They are kept until something that they depend on changes; none where there
/// is no money or no room.
#[must_use]
pub fn rows(library: &Library, state: &State) -> Rc<Vec<Vec<Block>>> {
    let area = state.layout().map(|layout| layout.map).unwrap_or_default();
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let Some(current) = state.current().filter(|_| rows > 0) else {
        return Rc::default();
    };
    let key = MapKey {
        root: library.document_of(current).root,
        columns,
        rows,
        settings: state.settings,
        sums: state.figures.revision(),
    };
    if let Some((kept, blocks)) = state.map_cache.borrow().as_ref()
        && *kept == key
    {
        return Rc::clone(blocks);
    }
    let blocks = Rc::new(laid_out(library, state, &key));
    *state.map_cache.borrow_mut() = Some((key, Rc::clone(&blocks)));
    blocks
}

/// The nodes whose blocks are lit: from below the root to the one under the cursor.
#[must_use]
pub fn lit(library: &Library, state: &State) -> Vec<NodeId> {
    let path = state.current().map(|id| library.path(id));
    path.unwrap_or_default().into_iter().skip(1).collect()
}

fn laid_out(library: &Library, state: &State, key: &MapKey) -> Vec<Vec<Block>> {
    let rows = key.rows;
    let Some(map) = Map::new(library, state, key) else {
        return Vec::new();
    };
    let all = [
        map.pillars(),
        map.chapters(false),
        map.chapters(true),
        map.lines(),
        map.caption(),
    ];
    all.into_iter().take(rows).collect()
}

/// The node of the block at that place.
#[must_use]
pub fn node_at(library: &Library, state: &State, column: usize, row: usize) -> Option<NodeId> {
    let rows = rows(library, state);
    let block = rows.get(row)?.iter().rev();
    let mut block =
        block.filter(|block| (block.column..block.column + block.columns).contains(&column));
    block.next()?.node
}

/// The documents' money laid out over the columns.
struct Map<'a> {
    library: &'a Library,
    state: &'a State,
    root: NodeId,
    columns: usize,
    /// A line above half of the whole, which gets a stub of its own.
    giant: Option<(NodeId, Decimal)>,
    /// 億円 of all but the giant.
    rest: Decimal,
}

impl<'a> Map<'a> {
    fn new(library: &'a Library, state: &'a State, key: &MapKey) -> Option<Self> {
        let (root, columns) = (key.root, key.columns);
        let total = state
            .figures
            .totals(library, root, state.settings.counting)
            .request_total;
        if total <= Decimal::ZERO || columns < 20 {
            return None;
        }
        let mut this = Self {
            library,
            state,
            root,
            columns,
            giant: None,
            rest: total,
        };
        let largest = this
            .counted(root)
            .take(MOST_LINES)
            .max_by_key(|(_, oku)| *oku)?;
        if largest.1 > total.saturating_sub(largest.1) {
            this.giant = Some(largest);
            this.rest = total.saturating_sub(largest.1);
        }
        Some(this)
    }

    /// The lines that the total counts, with their requests.
    fn counted(&self, id: NodeId) -> impl Iterator<Item = (NodeId, Decimal)> + '_ {
        let lines = self.state.figures.scope().lines(self.library, id);
        lines.filter_map(|line| {
            let budget = self.library.budget(line)?;
            let amount = plain_request(budget, self.library.node(line).relisted)?;
            Some((line, amount.oku))
        })
    }

    fn settings(&self) -> &Settings {
        &self.state.settings
    }

    fn ruler(&self) -> Ruler {
        self.state.settings.ruler
    }

    /// Columns of the stub of the giant, and those that are left.
    fn stub(&self) -> usize {
        if self.giant.is_some() {
            (self.columns / 7).clamp(9, 18)
        } else {
            0
        }
    }

    fn width(&self) -> usize {
        self.columns.saturating_sub(self.stub())
    }

    /// What a node adds to the width: its total without the giant.
    fn weight(&self, id: NodeId) -> Decimal {
        let total = match self.library.node(id).kind {
            Kind::Budget => self.counted(id).map(|(_, oku)| oku).sum(),
            _ => {
                self.state
                    .figures
                    .totals(self.library, id, self.settings().counting)
                    .request_total
            }
        };
        match self.giant {
            Some((line, oku)) if self.library.path(line).contains(&id) => total.saturating_sub(oku),
            _ => total,
        }
    }

    /// Nodes one after the other from `start`: by running totals, so that widths add up.
    fn spread(&self, nodes: &[NodeId], start: Decimal) -> Vec<(NodeId, usize, usize)> {
        let column = |sum: Decimal| {
            let part =
                sum.to_f64().unwrap_or_default() / self.rest.to_f64().unwrap_or(1.0).max(0.001);
            let width = self.width();
            // At most a screen wide.
            ((part * width as f64).round() as usize).min(width)
        };
        let mut sum = start;
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

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.library.children(id).collect()
    }

    /// The nodes of the second level in order, all of them side by side.
    fn second(&self) -> Vec<NodeId> {
        let pillars = self.children(self.root);
        let below = |id: NodeId| {
            let children = self.children(id);
            if children.is_empty() {
                vec![id]
            } else {
                children
            }
        };
        pillars.into_iter().flat_map(below).collect()
    }

    fn block(
        &self,
        (node, column, columns): (NodeId, usize, usize),
        text: String,
        ground: Ground,
    ) -> Block {
        let ruler = self.ruler();
        let room = columns.saturating_sub(1);
        Block {
            column,
            columns,
            // A word of two letters and a mark says nothing.
            text: if room < 4 {
                String::new()
            } else {
                ruler.cut(&text, room)
            },
            ground,
            node: Some(node),
        }
    }

    fn title(&self, id: NodeId) -> String {
        let node = self.library.node(id);
        let title = shown(&node.title);
        if node.label.is_empty() || node.kind == Kind::Budget {
            title.into_owned()
        } else {
            format!("{} {title}", shown(&node.label))
        }
    }

    fn summary(&self, id: NodeId) -> Summary {
        self.state
            .figures
            .summary(self.library, id, self.settings().counting)
    }

    /// `2,942.4 +179.3%`, as far as it fits whole.
    fn figures(&self, id: NodeId, room: usize) -> String {
        let summary = self.summary(id);
        let Money::Exact(request) = &summary.request else {
            return String::new();
        };
        let request = self.settings().bare(*request);
        let change = summary.change.as_ref();
        let percent = change.and_then(|change| change.percent).map(percent_text);
        let short = percent
            .as_deref()
            .and_then(|text| text.split_once('.'))
            .map(|(whole, _)| format!("{whole}%"));
        let choices = [
            percent.map(|percent| format!("{request} {percent}")),
            short.map(|percent| format!("{request} {percent}")),
            change.map(|change| format!("{request} {}", change_sign(change, self.settings()))),
            Some(request),
        ];
        let fits = |text: &String| self.ruler().width(text) <= room;
        choices.into_iter().flatten().find(fits).unwrap_or_default()
    }

    /// Which of the seven steps the change of a node is.
    fn step(&self, id: NodeId) -> u8 {
        let summary = self.summary(id);
        let Some(change) = &summary.change else {
            return 3;
        };
        if change.is_within_rounding() {
            return 3;
        }
        let Some(percent) = change.percent else {
            return if change.oku.is_sign_negative() { 0 } else { 6 };
        };
        let is_least = |least: i64| percent.abs() >= Decimal::from(least);
        let steps = [1, 10, 50]
            .into_iter()
            .filter(|least| is_least(*least))
            .count();
        let steps = u8::try_from(steps).unwrap_or_default();
        if percent.is_sign_negative() {
            3 - steps
        } else {
            3 + steps
        }
    }

    fn pillars(&self) -> Vec<Block> {
        let pillars = self.children(self.root);
        let mut out: Vec<Block> = self
            .spread(&pillars, Decimal::ZERO)
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

    fn chapters(&self, figures: bool) -> Vec<Block> {
        let nodes = self.second();
        let mut out: Vec<Block> = self
            .spread(&nodes, Decimal::ZERO)
            .into_iter()
            .map(|place| {
                let text = if figures {
                    self.figures(place.0, place.2.saturating_sub(2))
                } else {
                    self.title(place.0)
                };
                let step = self.step(place.0);
                self.block(place, text, Ground::Change(step))
            })
            .collect();
        out.extend(self.giant_block(if figures { 2 } else { 1 }));
        out
    }

    fn lines(&self) -> Vec<Block> {
        let giant = self.giant.map(|(line, _)| line);
        let nodes: Vec<NodeId> = self
            .second()
            .into_iter()
            .flat_map(|id| self.counted(id).map(|(line, _)| line).collect::<Vec<_>>())
            .filter(|line| Some(*line) != giant)
            .take(MOST_LINES)
            .collect();
        let mut out: Vec<Block> = self
            .spread(&nodes, Decimal::ZERO)
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
