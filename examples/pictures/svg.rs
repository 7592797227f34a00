//! The cells of a screen as SVG: every character at the place of its cell, whatever font draws it.

use std::fmt::Write as _;

use super::scenes::Scene;
use super::terminal::Session;
use super::{blocks, colours};

/// Width and height of a cell.
const CELL: (u16, u16) = (10, 22);
/// From the top of a cell to the foot of its letters.
const FOOT: u16 = 17;
/// Blank space around the screen.
const MARGIN: u16 = 12;
/// Monospace fonts: of letters of one cell, where a Japanese font has ambiguous signs too wide,
/// and of two.
const FONTS: &str = "<style>.n{font:16.5px 'DejaVu Sans Mono','JetBrains Mono',Menlo,Consolas,\
                     'BIZ UDGothic',monospace}.w{font:18px 'BIZ UDGothic','Noto Sans Mono CJK JP',\
                     'Noto Sans CJK JP','Hiragino Sans','Yu Gothic',Meiryo,monospace}\
                     .b{font-weight:700}.u{text-decoration:underline}</style>";

/// Escaped for XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// Width and height of a picture of so many columns and rows.
pub fn size((columns, rows): (u16, u16)) -> (u16, u16) {
    (columns * CELL.0 + 2 * MARGIN, rows * CELL.1 + 2 * MARGIN)
}

/// A whole file.
pub fn picture(session: &Session, scene: &Scene) -> String {
    let (width, height) = size(scene.size);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\">\n{}</svg>\n",
        inside(session, scene)
    )
}

/// What stands within a picture: its name, its text for those who hear it, its cells.
pub fn inside(session: &Session, scene: &Scene) -> String {
    let seen = session.seen.lock().unwrap();
    let screen = seen.screen.screen();
    let (width, height) = size(scene.size);
    let mut out = format!(
        "<title>{}</title>\n<desc>{}</desc>\n{FONTS}\n<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
        escaped(&scene.caption),
        escaped(&screen.contents()),
        scene.look.paper
    );
    let _ = writeln!(
        out,
        "<g transform=\"translate({MARGIN} {MARGIN})\" xml:space=\"preserve\">"
    );
    for row in 0..scene.size.1 {
        out.push_str(&Row::of(screen, row, scene).drawn());
    }
    out.push_str("</g>\n");
    out
}

/// Letters of one look in one row: their style and, character by character, their places.
type Letters = (String, Vec<(u16, String)>);

/// One row, gathered.
struct Row {
    top: u16,
    /// Left, width, colour.
    grounds: Vec<(u16, u16, String)>,
    letters: Vec<Letters>,
    shapes: String,
}

impl Row {
    fn of(screen: &vt100::Screen, row: u16, scene: &Scene) -> Self {
        let mut this = Self {
            top: row * CELL.1,
            grounds: Vec::new(),
            letters: Vec::new(),
            shapes: String::new(),
        };
        // What is drawn as a shape grows while its like follows.
        let mut bars: Vec<(u16, u16, blocks::Part, String)> = Vec::new();
        for column in 0..scene.size.0 {
            let Some(cell) = screen.cell(row, column) else {
                continue;
            };
            if cell.is_wide_continuation() {
                continue;
            }
            let (ink, ground) = colours::of(cell, scene.look);
            let left = column * CELL.0;
            let width = if cell.is_wide() { 2 * CELL.0 } else { CELL.0 };
            if let Some(ground) = ground {
                this.ground(left, width, ground);
            }
            let text = cell.contents();
            let Some(glyph) = text.chars().next().filter(|glyph| *glyph != ' ') else {
                continue;
            };
            if let Some(parts) = blocks::parts(glyph) {
                for part in parts {
                    grow(&mut bars, left, part, &ink);
                }
            } else if blocks::is_braille(glyph) {
                this.braille(left, glyph, &ink);
            } else {
                let mut class = if cell.is_wide() { "w" } else { "n" }.to_owned();
                for (is_so, name) in [(cell.bold(), " b"), (cell.underline(), " u")] {
                    class.push_str(if is_so { name } else { "" });
                }
                let style = format!("class=\"{class}\" fill=\"{ink}\"");
                this.letter(style, left, text.to_owned());
            }
        }
        for (left, width, (x, y, _, tall), ink) in bars {
            let at = f64::from(left) + f64::from(x) * f64::from(CELL.0) / 8.0;
            let top = f64::from(this.top) + f64::from(y) * f64::from(CELL.1) / 8.0;
            let tall = f64::from(tall) * f64::from(CELL.1) / 8.0;
            let wide = f64::from(width) / 8.0;
            let _ = writeln!(
                this.shapes,
                "<rect x=\"{at}\" y=\"{top}\" width=\"{wide}\" height=\"{tall}\" fill=\"{ink}\"/>"
            );
        }
        this
    }

    fn ground(&mut self, left: u16, width: u16, colour: String) {
        match self.grounds.last_mut() {
            Some((from, wide, last)) if *from + *wide == left && *last == colour => *wide += width,
            _ => self.grounds.push((left, width, colour)),
        }
    }

    fn letter(&mut self, style: String, left: u16, text: String) {
        match self.letters.iter_mut().find(|(known, _)| *known == style) {
            Some((_, letters)) => letters.push((left, text)),
            None => self.letters.push((style, vec![(left, text)])),
        }
    }

    fn braille(&mut self, left: u16, glyph: char, ink: &str) {
        for (x, y) in blocks::dots(glyph) {
            let at = f64::from(left) + f64::from(CELL.0) * (0.25 + 0.5 * f64::from(x));
            let top = f64::from(self.top) + f64::from(CELL.1) * (0.125 + 0.25 * f64::from(y));
            let _ = writeln!(
                self.shapes,
                "<circle cx=\"{at}\" cy=\"{top}\" r=\"1.8\" fill=\"{ink}\"/>"
            );
        }
    }

    fn drawn(&self) -> String {
        let mut out = String::new();
        for (left, width, colour) in &self.grounds {
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"{}\" fill=\"{colour}\"/>",
                self.top, CELL.1
            );
        }
        out.push_str(&self.shapes);
        for (style, letters) in &self.letters {
            // A cluster of several characters stands at one place: the others follow it.
            let places: Vec<String> = letters
                .iter()
                .flat_map(|(left, text)| {
                    text.chars()
                        .enumerate()
                        .map(move |(i, _)| if i == 0 { *left } else { left + 1 })
                })
                .map(|left| left.to_string())
                .collect();
            let text: String = letters.iter().map(|(_, text)| text.as_str()).collect();
            let _ = writeln!(
                out,
                "<text y=\"{}\" {style} x=\"{}\">{}</text>",
                self.top + FOOT,
                places.join(" "),
                escaped(&text)
            );
        }
        out
    }
}

/// Adds a part of a block element; one that goes on where its like ended is the same bar. Widths
/// are eighths of a cell's width times its pixels.
fn grow(
    bars: &mut Vec<(u16, u16, blocks::Part, String)>,
    left: u16,
    part: blocks::Part,
    ink: &str,
) {
    let (x, y, wide, tall) = part;
    let start = left * 8 + u16::from(x) * CELL.0;
    let width = u16::from(wide) * CELL.0;
    let like = bars
        .iter_mut()
        .rev()
        .find(|(from, so_far, (bx, by, _, bt), colour)| {
            *by == y
                && *bt == tall
                && colour == ink
                && from * 8 + u16::from(*bx) * CELL.0 + so_far == start
        });
    match like {
        Some((_, so_far, _, _)) => *so_far += width,
        None => bars.push((left, width, part, ink.to_owned())),
    }
}
