//! How the reading of documents is shown.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use rust_decimal::prelude::ToPrimitive;

use super::{Row, Stage};
use crate::explorer::Settings;
use crate::explorer::line::{Line, Role};
use crate::explorer::settings::Glyphs;
use crate::explorer::state::layout::Area;
use crate::explorer::view::money::{aligned, change_role, change_sign};
use crate::explorer::words::{self, loading};
use crate::lang::{Lang, Text};
use crate::text::shown;
use crate::tui::canvas::put_line;
use crate::tui::theme::Theme;

/// From so many bytes on a document's size is told.
const LARGE: u64 = 1_000_000;
/// From so much time on the rest can be told from it.
const TELLING: Duration = Duration::from_millis(1500);
/// Columns of figures: budget lines, request, change.
const COLUMNS: [usize; 3] = [8, 14, 12];
/// Columns of what was noticed.
const FINDINGS: usize = 20;
/// From so many columns on a row has the first, two, all of them.
const WIDE: [usize; 3] = [40, 60, 100];

/// What is drawn, and how.
#[derive(Clone, Copy)]
pub struct Pen<'a> {
    /// How far the reading is.
    pub stage: &'a Stage,
    /// The user wants no more.
    pub is_stopped: bool,
    /// Since it began.
    pub elapsed: Duration,
    /// How things are shown.
    pub settings: &'a Settings,
    /// The looks.
    pub theme: &'a Theme,
}

/// Draws all of it.
pub fn draw(pen: Pen<'_>, buffer: &mut Buffer) {
    let area = *buffer.area();
    buffer.set_style(area, pen.theme.base());
    let (columns, rows) = (usize::from(area.width), area.height);
    let mut lines = vec![
        pen.title()
            .with_right(pen.unit(), columns, pen.settings.ruler),
    ];
    lines.push(pen.progress(columns));
    if pen.stage.total > 1 {
        lines.push(pen.now(columns));
        lines.push(pen.heads(columns));
        let room = usize::from(rows).saturating_sub(lines.len() + 1);
        lines.extend(pen.rows(columns, room));
    }
    lines.truncate(usize::from(rows.saturating_sub(1)));
    let status = pen.status(columns);
    let whole = |y: u16| Area {
        x: 0,
        y,
        width: area.width,
        height: 1,
    };
    for (y, line) in (0..rows).zip(&lines) {
        put_line(buffer, whole(y), 0, line, (pen.settings, pen.theme));
    }
    let foot = rows.saturating_sub(1);
    for (y, style) in [(0, pen.theme.bar()), (foot, pen.theme.status())] {
        buffer.set_style(Rect::new(0, y, area.width, rows.min(1)), style);
    }
    put_line(buffer, whole(foot), 0, &status, (pen.settings, pen.theme));
}

impl Pen<'_> {
    fn word(&self, text: Text) -> &'static str {
        text.get(self.settings.lang)
    }

    fn title(&self) -> Line {
        let stage = self.stage;
        let text = match (self.settings.lang, stage.now.first()) {
            (Lang::Ja, Some((name, bytes))) if stage.total == 1 => {
                format!("{}{}", sized(name, *bytes), self.word(loading::READING_ONE))
            }
            (Lang::En, Some((name, bytes))) if stage.total == 1 => {
                format!(
                    "{} {}",
                    sized(name, *bytes),
                    self.word(loading::READING_ONE)
                )
            }
            (Lang::Ja, _) => format!("{}{}", stage.total, self.word(loading::READING_MANY)),
            (Lang::En, _) => format!("{} {}", stage.total, self.word(loading::READING_MANY)),
        };
        Line::of(format!(" {text}"), Role::Strong)
    }

    fn unit(&self) -> Line {
        if self.stage.total == 1 {
            return Line::new();
        }
        let (label, name) = (self.word(words::UNIT), self.settings.unit_name());
        Line::of(format!("{label}{name} "), Role::Dim)
    }

    /// The bar, how many of how many, the time that is left, and what could not be read. Of one
    /// document nobody knows how far it is: the time moves, nothing else.
    fn progress(&self, columns: usize) -> Line {
        let stage = self.stage;
        let (done, total) = (stage.rows.len(), stage.total);
        let ruler = self.settings.ruler;
        let is_narrow = columns < WIDE[1];
        let mut line = Line::of(" ", Role::Plain);
        if total > 1 {
            let room = if is_narrow { columns / 4 } else { columns / 2 };
            let full = (done * room / total).min(room);
            let (on, off) = match self.settings.bar_glyphs() {
                Glyphs::Ascii => ("=", "."),
                Glyphs::Blocks if self.settings.ruler.ambiguous_wide => ("⣤", "⣀"),
                Glyphs::Blocks => ("▄", "▁"),
            };
            line.push(on.repeat(full), Role::Rise);
            line.push(off.repeat(room - full), Role::Dim);
            line.push(format!("  {done}/{total}"), Role::Strong);
        }
        let mut right = Line::new();
        match stage.refused() {
            0 => {}
            refused if is_narrow => right.push(format!(" ! {refused} "), Role::Warning),
            refused => {
                let text = format!("  ! {} {refused} ", self.word(loading::REFUSED));
                right.push(text, Role::Warning);
            }
        }
        // What has no room is left out, not cut.
        let room = columns.saturating_sub(line.width(ruler) + right.width(ruler));
        let time = self.time().map(|time| format!("  {time}"));
        if let Some(time) = time.filter(|time| ruler.width(time) <= room) {
            line.push(time, Role::Dim);
        }
        line.with_right(right, columns, ruler)
    }

    /// The time that is left by what has been read; of one document the time that has gone by.
    fn time(&self) -> Option<String> {
        let (stage, lang) = (self.stage, self.settings.lang);
        if stage.total == 1 {
            let gone = self.elapsed.as_secs();
            return Some(match lang {
                Lang::Ja => format!("{gone}秒"),
                Lang::En => format!("{gone} s"),
            });
        }
        if self.elapsed < TELLING || stage.bytes_read == 0 {
            return None;
        }
        let rest = stage.bytes.saturating_sub(stage.bytes_read);
        // Of sizes a float is near enough: whole seconds are told.
        let share = rest.to_f64()? / stage.bytes_read.to_f64()?;
        let seconds = (self.elapsed.as_secs_f64() * share).ceil().max(1.0) as u64;
        let minutes = seconds.div_ceil(60);
        Some(match lang {
            Lang::Ja if seconds < 90 => format!("あと約{seconds}秒"),
            Lang::Ja => format!("あと約{minutes}分"),
            Lang::En if seconds < 90 => format!("about {seconds} s left"),
            Lang::En => format!("about {minutes} min left"),
        })
    }

    /// What is being read now.
    fn now(&self, columns: usize) -> Line {
        let names = self.stage.now.iter();
        let names: Vec<String> = names.map(|(name, bytes)| sized(name, *bytes)).collect();
        if names.is_empty() {
            return Line::new();
        }
        let text = format!(" {} {}", self.word(loading::NOW), names.join("  "));
        Line::of(self.settings.ruler.cut(&text, columns), Role::Dim)
    }

    fn figures(&self, columns: usize) -> usize {
        WIDE.iter().filter(|from| **from <= columns).count()
    }

    /// Columns that names have.
    fn names(&self, columns: usize) -> usize {
        let taken: usize = match self.figures(columns) {
            0 => 0,
            1 => COLUMNS[1],
            2 => COLUMNS.iter().sum(),
            _ => COLUMNS.iter().sum::<usize>() + FINDINGS + 2,
        };
        columns.saturating_sub(taken + 4)
    }

    fn heads(&self, columns: usize) -> Line {
        let ruler = self.settings.ruler;
        let names = self.names(columns);
        let mut text = format!("   {}", ruler.field(self.word(loading::DOCUMENT), names));
        let heads = [loading::LINES, words::REQUEST, words::CHANGE];
        for (at, (head, width)) in heads.into_iter().zip(COLUMNS).enumerate() {
            if self.has(at, columns) {
                text.push_str(&ruler.pad_left(self.word(head), width));
            }
        }
        if self.figures(columns) > 2 {
            text.push_str(&format!("  {}", self.word(loading::FINDINGS)));
        }
        Line::of(text, Role::Dim)
    }

    /// Whether that column of figures has room: the request first.
    fn has(&self, at: usize, columns: usize) -> bool {
        match self.figures(columns) {
            0 => false,
            1 => at == 1,
            _ => true,
        }
    }

    /// What could not be read stays in sight; of the others the last ones.
    fn rows(&self, columns: usize, room: usize) -> Vec<Line> {
        let rows = &self.stage.rows;
        let is_refused = |row: &&Row| matches!(row, Row::Refused(_));
        let refused = rows.iter().filter(is_refused).take(room / 3);
        let mut out: Vec<Line> = refused.map(|row| self.row(row, columns)).collect();
        let read: Vec<&Row> = rows.iter().filter(|row| !is_refused(row)).collect();
        let left = room - out.len();
        let first = read.len().saturating_sub(left);
        out.extend(read.iter().skip(first).map(|row| self.row(row, columns)));
        out
    }

    fn row(&self, row: &Row, columns: usize) -> Line {
        let (settings, ruler) = (self.settings, self.settings.ruler);
        let (name, figures, findings) = match row {
            Row::Refused(why) => {
                return Line::of(" ! ", Role::Warning)
                    .with(shown(why), Role::Plain)
                    .cut(columns, ruler);
            }
            // Its name stands as that of a document does.
            Row::Data(name) => {
                return Line::of(format!(" {}", shown(name)), Role::Plain).cut(columns, ruler);
            }
            Row::Read {
                name,
                lines,
                request,
                change,
                findings,
            } => {
                let change = change.as_ref().map_or_else(
                    || ("−".to_owned(), Role::Dim),
                    |change| (change_sign(change, settings), change_role(change)),
                );
                let request = aligned(settings.bare(*request), settings, COLUMNS[1]);
                let figures = [
                    (lines.to_string(), Role::Plain),
                    (request, Role::Amount),
                    (aligned(change.0, settings, COLUMNS[2]), change.1),
                ];
                (name, figures, findings)
            }
        };
        let width = self.names(columns);
        let name = ruler.field(&ruler.cut(&shown(name), width), width);
        let mut line = Line::of(format!("   {name}"), Role::Plain);
        for (at, ((text, role), width)) in figures.into_iter().zip(COLUMNS).enumerate() {
            if self.has(at, columns) {
                line.push(ruler.pad_left(&text, width), role);
            }
        }
        if self.figures(columns) > 2 {
            let [warnings, infos] = findings;
            if *warnings > 0 {
                let text = format!("  {} {warnings}", self.word(words::WARNING));
                line.push(text, Role::Warning);
            }
            if *infos > 0 {
                line.push(format!("  {} {infos}", self.word(words::INFO)), Role::Dim);
            }
        }
        line.cut(columns, ruler)
    }

    fn status(&self, columns: usize) -> Line {
        let stage = self.stage;
        let mut left = Line::of(format!(" {} ", self.word(loading::MODE)), Role::Mode);
        if self.is_stopped {
            left.push(format!(" {}", self.word(loading::STOPPING)), Role::Strong);
        } else if stage.total > 1 {
            left.push(
                format!(" {}/{}", stage.rows.len(), stage.total),
                Role::Plain,
            );
        }
        let keys = match stage.may_stop && !self.is_stopped {
            false => loading::KEYS_ONE,
            true if columns < WIDE[1] => loading::KEYS_SHORT,
            true => loading::KEYS_MANY,
        };
        let right = Line::of(format!("  {} ", self.word(keys)), Role::Plain);
        left.with_right(right, columns, self.settings.ruler)
    }
}

/// A name, with its size where that is large: `令和7年度.pdf 3.2MB`.
fn sized(name: &str, bytes: u64) -> String {
    let name = shown(name);
    if bytes < LARGE {
        return name.into_owned();
    }
    let tenths = bytes / (LARGE / 10);
    format!("{name} {}.{}MB", tenths / 10, tenths % 10)
}
