//! Finds the line whose money a relisted line lists again.

use std::collections::HashMap;

use super::diagnostic::Findings;
use super::fold::{contains_either, similarity, wording};
use crate::model::{Base, BudgetLine, Node, NodeId, Request};

/// From this likeness on, equal amounts make two names one programme.
const LIKE: u32 = 50;

/// How many lines of equal money are compared by name; more only occur in hostile documents.
const MOST_CANDIDATES: usize = 512;

/// Joins every relisted line to its original: equal amounts and the most similar name. The
/// names may differ slightly, so neither alone decides.
pub fn link_relisted(nodes: &mut [Node], findings: &mut Findings) {
    let mut originals: HashMap<String, Vec<NodeId>> = HashMap::new();
    for (id, node) in (0..).map(NodeId).zip(nodes.iter()) {
        if let (false, Some(line)) = (node.relisted, &node.budget) {
            originals.entry(money_key(line)).or_default().push(id);
        }
    }
    for index in 0..nodes.len() {
        let Some(node) = nodes.get(index) else {
            continue;
        };
        let (true, Some(line)) = (node.relisted, &node.budget) else {
            continue;
        };
        let candidates = originals
            .get(&money_key(line))
            .map_or(&[][..], Vec::as_slice);
        let best = candidates
            .iter()
            .take(MOST_CANDIDATES)
            .filter_map(|id| {
                Some((
                    *id,
                    name_likeness(&nodes.get(id.index())?.title, &node.title),
                ))
            })
            .filter(|(_, likeness)| *likeness >= LIKE)
            .max_by_key(|(id, likeness)| {
                (
                    *likeness,
                    same_owner(nodes, *id, index),
                    std::cmp::Reverse(*id),
                )
            });
        match best {
            Some((id, _)) => {
                let original = nodes
                    .get(id.index())
                    .map(|n| n.title.clone())
                    .unwrap_or_default();
                if wording(&original) != wording(&node.title) {
                    findings.relisted_name_differs(line.line, &original);
                }
                set_original(nodes, index, id);
            }
            None => findings.relisted_without_original(line.line, &node.title),
        }
    }
}

fn set_original(nodes: &mut [Node], index: usize, original: NodeId) {
    if let Some(line) = nodes.get_mut(index).and_then(|n| n.budget.as_mut()) {
        line.original = Some(original);
    }
}

fn name_likeness(a: &str, b: &str) -> u32 {
    let likeness = similarity(a, b);
    if contains_either(a, b) {
        likeness.max(80)
    } else {
        likeness
    }
}

/// Whether two lines stand under measures of the same title: the better guess among equals.
fn same_owner(nodes: &[Node], a: NodeId, b: usize) -> bool {
    let owner = |i: usize| {
        let parent = nodes.get(i)?.parent?;
        nodes.get(parent.index()).map(|n| wording(&n.title))
    };
    owner(a.index()) == owner(b)
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
