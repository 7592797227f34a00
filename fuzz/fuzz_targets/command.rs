//! A visit of the reading mode over any typed lines ends, and prints nothing but text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shisaku::lang::Lang;
use shisaku::model::Library;
use shisaku::parse;
use shisaku::reading::{self, Options};
use shisaku::search::Engine;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
    let text = include_str!("../../seeds/000_3bd7bf674129a828.txt");
    Library::new(vec![parse::parse("seed", text).expect("the seed is read")])
});
static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

fuzz_target!(|typed: &[u8]| {
    let options = Options {
        lang: if typed.len().is_multiple_of(2) {
            Lang::Ja
        } else {
            Lang::En
        },
        columns: Some(40),
        finder: &*ENGINE,
        ..Options::default()
    };
    let mut said = Vec::new();
    reading::run(&LIBRARY, &options, typed, &mut said).expect("it reads and writes memory");
    let said = String::from_utf8(said).expect("it says text");
    assert!(!said.chars().any(|c| c.is_control() && c != '\n'));
});
