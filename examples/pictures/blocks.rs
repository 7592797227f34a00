//! Block elements and braille as shapes: fonts draw them with gaps, or from another font.

/// One rectangle in eighths of a cell: left, top, width, height.
pub type Part = (u8, u8, u8, u8);

/// The rectangles of a block element; none for any other character.
pub fn parts(glyph: char) -> Option<Vec<Part>> {
    const UPPER_LEFT: Part = (0, 0, 4, 4);
    const UPPER_RIGHT: Part = (4, 0, 4, 4);
    const LOWER_LEFT: Part = (0, 4, 4, 4);
    const LOWER_RIGHT: Part = (4, 4, 4, 4);
    let number = u32::from(glyph);
    Some(match glyph {
        '▀' => vec![(0, 0, 8, 4)],
        '▁'..='█' => {
            let eighths = u8::try_from(number - 0x2580).ok()?;
            vec![(0, 8 - eighths, 8, eighths)]
        }
        '▉'..='▏' => {
            let eighths = u8::try_from(0x2590 - number).ok()?;
            vec![(0, 0, eighths, 8)]
        }
        '▐' => vec![(4, 0, 4, 8)],
        '▔' => vec![(0, 0, 8, 1)],
        '▕' => vec![(7, 0, 1, 8)],
        '▖' => vec![LOWER_LEFT],
        '▗' => vec![LOWER_RIGHT],
        '▘' => vec![UPPER_LEFT],
        '▝' => vec![UPPER_RIGHT],
        '▙' => vec![UPPER_LEFT, (0, 4, 8, 4)],
        '▟' => vec![UPPER_RIGHT, (0, 4, 8, 4)],
        '▛' => vec![(0, 0, 8, 4), LOWER_LEFT],
        '▜' => vec![(0, 0, 8, 4), LOWER_RIGHT],
        '▚' => vec![UPPER_LEFT, LOWER_RIGHT],
        '▞' => vec![UPPER_RIGHT, LOWER_LEFT],
        _ => return None,
    })
}

/// Whether a character is braille.
pub fn is_braille(glyph: char) -> bool {
    ('\u{2800}'..='\u{28ff}').contains(&glyph)
}

/// The dots of a braille pattern, as column (of 2) and row (of 4).
pub fn dots(glyph: char) -> Vec<(u8, u8)> {
    const PLACES: [(u8, u8); 8] = [
        (0, 0),
        (0, 1),
        (0, 2),
        (1, 0),
        (1, 1),
        (1, 2),
        (0, 3),
        (1, 3),
    ];
    let pattern = u32::from(glyph).wrapping_sub(0x2800);
    PLACES
        .iter()
        .enumerate()
        .filter(|(bit, _)| pattern >> bit & 1 == 1)
        .map(|(_, place)| *place)
        .collect()
}
