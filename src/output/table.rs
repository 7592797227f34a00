//! Columns aligned by display width, without lines between them.

use std::io::{self, Write};

use super::Look;

/// Which side a column's cells stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A table of text.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    heads: [(String, Align); N],
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table with those column heads.
    #[must_use]
    pub fn new<S: Into<String>>(heads: [(S, Align); N]) -> Self {
        Self {
            heads: heads.map(|(head, align)| (head.into(), align)),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: [String; N]) {
        self.rows.push(row);
    }

    /// Writes head and rows, two blanks between columns. With a width set, rows are cut to it;
    /// so the longest words belong into the last column.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut dyn Write, look: &Look) -> io::Result<()> {
        let heads = self.heads.clone().map(|(head, _)| head);
        let widths: [usize; N] = std::array::from_fn(|column| {
            std::iter::once(&heads)
                .chain(&self.rows)
                .filter_map(|row| row.get(column))
                .map(|cell| look.ruler.width(cell))
                .max()
                .unwrap_or(0)
        });
        writeln!(out, "{}", look.bold(&self.line(&heads, &widths, look)))?;
        for row in &self.rows {
            writeln!(out, "{}", self.line(row, &widths, look))?;
        }
        Ok(())
    }

    fn line(&self, row: &[String; N], widths: &[usize; N], look: &Look) -> String {
        let mut line = String::new();
        for ((cell, width), (_, align)) in row.iter().zip(widths).zip(&self.heads) {
            if !line.is_empty() {
                line.push_str("  ");
            }
            match align {
                Align::Left => line.push_str(&look.ruler.pad_right(cell, *width)),
                Align::Right => line.push_str(&look.ruler.pad_left(cell, *width)),
            }
        }
        look.cut(line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_by_display_width() {
        let mut table = Table::new([("番地", Align::Left), ("要求", Align::Right)]);
        table.push(["1".into(), "8.1".into()]);
        table.push(["14.1.2".into(), "事項要求".into()]);
        let mut out = Vec::new();
        table.write(&mut out, &Look::default()).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "番地        要求\n1            8.1\n14.1.2  事項要求\n"
        );
    }
}
