//! Which lines are the headings of pillars, chapters and themes.

use super::Walker;
use crate::japanese::fold::{same_wording, similarity};
use crate::parse::entry::has_mark;
use crate::parse::line::{Line, take_relisted_mark};

/// From this likeness on a body wording is taken for an entry of the contents page.
const LIKE: u32 = 45;

impl Walker<'_> {
    pub(super) fn take_pillar(&mut self, line: &Line) -> bool {
        if line.depth == 0 {
            return false;
        }
        let Some((number, title)) = line.pillar() else {
            return false;
        };
        if !self.listed {
            self.outline.add_pillar(number, title);
            self.at.pillar = Some(number);
        }
        let found = self
            .outline
            .pillars
            .iter_mut()
            .find(|p| p.number == number && similarity(&p.title, title) >= LIKE);
        if let Some(pillar) = found {
            pillar.own.heading_lines.push(line.number);
            return true;
        }
        false
    }

    pub(super) fn take_chapter(&mut self, i: usize, line: &Line) -> bool {
        let Some((number, title)) = line.chapter() else {
            return false;
        };
        if !self.is_chapter(i, line, number, title) {
            return false;
        }
        let index = match self.outline.chapter_index(number) {
            Some(index) => index,
            None => {
                if self.listed {
                    self.findings.unlisted_chapter(line, number);
                }
                self.outline.add_chapter(number, title, self.at.pillar)
            }
        };
        let Some(chapter) = self.outline.chapters.get_mut(index) else {
            return false;
        };
        if !same_wording(&chapter.title, title) && chapter.body_title.is_none() {
            self.findings
                .chapter_title_differs(line, &chapter.title, title);
            chapter.body_title = Some(title.to_owned());
        }
        chapter.own.heading_lines.push(line.number);
        if self.at.chapter != Some(index) {
            self.at.themes.clear();
            (self.at.theme, self.at.measure, self.at.sub) = (None, None, None);
        }
        self.at.chapter = Some(index);
        self.at.page_block += 1;
        self.at.expects_theme = true;
        true
    }

    fn is_chapter(&self, i: usize, line: &Line, number: u32, title: &str) -> bool {
        let current = self
            .at
            .chapter
            .and_then(|c| self.outline.chapters.get(c))
            .map(|c| c.number);
        let Some(known) = self
            .outline
            .chapter_index(number)
            .and_then(|c| self.outline.chapters.get(c))
        else {
            let next = current.is_none_or(|c| number > c);
            return line.depth > 0 && next && (!self.listed || self.measure_follows(i));
        };
        let likeness = similarity(&known.title, title).max(
            known
                .body_title
                .as_deref()
                .map_or(0, |t| similarity(t, title)),
        );
        if line.depth == 0 {
            let next = current.is_some_and(|current| number == current + 1);
            return same_wording(&known.title, title) || (next && self.theme_follows(i, number));
        }
        match current {
            _ if likeness >= 70 => true,
            Some(current) if number <= current => likeness >= LIKE,
            // The body may head a chapter quite otherwise than the contents page does.
            _ => likeness >= LIKE || self.theme_follows(i, number),
        }
    }

    fn following(&self, i: usize, most: usize) -> impl Iterator<Item = &Line<'_>> {
        self.lines
            .iter()
            .skip(i + 1)
            .filter(|l| !l.is_blank())
            .take(most)
    }

    fn measure_follows(&self, i: usize) -> bool {
        self.following(i, 3).any(|l| l.numbered().is_some())
    }

    fn theme_follows(&self, i: usize, chapter: u32) -> bool {
        let Some(chapter) = self
            .outline
            .chapter_index(chapter)
            .and_then(|c| self.outline.chapters.get(c))
        else {
            return false;
        };
        let parts = |l: &Line| {
            l.words.split(['／', '/']).any(|part| {
                chapter
                    .most_like(part)
                    .is_some_and(|(_, likeness)| likeness >= 70)
            })
        };
        self.following(i, 1).any(parts)
    }

    /// The page's theme line, perhaps wrapped; returns how many lines it took.
    pub(super) fn take_theme(&mut self, i: usize, line: &Line) -> Option<usize> {
        if line.bullet || line.numbered().is_some() || has_mark(line) {
            return None;
        }
        let (title, relisted) = take_relisted_mark(&line.words);
        let wrapped = self.lines.get(i + 1).filter(|next| {
            !next.is_blank() && !next.bullet && next.depth == 0 && next.numbered().is_none()
        });
        let chapter = self.outline.chapters.get(self.at.chapter?)?;
        let single = chapter.most_like(&title);
        if let Some(next) = wrapped.filter(|_| single.is_none_or(|s| s.1 < 95)) {
            let (joined, joined_mark) =
                take_relisted_mark(&format!("{}{}", line.words, next.words));
            let both = chapter.most_like(&joined);
            let better = both.map_or(0, |b| b.1) > single.map_or(0, |s| s.1) + 5;
            if let Some((theme, likeness)) = both.filter(|_| better)
                && likeness >= 70
            {
                self.open_themes(&[(theme, joined)], relisted || joined_mark, line);
                let number = next.number;
                self.heading_of_open_theme(number);
                return Some(2);
            }
        }
        let themes = self.match_theme(i, line, &title, single)?;
        self.open_themes(&themes, relisted, line);
        Some(1)
    }

    /// The themes that a line names, each with its wording here. `best` is the one that it is most like.
    fn match_theme(
        &mut self,
        i: usize,
        line: &Line,
        title: &str,
        best: Option<(usize, u32)>,
    ) -> Option<Vec<(usize, String)>> {
        let chapter = self.outline.chapters.get(self.at.chapter?)?;
        let strict = if chapter.listed { LIKE } else { 85 };
        if let Some((theme, _)) = best.filter(|b| b.1 >= 95) {
            return Some(vec![(theme, title.to_owned())]);
        }
        if let Some(joined) = chapter.joined_themes(title, strict) {
            return Some(joined);
        }
        if let Some((theme, _)) = best.filter(|b| b.1 >= strict) {
            return Some(vec![(theme, title.to_owned())]);
        }
        self.unlike_any(i, line, title)
    }

    /// A theme line unlike every known theme: a new one, or one that the contents page words
    /// quite otherwise.
    fn unlike_any(&mut self, i: usize, line: &Line, title: &str) -> Option<Vec<(usize, String)>> {
        let heading_like = title.chars().count() <= 90
            && !title.ends_with('。')
            && !title.starts_with(['【', '※', '<', '＜', '(', '（']);
        let measure_follows = self.following(i, 1).any(|l| l.numbered().is_some());
        let joined = self.joined_titles(i, title);
        let chapter = self.outline.chapters.get_mut(self.at.chapter?)?;
        if !heading_like || (chapter.listed && !measure_follows) {
            return None;
        }
        if !chapter.listed {
            let parts = if joined.len() > 1 {
                joined
            } else {
                vec![title.to_owned()]
            };
            return Some(
                parts
                    .into_iter()
                    .map(|p| (chapter.theme_of(&p), p))
                    .collect(),
            );
        }
        self.findings.unlisted_theme(line);
        let unseen = chapter.next_unseen(self.at.theme);
        let theme = unseen.unwrap_or_else(|| chapter.theme_of(title));
        Some(vec![(theme, title.to_owned())])
    }

    /// Without a contents page to tell, ／ joins two themes where a measure of this page is
    /// headed like one of its sides.
    fn joined_titles(&self, i: usize, title: &str) -> Vec<String> {
        let parts: Vec<&str> = title
            .split(['／', '/'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
            .collect();
        let page = self
            .lines
            .iter()
            .skip(i + 1)
            .take_while(|l| l.depth == 0 || l.chapter().is_none());
        let named = page
            .filter_map(Line::numbered)
            .any(|(_, measure)| parts.iter().any(|part| similarity(part, measure) >= 70));
        if named {
            parts.into_iter().map(str::to_owned).collect()
        } else {
            Vec::new()
        }
    }

    fn open_themes(&mut self, themes: &[(usize, String)], relisted: bool, line: &Line) {
        let indices: Vec<usize> = themes.iter().map(|(theme, _)| *theme).collect();
        let same_page_goes_on =
            self.at.themes == indices || self.at.theme.is_some_and(|t| indices == [t]);
        let Some(chapter) = self
            .at
            .chapter
            .and_then(|c| self.outline.chapters.get_mut(c))
        else {
            return;
        };
        for (index, words) in themes {
            let Some(theme) = chapter.themes.get_mut(*index) else {
                continue;
            };
            theme.relisted |= relisted;
            if !same_wording(&theme.title, words) && theme.body_title.is_none() {
                self.findings.theme_title_differs(line, &theme.title, words);
                theme.word_otherwise(words);
            }
        }
        // The first of joined themes owns the line, so that each line has one owner.
        if let Some(first) = indices.first().and_then(|i| chapter.themes.get_mut(*i)) {
            first.own.heading_lines.push(line.number);
        }
        if !same_page_goes_on {
            (self.at.measure, self.at.sub) = (None, None);
            self.at.theme = indices.first().copied();
        }
        self.at.themes = indices;
    }

    fn heading_of_open_theme(&mut self, line: u32) {
        let theme = self
            .at
            .chapter
            .and_then(|c| self.outline.chapters.get_mut(c))
            .zip(self.at.theme)
            .and_then(|(chapter, theme)| chapter.themes.get_mut(theme));
        if let Some(theme) = theme {
            theme.own.heading_lines.push(line);
        }
    }
}
