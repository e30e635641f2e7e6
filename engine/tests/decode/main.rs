//! The decoder against frames that the server has sent, frames that the tables
//! allow, and frames that nobody should send.

mod damage;
mod examples;
mod frames;
mod generate;
mod generated;
mod identities;
mod json;
mod memory;
mod predicted;
mod reference;
mod scanned;
mod structure;
