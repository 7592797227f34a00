//! How hits matched, through what, and what a sum is of.

use super::*;
use crate::japanese::normal;
use crate::ledger::LineFilter;

/// The embedded document, once.
fn seed() -> Library {
    const SEED: &str = include_str!("../../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![crate::parse::parse("seed", SEED).unwrap()])
}

fn lines(library: &Library, text: &str, rule: MatchRule) -> Vec<NodeId> {
    let query = Query::parse(text).unwrap();
    Engine::new().lines(library, &query, rule)
}

fn search(library: &Library, text: &str) -> Results {
    let query = Query::parse(text).unwrap();
    Engine::new().search(library, &query, None)
}

/// The lines whose own name, or a title above up to that kind, has the word; by looking at all.
fn having(library: &Library, word: &str, highest: Option<Kind>) -> Vec<NodeId> {
    let word = normal::normal_string(word);
    let has = |text: &str| normal::normal_string(text).contains(&word);
    let root = library.documents()[0].root;
    let line = |line: &NodeId| {
        let above = library.ancestors(*line);
        let above = above.filter(|id| highest.is_some_and(|kind| library.node(*id).kind >= kind));
        std::iter::once(*line).chain(above).any(|id| {
            let node = library.node(id);
            has(&node.title) || node.body_title.as_deref().is_some_and(has)
        })
    };
    library.budget_lines(root).filter(line).collect()
}

#[test]
fn sums_are_of_what_is_written_in_names_and_titles_of_measures() {
    let library = seed();
    for word in [
        "AI",
        "IT",
        "ID",
        "5G",
        "ICT",
        "IoT",
        "ＡＩ",
        "消防",
        "国勢",
        "地域",
        "児童",
        "移住交流",
    ] {
        let own = having(&library, word, None);
        let measure = having(&library, word, Some(Kind::Measure));
        assert_eq!(lines(&library, word, MatchRule::Own), own, "{word}");
        assert_eq!(lines(&library, word, MatchRule::Measure), measure, "{word}");
        let quoted = format!("'{word}");
        for rule in MatchRule::ALL {
            let as_typed = lines(&library, word, rule);
            assert_eq!(as_typed, lines(&library, &quoted, rule), "{word} {rule:?}");
        }
        let all = lines(&library, word, MatchRule::All);
        let titles = having(&library, word, Some(Kind::Pillar));
        assert!(titles.iter().all(|line| all.contains(line)), "{word}");
    }
}

#[test]
fn capitals_and_kanji_are_found_as_written() {
    let library = seed();
    for word in ["AI", "IT", "5G", "ICT"] {
        let found = search(&library, word);
        assert!(found.unwritten.is_empty() && found.total > 0, "{word}");
        let written = |hit: &Hit| hit.reached.how <= Match::Variant;
        assert!(found.hits.iter().all(written), "{word}");
    }
    // Small letters ask for no spelling.
    let small = search(&library, "ai").total;
    assert!(small > search(&library, "AI").total);
    for (word, alike) in [
        ("製作", "政策"),
        ("児童", "自動"),
        ("性格", "正確"),
        ("CHIHOU", "地方"),
    ] {
        let found = search(&library, word);
        let [one] = found.unwritten.as_slice() else {
            panic!("{word}: {:?}", found.unwritten);
        };
        assert_eq!((one.how, one.instead[0].as_str()), (Match::Reading, alike));
        assert!(
            found
                .hits
                .iter()
                .all(|hit| hit.reached.how >= Match::Reading)
        );
        for rule in MatchRule::ALL {
            assert_eq!(lines(&library, word, rule), [], "{word}");
        }
    }
    let text = search(&library, "児童").unwritten[0].text(crate::lang::Lang::Ja);
    assert_eq!(text, "児童はありません。同じ読み: 自動");
}

#[test]
fn nothing_guessed_is_in_a_sum() {
    let library = seed();
    for word in ["量子案号", "ryoushiamgou", "tihuo", "地協隊", "mainaka-do"] {
        assert!(search(&library, word).total > 0, "{word}");
        assert_eq!(lines(&library, word, MatchRule::All), [], "{word}");
    }
    // Kana and small letters are found by reading, and that is as typed.
    let kanji = lines(&library, "地方", MatchRule::Measure);
    for word in ["ちほう", "chihou", "tihou"] {
        let read = lines(&library, word, MatchRule::Measure);
        assert!(kanji.iter().all(|line| read.contains(line)), "{word}");
    }
}

#[test]
fn conditions_are_those_of_the_line_and_words_go_as_far_as_the_rule() {
    let library = seed();
    let new = |lines: Vec<NodeId>| -> Vec<NodeId> {
        let new = |id: &NodeId| LineFilter::New.matches(&library, *id);
        lines.into_iter().filter(new).collect()
    };
    for rule in MatchRule::ALL {
        let fire = new(lines(&library, "消防", rule));
        assert_eq!(lines(&library, "消防 新規", rule), fire, "{rule:?}");
        // Of an or either will do, wherever each stands.
        let mut either = lines(&library, "消防", rule);
        either.extend(lines(&library, "新規", rule));
        either.sort_unstable();
        either.dedup();
        assert_eq!(lines(&library, "消防 | 新規", rule), either, "{rule:?}");
    }
    // Whatever a word takes in, its negation leaves out, be it by a title or by its reading.
    let every: Vec<NodeId> = library.budget_lines(NodeId(0)).collect();
    for rule in MatchRule::ALL {
        for word in ["救急", "消防", "しょうぼう", "shoubou"] {
            let has = lines(&library, word, rule);
            let not = lines(&library, &format!("!{word}"), rule);
            let rest = every.iter().copied().filter(|line| !has.contains(line));
            assert_eq!(not, rest.collect::<Vec<NodeId>>(), "{word} {rule:?}");
        }
    }
    // Hits that are lines leave out the same.
    for rule in MatchRule::ALL {
        for text in ["防災 kind:budget !消防", "新規 !しょうぼう"] {
            let query = Query::parse(text).unwrap();
            let hits = Engine::new().search_by(&library, &query, None, rule).hits;
            let mut hits: Vec<NodeId> = hits.iter().map(|hit| hit.node).collect();
            hits.sort_unstable();
            assert_eq!(hits, lines(&library, text, rule), "{text} {rule:?}");
        }
    }
    let not = search(&library, "防災 !しょうぼう").hits;
    let not: Vec<NodeId> = not.iter().map(|hit| hit.node).collect();
    let kanji = search(&library, "防災 !消防").hits;
    assert!(kanji.iter().any(|hit| not.contains(&hit.node)));
    assert!(not.len() < search(&library, "防災").total);
    let not = lines(&library, "!地方交付税", MatchRule::Measure);
    let own = having(&library, "地方交付税", None);
    assert!(!own.is_empty() && own.iter().all(|line| !not.contains(line)));
    // A kind of node means the lines below those that have it in their titles.
    let themes = lines(&library, "kind:theme 消防", MatchRule::Measure);
    assert!(themes.iter().all(|line| {
        let theme = library.enclosing(*line, Kind::Theme).unwrap();
        let node = library.node(theme);
        node.title.contains("消防")
            || node
                .body_title
                .as_deref()
                .is_some_and(|t| t.contains("消防"))
    }));
}

#[test]
fn a_slip_in_one_of_two_words_in_romaji_is_found_in_both_as_one() {
    let library = seed();
    for (typed, title) in [
        ("dejitaru sanie-ji", "デジタルサイネージ"),
        ("de-ta saienus", "データサイエンス"),
    ] {
        let query = Query::parse(typed).unwrap();
        let below = Engine::new().below(&library, &query, &[], 0, 9);
        let first = library.node(below[0].node);
        assert!(first.title.contains(title), "{typed}");
        assert_eq!(below[0].tier, Tier::Slip);
        assert_eq!(lines(&library, typed, MatchRule::All), []);
    }
}

#[test]
fn hits_say_how_and_through_what() {
    let library = small();
    let one = |text: &str, title: &str| -> Reached {
        let found = search(&library, text);
        let hit = found
            .hits
            .iter()
            .find(|hit| library.node(hit.node).title == title);
        hit.unwrap_or_else(|| panic!("{text}: {found:?}")).reached
    };
    let how = |text: &str, title: &str| one(text, title).how;
    assert_eq!(how("関係人口", "関係人口の創出"), Match::Exact);
    assert_eq!(how("關係人口", "関係人口の創出"), Match::Variant);
    assert_eq!(how("kankei", "関係人口の創出"), Match::Reading);
    assert_eq!(how("量子案号", "量子暗号の研究開発"), Match::Typo);
    assert_eq!(
        how("マイナカード", "マイナンバーカードの普及"),
        Match::Abbreviation
    );
    assert_eq!(how("5g", "5G等の携帯電話基地局の整備"), Match::Exact);
    assert_eq!(how("５Ｇ", "5G等の携帯電話基地局の整備"), Match::Variant);
    // The least like of two words, the farthest of two places.
    assert_eq!(how("関係 sousyutu", "関係人口の創出"), Match::Reading);
    let through = one("創出 都市 新規", "関係人口創出事業");
    assert_eq!((through.how, through.via), (Match::Exact, Via::MeasureText));
    let measure = through.through.map(|id| library.node(id).title.as_str());
    assert_eq!(measure, Some("関係人口の創出"));
    assert_eq!(one("創出 新規", "関係人口創出事業").via, Via::Own);
    assert_eq!(one("基地局 >1億", "量子暗号の研究開発").via, Via::Measure);
}

#[test]
fn search_by_a_rule_keeps_what_the_sum_holds() {
    let library = seed();
    let engine = Engine::new();
    let query = Query::parse("消防 新規").unwrap();
    for rule in MatchRule::ALL {
        let found = engine.search_by(&library, &query, None, rule);
        let mut nodes: Vec<NodeId> = found.hits.iter().map(|hit| hit.node).collect();
        nodes.sort_unstable();
        assert_eq!(nodes, engine.lines(&library, &query, rule), "{rule:?}");
        assert_eq!(found.total, nodes.len());
    }
}

#[test]
fn what_was_found_instead_takes_the_place_of_the_word() {
    let unwritten = [Unwritten {
        typed: "製作".to_owned(),
        instead: vec!["政策".to_owned(), "制 作".to_owned(), "制作".to_owned()],
        how: Match::Reading,
    }];
    let taken = |text: &str| Query::parse(text).unwrap().taking_in(&unwritten);
    assert_eq!(taken("新規  ^製作 地域"), "新規 '政策|'制作 地域");
    assert_eq!(taken("字幕|製作"), "字幕|'政策|'制作");
    assert_eq!(taken("製作費"), "製作費");
}

#[test]
fn kinds_are_part_of_the_query_and_not_of_its_text() {
    let library = seed();
    let query = Query::parse("| 地方")
        .unwrap()
        .narrowed_to(&[Kind::Measure, Kind::Sub]);
    let found = Engine::new().search(&library, &query, None);
    assert!(found.total > 0);
    let kind = |hit: &Hit| library.node(hit.node).kind;
    assert!(
        found
            .hits
            .iter()
            .all(|hit| matches!(kind(hit), Kind::Measure | Kind::Sub))
    );
}
