//! The document's money in three rows: width is the request, colour the change.

use rust_decimal::Decimal;

use super::paper::{At, Paper, part};
use super::{Ground, described, foot_note, titled};
use crate::lang::{Lang, Text};
use crate::ledger::{self, Counting};
use crate::model::{Kind, Library, NodeId};
use crate::output::labels::Labels;
use crate::output::{Look, words};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 16.0;
const ROOM: f64 = WIDTH - 2.0 * LEFT;
const ROW: f64 = 64.0;
const TOP: f64 = 72.0;
const STUB: f64 = 120.0;

/// The money that is laid out, and over how many pixels.
struct Map<'a> {
    look: &'a Look,
    library: &'a Library,
    giant: Option<(NodeId, Decimal)>,
    rest: Decimal,
}

const REQUEST: Text = Text::new("要求額", "request");

/// The map as SVG.
pub(super) fn svg(look: &Look, library: &Library, id: NodeId, ground: Ground) -> String {
    let height = TOP + 3.0 * (ROW + 3.0) + 96.0;
    let title = titled(library, id);
    let described = described(look, library, id);
    let mut paper = Paper::new(ground, look.ruler, (WIDTH, height), &title, &described);
    paper.bold((LEFT, 32.0), 18.0, &title, ROOM);
    let map = Map::new(look, library, id);
    let dim = paper.inks.dim;
    let request = Labels::of(look.lang, library, id).request(look.text(REQUEST));
    let text = match (look.lang, &map.giant) {
        (Lang::Ja, None) => format!("幅は{request}（線形）、色は前年度からの増減"),
        (Lang::Ja, Some((giant, oku))) => format!(
            "幅は{request}（線形。{} {} を除く）、色は前年度からの増減",
            words::heading(library, *giant),
            look.oku(*oku)
        ),
        (Lang::En, None) => format!("width: {request} (linear); colour: change from the base year"),
        (Lang::En, Some((giant, oku))) => format!(
            "width: {request} (linear, without {} {}); colour: change from the base year",
            words::heading(library, *giant),
            look.oku(*oku)
        ),
    };
    paper.text((LEFT, 56.0), 13.0, dim, &text, (At::Start, ROOM));
    let first = match library.node(id).kind {
        Kind::Document => library.children(id).collect(),
        _ => vec![id],
    };
    let below = |nodes: &[NodeId]| -> Vec<NodeId> {
        let with_self = nodes.iter().flat_map(|id| {
            let children: Vec<NodeId> = library.children(*id).collect();
            if children.is_empty() {
                vec![*id]
            } else {
                children
            }
        });
        with_self.collect()
    };
    let second = below(&first);
    let lines = second
        .iter()
        .flat_map(|id| library.budget_lines(*id))
        .collect();
    for (row, nodes) in [first, second.clone(), lines].into_iter().enumerate() {
        map.row(&mut paper, &nodes, TOP + row as f64 * (ROW + 3.0));
    }
    legend(&mut paper, TOP + 3.0 * (ROW + 3.0) + 12.0);
    paper.foot(height - 34.0, &foot_note(look, library, id));
    paper.finished()
}

fn legend(paper: &mut Paper, y: f64) {
    let signs = ["−50%", "−10%", "−", "≈", "+", "+10%", "+50%"];
    for ((at, sign), (fill, ink)) in signs.iter().enumerate().zip(paper.inks.steps) {
        let x = LEFT + at as f64 * 58.0;
        paper.rect((x, y), (56.0, 20.0), fill);
        paper.text((x + 8.0, y + 15.0), 12.0, ink, sign, (At::Start, 48.0));
    }
}

impl<'a> Map<'a> {
    fn new(look: &'a Look, library: &'a Library, id: NodeId) -> Self {
        let total = ledger::totals(library, id).request_total;
        let mut this = Self {
            look,
            library,
            giant: None,
            rest: total,
        };
        let lines = library.budget_lines(id);
        if let Some(giant) = Counting::Once.giant(library, lines, total) {
            this.giant = Some(giant);
            this.rest = total.saturating_sub(giant.1);
        }
        this
    }

    /// 億円 of a node, all that counts at or below it: what is printed.
    fn sum(&self, id: NodeId) -> Decimal {
        match self.library.budget(id) {
            Some(_) => Counting::Once.request(self.library, id).unwrap_or_default(),
            None => ledger::totals(self.library, id).request_total,
        }
    }

    /// 億円 of a node without the giant: what its width goes by, never a figure that is printed.
    fn weight(&self, id: NodeId) -> Decimal {
        let node = self.library.node(id);
        let total = self.sum(id);
        match self.giant {
            Some((line, oku)) if (id..node.end).contains(&line) => total.saturating_sub(oku),
            _ => total,
        }
    }

    fn step(&self, id: NodeId) -> u8 {
        let change = match self.library.budget(id) {
            Some(line) => ledger::change(line),
            None => {
                let totals = ledger::totals(self.library, id);
                (totals.comparable.lines > 0).then(|| totals.comparable.change())
            }
        };
        change.map_or(3, |change| change.step())
    }

    /// Nodes by running totals, so that widths add up; the giant's stub at the right.
    fn row(&self, paper: &mut Paper, nodes: &[NodeId], y: f64) {
        let stub = if self.giant.is_some() { STUB } else { 0.0 };
        let room = ROOM - stub;
        let mut sum = Decimal::ZERO;
        for id in nodes {
            let from = part(sum, self.rest) * room;
            sum = sum.saturating_add(self.weight(*id));
            let width = part(sum, self.rest) * room - from;
            if width > 0.3 {
                self.block(paper, *id, (LEFT + from, y), width);
            }
        }
        let Some((giant, oku)) = self.giant else {
            return;
        };
        let x = LEFT + room + 2.0;
        let (panel, ink, dim) = (paper.inks.panel, paper.inks.ink, paper.inks.dim);
        paper.rect((x, y), (STUB - 2.0, ROW), panel);
        let name = format!("// {}", words::heading(self.library, giant));
        let figure = self.look.oku(oku);
        for (down, colour, text) in [(20.0, ink, &name), (38.0, dim, &figure)] {
            let room = (At::Start, STUB - 12.0);
            paper.text((x + 6.0, y + down), 12.0, colour, text, room);
        }
    }

    fn block(&self, paper: &mut Paper, id: NodeId, (x, y): (f64, f64), width: f64) {
        let step = usize::from(self.step(id));
        let steps = paper.inks.steps;
        let (fill, ink) = steps.get(step).copied().unwrap_or(("#888888", "#ffffff"));
        paper.rect((x, y), ((width - 1.0).max(0.4), ROW), fill);
        // A letter and a mark say nothing.
        if width < 46.0 {
            return;
        }
        let room = width - 10.0;
        let node = self.library.node(id);
        // The heading of a measure has its label already.
        let label = match node.kind {
            Kind::Pillar | Kind::Chapter => node.label.as_str(),
            _ => "",
        };
        let name = format!("{label} {}", words::heading(self.library, id));
        paper.text(
            (x + 5.0, y + 20.0),
            12.0,
            ink,
            name.trim(),
            (At::Start, room),
        );
        let figure = self.look.oku(self.sum(id));
        // A figure is whole or absent.
        if self.look.ruler.width(&figure) as f64 * 6.0 <= room {
            paper.text((x + 5.0, y + 38.0), 12.0, ink, &figure, (At::Start, room));
        }
    }
}
