//! What a typed word may stand for.

use super::*;

fn kana_from(text: &str) -> Vec<String> {
    Graph::new(text, false)
        .edges(0)
        .iter()
        .filter_map(|e| match &e.stands {
            Stands::Kana(k) => Some(k.iter().collect()),
            Stands::Letter(_) | Stands::Written(_) => None,
        })
        .collect()
}

#[test]
fn dashes_between_letters_are_long_vowels() {
    assert_eq!(typed("sa-bisu").iter().collect::<String>(), "saーbisu");
    assert_eq!(typed("サービス").iter().collect::<String>(), "さーびす");
    assert_eq!(typed("hon'yaku").iter().collect::<String>(), "hon'yaku");
}

#[test]
fn half_width_kana_may_still_get_their_mark() {
    let last = |text: &str| -> Vec<String> {
        let graph = Graph::new(text, false);
        let edges = graph.edges(graph.end() - 1).iter();
        let kana = edges.filter_map(|edge| match &edge.stands {
            Stands::Kana(kana) => Some(kana.iter().collect()),
            Stands::Letter(_) | Stands::Written(_) => None,
        });
        kana.collect()
    };
    assert_eq!(last("ﾃﾞｼ"), ["し", "じ"]);
    assert_eq!(last("ｶﾊ"), ["は", "ば", "ぱ"]);
    assert_eq!(last("カハ"), ["は"]);
    assert_eq!(last("ｱﾝ"), ["ん"]);
}

#[test]
fn english_words_stand_for_their_katakana() {
    assert!(kana_from("smart").contains(&"すまーと".to_owned()));
    assert!(kana_from("sma").contains(&"すまーと".to_owned()));
    // Two letters that begin no syllable are enough, others are not.
    assert!(kana_from("sm").contains(&"すまーと".to_owned()));
    assert!(!kana_from("te").contains(&"てすと".to_owned()));
    assert!(kana_from("tes").contains(&"てすと".to_owned()));
}

#[test]
fn the_loanwords_are_sorted_kana() {
    for (english, kana) in loanwords() {
        assert!(english.chars().all(|c| c.is_ascii_lowercase()), "{english}");
        assert!(kana.chars().all(is_kana), "{kana}");
    }
}
