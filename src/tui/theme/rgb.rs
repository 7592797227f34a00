//! Colours as numbers: luminance, contrast as WCAG 2.2 defines it, and the nearest of 256.

use ratatui::style::Color;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// A colour written as `0xrrggbb`.
    #[must_use]
    pub const fn hex(hex: u32) -> Self {
        let [_, red, green, blue] = hex.to_be_bytes();
        Self(red, green, blue)
    }

    /// The channels as light, 0 to 1.
    #[must_use]
    pub fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// Relative luminance, 0 for black to 1 for white.
    #[must_use]
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast ratio, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour as far from `to` as this one is from `from`, channel by channel.
    #[must_use]
    pub fn moved(self, from: Self, to: Self) -> Self {
        let channel = |this: u8, from: u8, to: u8| {
            let moved = i16::from(to) + i16::from(this) - i16::from(from);
            u8::try_from(moved.clamp(0, 255)).unwrap_or(to)
        };
        Self(
            channel(self.0, from.0, to.0),
            channel(self.1, from.1, to.1),
            channel(self.2, from.2, to.2),
        )
    }

    /// Whether black stands out from it more than white does.
    #[must_use]
    pub fn is_light(self) -> bool {
        self.contrast(Self(0, 0, 0)) > self.contrast(Self(255, 255, 255))
    }

    /// The nearest colour of the 6×6×6 cube and the greys that terminals of 256 colours share; of
    /// several the first. Every style of every frame is asked for it, so it tries few.
    #[must_use]
    pub fn indexed(self) -> Color {
        // In the cube each channel is nearest by itself; among the greys the mean tells.
        let step = |channel: u8| match channel {
            0..=47 => 0,
            48..=115 => 1,
            _ => (channel - 36) / 40,
        };
        let cube = 16 + 36 * step(self.0) + 6 * step(self.1) + step(self.2);
        let [red, green, blue] = [self.0, self.1, self.2].map(u32::from);
        let mean = (2 * red + 4 * green + 3 * blue) / 9;
        let grey = u8::try_from(mean.saturating_sub(8) / 10)
            .unwrap_or(23)
            .min(23);
        let near = [cube, 232 + grey, 232 + (grey + 1).min(23)];
        let nearest = near.into_iter().min_by_key(|index| self.distance(*index));
        Color::Indexed(nearest.unwrap_or(cube))
    }

    /// How far the colour of an index is from this one, as the eye sees it.
    fn distance(self, index: u8) -> u32 {
        let Self(red, green, blue) = Self::of_index(index);
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        // The eye is keenest for green.
        2 * square(red, self.0) + 4 * square(green, self.1) + 3 * square(blue, self.2)
    }

    /// The colour of an index from 16 on.
    #[must_use]
    pub const fn of_index(index: u8) -> Self {
        const fn level(step: u8) -> u8 {
            if step == 0 { 0 } else { 55 + 40 * step }
        }
        if index >= 232 {
            let grey = 8 + 10 * (index - 232);
            return Self(grey, grey, grey);
        }
        let cube = index.saturating_sub(16);
        Self(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    }
}

impl From<Rgb> for Color {
    fn from(Rgb(red, green, blue): Rgb) -> Self {
        Self::Rgb(red, green, blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_is_the_nearest_of_all() {
        let some = || {
            (0..=255_u8)
                .step_by(15)
                .chain([47, 48, 115, 116, 155, 156, 236])
        };
        for red in some() {
            for green in some() {
                for blue in some() {
                    let color = Rgb(red, green, blue);
                    let all = (16..=255).min_by_key(|index| color.distance(*index));
                    assert_eq!(color.indexed(), Color::Indexed(all.unwrap()), "{color:?}");
                }
            }
        }
    }
}
