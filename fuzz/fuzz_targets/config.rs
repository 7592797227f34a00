//! Any configuration file is read with complaints; a change to it is read back and leaves a
//! file that has no more mistakes than before.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::config::{self, Config, NAMES};

fuzz_target!(|text: &str| {
    let before = Config::read(text);
    let _ = before.keymap();
    for (name, _, _) in NAMES {
        let name = *name;
        for word in name.words() {
            if let Ok(changed) = config::set(text, name, word) {
                assert!(Config::read(&changed).complaints.len() <= before.complaints.len());
            }
        }
        let _ = config::unset(text, name);
    }
});
