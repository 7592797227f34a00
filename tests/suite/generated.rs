//! Documents of the family made up at random, in every printed shape that is known: what was
//! put in must be read out again.

use proptest::prelude::*;
use shisaku::japanese::fold::wording;
use shisaku::model::{Kind, Library, NodeId};
use shisaku::parse::parse;

/// Words that titles and names are made of; the index makes every title its own.
const WORDS: [&str; 12] = [
    "地域の活性化",
    "5G基盤の整備",
    "ICT人材の育成",
    "消防力の強化",
    "統計の改善",
    "AI等の研究開発",
    "移住・交流の推進",
    "海外展開の支援",
    "データ利活用",
    "放送網の強靭化",
    "テレワークの普及",
    "公的統計",
];

/// A title of known words with six characters of its own, unlike any other title.
fn title(word: usize, serial: usize) -> String {
    let own: String = (0..6)
        .map(|i| u32::try_from((serial * 7_919 + i * 1_031) % 0x4000).unwrap() + 0x4e00)
        .filter_map(char::from_u32)
        .collect();
    format!("{own}に係る{}", WORDS[word % 12])
}

#[derive(Clone, Debug)]
struct Entry {
    word: usize,
    tenths: u32,
    base: u32,
    /// 0 plain, 1 new, 2 within, 3 unspecified, 4 loans, 5 no base, 6 supplementary
    kind: u8,
    /// How the entry is laid out on lines.
    shape: u8,
}

#[derive(Clone, Debug)]
struct Owner {
    word: usize,
    entries: Vec<Entry>,
    subs: Vec<Owner>,
    style: u8,
}

#[derive(Clone, Debug)]
struct Theme {
    word: usize,
    measures: Vec<Owner>,
    style: u8,
}

#[derive(Clone, Debug)]
struct Style {
    depth: usize,
    wide: bool,
    crlf: bool,
    year: u8,
    contents: bool,
}

fn entry() -> impl Strategy<Value = Entry> {
    (0_usize..144, 1_u32..99_999, 1_u32..99_999, 0_u8..7, 0_u8..7).prop_map(
        |(word, tenths, base, kind, shape)| Entry {
            word,
            tenths,
            base,
            kind,
            shape,
        },
    )
}

fn owner(subs: bool) -> BoxedStrategy<Owner> {
    let inner = if subs {
        prop::collection::vec(owner(false), 0..3).boxed()
    } else {
        Just(Vec::new()).boxed()
    };
    (
        0_usize..144,
        prop::collection::vec(entry(), 0..4),
        inner,
        0_u8..6,
    )
        .prop_map(|(word, entries, subs, style)| Owner {
            word,
            entries,
            subs,
            style,
        })
        .boxed()
}

fn theme() -> impl Strategy<Value = Theme> {
    (
        0_usize..144,
        prop::collection::vec(owner(true), 1..4),
        0_u8..4,
    )
        .prop_map(|(word, measures, style)| Theme {
            word,
            measures,
            style,
        })
}

fn style() -> impl Strategy<Value = Style> {
    (
        1_usize..4,
        any::<bool>(),
        any::<bool>(),
        2_u8..9,
        any::<bool>(),
    )
        .prop_map(|(depth, wide, crlf, year, contents)| Style {
            depth,
            wide,
            crlf,
            year,
            contents,
        })
}

/// The text and what it should be read as.
struct Made {
    text: String,
    expected: Vec<String>,
    style: Style,
    serial: usize,
    mark_open: bool,
}

impl Made {
    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn heading(&self, extra: usize) -> String {
        "#".repeat((self.style.depth + extra).min(6))
    }

    fn title(&mut self, word: usize) -> String {
        self.serial += 1;
        title(word, self.serial)
    }

    fn amount(&self, tenths: u32) -> String {
        let whole = tenths / 10;
        let grouped = if whole >= 1000 {
            format!("{},{:03}", whole / 1000, whole % 1000)
        } else {
            whole.to_string()
        };
        format!("{grouped}.{}億円", tenths % 10)
    }

    fn figures(&self, entry: &Entry) -> (String, String) {
        let request = self.amount(entry.tenths);
        let base = self.amount(entry.base);
        let year = format!("{}年度", self.style.year);
        match entry.kind {
            0 => (request, format!("（{year} {base}）")),
            1 => (
                request,
                if entry.shape.is_multiple_of(2) {
                    "【新規】".into()
                } else {
                    "（新規）".into()
                },
            ),
            2 => (format!("{request}の内数"), format!("({year} {base}の内数)")),
            3 => ("事項要求".into(), format!("（{year} {base}）")),
            4 => (
                format!("産業投資{request}、政府保証{base}"),
                format!("({year}：産業投資{base}、政府保証{request})"),
            ),
            5 => (request, String::new()),
            _ => (request, format!("({year} {base} 平成30年度補正 {base})")),
        }
    }

    fn expect_entry(&mut self, name: &str, entry: &Entry) {
        let plain = |tenths: u32| format!("{}.{}", tenths / 10, tenths % 10);
        let (request, base) = (plain(entry.tenths), plain(entry.base));
        let money = match entry.kind {
            0 => format!("{request} {base}"),
            1 => format!("{request} new"),
            2 => format!("<{request} <{base}"),
            3 => format!("? {base}"),
            4 => format!("[{request},{base}] [{base},{request}]"),
            5 => format!("{request} -"),
            _ => format!("{request} {base}+{base}"),
        };
        self.expected
            .push(format!("budget {} {money}", wording(name)));
    }

    fn entry(&mut self, entry: &Entry) {
        let mut name = self.title(entry.word);
        let (request, base) = self.figures(entry);
        let mark = if entry.kind == 4 {
            "【予算（財投等）】"
        } else {
            "【予算】"
        };
        // An entry may go without a mark of its own behind another, if its figures tell it.
        let unmarked = self.mark_open && entry.shape == 6 && entry.kind != 5 && entry.kind != 4;
        match entry.shape {
            _ if unmarked => self.line(&format!("{name} {request}{base}")),
            0 => self.line(&format!("{mark}{name} {request}{base}")),
            1 => self.line(&format!("**{mark} {name}  \n{request}{base}**")),
            2 => self.line(&format!(
                "{}{mark} {name}\n\n{request}{base}",
                self.heading(1)
            )),
            3 => self.line(&format!(
                "{}{mark}\n\n{name}  \n{request}{base}",
                self.heading(1)
            )),
            4 => self.line(&format!("{mark}{name} {request}\n\n{base}")),
            5 => {
                let second = "等の推進に要する経費";
                self.line(&format!("**{mark}{name}  \n{second}**\n\n{request}{base}"));
                name.push_str(second);
            }
            _ => self.line(&format!("- {mark} {name}** {request}{base}")),
        }
        self.line("");
        self.mark_open = true;
        self.expect_entry(&name, entry);
    }

    fn owner(&mut self, owner: &Owner, label: &str, kind: &str) {
        let name = self.title(owner.word);
        let heading = match owner.style {
            0 => format!("{label} {name}"),
            1 => format!("**{label} {name}**"),
            _ => format!("{} {label} {name}", self.heading(1)),
        };
        self.line(&heading);
        self.line("");
        self.line("- ・地域の課題の解決に資するため、地方公共団体等による取組を支援");
        self.line("");
        self.mark_open = false;
        self.expected.push(format!("{kind} {}", wording(&name)));
        for entry in &owner.entries {
            self.entry(entry);
        }
        if owner.style > 3 {
            self.line("【取組のイメージ図】\n\n2020年の受注約30兆円という目標の達成に寄与する。\n");
            self.mark_open = false;
        }
        for (sub, letter) in owner.subs.iter().zip('a'..) {
            let label = if sub.style == 2 {
                format!("（{letter}）")
            } else {
                format!("({letter})")
            };
            self.owner(sub, &label, "sub");
        }
    }
}

/// Makes the document: contents page, then a page block for each theme.
fn make(chapters: &[Vec<Theme>], style: &Style) -> Made {
    let mut made = Made {
        text: String::new(),
        expected: Vec::new(),
        style: style.clone(),
        serial: 0,
        mark_open: false,
    };
    let titles: Vec<(String, Vec<String>)> = chapters
        .iter()
        .enumerate()
        .map(|(i, themes)| {
            let chapter = made.title(i * 7);
            (chapter, themes.iter().map(|t| made.title(t.word)).collect())
        })
        .collect();
    made.line("# 重点施策2021 目次");
    if style.contents {
        made.line("## I 持続可能な社会");
        for ((chapter, themes), number) in titles.iter().zip(1..) {
            made.line(&format!("### {number} {chapter}"));
            for (theme, page) in themes.iter().zip(4..) {
                made.line(&format!("- {theme} ..... {page}"));
            }
        }
    }
    for ((chapter, theme_titles), (themes, number)) in titles.iter().zip(chapters.iter().zip(1..)) {
        made.expected.push(format!("chapter {}", wording(chapter)));
        for (theme_title, theme) in theme_titles.iter().zip(themes) {
            let heading = made.heading(0);
            made.line(&format!("{heading} {number} {chapter}"));
            made.line(if theme.style == 1 { "\n \n" } else { "" });
            match theme.style {
                2 => made.line(&format!("{} {theme_title}", made.heading(1))),
                _ => made.line(theme_title),
            }
            made.line("");
            made.expected
                .push(format!("theme {}", wording(theme_title)));
            for (measure, n) in theme.measures.iter().zip(1..) {
                let label = if measure.style == 3 {
                    format!("（{n}）")
                } else {
                    format!("({n})")
                };
                made.owner(measure, &label, "measure");
            }
        }
    }
    if style.wide {
        let digits = |c: char| match c {
            '0'..='9' => char::from_u32(c as u32 + 0xfee0).unwrap(),
            _ => c,
        };
        made.text = made.text.chars().map(digits).collect();
    }
    if style.crlf {
        made.text = format!("\u{feff}{}", made.text.replace('\n', "\r\n"));
    }
    made
}

fn read(text: &str) -> Vec<String> {
    let library = Library::new(vec![parse("made", text).unwrap()]);
    (0..library.len())
        .map(|i| NodeId(u32::try_from(i).unwrap()))
        .filter(|id| library.node(*id).kind >= Kind::Chapter)
        .map(|id| {
            let node = library.node(id);
            let money = library
                .budget(id)
                .map_or(String::new(), |b| format!(" {}", money(b)));
            format!("{} {}{money}", node.kind.word(), wording(&node.title))
        })
        .collect()
}

fn money(line: &shisaku::model::BudgetLine) -> String {
    use shisaku::model::{Base, Part, Request};
    let parts = |parts: &[Part]| {
        let oku: Vec<String> = parts.iter().map(|p| p.amount.oku.to_string()).collect();
        format!("[{}]", oku.join(","))
    };
    let request = match &line.request {
        Request::Amount(a) => a.oku.to_string(),
        Request::Within(a) => format!("<{}", a.oku),
        Request::Unspecified => "?".into(),
        Request::Parts(p) => parts(p),
    };
    let base = match &line.base {
        Base::Amount(a) => a.oku.to_string(),
        Base::Within(a) => format!("<{}", a.oku),
        Base::New => "new".into(),
        Base::Parts(p) => parts(p),
        Base::None => "-".into(),
    };
    let extra = line
        .supplementary
        .as_ref()
        .map_or(String::new(), |p| format!("+{}", p.amount.oku));
    format!("{request} {base}{extra}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_was_put_in_is_read_out(
        chapters in prop::collection::vec(prop::collection::vec(theme(), 1..4), 1..4),
        style in style(),
    ) {
        let made = make(&chapters, &style);
        // Without a single 【予算】 the layout is not known from others, as soon as the text speaks
        // of money.
        prop_assume!(made.text.contains("予算"));
        prop_assert_eq!(read(&made.text), made.expected, "{}", made.text);
    }
}
