use std::num::NonZero;

use super::*;
use crate::model::{
    Account, Amount, Base, BudgetLine, Document, Kind, Library, Node, NodeId, RelistedOn, Request,
    TextLine,
};
use proptest::prelude::*;

mod forms;
mod matching;
mod shortcuts;

#[test]
fn the_guide_names_files_that_exist() {
    const GUIDE: &str = include_str!("../../docs/SEARCH.md");
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = GUIDE.split('`').filter(|word| word.starts_with("src/"));
    let mut count = 0;
    for file in named {
        assert!(root.join(file).exists(), "{file}");
        count += 1;
    }
    assert!(count > 20, "{count} files are named");
}

/// The embedded document so often that its fields are more than one block.
pub(crate) fn seeds() -> Library {
    const SEED: &str = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    let document = crate::parse::parse("seed", SEED).unwrap();
    Library::new(vec![document; 9])
}

/// A document of one chapter and theme; each entry is kind, title, text.
fn library(entries: &[(Kind, &str, &str)]) -> Library {
    let mut nodes = vec![
        Node::new(Kind::Document, None),
        Node::new(Kind::Pillar, Some(NodeId(0))),
        Node::new(Kind::Chapter, Some(NodeId(1))),
        Node::new(Kind::Theme, Some(NodeId(2))),
    ];
    nodes[2].ordinal = 14;
    let mut owner = NodeId(3);
    for (kind, title, text) in entries {
        let id = NodeId(nodes.len() as u32);
        let parent = if *kind == Kind::Budget {
            owner
        } else {
            NodeId(3)
        };
        let mut node = Node::new(*kind, Some(parent));
        node.title = (*title).to_owned();
        if *kind == Kind::Budget {
            node.budget = Some(Box::new(money(text)));
        } else {
            owner = id;
            node.text = text
                .lines()
                .map(|line| TextLine {
                    line: 1,
                    text: line.into(),
                })
                .collect();
        }
        nodes.push(node);
    }
    let count = nodes.len() as u32;
    let ends: Vec<u32> = (0..count)
        .map(|n| {
            let leaf = (n + 1..count).find(|m| nodes[*m as usize].kind <= nodes[n as usize].kind);
            leaf.unwrap_or(count)
        })
        .collect();
    for (node, end) in nodes.iter_mut().zip(ends) {
        node.end = NodeId(end);
    }
    Library::new(vec![Document {
        nodes,
        ..Document::default()
    }])
}

/// `request base` in 億円; the base may be `new`.
fn money(text: &str) -> BudgetLine {
    let (request, base) = text.split_once(' ').unwrap();
    let amount = |text: &str| Amount::from_oku(text.parse().unwrap());
    BudgetLine {
        request: Request::Amount(amount(request)),
        base: if base == "new" {
            Base::New
        } else {
            Base::Amount(amount(base))
        },
        supplementary: None,
        account: Account::General,
        relisted_on: RelistedOn::None,
        original: None,
        line: 1,
        source_lines: vec![1],
        spending: None,
    }
}

pub(crate) fn small() -> Library {
    library(&[
        (
            Kind::Measure,
            "地方への移住・交流の推進",
            "地域おこし協力隊の隊員を支援",
        ),
        (
            Kind::Budget,
            "地域おこし協力隊の推進に要する経費",
            "2.1 1.5",
        ),
        (Kind::Measure, "関係人口の創出", "都市から地方へ"),
        (Kind::Budget, "関係人口創出事業", "8.1 new"),
        (
            Kind::Measure,
            "5G等の携帯電話基地局の整備",
            "ＩＣＴの活用、イノベーションの創出",
        ),
        (Kind::Budget, "量子暗号の研究開発", "15.3 20.0"),
        (Kind::Measure, "マイナンバーカードの普及", "國勢調査"),
    ])
}

fn hits(text: &str) -> Vec<Hit> {
    let library = small();
    let query = Query::parse(text).unwrap();
    Engine::new().search(&library, &query, None).hits
}

/// The snippets with what is highlighted in brackets.
fn highlighted(text: &str) -> Vec<String> {
    hits(text).iter().map(marked).collect()
}

fn marked(hit: &Hit) -> String {
    let mut out = String::new();
    for (n, c) in hit.snippet.chars().enumerate() {
        if hit.matches.iter().any(|m| m.0 == n) {
            out.push('[');
        }
        out.push(c);
        if hit.matches.iter().any(|m| m.1 == n + 1) {
            out.push(']');
        }
    }
    out
}

#[test]
fn romaji_and_kana_light_the_kanji() {
    for typed in [
        "地方",
        "ちほう",
        "チホウ",
        "chihou",
        "tihou",
        "ﾁﾎｳ",
        "chiho",
        "CHIHOU",
    ] {
        assert_eq!(
            highlighted(typed)[0],
            "[地方]への移住・交流の推進",
            "{typed}"
        );
    }
}

#[test]
fn numbers_are_found_by_what_they_are_called() {
    let library = library(&[(Kind::Measure, "119番通報", "2020年に10か国")]);
    let engine = Engine::new();
    for (typed, wanted) in [
        ("hyakujuukyuuban", "[119番]通報"),
        ("いちいちきゅう", "[119]番通報"),
        ("nisennijuunen", "[2020年]に10か国"),
    ] {
        let query = Query::parse(typed).unwrap();
        let hits = engine.search(&library, &query, None).hits;
        assert_eq!(marked(&hits[0]), wanted, "{typed}");
    }
}

#[test]
fn an_unfinished_word_lights_what_is_typed() {
    assert_eq!(highlighted("kankeijin")[0], "[関係人]口の創出");
    assert_eq!(highlighted("かんけいじんこ")[0], "[関係人口]の創出");
}

#[test]
fn scripts_mix() {
    assert_eq!(
        highlighted("5G kichikyoku")[0],
        "[5G]等の携帯電話[基地局]の整備"
    );
    assert_eq!(
        highlighted("地域okoshi")[0],
        "[地域おこし]協力隊の推進に要する経費"
    );
}

#[test]
fn half_a_syllable_is_no_match() {
    let library = library(&[
        (Kind::Measure, "光ファイバの整備", ""),
        (Kind::Measure, "特別交付税の交付", ""),
    ]);
    let engine = Engine::new();
    let highlighted = |text: &str| -> Vec<String> {
        let query = Query::parse(text).unwrap();
        let found = engine.search(&library, &query, None);
        found.hits.iter().map(marked).collect()
    };
    assert_eq!(highlighted("koufu"), ["特別交付税の[交付]"]);
    assert_eq!(highlighted("koufa"), ["[光ファ]イバの整備"]);
}

#[test]
fn abbreviations() {
    for typed in ["マイナカード", "mainaka-do", "maina card"] {
        assert_eq!(
            highlighted(typed)[0],
            "[マイナ]ンバー[カード]の普及",
            "{typed}"
        );
    }
    assert_eq!(
        highlighted("地協隊")[0],
        "[地]域おこし[協]力[隊]の推進に要する経費"
    );
}

#[test]
fn width_and_old_forms() {
    assert_eq!(
        highlighted("ict")[0],
        "[ＩＣＴ]の活用、イノベーションの創出"
    );
    assert_eq!(
        highlighted("ｲﾉﾍﾞｰｼｮﾝ")[0],
        "ＩＣＴの活用、[イノベーション]の創出"
    );
    assert_eq!(highlighted("国勢")[0], "[國勢]調査");
    assert_eq!(highlighted("移住交流")[0], "地方への[移住]・[交流]の推進");
}

#[test]
fn one_typing_error() {
    for typed in [
        "量子案号",
        "ryoushiamgou",
        "りょうしあんごお",
        "量子号暗",
        // Exchanged across syllables, and across words.
        "ryoushinagou",
        "ryousihangounokenkyuu",
        "りょうしあんごのうけんきゅう",
    ] {
        assert!(highlighted(typed)[0].contains("量子暗号"), "{typed}");
    }
    // The nearest first: one letter before a whole syllable.
    assert_eq!(highlighted("tihuo")[0], "[地方]への移住・交流の推進");
    assert_eq!(highlighted("kankeijnikou")[0], "[関係人口]の創出");
    assert_eq!(
        highlighted("innvoation")[0],
        "ＩＣＴの活用、[イノベーション]の創出"
    );
}

#[test]
fn the_words_of_the_language() {
    assert_eq!(
        highlighted("^関係"),
        ["[関係]人口の創出", "[関係]人口創出事業"]
    );
    assert_eq!(highlighted("事業$"), ["関係人口創出[事業]"]);
    assert_eq!(highlighted("関係 !事業").len(), 1);
    assert_eq!(highlighted("'chihou").len(), 0);
    assert_eq!(hits("量子 | 関係").len(), 3);
    // The measure that has the one word is no answer for the other: 都市から地方へ is left out.
    let all = hits("!xyz").len();
    assert_eq!(hits("!地方 | 量子").len(), all - hits("'地方").len());
}

#[test]
fn facets_alone_and_with_words() {
    assert_eq!(highlighted("新規"), ["関係人口創出事業"]);
    assert_eq!(highlighted(">10億"), ["量子暗号の研究開発"]);
    assert_eq!(highlighted("減"), ["量子暗号の研究開発"]);
    assert_eq!(hits("増").len(), 2);
    assert_eq!(
        highlighted("増 !新規"),
        ["地域おこし協力隊の推進に要する経費"]
    );
    assert_eq!(hits("章:14 kind:measure").len(), 4);
    assert_eq!(hits("章:3").len(), 0);
    // The word stands in the text above the budget line.
    assert_eq!(highlighted("都市 新規"), ["関係人口創出事業"]);
}

#[test]
fn nonsense_finds_nothing() {
    for typed in [
        "zzzzqq",
        "xyzzy",
        "lorem",
        "hello",
        "らーめん",
        "相撲",
        "恐竜",
    ] {
        assert!(hits(typed).is_empty(), "{typed}: {:?}", highlighted(typed));
    }
    assert!(hits("地の研").is_empty());
    assert!(hits("").is_empty());
}

#[test]
fn a_session_in_small_steps_finds_the_same() {
    let library = small();
    let engine = Engine::new();
    for text in ["chihou", "の 推進", "量子案号", "新規 関係"] {
        let query = Query::parse(text).unwrap();
        let mut session = Session::default();
        session.start(&engine, &library, &query);
        let mut steps = 0;
        while !session.step(&engine, &library, 1).complete {
            steps += 1;
            assert!(steps < 1000);
        }
        let total = session.total();
        let whole = engine.search(&library, &query, None);
        assert_eq!(session.hits(&engine, &library, 0..total), whole.hits);
        assert_eq!(session.nodes(&engine, &library).len(), whole.total);
    }
}

#[test]
fn threads_and_blocks_change_nothing() {
    let titles: Vec<String> = (0..40_000)
        .map(|n| match n % 7 {
            0 => format!("地方への移住 {n}"),
            1 => format!("量子暗号の研究開発 {n}"),
            2 => format!("地域おこし協力隊 {n}"),
            _ => format!("その他の施策 {n}"),
        })
        .collect();
    let entries: Vec<(Kind, &str, &str)> = titles
        .iter()
        .map(|title| (Kind::Measure, title.as_str(), ""))
        .collect();
    let library = library(&entries);
    let alone = Engine::new().with_threads(NonZero::new(1).unwrap());
    let many = Engine::new().with_threads(NonZero::new(5).unwrap());
    for text in ["chihou", "地協隊", "量子案号", "12345", "無い"] {
        let query = Query::parse(text).unwrap();
        let wanted = alone.search(&library, &query, Some(100));
        assert_eq!(many.search(&library, &query, Some(100)), wanted, "{text}");
        let mut session = Session::default();
        session.start(&many, &library, &query);
        let mut before = 0;
        while !session.step(&many, &library, 1).complete {
            assert!(session.total() >= before);
            before = session.total();
        }
        assert_eq!(session.total(), wanted.total);
        assert_eq!(session.hits(&many, &library, 0..100), wanted.hits);
    }
}

#[test]
fn originals_come_before_relistings() {
    let mut entries = library(&[
        (Kind::Measure, "自治体クラウドの推進", ""),
        (Kind::Measure, "自治体クラウドの推進", ""),
    ])
    .nodes()
    .to_vec();
    entries[4].relisted = true;
    let library = Library::new(vec![Document {
        nodes: entries,
        ..Document::default()
    }]);
    let query = Query::parse("クラウド").unwrap();
    let found = Engine::new().search(&library, &query, None).hits;
    assert_eq!(found.iter().map(|h| h.node.0).collect::<Vec<_>>(), [5, 4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_query_gives_ranges_inside_its_snippets(
        text in "(\\PC{0,12}|[a-z' -]{0,12}|[ぁ-んー]{0,8}|[地方域量子暗号隊推進の]{0,6})"
    ) {
        let Ok(query) = Query::parse(&text) else {
            return Ok(());
        };
        let library = small();
        for hit in Engine::new().search(&library, &query, None).hits {
            let length = hit.snippet.chars().count();
            let mut last = 0;
            for (start, end) in &hit.matches {
                prop_assert!(start < end && *end <= length);
                prop_assert!(*start >= last);
                last = *end + 1;
            }
            let title = library.node(hit.node).title.chars().count();
            prop_assert!(hit.title_matches.iter().all(|(_, end)| *end <= title));
        }
    }
}
