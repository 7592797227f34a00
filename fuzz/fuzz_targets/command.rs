//! A visit of the reading mode over any typed lines ends, and prints nothing but text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::reading::Command;

fuzz_target!(|lines: &str| {
    for line in lines.lines() {
        let _ = Command::parse(line);
    }
});
