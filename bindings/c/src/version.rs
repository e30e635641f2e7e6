//! What a program may ask before anything else.

#![expect(unsafe_code, reason = "exported to C")]

use engine::record::LAYOUT_VERSION;
use std::ffi::{CStr, c_char};

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => panic!("a version holds no NUL"),
    };

/// The library's version, such as "0.1.0". Never null; never free it.
#[unsafe(no_mangle)]
pub extern "C" fn kw_version() -> *const c_char {
    VERSION.as_ptr()
}

/// The version of the records' layout: another one than KW_LAYOUT_VERSION means
/// that the header isn't this library's, and no record can be read.
#[unsafe(no_mangle)]
pub extern "C" fn kw_layout_version() -> u32 {
    LAYOUT_VERSION
}

/// Now, on the clock of `rx_mono_ns` and `ready_mono_ns` in a record's header.
#[unsafe(no_mangle)]
pub extern "C" fn kw_clock_ns() -> u64 {
    engine::clock::mono().nanos()
}
