//! Several screens in one picture: beside each other, or one after the other.

use std::fmt::Write as _;

use super::scenes::{SIZES, Scene, WAYS};
use super::svg;

/// Space between the pictures of the sheet, and the height of a caption.
const GAP: u16 = 28;
const CAPTION: u16 = 30;
/// How long each frame of the moving picture stands, in seconds.
const FRAME: usize = 3;

/// The contact sheet: a row for each theme, a column for each view.
pub fn contact(scenes: &[Scene]) -> String {
    let (wide, tall) = svg::size(SIZES[0]);
    let columns = u16::try_from(WAYS.len()).unwrap();
    let rows = u16::try_from(scenes.len().div_ceil(WAYS.len())).unwrap();
    let (step, line) = (wide + GAP, tall + GAP + CAPTION);
    let (width, height) = (
        u32::from(columns) * u32::from(step),
        u32::from(rows) * u32::from(line),
    );
    // A third of its size is enough to compare; opened, it can be read.
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"{}\" \
         viewBox=\"0 0 {width} {height}\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#7d838c\"/>\n",
        width / 3,
        height / 3
    );
    for (place, scene) in scenes.iter().enumerate() {
        let left =
            u32::try_from(place % WAYS.len()).unwrap() * u32::from(step) + u32::from(GAP) / 2;
        let top = u32::try_from(place / WAYS.len()).unwrap() * u32::from(line);
        let (w, h) = svg::size(scene.size);
        let session = scene.shown();
        let _ = write!(
            out,
            "<text x=\"{left}\" y=\"{}\" font-family=\"sans-serif\" font-size=\"22\" fill=\"#ffffff\">{}</text>\n\
             <svg x=\"{left}\" y=\"{}\" width=\"{w}\" height=\"{h}\">\n{}</svg>\n",
            top + 24,
            svg::escaped(&scene.caption),
            top + u32::from(CAPTION) + 4,
            svg::inside(&session, scene)
        );
    }
    out.push_str("</svg>\n");
    out
}

/// The moving picture: each scene for some seconds, over and over.
pub fn tour(scenes: &[Scene]) -> String {
    let Some(first) = scenes.first() else {
        return String::new();
    };
    let (width, height) = svg::size(first.size);
    let whole = FRAME * scenes.len();
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\">\n"
    );
    for (place, scene) in scenes.iter().enumerate() {
        let share = |n: usize| format!("{:.4}", n as f64 / scenes.len() as f64);
        // Where nothing moves, the first frame is what is seen.
        let still = if place == 0 { "visible" } else { "hidden" };
        let (times, values) = if place == 0 {
            (format!("0;{}", share(1)), "visible;hidden".to_owned())
        } else {
            (
                format!("0;{};{}", share(place), share(place + 1)),
                "hidden;visible;hidden".to_owned(),
            )
        };
        let session = scene.shown();
        let _ = write!(
            out,
            "<g visibility=\"{still}\">\n<animate attributeName=\"visibility\" calcMode=\"discrete\" \
             dur=\"{whole}s\" repeatCount=\"indefinite\" keyTimes=\"{times}\" values=\"{values}\"/>\n{}</g>\n",
            svg::inside(&session, scene)
        );
    }
    out.push_str("</svg>\n");
    out
}
