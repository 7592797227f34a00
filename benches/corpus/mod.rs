//! Libraries of any size, made by taking the embedded document apart into clauses and putting
//! them together anew.

use shisaku::model::{Document, Library, NodeId};
use shisaku::parse;

/// The embedded document.
pub fn seed() -> Document {
    let here = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");
    let path = std::fs::read_dir(here)
        .expect("seeds")
        .filter_map(|e| e.ok().map(|e| e.path()))
        .find(|p| p.extension().is_some_and(|e| e == "txt"))
        .expect("a seed");
    let text = std::fs::read_to_string(path).expect("the seed");
    parse::parse("seed", &text).expect("a document")
}

/// How many texts a document has that can be searched.
fn fields(document: &Document) -> usize {
    document.nodes.iter().map(|n| 1 + n.text.len()).sum()
}

/// A library of about that many fields, the same for the same number.
pub fn library(wanted: usize) -> Library {
    let seed = seed();
    let each = fields(&seed);
    if wanted <= each {
        return Library::new(vec![seed]);
    }
    let mut clauses: Vec<String> = seed
        .nodes
        .iter()
        .flat_map(|n| {
            n.text
                .iter()
                .map(|l| l.text.as_str())
                .chain([n.title.as_str()])
        })
        .flat_map(|text| text.split_inclusive(['、', '。', '・', '（', '）']))
        .map(str::to_owned)
        .collect();
    clauses.sort_unstable();
    clauses.dedup();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random >> 33).unwrap_or(0)
    };
    let mut mix = |length: usize| {
        let mut out = String::new();
        while out.chars().count() < length {
            out.push_str(&clauses[next() % clauses.len()]);
        }
        out
    };
    let documents = (0..wanted.div_ceil(each))
        .map(|_| {
            let mut document = seed.clone();
            for node in &mut document.nodes {
                let length = node.title.chars().count();
                node.title = mix(length.min(18));
                for line in &mut node.text {
                    line.text = mix(line.text.chars().count().clamp(10, 45)).into();
                }
            }
            document
        })
        .collect();
    Library::new(documents)
}

/// Every text of a library, one for each field.
#[allow(dead_code, reason = "each bench uses its own part of the corpus")]
pub fn texts(library: &Library) -> Vec<(NodeId, &str)> {
    let mut out = Vec::new();
    for (n, node) in library.nodes().iter().enumerate() {
        let id = NodeId(u32::try_from(n).unwrap_or(u32::MAX));
        out.push((id, node.title.as_str()));
        out.extend(node.text.iter().map(|l| (id, l.text.as_str())));
    }
    out
}
