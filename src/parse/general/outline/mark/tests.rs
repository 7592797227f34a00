//! Which marks lines begin with.

use super::*;
use crate::japanese::fold::folded;

#[test]
fn marks_are_told_by_their_kind() {
    let style = |text: &str| mark_of(&folded(text)).map(|m| m.style);
    for (text, expected) in [
        ("第１章　架空", Style::Chapter),
        ("第1節 架空", Style::Section),
        ("第１ 架空", Style::Dai),
        ("Ⅰ．架空", Style::Roman),
        ("一、架空", Style::Kanji),
        ("１．架空", Style::Number(1)),
        ("1 架空", Style::Number(1)),
        ("1-2 架空", Style::Number(2)),
        ("(1)架空", Style::Paren),
        ("1) 架空", Style::RightParen),
        ("①架空", Style::Circled),
        ("ア 架空", Style::Kata),
        ("（ア）架空", Style::ParenKata),
        ("A 架空", Style::Alpha),
        ("【架空の整備】", Style::Boxed('【')),
        ("■架空", Style::Sign('■')),
        ("→架空", Style::Sign('→')),
        ("施策一 架空", Style::Word('施')),
        ("第２款　架空費", Style::Word('款')),
        ("A-1 架空", Style::Number(2)),
        ("１　歳出の事業", Style::Number(1)),
        ("2 人材の育成", Style::Number(1)),
    ] {
        assert_eq!(style(text), Some(expected), "{text}");
    }
    for text in [
        "架空灯台",
        "0.9 億円",
        "3月の",
        "12 億円",
        "2025 年度",
        "12 か所",
        "3 人の",
        "（新）架空",
        "【新規】架空",
        "【予算】架空",
        "120 95 25",
        "アジア",
        "（かっこの中）",
    ] {
        assert_eq!(style(text), None, "{text}");
    }
}
