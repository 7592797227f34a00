//! What all pictures are drawn with: inks, text that cannot become markup, rectangles.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{FONT, Ground, escaped};
use crate::text::Ruler;

/// The colours of a picture; the same as those of the screen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inks {
    pub paper: &'static str,
    pub panel: &'static str,
    pub ink: &'static str,
    pub dim: &'static str,
    pub rise: &'static str,
    pub fall: &'static str,
    pub new: &'static str,
    pub stock: &'static str,
    /// Ground and text of the seven steps of a change, the largest fall first.
    pub steps: [(&'static str, &'static str); 7],
}

const LIGHT: Inks = Inks {
    paper: "#ffffff",
    panel: "#f3f0e8",
    ink: "#1d2128",
    dim: "#575d68",
    rise: "#0b58a8",
    fall: "#964300",
    new: "#8300e0",
    stock: "#7f8592",
    steps: [
        ("#a8550f", "#ffffff"),
        ("#f0bb86", "#1d2128"),
        ("#f9e2c8", "#1d2128"),
        ("#dedace", "#1d2128"),
        ("#d3e4f5", "#1d2128"),
        ("#9cc4ec", "#1d2128"),
        ("#2a69b0", "#ffffff"),
    ],
};

const DARK: Inks = Inks {
    paper: "#14171c",
    panel: "#2a303a",
    ink: "#e6e9ee",
    dim: "#a2abb9",
    rise: "#6fb6ff",
    fall: "#f5a860",
    new: "#f0c3f8",
    stock: "#76839a",
    steps: [
        ("#a65a12", "#ffffff"),
        ("#7d4b19", "#ffffff"),
        ("#553d25", "#f0f3f7"),
        ("#39414e", "#f0f3f7"),
        ("#26405c", "#f0f3f7"),
        ("#25558c", "#ffffff"),
        ("#2a6bb8", "#ffffff"),
    ],
};

impl Inks {
    pub(super) const fn of(ground: Ground) -> &'static Self {
        match ground {
            Ground::Light => &LIGHT,
            Ground::Dark => &DARK,
        }
    }
}

/// Where a text begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Start,
    End,
}

/// A picture being drawn.
pub(super) struct Paper {
    pub inks: &'static Inks,
    ruler: Ruler,
    out: String,
    width: f64,
}

impl Paper {
    /// An empty picture with its title and what it says in words, for those who do not see it.
    pub(super) fn new(
        ground: Ground,
        ruler: Ruler,
        (width, height): (f64, f64),
        title: &str,
        described: &str,
    ) -> Self {
        let inks = Inks::of(ground);
        let (title, described) = (escaped(title), escaped(described));
        let out = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONT}\" \
             font-size=\"13\">\n<title>{title}</title>\n<desc>{described}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n",
            inks.paper
        );
        Self {
            inks,
            ruler,
            out,
            width,
        }
    }

    pub(super) fn finished(mut self) -> String {
        self.out.push_str("</svg>\n");
        self.out
    }

    /// A rectangle; one that is more than nothing is seen.
    pub(super) fn rect(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), fill: &str) {
        let width = if width > 0.0 { width.max(1.0) } else { 0.0 };
        let _ = writeln!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
        );
    }

    /// One line of text of a size in pixels, cut with `…` to `room` pixels.
    pub(super) fn text(
        &mut self,
        (x, y): (f64, f64),
        size: f64,
        fill: &str,
        words: &str,
        (at, room): (At, f64),
    ) {
        let words = self.cut(words, size, room);
        let anchor = match at {
            At::Start => "",
            At::End => " text-anchor=\"end\"",
        };
        let _ = writeln!(
            self.out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" font-size=\"{size}\" fill=\"{fill}\"{anchor}>{}</text>",
            escaped(&words)
        );
    }

    /// The same in bold.
    pub(super) fn bold(&mut self, place: (f64, f64), size: f64, words: &str, room: f64) {
        let words = self.cut(words, size, room);
        let _ = writeln!(
            self.out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" font-weight=\"bold\" fill=\"{}\">{}</text>",
            place.0,
            place.1,
            self.inks.ink,
            escaped(&words)
        );
    }

    /// Text in rows of so many pixels; the place after the last row.
    pub(super) fn wrapped(
        &mut self,
        (x, mut y): (f64, f64),
        size: f64,
        fill: &str,
        words: &str,
        room: f64,
    ) -> f64 {
        let columns = columns(size, room);
        for row in crate::text::wrap_with(words, columns, self.ruler) {
            self.text((x, y), size, fill, &row, (At::Start, room));
            y += size * 1.5;
        }
        y
    }

    /// The note at the foot: what was left out, and where it is from.
    pub(super) fn foot(&mut self, y: f64, words: &str) {
        let (dim, room) = (self.inks.dim, self.width - 32.0);
        self.wrapped((16.0, y), 12.0, dim, words, room);
    }

    fn cut(&self, words: &str, size: f64, room: f64) -> String {
        self.ruler.cut(words, columns(size, room))
    }
}

/// Columns that fit into so many pixels: a full-width character is as wide as it is high.
fn columns(size: f64, room: f64) -> usize {
    // At most a picture wide.
    (room.max(0.0) / (size / 2.0)).floor() as usize
}

/// The part that an amount is of another, 0 to 1.
pub(super) fn part(oku: Decimal, of: Decimal) -> f64 {
    let share = oku.checked_div(of).unwrap_or_default();
    share.to_f64().unwrap_or_default().clamp(0.0, 1.0)
}
