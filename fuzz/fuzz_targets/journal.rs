#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| kiwoom_fuzz_bodies::body("journal")(input));
