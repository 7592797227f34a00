//! Colours of a terminal's cells as those of a picture.

use super::scenes::Look;

/// xterm's own 16.
const SIXTEEN: [&str; 16] = [
    "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
    "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
];

/// A colour; none for the terminal's own.
fn named(colour: vt100::Color) -> Option<String> {
    match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(index @ 0..=15) => Some(SIXTEEN[usize::from(index)].to_owned()),
        vt100::Color::Idx(index @ 16..=231) => {
            let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let (cube, side) = (index - 16, 6);
            let (red, green, blue) = (cube / side / side, cube / side % side, cube % side);
            Some(format!(
                "#{:02x}{:02x}{:02x}",
                step(red),
                step(green),
                step(blue)
            ))
        }
        vt100::Color::Idx(index) => {
            let grey = 8 + 10 * (index - 232);
            Some(format!("#{grey:02x}{grey:02x}{grey:02x}"))
        }
        vt100::Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
    }
}

/// What a cell looks like: its letters, and its ground where that is not the paper.
pub fn of(cell: &vt100::Cell, look: Look) -> (String, Option<String>) {
    let ink = named(cell.fgcolor());
    let ground = named(cell.bgcolor());
    if cell.inverse() {
        let letters = ground.unwrap_or_else(|| look.paper.to_owned());
        return (letters, Some(ink.unwrap_or_else(|| look.ink.to_owned())));
    }
    (ink.unwrap_or_else(|| look.ink.to_owned()), ground)
}
