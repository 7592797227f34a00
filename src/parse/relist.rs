//! Finds the line whose money a relisted line lists again.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::diagnostic::Findings;
use crate::japanese::fold::{Sketch, letters_of, same_wording, wording};
use crate::model::{Base, BudgetLine, Node, NodeId, Request};

/// From this likeness on, equal amounts make two names one programme.
const LIKE: u32 = 50;

/// How many lines of equal money are compared by name; more only occur in hostile documents.
const MOST_CANDIDATES: usize = 512;

/// How many names are compared in a whole document, some tenths of a second at worst. Of what is
/// left over then, only lines of the same name are joined.
const MOST_COMPARED: usize = 1_000_000;

/// Joins every relisted line to its original: equal amounts and the most similar name. The
/// names may differ slightly, so neither alone decides.
pub fn link_relisted(nodes: &mut [Node], findings: &mut Findings) {
    let mut originals = Originals::of(nodes);
    let mut passed_over: Option<(u32, usize)> = None;
    for index in 0..nodes.len() {
        let Some(node) = nodes.get(index) else {
            continue;
        };
        let (true, Some(line)) = (node.relisted, &node.budget) else {
            continue;
        };
        let best = originals.best(nodes, index, &money_key(line));
        if best.is_none() && originals.compared >= MOST_COMPARED {
            passed_over.get_or_insert((line.line, 0)).1 += 1;
        }
        match best {
            Some(id) => {
                let original = nodes
                    .get(id.index())
                    .map(|n| n.title.clone())
                    .unwrap_or_default();
                if !same_wording(&original, &node.title) {
                    findings.relisted_name_differs(line.line, &original);
                }
                set_original(nodes, index, id);
            }
            None => findings.relisted_without_original(line.line, &node.title),
        }
    }
    if let Some((line, count)) = passed_over {
        findings.relisted_not_compared(line, count);
    }
}

/// The lines that are listed for the first time, by their money.
struct Originals {
    of_money: HashMap<String, Vec<NodeId>>,
    /// Money, letters of the name, and owner ([`key`]): the first such line.
    of_owner: HashMap<String, NodeId>,
    /// Money and letters of the name: the first such line.
    of_name: HashMap<String, NodeId>,
    /// What comparing needs of the names, worked out once.
    sketches: HashMap<NodeId, Sketch>,
    compared: usize,
}

impl Originals {
    fn of(nodes: &[Node]) -> Self {
        let mut originals = Self {
            of_money: HashMap::new(),
            of_owner: HashMap::new(),
            of_name: HashMap::new(),
            sketches: HashMap::new(),
            compared: 0,
        };
        let relisted = nodes.iter().filter(|node| node.relisted);
        let wanted: FxHashSet<Option<u64>> = relisted
            .filter_map(|node| Some(rough_money(node.budget.as_ref()?)))
            .collect();
        // What is listed in parts may have the same key as any other.
        let may_be = |line: &BudgetLine| {
            let money = rough_money(line);
            money.is_none() || wanted.contains(&None) || wanted.contains(&money)
        };
        if wanted.is_empty() {
            return originals;
        }
        for (index, (id, node)) in (0..).map(NodeId).zip(nodes.iter()).enumerate() {
            if let (false, Some(line)) = (node.relisted, &node.budget)
                && may_be(line)
            {
                let money = money_key(line);
                let name = key(&money, &letters_of(&node.title));
                let owner = key(&name, &owner(nodes, index));
                originals.of_owner.entry(owner).or_insert(id);
                originals.of_name.entry(name).or_insert(id);
                originals.of_money.entry(money).or_default().push(id);
            }
        }
        originals
    }

    /// The line of that money with the most similar name; among equals the one under a measure
    /// of the same title, then the first.
    fn best(&mut self, nodes: &[Node], index: usize, money: &str) -> Option<NodeId> {
        let title = nodes.get(index)?.title.as_str();
        let letters = letters_of(title);
        if !letters.is_empty() {
            let name = key(money, &letters);
            let under = key(&name, &owner(nodes, index));
            let same = self
                .of_owner
                .get(&under)
                .or_else(|| self.of_name.get(&name));
            if let Some(same) = same {
                return Some(*same);
            }
        }
        let sketch = Sketch::new(title);
        let candidates = self.of_money.get(money).map_or(&[][..], Vec::as_slice);
        let left = MOST_COMPARED.saturating_sub(self.compared);
        let mut best: Option<(u32, bool, Reverse<NodeId>)> = None;
        for id in candidates.iter().take(MOST_CANDIDATES.min(left)) {
            self.compared += 1;
            let other = &nodes.get(id.index())?.title;
            let other = self
                .sketches
                .entry(*id)
                .or_insert_with(|| Sketch::new(other));
            let likeness = name_likeness(other, &sketch);
            if likeness < LIKE || best.is_some_and(|(most, _, _)| likeness < most) {
                continue;
            }
            let found = (likeness, same_owner(nodes, *id, index), Reverse(*id));
            best = best.max(Some(found));
        }
        best.map(|(_, _, Reverse(id))| id)
    }
}

/// Two texts as one. What parts them is in no wording, which has no controls.
fn key(a: &str, b: &str) -> String {
    let mut key = String::with_capacity(a.len() + 1 + b.len());
    key.push_str(a);
    key.push('\0');
    key.push_str(b);
    key
}

fn set_original(nodes: &mut [Node], index: usize, original: NodeId) {
    if let Some(line) = nodes.get_mut(index).and_then(|n| n.budget.as_mut()) {
        line.original = Some(original);
    }
}

fn name_likeness(a: &Sketch, b: &Sketch) -> u32 {
    let likeness = a.similarity(b);
    if likeness < 80 && a.contains_either(b) {
        80
    } else {
        likeness
    }
}

/// Whether two lines stand under measures of the same title: the better guess among equals.
fn same_owner(nodes: &[Node], a: NodeId, b: usize) -> bool {
    owner(nodes, a.index()) == owner(nodes, b)
}

fn owner(nodes: &[Node], index: usize) -> String {
    let parent = nodes.get(index).and_then(|node| node.parent);
    let parent = parent.and_then(|parent| nodes.get(parent.index()));
    parent.map_or_else(String::new, |node| wording(&node.title))
}

/// Equal money gives equal numbers, other money hardly ever: told without writing a key. None for money in parts.
fn rough_money(line: &BudgetLine) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match &line.request {
        Request::Amount(a) => (0_u8, a.oku).hash(&mut hasher),
        Request::Within(a) => (1_u8, a.oku).hash(&mut hasher),
        Request::Unspecified => 2_u8.hash(&mut hasher),
        Request::Parts(_) => return None,
    }
    match &line.base {
        Base::Amount(a) => (0_u8, a.oku).hash(&mut hasher),
        Base::Within(a) => (1_u8, a.oku).hash(&mut hasher),
        Base::New => 2_u8.hash(&mut hasher),
        Base::None => 3_u8.hash(&mut hasher),
        Base::Parts(_) => return None,
    }
    Some(hasher.finish())
}

/// Equal money gives equal keys; the printed scale does not count.
fn money_key(line: &BudgetLine) -> String {
    let parts = |parts: &[crate::model::Part]| {
        parts
            .iter()
            .map(|p| format!("{}{}", wording(&p.label), p.amount.oku.normalize()))
            .collect::<Vec<_>>()
            .join("+")
    };
    let request = match &line.request {
        Request::Amount(a) => a.oku.normalize().to_string(),
        Request::Within(a) => format!("<{}", a.oku.normalize()),
        Request::Unspecified => "?".to_owned(),
        Request::Parts(p) => parts(p),
    };
    let base = match &line.base {
        Base::Amount(a) => a.oku.normalize().to_string(),
        Base::Within(a) => format!("<{}", a.oku.normalize()),
        Base::New => "new".to_owned(),
        Base::Parts(p) => parts(p),
        Base::None => "-".to_owned(),
    };
    format!("{request}/{base}")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use crate::model::Library;
    use crate::parse::parse;

    /// Lines of equal money under `first`, and again as relisted ones under `again`.
    fn library(count: usize, first: &str, again: &str) -> Library {
        let mut text = "## 1 道\n\n地域の道\n\n(1) 工事\n本文\n\n".to_owned();
        for (name, mark) in [(first, ""), (again, "【再掲】")] {
            for n in 0..count {
                let name = name.replace('#', &n.to_string());
                writeln!(text, "【予算】{name}{mark} 3.0億円（元年度 2.0億円）").unwrap();
            }
            text.push_str("\n(2) 再掲の工事\n\n");
        }
        Library::new(vec![parse("a", &text).unwrap()])
    }

    fn joined(library: &Library) -> usize {
        let root = library.documents()[0].root;
        let lines = library.budget_lines(root);
        lines
            .filter_map(|id| library.budget(id)?.original.map(|original| (id, original)))
            .map(|(id, original)| {
                let digits = |id| {
                    let title = &library.node(id).title;
                    title
                        .chars()
                        .filter(char::is_ascii_digit)
                        .collect::<String>()
                };
                assert_eq!(digits(id), digits(original));
            })
            .count()
    }

    #[test]
    fn the_same_name_is_found_among_any_number_of_lines() {
        let library = library(1500, "橋第#号を架け替える事業", "橋第#号を 架け替える事業");
        assert_eq!(joined(&library), 1500);
    }

    #[test]
    fn names_that_differ_are_compared_and_what_is_not_is_told() {
        let few = library(1, "橋#を架け替える事業", "橋#を架替える事業");
        assert_eq!(joined(&few), 1);
        let many = library(2500, "橋の事業その#", "道路を直すための工事");
        let diagnostics = &many.documents()[0].diagnostics;
        let cut = diagnostics
            .iter()
            .find(|d| d.code == "relisted-not-compared");
        assert!(
            cut.is_some_and(|d| d.message.contains("行は同じ名")),
            "{cut:?}"
        );
    }
}
