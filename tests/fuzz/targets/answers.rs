//! Any bytes as an answer of the Open API, for a list and for a judgment: read, or refused with a reason that can be shown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use panrye::fetch::{SerialNumber, any_answer};

fuzz_target!(|bytes: &[u8]| {
    let serial = SerialNumber::parse("100001").expect("a number");
    for trouble in any_answer(serial, bytes) {
        assert!(!trouble.to_string().is_empty());
    }
});
