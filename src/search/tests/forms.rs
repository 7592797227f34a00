//! Old and variant forms, kana that an input method left half converted, English words.

use super::*;

/// The titles that a library of these measures gives for a query, in order.
fn found(titles: &[(&str, &str)], typed: &str) -> Vec<String> {
    let entries: Vec<(Kind, &str, &str)> = titles
        .iter()
        .map(|(title, text)| (Kind::Measure, *title, *text))
        .collect();
    let library = library(&entries);
    let query = Query::parse(typed).unwrap();
    let hits = Engine::new().search(&library, &query, None).hits;
    let title = |hit: &Hit| library.node(hit.node).title.clone();
    hits.iter().map(title).collect()
}

#[test]
fn old_and_variant_forms_find_each_other() {
    for (form, usual) in [
        ("山﨑地区", "山崎地区"),
        ("𠮷野川", "吉野川"),
        ("𠮟責の防止", "叱責の防止"),
        ("田邉の道", "田辺の道"),
        ("濵松の港", "浜松の港"),
        ("濱松の港", "浜松の港"),
        ("栁川の堀", "柳川の堀"),
        ("伊逹の町", "伊達の町"),
        ("髙齢の人", "高齢の人"),
        ("齋藤の案", "斎藤の案"),
        ("嶋の振興", "島の振興"),
        ("國勢の調べ", "国勢の調べ"),
        ("埜の道の駅", "野の道の駅"),
        ("消防の噐具", "消防の器具"),
        ("暎像の配信", "映像の配信"),
        ("巡廻の相談", "巡回の相談"),
    ] {
        assert_eq!(found(&[(form, "")], usual), [form]);
        assert_eq!(found(&[(usual, "")], form), [usual]);
    }
}

#[test]
fn what_is_half_converted_is_read_as_a_whole() {
    let titles = [
        ("恩給の支給", ""),
        ("統計データの提供", ""),
        ("郵便局の活用", ""),
    ];
    for (typed, wanted) in [
        ("おんkyう", "恩給の支給"),
        ("おんkyuう", "恩給の支給"),
        ("ゆうびんkょく", "郵便局の活用"),
        // The ー of hiragana does not make them katakana.
        ("とうけいーた", "統計データの提供"),
        ("とうけいーでた", "統計データの提供"),
    ] {
        let hits = found(&titles, typed);
        assert_eq!(hits.first().map(String::as_str), Some(wanted), "{typed}");
    }
}

#[test]
fn an_english_word_as_typed_stands_before_its_translation() {
    let titles = [
        ("避難所の公衆無線LANの整備", "地域"),
        ("学校の通信", "教室にもWi-Fiを置く"),
    ];
    let hits = found(&titles, "wifi");
    assert_eq!(hits, ["学校の通信", "避難所の公衆無線LANの整備"]);
}

#[test]
fn a_word_does_not_go_over_a_sign_from_the_middle_of_one_to_that_of_another() {
    let titles = [("人材の確保・育成等", ""), ("保育の充実", "")];
    assert_eq!(found(&titles, "保育"), ["保育の充実"]);
    assert_eq!(found(&titles, "確保育成"), ["人材の確保・育成等"]);
}

#[test]
fn a_word_typed_by_its_sound_is_no_chance_neighbour() {
    let titles = [
        ("三者間同時通訳", ""),
        ("大阪・関西万博", ""),
        ("移住と交流", ""),
        ("共聴施設の再編", ""),
    ];
    for typed in [
        "けんどう",
        "かんぜい",
        "kanzei",
        "きょうりゅう",
        "shinkansen",
    ] {
        assert!(found(&titles, typed).is_empty(), "{typed}");
    }
    assert_eq!(found(&titles, "きょうちょう"), ["共聴施設の再編"]);
    assert_eq!(found(&titles, "こうりゅう"), ["移住と交流"]);
}
