//! What a document says of itself: its title, its years, captions and legends.

use shisaku::cite;
use shisaku::lang::Lang;
use shisaku::model::{Document, Kind, Library, NodeId};
use shisaku::parse::parse;

fn read(text: &str) -> Document {
    parse("架空.txt", text).unwrap()
}

fn years(text: &str) -> (Option<String>, Option<String>) {
    let meta = read(text).meta;
    (meta.fiscal_year, meta.base_year)
}

fn year(number: u32) -> Option<String> {
    Some(format!("令和{number}年度"))
}

fn unread(document: &Document) -> usize {
    let diagnostics = document.diagnostics.iter();
    diagnostics.filter(|d| d.is_unread()).count()
}

#[test]
fn the_year_is_that_of_the_title_and_not_that_in_the_brackets() {
    let title = "（令和９年度予算概算要求）\n\n";
    let note = "令和８年度当初予算額は［　］内に示す。単位は百万円。\n\n";
    let body = "Ⅰ．木\n\n○苗の育成　100［90］\n○庭の手入れ　50［40］\n";
    let both = (year(9), year(8));
    assert_eq!(years(&format!("{title}{note}{body}")), both);
    assert_eq!(years(&format!("{title}{body}")), both);
    assert_eq!(years(&format!("主要事項一覧\n\n{note}{body}")), both);
    let note = "※ （　）内は令和８年度当初予算額\n\n";
    assert_eq!(years(&format!("主要事項一覧\n\n{note}{body}")), both);
    // A year in brackets behind an amount is that of the base.
    let text = "令和９年度 架空庁の要求\n\n○苗の育成　1億円\n（令和８年度　0.9億円）\n";
    assert_eq!(years(text), both);
}

#[test]
fn the_heads_of_a_table_tell_the_years_where_nothing_else_does() {
    let table = |old: &str, new: &str| {
        format!("事業名,{new},{old}\n灯台の改修,500,400\n桟橋の更新,70,60\n海図の電子化,20,10\n")
    };
    for (old, new) in [
        ("R8当初（千円）", "R9要求額（千円）"),
        ("R8当初（千円）", "要求額（千円）"),
        ("令和8年度予算額（千円）", "令和9年度予算案（千円）"),
    ] {
        assert_eq!(years(&table(old, new)), (year(9), year(8)), "{old} {new}");
    }
}

#[test]
fn a_title_is_told_without_what_stands_around_it() {
    let body = "\n\nⅠ．木\n\n○苗の育成　1億円（0.9億円）\n○庭の手入れ　2億円（1億円）\n";
    for (lines, title) in [
        ("（令和９年度予算概算要求）", "令和９年度予算概算要求"),
        ("■架空省が概算要求を公表\n\n記事", "架空省が概算要求を公表"),
        (
            "令和９年度\n概算要求の概要",
            "令和９年度\u{3000}概算要求の概要",
        ),
        (
            "令和９年度 架空庁の要求（案）",
            "令和９年度 架空庁の要求（案）",
        ),
        // Neither a heading nor a programme is what the document is called.
        ("Ⅱ．林業事業", "架空.txt"),
        ("○林業事業　1億円（1億円）", "架空.txt"),
    ] {
        assert_eq!(read(&format!("{lines}{body}")).meta.title, title, "{lines}");
    }
    let table = read("事業名,R9要求額（千円）,R8当初（千円）\n灯台,500,400\n桟橋,70,60\n");
    let library = Library::new(vec![table]);
    let cited = cite::document(&library, NodeId(0), Lang::Ja);
    assert_eq!(cited, "「架空.txt」、令和9年度");
}

#[test]
fn a_caption_is_no_money_that_could_not_be_read() {
    let body = "\n\nⅠ．木\n○苗の育成　1億円（0.9億円）\n";
    for caption in [
        "（令和９年度予算概算要求）",
        "令和９年度 架空庁の予算\n（令和９年度予算概算要求）",
    ] {
        let document = read(&format!("{caption}{body}"));
        assert_eq!(unread(&document), 0, "{caption}");
    }
    let mark = "令和９年度 架空庁の予算\n\n（令和９年度予算額）\n5億円\n";
    let document = read(&format!("{mark}\nⅠ．木\n\n【予算】苗の育成\n\nⅡ．草\n"));
    assert_eq!(unread(&document), 1);
}

#[test]
fn a_legend_heads_nothing() {
    let body = "\n\n○苗の育成　1億円（0.9億円）\n★庭の手入れ　2億円\n";
    for legend in [
        "★印は新規事業",
        "★印は新規事業     架空県",
        "★：新規、☆：拡充",
        "★は新規事業",
    ] {
        let text = format!("令和９年度 架空県の予算\n\n{legend}{body}");
        let document = read(&text);
        let headed = document
            .nodes
            .iter()
            .any(|n| !matches!(n.kind, Kind::Document | Kind::Budget) && n.title.contains("新規"));
        assert!(!headed, "{legend}");
        let budgets = document.nodes.iter().filter(|n| n.budget.is_some());
        assert_eq!(budgets.count(), 2, "{legend}");
    }
    // What begins like a legend is the name of a programme.
    let text = "令和９年度 架空県の予算\n\n○印刷所の更新　1億円\n○はしけの整備　2億円\n";
    let budgets = read(text).nodes.into_iter().filter(|n| n.budget.is_some());
    assert_eq!(budgets.count(), 2);
}
