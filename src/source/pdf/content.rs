//! What the operators of a page draw: glyphs with their places, rules, pictures.

mod paths;

use std::rc::Rc;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::{Page, Resources};

use super::font::{Font, Fonts};

/// A character at its place; y grows downwards, in points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) right: f64,
    /// Baseline.
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
    pub(super) bold: bool,
}

/// A ruled line, lying or standing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    pub(super) lying: bool,
    /// y of a lying, x of a standing rule.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// All of a page.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) images: usize,
    /// Characters that the fonts do not name.
    pub(super) unknown: usize,
    /// Characters of lines that do not lie, and are not read: set upwards, downwards, or one below the other.
    pub(super) turned: Turned,
    /// More operators than are followed.
    pub(super) overfull: bool,
    most: usize,
    steps: usize,
}

/// How many characters stand in lines of each direction but the usual one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Turned {
    pub(super) up: usize,
    pub(super) down: usize,
    pub(super) other: usize,
    /// Signs of money among them.
    pub(super) money: usize,
}

impl Turned {
    fn count(&mut self, (x, y): (f64, f64), vertical: bool, text: &str) {
        let way = match () {
            () if vertical || x.abs() > 0.1 * y.abs() => &mut self.other,
            () if y < 0.0 => &mut self.up,
            () => &mut self.down,
        };
        *way += 1;
        self.money += usize::from(text.contains(['円', '億', '兆', '万']));
    }

    pub(super) const fn all(self) -> usize {
        self.up + self.down + self.other
    }
}

/// Most operators of a page that are followed.
const MOST_STEPS: usize = 3_000_000;

type Matrix = [f64; 6];

/// First `a`, then `b`.
fn then(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn place(m: Matrix, x: f64, y: f64) -> (f64, f64) {
    (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
}

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// The state of one stream of operators.
struct Run<'d> {
    drawn: &'d mut Drawn,
    fonts: &'d mut Fonts,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Vec<(f64, f64, f64, f64)>,
    boxes: Vec<(f64, f64, f64, f64)>,
    start: (f64, f64),
    pen: (f64, f64),
}

impl Drawn {
    /// What a page draws, at most so many glyphs. A page that is set sideways, as wide tables are, is turned.
    pub(super) fn of(page: &Page<'_>, fonts: &mut Fonts, most: usize) -> Self {
        let operators = fonts.work.contents(page);
        let upright = Self::under(page, &operators, fonts, most, IDENTITY);
        let turned = upright.turned;
        if turned.up.max(turned.down) <= upright.glyphs.len() {
            return upright;
        }
        let turn = if turned.up > turned.down {
            [0.0, 1.0, -1.0, 0.0, 0.0, 0.0]
        } else {
            [0.0, -1.0, 1.0, 0.0, 0.0, 0.0]
        };
        Self::under(page, &operators, fonts, most, turn)
    }

    fn under(
        page: &Page<'_>,
        operators: &[u8],
        fonts: &mut Fonts,
        most: usize,
        turn: Matrix,
    ) -> Self {
        let mut drawn = Self {
            most,
            ..Self::default()
        };
        let state = State {
            matrix: then(page.initial_transform(true).as_coeffs(), turn),
            font: None,
            size: 1.0,
            spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let steps = UntypedIter::new(operators);
        Run::new(&mut drawn, fonts, state).follow(steps, page.resources(), 0);
        drawn
    }
}

impl<'d> Run<'d> {
    const fn new(drawn: &'d mut Drawn, fonts: &'d mut Fonts, state: State) -> Self {
        Self {
            drawn,
            fonts,
            state,
            saved: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            path: Vec::new(),
            boxes: Vec::new(),
            start: (0.0, 0.0),
            pen: (0.0, 0.0),
        }
    }

    fn follow(&mut self, mut steps: UntypedIter<'_>, resources: &Resources<'_>, depth: u32) {
        while let Some(step) = steps.next() {
            self.drawn.steps += 1;
            self.drawn.overfull |= self.drawn.steps > MOST_STEPS || !self.fonts.work.step();
            if self.drawn.overfull || self.drawn.glyphs.len() >= self.drawn.most {
                return;
            }
            let operands: Vec<&Object<'_>> = step.operands().collect();
            let name: &[u8] = step.operator;
            let mut n = [0.0; 6];
            let numbers = operands.iter().filter_map(|o| {
                if let Object::Number(n) = o {
                    Some(n.as_f64())
                } else {
                    None
                }
            });
            for (to, from) in n.iter_mut().zip(numbers) {
                *to = from;
            }
            match name {
                b"q" if self.saved.len() < 256 => self.saved.push(self.state.clone()),
                b"Q" => {
                    if let Some(state) = self.saved.pop() {
                        self.state = state;
                    }
                }
                b"cm" => self.state.matrix = then(n, self.state.matrix),
                b"Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.external(name, resources, depth);
                    }
                }
                b"BI" | b"EI" => self.drawn.images += 1,
                b"Tf" => {
                    self.state.size = n[0];
                    if let Some(Object::Name(name)) = operands.first() {
                        let font = resources.get_font(name).map(|dict| self.fonts.get(&dict));
                        self.state.font = font;
                    }
                }
                b"Tj" | b"'" | b"\"" | b"TJ" => self.show(name, &operands, n),
                _ => {
                    if !self.set_text(name, n) {
                        self.draw(name, n);
                    }
                }
            }
        }
    }

    fn external(&mut self, name: &Name<'_>, resources: &Resources<'_>, depth: u32) {
        let Some(stream) = resources.get_x_object(name) else {
            return;
        };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").as_deref() != Some(b"Form") {
            self.drawn.images += 1;
            return;
        }
        if depth < 8
            && let Some(data) = self.fonts.work.unfold(&stream)
        {
            let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
            let mut state = self.state.clone();
            if let Some(matrix) = dict.get::<[f64; 6]>("Matrix") {
                state.matrix = then(matrix, state.matrix);
            }
            let mut run = Run::new(self.drawn, self.fonts, state);
            run.follow(
                UntypedIter::new(&data),
                own.as_ref().unwrap_or(resources),
                depth + 1,
            );
        }
    }

    /// Operators that set the text's state; false for all others.
    fn set_text(&mut self, name: &[u8], n: Matrix) -> bool {
        match name {
            b"BT" => {
                self.text = IDENTITY;
                self.line = IDENTITY;
            }
            b"Tc" => self.state.spacing = n[0],
            b"Tw" => self.state.word_spacing = n[0],
            b"Tz" => self.state.scale = n[0] / 100.0,
            b"TL" => self.state.leading = n[0],
            b"Ts" => self.state.rise = n[0],
            b"Td" => self.move_line(n[0], n[1]),
            b"TD" => {
                self.state.leading = -n[1];
                self.move_line(n[0], n[1]);
            }
            b"Tm" => {
                self.text = n;
                self.line = n;
            }
            b"T*" => self.move_line(0.0, -self.state.leading),
            _ => return false,
        }
        true
    }

    fn move_line(&mut self, x: f64, y: f64) {
        self.line = then([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn show(&mut self, name: &[u8], operands: &[&Object<'_>], n: Matrix) {
        if name == b"\"" {
            self.state.word_spacing = n[0];
            self.state.spacing = n[1];
        }
        if matches!(name, b"'" | b"\"") {
            self.move_line(0.0, -self.state.leading);
        }
        match operands.last() {
            Some(Object::String(text)) => self.glyphs(text.as_bytes()),
            Some(Object::Array(parts)) => {
                for part in parts.iter::<Object<'_>>() {
                    match part {
                        Object::String(text) => self.glyphs(text.as_bytes()),
                        Object::Number(back) => {
                            let by = -back.as_f64() / 1000.0 * self.state.size * self.state.scale;
                            self.text = then([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn glyphs(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            return;
        };
        let state = &self.state;
        for shown in font.decode(bytes) {
            let on_page = then(self.text, state.matrix);
            let extra = state.spacing + if shown.space { state.word_spacing } else { 0.0 };
            let advance = (shown.width * state.size + extra) * state.scale;
            let (x, y) = place(on_page, 0.0, state.rise);
            let (right, right_y) =
                place(on_page, shown.width * state.size * state.scale, state.rise);
            let size = (on_page[2].hypot(on_page[3]) * state.size).abs();
            // Turned and vertical text is counted and left out: it is in no row of a table.
            let level = (right_y - y).abs() <= 0.1 * size && right >= x && !font.vertical;
            let sound =
                x.is_finite() && y.is_finite() && right.is_finite() && size > 0.5 && size < 1000.0;
            if shown.unknown && level {
                self.drawn.unknown += 1;
            } else if !level && sound {
                let vertical = font.vertical;
                self.drawn
                    .turned
                    .count((right - x, right_y - y), vertical, &shown.text);
            } else if level && sound && self.drawn.glyphs.len() < self.drawn.most {
                self.drawn.glyphs.push(Glyph {
                    x,
                    right,
                    y,
                    size,
                    text: shown.text,
                    bold: font.bold,
                });
            }
            self.text = then([1.0, 0.0, 0.0, 1.0, advance, 0.0], self.text);
        }
    }
}
