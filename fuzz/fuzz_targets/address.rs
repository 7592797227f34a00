//! An address that is read is printed so that it is read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shisaku::model::Address;

fuzz_target!(|text: &str| {
    if let Ok(address) = text.parse::<Address>() {
        assert_eq!(address.to_string().parse::<Address>(), Ok(address));
    }
});
