//! Styles and automatic numbers of a Word document.

use std::collections::HashMap;

use crate::source::xml::{Attributes, Step, Steps};

/// What a paragraph style says that matters here.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) level: Option<u8>,
    pub(super) bold: bool,
    pub(super) list: bool,
    pub(super) number: Option<(String, usize)>,
    based_on: String,
    is_bold: Option<bool>,
}

/// All styles by their id.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

impl Styles {
    pub(super) fn read(text: &str) -> Self {
        let mut all: HashMap<String, Style> = HashMap::new();
        let mut id = String::new();
        for step in Steps::new(text) {
            let Step::Open(name, attributes) = step else {
                continue;
            };
            if name == "style" {
                attributes
                    .get("styleId")
                    .unwrap_or_default()
                    .clone_into(&mut id);
                all.insert(id.clone(), Style::default());
                continue;
            }
            let Some(style) = all.get_mut(&id) else {
                continue;
            };
            let value = attributes.get("val").unwrap_or_default();
            match name.as_str() {
                "name" => style.named(value),
                "basedOn" => value.clone_into(&mut style.based_on),
                "outlineLvl" => style.level = style.level.or_else(|| outline_level(&attributes)),
                "b" => style.is_bold = Some(is_on(attributes.get("val"))),
                "numId" => {
                    let level = style.number.take().map_or(0, |(_, level)| level);
                    style.number = Some((value.to_owned(), level));
                }
                "ilvl" => {
                    let of = style.number.take().map_or_else(String::new, |(of, _)| of);
                    style.number = Some((of, attributes.number("val").unwrap_or(0)));
                }
                _ => {}
            }
        }
        let mut styles = Self(all);
        styles.inherit();
        styles
    }

    /// A style takes from the one that it is based on what it does not say itself.
    fn inherit(&mut self) {
        let ids: Vec<String> = self.0.keys().cloned().collect();
        for id in ids {
            let Some(mut style) = self.0.get(&id).cloned() else {
                continue;
            };
            let mut next = style.based_on.clone();
            for _ in 0..8 {
                let Some(base) = self.0.get(&next) else { break };
                style.level = style.level.or(base.level);
                style.is_bold = style.is_bold.or(base.is_bold);
                style.list |= base.list;
                style.number = style.number.or_else(|| base.number.clone());
                next.clone_from(&base.based_on);
            }
            style.bold = style.is_bold.unwrap_or(false);
            self.0.insert(id, style);
        }
    }

    pub(super) fn get(&self, id: &str) -> Option<&Style> {
        self.0.get(id)
    }
}

impl Style {
    /// Built-in styles are known by their English names in every language of Word.
    fn named(&mut self, name: &str) {
        let name = name.to_lowercase();
        if let Some(level) = name
            .strip_prefix("heading ")
            .or_else(|| name.strip_prefix("見出し "))
        {
            self.level = level
                .trim()
                .parse()
                .ok()
                .filter(|level| (1..=9).contains(level));
        }
        self.list = name.starts_with("list ") || name.starts_with("箇条書き");
    }
}

/// Word counts outline levels from 0; 9 is body text.
pub(super) fn outline_level(attributes: &Attributes) -> Option<u8> {
    let level = u8::try_from(attributes.number("val")?).ok()?;
    (level < 9).then_some(level + 1)
}

/// A switch without a value is on.
pub(super) fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off" | "none"))
}

/// One level of a list: how its numbers look.
#[derive(Clone, Default)]
struct Level {
    format: String,
    pattern: String,
    start: u32,
}

/// The automatic numbers of lists, counted as paragraphs come.
#[derive(Default)]
pub(super) struct Numbers {
    abstracts: HashMap<String, Vec<Level>>,
    lists: HashMap<String, String>,
    counts: HashMap<String, Vec<u32>>,
}

impl Numbers {
    pub(super) fn read(text: &str) -> Self {
        let mut all = Self::default();
        let (mut of, mut list, mut level) = (String::new(), String::new(), 0);
        for step in Steps::new(text) {
            let Step::Open(name, attributes) = step else {
                continue;
            };
            let value = attributes.get("val").unwrap_or_default();
            match name.as_str() {
                "abstractNum" => {
                    attributes
                        .get("abstractNumId")
                        .unwrap_or_default()
                        .clone_into(&mut of);
                    list.clear();
                }
                "num" => attributes
                    .get("numId")
                    .unwrap_or_default()
                    .clone_into(&mut list),
                "abstractNumId" if !list.is_empty() => {
                    all.lists.insert(list.clone(), value.to_owned());
                }
                "lvl" if list.is_empty() => {
                    level = attributes.number("ilvl").unwrap_or(0).min(8);
                    let levels = all.abstracts.entry(of.clone()).or_default();
                    if levels.len() <= level {
                        levels.resize(
                            level + 1,
                            Level {
                                start: 1,
                                ..Level::default()
                            },
                        );
                    }
                }
                "numFmt" | "lvlText" | "start" if list.is_empty() => {
                    let Some(own) = all.abstracts.get_mut(&of).and_then(|l| l.get_mut(level))
                    else {
                        continue;
                    };
                    match name.as_str() {
                        "numFmt" => value.clone_into(&mut own.format),
                        "lvlText" => value.clone_into(&mut own.pattern),
                        _ => own.start = value.parse().unwrap_or(1),
                    }
                }
                _ => {}
            }
        }
        all
    }

    /// The label of the next paragraph of that list: its number, empty for a bullet; `None` where the
    /// list is unknown (numbering 0 takes a paragraph out of its list).
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let of = self.lists.get(list)?;
        let levels = self.abstracts.get(of)?;
        let own = levels.get(level)?;
        let counts = self.counts.entry(of.clone()).or_insert_with(|| vec![0; 9]);
        let started = |n: usize| levels.get(n).map_or(1, |level| level.start);
        for deeper in counts.iter_mut().skip(level + 1) {
            *deeper = 0;
        }
        let count = counts.get_mut(level)?;
        *count = if *count == 0 {
            started(level)
        } else {
            count.saturating_add(1)
        };
        if matches!(own.format.as_str(), "bullet" | "none" | "") {
            return Some(String::new());
        }
        let mut label = own.pattern.clone();
        for n in 0..=level {
            let format = levels
                .get(n)
                .map_or("decimal", |level| level.format.as_str());
            let count = counts.get(n).copied().unwrap_or(1).max(1);
            label = label.replace(&format!("%{}", n + 1), &number(format, count));
        }
        Some(label)
    }
}

fn number(format: &str, n: u32) -> String {
    let from = |series: &str| {
        let at = usize::try_from(n.saturating_sub(1)).unwrap_or(0);
        series
            .chars()
            .nth(at)
            .map_or_else(|| n.to_string(), |c| c.to_string())
    };
    match format {
        "decimalFullWidth" | "decimalFullWidth2" => n
            .to_string()
            .chars()
            .map(|c| char::from_u32(c as u32 + 0xfee0).unwrap_or(c))
            .collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => from("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "aiueo" | "aiueoFullWidth" => from("アイウエオカキクケコサシスセソタチツテトナニヌネノ"),
        "iroha" | "irohaFullWidth" => from("イロハニホヘトチリヌルヲワカヨタレソツネナラム"),
        "lowerLetter" => from("abcdefghijklmnopqrstuvwxyz"),
        "upperLetter" => from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "upperRoman" => from("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
        "lowerRoman" => from("ⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹ"),
        "japaneseCounting" | "ideographDigital" | "chineseCounting" | "taiwaneseCounting" => {
            kanji(n)
        }
        _ => n.to_string(),
    }
}

fn kanji(n: u32) -> String {
    let digit = |n: u32| {
        "〇一二三四五六七八九"
            .chars()
            .nth(n as usize)
            .unwrap_or('〇')
            .to_string()
    };
    match n {
        0..=9 => digit(n),
        10..=19 => format!(
            "十{}",
            if n == 10 {
                String::new()
            } else {
                digit(n - 10)
            }
        ),
        20..=99 => {
            let rest = if n.is_multiple_of(10) {
                String::new()
            } else {
                digit(n % 10)
            };
            format!("{}十{rest}", digit(n / 10))
        }
        _ => n.to_string(),
    }
}
