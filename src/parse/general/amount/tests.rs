use super::*;
use crate::japanese::fold::folded;

fn read(text: &str) -> Vec<String> {
    moneys(&folded(text))
        .iter()
        .map(|m| {
            let sign = match m.sign {
                Sign::None => "",
                Sign::Plus => "+",
                Sign::Minus => "-",
            };
            format!("{sign}{}", m.amount.oku)
        })
        .collect()
}

#[test]
fn units_in_any_mixture_are_read_exactly() {
    for (text, oku) in [
        ("2億1,130万円", "2.113"),
        ("543億26百万円", "543.26"),
        ("1兆7,420億円", "17420"),
        ("3億4270万5000円", "3.42705"),
        ("1億2千3百万円", "1.23"),
        ("１，２３４百万円", "12.34"),
        ("811,000千円", "8.11"),
        ("21,000,000円", "0.21"),
        ("0.9 億円", "0.9"),
        ("20.0億円", "20.0"),
        ("16.8兆円", "168000"),
        ("68億2百万円", "68.02"),
        ("五億三千万円", "5.3"),
        ("四一八億六三〇〇万円", "418.63"),
        ("二百五十五億五千七百三十五万円", "255.5735"),
        ("一兆二〇五一億三八〇〇万円", "12051.38"),
        ("〇円", "0"),
        ("▲ 5億円", "-5"),
        ("＋12億（８補正）", "+12"),
        ("１２億　　５００万円", "12.05"),
        ("七九四六万円", "0.7946"),
    ] {
        assert_eq!(read(text), [oku], "{text}");
    }
}

#[test]
fn what_is_no_amount_of_money_is_none() {
    for text in [
        "百万円",
        "（単位：千円）",
        "320の市町村",
        "4,800万人",
        "2か所",
        "一億総活躍",
        "平成30年度",
        "数億円",
        "0000-22-1456",
        "1億2千万1億2千万1億2千万",
        "0.1千0.01億円",
        "3千5000万円",
        "二百三千万円",
    ] {
        assert_eq!(read(text), Vec::<String>::new(), "{text}");
    }
    assert_eq!(read("任期五年一二億一二四五万円"), ["12.1245"]);
}

#[test]
fn the_half_unit_follows_the_last_printed_unit() {
    let half = |text: &str| moneys(&folded(text))[0].amount.half_unit.to_string();
    assert_eq!(half("5億円"), "0.5");
    assert_eq!(half("543億26百万円"), "0.005");
    assert_eq!(half("五億三千万円"), "0.05");
    assert_eq!(half("342,705千円"), "0.000005");
}

#[test]
fn units_are_named_alone() {
    let unit = |text: &str| unit_in(&folded(text)).map(|u| u.yen);
    assert_eq!(unit("（単位：百万円、％）"), Some(1_000_000));
    assert_eq!(unit("要求額（億円）"), Some(100_000_000));
    assert_eq!(unit("千円"), Some(1000));
    assert_eq!(unit("単位の明示がないものは百万円。"), Some(1_000_000));
    let told = "金額の単位は、特に記載のあるものを除き**千円**です。";
    assert_eq!(unit(told), Some(1000));
    assert_eq!(unit("単位は問わず数千円です。"), None);
    assert_eq!(unit("5億円"), None);
}

#[test]
fn hostile_repetition_is_read_once() {
    let text = "1億2千万".repeat(20_000);
    assert!(read(&text).is_empty());
}
