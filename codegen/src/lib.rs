//! Reads Kiwoom's field-code tables and writes Rust, and the records for C and
//! Python.
//!
//! Every message type of the feed has one table in `tables/`: its codes, their
//! English and Korean names, kinds, units and sizes. [`Tables::read`] checks
//! them, and [`generate`] turns them into source text: the message types, the
//! field enums with their code maps, and the fixed-layout records. The engine's
//! `build.rs` calls both; a copy of what they give is kept in `golden/`, so that
//! a change of a table shows as a readable difference.
//!
//! The crate has no dependency, and reads nothing but the tables: no clock, no
//! environment. The same tables give the same text.

mod emit;
mod foreign;
mod kind;
mod layout;
mod markdown;
mod names;
mod table;
mod tables;
mod values;

pub use emit::generate;
pub use foreign::{c_records, python_records, python_stub};
pub use kind::Kind;
pub use markdown::message_pages;
pub use table::{Group, Place, Row, Segment, Table};
pub use tables::{TableError, Tables};
pub use values::{Enumeration, KnownValue};
