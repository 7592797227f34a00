//! The map strip: the whole document in a few rows. Width is the request, colour the change, so
//! that where the money is and where it moves is seen before anything is read.

mod edges;
mod strip;
mod upright;

use std::rc::Rc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::explorer::settings::{Scale, Settings};
use crate::explorer::state::State;
use crate::explorer::state::figures::{Money, Summary};
use crate::explorer::state::map::{Block, Ground, MapKey};
use crate::explorer::view::money::{change_sign, whole_percent};
use crate::explorer::words;
use crate::model::yen::hundredths;
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
    let is_full = state.is_full_map();
    let root = map_of(library, state);
    let key = MapKey {
        root: root.unwrap_or(library.document_of(current).root),
        columns,
        rows,
        settings: state.settings,
        sums: state.figures.revision(),
        full: is_full,
        at: is_full.then_some(current),
        keys: state.keys.filled(keys(library, state)),
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

/// The node that the map was put on, if it is there still.
fn map_of(library: &Library, state: &State) -> Option<NodeId> {
    state.map_of.filter(|id| library.get(*id).is_some())
}

/// What the caption says of the map's keys, to be filled in.
fn keys(library: &Library, state: &State) -> &'static str {
    let hint = match map_of(library, state) {
        Some(_) => words::MAP_KEYS_HERE,
        None => words::MAP_KEYS,
    };
    hint.get(state.settings.lang)
}

/// The word of the action whose key the caption has at that place.
#[must_use]
pub fn key_at(
    library: &Library,
    state: &State,
    (column, row): (usize, usize),
) -> Option<&'static str> {
    const BETWEEN: &str = "  ";
    let hint = keys(library, state);
    let said = state.keys.filled(hint);
    let rows = rows(library, state);
    let mut blocks = rows.get(row)?.iter();
    let block = blocks.find(|block| block.node.is_none() && block.text == said)?;
    let mut start = block.column;
    for part in hint.split(BETWEEN) {
        let end = start + state.settings.ruler.width(&state.keys.filled(part));
        if (start..end).contains(&column) {
            return part.strip_prefix('{')?.split('}').next();
        }
        start = end + BETWEEN.len();
    }
    None
}

/// The nodes whose blocks are lit: from below the root to the one under the cursor.
#[must_use]
pub fn lit(library: &Library, state: &State) -> Vec<NodeId> {
    let Some(here) = state.current() else {
        return Vec::new();
    };
    let mut lit: Vec<NodeId> = library.path(here).into_iter().skip(1).collect();
    let is_document = library.node(here).kind == Kind::Document;
    if state.is_full_map() && !is_document {
        let rows = rows(library, state);
        let mut on_map = rows.iter().flatten().filter_map(|block| block.node);
        // A narrow map has no column of pillars: what is first below the node stands for it.
        if !on_map.clone().any(|node| lit.contains(&node)) {
            let below = here..library.node(here).end;
            lit.extend(on_map.find(|node| below.contains(node) && *node != here));
        }
    }
    lit
}

fn laid_out(library: &Library, state: &State, key: &MapKey) -> Vec<Vec<Block>> {
    let Some(map) = Map::new(library, state, key) else {
        return Vec::new();
    };
    if key.full {
        return map.upright(key);
    }
    let all = [
        map.first_row(),
        map.names(),
        map.sums(),
        map.lines(),
        map.caption(None),
    ];
    all.into_iter().take(key.rows).collect()
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
    /// A line above half of the whole and far above the next, which gets a stub of its own.
    giant: Option<(NodeId, Decimal)>,
    /// 億円 of all but the giant.
    rest: Decimal,
    /// The keys of the map, for its caption.
    keys: String,
    /// Whether it stands upright on the whole screen.
    is_full: bool,
}

/// Where a node stands in a row: first column and columns.
type Place = (NodeId, usize, usize);

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
            keys: key.keys.clone(),
            is_full: key.full,
        };
        // By the logarithm nothing is pressed flat, and a share is of everything.
        let is_cut = state.settings.scale == Scale::Linear && !key.full;
        if is_cut {
            let lines = state.figures.scope().lines(library, root);
            let giant = state.settings.counting.giant(library, lines, total);
            this.giant = giant;
            this.rest = total.saturating_sub(giant.map_or(Decimal::ZERO, |(_, oku)| oku));
        }
        Some(this)
    }

    /// The lines that the total counts, with their requests.
    fn counted(&self, id: NodeId) -> impl Iterator<Item = (NodeId, Decimal)> + '_ {
        let lines = self.state.figures.scope().lines(self.library, id);
        let counting = self.settings().counting;
        counting.requests(self.library, lines)
    }

    /// An amount of these blocks: of figures that are exact to the yen the hundredths of 億円.
    fn bare(&self, oku: Decimal) -> String {
        let is_exact = self.library.document_of(self.root).meta.figure.is_some();
        let told = if is_exact { hundredths(oku) } else { oku };
        self.settings().bare(told)
    }

    fn settings(&self) -> &Settings {
        &self.state.settings
    }

    fn ruler(&self) -> Ruler {
        self.state.settings.ruler
    }

    fn is_logarithmic(&self) -> bool {
        self.settings().scale == Scale::Logarithmic
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

    fn children(&self, id: NodeId) -> Vec<NodeId> {
        self.library.children(id).collect()
    }

    /// What stands below a node in the next row: its children, in place of a theme without a
    /// label what is below that; a leaf stands for itself.
    fn below(&self, id: NodeId) -> Vec<NodeId> {
        let is_shown = |child: &NodeId| {
            let node = self.library.node(*child);
            node.kind != Kind::Theme || node.label.chars().any(char::is_alphanumeric)
        };
        let mut out = Vec::new();
        for child in self.children(id) {
            if is_shown(&child) || self.children(child).is_empty() {
                out.push(child);
            } else {
                out.extend(self.children(child));
            }
        }
        if out.is_empty() { vec![id] } else { out }
    }

    /// The nodes of the first row: the pillars, or the node that the map is of.
    fn first(&self) -> Vec<NodeId> {
        if self.library.node(self.root).kind == Kind::Document {
            self.children(self.root)
        } else {
            vec![self.root]
        }
    }

    fn block(&self, (node, column, columns): Place, text: String, ground: Ground) -> Block {
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
        let request = self.bare(*request);
        let change = summary.change.as_ref();
        let percent = change.and_then(|change| change.percent).map(percent_text);
        let short = change.and_then(|change| change.percent).map(whole_percent);
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
        let change = self.summary(id).change;
        change.map_or(3, |change| change.step())
    }
}

/// The weight of an amount by its logarithm: what is ten times as much is one step wider.
fn logarithm(oku: Decimal) -> f64 {
    const SMALLEST: f64 = 0.05;
    (1.0 + oku.to_f64().unwrap_or_default().max(0.0) / SMALLEST).ln()
}
