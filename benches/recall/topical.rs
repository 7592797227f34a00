//! Judged topics: how good an answer to them is, and what a plain BM25 over pairs of characters
//! makes of them.

use std::collections::{HashMap, HashSet};

use shisaku::model::{Kind, Library, NodeId};
use shisaku::search::{Engine, Query};

/// A topic and how much each unit is about it: 2 about it, 1 touches it.
pub struct Topic {
    pub query: String,
    pub judged: HashMap<NodeId, u32>,
}

/// What the answers to some topics are worth.
#[derive(Clone, Copy, Debug, Default)]
pub struct Worth {
    pub ndcg: f64,
    pub precision: f64,
    /// How many have a unit that is about the topic among the first five.
    pub five: f64,
    pub empty: usize,
}

/// The topics of a file; what it names must be units of the library.
pub fn topics(library: &Library, text: &str) -> Vec<Topic> {
    let rows = text.lines().filter(|row| !row.starts_with('#'));
    rows.filter_map(|row| {
        let (query, judged) = row.split_once('\t')?;
        let judged = judged.split(' ').map(|pair| {
            let (address, grade) = pair.split_once('=').expect(pair);
            let address = address.parse().expect(address);
            let node = library.find(&address).expect(pair);
            assert!(is_unit(library, node), "{pair}");
            (node, grade.parse().expect(pair))
        });
        Some(Topic {
            query: query.to_owned(),
            judged: judged.collect(),
        })
    })
    .collect()
}

/// A heading with text, below which no other heading stands.
fn is_unit(library: &Library, node: NodeId) -> bool {
    let heading = |kind| matches!(kind, Kind::Measure | Kind::Sub);
    heading(library.node(node).kind)
        && library
            .children(node)
            .all(|child| !heading(library.node(child).kind))
}

/// The original of a unit that is listed again: the first of the same title.
fn original(library: &Library, unit: NodeId) -> NodeId {
    let title = &library.node(unit).title;
    let relisted = library.node(unit).relisted;
    let same = |id: &NodeId| {
        let node = library.node(*id);
        !node.relisted && node.title == *title && is_unit(library, *id)
    };
    let mut all = (0..u32::try_from(library.len()).unwrap_or(0)).map(NodeId);
    relisted.then(|| all.find(same)).flatten().unwrap_or(unit)
}

/// The units of an answer, each once: a line stands for its heading, a heading for its first unit
/// not named yet.
fn units(library: &Library, answer: &[NodeId]) -> Vec<NodeId> {
    let mut seen = HashSet::new();
    let mut out = Vec::new();
    for node in answer {
        let heading = match library.node(*node).kind {
            Kind::Budget => library.parent(*node),
            Kind::Measure | Kind::Sub => Some(*node),
            _ => None,
        };
        let Some(heading) = heading else { continue };
        let all = library.subtree(heading).filter(|id| is_unit(library, *id));
        let fresh = all
            .map(|id| original(library, id))
            .find(|id| !seen.contains(id));
        if let Some(unit) = fresh {
            seen.insert(unit);
            out.push(unit);
        }
    }
    out
}

/// What the answers of a search are worth, on average.
pub fn weigh(
    library: &Library,
    topics: &[Topic],
    mut search: impl FnMut(&str) -> Vec<NodeId>,
) -> Worth {
    let mut worth = Worth::default();
    for topic in topics {
        let answer = units(library, &search(&topic.query));
        let grade = |unit: &NodeId| topic.judged.get(unit).copied().unwrap_or(0);
        let gain = |grades: &mut dyn Iterator<Item = u32>| -> f64 {
            let ranked = grades.take(10).zip(2_u32..);
            ranked
                .map(|(grade, rank)| f64::from((1_u32 << grade) - 1) / f64::from(rank).log2())
                .sum()
        };
        let mut best: Vec<u32> = topic.judged.values().copied().collect();
        best.sort_unstable_by(|a, b| b.cmp(a));
        worth.ndcg += gain(&mut answer.iter().map(grade)) / gain(&mut best.into_iter());
        let right = answer.iter().take(5).filter(|unit| grade(unit) > 0).count();
        worth.precision += f64::from(u32::try_from(right).unwrap_or(0)) / 5.0;
        let found = answer.iter().take(5).any(|unit| grade(unit) == 2);
        worth.five += f64::from(u8::from(found));
        worth.empty += usize::from(answer.is_empty());
    }
    let count = f64::from(u32::try_from(topics.len()).unwrap_or(u32::MAX));
    Worth {
        ndcg: worth.ndcg / count,
        precision: worth.precision / count,
        five: worth.five / count,
        empty: worth.empty,
    }
}

/// The whole answer of this engine: hits that have every word, then those below.
pub fn ours(engine: &Engine, library: &Library, text: &str) -> Vec<NodeId> {
    let Ok(query) = Query::parse(text) else {
        return Vec::new();
    };
    let found = engine.search(library, &query, None);
    let below = engine.below(library, &query, &found.hits, found.total, 200);
    let hits = found.hits.iter().chain(&below);
    hits.map(|hit| hit.node).collect()
}

/// How many hits have every word of a text that has nothing to do with the document.
pub fn noise(engine: &Engine, library: &Library, text: &str) -> usize {
    let query = Query::parse(text).expect(text);
    engine.search(library, &query, Some(1)).total
}

/// How often each pair of neighbouring characters occurs.
type Pairs = HashMap<(char, char), f64>;

/// BM25 over pairs of neighbouring characters of title and text of each unit.
pub struct Bigrams {
    /// Each with how often it has a pair, and its length.
    units: Vec<(NodeId, Pairs, f64)>,
    having: Pairs,
    length: f64,
}

impl Bigrams {
    pub fn new(library: &Library) -> Self {
        let all = (0..u32::try_from(library.len()).unwrap_or(0)).map(NodeId);
        let mut units = Vec::new();
        let mut having: HashMap<(char, char), f64> = HashMap::new();
        for unit in all.filter(|id| is_unit(library, *id) && !library.node(*id).relisted) {
            let mut times: HashMap<(char, char), f64> = HashMap::new();
            let mut length = 0.0;
            for node in library.subtree(unit) {
                let node = library.node(node);
                let texts = node.text.iter().map(|line| line.text.as_str());
                for text in texts.chain([node.title.as_str()]) {
                    for pair in pairs(text) {
                        *times.entry(pair).or_default() += 1.0;
                        length += 1.0;
                    }
                }
            }
            for pair in times.keys() {
                *having.entry(*pair).or_default() += 1.0;
            }
            units.push((unit, times, length));
        }
        let lengths: f64 = units.iter().map(|(_, _, length)| length).sum();
        let count = f64::from(u32::try_from(units.len().max(1)).unwrap_or(1));
        Self {
            units,
            having,
            length: lengths / count,
        }
    }

    pub fn search(&self, query: &str) -> Vec<NodeId> {
        let count = f64::from(u32::try_from(self.units.len()).unwrap_or(0));
        let asked: HashSet<(char, char)> = query.split_whitespace().flat_map(pairs).collect();
        let mut ranked: Vec<(f64, NodeId)> = self
            .units
            .iter()
            .map(|(unit, times, length)| {
                let part = |pair: &(char, char)| {
                    let times = times.get(pair).copied().unwrap_or(0.0);
                    let having = self.having.get(pair).copied().unwrap_or(0.0);
                    let rare = (1.0 + (count - having + 0.5) / (having + 0.5)).ln();
                    rare * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / self.length))
                };
                (asked.iter().map(part).sum(), *unit)
            })
            .filter(|(worth, _)| *worth > 0.0)
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.into_iter().map(|(_, unit)| unit).collect()
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (char, char)> + '_ {
    let letters = text.chars().filter(|c| c.is_alphanumeric());
    let letters: Vec<char> = letters.flat_map(char::to_lowercase).collect();
    (1..letters.len()).map(move |at| (letters[at - 1], letters[at]))
}
