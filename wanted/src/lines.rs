//! What a subscriber gets, for people and pipes.

use kiwoom_engine::record::{Record, RecordRef};
use std::io::{self, Write};
use std::time::Instant;

/// What records of another process or machine are read from.
pub trait Source {
    /// Why nothing more comes.
    type Ended;

    /// Hands up to `limit` records that are there to `each`; gives how many.
    ///
    /// # Errors
    /// What is told instead of a record.
    fn each(&mut self, limit: usize, each: impl FnMut(RecordRef<'_>))
    -> Result<usize, Self::Ended>;

    /// Waits until there is something, or until the deadline; tells whether there is.
    fn wait(&mut self, deadline: Option<Instant>) -> bool;
}

/// Writes records, a JSON object a line, until `left` of them have come (`None`), or
/// something else is told. Blocks while there is nothing; what was written is flushed
/// then.
///
/// # Errors
/// Those of `out`.
pub fn print<S: Source>(
    source: &mut S,
    out: &mut impl Write,
    left: &mut u64,
) -> io::Result<Option<S::Ended>> {
    let mut line = String::new();
    loop {
        let mut result = Ok(());
        let limit = usize::try_from(*left).unwrap_or(usize::MAX).min(256);
        let read = source.each(limit, |record| {
            if result.is_err() {
                return;
            }
            line.clear();
            let unknown = match record.typed() {
                Some(Record::Unknown(unknown)) => Some(unknown),
                _ => None,
            };
            let pairs = unknown.iter().flat_map(|it| it.fields());
            let pairs = pairs.map(|it| (it.code, it.text));
            // Writing into a text doesn't fail.
            _ = record.write_json(&mut line, pairs);
            line.push('\n');
            result = out.write_all(line.as_bytes());
        });
        result?;
        match read {
            Err(ended) => {
                out.flush()?;
                return Ok(Some(ended));
            }
            Ok(count) => *left -= count as u64,
        }
        if *left == 0 {
            out.flush()?;
            return Ok(None);
        }
        if !source.wait(Some(Instant::now())) {
            out.flush()?;
            source.wait(None);
        }
    }
}
