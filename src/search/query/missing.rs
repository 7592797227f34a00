//! What is said of a query that asks for places that no document has, and of signs in it that say
//! nothing.
//!
//! In: a query, and the documents. Out: one sentence for each. Cost: one look at each node.

use super::facet::Facet;
use super::place::Place;
use super::syntax::{Idle, Query, What};
use crate::lang::{Lang, Text};
use crate::model::{Address, Kind, Library, NodeId};

impl Query {
    /// One sentence for each place that it asks for and that no document has, and one where it asks
    /// for what has ended and no line says that; empty for others.
    #[must_use]
    pub fn missing(&self, library: &Library, lang: Lang) -> Vec<String> {
        let atoms = self.groups().iter().flatten().filter(|atom| !atom.negated);
        let facets = atoms.filter_map(|atom| match &atom.what {
            What::Facet(facet) => Some(facet),
            What::Word(_) => None,
        });
        let mut said: Vec<String> = Vec::new();
        for facet in facets {
            let sentence = match facet {
                Facet::Chapter(number) => no_chapter(library, *number, lang),
                Facet::Place(place) => no_place(library, place, lang),
                Facet::Ended => nothing_ended(library, lang),
                _ => None,
            };
            said.extend(sentence.filter(|one| !said.contains(one)));
        }
        said
    }

    /// One sentence for each operator and bracket that says nothing where it stands; empty for
    /// others.
    #[must_use]
    pub fn idle(&self, lang: Lang) -> Vec<String> {
        // A sign is not heard: what it is called goes before it.
        let named = |sign: &str| match lang {
            _ if sign.chars().all(char::is_alphanumeric) => "",
            Lang::Ja if sign.contains(['(', ')', '（', '）']) => "かっこ",
            Lang::Ja => "記号",
            Lang::En => "",
        };
        let text = |idle: &Idle| match (idle, lang) {
            (Idle::Before(sign), Lang::Ja) => {
                format!("{}「{sign}」の前に語がありません", named(sign))
            }
            (Idle::Behind(sign), Lang::Ja) => {
                format!("{}「{sign}」の後に語がありません", named(sign))
            }
            (Idle::Unclosed(sign), Lang::Ja) => {
                format!("{}「{sign}」が閉じられていません", named(sign))
            }
            (Idle::Unopened(sign), Lang::Ja) => {
                format!("{}「{sign}」の前に開くかっこがありません", named(sign))
            }
            (Idle::Before(sign), Lang::En) => format!("nothing stands before `{sign}`"),
            (Idle::Behind(sign), Lang::En) => format!("nothing stands behind `{sign}`"),
            (Idle::Unclosed(sign), Lang::En) => format!("`{sign}` is not closed"),
            (Idle::Unopened(sign), Lang::En) => format!("`{sign}` closes nothing"),
        };
        let without = Text::new("。ないものとして探しました", "; searched without it");
        let until = Text::new(
            "。終わりまでをかっこの中として探しました",
            "; searched as if closed at the end",
        );
        let done = |idle: &Idle| match idle {
            Idle::Unclosed(_) => until.get(lang),
            Idle::Before(_) | Idle::Behind(_) | Idle::Unopened(_) => without.get(lang),
        };
        self.idle_signs()
            .iter()
            .map(|idle| text(idle) + done(idle))
            .collect()
    }
}

/// Every node.
fn nodes(library: &Library) -> impl Iterator<Item = NodeId> {
    (0_u32..).take(library.len()).map(NodeId)
}

/// That there is no chapter of that number.
fn no_chapter(library: &Library, number: u32, lang: Lang) -> Option<String> {
    let chapters = || {
        let chapters = library.nodes().iter();
        chapters.filter(|node| node.kind == Kind::Chapter)
    };
    if chapters().any(|chapter| chapter.ordinal == number) {
        return None;
    }
    let named = chapters().filter(|chapter| !chapter.implied);
    let last = named.map(|chapter| chapter.ordinal).max().unwrap_or(0);
    Some(match lang {
        Lang::Ja => format!("第{number}章はありません（章は {last} まで）"),
        Lang::En => format!("there is no chapter {number} (the last is {last})"),
    })
}

/// That nothing stands at a place.
fn no_place(library: &Library, place: &Place, lang: Lang) -> Option<String> {
    match place {
        Place::Page(number) => no_page(library, *number, lang),
        Place::Address(address) => {
            let roots = library.documents().iter().map(|document| document.root);
            no_address(library, &roots.collect::<Vec<NodeId>>(), address, lang)
        }
        Place::In(number, address) => {
            let at = usize::try_from(*number).ok().and_then(|n| n.checked_sub(1));
            match at.and_then(|at| library.documents().get(at)) {
                Some(document) => no_address(library, &[document.root], address, lang),
                None => Some(no_document(library, *number, lang)),
            }
        }
        Place::Labelled(label) => {
            let is_none = !nodes(library).any(|id| place.holds(library, id));
            is_none.then(|| match lang {
                Lang::Ja => format!("({label}) という番号の見出しはありません"),
                Lang::En => format!("no heading is labelled ({label})"),
            })
        }
        Place::Label(chapter, labels) => no_chapter(library, *chapter, lang).or_else(|| {
            let is_none = !nodes(library).any(|id| place.holds(library, id));
            let label: String = labels.iter().map(|label| format!("({label})")).collect();
            is_none.then(|| match lang {
                Lang::Ja => format!("第{chapter}章に {label} はありません"),
                Lang::En => format!("there is no {label} in chapter {chapter}"),
            })
        }),
    }
}

/// That nothing begins on a page, and which pages there are.
fn no_page(library: &Library, number: u32, lang: Lang) -> Option<String> {
    let pages = || library.nodes().iter().filter_map(|node| node.page);
    let is_there = pages().any(|page| page == number);
    if is_there {
        return None;
    }
    let Some((first, last)) = pages().min().zip(pages().max()) else {
        return Some(match lang {
            Lang::Ja => format!("{number}頁はありません（頁の分かる文書ではありません）"),
            Lang::En => format!("there is no page {number} (the document has no pages)"),
        });
    };
    Some(match (lang, (first..=last).contains(&number)) {
        (Lang::Ja, true) => format!("{number}頁から始まるものはありません"),
        (Lang::En, true) => format!("nothing begins on page {number}"),
        (Lang::Ja, false) => format!("{number}頁はありません（頁は {first} から {last} まで）"),
        (Lang::En, false) => {
            format!("there is no page {number} (pages go from {first} to {last})")
        }
    })
}

/// That no document of that number is open.
fn no_document(library: &Library, number: u32, lang: Lang) -> String {
    let count = library.documents().len();
    match lang {
        Lang::Ja => format!("{number}番目の文書はありません（開いている文書は {count} つ）"),
        Lang::En => format!("there is no document {number} (open: {count})"),
    }
}

/// That no node of the documents with these roots has an address, and how far the addresses beside
/// it go.
fn no_address(
    library: &Library,
    roots: &[NodeId],
    address: &Address,
    lang: Lang,
) -> Option<String> {
    let find = |address: &Address| {
        let each = roots.iter();
        each.copied()
            .find_map(|root| library.find_in(root, address))
    };
    if find(address).is_some() {
        return None;
    }
    let last = nearest(library, roots, address, find).map(|id| library.address(id).to_string());
    Some(match (lang, last) {
        (Lang::Ja, Some(last)) => format!("{address} はありません（{last} まで）"),
        (Lang::En, Some(last)) => format!("there is no {address} (the last is {last})"),
        (Lang::Ja, None) => format!("{address} はありません"),
        (Lang::En, None) => format!("there is no {address}"),
    })
}

/// The last of the nodes among which one of that address would stand, as far down as there are any.
fn nearest(
    library: &Library,
    roots: &[NodeId],
    address: &Address,
    find: impl Fn(&Address) -> Option<NodeId>,
) -> Option<NodeId> {
    let of = |id: &NodeId| library.node(*id).kind;
    match address {
        Address::Root => None,
        Address::Pillar(_) => roots
            .iter()
            .flat_map(|root| library.children(*root))
            .filter(|id| of(id) == Kind::Pillar)
            .last(),
        Address::Path(steps, line) => {
            let above = steps.len().saturating_sub(usize::from(line.is_none()));
            let mut places = (1..=above).rev().filter_map(|length| {
                let steps = steps.get(..length)?.to_vec();
                let parent = find(&Address::Path(steps, None))?;
                Some((parent, length == above && line.is_some()))
            });
            match places.next() {
                Some((parent, lines)) => library
                    .children(parent)
                    .filter(|id| (of(id) == Kind::Budget) == lines)
                    .last(),
                None => {
                    let each = roots.iter().flat_map(|root| library.subtree(*root));
                    each.filter(|id| of(id) == Kind::Chapter).last()
                }
            }
        }
    }
}

/// That no line is cut to nothing.
fn nothing_ended(library: &Library, lang: Lang) -> Option<String> {
    const NONE: Text = Text::new(
        "要求額が0になった（皆減の）行はありません。前の年度で終わった事業は、要求の文書には載らないことがあります",
        "no line is cut to nothing; what ended in an earlier year may not be in the document at all",
    );
    let is_none = !nodes(library).any(|id| Facet::Ended.holds(library, id));
    is_none.then(|| NONE.get(lang).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::tests::seeds;

    #[track_caller]
    fn missing(text: &str) -> Vec<String> {
        Query::parse(text).expect(text).missing(&seeds(), Lang::Ja)
    }

    #[test]
    fn a_place_that_is_not_there_is_told_with_those_that_are() {
        for (text, told) in [
            ("章:99", "第99章はありません（章は 20 まで）"),
            ("chapter 99", "第99章はありません（章は 20 まで）"),
            ("300頁", "300頁はありません（頁は "),
            ("柱:VI", "VI はありません（V まで）"),
            ("柱:6", "VI はありません（V まで）"),
            ("14.9.9", "14.9.9 はありません（14."),
            ("14.1.99", "14.1.99 はありません（14.1."),
            ("14章(9)", "第14章に (9) はありません"),
            ("14(9)", "第14章に (9) はありません"),
            ("14.1.1#99", "14.1.1#99 はありません（14.1.1#"),
            ("番地:99.1", "99.1 はありません（20 まで）"),
            ("番地:1/99.1", "99.1 はありません（20 まで）"),
            (
                "番地:10/14.1.2",
                "10番目の文書はありません（開いている文書は 9 つ）",
            ),
        ] {
            let said = missing(text);
            assert_eq!(said.len(), 1, "{text} {said:?}");
            assert!(said[0].starts_with(told), "{text} {said:?}");
        }
        for text in ["第14章", "14章(2)", "14.1.2", "III", "消防", "-章:99"] {
            assert!(missing(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn signs_that_say_nothing_are_told() {
        for (text, told) in [
            ("消防 OR", "「OR」の後に語がありません"),
            ("消防 AND", "「AND」の後に語がありません"),
            ("消防 NOT", "「NOT」の後に語がありません"),
            ("消防 |", "記号「|」の後に語がありません"),
            ("消防 !", "記号「!」の後に語がありません"),
            ("OR 消防", "「OR」の前に語がありません"),
            ("(消防", "かっこ「(」が閉じられていません"),
            ("(消防 OR", "「OR」の後に語がありません"),
            ("消防)", "かっこ「)」の前に開くかっこがありません"),
        ] {
            let query = Query::parse(text).expect(text);
            let said = query.idle(Lang::Ja);
            assert!(
                said.iter().any(|one| one.starts_with(told)),
                "{text} {said:?}"
            );
            assert!(query.idle(Lang::En).iter().all(|one| !one.is_empty()));
        }
        for text in [
            "消防 OR 救急",
            "(消防|救急) 新規",
            "NOT 消防",
            "(仮称)",
            "14章(2)",
        ] {
            let said = Query::parse(text).expect(text).idle(Lang::Ja);
            assert!(said.is_empty(), "{text} {said:?}");
        }
    }
}
