//! Where a node is found by somebody who has only the document: path, page, source lines, and
//! all of it in one line to cite.

use crate::lang::{Lang, Text};
use crate::model::{Kind, Library, NodeId};
use crate::text::shown;

const ADDRESS: Text = Text::new("番地", "address");

/// The page that the node is printed on: its own, or that of the nearest node above it.
#[must_use]
pub fn page(library: &Library, id: NodeId) -> Option<u32> {
    std::iter::once(id)
        .chain(library.ancestors(id))
        .find_map(|node| library.node(node).page)
}

/// The 1-based source lines of the node, first and last.
#[must_use]
pub fn source_lines(library: &Library, id: NodeId) -> Option<(u32, u32)> {
    let node = library.node(id);
    node.budget.as_ref().map_or_else(
        || node.lines.map(|range| (range.first, range.last)),
        |line| {
            let last = line.source_lines.last().copied().unwrap_or(line.line);
            Some((line.line, last))
        },
    )
}

/// The page in words: `87頁`, `p. 87`.
#[must_use]
pub fn page_text(page: u32, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{page}頁"),
        Lang::En => format!("p. {page}"),
    }
}

/// Document, chapter, theme, measure, programme, money, page and address in one line.
/// `money` is told as it is given; an empty one is left out.
#[must_use]
pub fn citation(library: &Library, id: NodeId, lang: Lang, money: &str) -> String {
    let meta = &library.document_of(id).meta;
    let mut parts = vec![match lang {
        Lang::Ja => format!("「{}」", shown(&meta.title)),
        Lang::En => format!("\"{}\"", shown(&meta.title)),
    }];
    for step in library.path(id) {
        let node = library.node(step);
        if matches!(node.kind, Kind::Document | Kind::Pillar) && step != id {
            continue;
        }
        let label = match (node.kind, lang) {
            (Kind::Document, _) => continue,
            (Kind::Chapter, Lang::Ja) => format!("第{}章 ", node.ordinal),
            (Kind::Chapter, Lang::En) => format!("ch. {} ", node.ordinal),
            _ if node.label.is_empty() => String::new(),
            _ => format!("{} ", shown(&node.label)),
        };
        parts.push(format!("{label}{}", shown(&node.title)));
    }
    if !money.is_empty() {
        parts.push(money.to_owned());
    }
    parts.extend(page(library, id).map(|page| page_text(page, lang)));
    parts.push(format!("{} {}", ADDRESS.get(lang), library.address(id)));
    parts.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    })
}

/// What was taken out of a sum, to stand beside it: `「地方交付税」（番地 11.2.1#1）を除く`; empty for
/// no nodes. Where several documents are open, each node is named with its document.
#[must_use]
pub fn without(library: &Library, nodes: &[NodeId], lang: Lang) -> String {
    let name = |id: &NodeId| {
        let title = shown(&library.node(*id).title);
        let mut place = format!("{} {}", ADDRESS.get(lang), library.address(*id));
        if library.documents().len() > 1 {
            let source = &library.document_of(*id).meta.source;
            place = format!("{} {place}", shown(source));
        }
        match lang {
            Lang::Ja => format!("「{title}」（{place}）"),
            Lang::En => format!("\"{title}\" ({place})"),
        }
    };
    let names: Vec<String> = nodes.iter().map(name).collect();
    match lang {
        _ if names.is_empty() => String::new(),
        Lang::Ja => format!("{}を除く", names.join("、")),
        Lang::En => format!("without {}", names.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::tests::support::{SEED, node};

    #[test]
    fn a_citation_has_everything_to_find_the_place_again() {
        let id = node(&SEED, "1.2.1#1");
        let text = citation(&SEED, id, Lang::Ja, "8.1億円");
        assert!(text.starts_with("「Society 5.0"), "{text}");
        assert!(text.ends_with("、8.1億円、5頁、番地 1.2.1#1"), "{text}");
        assert!(text.contains("、第1章 "), "{text}");
        let text = citation(&SEED, id, Lang::En, "");
        assert!(text.ends_with(", p. 5, address 1.2.1#1"), "{text}");
        assert_eq!(source_lines(&SEED, id), Some((184, 184)));
    }

    #[test]
    fn what_was_taken_out_is_named_with_its_place() {
        let nodes = [node(&SEED, "1.2.1#1"), node(&SEED, "14")];
        let text = without(&SEED, &nodes, Lang::Ja);
        assert!(
            text.starts_with("「関係人口創出・拡大事業」（番地 1.2.1#1）、「"),
            "{text}"
        );
        assert!(text.ends_with("（番地 14）を除く"), "{text}");
        let text = without(&SEED, &nodes[..1], Lang::En);
        assert_eq!(text, "without \"関係人口創出・拡大事業\" (address 1.2.1#1)");
        assert_eq!(without(&SEED, &[], Lang::Ja), "");
    }
}
