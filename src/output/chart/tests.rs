//! Every picture is whole, and says what it shows.

use super::paper::Paper;
use super::*;
use crate::ledger::Counting;
use crate::parse::parse;
use crate::text::Ruler;

#[test]
fn every_picture_is_whole_cites_and_says_what_it_leaves_out() {
    let library = &*crate::explorer::tests::support::SEED;
    let node = |address: &str| library.find(&address.parse().unwrap()).unwrap();
    let pictures = [
        Picture::Bars,
        Picture::Waterfall,
        Picture::Map,
        Picture::Beside(node("5")),
        Picture::Card,
    ];
    for picture in pictures {
        for address in [".", "13", "1.2.1", "1.2.1#1", "5.2"] {
            for ground in [Ground::Light, Ground::Dark] {
                let look = Look::default();
                let drawn = svg(&look, library, node(address), picture, ground).unwrap();
                let what = format!("{picture:?} {address}");
                assert!(
                    drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n"),
                    "{what}"
                );
                assert!(drawn.contains("出典: 総務省「"), "{what}");
                for tag in ["text", "title", "desc"] {
                    let open = drawn.matches(&format!("<{tag}")).count();
                    let closed = drawn.matches(&format!("</{tag}>")).count();
                    assert_eq!(open, closed, "{what}");
                }
                let paper = if ground == Ground::Dark {
                    "#14171c"
                } else {
                    "#ffffff"
                };
                assert!(drawn.contains(paper), "{what}");
            }
        }
    }
    let card = svg(
        &Look::default(),
        library,
        node("13"),
        Picture::Card,
        Ground::Light,
    );
    let card = card.unwrap();
    for said in [
        "17.3億円",
        "元年度 32.5億円",
        "−15.2",
        // The chapter has no page of its own: where it begins.
        "頁から\u{3000}番地 13",
        "合計に入れない行 1件",
    ] {
        assert!(card.contains(said), "{said}: {card}");
    }
    // What is in neither of two totals.
    let beside = Picture::Beside(node("5"));
    let pair = svg(&Look::default(), library, node("4"), beside, Ground::Light).unwrap();
    let out = super::left_out(library, node("4")) + super::left_out(library, node("5"));
    assert!(
        pair.contains(&format!("合計に入れない行 {out}件")),
        "{pair}"
    );
    let steps = svg(
        &Look::default(),
        library,
        node("13"),
        Picture::Waterfall,
        Ground::Light,
    );
    let steps = steps.unwrap();
    for said in ["32.5億円", "17.3億円", ">−15.2<", ">新規 +0.2<"] {
        assert!(steps.contains(said), "{said}: {steps}");
    }
}

#[test]
fn markup_in_the_document_stays_text() {
    let source = "# 施策\n\n## 1 A&B<script>\n\n消防\n\n## (1) 消防\n\n【予算】甲 2.0億円（2年度 1.0億円）\n\n【予算】乙 事項要求\n";
    let library = Library::new(vec![parse("a.txt", source).unwrap()]);
    let chart = |address: &str| {
        let id = library.find(&address.parse().unwrap()).unwrap();
        let mut out = Vec::new();
        write(&mut out, &Look::default(), &library, id, Ground::Light).unwrap();
        String::from_utf8(out).unwrap()
    };
    let chapter = chart("1");
    assert!(chapter.contains("A&amp;B"), "{chapter}");
    assert!(!chapter.contains("<script"));
    let measure = chart("1.1.1");
    assert!(
        measure.contains(r#"width="390" height="14""#)
            || measure.contains(r#"width="390.0" height="14""#),
        "{measure}"
    );
    assert!(
        measure.contains(r#"width="195.0" height="14""#),
        "{measure}"
    );
    assert!(measure.contains("事項要求"));
    assert_eq!(
        measure.matches("<text").count(),
        measure.matches("</text>").count()
    );
}

fn picture(address: &str, picture: Picture) -> String {
    let library = &*crate::explorer::tests::support::SEED;
    let node = library.find(&address.parse().unwrap()).unwrap();
    svg(&Look::default(), library, node, picture, Ground::Light).unwrap()
}

#[test]
fn a_giant_among_bars_is_cut_and_said_and_no_note_leaves_the_picture() {
    let drawn = picture(".", Picture::Bars);
    assert!(drawn.contains("// の棒は縮めてあります"), "{drawn}");
    assert_eq!(drawn.matches("<path d=").count(), 4, "{drawn}");
    assert!(drawn.contains("棒の目盛は 0 から 2,942.4億円"), "{drawn}");
    let drawn = picture("14", Picture::Bars);
    assert!(!drawn.contains("<path d="), "{drawn}");
    for line in drawn.lines().filter(|line| line.contains("出典")) {
        let text = line.split('>').nth(1).unwrap_or_default();
        assert!(crate::text::width(text) <= 150, "{text}");
    }
}

#[test]
fn an_axis_that_does_not_start_at_nothing_starts_at_a_round_figure() {
    let drawn = picture("14", Picture::Waterfall);
    assert!(drawn.contains("横軸は 75億円 から"), "{drawn}");
}

#[test]
fn changes_are_in_the_unit_of_the_amounts_beside_them() {
    let library = &*crate::explorer::tests::support::SEED;
    let node = |address: &str| library.find(&address.parse().unwrap()).unwrap();
    let look = Look {
        lang: Lang::En,
        ..Look::default()
    };
    let drawn = |picture| svg(&look, library, node("14"), picture, Ground::Light).unwrap();
    let steps = drawn(Picture::Waterfall);
    for said in ["¥7.66 billion", ">+0.27<", ">new +0.15<"] {
        assert!(steps.contains(said), "{said}: {steps}");
    }
    assert!(drawn(Picture::Card).contains("+1.26"));
    assert!(drawn(Picture::Bars).contains("¥8.25 billion +0.92"));
}

#[test]
fn bars_of_two_nodes_have_last_years_tooth() {
    let library = &*crate::explorer::tests::support::SEED;
    let other = library.find(&"5".parse().unwrap()).unwrap();
    let drawn = picture("4", Picture::Beside(other));
    let paper = Paper::new(Ground::Light, Ruler::default(), (1.0, 1.0), "", "");
    let rise = format!("fill=\"{}\"", paper.inks.rise);
    assert!(drawn.contains(&rise), "{rise}: {drawn}");
    let drawn = picture("13", Picture::Beside(other));
    let fall = format!("fill=\"{}\"", paper.inks.fall);
    assert!(drawn.contains(&fall), "{fall}: {drawn}");
}

/// What is written on a block is what the node adds up to, whatever its width leaves out.
#[test]
fn figures_on_the_map_are_the_sums_of_their_nodes() {
    let library = &*crate::explorer::tests::support::SEED;
    let look = Look::default();
    for address in [".", "14", "11", "18", "3"] {
        let id = library.find(&address.parse().unwrap()).unwrap();
        let drawn = svg(&look, library, id, Picture::Map, Ground::Light).unwrap();
        let sums: Vec<String> = library
            .subtree(id)
            .map(|node| match library.budget(node) {
                Some(_) => ledger::Counting::Once.request(library, node),
                None => Some(ledger::totals(library, node).request_total),
            })
            .map(|oku| look.oku(oku.unwrap_or_default()))
            .collect();
        let texts = drawn.split('>').filter_map(|part| part.split('<').next());
        let figures: Vec<&str> = texts
            .filter(|text| {
                let number = text.strip_suffix("億円").unwrap_or_default();
                !number.is_empty() && number.chars().all(|c| "0123456789.,".contains(c))
            })
            .collect();
        assert!(!figures.is_empty(), "{address}");
        for figure in figures {
            assert!(sums.iter().any(|sum| sum == figure), "{address}: {figure}");
        }
        let whole = look.oku(ledger::totals(library, id).request_total);
        assert!(
            address == "." || drawn.contains(&format!(">{whole}<")),
            "{address}: {whole}"
        );
    }
}

/// A line beside others that have nothing is no giant: cut off, it would leave an empty map.
#[test]
fn one_line_with_money_beside_none_is_drawn_in_full() {
    let text = "# 架空省 令和2年度重点施策\n\n## I 灯台\n\n## 1 海\n\n### (1) 光\n\n#### ① 明かり\n\n\
        【予算】灯台の塗り替え 9億円（元年度 8億円）\n\n【予算】霧笛の廃止 0億円（元年度 1億円）\n";
    let library = Library::new(vec![parse("lights", text).unwrap()]);
    assert_eq!(library.budget_lines(NodeId(0)).count(), 2);
    let look = Look::default();
    let drawn = svg(&look, &library, NodeId(0), Picture::Map, Ground::Light).unwrap();
    // In the first row the whole is as wide as the paper.
    assert!(
        !drawn.contains("幅を縮めた") && drawn.contains("9億円"),
        "{drawn}"
    );
    let lines: Vec<NodeId> = library.budget_lines(NodeId(0)).collect();
    let giant = |total: i64| {
        let lines = lines.iter().copied();
        Counting::Once.giant(&library, lines, Decimal::from(total))
    };
    assert_eq!(giant(9), None);
    assert_eq!(giant(10).map(|(id, _)| id), Some(lines[0]));
}

#[test]
fn what_cannot_be_added_up_or_compared_is_no_nought() {
    let text = "# 令和3年度 重点施策\n\n## 1 防災\n\n消防\n\n## (1) 消防\n\n【予算】乙 2.0億円\n\n## 2 港湾\n\n岸壁\n\n## (1) 岸壁\n\n【予算】丙 78.5億円の内数（2年度 70億円の内数）\n";
    let library = Library::new(vec![parse("a.txt", text).unwrap()]);
    let node = |address: &str| library.find(&address.parse().unwrap()).unwrap();
    let drawn = |id, picture| svg(&Look::default(), &library, id, picture, Ground::Light).unwrap();
    let pair = drawn(node("1"), Picture::Beside(node("2")));
    let card = drawn(node("2"), Picture::Card);
    for drawn in [&pair, &card] {
        assert!(drawn.contains(">—<"), "{drawn}");
        for nought in ["±0<", ">0億円", " 0億円"] {
            assert!(!drawn.contains(nought), "{drawn}");
        }
    }
    assert!(pair.contains(">2.0億円<"), "{pair}");
}

#[test]
fn less_than_nothing_is_no_longest_bar() {
    let row = |request: i64| Row {
        label: String::new(),
        request: Some(Decimal::new(request, 2)),
        base: None,
        request_text: String::new(),
        base_text: String::new(),
    };
    assert_eq!(ruler_of(&[row(-25), row(-50)]), (Decimal::ZERO, false));
    assert_eq!(ruler_of(&[row(-25), row(300)]).0, Decimal::new(300, 2));
}
