//! What publishers of an engine's records have in common, whatever way the records go:
//! to other processes (`kiwoom-share`), or to other machines (`kiwoom-bridge`).
//!
//! A reader says with a [`Filter`] what it wants; the publisher has an [`Audience`],
//! which knows who wants a record, and what a newcomer gets first. A [`Source`] is what
//! either of them reads from, and [`print()`] shows what comes from there.

mod audience;
mod filter;
mod lines;

pub use audience::{Audience, Readers};
pub use filter::{Filter, FilterError, MOST_WISHES, WISH_WORDS, Wish, Word, wishes};
pub use lines::{Source, print};
