//! What the pictures show: the size, the keys, and the text that has to be there.

use std::time::Duration;

use super::terminal::Session;

/// The theme of a picture, with the background of the terminal that it is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The name of the setting.
    pub theme: &'static str,
    /// The background of the terminal.
    pub paper: &'static str,
    /// The letters of the terminal.
    pub ink: &'static str,
}

/// The themes of the contact sheet.
pub const LOOKS: [Look; 4] = [
    Look {
        theme: "dark",
        paper: "#14171c",
        ink: "#e6e9ee",
    },
    Look {
        theme: "light",
        paper: "#fbf9f4",
        ink: "#1d2128",
    },
    Look {
        theme: "16",
        paper: "#000000",
        ink: "#e5e5e5",
    },
    Look {
        theme: "high-contrast",
        paper: "#000000",
        ink: "#ffffff",
    },
];

/// What can be asked for besides: the colours for every kind of colour vision, and the terminal's
/// own 16 where its background is light.
const ALSO: [(&str, Look); 2] = [
    (
        "colour-blind",
        Look {
            theme: "colour-blind",
            paper: "#14171c",
            ink: "#e6e9ee",
        },
    ),
    (
        "16-light",
        Look {
            theme: "16",
            paper: "#ffffff",
            ink: "#000000",
        },
    ),
];

/// The three sizes: columns and rows.
pub const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// A way to a view: its name, what it shows in a few words, the options, the keys with what is
/// waited for after each.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// One word.
    pub name: &'static str,
    /// The caption.
    pub caption: &'static str,
    arguments: &'static [&'static str],
    steps: &'static [(&'static str, &'static str)],
}

const START: &str = "東京一極集中";

/// The views of the contact sheet.
pub const WAYS: [Way; 6] = [
    Way {
        name: "start",
        caption: "the first screen",
        arguments: &[],
        steps: &[("", START)],
    },
    Way {
        name: "tree",
        caption: "a chapter, open",
        arguments: &[],
        steps: &[("", START), (":14\r", "大規模災害"), ("l", "▾ 14 大規模")],
    },
    Way {
        name: "table",
        caption: "every budget line, the largest change first",
        arguments: &[],
        steps: &[("", START), ("Tss", "増減"), ("j", "国勢調査経費")],
    },
    Way {
        name: "search",
        caption: "searched by reading",
        arguments: &[],
        steps: &[("", START), ("/kankei", "関係人口")],
    },
    Way {
        name: "waterfall",
        caption: "what made the change",
        arguments: &[],
        steps: &[("", START), (":13\r", "東日本大震災"), ("W", "増減の内訳")],
    },
    Way {
        name: "compare",
        caption: "two chapters side by side",
        arguments: &[],
        steps: &[
            ("", START),
            (":4\r", "産業の高度化"),
            ("=", "比べる一つ目"),
            (":5\r", "海外展開"),
            ("=", "二つを比べる"),
        ],
    },
];

/// A made-up request and the review sheets of its ministry.
const LIGHTS: &str = include_str!("data/lights.md");
const SHEETS: &str = include_str!("data/lights.ndjson");

/// Views that stand alone.
const YEARS: Way = Way {
    name: "years",
    caption: "two years' documents side by side",
    arguments: &["--compare", "last-year.md"],
    steps: &[("", "前の文書との違い")],
};
const DOTS: Way = Way {
    name: "dots",
    caption: "the two years of a document",
    arguments: &[],
    steps: &[("", START), ("D", "年度を比べる")],
};
const BECAME: Way = Way {
    name: "became",
    caption: "what became of a request",
    arguments: &["lights.md", "--data", "lights.ndjson"],
    steps: &[
        ("", "2025年度"),
        (":1.1.1#1\r", "› 灯台の光の測定"),
        ("t", "Y 正しい"),
    ],
};
const MAP: Way = Way {
    name: "map",
    caption: "the map on the whole screen",
    arguments: &[],
    steps: &[("", START), (".", "対数")],
};

/// One picture of the running program.
#[derive(Clone, Debug)]
pub struct Scene {
    /// The file's name.
    pub name: String,
    /// What is shown.
    pub caption: String,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The theme.
    pub look: Look,
    way: Way,
    ascii: bool,
}

impl Scene {
    fn new(name: &str, way: &Way, look: Look, size: (u16, u16)) -> Self {
        let (columns, rows) = size;
        Self {
            name: name.to_owned(),
            caption: format!(
                "{} — {} — {columns}×{rows} — {}",
                way.name, way.caption, look.theme
            ),
            size,
            look,
            way: *way,
            ascii: false,
        }
    }

    /// A state that is asked for: `COLUMNSxROWS THEME [OPTION…] -- KEYS…`, `\\r` for Enter.
    /// `None` where size or theme are not such.
    pub fn asked(words: &[String]) -> Option<Self> {
        let [size, theme, rest @ ..] = words else {
            return None;
        };
        let (columns, rows) = size.split_once('x')?;
        let size = (columns.parse().ok()?, rows.parse().ok()?);
        let usual = LOOKS.iter().map(|look| (look.theme, *look));
        let mut looks = usual.chain(ALSO).filter(|(name, _)| name == theme);
        let (_, look) = looks.next()?;
        // It lives as long as the tool.
        let kept = |word: &String| -> &'static str {
            let keys = word
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\e", "\u{1b}");
            Box::leak(keys.into_boxed_str())
        };
        let cut = rest
            .iter()
            .position(|word| word == "--")
            .unwrap_or(rest.len());
        let (arguments, keys) = rest.split_at(cut);
        let way = Way {
            name: "asked",
            caption: "as asked for",
            arguments: Vec::leak(arguments.iter().map(kept).collect()),
            steps: Vec::leak(
                std::iter::once(("", ""))
                    .chain(keys.iter().skip(1).map(|word| (kept(word), "")))
                    .collect(),
            ),
        };
        Some(Self::new("asked", &way, look, size))
    }

    /// The program, brought to the view; nothing is waited for after the last text.
    pub fn played(&self) -> Session {
        let (columns, rows) = self.size;
        let mut arguments = vec!["--theme", self.look.theme, "--lang", "ja"];
        arguments.extend(self.way.arguments);
        if self.ascii {
            arguments.push("--ascii");
        }
        let state = tempfile::tempdir().unwrap();
        let files = [
            ("last-year.md", last_year().as_str()),
            ("lights.md", LIGHTS),
            ("lights.ndjson", SHEETS),
        ]
        .map(|(name, text)| std::fs::write(state.path().join(name), text));
        assert!(files.iter().all(Result::is_ok), "{files:?}");
        let colours = if self.look.theme == "16" {
            ""
        } else {
            "truecolor"
        };
        let environment = [("COLORTERM", colours), (super::terminal::AS_PROGRAM, "1")];
        let mut session = Session::start_with(state, columns, rows, &arguments, &environment);
        for (keys, text) in self.way.steps {
            session.press(keys);
            session.wait(text);
            if text.is_empty() {
                settled(&session);
            }
        }
        session
    }

    /// The program with the view at rest: nothing has moved for a while.
    pub fn shown(&self) -> Session {
        let session = self.played();
        settled(&session);
        session
    }
}

/// Waits until something is on the screen and nothing has moved for a while.
fn settled(session: &Session) {
    let mut before = String::new();
    let mut calm = 0;
    while calm < 8 {
        std::thread::sleep(Duration::from_millis(50));
        let now = session.screen();
        let is_calm = now == before && !now.trim().is_empty();
        calm = if is_calm { calm + 1 } else { 0 };
        before = now;
    }
}

/// The year before, made from this year's document: some requests that were others, one
/// programme that was not yet there.
fn last_year() -> String {
    let seed = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    seed.replace(
        "関係人口創出・拡大事業 8.1億円",
        "関係人口創出・拡大事業 5.1億円",
    )
    .replace("国勢調査経費 728.7億円", "国勢調査経費 25.1億円")
    .replace(
        "【予算】地域経済循環創造事業交付金 14.5億円（元年度 10.0億円）",
        "",
    )
}

/// The 24 states of the contact sheet: each view in each theme, the sizes in turn, so that each
/// view and each theme stands there in all three.
pub fn sheet() -> Vec<Scene> {
    let mut scenes = Vec::new();
    for (row, look) in LOOKS.iter().enumerate() {
        for (column, way) in WAYS.iter().enumerate() {
            let size = SIZES[(row + column) % SIZES.len()];
            scenes.push(Scene::new(
                &format!("{}-{}", way.name, look.theme),
                way,
                *look,
                size,
            ));
        }
    }
    scenes
}

/// The pictures that stand alone, for the README.
pub fn single() -> Vec<Scene> {
    let [dark, light, ..] = LOOKS;
    let [start, tree, table, search, waterfall, compare] = &WAYS;
    [
        ("first", start, dark),
        ("first-light", start, light),
        ("chapter", tree, dark),
        ("table", table, dark),
        ("search", search, light),
        ("waterfall", waterfall, dark),
        ("compare", compare, dark),
        ("map", &MAP, dark),
        ("years", &YEARS, light),
        ("dots", &DOTS, dark),
        ("became", &BECAME, light),
    ]
    .map(|(name, way, look)| Scene::new(name, way, look, (120, 40)))
    .into()
}

/// The frames of the moving picture, in order.
pub fn tour() -> Vec<Scene> {
    let dark = LOOKS[0];
    WAYS.iter()
        .take(5)
        .map(|way| Scene::new(&format!("tour-{}", way.name), way, dark, (100, 30)))
        .collect()
}
