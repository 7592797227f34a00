//! A made-up government through the whole program, in the official shapes and with all their traps: its
//! tree, its sums by ministry and year, the answers of the ready questions, and what joins over the sources.
//! What is expected is added up here from the same figures, or written down.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::{Value, json};

use crate::support::process;

/// Million yen: initial, supplementary, carried over, reserve, executed, next request.
type Year = (u16, [i64; 6]);

/// A programme: ID, name, ministry of policy, body, bureau, accounts, years.
type Programme = (
    u32,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u8,
    &'static [Year],
);

/// Year of the sheets.
const NOW: u16 = 2025;

const CLOUDS: &str = "雲務省";
const STARS: &str = "星務省";
const MOSS: &str = "苔庁";

/// Not in the order of their IDs; nothing is executed yet in the sheets' own year.
#[rustfmt::skip]
const ALL: [Programme; 18] = [
    (512, "雲酸素の安定供給", CLOUDS, CLOUDS, "道路局", 1, &[
        (2024, [18_700_000, 0, 0, 0, 18_300_000, 18_900_000]), (2025, [18_900_000, 0, 0, 0, 0, 19_150_000])]),
    (501, "雲の道の整備", CLOUDS, CLOUDS, "道路局", 3, &[
        (2021, [1200, 0, 0, 0, 1140, 1400]), (2022, [1250, 0, 0, 0, 1187, 1300]), (2023, [1300, 0, 0, 0, 1235, 1500]),
        (2024, [1280, 0, 0, 0, 1216, 1300]), (2025, [1300, 0, 0, 0, 0, 1450])]),
    (502, "霧笛\u{a0}電力網\u{3000}構築事業", CLOUDS, CLOUDS, "道路局", 1, &[
        (2021, [0, 9000, 0, 0, 0, 4000]), (2022, [4000, 0, 9000, 0, 8100, 5000]), (2023, [5000, 6200, 4900, 30, 9000, 5000]),
        (2024, [5000, 12_000, 6900, 0, 11_000, 5200]), (2025, [5200, 0, 12_900, 0, 0, 5200])]),
    (503, "雲量の調達（一括計上）", CLOUDS, CLOUDS, "官房", 0, &[
        (2024, [0, 0, 0, 0, 37, 0]), (2025, [0; 6])]),
    (504, "雲床暖房の研究開発", CLOUDS, CLOUDS, "官房", 1, &[
        (2023, [200, 0, 0, 0, 180, 200]), (2024, [200, 0, 0, 0, 184, 0]), (2025, [0; 6])]),
    (505, "雲防護網の実証", CLOUDS, CLOUDS, "官房", 1, &[(2025, [250, 0, 0, 0, 0, 260])]),
    (506, "雲農業の立上げ", CLOUDS, CLOUDS, "官房", 0, &[(2025, [0, 0, 0, 0, 0, 700])]),
    (601, "星図の刊行（旧：星表の刊行）", STARS, "暦庁", "暦庁", 1, &[
        (2023, [60, 0, 0, 0, 55, 60]), (2024, [60, 0, 0, 0, 58, 61]), (2025, [61, 0, 0, 0, 0, 61])]),
    (603, "深星の調査", STARS, STARS, "観測局", 1, &[
        (2024, [25, 0, 0, 0, 24, 26]), (2025, [26, 0, 0, 0, 0, 26])]),
    (602, "深星の調査", STARS, STARS, "観測局", 1, &[
        (2024, [190, 0, 0, 0, 170, 190]), (2025, [190, 0, 0, 0, 0, 190])]),
    (604, "星見の推進（本庁）", STARS, STARS, "観測局", 1, &[
        (2021, [120, 0, 0, 0, 110, 122]), (2024, [122, 0, 0, 0, 120, 124]), (2025, [124, 0, 0, 0, 0, 124])]),
    (605, "星見の推進（地方）", STARS, STARS, "観測局", 1, &[
        (2021, [35, 0, 0, 0, 30, 35]), (2024, [35, 0, 0, 0, 30, 40]), (2025, [31, 0, 0, 0, 0, 31])]),
    (606, "星間線の防護", STARS, STARS, "観測局", 1, &[
        (2024, [950, -60, 0, 0, 0, 400]), (2025, [400, 0, 0, 0, 0, 390])]),
    (607, "星座席の更新", STARS, STARS, "観測局", 1, &[
        (2023, [40, 0, 0, 0, 15, 40]), (2024, [40, 0, 0, 0, 20, 40]), (2025, [40, 0, 0, 0, 0, 40])]),
    (701, "天文苔の収集", MOSS, MOSS, "", 1, &[
        (2024, [300, 0, 0, 0, 290, 300]), (2025, [300, 0, 0, 0, 0, 300])]),
    (702, "読苔交付金", MOSS, MOSS, "", 1, &[
        (2024, [3000, 0, 0, 0, 2900, 3000]), (2025, [3000, 0, 0, 0, 0, 2200])]),
    (703, "聴覚障害者のための　苔体験事業", MOSS, MOSS, "", 1, &[
        (2024, [16, 0, 0, 0, 15, 16]), (2025, [16, 0, 0, 0, 0, 40])]),
    (704, "苔の手入れ", MOSS, MOSS, "", 1, &[
        (2021, [50, 0, 0, 0, 49, 60]), (2023, [60, 0, 0, 0, 58, 60]), (2024, [60, 0, 0, 0, 57, 61]), (2025, [61, 0, 0, 0, 0, 61])]),
];

const MILLION: i64 = 1_000_000;

/// Of 607 in 2024 one yen less than half is spent.
fn yen((id, year): (u32, u16), million: [i64; 6]) -> [i64; 6] {
    let mut yen = million.map(|m| m * MILLION);
    if (id, year) == (607, 2024) {
        yen[4] -= 1;
    }
    yen
}

fn head(table: &str) -> Vec<String> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/reviews");
    let text = std::fs::read_to_string(data.join(table)).unwrap();
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap();
    first.split(',').map(str::to_owned).collect()
}

/// A table of the RS system: its head and rows of cells by column.
struct Table {
    head: Vec<String>,
    text: String,
}

impl Table {
    fn like(table: &str) -> Self {
        let head = head(table);
        let text = format!("\u{feff}{}\r\n", head.join(","));
        Self { head, text }
    }

    fn row(&mut self, of: &Programme, cells: &[(&str, String)]) {
        let (id, name, ministry, body, bureau, ..) = of;
        let (id, year) = (id.to_string(), NOW.to_string());
        let order = [CLOUDS, STARS, MOSS].iter().position(|m| m == ministry);
        let order = (order.unwrap() + 1).to_string();
        let common = [
            ("シート種別", "レビューシート"),
            ("事業年度", &year),
            ("予算事業ID", &id),
            ("事業名", name),
            ("府省庁の建制順", &order),
            ("建制順", &order),
            ("政策所管府省庁", ministry),
            ("所管府省庁", ministry),
            ("府省庁", body),
            ("局・庁", bureau),
            ("課", "総務課"),
        ];
        let cell = |head: &String| {
            let own = cells.iter().find(|(name, _)| name == head);
            let usual = common.iter().find(|(name, _)| name == head);
            let text = own.map(|(_, text)| text.as_str());
            let text = text.or(usual.map(|(_, text)| *text)).unwrap_or_default();
            match text.contains(['"', ',', '\n']) {
                true => format!("\"{}\"", text.replace('"', "\"\"")),
                false => text.to_owned(),
            }
        };
        let cells: Vec<String> = self.head.iter().map(cell).collect();
        self.text.push_str(&cells.join(","));
        self.text.push_str("\r\n");
    }
}

fn money() -> Table {
    let mut table = Table::like("2-1_RS_2024_予算・執行_サマリ.csv");
    for of in &ALL {
        for (year, million) in of.6.iter().rev() {
            let [initial, more, carried, reserve, executed, request] = yen((of.0, *year), *million);
            let total = initial + more + carried + reserve;
            let aggregate = [
                ("予算年度", year.to_string()),
                ("当初予算（合計）", initial.to_string()),
                ("補正予算（合計）", more.to_string()),
                ("前年度からの繰越し（合計）", carried.to_string()),
                ("予備費等（合計）", format!(" {reserve}")),
                ("計（歳出予算現額合計）", total.to_string()),
                ("執行額（合計）", executed.to_string()),
                ("翌年度への繰越し(合計）", "0".to_owned()),
                ("翌年度要求額（合計）", format!("{request}.0")),
            ];
            // Rows of the accounts, before the aggregate as often as behind it.
            let first = of.0 % 2 == 0;
            if first {
                table.row(of, &aggregate);
            }
            for account in 0..of.5.max(1) {
                let share = |yen: i64| (if account == 0 { yen } else { 0 }).to_string();
                let named = |name: &str| {
                    if of.5 == 0 {
                        String::new()
                    } else {
                        name.to_owned()
                    }
                };
                table.row(
                    of,
                    &[
                        ("予算年度", year.to_string()),
                        ("会計区分", named("特別会計")),
                        (
                            "勘定",
                            named(["雨勘定", "雪勘定", "霰勘定"][usize::from(account)]),
                        ),
                        ("当初予算", share(initial)),
                        ("第1次補正予算", share(more)),
                        ("前年度から繰越し", share(carried)),
                        ("予備費等1", share(reserve)),
                        ("歳出予算現額", share(total)),
                        ("執行額", share(executed)),
                        ("翌年度要求額", share(request)),
                        ("要望額", share(7 * MILLION)),
                    ],
                );
            }
            if !first {
                table.row(of, &aggregate);
            }
        }
        // Two empty aggregates are no figure.
        if of.0 == 704 {
            for _ in 0..2 {
                table.row(of, &[("予算年度", "2022".to_owned())]);
            }
        }
    }
    table
}

fn outlines() -> Table {
    let mut table = Table::like("1-2_RS_2024_基本情報_事業概要等.csv");
    for of in &ALL {
        let start = match of.0 {
            501 => 2015,
            601 => 2010,
            602 => 2014,
            _ => 2022,
        };
        // Rows repeat to tell a second 主要経費.
        for expense in ["その他の事項経費", "科学振興費"] {
            table.row(
                of,
                &[
                    ("事業の目的", "「空」を、\n\"きれい\"に,する。".to_owned()),
                    ("事業開始年度", start.to_string()),
                    ("主要経費", expense.to_owned()),
                ],
            );
        }
    }
    table
}

fn payees() -> Table {
    let mut table = Table::like("5-1_RS_2024_支出先_支出情報.csv");
    let of = &ALL[1];
    let blank = |yen: i64| format!("{yen} ");
    for (block, name, number, paid) in [
        ("A", "架空雲道株式会社", "4010000000001", 900),
        ("A", "株式会社雲舗装", "8010000000002", 300),
        // Paid out of block A.
        ("B", "架空霧県", "201000000000", 100),
        ("A", "個人Ａ", "", 3),
    ] {
        let base = [("支出先ブロック番号", block.to_owned())];
        let block = [
            &base[..],
            &[("ブロックの合計支出額", blank(1_203 * MILLION))],
        ]
        .concat();
        table.row(of, &block);
        let payee = [
            &base[..],
            &[
                ("支出先名", name.to_owned()),
                ("法人番号", format!("{number} ")),
                ("支出先の合計支出額", blank(paid * MILLION)),
            ],
        ]
        .concat();
        table.row(of, &payee);
        let contract = [
            &base[..],
            &[
                ("支出先名", name.to_owned()),
                ("金額", blank(paid * MILLION)),
            ],
        ]
        .concat();
        table.row(of, &contract);
    }
    table
}

/// JUDGIT's sheet: year, ministry, name, start, initial and executed of the two years before its own and
/// initial of its own, in million yen as printed.
type Sheet = (
    u16,
    &'static str,
    &'static str,
    u16,
    [(f64, f64); 2],
    f64,
    f64,
);

#[rustfmt::skip]
const SHEETS: [Sheet; 18] = [
    (2022, CLOUDS, "雲の道の\n整備", 2015, [(1176.0, 1057.0), (1199.0, 1140.0)], 1250.0, 1300.0),
    (2023, CLOUDS, "雲の道の整備", 2015, [(1200.0, 1140.0), (1250.0, 1187.0)], 1300.0, 1500.0),
    (2022, STARS, "星表の刊行", 2010, [(58.0, 57.0), (59.0, 58.0)], 59.5, 60.0),
    (2023, STARS, "星表の刊行", 2010, [(59.0, 58.0), (59.642_215_999_999, 58.5)], 60.0, 60.0),
    (2022, STARS, "深星の調査", 2014, [(180.0, 170.0), (185.0, 171.0)], 186.0, 187.0),
    (2023, STARS, "深星の調査", 2014, [(185.0, 171.0), (186.0, 172.0)], 187.0, 190.0),
    (2023, STARS, "深星の調査", 2022, [(0.0, 0.0), (20.0, 19.0)], 24.0, 25.0),
    (2022, STARS, "星見の推進", 2001, [(150.0, 139.0), (155.0, 140.0)], 156.0, 157.0),
    (2023, STARS, "星見の推進", 2001, [(155.0, 140.0), (156.0, 150.0)], 157.0, 158.0),
    (2022, CLOUDS, "天文苔の収集", 2022, [(270.0, 260.0), (280.0, 270.0)], 290.0, 295.0),
    (2023, CLOUDS, "天文苔の収集", 2022, [(280.0, 270.0), (290.0, 280.0)], 295.0, 300.0),
    (2022, MOSS, "苔の手入れ", 2022, [(49.0, 44.0), (50.0, 49.0)], 55.0, 60.0),
    (2023, MOSS, "苔の手入れ", 2022, [(50.0, 49.0), (55.0, 54.0)], 60.0, 60.0),
    // Nothing but the number tells these apart, and the later ones stand in the other order.
    (2022, MOSS, "苔災害復旧費", 2013, [(100.0, 90.0), (40.0, 30.0)], 6.0, 5.0),
    (2022, MOSS, "苔災害復旧費", 2013, [(163.0, 150.0), (170.0, 160.0)], 76.0, 50.0),
    (2023, MOSS, "苔災害復旧費", 2013, [(170.0, 160.0), (76.0, 70.0)], 50.0, 40.0),
    (2023, MOSS, "苔災害復旧費", 2013, [(40.0, 30.0), (6.0, 5.0)], 5.0, 4.0),
    (2023, MOSS, "苔災害復旧費", 2013, [(0.0, 0.0), (0.0, 0.0)], 7.0, 8.0),
];

fn judgit(of: impl Fn(u16) -> bool) -> String {
    let line = |(at, sheet): (usize, &Sheet)| {
        let (year, ministry, name, start, before, own, request) = sheet;
        let mut years: Vec<Value> = Vec::new();
        for (back, (initial, executed)) in [(2, before[0]), (1, before[1])] {
            years.push(json!({"年度": year - back, "当初予算": initial, "補正予算": 0.0, "前年度から繰越し": 0.0,
                "翌年度へ繰越し": 0.0, "予備費等": 0.0, "予算計": initial, "執行額": executed}));
        }
        years.push(
            json!({"年度": year, "当初予算": own, "補正予算": 0.0, "前年度から繰越し": 0.0,
            "翌年度へ繰越し": 0.0, "予備費等": 0.0, "予算計": own}),
        );
        years.push(json!({"年度": year + 1, "要求額": request}));
        json!({"ID": null, "事業ID": null, "公開年度": year, "事業名": name, "開始年度": start, "終了年度": null,
            "府省庁": ministry, "事業番号": format!("{year}-空-22-{at:04}"), "担当部局庁": "総務局", "担当課室": "総務課",
            "作成責任者": "課長　架空　花子", "会計区分": ["一般会計"], "事業目的": "空", "事業概要": "空", "予算": years,
            "支出先": []})
        .to_string()
    };
    let all = SHEETS.iter().enumerate().filter(|(_, sheet)| of(sheet.0));
    all.map(line).collect::<Vec<_>>().join("\n")
}

/// The files of the government, in a folder of their own.
struct Government {
    folder: tempfile::TempDir,
}

const RS: [&str; 3] = ["2-1.csv", "1-2.csv", "5-1.csv"];
const BOTH: [&str; 4] = ["2-1.csv", "judgit.ndjson", "1-2.csv", "5-1.csv"];

impl Government {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write =
            |name: &str, text: String| std::fs::write(folder.path().join(name), text).unwrap();
        write("2-1.csv", money().text);
        write("1-2.csv", outlines().text);
        write("5-1.csv", payees().text);
        write("judgit.ndjson", judgit(|_| true));
        write("2022.ndjson", judgit(|year| year == 2022));
        write("2023.ndjson", judgit(|year| year == 2023));
        Self { folder }
    }

    fn answer(&self, files: &[&str], arguments: &[&str]) -> String {
        let output = process::run(self.folder.path(), &[files, arguments].concat());
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success() && said.is_empty(), "{said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, files: &[&str], arguments: &[&str]) -> Value {
        serde_json::from_str(&self.answer(files, arguments)).unwrap()
    }

    fn rows(&self, files: &[&str]) -> Vec<Value> {
        let rows = self.answer(files, &["export", "--format", "jsonl"]);
        rows.lines()
            .map(|row| serde_json::from_str(row).unwrap())
            .collect()
    }
}

/// The yen of a figure in 億円; none where it is not known.
fn figure(value: &Value) -> Option<i64> {
    let oku: rust_decimal::Decimal = value.as_str()?.parse().unwrap();
    let yen = (oku * rust_decimal::Decimal::from(100 * MILLION)).normalize();
    Some(yen.to_string().parse().unwrap())
}

/// Sums: programmes, initial, supplementary, carried, reserve, total, executed, next request.
type Sums = [i64; 8];

const COLUMNS: [&str; 7] = [
    "initial_oku",
    "supplementary_oku",
    "carried_oku",
    "reserve_oku",
    "total_oku",
    "executed_oku",
    "next_request_oku",
];

fn expected(year: u16, is_in: impl Fn(&Programme) -> bool) -> Sums {
    let mut sums = [0; 8];
    for of in ALL.iter().filter(|of| is_in(of)) {
        let own = of.6.iter().filter(|(own, _)| *own == year);
        for (_, million) in own {
            let [initial, more, carried, reserve, executed, request] = yen((of.0, year), *million);
            let total = initial + more + carried + reserve;
            let all = [1, initial, more, carried, reserve, total, executed, request];
            sums.iter_mut().zip(all).for_each(|(sum, yen)| *sum += yen);
        }
    }
    sums
}

#[test]
fn the_tree_and_its_sums_are_those_of_the_files() {
    let government = Government::new();
    let rows = government.rows(&RS);
    let known: Vec<&Value> = rows
        .iter()
        .filter(|row| !row["initial_oku"].is_null())
        .collect();
    assert_eq!(known.len(), ALL.iter().map(|of| of.6.len()).sum::<usize>());
    let places =
        |row: &Value| ["ministry", "body", "bureau"].map(|k| row[k].as_str().unwrap().to_owned());
    let told: BTreeSet<(u64, [String; 3])> = rows
        .iter()
        .map(|row| (row["programme_id"].as_u64().unwrap(), places(row)))
        .collect();
    let made = ALL
        .iter()
        .map(|of| (of.0.into(), [of.2, of.3, of.4].map(str::to_owned)));
    assert_eq!(told, made.collect());
    let sums = |rows: &[&Value]| -> Sums {
        let mut sums = [0; 8];
        for row in rows {
            sums[0] += 1;
            for (sum, column) in sums[1..].iter_mut().zip(COLUMNS) {
                *sum += figure(&row[column]).unwrap_or_default();
            }
        }
        sums
    };
    for year in 2021..=NOW {
        let of_year: Vec<&Value> = known
            .iter()
            .filter(|row| row["year"] == year)
            .copied()
            .collect();
        for body in [CLOUDS, STARS, "暦庁", MOSS] {
            let own: Vec<&Value> = of_year
                .iter()
                .filter(|row| row["body"] == body)
                .copied()
                .collect();
            assert_eq!(
                sums(&own),
                expected(year, |of| of.3 == body),
                "{body} {year}"
            );
        }
        let asked = [
            "--year",
            &year.to_string(),
            "totals",
            "--by",
            "pillar",
            "--format",
            "json",
        ];
        let told = government.json(&RS, &asked);
        let mut all = told["pillars"].as_array().unwrap().clone();
        all.push(told["total"].clone());
        for row in &all {
            let ministry = row["ministry"].as_str().unwrap();
            let mut sums = [row["programmes"].as_i64().unwrap(), 0, 0, 0, 0, 0, 0, 0];
            for (sum, column) in sums[1..].iter_mut().zip(COLUMNS) {
                *sum = figure(&row[column]).unwrap_or_default();
            }
            let is_in = |of: &Programme| ministry == "合計" || of.2 == ministry;
            assert_eq!(sums, expected(year, is_in), "{ministry} {year}");
            // 0 before the year is over is not known, and no zero.
            assert_eq!(row["executed_oku"].is_null(), year == NOW, "{row}");
        }
    }
}

/// ID, budget year, and the figures that the answer goes by.
type Answer = (u32, u16, &'static [(&'static str, &'static str)]);

/// What each question answers: ID, budget year, and the figures that it goes by, in million yen or percent.
#[rustfmt::skip]
const ANSWERS: &[(&str, &[Answer])] = &[
    ("rises", &[
        (512, 2025, &[("initial", "189000"), ("request", "191500"), ("change", "2500")]),
        (506, 2025, &[("initial", "0"), ("request", "7"), ("change", "7")]),
        (501, 2025, &[("initial", "13"), ("request", "14.5"), ("change", "1.5")]),
        (703, 2025, &[("change", "0.24")]), (505, 2025, &[("change", "0.1")])]),
    ("falls", &[
        (702, 2025, &[("initial", "30"), ("request", "22"), ("change", "-8")]), (606, 2025, &[("change", "-0.1")])]),
    ("percent", &[
        (703, 2025, &[("percent", "150.0")]), (501, 2025, &[("percent", "11.5")]), (505, 2025, &[("percent", "4.0")]),
        (512, 2025, &[("percent", "1.3")])]),
    ("ended", &[(503, 2024, &[("executed", "0.37")]), (504, 2024, &[("initial", "2"), ("executed", "1.84")])]),
    ("unspent", &[
        (606, 2024, &[("total", "8.9"), ("executed", "0"), ("percent", "0.0")]),
        (502, 2024, &[("total", "239"), ("executed", "110"), ("percent", "46.0")]),
        (607, 2024, &[("total", "0.4"), ("executed", "0.19999999"), ("percent", "50.0")])]),
    ("unspent-twice", &[(607, 2024, &[])]),
    ("asked-again", &[(502, 2024, &[("request", "52")]), (607, 2024, &[("request", "0.4")])]),
    ("no-budget", &[(503, 2024, &[("total", "0"), ("executed", "0.37")])]),
    ("new", &[(505, 2025, &[("initial", "2.5")])]),
    ("request-only", &[(506, 2025, &[("request", "7")])]),
    ("largest", &[
        (512, 2025, &[("initial", "189000")]), (702, 2025, &[("initial", "30")]), (606, 2025, &[("initial", "4")])]),
    ("supplementary", &[
        (502, 2024, &[("initial", "50"), ("supplementary", "120")]),
        (606, 2024, &[("initial", "9.5"), ("supplementary", "-0.6")])]),
    ("twice", &[(603, 2025, &[]), (602, 2025, &[])]),
    ("granted", &[
        (501, 2022, &[("request", "14"), ("initial", "12.5")]), (501, 2024, &[("request", "15"), ("initial", "12.8")]),
        (605, 2025, &[("request", "0.4"), ("initial", "0.31")])]),
    ("renamed", &[]),
    ("moved", &[]),
];

#[test]
fn the_ready_questions_have_these_answers() {
    let government = Government::new();
    let told = government.json(&RS, &["questions", "--limit", "50", "--format", "json"]);
    let told: BTreeMap<&str, &Vec<Value>> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|q| {
            (
                q["question"].as_str().unwrap(),
                q["answers"].as_array().unwrap(),
            )
        })
        .collect();
    assert_eq!(told.len(), ANSWERS.len());
    // Where the question has no order of its own, it is that of the sheets.
    let mut wrong = Vec::new();
    for (question, answers) in ANSWERS {
        let got = told[question];
        let ids: Vec<&str> = got.iter().map(|a| a["number"].as_str().unwrap()).collect();
        let want: Vec<String> = answers.iter().map(|(id, ..)| id.to_string()).collect();
        if ids != want {
            wrong.push(format!("{question}: {ids:?}, not {want:?}"));
            continue;
        }
        for ((id, year, figures), got) in answers.iter().zip(got) {
            let of = |name: &str| match name {
                "change" => got["change_oku"].clone(),
                "percent" => got["percent"].clone(),
                _ => got["figures_oku"][name].clone(),
            };
            let differs = figures.iter().any(|(name, value)| of(name) != *value);
            if differs || got["year"] != *year {
                wrong.push(format!("{question} {id}: {got}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn sheets_of_both_sources_are_one_programme_where_names_and_years_say_so() {
    let government = Government::new();
    let rows = government.rows(&BOTH);
    let years = |of: &dyn Fn(&Value) -> bool| -> Vec<u64> {
        let own = rows.iter().filter(|row| of(row));
        own.map(|row| row["year"].as_u64().unwrap()).collect()
    };
    let id = |id: u32| years(&move |row: &Value| row["programme_id"] == id);
    assert_eq!(id(501), [2020, 2021, 2022, 2023, 2024, 2025]);
    // Renamed, moved to another ministry, and two of one name told apart by their first year.
    assert_eq!(id(601), [2020, 2021, 2022, 2023, 2024, 2025]);
    assert_eq!(id(701), [2020, 2021, 2022, 2023, 2024, 2025]);
    assert_eq!(id(602), [2020, 2021, 2022, 2023, 2024, 2025]);
    assert_eq!(id(603), [2021, 2022, 2023, 2024, 2025]);
    // What was cut in two goes on under neither.
    assert_eq!(id(604), [2021, 2024, 2025]);
    assert_eq!(id(605), [2021, 2024, 2025]);
    assert_eq!(
        years(&|row| row["name"] == "星見の推進"),
        [2020, 2021, 2022, 2023]
    );
    let get = |id: u32, year: u16| {
        let row = rows
            .iter()
            .find(|row| row["programme_id"] == id && row["year"] == year);
        let row = row.unwrap();
        (figure(&row["initial_oku"]), figure(&row["executed_oku"]))
    };
    // The RS system before JUDGIT, the later sheet before the earlier one.
    assert_eq!(
        get(501, 2020),
        (Some(1_176 * MILLION), Some(1_057 * MILLION))
    );
    assert_eq!(
        get(501, 2021),
        (Some(1_200 * MILLION), Some(1_140 * MILLION))
    );
    assert_eq!(get(601, 2022), (Some(59_642_216), Some(58_500_000)));
    // A year that the RS system has without figures is JUDGIT's.
    assert_eq!(get(704, 2022), (Some(55 * MILLION), Some(54 * MILLION)));
    assert_eq!(get(704, 2023), (Some(60 * MILLION), Some(58 * MILLION)));
    assert_eq!(get(501, 2025), (Some(1_300 * MILLION), None));
    // Sheets that only their figures tell apart go on as who had them.
    let mut restored: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["name"] == "苔災害復旧費") {
        let years = restored
            .entry(row["measure"].as_str().unwrap())
            .or_default();
        years.push(figure(&row["initial_oku"]).unwrap() / MILLION);
    }
    let mut restored: Vec<Vec<i64>> = restored.into_values().collect();
    restored.sort();
    assert_eq!(
        restored,
        [vec![0, 0, 7], vec![100, 40, 6, 5], vec![163, 170, 76, 50]]
    );
    let told = government.json(&BOTH, &["questions", "--limit", "50", "--format", "json"]);
    let notes = |word: &str| -> Vec<(String, String)> {
        let all = told.as_array().unwrap();
        let one = all.iter().find(|q| q["question"] == word).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let answers = one["answers"].as_array().unwrap().iter();
        answers
            .map(|a| (text(&a["number"]), text(&a["note"])))
            .collect()
    };
    let said = |id: &str, note: &str| (id.to_owned(), note.to_owned());
    assert_eq!(notes("renamed"), [said("601", "星表の刊行 (2023)")]);
    assert_eq!(notes("moved"), [said("701", "雲務省 (2023)")]);
}

#[test]
fn sheets_of_a_year_add_up_by_ministry() {
    let government = Government::new();
    for year in [2022_u16, 2023] {
        let (file, of_year) = (format!("{year}.ndjson"), year.to_string());
        let asked = [
            "--year", &of_year, "totals", "--by", "pillar", "--format", "json",
        ];
        let told = government.json(&[&file], &asked);
        for row in told["pillars"].as_array().unwrap() {
            let own = SHEETS
                .iter()
                .filter(|s| s.0 == year && row["ministry"] == s.1);
            let (mut count, mut initial, mut request) = (0, 0.0, 0.0);
            for sheet in own {
                count += 1;
                initial += sheet.5;
                request += sheet.6;
            }
            assert_eq!(row["programmes"], count);
            let million = |value: &Value| figure(value).unwrap() as f64 / 1e6;
            assert!(
                (million(&row["initial_oku"]) - initial).abs() < 1e-6,
                "{row}"
            );
            assert!(
                (million(&row["next_request_oku"]) - request).abs() < 1e-6,
                "{row}"
            );
            assert!(row["executed_oku"].is_null());
        }
    }
}

#[test]
fn payees_are_listed_and_never_added_up() {
    let government = Government::new();
    let shown = government.answer(
        &RS,
        &["--lang", "ja", "search", "架空雲道", "--format", "json"],
    );
    assert!(shown.contains("雲の道の整備"), "{shown}");
    let whole = government.answer(&RS, &["export", "--format", "json"]);
    for name in [
        "架空雲道株式会社 9億円",
        "株式会社雲舗装 3億円",
        "架空霧県 1億円",
        "個人1件",
    ] {
        assert!(whole.contains(name), "{name}");
    }
    // The sum of a block, of all blocks, and the person's name are nowhere.
    assert!(!whole.contains("12.03") && !whole.contains("13.03") && !whole.contains("個人Ａ"));
}
