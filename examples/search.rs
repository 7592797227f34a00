//! The best hits of a query in a document: `cargo run --example search -- FILE QUERY`.

use std::error::Error;

use shisaku::model::Library;
use shisaku::parse::parse;
use shisaku::search::{Engine, Query};
use shisaku::text::shown;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("which file?")?;
    let query: Vec<String> = arguments.collect();
    print!(
        "{}",
        answer(&path, &std::fs::read_to_string(&path)?, &query.join(" "))?
    );
    Ok(())
}

/// One line for each of the ten best hits: where it is, and the text that matched.
pub fn answer(name: &str, text: &str, query: &str) -> Result<String, Box<dyn Error>> {
    let library = Library::new(vec![parse(name, text)?]);
    let results = Engine::new().search(&library, &Query::parse(query)?, Some(10));
    let mut out = String::new();
    for hit in &results.hits {
        let address = library.address(hit.node);
        // A document's text may hold what a terminal obeys.
        out += &format!("{address} {}\n", shown(&hit.snippet));
    }
    Ok(out + &format!("{} found\n", results.total))
}
