//! Where critical records wait when their lane is full.

use super::lane::{LaneWriter, header};
use crate::record::Line;
use std::collections::VecDeque;

/// Records in order, on the writer's side, up to a limit.
pub(crate) struct Spill {
    lines: VecDeque<Line>,
    limit: usize,
}

/// The spill's limit is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overrun;

impl Spill {
    /// Room for `limit` lines. Address space is taken at once, so that
    /// nothing has to be moved later; memory only as far as it is used.
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            lines: VecDeque::with_capacity(limit),
            limit,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Appends a record.
    pub(crate) fn push(&mut self, record: &[Line]) -> Result<(), Overrun> {
        if self.lines.len() + record.len() > self.limit {
            return Err(Overrun);
        }
        self.lines.extend(record);
        Ok(())
    }

    /// Moves records into the lane, in order, as far as they fit. Returns how
    /// many.
    pub(crate) fn drain_into(&mut self, lane: &mut LaneWriter) -> usize {
        let mut moved = 0;
        while let Some(first) = self.lines.front() {
            let length = usize::from(header(first).lines);
            let Ok(mut slot) = lane.reserve(length) else {
                break;
            };
            for (to, from) in slot.lines().iter_mut().zip(self.lines.drain(..length)) {
                *to = from;
            }
            slot.publish();
            moved += 1;
        }
        moved
    }

    /// Takes all that waits, in order.
    pub(crate) fn take(&mut self) -> Vec<Line> {
        Vec::from(std::mem::take(&mut self.lines))
    }
}
