//! The contents page: pillars, chapters and themes with their pages, in whatever order the
//! columns were scanned.

use super::line::{Line, take_relisted_mark};
use crate::japanese::fold::{fold_char, join_wrapped, trimmed};

/// One bullet of the contents page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeEntry {
    /// Title without page and 再掲 mark.
    pub title: String,
    /// Printed page.
    pub page: Option<u32>,
    /// It carries 再掲.
    pub relisted: bool,
    /// First source line.
    pub line: u32,
}

/// One chapter of the contents page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChapterEntry {
    /// Printed number.
    pub number: u32,
    /// Title.
    pub title: String,
    /// Source line.
    pub line: u32,
    /// Its bullets.
    pub themes: Vec<ThemeEntry>,
}

/// One pillar of the contents page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PillarEntry {
    /// Number (`IV` is 4).
    pub number: u32,
    /// Title.
    pub title: String,
    /// Source line.
    pub line: u32,
    /// The first chapter printed under it.
    pub first_chapter: Option<u32>,
}

/// The whole contents page.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// Pillars as printed.
    pub pillars: Vec<PillarEntry>,
    /// Chapters as printed.
    pub chapters: Vec<ChapterEntry>,
    /// Index of the first line after the contents page; 0 where there is none.
    pub end: usize,
}

impl Contents {
    /// The chapter of that number.
    #[cfg(test)]
    fn chapter(&self, number: u32) -> Option<&ChapterEntry> {
        self.chapters.iter().find(|c| c.number == number)
    }

    /// The pillar of a chapter: the last whose first chapter is not after it. The columns of a
    /// contents page may be scanned in any order, so the place in the text does not decide.
    #[must_use]
    pub fn pillar_of(&self, chapter: u32) -> Option<&PillarEntry> {
        self.pillars
            .iter()
            .filter(|p| p.first_chapter.is_some_and(|first| first <= chapter))
            .max_by_key(|p| p.first_chapter)
            .or_else(|| self.pillars.first())
    }
}

/// Finds and reads the contents page. Its end is the last line with leaders and a page number
/// before the body's first measure or budget mark.
#[must_use]
pub fn read_contents(lines: &[Line]) -> Contents {
    let body = lines
        .iter()
        .position(|line| line.numbered().is_some() || super::entry::has_mark(line))
        .unwrap_or(lines.len());
    let front = lines.get(..body).unwrap_or(lines);
    let title = front.iter().position(|line| line.words.contains("目次"));
    let end = match front
        .iter()
        .rposition(|line| page_of(&line.words).is_some())
    {
        Some(last) => last + 1,
        None => match title.and_then(|title| repeated_chapter(front, title)) {
            Some(end) => end,
            None => return Contents::default(),
        },
    };
    let mut contents = Contents {
        end,
        ..Contents::default()
    };
    let start = title.unwrap_or(0);
    read_entries(lines.get(start..end).unwrap_or_default(), &mut contents);
    if contents.chapters.is_empty() {
        Contents::default()
    } else {
        contents
    }
}

/// Without page numbers the contents page ends where a chapter heading comes a second time.
fn repeated_chapter(lines: &[Line], from: usize) -> Option<usize> {
    let mut seen = Vec::new();
    for (i, line) in lines.iter().enumerate().skip(from) {
        if let Some(chapter) = line.chapter().filter(|_| line.depth > 0) {
            if seen.contains(&chapter) {
                return Some(i);
            }
            seen.push(chapter);
        }
    }
    None
}

fn read_entries(lines: &[Line], contents: &mut Contents) {
    let mut open: Option<ThemeEntry> = None;
    for line in lines
        .iter()
        .filter(|line| !line.is_blank() && !line.words.contains("目次"))
    {
        let paged = page_of(&line.words);
        if paged.is_none()
            && let Some((number, title)) = line.pillar()
        {
            close(contents, &mut open);
            contents.pillars.push(PillarEntry {
                number,
                title: title.to_owned(),
                line: line.number,
                first_chapter: None,
            });
            continue;
        }
        if (paged.is_none() || line.depth > 0)
            && let Some((number, title)) = line.chapter()
        {
            close(contents, &mut open);
            add_chapter(contents, number, title, line.number);
            continue;
        }
        if line.bullet {
            close(contents, &mut open);
        }
        let (words, page) = paged.unwrap_or_else(|| (line.words.clone().into_owned(), None));
        match &mut open {
            Some(theme) => {
                join_wrapped(&mut theme.title, &words);
                // The page itself, or a part of the leader, may stand on the next line.
                if let Some((title, page)) = page_of(&theme.title) {
                    (theme.title, theme.page) = (title, page);
                    close(contents, &mut open);
                    continue;
                }
            }
            None if line.bullet || page.is_some() => {
                let line = line.number;
                open = Some(ThemeEntry {
                    title: words,
                    page: None,
                    relisted: false,
                    line,
                });
            }
            None => {}
        }
        if page.is_some() {
            if let Some(theme) = &mut open {
                theme.page = page;
            }
            close(contents, &mut open);
        }
    }
    close(contents, &mut open);
}

fn add_chapter(contents: &mut Contents, number: u32, title: &str, line: u32) {
    if let Some(pillar) = contents.pillars.last_mut() {
        pillar.first_chapter.get_or_insert(number);
    }
    if let Some(at) = contents.chapters.iter().position(|c| c.number == number) {
        // A chapter that runs over two columns may be headed twice; later bullets join it.
        let chapter = contents.chapters.remove(at);
        contents.chapters.push(chapter);
    } else {
        let title = take_page(title);
        contents.chapters.push(ChapterEntry {
            number,
            title,
            line,
            themes: Vec::new(),
        });
    }
}

fn take_page(title: &str) -> String {
    page_of(title).map_or_else(|| title.to_owned(), |(title, _)| title)
}

fn close(contents: &mut Contents, open: &mut Option<ThemeEntry>) {
    let Some(mut theme) = open.take() else { return };
    (theme.title, theme.relisted) = take_relisted_mark(&theme.title);
    if let (false, Some(chapter)) = (theme.title.is_empty(), contents.chapters.last_mut()) {
        chapter.themes.push(theme);
    }
}

/// `title ..... 12` → title and page: at least three leader dots, or an ellipsis.
fn page_of(words: &str) -> Option<(String, Option<u32>)> {
    // Most lines end in no digit and cost no more than that.
    let before = words.trim_end_matches(|c| fold_char(c).is_ascii_digit());
    let page = words.get(before.len()..)?;
    if !(1..=4).contains(&page.chars().count()) {
        return None;
    }
    let leader = |c: char| matches!(fold_char(c), ' ' | '.' | '…' | '‥' | '・' | '･' | '·' | '⋯');
    let title = before.trim_end_matches(leader);
    let leaders = before.get(title.len()..)?.chars().map(fold_char);
    let dots: usize = leaders
        .map(|c| match c {
            ' ' => 0,
            '…' | '‥' | '⋯' => 3,
            _ => 1,
        })
        .sum();
    if dots < 3 {
        return None;
    }
    let page: String = page.chars().map(fold_char).collect();
    Some((trimmed(title).to_owned(), page.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::line::lines;

    const TWO_COLUMNS: &str = "# 文書 目次\n## I 甲\n### 1 一章\n- 主題 ..... 4\n## II 乙\n### 3 三章\n- 長い主題と  \n　　続き(再掲) ..... 12\n### 2 二章\n- 別の主題 …… ８\n\n## 1 一章\n主題\n## (1) 施策\n";

    #[test]
    fn columns_may_come_in_any_order() {
        let contents = read_contents(&lines(TWO_COLUMNS));
        let pillar = |n| contents.pillar_of(n).map(|p| p.number);
        assert_eq!(
            [pillar(1), pillar(2), pillar(3)],
            [Some(1), Some(1), Some(2)]
        );
        assert_eq!(contents.end, 10);
        let theme = &contents.chapter(3).unwrap().themes[0];
        assert_eq!(
            (theme.title.as_str(), theme.page, theme.relisted),
            ("長い主題と続き", Some(12), true)
        );
        assert_eq!(contents.chapter(2).unwrap().themes[0].page, Some(8));
    }

    #[test]
    fn a_page_number_may_stand_on_the_next_line() {
        let text = "# 目次\n### 1 一章\n- 長い主題 .....\n20\n- 次の主題 ..... 21\n\n## 1 一章\n長い主題\n## (1) 施策\n";
        let contents = read_contents(&lines(text));
        let themes = &contents.chapter(1).unwrap().themes;
        let seen: Vec<_> = themes.iter().map(|t| (t.title.as_str(), t.page)).collect();
        assert_eq!(seen, [("長い主題", Some(20)), ("次の主題", Some(21))]);
    }

    #[test]
    fn a_document_without_contents_has_none() {
        let contents = read_contents(&lines("## 1 一章\n主題\n## (1) 施策\n【予算】甲 1億円\n"));
        assert!(contents.chapters.is_empty());
        assert_eq!(contents.end, 0);
    }

    #[test]
    fn pages_may_be_missing() {
        let text =
            "# 目次\n## I 甲\n### 1 一章\n- 主題\n- 別の\n### 2 二章\n- 三\n\n## 1 一章\n主題\n";
        let contents = read_contents(&lines(text));
        assert_eq!(contents.end, 8);
        assert_eq!(contents.chapter(1).unwrap().themes.len(), 2);
    }
}
