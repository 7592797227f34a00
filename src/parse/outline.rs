//! The tree while it is being built: nested, before it is flattened into document order.

use super::contents::{Contents, ThemeEntry};
use super::entry::Entry;
use crate::japanese::fold::{self, Sketch};
use crate::model::{TextLine, to_roman};

/// How many of the latest siblings a heading is compared with. No real chapter has as many;
/// the bound keeps a hostile document's reading time in proportion to its length.
const RECENT: usize = 128;

/// What every node gathers from the body.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// Lines of the heading itself, on every page that repeats it.
    pub heading_lines: Vec<u32>,
    /// Own text.
    pub text: Vec<TextLine>,
}

/// A pillar.
#[derive(Clone, Debug, Default)]
pub struct PillarDraft {
    /// Its number.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// Lines.
    pub own: Gathered,
}

/// A chapter.
#[derive(Clone, Debug, Default)]
pub struct ChapterDraft {
    /// Printed number.
    pub number: u32,
    /// Number of its pillar.
    pub pillar: u32,
    /// Title.
    pub title: String,
    /// The body's differing wording.
    pub body_title: Option<String>,
    /// The contents page names it.
    pub listed: bool,
    /// Lines.
    pub own: Gathered,
    /// Themes in order.
    pub themes: Vec<ThemeDraft>,
}

/// A theme.
#[derive(Clone, Debug, Default)]
pub struct ThemeDraft {
    /// Title.
    pub title: String,
    /// The body's differing wording.
    pub body_title: Option<String>,
    sketches: Vec<Sketch>,
    /// Printed page.
    pub page: Option<u32>,
    /// It carries 再掲, in the body or the contents page.
    pub relisted: bool,
    /// Lines.
    pub own: Gathered,
    /// Measures in order.
    pub measures: Vec<MeasureDraft>,
}

/// A measure.
#[derive(Clone, Debug, Default)]
pub struct MeasureDraft {
    /// Printed number; none for one that the parser had to supply.
    pub number: Option<u32>,
    /// Title.
    pub title: String,
    /// It carries 再掲.
    pub relisted: bool,
    /// The last page block that it stood on.
    pub page_block: usize,
    /// Lines.
    pub own: Gathered,
    /// Budget lines and sub-measures in order.
    pub items: Vec<Item>,
}

/// What a measure holds.
#[derive(Clone, Debug)]
pub enum Item {
    /// A budget line.
    Budget(Entry),
    /// A sub-measure.
    Sub(SubDraft),
}

/// A sub-measure.
#[derive(Clone, Debug)]
pub struct SubDraft {
    /// Printed letter.
    pub letter: char,
    /// Title.
    pub title: String,
    /// It carries 再掲.
    pub relisted: bool,
    /// Lines.
    pub own: Gathered,
    /// Budget lines in order.
    pub budget: Vec<Entry>,
}

/// The whole draft.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// Text before the first chapter of the body.
    pub front: Vec<TextLine>,
    /// Pillars by number.
    pub pillars: Vec<PillarDraft>,
    /// Chapters by number.
    pub chapters: Vec<ChapterDraft>,
}

impl Outline {
    /// The skeleton that the contents page gives.
    #[must_use]
    pub fn from_contents(contents: &Contents) -> Self {
        let mut outline = Self::default();
        for pillar in &contents.pillars {
            outline.add_pillar(pillar.number, &pillar.title);
        }
        for chapter in &contents.chapters {
            let pillar = contents.pillar_of(chapter.number).map_or(1, |p| p.number);
            outline.chapters.push(ChapterDraft {
                number: chapter.number,
                pillar,
                title: chapter.title.clone(),
                listed: true,
                themes: chapter.themes.iter().map(ThemeDraft::listed).collect(),
                ..ChapterDraft::default()
            });
        }
        outline.chapters.sort_by_key(|c| c.number);
        outline
    }

    /// Adds a pillar unless its number is there already.
    pub fn add_pillar(&mut self, number: u32, title: &str) {
        if self.pillars.iter().all(|p| p.number != number) {
            let title = title.to_owned();
            self.pillars.push(PillarDraft {
                number,
                title,
                own: Gathered::default(),
            });
            self.pillars.sort_by_key(|p| p.number);
        }
    }

    /// Makes sure that every chapter's pillar exists; a supplied one bears the document's title.
    pub fn supply_pillars(&mut self, title: &str) {
        let wanted: Vec<u32> = self.chapters.iter().map(|c| c.pillar).collect();
        for number in wanted {
            self.add_pillar(number, title);
        }
    }

    /// Index of the chapter of that number.
    #[must_use]
    pub fn chapter_index(&self, number: u32) -> Option<usize> {
        self.chapters.iter().position(|c| c.number == number)
    }

    /// Adds a chapter that only the body has.
    pub fn add_chapter(&mut self, number: u32, title: &str, pillar: Option<u32>) -> usize {
        let before = self
            .chapters
            .iter()
            .rev()
            .find(|c| c.number < number)
            .map(|c| c.pillar);
        let pillar = pillar.or(before).unwrap_or(1);
        let at = self.chapters.partition_point(|c| c.number < number);
        let title = title.to_owned();
        self.chapters.insert(
            at,
            ChapterDraft {
                number,
                pillar,
                title,
                ..ChapterDraft::default()
            },
        );
        at
    }
}

impl PillarDraft {
    /// The printed label.
    #[must_use]
    pub fn label(&self) -> String {
        to_roman(self.number)
    }
}

impl ThemeDraft {
    /// A theme of that title.
    #[must_use]
    pub fn new(title: &str) -> Self {
        let sketches = vec![Sketch::new(title)];
        Self {
            title: title.to_owned(),
            sketches,
            ..Self::default()
        }
    }

    fn listed(entry: &ThemeEntry) -> Self {
        Self {
            page: entry.page,
            relisted: entry.relisted,
            ..Self::new(&entry.title)
        }
    }

    /// Keeps the body's differing wording; later pages are compared with it too.
    pub fn word_otherwise(&mut self, body_title: &str) {
        self.sketches.push(Sketch::new(body_title));
        self.body_title = Some(body_title.to_owned());
    }

    fn likeness(&self, sketch: &Sketch) -> u32 {
        self.sketches
            .iter()
            .map(|s| s.similarity(sketch))
            .max()
            .unwrap_or(0)
    }
}

impl ChapterDraft {
    /// The theme whose title is most like `text`, with the likeness of 0 to 100.
    #[must_use]
    pub fn most_like(&self, text: &str) -> Option<(usize, u32)> {
        // No title is as long; see `similarity`.
        if text.len() > 4096 {
            return None;
        }
        let letters = fold::letters(text);
        if let Some(same) = self.wholly_like(&letters) {
            return Some((same, 100));
        }
        let sketch = Sketch::of(letters);
        self.themes
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .map(|(i, theme)| (i, theme.likeness(&sketch)))
            .max_by_key(|(i, likeness)| (*likeness, std::cmp::Reverse(*i)))
    }

    /// The first of the latest themes that has these letters, if no other before it may be as much like them: most
    /// theme lines are worded as the contents page has them.
    fn wholly_like(&self, letters: &[char]) -> Option<usize> {
        let latest = self.themes.len().saturating_sub(RECENT);
        let length = |s: &Sketch| s.letters().len() == letters.len();
        let (first, theme) = self
            .themes
            .iter()
            .enumerate()
            .skip(latest)
            .find(|(_, theme)| theme.sketches.iter().any(length))?;
        let same = theme.sketches.iter().any(|s| s.letters() == letters);
        (same && !letters.is_empty()).then_some(first)
    }

    /// The themes that a line joins with ／, each with its wording there; none unless every side
    /// is at least so much like a theme of its own.
    #[must_use]
    pub fn joined_themes(&self, line: &str, likeness: u32) -> Option<Vec<(usize, String)>> {
        let parts: Vec<&str> = line.split(['／', '/']).map(str::trim).collect();
        let matched: Vec<(usize, String)> = parts
            .iter()
            .filter_map(|part| Some((self.most_like(part)?, (*part).to_owned())))
            .filter(|((_, like), _)| *like >= likeness)
            .map(|((theme, _), part)| (theme, part))
            .collect();
        let distinct = matched
            .windows(2)
            .all(|w| w.first().map(|a| a.0) != w.last().map(|b| b.0));
        (parts.len() > 1 && matched.len() == parts.len() && distinct).then_some(matched)
    }

    /// The theme of very nearly that title; added where there is none.
    pub fn theme_of(&mut self, title: &str) -> usize {
        if let Some((theme, _)) = self.most_like(title).filter(|b| b.1 >= 85) {
            return theme;
        }
        self.themes.push(ThemeDraft::new(title));
        self.themes.len() - 1
    }

    /// The first theme after `after` that the body has not come to yet.
    #[must_use]
    pub fn next_unseen(&self, after: Option<usize>) -> Option<usize> {
        let from = after.map_or(0, |i| i + 1);
        let unseen = |i: &usize| {
            self.themes
                .get(*i)
                .is_some_and(|t| t.own.heading_lines.is_empty())
        };
        (from..self.themes.len())
            .find(unseen)
            .or_else(|| (0..from).find(unseen))
    }
}

impl MeasureDraft {
    /// Where among the items the sub-measure of that letter and title stands.
    #[must_use]
    pub fn sub_index(&self, letter: char, same: impl Fn(&str) -> bool) -> Option<usize> {
        self.items
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .find(|(_, item)| {
                matches!(item, Item::Sub(sub) if sub.letter == letter && same(&sub.title))
            })
            .map(|(i, _)| i)
    }
}

impl ThemeDraft {
    /// The measure of that number whose title the test accepts.
    #[must_use]
    pub fn measure_index(
        &self,
        number: u32,
        same: impl Fn(&MeasureDraft) -> bool,
    ) -> Option<usize> {
        self.measures
            .iter()
            .enumerate()
            .rev()
            .take(RECENT)
            .find(|(_, m)| m.number == Some(number) && same(m))
            .map(|(i, _)| i)
    }
}
