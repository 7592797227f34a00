//! Cells of csv and tsv, which no spreadsheet runs.

use std::io::{self, Write};

use rust_decimal::Decimal;

/// How a table's cells are parted, and whether they are made harmless.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// Tabs instead of commas; then no cell holds a tab or a line break.
    pub tabs: bool,
    /// Cells as they are, even where a spreadsheet would run them.
    pub raw: bool,
}

/// Any table as csv, with a head line; no cell is run by a spreadsheet.
///
/// # Errors
/// What `out` says.
pub fn write_table<R: IntoIterator<Item = String>>(
    out: &mut dyn Write,
    heads: &[&str],
    rows: impl Iterator<Item = R>,
) -> io::Result<()> {
    table(out, heads, rows, Cells::default())
}

pub(in crate::output) fn table<R: IntoIterator<Item = String>>(
    out: &mut dyn Write,
    heads: &[&str],
    rows: impl Iterator<Item = R>,
    cells: Cells,
) -> io::Result<()> {
    // Into memory first: the csv crate wraps errors so that a closed pipe could not be told.
    let mut csv = csv::WriterBuilder::new()
        .delimiter(if cells.tabs { b'\t' } else { b',' })
        .from_writer(Vec::new());
    csv.write_record(heads)?;
    for row in rows {
        csv.write_record(row.into_iter().map(|cell| cells.cell(cell)))?;
    }
    let bytes = csv
        .into_inner()
        .map_err(|e| io::Error::other(e.to_string()))?;
    out.write_all(&bytes)
}

impl Cells {
    fn cell(self, mut cell: String) -> String {
        if self.tabs {
            cell = cell.replace(['\t', '\r', '\n'], " ");
        }
        if !self.raw && is_run(&cell) {
            cell.insert(0, '\'');
        }
        cell
    }
}

/// Whether a spreadsheet may take the cell for a formula (OWASP, "CSV Injection"). A number with
/// a sign is none.
fn is_run(cell: &str) -> bool {
    const STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    cell.starts_with(STARTS) && cell.parse::<Decimal>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_a_spreadsheet_would_run_are_defused() {
        let shown = |cell: &str, cells: Cells| cells.cell(cell.to_owned());
        for bad in [
            "=1+1",
            "+A1",
            "-A1",
            "-",
            "@SUM(A1)",
            "\tx",
            "\rx",
            "＝1",
            "-1+cmd|' /C calc'!A0",
        ] {
            assert_eq!(shown(bad, Cells::default()), format!("'{bad}"));
            let raw = Cells {
                raw: true,
                tabs: false,
            };
            assert_eq!(shown(bad, raw), bad);
        }
        for good in ["-0.3", "+3.0", "", "施策=1", "0.4", "'=1"] {
            assert_eq!(shown(good, Cells::default()), good);
        }
        let tabs = Cells {
            tabs: true,
            raw: false,
        };
        assert_eq!(shown("a\tb\nc", tabs), "a b c");
    }
}
