//! A stand-in for Kiwoom's real-time WebSocket server.

mod element;
mod kind;
mod layout;
mod market;
mod price;
mod rng;
mod subscriptions;
mod universe;
mod write;

pub use market::{Flush, Market};
pub use subscriptions::Subscriptions;
