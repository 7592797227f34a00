//! Lines and filled shapes of a page: the rules of its tables.

use super::{Matrix, Rule, Run, place};

/// Most rules of a page: a drawing of a million strokes is no table.
const MOST_RULES: usize = 20_000;

impl Run<'_> {
    /// Follows an operator of paths; all others mean nothing here.
    pub(super) fn draw(&mut self, name: &[u8], n: Matrix) {
        let on_page = |x: f64, y: f64| place(self.state.matrix, x, y);
        match name {
            b"m" => {
                self.pen = on_page(n[0], n[1]);
                self.start = self.pen;
            }
            b"l" => {
                let to = on_page(n[0], n[1]);
                self.stroke(self.pen, to);
                self.pen = to;
            }
            b"c" => self.pen = on_page(n[4], n[5]),
            b"v" | b"y" => self.pen = on_page(n[2], n[3]),
            b"h" => {
                self.stroke(self.pen, self.start);
                self.pen = self.start;
            }
            b"re" => {
                let (a, b) = (on_page(n[0], n[1]), on_page(n[0] + n[2], n[1] + n[3]));
                for (from, to) in [
                    ((a.0, a.1), (b.0, a.1)),
                    ((b.0, a.1), (b.0, b.1)),
                    ((a.0, b.1), (b.0, b.1)),
                    ((a.0, a.1), (a.0, b.1)),
                ] {
                    self.stroke(from, to);
                }
                if self.boxes.len() < MOST_RULES {
                    self.boxes.push((a.0, a.1, b.0, b.1));
                }
            }
            b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*" => {
                if matches!(name, b"s" | b"b" | b"b*") {
                    self.stroke(self.pen, self.start);
                }
                for (x0, y0, x1, y1) in std::mem::take(&mut self.path) {
                    self.rule(x0, y0, x1, y1);
                }
                self.boxes.clear();
            }
            b"f" | b"F" | b"f*" => {
                for (x0, y0, x1, y1) in std::mem::take(&mut self.boxes) {
                    self.filled(x0, y0, x1, y1);
                }
                self.filled_path();
            }
            b"n" => {
                self.path.clear();
                self.boxes.clear();
            }
            _ => {}
        }
    }

    fn stroke(&mut self, from: (f64, f64), to: (f64, f64)) {
        if self.path.len() < MOST_RULES {
            self.path.push((from.0, from.1, to.0, to.1));
        }
    }

    /// A thin box drawn by its corners is a rule as well.
    fn filled_path(&mut self) {
        let path = std::mem::take(&mut self.path);
        if path.len() > 5 || path.is_empty() {
            return;
        }
        let mut area = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for (x0, y0, x1, y1) in path {
            area = (
                area.0.min(x0).min(x1),
                area.1.min(y0).min(y1),
                area.2.max(x0).max(x1),
                area.3.max(y0).max(y1),
            );
        }
        self.filled(area.0, area.1, area.2, area.3);
    }

    /// A filled box thinner than 2.5 points is a rule.
    fn filled(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let (width, height) = ((x1 - x0).abs(), (y1 - y0).abs());
        if height < 2.5 && width > 4.0 {
            self.rule(x0, f64::midpoint(y0, y1), x1, f64::midpoint(y0, y1));
        } else if width < 2.5 && height > 4.0 {
            self.rule(f64::midpoint(x0, x1), y0, f64::midpoint(x0, x1), y1);
        }
    }

    fn rule(&mut self, x0: f64, y0: f64, x1: f64, y1: f64) {
        let sound = [x0, y0, x1, y1].iter().all(|n| n.is_finite());
        if !sound || self.drawn.rules.len() >= MOST_RULES {
            return;
        }
        let lying = (y1 - y0).abs() < 0.5 && (x1 - x0).abs() > 4.0;
        let standing = (x1 - x0).abs() < 0.5 && (y1 - y0).abs() > 4.0;
        if lying {
            self.drawn.rules.push(Rule {
                lying,
                at: y0,
                from: x0.min(x1),
                to: x0.max(x1),
            });
        } else if standing {
            self.drawn.rules.push(Rule {
                lying,
                at: x0,
                from: y0.min(y1),
                to: y0.max(y1),
            });
        }
    }
}
