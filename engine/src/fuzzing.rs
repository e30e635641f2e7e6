//! What the fuzz targets do with the parts that nobody outside sees. The tests of
//! those parts do the same with inputs of their own. Not part of the interface,
//! and may change at any time.

pub mod framer;
pub mod session;

pub use crate::ring::model as ring;
