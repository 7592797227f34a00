//! Marks with notes: how a kept one is found again in a document that has changed, and how the
//! marks of two programs that run at the same time become one list.
//!
//! What is kept is never made smaller by what is not understood or not found: an entry leaves
//! the list only when the user takes it off. This module knows neither the front ends that set
//! marks nor the files that keep them.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::model::{Address, Kind, Library, NodeId};

/// From this likeness on (0 to 1) a title at the old address is the old title, mended.
const LIKE_HERE: f64 = 0.6;

/// From this likeness on a title elsewhere is the old title, mended and moved.
const LIKE_ELSEWHERE: f64 = 0.75;

/// Most titles that are compared for likeness, over all marks of a start: some tenths of a
/// second at worst.
const MOST_COMPARED: usize = 100_000;

/// Longest title that is compared, in characters.
const LONGEST_COMPARED: usize = 200;

/// How a marked node was called when it was marked: its name in the list for good, whatever
/// becomes of the document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Name {
    /// Its address, behind its document's number from the second on: `2:14.1`.
    pub address: String,
    /// Its title, or the programme's name.
    pub title: String,
}

/// A kept mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// How the node was called.
    #[serde(flatten)]
    pub name: Name,
    /// What the user wrote.
    pub note: String,
}

/// A marked node of the open documents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The node.
    pub node: NodeId,
    /// What the user wrote about it.
    pub note: String,
    /// How the node was called when it was marked.
    pub name: Name,
}

/// What became of kept marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Those that the documents have, in the order they were set.
    pub marks: Vec<Mark>,
    /// Those that they do not have now.
    pub lost: Vec<Entry>,
}

impl Mark {
    /// A new mark without a note.
    #[must_use]
    pub fn new(library: &Library, node: NodeId) -> Self {
        Self {
            node,
            note: String::new(),
            name: Name {
                address: address_of(library, node),
                title: library.node(node).title.clone(),
            },
        }
    }

    /// What is to be kept of it.
    #[must_use]
    pub fn entry(&self) -> Entry {
        Entry {
            name: self.name.clone(),
            note: self.note.clone(),
        }
    }
}

/// What is known where kept marks are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Nodes that are marked: none of them answers for another mark.
    pub taken: HashSet<NodeId>,
    /// A document of which somebody else knows what is the same, by its place in the library: a title that is only
    /// alike is another's there.
    pub exact: Option<usize>,
}

/// The address, behind its document's number from the second on: `2:14.1`.
#[must_use]
pub fn address_of(library: &Library, id: NodeId) -> String {
    with_document(library.document_index(id), &library.address(id).to_string())
}

/// An address within a document as one within the library.
#[must_use]
pub fn with_document(document: usize, address: &str) -> String {
    match document {
        0 => address.to_owned(),
        n => format!("{}:{address}", n + 1),
    }
}

/// The index of the document, and the address within it.
#[must_use]
pub fn split_document(text: &str) -> Option<(usize, &str)> {
    match text.split_once(':') {
        Some((n, address)) => Some((n.parse::<usize>().ok()?.checked_sub(1)?, address)),
        None => Some((0, text)),
    }
}

/// The node at an address of [`address_of`].
#[must_use]
pub fn node_at(library: &Library, text: &str) -> Option<NodeId> {
    let (document, address) = split_document(text)?;
    let root = library.documents().get(document)?.root;
    library.find_in(root, &address.parse::<Address>().ok()?)
}

/// Finds kept marks in the documents: by address where the title is the same, then by title or
/// name, then by a similar title. No node answers for two of them.
#[must_use]
pub fn find(library: &Library, entries: &[Entry]) -> Found {
    find_beside(library, entries, Known::default())
}

/// The same beside marks that are set already. What no free node answers for is lost for now.
#[must_use]
pub fn find_beside(library: &Library, entries: &[Entry], known: Known) -> Found {
    let mut names = HashSet::new();
    let entries: Vec<&Entry> = entries.iter().filter(|e| names.insert(&e.name)).collect();
    let mut search = Search::new(library, known);
    let mut nodes: Vec<Option<NodeId>> = vec![None; entries.len()];
    for way in [Search::by_address, Search::by_title, Search::by_likeness] {
        for (node, entry) in nodes.iter_mut().zip(&entries) {
            if node.is_none()
                && let Some(found) = way(&mut search, &entry.name)
            {
                search.taken.insert(found);
                *node = Some(found);
            }
        }
    }
    let mut found = Found::default();
    for (node, entry) in nodes.into_iter().zip(entries) {
        match node {
            Some(node) => found.marks.push(Mark {
                node,
                note: entry.note.clone(),
                name: entry.name.clone(),
            }),
            None => found.lost.push(entry.clone()),
        }
    }
    found
}

struct Search<'a> {
    library: &'a Library,
    taken: HashSet<NodeId>,
    exact: Option<usize>,
    /// Of each document that was asked for its nodes by title.
    titles: HashMap<usize, HashMap<&'a str, Vec<NodeId>>>,
    compared: usize,
}

impl<'a> Search<'a> {
    fn new(library: &'a Library, known: Known) -> Self {
        Self {
            library,
            taken: known.taken,
            exact: known.exact,
            titles: HashMap::new(),
            compared: 0,
        }
    }

    fn free(&self, id: NodeId) -> bool {
        !self.taken.contains(&id)
    }

    fn by_address(&mut self, name: &Name) -> Option<NodeId> {
        let id = node_at(self.library, &name.address)?;
        let same = name.title.is_empty() || self.library.node(id).title == name.title;
        (same && self.free(id)).then_some(id)
    }

    /// Of several nodes of that title the one that stands nearest to the old place.
    fn by_title(&mut self, name: &Name) -> Option<NodeId> {
        let (document, address) = split_document(&name.address)?;
        if name.title.is_empty() {
            return None;
        }
        let library = self.library;
        let titles = self.titles.entry(document).or_insert_with(|| {
            let mut titles: HashMap<&str, Vec<NodeId>> = HashMap::new();
            let root = library.documents().get(document).map(|info| info.root);
            for id in root.into_iter().flat_map(|root| library.subtree(root)) {
                let title = library.node(id).title.as_str();
                titles.entry(title).or_default().push(id);
            }
            titles
        });
        let ids = titles.get(name.title.as_str())?;
        let old: Option<Address> = address.parse().ok();
        let free = ids.iter().copied().filter(|id| !self.taken.contains(id));
        free.min_by_key(|id| distance(library, old.as_ref(), *id))
    }

    fn by_likeness(&mut self, name: &Name) -> Option<NodeId> {
        let (document, address) = split_document(&name.address)?;
        if self.exact == Some(document) {
            return None;
        }
        let library = self.library;
        let root = library.documents().get(document)?.root;
        let old: Address = address.parse().ok()?;
        if let Some(here) = library.find_in(root, &old)
            && self.free(here)
            && self.likeness(name, here) >= LIKE_HERE
        {
            return Some(here);
        }
        let kind = kind_of(&old);
        let mut best: Option<(NodeId, f64)> = None;
        for id in library.subtree(root) {
            if library.node(id).kind != kind || !self.free(id) {
                continue;
            }
            let likeness = self.likeness(name, id);
            if likeness >= LIKE_ELSEWHERE && best.is_none_or(|(_, most)| likeness > most) {
                best = Some((id, likeness));
            }
        }
        best.map(|(id, _)| id)
    }

    fn likeness(&mut self, name: &Name, id: NodeId) -> f64 {
        let title = &self.library.node(id).title;
        let longest = name.title.chars().count().max(title.chars().count());
        if self.compared >= MOST_COMPARED || longest > LONGEST_COMPARED || title.is_empty() {
            return 0.0;
        }
        self.compared += 1;
        strsim::normalized_levenshtein(&name.title, title)
    }
}

/// How far a node stands from an old address: another level, steps not shared, numbers between.
fn distance(library: &Library, old: Option<&Address>, id: NodeId) -> (bool, usize, u32) {
    let Some(old) = old else {
        return (true, 0, 0);
    };
    let new = library.address(id);
    let (from, to) = (steps(old), steps(&new));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let between = match (from.get(shared), to.get(shared)) {
        (Some(a), Some(b)) => a.abs_diff(*b),
        _ => 0,
    };
    let apart = from.len().max(to.len()) - shared;
    (kind_of(old) != library.node(id).kind, apart, between)
}

fn steps(address: &Address) -> Vec<u32> {
    match address {
        Address::Root => Vec::new(),
        Address::Pillar(number) => vec![*number],
        Address::Path(steps, budget) => steps.iter().copied().chain(*budget).collect(),
    }
}

const fn kind_of(address: &Address) -> Kind {
    match address {
        Address::Root => Kind::Document,
        Address::Pillar(_) => Kind::Pillar,
        Address::Path(_, Some(_)) => Kind::Budget,
        Address::Path(steps, None) => match steps.len() {
            0 | 1 => Kind::Chapter,
            2 => Kind::Theme,
            3 => Kind::Measure,
            _ => Kind::Sub,
        },
    }
}

/// The kept marks among the values of a file's list; values that are none are passed over.
#[must_use]
pub fn entries(kept: &[Value]) -> Vec<Entry> {
    kept.iter().filter_map(entry_of).collect()
}

fn entry_of(value: &Value) -> Option<Entry> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    Some(Entry {
        name: Name {
            address: text("address")?,
            title: text("title").unwrap_or_default(),
        },
        note: text("note").unwrap_or_default(),
    })
}

/// Does to the list `kept` what the user has done from `before` to `now`, and nothing else: what
/// others have put in, and what is not understood, stays as it is. `gone` takes what is taken
/// off, so that it comes back whole when that is undone.
///
/// Where both have written a note, both notes stay.
pub fn merge(before: &[Entry], now: &[Entry], kept: &mut Vec<Value>, gone: &mut Vec<Value>) {
    let old: HashMap<&Name, &Entry> = before.iter().map(|entry| (&entry.name, entry)).collect();
    let wanted: HashSet<&Name> = now.iter().map(|entry| &entry.name).collect();
    kept.retain(|value| {
        let Some(entry) = entry_of(value) else {
            return true;
        };
        let known = old.get(&entry.name);
        // A note that somebody wrote meanwhile is not taken away with the mark.
        let taken_off =
            known.is_some_and(|known| !wanted.contains(&entry.name) && known.note == entry.note);
        if taken_off {
            gone.push(value.clone());
        }
        !taken_off
    });
    let mut restored = false;
    let mut places: HashMap<Name, usize> = HashMap::new();
    for (at, value) in kept.iter().enumerate() {
        if let Some(entry) = entry_of(value) {
            places.entry(entry.name).or_insert(at);
        }
    }
    for entry in now {
        let before = old.get(&entry.name).map(|old| old.note.as_str());
        if before == Some(entry.note.as_str()) {
            continue;
        }
        if let Some(value) = places.get(&entry.name).and_then(|at| kept.get_mut(*at)) {
            note_into(value, before.unwrap_or_default(), &entry.note);
            continue;
        }
        let left = gone.len();
        let mut value = taken_back(gone, &entry.name);
        restored |= gone.len() < left;
        if let Some(fields) = value.as_object_mut() {
            fields.insert("note".to_owned(), entry.note.clone().into());
        }
        places.insert(entry.name.clone(), kept.len());
        kept.push(value);
    }
    if restored {
        order(now, kept);
    }
}

/// Puts the entries of `now` into its order, in the places that they have among the others.
fn order(now: &[Entry], kept: &mut [Value]) {
    let ranks: HashMap<&Name, usize> = now.iter().map(|entry| &entry.name).zip(0..).collect();
    let rank_of = |value: &Value| ranks.get(&entry_of(value)?.name).copied();
    let mut ranked: Vec<(usize, Value)> = kept
        .iter()
        .filter_map(|value| Some((rank_of(value)?, value.clone())))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let places = kept.iter_mut().filter(|value| rank_of(value).is_some());
    for (place, (_, value)) in places.zip(ranked) {
        *place = value;
    }
}

/// The value that was taken off, or a new one.
fn taken_back(gone: &mut Vec<Value>, name: &Name) -> Value {
    let at = gone
        .iter()
        .rposition(|value| entry_of(value).is_some_and(|entry| entry.name == *name));
    at.map(|at| gone.remove(at)).unwrap_or_else(|| {
        let mut fields = Map::new();
        fields.insert("address".to_owned(), name.address.clone().into());
        fields.insert("title".to_owned(), name.title.clone().into());
        Value::Object(fields)
    })
}

/// Two notes of one mark as one.
#[must_use]
pub fn both_notes(first: &str, second: &str) -> String {
    if second.contains(first) {
        second.to_owned()
    } else if first.contains(second) {
        first.to_owned()
    } else {
        format!("{first} / {second}")
    }
}

fn note_into(value: &mut Value, before: &str, mine: &str) {
    let theirs = value
        .get("note")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let note = if theirs == before {
        mine.to_owned()
    } else {
        both_notes(theirs, mine)
    };
    if let Some(fields) = value.as_object_mut() {
        fields.insert("note".to_owned(), note.into());
    }
}

#[cfg(test)]
mod tests;
