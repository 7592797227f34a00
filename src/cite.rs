//! Where a node is found by somebody who has only the document: path, page, source lines, and
//! all of it in one line to cite.

use crate::lang::{Lang, Text};
use crate::model::{Kind, Library, NodeId, Request};
use crate::text::shown;

const ADDRESS: Text = Text::new("番地", "address");
const REQUESTED: Text = Text::new("概算要求", "budget request");
const DRAFT: Text = Text::new("予算案", "draft budget");
const GRANTED: Text = Text::new("当初予算", "initial budget");

/// How sums count, unless the user wants them as printed.
pub const COUNTED_ONCE: Text = Text::new(
    "再掲は一度だけ数え、内数・事項要求・財投を除く",
    "relisted money once; without within, unspecified and fiscal loans",
);
/// That a sum holds relisted money more than once.
pub const AS_PRINTED: Text = Text::new(
    "記載どおり: 再掲も重ねて数えるため二重計上を含む、内数・事項要求・財投を除く",
    "as printed: relisted money is counted again; without within, unspecified and fiscal loans",
);

/// Bodies of the central government that issue documents of this family. Names alone: what one
/// of them prints is read from its document.
const BODIES: [&str; 32] = [
    "内閣官房",
    "内閣府",
    "内閣法制局",
    "人事院",
    "宮内庁",
    "公正取引委員会",
    "国家公安委員会",
    "警察庁",
    "個人情報保護委員会",
    "カジノ管理委員会",
    "金融庁",
    "消費者庁",
    "こども家庭庁",
    "デジタル庁",
    "復興庁",
    "総務省",
    "消防庁",
    "法務省",
    "出入国在留管理庁",
    "外務省",
    "財務省",
    "国税庁",
    "文部科学省",
    "文化庁",
    "厚生労働省",
    "農林水産省",
    "経済産業省",
    "資源エネルギー庁",
    "国土交通省",
    "環境省",
    "防衛省",
    "会計検査院",
];

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

/// Where a node is printed, in words: `87頁`, or of a heading whose parts alone have pages, where
/// it begins: `87頁から`. Looks at what stands below the node where neither it nor what is above
/// has a page.
#[must_use]
pub fn pages_text(library: &Library, id: NodeId, lang: Lang) -> Option<String> {
    if let Some(page) = page(library, id) {
        return Some(page_text(page, lang));
    }
    if library.node(id).kind == Kind::Document {
        return None;
    }
    let below = library.subtree(id).filter_map(|id| library.node(id).page);
    let first = below.min()?;
    Some(match lang {
        Lang::Ja => format!("{first}頁から"),
        Lang::En => format!("from p. {first}"),
    })
}

/// What a citation tells of the money; an empty field is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// The amount with its base: `8.1億円（元年度 5.1億円）`.
    pub money: String,
    /// The change in words and figures: `増 +3.0億円 (+58.8%)`.
    pub change: String,
    /// What is in the amount and what is not: [`COUNTED_ONCE`], [`AS_PRINTED`], nodes taken out.
    pub rules: Vec<String>,
}

/// The change of a sum as cited: where not all of its lines can be compared, of how many it is.
#[must_use]
pub fn change_of_sum(change: &str, compared: usize, counted: usize, lang: Lang) -> String {
    match (compared == counted || change.is_empty(), lang) {
        (true, _) => change.to_owned(),
        (false, Lang::Ja) => format!("{change}（前年度と比べられる{compared}件で）"),
        (false, Lang::En) => format!("{change} (of {compared} comparable lines)"),
    }
}

/// That money at or below the node could not be read, and so is in no sum; none where all was.
#[must_use]
pub fn unread(library: &Library, id: NodeId, lang: Lang) -> Option<String> {
    let whole = library.node(id).kind == Kind::Document;
    let (first, last) = match source_lines(library, id) {
        _ if whole => (0, u32::MAX),
        Some(lines) => lines,
        None => return None,
    };
    let unread = library.document_of(id).unread_lines().into_iter();
    let count = unread.filter(|line| (first..=last).contains(line)).count();
    match (count, lang) {
        (0, _) => None,
        (_, Lang::Ja) => Some(format!("読み取れない金額の行{count}行を含まない")),
        (1, Lang::En) => Some("without money on 1 line that could not be read".to_owned()),
        (_, Lang::En) => Some(format!(
            "without money on {count} lines that could not be read"
        )),
    }
}

/// What a citation of a relisted line says: whose money it is.
#[must_use]
pub fn relisted_rule(relisted: bool, original: Option<&str>, lang: Lang) -> Vec<String> {
    let rule = match (relisted, original, lang) {
        (false, ..) => return Vec::new(),
        (true, Some(original), Lang::Ja) => format!("再掲、元は {original}"),
        (true, Some(original), Lang::En) => format!("relisted from {original}"),
        (true, None, Lang::Ja) => "再掲".to_owned(),
        (true, None, Lang::En) => "relisted".to_owned(),
    };
    vec![rule]
}

/// Issuer, document, fiscal year, 概算要求 or 予算, chapter, theme, measure, programme, money,
/// page, address, and what is in the money, in one line. What the document does not say is left
/// out.
///
/// Looks through the document for its stage: time in proportion to its length.
#[must_use]
pub fn citation(library: &Library, id: NodeId, lang: Lang, figures: &Figures) -> String {
    let mut parts = vec![document(library, id, lang)];
    for step in library.path(id) {
        let node = library.node(step);
        if matches!(node.kind, Kind::Document | Kind::Pillar) && step != id {
            continue;
        }
        let label = match (node.kind, lang) {
            (Kind::Document, _) => continue,
            (Kind::Chapter, Lang::Ja) => format!("第{}章 ", node.ordinal),
            (Kind::Chapter, Lang::En) => format!("ch. {} ", node.ordinal),
            // A bullet is no part of a title.
            (Kind::Theme | Kind::Budget, _) => String::new(),
            _ if node.label.is_empty() => String::new(),
            _ => format!("{} ", shown(&node.label)),
        };
        parts.push(format!("{label}{}", shown(&node.title)));
    }
    let money = [&figures.money, &figures.change].into_iter();
    parts.extend(money.filter(|text| !text.is_empty()).cloned());
    parts.extend(page(library, id).map(|page| page_text(page, lang)));
    parts.push(format!("{} {}", ADDRESS.get(lang), library.address(id)));
    let line = parts.join(match lang {
        Lang::Ja => "、",
        Lang::En => ", ",
    });
    match (figures.rules.is_empty(), lang) {
        (true, _) => line,
        (false, Lang::Ja) => format!("{line}（{}）", figures.rules.join("、")),
        (false, Lang::En) => format!("{line} ({})", figures.rules.join("; ")),
    }
}

/// Issuer, title, fiscal year and stage of the node's document: `総務省「…」、令和2年度概算要求`.
#[must_use]
pub fn document(library: &Library, id: NodeId, lang: Lang) -> String {
    let info = library.document_of(id);
    let issuer = issuer(library, info.root).unwrap_or_default();
    let title = shown(&info.meta.title);
    let year = info.meta.fiscal_year.as_deref().map(shown);
    let year = year.unwrap_or_default();
    let stage = stage(library, info.root).map_or("", |stage| stage.get(lang));
    match lang {
        Lang::Ja if year.is_empty() && stage.is_empty() => format!("{issuer}「{title}」"),
        Lang::Ja => format!("{issuer}「{title}」、{year}{stage}"),
        Lang::En => {
            let parts = [issuer, &format!("\"{title}\""), &year, stage];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            parts.join(", ")
        }
    }
}

/// Who issued the document, where its title or what stands before its first chapter names a body
/// of the government; the first one named.
fn issuer(library: &Library, root: NodeId) -> Option<&'static str> {
    let node = library.node(root);
    let front = node.text.iter().map(|line| line.text.as_str());
    std::iter::once(node.title.as_str())
        .chain(front)
        .find_map(body_in)
}

/// The first body that a text names by its whole name, the longest of those that begin there:
/// 環境省 in `令和7年度環境省予算`, not in 住環境省.
fn body_in(text: &str) -> Option<&'static str> {
    let places = BODIES.iter().flat_map(|body| {
        let places = text.match_indices(body).map(|(at, _)| at);
        let whole = places.filter(move |at| {
            let (before, rest) = text.split_at_checked(*at).unwrap_or_default();
            let after = rest.strip_prefix(body).unwrap_or_default();
            begins_behind(before) && !after.starts_with(['舎', '令'])
        });
        whole.map(|at| (at, *body))
    });
    let first = places.min_by_key(|(at, body)| (*at, std::cmp::Reverse(body.len())));
    first.map(|(_, body)| body)
}

/// Whether a name may begin behind this text: at a blank or a sign, or behind a year or a date.
fn begins_behind(before: &str) -> bool {
    let mut back = before.chars().rev();
    let Some(last) = back.next().filter(|c| c.is_alphabetic()) else {
        return true;
    };
    let number = |c: char| c.is_numeric() || "元〇一二三四五六七八九十".contains(c);
    let dated = "年月日".contains(last) && back.next().is_some_and(number);
    dated || before.ends_with("年度") || before.ends_with("年度の")
}

/// Whether the amounts are asked for or granted, by the title, or else by what is printed with
/// the amounts; none where the document does not say.
fn stage(library: &Library, root: NodeId) -> Option<Text> {
    const STAGES: [(&str, Text); 5] = [
        ("概算要求", REQUESTED),
        ("予算要求", REQUESTED),
        ("政府予算案", DRAFT),
        ("予算案", DRAFT),
        ("当初予算", GRANTED),
    ];
    let of = |text: &str| {
        let mut stages = STAGES.iter();
        stages
            .find(|(word, _)| text.contains(word))
            .map(|(_, s)| *s)
    };
    let year = library.document_of(root).meta.fiscal_year.clone();
    let own = |text: &str| {
        let year = year.as_deref()?;
        text.match_indices(year).find_map(|(at, _)| {
            let (before, rest) = text.split_at_checked(at)?;
            let after = rest.strip_prefix(year)?.trim_start();
            if before.ends_with(|c: char| c.is_numeric()) {
                return None;
            }
            let begins = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
            if begins(&["要求", "概算要求", "予算要求"]) {
                return Some(REQUESTED);
            }
            begins(&["予算案", "政府予算案"]).then_some(DRAFT)
        })
    };
    // Only who asks for money can ask for it without an amount.
    let unspecified = || {
        let mut lines = library.budget_lines(root);
        lines.any(|id| {
            library
                .budget(id)
                .is_some_and(|b| b.request == Request::Unspecified)
        })
    };
    of(&library.node(root).title)
        .or_else(|| {
            let nodes = library.subtree(root).map(|id| library.node(id));
            let mut texts = nodes.flat_map(|n| n.text.iter().map(|line| line.text.as_str()));
            texts.find_map(own)
        })
        .or_else(|| unspecified().then_some(REQUESTED))
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
    use crate::parse::parse;

    fn figures(money: &str, change: &str, rules: &[&str]) -> Figures {
        Figures {
            money: money.to_owned(),
            change: change.to_owned(),
            rules: rules.iter().map(|rule| (*rule).to_owned()).collect(),
        }
    }

    #[test]
    fn a_citation_has_everything_to_find_the_place_again() {
        let id = node(&SEED, "1.2.1#1");
        let text = citation(&SEED, id, Lang::Ja, &figures("8.1億円", "増 +3.0億円", &[]));
        assert!(text.starts_with("総務省「Society 5.0"), "{text}");
        assert!(text.contains("」、令和2年度概算要求、第1章 "), "{text}");
        let end = "、関係人口創出・拡大事業、8.1億円、増 +3.0億円、5頁、番地 1.2.1#1";
        assert!(text.ends_with(end), "{text}");
        let text = citation(&SEED, id, Lang::En, &Figures::default());
        assert!(text.starts_with("総務省, \"Society 5.0"), "{text}");
        assert!(text.ends_with(", p. 5, address 1.2.1#1"), "{text}");
        assert_eq!(source_lines(&SEED, id), Some((184, 184)));
        let rules = figures("1.0億円", "", &["再掲は一度だけ", "11.2を除く"]);
        let text = citation(&SEED, node(&SEED, "14"), Lang::Ja, &rules);
        assert!(
            text.ends_with("、番地 14（再掲は一度だけ、11.2を除く）"),
            "{text}"
        );
    }

    #[test]
    fn a_document_says_itself_who_asks_for_what() {
        let of = |title: &str, line: &str| {
            let text = format!(
                "# {title}\n\n## 1 章\n\n主題\n\n## (1) 施策\n\n{line}\n\n【予算】甲 1.0億円（6年度 0.5億円）\n"
            );
            let library = Library::new(vec![parse("a.txt", &text).unwrap()]);
            document(&library, NodeId(0), Lang::Ja)
        };
        for (title, line, cited) in [
            (
                "環境省 令和7年度予算案の概要",
                "",
                "環境省「環境省 令和7年度予算案の概要」、7年度予算案",
            ),
            (
                "住環境省 令和7年度予算案",
                "",
                "「住環境省 令和7年度予算案」、7年度予算案",
            ),
            ("重点施策", "", "「重点施策」、7年度"),
            ("重点施策", "令和8年度予算要求額", "「重点施策」、7年度"),
            ("重点施策", "(7年度要求)", "「重点施策」、7年度概算要求"),
            (
                "重点施策",
                "【予算】乙 事項要求",
                "「重点施策」、7年度概算要求",
            ),
        ] {
            let found = of(title, line).replace("令和7年度概", "7年度概");
            let found = found.replace("、令和7年度", "、7年度");
            assert_eq!(found, cited, "{title} {line}");
        }
    }

    #[test]
    fn who_issued_it_is_named_whole() {
        for (text, named) in [
            ("令和7年度環境省予算案", Some("環境省")),
            ("令和8年8月環境省", Some("環境省")),
            ("重点施策（消防庁・総務省）", Some("消防庁")),
            ("文部科学省文化庁", Some("文部科学省")),
            ("住環境省 令和9年度 概算要求", None),
            ("新農林水産省・環境省", Some("環境省")),
            ("東京消防庁", None),
            ("消防庁舎の建て替え", None),
        ] {
            assert_eq!(body_in(text), named, "{text}");
        }
    }

    #[test]
    fn money_that_could_not_be_read_is_told_where_it_is_missing() {
        let text = "# 重点施策\n\n## 1 章\n\n主題\n\n## (1) 施策\n\n【予算】甲 8.l億円\n\n## (2) 他\n\n【予算】乙 1.0億円\n";
        let library = Library::new(vec![parse("a.txt", text).unwrap()]);
        let figures = |address| unread(&library, node(&library, address), Lang::Ja);
        let said = Some("読み取れない金額の行1行を含まない".to_owned());
        assert_eq!((figures("."), figures("1.1.1")), (said.clone(), said));
        assert_eq!((figures("1.1.2"), figures("1.1.2#1")), (None, None));
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
