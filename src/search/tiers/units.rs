//! What a topic is looked for in: the smallest headings, each with its text and its programmes.

use crate::model::{Kind, Library, NodeId};
use crate::search::answer::FieldKind;
use crate::search::index::alphabet::LETTER;
use crate::search::index::fields::Index;

/// What a piece is worth in a title, in a programme's name, in text, in the title of a theme or a
/// measure above.
const IN_TITLE: f64 = 3.0;
const IN_NAME: f64 = 1.5;
const IN_TEXT: f64 = 1.0;
const ABOVE: f64 = 1.0;
/// How soon more of the same piece adds nothing (k1 of BM25).
const FULL: f64 = 1.2;
/// How much a long text is held against its unit (b of BM25).
const LENGTH: f64 = 0.4;
/// A text of usual length, in characters.
const USUAL: f64 = 900.0;

/// How often a unit has each piece, by the weight of the places (BM25F), and how long it is.
pub(super) struct Counted {
    times: Vec<f64>,
    length: f64,
}

impl Counted {
    /// Counts the pieces in the unit's titles, programmes and text. Cost: the length of its text
    /// for each piece.
    pub(super) fn of(
        library: &Library,
        index: &Index,
        unit: NodeId,
        pieces: &[(&[u16], f64)],
    ) -> Self {
        let mut counted = Self {
            times: vec![0.0; pieces.len()],
            length: 0.0,
        };
        for node in std::iter::once(unit).chain(library.own_lines(unit)) {
            for field in index.fields_of(node) {
                let weight = match index.kind(field) {
                    FieldKind::Title => IN_TITLE,
                    FieldKind::Name => IN_NAME,
                    FieldKind::Body => IN_TEXT,
                };
                counted.add(index.units(field), weight, pieces);
            }
        }
        for above in library.ancestors(unit) {
            if library.node(above).kind >= Kind::Theme {
                let titles = index
                    .fields_of(above)
                    .filter(|field| index.kind(*field) == FieldKind::Title);
                for field in titles {
                    counted.add(index.units(field), ABOVE, pieces);
                }
            }
        }
        counted
    }

    fn add(&mut self, units: &[u16], weight: f64, pieces: &[(&[u16], f64)]) {
        self.length += number(units.len());
        for ((letters, _), times) in pieces.iter().zip(&mut self.times) {
            let same = |window: &&[u16]| {
                window
                    .iter()
                    .zip(*letters)
                    .all(|(unit, letter)| unit & LETTER == *letter)
            };
            let found = units.windows(letters.len().max(1)).filter(same).count();
            *times += number(found) * weight;
        }
    }

    /// What each piece is worth by its weight.
    pub(super) fn parts(&self, pieces: &[(&[u16], f64)]) -> impl Iterator<Item = f64> {
        let length = 1.0 - LENGTH + LENGTH * self.length / USUAL;
        let parts = pieces.iter().zip(&self.times);
        parts.map(move |((_, weight), times)| {
            weight * times * (FULL + 1.0) / (times + FULL * length)
        })
    }
}

fn number(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

/// The unit that a node belongs to: itself where no heading stands below it, for a budget line
/// what it stands in. None for headings above the units.
pub(super) fn unit_of(library: &Library, node: NodeId) -> Option<NodeId> {
    let heading = match library.node(node).kind {
        Kind::Budget => library.parent(node)?,
        Kind::Document => return None,
        _ => node,
    };
    if is_unit(library, heading) {
        return Some(heading);
    }
    // A measure's own text is about all of its sub-measures; the first stands for them.
    let is_measure = library.node(heading).kind == Kind::Measure;
    let first = library
        .children(heading)
        .find(|child| is_unit(library, *child));
    first.filter(|_| is_measure)
}

/// Whether no heading stands below it.
fn is_unit(library: &Library, node: NodeId) -> bool {
    let kind = library.node(node).kind;
    kind != Kind::Budget
        && kind != Kind::Document
        && library
            .children(node)
            .all(|child| library.node(child).kind == Kind::Budget)
}

/// How many units there are.
pub(super) fn count(library: &Library) -> usize {
    let nodes = library
        .documents()
        .iter()
        .flat_map(|d| library.subtree(d.root));
    nodes.filter(|node| is_unit(library, *node)).count()
}
