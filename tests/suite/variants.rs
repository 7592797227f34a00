//! The same document in other clothes: what changes only its typography must not change the
//! tree, and what changes its years or loses its contents page must change just that.

use shisaku::japanese::fold::wording;
use shisaku::model::{Base, Document, Kind, Library, NodeId, Request};
use shisaku::parse::parse;
use unicode_normalization::UnicodeNormalization;

const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");

fn read(text: &str) -> Document {
    parse("variant", text).unwrap()
}

/// One line for each node: address, label, title and money, indifferent to character width.
fn tree(document: Document) -> Vec<String> {
    let library = Library::new(vec![document]);
    (0..library.len())
        .map(|i| {
            let id = NodeId(u32::try_from(i).unwrap());
            let node = library.node(id);
            let money = library.budget(id).map_or(String::new(), |b| {
                let original = b.original.map(|o| library.address(o).to_string());
                let request = match &b.request {
                    Request::Amount(a) => a.oku.to_string(),
                    Request::Within(a) => format!("<{}", a.oku),
                    Request::Unspecified => "?".into(),
                    Request::Parts(p) => format!("{} parts", p.len()),
                };
                let base = match &b.base {
                    Base::Amount(a) => a.oku.to_string(),
                    Base::Within(a) => format!("<{}", a.oku),
                    Base::New => "new".into(),
                    Base::Parts(p) => format!("{} parts", p.len()),
                    Base::None => "-".into(),
                };
                format!(
                    "{request} {base} {:?} {:?} {original:?}",
                    b.account, b.relisted_on
                )
            });
            format!(
                "{} {} {} {:?} {money}",
                library.address(id),
                node.label,
                wording(&node.title),
                node.page
            )
        })
        .collect()
}

fn map_lines(change: impl Fn(&str) -> String) -> String {
    SEED.split('\n').map(change).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn same(text: &str) {
    let (expected, found) = (tree(read(SEED)), tree(read(text)));
    for (a, b) in expected.iter().zip(&found) {
        assert_eq!(a, b);
    }
    assert_eq!(expected.len(), found.len());
}

#[test]
fn line_ends_and_a_byte_order_mark_do_not_matter() {
    same(&SEED.replace('\n', "\r\n"));
    same(&format!("\u{feff}{SEED}"));
    same(&format!("{SEED}\n\n\u{c}\n"));
}

#[test]
fn heading_depth_does_not_matter() {
    same(&map_lines(|l| {
        if l.starts_with('#') {
            format!("#{l}")
        } else {
            l.into()
        }
    }));
    same(&map_lines(|l| {
        if l.starts_with("##") {
            l.replacen('#', "", 1)
        } else {
            l.into()
        }
    }));
}

#[test]
fn character_width_does_not_matter() {
    same(&map_lines(|l| l.nfkc().collect()));
    let wide = |l: &str| {
        l.chars()
            .map(|c| match c {
                '0'..='9' | '(' | ')' | ',' => char::from_u32(c as u32 + 0xfee0).unwrap(),
                _ => c,
            })
            .collect::<String>()
    };
    // Decimal points and leaders stay: a full-width point is a different leader.
    same(&map_lines(wide));
    same(&map_lines(|l| {
        wide(l).replace("【予算】", "［予算］").replace('.', "．")
    }));
}

#[test]
fn bold_and_blank_lines_do_not_matter() {
    same(&SEED.replace("**", ""));
    same(&map_lines(|l| {
        if l.contains("【予算】") {
            format!("\n \n{l}\n\u{3000}")
        } else {
            l.into()
        }
    }));
    same(&SEED.replace("  \n", "\n"));
}

#[test]
fn contents_may_be_in_order() {
    let lines: Vec<&str> = SEED.split('\n').collect();
    let body = lines.iter().rposition(|l| l.contains("..... 116")).unwrap() + 1;
    let chapter = |l: &str| {
        l.strip_prefix("### ")
            .and_then(|l| l.split(' ').next())
            .and_then(|n| n.parse::<u32>().ok())
    };
    let mut blocks: Vec<(u32, Vec<&str>)> = Vec::new();
    for line in &lines[..body] {
        match (chapter(line), blocks.last_mut()) {
            (Some(number), _) => blocks.push((number, vec![line])),
            (None, Some((_, block))) if !line.starts_with("## ") && !line.starts_with("# ") => {
                block.push(line);
            }
            _ => {}
        }
    }
    blocks.sort_by_key(|(number, _)| *number);
    let mut text = String::from("# 文書 目次\n");
    for (number, block) in blocks {
        for (first, pillar) in [
            (1, "I 一"),
            (3, "II 二"),
            (11, "III 三"),
            (13, "IV 四"),
            (16, "V 五"),
        ] {
            if number == first {
                text.push_str(&format!("## {pillar}\n"));
            }
        }
        text.push_str(&block.join("\n"));
        text.push('\n');
    }
    text.push_str(&lines[body..].join("\n"));
    let found: Vec<String> = tree(read(&text)).split_off(2);
    let expected: Vec<String> = tree(read(SEED)).split_off(2);
    let titles = |t: &[String]| {
        t.iter()
            .filter(|l| !l.starts_with(['I', 'V']))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(titles(&found), titles(&expected));
    let codes: Vec<_> = read(&text).diagnostics.iter().map(|d| d.code).collect();
    assert!(!codes.contains(&"contents-out-of-order"));
}

#[test]
fn the_years_are_read_from_the_text() {
    let next = SEED
        .replace("元年度", "２年度")
        .replace("令和2年度", "令和3年度");
    let document = read(&next);
    assert_eq!(document.meta.base_year.as_deref(), Some("2年度"));
    assert_eq!(document.meta.fiscal_year.as_deref(), Some("令和3年度"));
    same(&next);
    let explicit = read(&SEED.replace("（元年度 ", "（令和2年度予算額 "));
    assert_eq!(explicit.meta.fiscal_year.as_deref(), Some("令和3年度"));
}

#[test]
fn without_contents_page_the_body_gives_the_tree() {
    let body = SEED
        .split_once("..... 116\n- 投票しやすい環境の一層の整備 ..... 116\n")
        .unwrap()
        .1;
    let document = read(body);
    assert!(document.diagnostics.iter().any(|d| d.code == "no-contents"));
    let kinds = |d: &Document, kind| d.nodes.iter().filter(|n| n.kind == kind).count();
    let whole = read(SEED);
    for kind in [
        Kind::Chapter,
        Kind::Theme,
        Kind::Measure,
        Kind::Sub,
        Kind::Budget,
    ] {
        assert_eq!(kinds(&document, kind), kinds(&whole, kind), "{kind:?}");
    }
    assert_eq!(kinds(&document, Kind::Pillar), 1);
    let relisted = |d: &Document| {
        d.nodes
            .iter()
            .filter_map(|n| n.budget.as_ref())
            .filter(|b| b.original.is_some())
            .count()
    };
    assert_eq!(relisted(&document), relisted(&whole));
}
