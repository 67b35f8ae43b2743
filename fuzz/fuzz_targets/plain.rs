#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| factlock_fuzz::document::plain(data));
