//! The bytes of a file in any format and encoding: read or refused, and what is read is one
//! whole tree.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::model::{Library, NodeId};
use shisaku::output::json;
use shisaku::parse;
use shisaku::source::{self, Kind, encoding};

fuzz_target!(|bytes: &[u8]| {
    let Ok(kind) = source::kind(bytes) else {
        return;
    };
    let document = if kind == Kind::Text {
        let Some(decoded) = encoding::decode(bytes) else {
            return;
        };
        parse::parse("fuzz", &decoded.text)
    } else {
        let Ok(blocks) = source::read_as(kind, bytes) else {
            return;
        };
        let _ = source::text_of(&blocks);
        parse::parse_source("fuzz", &blocks)
    };
    let Ok(document) = document else {
        return;
    };
    let library = Library::new(vec![document]);
    let mut out = Vec::new();
    json::write(&mut out, &library, NodeId(0)).expect("written to memory");
});
