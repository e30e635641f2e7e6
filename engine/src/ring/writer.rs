//! The I/O thread's end of a feed.

use super::gap::{GAP_LINES, Loss};
use super::lane::{LaneWriter, header, header_mut};
use super::merge::Lane;
use super::shared::{CloseReason, FeedMonitor, Shared};
use super::spill::{Overrun, Spill};
use super::{FeedConfig, MOST_LINES};
use crate::record::{Line, RecordFlags};
use std::convert::Infallible;
use std::sync::Arc;
use zerocopy::transmute;

/// Why a record wasn't handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteError<E> {
    /// No room in the data lane. Counted, and will be told to the strategy.
    Lost,
    /// `fill` refused. Nothing was published; the feed is as before.
    Refused(E),
    /// The record has no lines, or more than the feed's largest. A mistake of
    /// the caller; nothing was published.
    Size,
    /// The feed is closed, or this critical record was one too many and has
    /// closed it (`Overrun`).
    Closed(CloseReason),
}

/// The writing end of a feed. Nothing in it blocks.
pub(crate) struct FeedWriter {
    critical: LaneWriter,
    data: LaneWriter,
    spill: Spill,
    /// Where a critical record is filled that goes to the spill.
    scratch: Box<[Line]>,
    /// What isn't told yet.
    loss: Loss,
    /// A gap was told: the next data record says so.
    mark_next: bool,
    /// Something was published since the last `notify`.
    unannounced: bool,
    /// The last sequence number, to catch a caller's mistakes in tests.
    last: Option<u64>,
    closed: Option<CloseReason>,
    shared: Arc<Shared>,
}

impl FeedWriter {
    pub(super) fn new(
        config: &FeedConfig,
        critical: LaneWriter,
        data: LaneWriter,
        shared: Arc<Shared>,
    ) -> Self {
        debug_assert!(config.largest_record <= MOST_LINES);
        Self {
            critical,
            data,
            spill: Spill::new(config.spill_lines),
            scratch: vec![Line::ZERO; config.largest_record].into(),
            loss: Loss::NONE,
            mark_next: false,
            unannounced: false,
            last: None,
            closed: None,
            shared,
        }
    }

    /// Hands over a record: reserves `lines` lines of zeros, lets `fill` write
    /// the record there, and publishes it at once. `fill` writes the whole
    /// header; length and sequence number are set again from the arguments,
    /// because the reader walks and merges by them. What `fill` returns is
    /// returned; where it fails, nothing is published.
    ///
    /// `fill` isn't called when there is no room. Sequence numbers must rise
    /// from call to call, over both lanes.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub(crate) fn write<R, E>(
        &mut self,
        lane: Lane,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        if let Some(reason) = self.closed {
            return Err(WriteError::Closed(reason));
        }
        if lines == 0 || lines > self.scratch.len() {
            return Err(WriteError::Size);
        }
        debug_assert!(self.last.is_none_or(|last| last < sequence));
        self.last = Some(sequence);
        if !self.spill.is_empty() {
            self.drain_spill();
        }
        match lane {
            Lane::Data => self.write_data(sequence, lines, fill),
            Lane::Critical => self.write_critical(sequence, lines, fill),
        }
    }

    /// Hands over a copy of a whole record, header included: for a record that
    /// more than one strategy gets. To be called while the record is being
    /// filled for the first one, or with any other record that carries no
    /// marks of another feed.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub(crate) fn write_copy(
        &mut self,
        lane: Lane,
        record: &[Line],
    ) -> Result<(), WriteError<Infallible>> {
        let Some(first) = record.first() else {
            return Err(WriteError::Size);
        };
        self.write(lane, header(first).sequence, record.len(), |to| {
            to.copy_from_slice(record);
            Ok(())
        })
    }

    fn write_data<R, E>(
        &mut self,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        // While critical records wait, a data record would overtake them. And a
        // loss is told before the record that follows it, or neither is.
        let in_order = self.spill.is_empty()
            && (!self.loss.is_some() || (self.data.has_room(lines) && self.tell_in_lane()));
        if !in_order {
            return self.lose(sequence);
        }
        let Ok(mut slot) = self.data.reserve(lines) else {
            return self.lose(sequence);
        };
        let result = fill(slot.lines()).map_err(WriteError::Refused)?;
        let header = header_mut(&mut slot.lines()[0]);
        header.sequence = sequence;
        if self.mark_next {
            header.flags = header.flags.with(RecordFlags::GAP_BEFORE);
            self.mark_next = false;
        }
        slot.publish();
        self.shared.writer.written.add(1);
        self.unannounced = true;
        Ok(result)
    }

    fn write_critical<R, E>(
        &mut self,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        if self.loss.is_some() && self.tell().is_err() {
            return self.overrun(sequence);
        }
        if self.spill.is_empty()
            && let Ok(mut slot) = self.critical.reserve(lines)
        {
            let result = fill(slot.lines()).map_err(WriteError::Refused)?;
            header_mut(&mut slot.lines()[0]).sequence = sequence;
            slot.publish();
            self.shared.writer.written.add(1);
            self.unannounced = true;
            return Ok(result);
        }
        let record = &mut self.scratch[..lines];
        record.fill(Line::ZERO);
        let result = fill(record).map_err(WriteError::Refused)?;
        let header = header_mut(&mut record[0]);
        header.sequence = sequence;
        header.lines = lines as u8;
        if self.spill.push(record).is_err() {
            return self.overrun(sequence);
        }
        self.shared.writer.written.add(1);
        self.shared.writer.spilled.add(1);
        Ok(result)
    }

    /// To be called once per batch of records: moves spilled records on, tells
    /// a loss once the strategy has caught up with half of its data lane, and
    /// wakes the strategy if it sleeps.
    ///
    /// Costs a few nanoseconds, and nothing where nothing was written since.
    /// Waking a sleeper is a system call.
    pub(crate) fn notify(&mut self) {
        if self.closed.is_some() {
            return;
        }
        if !self.spill.is_empty() {
            self.drain_spill();
        }
        // Not with every bit of room: a strategy that never catches up would
        // get a gap for every record.
        if self.loss.is_some() && self.spill.is_empty() && self.data.half_free() {
            self.tell_in_lane();
        }
        if self.unannounced {
            self.unannounced = false;
            self.shared.parking.notify();
        }
    }

    /// Whether something waits on this side: spilled records, or a loss that
    /// isn't told. Then [`notify`](Self::notify) is worth calling again soon,
    /// even if nothing comes.
    pub(crate) fn has_backlog(&self) -> bool {
        self.closed.is_none() && (!self.spill.is_empty() || self.loss.is_some())
    }

    /// Whether the strategy has dropped its end. Nobody will read what is
    /// written from now on; the feed should be dropped too.
    pub(crate) fn reader_gone(&self) -> bool {
        self.data.reader_gone()
    }

    /// Why the feed was closed, `None` while it is open.
    pub(crate) fn closed(&self) -> Option<CloseReason> {
        self.closed
    }

    /// The feed's counters, for other threads.
    pub(crate) fn monitor(&self) -> FeedMonitor {
        FeedMonitor(Arc::clone(&self.shared))
    }

    /// Ends the feed and wakes the strategy. It reads what was written, then
    /// what waited here, then a last gap if something was lost, then the end.
    /// Nothing happens when the feed is closed already.
    pub(crate) fn close(&mut self, reason: CloseReason) {
        if self.closed.is_some() {
            return;
        }
        self.closed = Some(reason);
        let mut rest = self.spill.take();
        if self.loss.is_some() {
            rest.extend(gap_lines(&self.loss));
            self.told();
        }
        self.shared.close(reason, rest);
    }

    fn drain_spill(&mut self) {
        if self.spill.drain_into(&mut self.critical) > 0 {
            self.unannounced = true;
        }
    }

    /// Tells the loss, in order before a critical record.
    fn tell(&mut self) -> Result<(), Overrun> {
        if !self.spill.is_empty() || !self.tell_in_lane() {
            self.spill.push(&gap_lines(&self.loss))?;
            self.told();
        }
        Ok(())
    }

    /// Tells the loss if the critical lane has room. Nothing may wait in the
    /// spill.
    fn tell_in_lane(&mut self) -> bool {
        let Ok(mut slot) = self.critical.reserve(GAP_LINES) else {
            return false;
        };
        slot.lines().copy_from_slice(&gap_lines(&self.loss));
        slot.publish();
        self.told();
        true
    }

    /// The loss was told.
    fn told(&mut self) {
        self.loss = Loss::NONE;
        self.mark_next = true;
        self.unannounced = true;
        self.shared.writer.gaps.add(1);
    }

    fn lose<R, E>(&mut self, sequence: u64) -> Result<R, WriteError<E>> {
        self.loss.add(sequence);
        self.shared.writer.lost.add(1);
        Err(WriteError::Lost)
    }

    /// A critical record too many: the last gap tells of it, and then it ends.
    fn overrun<R, E>(&mut self, sequence: u64) -> Result<R, WriteError<E>> {
        self.loss.add(sequence);
        self.shared.writer.lost.add(1);
        self.close(CloseReason::Overrun);
        Err(WriteError::Closed(CloseReason::Overrun))
    }
}

impl Drop for FeedWriter {
    fn drop(&mut self) {
        self.close(CloseReason::Abandoned);
    }
}

fn gap_lines(loss: &Loss) -> [Line; GAP_LINES] {
    transmute!(loss.record())
}
