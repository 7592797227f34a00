//! The same document in other clothes reads the same: other bullets and brackets, half and full width, no indent, blank lines
//! between, western and other years, other head words, no form feeds, columns in another order, another unit.

use crate::support::figures::figures;
use shisaku::japanese::fold::wording;
use shisaku::model::Document;
use shisaku::parse::parse;
use unicode_normalization::UnicodeNormalization;

const PORT: &str = include_str!("../data/documents/port.txt");
const TOWN: &str = include_str!("../data/documents/town.txt");
const STARS: &str = include_str!("../data/documents/stars.md");
const MUSIC: &str = include_str!("../data/documents/music.txt");
const SHORE: &str = include_str!("../data/documents/shore.txt");
const LEDGER: &str = include_str!("../data/documents/ledger.txt");
const CARDS: &str = include_str!("../data/documents/cards.txt");
const BESIDE: &str = include_str!("../data/documents/beside.txt");
const TWOFOLD: &str = include_str!("../data/documents/twofold.txt");

/// One line for each programme: name, request, base.
fn programmes(document: &Document) -> Vec<String> {
    let lines = document.nodes.iter().filter_map(|node| {
        let budget = node.budget.as_ref()?;
        let again = if budget.original.is_some() || node.relisted {
            " again"
        } else {
            ""
        };
        // Whatever brackets a name has, it is the same name.
        let name = wording(&node.title)
            .replace(['[', '〔'], "(")
            .replace([']', '〕'], ")");
        Some(format!("{name} {}{again}", figures(budget)))
    });
    lines.collect()
}

fn read(text: &str) -> Vec<String> {
    let document = parse("made-up", text).unwrap();
    assert_eq!(
        document.coverage.unwrap().unread,
        0,
        "{:?}\n{text}",
        document.diagnostics
    );
    programmes(&document)
}

fn narrow(text: &str) -> String {
    let keep = |c: char| matches!(c, '\u{3000}' | '①'..='⑳' | '…');
    let one = |c: char| {
        if keep(c) {
            c.to_string()
        } else {
            c.to_string().nfkc().collect()
        }
    };
    text.chars().map(one).collect()
}

fn wide(text: &str) -> String {
    let one = |c: char| match c {
        '0'..='9' | '(' | ')' | ',' => char::from_u32(c as u32 + 0xfee0).unwrap(),
        _ => c,
    };
    text.chars().map(one).collect()
}

fn flush(text: &str) -> String {
    let lines: Vec<&str> = text
        .lines()
        .map(|l| l.trim_start_matches([' ', '\u{3000}']))
        .collect();
    lines.join("\n")
}

fn bullets(text: &str, to: &str) -> String {
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = line.strip_suffix(words).unwrap_or_default();
        match words.strip_prefix(['・', '●', '▽', '□', '○', '▶']) {
            Some(rest) => format!("{indent}{to}{rest}"),
            None => line.to_owned(),
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// The years as a paper of another year prints them.
fn years(text: &str, request: &str, base: &str) -> String {
    text.replace("令和９年度", request)
        .replace("令和9年度", request)
        .replace("令和８年度", base)
        .replace("令和8年度", base)
        .replace("2027年度", request)
        .replace("2026年度", base)
}

/// Every amount in 億円 as a paper prints it that counts in 百万円.
fn millions(text: &str) -> String {
    let parts: Vec<&str> = text.split("億円").collect();
    let Some((last, before)) = parts.split_last() else {
        return text.to_owned();
    };
    let part = |part: &&str| {
        let is_number = |c: char| c == '.' || c == ',' || c.is_ascii_digit();
        let words = part.trim_end_matches(is_number);
        let number = part.strip_prefix(words).unwrap_or_default();
        match number.replace(',', "").parse::<rust_decimal::Decimal>() {
            Ok(oku) => {
                let millions = (oku * rust_decimal::Decimal::ONE_HUNDRED).normalize();
                let millions = millions.to_string().parse().map(grouped);
                format!("{words}{}百万円", millions.unwrap())
            }
            Err(_) => format!("{part}億円"),
        }
    };
    let mut out: String = before.iter().map(part).collect();
    out.push_str(last);
    out
}

/// Pages that end in form feeds instead of numbers, or numbers of another form.
fn page_ends(text: &str, to: fn(&str) -> String) -> String {
    let line = |line: &str| {
        let number = line
            .strip_prefix("- ")
            .and_then(|rest| rest.strip_suffix(" -"));
        number.map_or_else(|| line.to_owned(), to)
    };
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join("\n").replace("\u{c}\n", "\u{c}")
}

/// Headings with other marks of the same order.
fn heads(text: &str, marks: [&str; 3]) -> String {
    let number = |c: char| "0123456789０１２３４５６７８９".find(c).is_some();
    let line = |line: &str| {
        let words = line.trim_start();
        let indent = line.strip_suffix(words).unwrap_or_default();
        let (style, rest) = if let Some((n, rest)) = words
            .strip_prefix('第')
            .and_then(|w| w.split_once(['章', '款', '　']))
            .filter(|(n, _)| n.chars().all(number))
        {
            (0, (n, rest))
        } else if let Some((n, rest)) = words
            .split_once(['．', '　'])
            .filter(|(n, _)| !n.is_empty() && n.chars().all(number))
        {
            (1, (n, rest))
        } else if let Some((n, rest)) = words
            .strip_prefix(['(', '（'])
            .and_then(|w| w.split_once([')', '）']))
            .filter(|(n, _)| !n.is_empty() && n.chars().all(number))
        {
            (2, (n, rest))
        } else {
            return line.to_owned();
        };
        let (n, rest) = rest;
        format!(
            "{indent}{}{}",
            marks[style].replace('n', n),
            rest.trim_start()
        )
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

type Change = (&'static str, fn(&str) -> String);

const ANYWHERE: [Change; 5] = [
    ("carriage returns", |t| t.replace('\n', "\r\n")),
    ("western years", |t| years(t, "2027年度", "2026年度")),
    ("another year", |t| years(t, "令和１２年度", "令和１１年度")),
    ("an era by its letter", |t| years(t, "R9年度", "R8年度")),
    ("a title set wide", |t| {
        let (first, rest) = t.split_once('\n').unwrap();
        format!("{}{first}\n{rest}", "\u{3000}".repeat(8))
    }),
];

const OF_LINES: [Change; 16] = [
    ("another unit", millions),
    ("form feeds for page numbers", |t| {
        page_ends(t, |_| "\u{c}".to_owned())
    }),
    ("form feeds behind page numbers", |t| {
        page_ends(t, |n| format!("                    {n}\n\u{c}"))
    }),
    ("page numbers of another form", |t| {
        page_ends(t, |n| format!("― {n} ―"))
    }),
    ("chapters, sections", |t| {
        heads(t, ["第n部　", "第n節　", "[n] "])
    }),
    ("lists of numbers", |t| heads(t, ["第n編　", "(n) ", "n) "])),
    ("corner brackets", |t| {
        t.replace(['【', '〔'], "《").replace(['】', '〕'], "》")
    }),
    ("half width", narrow),
    ("full width", wide),
    ("no indent", flush),
    ("blank lines between", |t| t.replace('\n', "\n\n")),
    ("unknown bullets", |t| bullets(t, "❖")),
    ("other bullets", |t| bullets(t, "➢ ")),
    ("square brackets", |t| {
        t.replace('（', "［").replace('）', "］")
    }),
    ("tortoise shell brackets", |t| {
        t.replace('（', "〔").replace('）', "〕")
    }),
    ("pages", |t| {
        let lines: Vec<&str> = t.lines().collect();
        let half = lines.len() / 2;
        format!(
            "{}\n- 7 -\n\u{c}{}\n",
            lines[..half].join("\n"),
            lines[half..].join("\n")
        )
    }),
];

#[test]
fn documents_of_lines_read_the_same_in_other_clothes() {
    for (name, text) in [
        ("port", PORT),
        ("town", TOWN),
        ("stars", STARS),
        ("music", MUSIC),
        ("shore", SHORE),
        ("cards", CARDS),
        ("ledger", LEDGER),
    ] {
        let expected = programmes(&parse("made-up", text).unwrap());
        for (change, of) in ANYWHERE.iter().chain(&OF_LINES) {
            // Of these the change would change what is said.
            let skip = match *change {
                // A bracket that is a heading's own.
                "square brackets" | "tortoise shell brackets" => name == "port",
                // Cards are told by their lines' standing together; a cut in the middle of one is a cut.
                "blank lines between" => name == "music",
                "pages" => name == "town",
                _ => false,
            };
            if skip {
                continue;
            }
            let found = programmes(&parse("made-up", &of(text)).unwrap());
            assert_eq!(found, expected, "{name}: {change}\n{}", of(text));
        }
    }
}

#[test]
fn documents_of_places_read_the_same_in_other_clothes() {
    for (name, text) in [("beside", BESIDE), ("twofold", TWOFOLD)] {
        let expected = read(text);
        for (change, of) in &ANYWHERE {
            assert_eq!(read(&of(text)), expected, "{name}: {change}");
        }
        assert_eq!(read(&bullets(text, "❖")), expected, "{name}");
    }
}

#[test]
fn what_is_printed_is_what_is_read() {
    assert_eq!(
        read(SHORE),
        [
            "砂浜の測量 4.5 4",
            "砂止め堤の補修 2 new",
            "渡り鳥の見守り 3 3.8",
            "貝の種まき <0.6 <0.5",
            "浜茶屋の改築 ? -",
            "渡し船の電動化 12 2.5",
            "待合所の屋根 0.4 0.4",
            "砂浜の測量 4.5 4 again",
        ]
    );
    assert_eq!(
        read(LEDGER),
        [
            "役場の電気代 0.082 -",
            "職員の健康診断 0.013 -",
            "村報の印刷 0.03 -",
            "有線放送の更新 0.18 -",
            "杉の間伐 0.056 -",
            "木工教室の開催 0.005 -"
        ]
    );
    assert_eq!(
        read(CARDS),
        [
            "朝の体操会 0.032 0.028",
            "歯の検診の無料化 0.145 new",
            "空き店舗の改装補助 0.26 0.3"
        ]
    );
    assert_eq!(
        read(BESIDE),
        [
            "街灯の交換 6.5 6",
            "暗い公園の認定 1.2 new",
            "移動天文車 3 2.4",
            "流れ星の見張り <0.3 <0.3"
        ]
    );
    assert_eq!(
        read(TWOFOLD),
        [
            "薬草園の開墾 12 9",
            "種の保存 3.5 3.5",
            "薬草師の学校 2.2 1.8",
            "指導員の派遣 0.9 new",
            "山村への配送網 4 3.6",
            "薬局の端末 6.1 new",
            "古い書物の写し 0.8 0.7",
            "成分の分析 5 5.5",
        ]
    );
}

/// Name, request and base in 百万円; None for a new one.
const ROWS: [(&str, u32, Option<u32>); 5] = [
    ("架空灯台の改修", 1_250, Some(1_100)),
    ("浮桟橋の更新", 340, None),
    ("航路標識の点検", 98, Some(120)),
    ("防波堤のかさ上げ", 7_415, Some(7_415)),
    ("海図の電子化", 56, Some(48)),
];

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

fn expected() -> Vec<String> {
    let oku = |n: u32| {
        rust_decimal::Decimal::new(i64::from(n), 2)
            .normalize()
            .to_string()
    };
    let row = |(name, request, base): &(&str, u32, Option<u32>)| {
        format!(
            "{name} {} {}",
            oku(*request),
            base.map_or("new".to_owned(), oku)
        )
    };
    ROWS.iter().map(row).collect()
}

/// A cell of a row: name, request, base, change, remark.
fn cell(kind: char, row: &(&str, u32, Option<u32>), per: u64) -> String {
    let base = row.2.unwrap_or(0);
    match kind {
        'n' => row.0.to_owned(),
        'r' => grouped(u64::from(row.1) * per),
        'b' => row
            .2
            .map_or("－".to_owned(), |b| grouped(u64::from(b) * per)),
        'c' if row.1 >= base => grouped(u64::from(row.1 - base) * per),
        'c' => format!("△{}", grouped(u64::from(base - row.1) * per)),
        _ => if row.2.is_none() { "新規" } else { "継続" }.to_owned(),
    }
}

const HEADS: [[&str; 5]; 4] = [
    ["事業名", "要求額", "前年度予算額", "増減", "備考"],
    ["事項", "計上額", "前年度", "比較", "備考"],
    ["施策", "令和９年度", "令和８年度", "差引", "摘要"],
    ["取組", "R9要求", "R8当初", "増減額", "区分"],
];

fn head(kind: char, words: &[&str; 5]) -> String {
    let at = "nrbcx".chars().position(|c| c == kind).unwrap();
    words[at].to_owned()
}

const ORDERS: [&str; 5] = ["nrbcx", "nbrc", "nrb", "nbrcx", "nrbx"];

#[test]
fn tables_read_the_same_whatever_the_order_of_columns_heads_and_units() {
    for (unit, per) in [("百万円", 1), ("千円", 1_000), ("円", 1_000_000)] {
        for words in &HEADS {
            for order in ORDERS {
                let line = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
                let mut text = format!(
                    "# 令和９年度 架空庁 要求額一覧\n\n## 1 港の守り\n\n（単位：{unit}）\n\n"
                );
                text.push_str(&line(order.chars().map(|k| head(k, words)).collect()));
                text.push('\n');
                text.push_str(&line(order.chars().map(|_| "---".to_owned()).collect()));
                for row in &ROWS {
                    text.push('\n');
                    text.push_str(&line(order.chars().map(|k| cell(k, row, per)).collect()));
                }
                assert_eq!(read(&text), expected(), "{text}");
            }
        }
    }
}

/// Tables as other formats give them: each cell by itself, in whatever order.
#[test]
fn tables_of_web_pages_and_of_commas_read_the_same() {
    let quoted = |cell: String| format!("\"{cell}\"");
    for (unit, per) in [("百万円", 1), ("千円", 1_000), ("円", 1_000_000)] {
        for words in &HEADS {
            for order in ORDERS {
                let heads = || order.chars().map(|k| head(k, words));
                let cells = |row| order.chars().map(move |k| cell(k, row, per));
                let row = |tag: &str, cells: Vec<String>| {
                    let cells = cells.iter().map(|c| format!("<{tag}>{c}</{tag}>"));
                    format!("<tr>{}</tr>", cells.collect::<String>())
                };
                let mut page = format!(
                    "<html><head><title>令和９年度 架空庁 要求額一覧</title></head><body><h2>1 港の守り</h2><p>（単位：{unit}）</p><table>"
                );
                page.push_str(&row("th", heads().collect()));
                for own in &ROWS {
                    page.push_str(&row("td", cells(own).collect()));
                }
                page.push_str("</table></body></html>");
                let kind = shisaku::source::kind(page.as_bytes()).unwrap();
                let source = shisaku::source::read_as(kind, page.as_bytes()).unwrap();
                let document = shisaku::parse::parse_source("made-up", &source).unwrap();
                assert_eq!(programmes(&document), expected(), "{page}");
                let mut list = format!("令和９年度 架空庁 要求額一覧\n（単位：{unit}）\n");
                list.push_str(&heads().collect::<Vec<_>>().join(","));
                for own in &ROWS {
                    list.push('\n');
                    let cells: Vec<String> = cells(own).map(quoted).collect();
                    list.push_str(&cells.join(","));
                }
                assert_eq!(read(&list), expected(), "{list}");
            }
        }
    }
}

#[test]
fn tables_by_place_read_the_same() {
    use unicode_width::UnicodeWidthStr;
    for (unit, per) in [("百万円", 1), ("千円", 1_000)] {
        for words in &HEADS {
            for order in ["nrbc", "nbrc", "nrb"] {
                // Set by characters as pdftotext does, or by display width as people do.
                for by_width in [false, true] {
                    let width = |s: &str| {
                        if by_width {
                            s.width()
                        } else {
                            s.chars().count()
                        }
                    };
                    let line = |cells: &[String]| {
                        let mut text = String::new();
                        for (i, cell) in cells.iter().enumerate() {
                            let room = if i == 0 { 30 } else { 14 };
                            let blanks = " ".repeat(room - width(cell));
                            text.push_str(&if i == 0 {
                                format!("{cell}{blanks}")
                            } else {
                                format!("{blanks}{cell}")
                            });
                        }
                        text
                    };
                    let heads: Vec<String> = order.chars().map(|k| head(k, words)).collect();
                    let mut lines = vec![
                        format!(
                            "令和９年度 架空庁 要求額一覧\n\n{}（単位：{unit}）\n",
                            " ".repeat(40)
                        ),
                        line(&heads),
                    ];
                    lines.extend(ROWS.iter().map(|row| {
                        line(&order.chars().map(|k| cell(k, row, per)).collect::<Vec<_>>())
                    }));
                    let text = lines.join("\n");
                    assert_eq!(read(&text), expected(), "{text}");
                }
            }
        }
    }
}

#[test]
fn one_cell_a_line_reads_the_same() {
    for words in &HEADS {
        for order in ["nrbc", "nbrc", "nrbcx"] {
            for parted in ["\n", "\n\n"] {
                let mut groups = vec![
                    order
                        .chars()
                        .map(|k| head(k, words))
                        .collect::<Vec<_>>()
                        .join("\n"),
                ];
                groups.extend(ROWS.iter().map(|row| {
                    order
                        .chars()
                        .map(|k| cell(k, row, 1))
                        .collect::<Vec<_>>()
                        .join("\n")
                }));
                // Remarks need the blank lines that keep them with their row.
                if order.ends_with('x') && parted == "\n" {
                    continue;
                }
                let text = format!(
                    "架空庁の要求額\n\n（単位：百万円）\n\n{}\n",
                    groups.join(parted)
                );
                assert_eq!(read(&text), expected(), "{text}");
            }
        }
    }
}

#[test]
fn lists_read_the_same_in_every_form() {
    let plain = |n: u32| format!("{}百万円", grouped(u64::from(n)));
    let oku = |n: u32| format!("{}.{:02}億円", n / 100, n % 100);
    let mixed = |n: u32| match (n / 100, n % 100) {
        (0, rest) => format!("{rest}百万円"),
        (whole, 0) => format!("{whole}億円"),
        (whole, rest) => format!("{whole}億{}万円", grouped(u64::from(rest) * 100)),
    };
    let amounts: [&dyn Fn(u32) -> String; 3] = [&plain, &oku, &mixed];
    for amount in amounts {
        for mark in ["・", "○", "①", "(1) ", "❖", "- "] {
            for lead in ["　", "・・・・", "：", "\t", "\n　　　"] {
                for (open, close) in [
                    ("（", "）"),
                    ("［", "］"),
                    ("（前年度：", "）"),
                    ("（R8当初 ", "）"),
                ] {
                    let mut text = String::from("令和９年度　架空庁の要求\n\n１　港の守り\n\n");
                    for (name, request, base) in &ROWS {
                        let base = base.map_or("（新規）".to_owned(), |b| {
                            format!("{open}{}{close}", amount(b))
                        });
                        text.push_str(&format!("{mark}{name}{lead}{}{base}\n", amount(*request)));
                    }
                    assert_eq!(read(&text), expected(), "{text}");
                }
            }
        }
    }
}
