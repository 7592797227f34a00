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
