//! Documents of other layouts: small made-up ones are read whole, and the same in other clothes.

use crate::support::figures::figures;
use shisaku::japanese::fold::wording;
use shisaku::model::Document;
use shisaku::parse::parse;
use unicode_normalization::UnicodeNormalization;

const PORT: &str = include_str!("../data/documents/port.txt");
const TOWN: &str = include_str!("../data/documents/town.txt");
const STARS: &str = include_str!("../data/documents/stars.md");
const MUSIC: &str = include_str!("../data/documents/music.txt");

/// One line for each programme: name, request, base.
fn programmes(document: &Document) -> Vec<String> {
    let lines = document.nodes.iter().filter_map(|node| {
        let budget = node.budget.as_ref()?;
        Some(format!("{} {}", wording(&node.title), figures(budget)))
    });
    lines.collect()
}

fn read(text: &str) -> Document {
    parse("made-up", text).unwrap()
}

#[test]
fn numbered_headings_with_sums_and_brackets() {
    let document = read(PORT);
    assert_eq!(
        programmes(&document),
        [
            "岸壁の耐震化 200 190",
            "荷さばき地の舗装 120 108",
            "離島航空路の維持 <45 <40",
            "滑走路灯火の更新 8.5 -",
            "操縦士養成奨学金 12 -",
            "整備士学校の設備更新 3 2.5",
            "航空教室の開催 0.5 0.4",
        ]
    );
    let sum = document
        .nodes
        .iter()
        .find(|n| n.title == "港の再整備")
        .unwrap();
    let printed = sum.printed.as_ref().unwrap();
    assert!(printed.agrees && printed.amount.oku.to_string() == "320");
    assert_eq!(document.coverage.unwrap().unread, 0);
    assert_eq!(document.meta.fiscal_year.as_deref(), Some("令和9年度"));
}

/// The sum behind the only table is that of the table and of the whole document; one of two tables is of its own heading.
#[test]
fn a_printed_total_is_the_document_s_own() {
    let row = |name: &str, n: u32| format!("| {name} | {n} | {n} |\n");
    let head = "| 事業名 | 要求額 | 前年度予算額 |\n|---|---:|---:|\n";
    let first = [row("灯台の改修", 500), row("桟橋の更新", 70)].concat();
    let second = [row("海図の電子化", 20), row("岸壁の清掃", 9)].concat();
    let title = "# 令和９年度 架空庁の要求\n\n（単位：百万円）\n\n";
    let text = format!("{title}{head}{first}{}", row("合計", 570));
    let document = read(&text);
    let printed = document.nodes[0].printed.as_ref().unwrap();
    assert!(printed.agrees && printed.amount.oku.to_string() == "5.7");

    let text = format!(
        "{title}## 1 港\n\n{head}{first}{}\n## 2 海\n\n{head}{second}{}{}",
        row("計", 570),
        row("計", 29),
        row("合計", 599)
    );
    let document = read(&text);
    let of = |title: &str| {
        let node = document.nodes.iter().find(|n| n.title == title).unwrap();
        let printed = node.printed.as_ref().unwrap();
        assert!(printed.agrees, "{title}");
        printed.amount.oku.to_string()
    };
    assert_eq!((of("港"), of("海")), ("5.7".to_owned(), "0.29".to_owned()));
    assert_eq!(of(&document.nodes[0].title), "5.99");
}

/// A cell of an account over several rows is a heading with its own sum; a total that a page's end set apart is a row of its table.
#[test]
fn sums_of_accounts_and_behind_tables_are_printed_sums() {
    let page = include_str!("../data/layouts/o06_kaikei.html");
    let kind = shisaku::source::kind(page.as_bytes()).unwrap();
    let source = shisaku::source::read_as(kind, page.as_bytes()).unwrap();
    let document = shisaku::parse::parse_source("made-up", &source).unwrap();
    let sum = |title: &str| {
        let node = document.nodes.iter().find(|n| n.title == title).unwrap();
        let printed = node.printed.as_ref().unwrap();
        assert!(printed.agrees, "{title}");
        printed.amount.oku.to_string()
    };
    assert_eq!(sum("一般会計"), "11.34131");
    assert_eq!(sum("特別会計"), "0.14379");
    let whole = document.nodes[0].printed.as_ref().unwrap();
    assert_eq!(whole.amount.oku.to_string(), "11.4851");

    let text = "# 令和９年度 架空庁の要求\n\n（単位：百万円）\n\n| 事業名 | 要求額 | 前年度予算額 |\n|---|---:|---:|\n\
                | 灯台の改修 | 500 | 400 |\n| 桟橋の更新 | 70 | 60 |\n\n合計    570    460\n";
    let document = read(text);
    let printed = document.nodes[0].printed.as_ref().unwrap();
    assert!(printed.agrees && printed.amount.oku.to_string() == "5.7");
    assert_eq!(document.coverage.unwrap().unread, 0);
}

/// A table of sums before what it sums up says what the document comes to; where it counts more than the document lists, that is no fault.
#[test]
fn a_table_of_sums_is_of_the_document() {
    let table = |total: u32| {
        format!(
            "# 令和９年度 架空庁の要求\n\n（単位：百万円）\n\n| 柱 | 要求額 |\n|---|---:|\n| 港 | 570 |\n| 海 | 29 |\n| 空 | 8 |\n| 合計 | {total} |\n\n\
             ## 1 港\n\n- 灯台の改修 500百万円\n- 桟橋の更新 70百万円\n\n## 2 海\n\n- 海図の電子化 29百万円\n\n## 3 空\n\n- 気球の点検 8百万円\n"
        )
    };
    let document = read(&table(607));
    let printed = document.nodes[0].printed.as_ref().unwrap();
    assert!(printed.agrees && printed.amount.oku.to_string() == "6.07");
    let document = read(&table(9607));
    assert!(document.nodes[0].printed.is_none());
    assert!(
        document
            .diagnostics
            .iter()
            .all(|d| d.code != "printed-sum-differs")
    );
}

#[test]
fn a_town_paper_in_ten_thousands_of_yen() {
    let document = read(TOWN);
    assert_eq!(
        programmes(&document),
        [
            "防災行政無線の更新 1.2345 -",
            "消防ポンプ車の購入(第2分団) 0.245 -",
            "高齢者タクシー券 0.089 -",
            "保育料の軽減 0.03568 new",
            "有害鳥獣の柵 0.021 0.018",
            "新規就農者の支援 0.15 0.12",
            "道の駅の改修 1 new",
        ]
    );
}

#[test]
fn markdown_in_western_years() {
    let document = read(STARS);
    assert_eq!(
        programmes(&document),
        [
            "大型望遠鏡の建設 12000 10000",
            "小型望遠鏡網 35 35",
            "若手天文学者の支援 12.5 new",
            "研究者交流 ? -",
            "移動天文台 15 12",
            "星空保護区 10 8",
        ]
    );
    let sum = document.nodes.iter().find(|n| n.title == "普及").unwrap();
    assert!(sum.printed.as_ref().unwrap().agrees);
}

#[test]
fn kanji_numerals_and_sentences() {
    let document = read(MUSIC);
    assert_eq!(
        programmes(&document),
        [
            "移動楽団の派遣 3 2",
            "楽器の貸出 0.8 0.7",
            "出前授業 1.2 1",
            "指導者研修 0.4 new"
        ]
    );
    assert_eq!(document.coverage.unwrap().text, 2);
}

#[test]
fn other_clothes_change_nothing() {
    let folded = |text: &str| -> String {
        text.chars()
            .flat_map(|c| {
                if matches!(c, '\u{3000}' | '①'..='⑳') {
                    vec![c]
                } else {
                    c.to_string().nfkc().collect()
                }
            })
            .collect()
    };
    type Change<'a> = (&'a str, &'a dyn Fn(&str) -> String);
    let changes: [Change<'_>; 5] = [
        ("half width", &folded),
        ("other bullets", &|t| t.replace(['・', '●', '▽', '□'], "❖")),
        ("blank lines", &|t| t.replace('\n', "\n\n")),
        ("no indent", &|t| {
            t.lines()
                .map(str::trim_start)
                .collect::<Vec<_>>()
                .join("\n")
        }),
        ("carriage returns", &|t| t.replace('\n', "\r\n")),
    ];
    for text in [PORT, TOWN, MUSIC] {
        let expected = programmes(&read(text));
        for (name, change) in &changes {
            assert_eq!(programmes(&read(&change(text))), expected, "{name}");
        }
    }
}

#[test]
fn hostile_text_is_read_in_one_pass() {
    for piece in [
        "・架空 1億2千万",
        "（（（［［【",
        "1,1,1,1",
        "令和9年度 ",
        "※（注1",
        "①",
    ] {
        read(&piece.repeat(2_000));
        read(&format!("{piece}\n").repeat(2_000));
    }
}
