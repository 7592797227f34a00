//! Places typed into the palette: an address, a page (`33頁`, `p33`, `頁:33`), a chapter (`14章`).

use crate::cite;
use crate::explorer::state::State;
use crate::model::{Address, Library, NodeId};

/// What a place is typed as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Numbered {
    /// A printed page.
    Page(u32),
    /// A chapter.
    Chapter(u32),
}

/// The places that were typed, each with what is to be said beside it.
#[must_use]
pub fn places(library: &Library, state: &State, typed: &str) -> Vec<(NodeId, String)> {
    if let Some(node) = address(library, state, typed) {
        return vec![(node, String::new())];
    }
    match numbered(typed) {
        Some(Numbered::Chapter(number)) => {
            let chapter = find(library, state, &Address::Path(vec![number], None));
            chapter.map(|id| (id, String::new())).into_iter().collect()
        }
        Some(Numbered::Page(page)) => {
            let text = cite::page_text(page, state.settings.lang);
            let found = roots(library, state).map(|root| on_page(library, root, page));
            let found = found.into_iter().find(|found| !found.is_empty());
            let found = found.unwrap_or_default();
            found.into_iter().map(|id| (id, text.clone())).collect()
        }
        None => Vec::new(),
    }
}

/// The node of a typed address, in the selected node's document first.
fn address(library: &Library, state: &State, typed: &str) -> Option<NodeId> {
    find(library, state, &typed.parse().ok()?)
}

fn find(library: &Library, state: &State, address: &Address) -> Option<NodeId> {
    roots(library, state).find_map(|root| library.find_in(root, address))
}

/// The roots of the documents, that of the selected node first.
fn roots<'a>(library: &'a Library, state: &State) -> impl Iterator<Item = NodeId> + 'a {
    let here = state.selected().map(|id| library.document_of(id).root);
    let all = library.documents().iter().map(|document| document.root);
    here.into_iter()
        .chain(all.filter(move |root| Some(*root) != here))
}

/// What begins on that page; where nothing does, the last that begins before it. Nothing for a
/// page before the first one, or so far behind the last that the document cannot have it.
fn on_page(library: &Library, root: NodeId, page: u32) -> Vec<NodeId> {
    let mut pages: Vec<(u32, NodeId)> = library
        .subtree(root)
        .filter_map(|id| Some((library.node(id).page?, id)))
        .collect();
    pages.sort_unstable();
    let begins: Vec<NodeId> = pages
        .iter()
        .filter(|(own, _)| *own == page)
        .map(|(_, id)| *id)
        .collect();
    if !begins.is_empty() {
        return begins;
    }
    // Where the last one ends is not printed: it is taken to be no longer than the longest.
    let gaps = pages.iter().zip(pages.iter().skip(1));
    let longest = gaps.map(|(a, b)| b.0 - a.0).max().unwrap_or(0);
    let last = pages
        .last()
        .map_or(0, |(own, _)| own.saturating_add(longest));
    let before = pages.iter().rev().find(|(own, _)| *own < page);
    let before = before.filter(|_| page <= last);
    before.map(|(_, id)| *id).into_iter().collect()
}

/// `33頁`, `33ページ`, `p33`, `p. 33`, `頁:33`; `14章`, `第14章`, `章:14`, `ch14`; in any width.
fn numbered(typed: &str) -> Option<Numbered> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let plain = plain.to_lowercase();
    let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
    let number = digits.parse().ok()?;
    let (before, after) = plain.split_once(digits.as_str())?;
    match (before.trim_end_matches([':', '.', '=']), after) {
        ("頁" | "ページ" | "p" | "pp" | "page", "") => Some(Numbered::Page(number)),
        ("" | "第", "頁" | "ページ" | "p" | "page" | "ぺーじ") => {
            Some(Numbered::Page(number))
        }
        ("章" | "第" | "ch" | "chapter" | "", "章") => Some(Numbered::Chapter(number)),
        ("章" | "ch" | "chapter", "") => Some(Numbered::Chapter(number)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explorer::Settings;
    use crate::explorer::tests::support::{SEED, node};

    #[test]
    fn pages_and_chapters_are_typed_in_many_ways() {
        for typed in [
            "33頁",
            "p33",
            "P. 33",
            "頁:33",
            "３３ページ",
            "頁：３３",
            "page 33",
            "p.33",
        ] {
            assert_eq!(numbered(typed), Some(Numbered::Page(33)), "{typed}");
        }
        for typed in ["14章", "第14章", "章:14", "ch14", "１４章", "chapter 14"] {
            assert_eq!(numbered(typed), Some(Numbered::Chapter(14)), "{typed}");
        }
        for typed in ["14", "14.1", "p", "頁", "p3x3", "章", "x33頁", "3頁3"] {
            assert_eq!(numbered(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_page_is_what_begins_on_it_or_the_last_before_it() {
        let state = State::new(&SEED, Settings::default());
        let at = |typed: &str| -> Vec<String> {
            let places = places(&SEED, &state, typed).into_iter();
            places.map(|(id, _)| SEED.address(id).to_string()).collect()
        };
        let theme = node(&SEED, "14.2");
        let page = SEED.node(theme).page.unwrap();
        assert!(at(&format!("{page}頁")).contains(&"14.2".to_owned()));
        assert_eq!(at("14章"), ["14"]);
        assert_eq!(at("14.1.2"), ["14.1.2"]);
        assert!(at("0頁").is_empty() && at("9999頁").is_empty());
        assert!(at("99章").is_empty());
        // A page in the middle of a theme.
        let between = at(&format!("p{}", page - 1));
        assert_eq!(between.len(), 1, "{between:?}");
        assert!(between[0].as_str() < "14.2");
    }
}
