//! Fixed-layout records: what a strategy reads from its ring.

mod header;
mod line;
mod text;

pub use header::{RecordFlags, RecordHeader, SymbolId, Venue};
pub use line::{LINE_BYTES, Line};
pub use text::Text;
