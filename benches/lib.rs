//! What the benchmarks share.

pub mod frames;
