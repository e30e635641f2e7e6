//! Reads the field-code tables and writes Rust.
