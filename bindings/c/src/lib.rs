//! The engine's C interface: `include/kiwoom_engine.h` is its documentation, and
//! is written from the comments here.
//!
//! Every function checks its pointers for null, keeps panics inside, and gives a
//! status; what else a caller must keep to stands in the header's preamble, once
//! for all functions.

#![allow(non_camel_case_types, reason = "these are the names that C sees")]
#![allow(
    clippy::missing_safety_doc,
    reason = "the header's preamble says it for all functions"
)]

pub mod builder;
pub mod counters;
pub mod engine;
pub mod feed;
mod pointer;
pub mod status;
pub mod strategy;
pub mod version;
