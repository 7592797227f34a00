use super::*;
use crate::parse::line::lines;

/// `name|request|base|first line` of every entry of the block at the top of the text.
fn read(text: &str) -> Vec<String> {
    let lines = lines(text);
    read_block(&lines, 0).entries.iter().map(short).collect()
}

fn short(entry: &Entry) -> String {
    let amount = |a: &crate::model::Amount| a.oku.to_string();
    let request = match &entry.request {
        Request::Amount(a) => amount(a),
        Request::Within(a) => format!("<={}", amount(a)),
        Request::Unspecified => "?".into(),
        Request::Parts(parts) => format!("{} parts", parts.len()),
    };
    let base = match &entry.base {
        Base::Amount(a) => amount(a),
        Base::Within(a) => format!("<={}", amount(a)),
        Base::New => "new".into(),
        Base::Parts(parts) => format!("{} parts", parts.len()),
        Base::None => "-".into(),
    };
    let relisted = if entry.relisted { "|再掲" } else { "" };
    format!("{}|{request}|{base}|{}{relisted}", entry.name, entry.line)
}

#[test]
fn the_mark_may_stand_anywhere() {
    for text in [
        "【予算】甲事業 8.1億円（元年度 5.1億円）",
        "**【予算】甲事業 8.1億円（元年度 5.1億円）**",
        "## 【予算】 甲事業 8.1億円（元年度 5.1億円）",
        "- 【予算】 甲事業**  \n8.1億円（元年度 5.1億円）",
        "**【予算】** 甲事業  \n8.1億円（元年度 5.1億円）",
        "## 【予算】甲事業\n\n \n8.1億円（元年度 5.1億円）",
        "【 予算 】甲事業 8.1億円\n\n(元年度 5.1億円)",
    ] {
        assert_eq!(read(text), ["甲事業|8.1|5.1|1"], "{text}");
    }
    assert_eq!(
        read("## 【予算】\n\n甲事業  \n8.1億円【新規】"),
        ["甲事業|8.1|new|3"]
    );
}

#[test]
fn figures_that_the_edge_of_a_page_cut_go_on() {
    for text in [
        "【予算】甲事業 8.1億円（元年度 5.1億\n円）",
        "【予算】甲事業 8.1億円（元年度 5.1\n億円）",
        "【予算】甲事業 8.1 億\n円（元年度 5.1 億円）",
        "【予算】甲事\n業 8.1億円（元年\n度 5.1億円）",
    ] {
        assert_eq!(read(text), ["甲事業|8.1|5.1|1"], "{text}");
    }
    assert_eq!(
        read("【予算】甲事業 8.1億円【新\n規】"),
        ["甲事業|8.1|new|1"]
    );
    assert!(read("【予算】甲事業 8.l億円（元年度 5.1億円）\n次の文 1.0億円").is_empty());
}

#[test]
fn one_mark_may_serve_several_lines() {
    assert_eq!(
        read(
            "【予算】甲 1.0億円（元年度 0.5億円）\n\n乙補助金 2.0億円【新規】\n\n丙事業\n\n0.4億円（元年度 0.4億円）\n\n普通の文。"
        ),
        ["甲|1.0|0.5|1", "乙補助金|2.0|new|3", "丙事業|0.4|0.4|5"]
    );
    assert_eq!(
        read(
            "【予算】甲 35.6億円\n\n(元年度 31.6億円)\n\n \n乙 32.5億円\n\n(元年度 42.5億円)\n\n甲のイメージ図"
        ),
        ["甲|35.6|31.6|1", "乙|32.5|42.5|6"]
    );
}

#[test]
fn names_run_over_lines() {
    assert_eq!(
        read("**【予算】交付金  \nうち推進事業 等**\n\n5.8億円（元年度 2.9億円）"),
        ["交付金うち推進事業 等|5.8|2.9|1"]
    );
    assert_eq!(
        read("【予算】長い名前の\n事業 5.8億円【新規】"),
        ["長い名前の事業|5.8|new|1"]
    );
}

#[test]
fn loans_are_kept_apart() {
    let text = "**【予算（財投等）】** 機構（J）を通じた支援  \n産業投資450億円、政府保証270億円  \n(元年度：産業投資267億円、政府保証85億円)";
    assert_eq!(read(text), ["機構（J）を通じた支援|2 parts|2 parts|1"]);
    assert_eq!(
        read_block(&lines(text), 0).entries[0].account,
        Account::Filp
    );
}

#[test]
fn relisted_marks_leave_the_name() {
    assert_eq!(
        read("**【予算】 甲策定（再掲） 1.0億円（元年度 0.5億円）**"),
        ["甲策定|1.0|0.5|1|再掲"]
    );
    assert_eq!(
        read("**【予算】** 甲（再掲）  \n1.0億円（元年度 0.5億円）"),
        ["甲|1.0|0.5|1|再掲"]
    );
}

#[test]
fn what_follows_a_block_stays_text() {
    for after in [
        "※経費については、内閣官房の下で一括計上",
        "【国と地方公共団体の共同訓練】",
        "- 海外売上高を500億円に増加",
        "## 補助のイメージ図",
        "(11.0億円) の内数",
        "補助額：30億円",
        "総事業費は約30億円",
        "合計 30億円",
        "うち地方分 0.5億円",
    ] {
        let text = format!("【予算】甲 1.0億円（元年度 0.5億円）\n\n{after}");
        assert_eq!(read(&text), ["甲|1.0|0.5|1"], "{after}");
    }
}

#[test]
fn a_mark_without_figures_is_no_entry() {
    let lines = lines("【予算】甲事業\n\n- 普通の文");
    let block = read_block(&lines, 0);
    assert_eq!((block.entries.len(), block.next), (0, 0));
}
