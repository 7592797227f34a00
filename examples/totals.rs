//! What the budget lines of a document add up to: `cargo run --example totals -- FILE`.

use std::error::Error;

use shisaku::ledger;
use shisaku::model::Library;
use shisaku::parse::{ParseError, parse};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    print!("{}", report(&path, &std::fs::read_to_string(&path)?)?);
    Ok(())
}

/// The total of the plain requests in 億円, and how many lines are in no total.
pub fn report(name: &str, text: &str) -> Result<String, ParseError> {
    let library = Library::new(vec![parse(name, text)?]);
    let mut out = String::new();
    for document in library.documents() {
        let totals = ledger::totals(&library, document.root);
        let (lines, within) = (totals.counts.lines, totals.counts.within);
        out += &format!(
            "{} 億円, {lines} lines, {within} inside others\n",
            totals.request_total
        );
    }
    Ok(out)
}
