//! The I/O thread's end of a feed.

use super::gap::{GAP_LINES, Loss};
use super::lane::{LaneWriter, header, header_mut};
use super::merge::Lane;
use super::newest::{About, Newest};
use super::overflow::{Overflow, Policies};
use super::park;
use super::shared::{CloseReason, FeedMonitor, Shared};
use super::spill::{Overrun, Spill};
use super::{FeedConfig, MOST_LINES};
use crate::record::{Line, RecordFlags};
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};
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

/// The writing end of a feed. Nothing in it blocks, unless a policy says so.
pub(crate) struct FeedWriter {
    critical: LaneWriter,
    data: LaneWriter,
    spill: Spill,
    /// Where a record is filled that is to wait outside the ring.
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
    policies: Policies,
    newest: Newest,
    /// How long this batch has been waited for already.
    waited: Duration,
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
            policies: Policies::DROP,
            newest: Newest::default(),
            waited: Duration::ZERO,
            shared,
        }
    }

    /// As [`write_about`](Self::write_about), for a record about nothing, which has
    /// no policy.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn write<R, E>(
        &mut self,
        lane: Lane,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        self.write_about(About::NOTHING, lane, sequence, lines, fill)
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
    /// Without room, the policy of what it is about decides.
    ///
    /// # Errors
    /// See [`WriteError`].
    #[inline]
    pub(crate) fn write_about<R, E>(
        &mut self,
        about: About,
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
            Lane::Data => self.write_data(about, sequence, lines, fill),
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
        let of = header(first);
        let about = About {
            kind: of.kind,
            symbol: of.symbol,
        };
        self.write_about(about, lane, of.sequence, record.len(), |to| {
            to.copy_from_slice(record);
            Ok(())
        })
    }

    /// What happens to market data without room; dropped unless set.
    pub(crate) fn set_policies(&mut self, policies: Policies) {
        self.policies = policies;
    }

    /// Takes a place outside the ring for the newest record about this, where
    /// the policy asks for it.
    pub(crate) fn reserve(&mut self, about: About, lines: usize) {
        if self.policies.of(about.kind) == Overflow::Conflate {
            self.newest.reserve(about, lines);
        }
    }

    /// Hands over what waits outside the ring, once there is room for a good
    /// deal of it. `numbers` is the last sequence number of the one order of
    /// events; each of these records becomes an event of its own. To be called
    /// once per batch, before [`notify`](Self::notify).
    #[inline]
    pub(crate) fn catch_up(&mut self, numbers: &mut u64) {
        if !self.newest.is_empty() && self.closed.is_none() && self.data.half_free() {
            self.hand_over_newest(numbers);
        }
    }

    #[cold]
    fn hand_over_newest(&mut self, numbers: &mut u64) {
        self.drain_spill();
        if !self.spill.is_empty() || (self.loss.is_some() && !self.tell_in_lane()) {
            return;
        }
        while let Some(record) = self.newest.first() {
            let Ok(mut slot) = self.data.reserve(record.len()) else {
                return;
            };
            slot.lines().copy_from_slice(record);
            *numbers += 1;
            late(&mut slot.lines()[0], *numbers, &mut self.mark_next);
            self.last = Some(*numbers);
            slot.publish();
            self.unannounced = true;
            self.newest.remove_first();
        }
    }

    #[inline]
    fn write_data<R, E>(
        &mut self,
        about: About,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        let fill = match self.write_in_ring(sequence, lines, fill) {
            Ok(result) => return result,
            Err(fill) => fill,
        };
        self.write_late(about, sequence, lines, fill)
    }

    /// Without room: the policy decides.
    #[cold]
    fn write_late<R, E>(
        &mut self,
        about: About,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        match self.policies.of(about.kind) {
            Overflow::DropNewest => self.lose(sequence),
            Overflow::Conflate => self.conflate(about, sequence, lines, fill),
            Overflow::BlockFor(longest) => self.wait(longest, sequence, lines, fill),
            Overflow::Block => self.wait(Duration::MAX, sequence, lines, fill),
        }
    }

    /// The record waits outside the ring, in place of an older one.
    fn conflate<R, E>(
        &mut self,
        about: About,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        let Some(place) = self.newest.find(about, lines) else {
            return self.lose(sequence);
        };
        let result = self.fill_scratch(sequence, lines, fill)?;
        let record = &self.scratch[..lines];
        self.shared.writer.written.add(1);
        if self.newest.put(place, record) {
            self.shared.writer.conflated.add(1);
        }
        Ok(result)
    }

    /// Waits for room, in all no longer than this for one batch.
    fn wait<R, E, F>(
        &mut self,
        longest: Duration,
        sequence: u64,
        lines: usize,
        fill: F,
    ) -> Result<R, WriteError<E>>
    where
        F: FnOnce(&mut [Line]) -> Result<R, E>,
    {
        let (began, before) = (Instant::now(), self.waited);
        // Whoever sleeps makes no room.
        self.shared.parking.notify();
        let mut fill = Some(fill);
        let mut result = None;
        while self.waited < longest && !self.reader_gone() {
            self.drain_spill();
            match fill
                .take()
                .map(|it| self.write_in_ring(sequence, lines, it))
            {
                Some(Err(again)) => fill = Some(again),
                done => {
                    result = done.and_then(Result::ok);
                    break;
                }
            }
            std::thread::yield_now();
            self.waited = before + began.elapsed();
        }
        let waited = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.shared.writer.blocked_ns.add(waited);
        result.unwrap_or_else(|| self.lose(sequence))
    }

    /// Writes a data record if nothing stands in its way; gives `fill` back
    /// otherwise.
    #[inline]
    fn write_in_ring<R, E, F>(
        &mut self,
        sequence: u64,
        lines: usize,
        fill: F,
    ) -> Result<Result<R, WriteError<E>>, F>
    where
        F: FnOnce(&mut [Line]) -> Result<R, E>,
    {
        // While others wait, a data record would overtake them. And a loss is
        // told before the record that follows it, or neither is.
        let in_order = self.spill.is_empty()
            && self.newest.is_empty()
            && (!self.loss.is_some() || (self.data.has_room(lines) && self.tell_in_lane()));
        if !in_order {
            return Err(fill);
        }
        let Ok(mut slot) = self.data.reserve(lines) else {
            return Err(fill);
        };
        let result = match fill(slot.lines()) {
            Ok(result) => result,
            Err(error) => return Ok(Err(WriteError::Refused(error))),
        };
        let header = header_mut(&mut slot.lines()[0]);
        header.sequence = sequence;
        if self.mark_next {
            header.flags = header.flags.with(RecordFlags::GAP_BEFORE);
            self.mark_next = false;
        }
        slot.publish();
        self.shared.writer.written.add(1);
        self.unannounced = true;
        Ok(Ok(result))
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
        let result = self.fill_scratch(sequence, lines, fill)?;
        let record = &self.scratch[..lines];
        if self.spill.push(record).is_err() {
            return self.overrun(sequence);
        }
        self.shared.writer.written.add(1);
        self.shared.writer.spilled.add(1);
        Ok(result)
    }

    /// Fills a record that is to wait outside the ring.
    fn fill_scratch<R, E>(
        &mut self,
        sequence: u64,
        lines: usize,
        fill: impl FnOnce(&mut [Line]) -> Result<R, E>,
    ) -> Result<R, WriteError<E>> {
        let record = &mut self.scratch[..lines];
        record.fill(Line::ZERO);
        let result = fill(record).map_err(WriteError::Refused)?;
        let header = header_mut(&mut record[0]);
        header.sequence = sequence;
        header.lines = lines as u8;
        Ok(result)
    }

    /// To be called once per batch of records: moves spilled records on, tells
    /// a loss once the strategy has caught up with half of its data lane, and
    /// wakes the strategy if it sleeps.
    ///
    /// Costs a few nanoseconds, and nothing where nothing was written since.
    /// Waking a sleeper is a system call.
    pub(crate) fn notify(&mut self) {
        Self::notify_all(std::slice::from_mut(self));
    }

    /// The same for all of these, of which there are at most 64, at the cost of
    /// one fence.
    pub(crate) fn notify_all(writers: &mut [Self]) {
        let mut due = 0_u64;
        for (at, writer) in writers.iter_mut().enumerate() {
            due |= u64::from(writer.announce()) << at;
        }
        if due == 0 {
            return;
        }
        park::publish();
        while due != 0 {
            writers[due.trailing_zeros() as usize].shared.parking.wake();
            due &= due - 1;
        }
    }

    /// What a batch's end brings with it; tells whether the strategy is to be
    /// woken if it sleeps.
    fn announce(&mut self) -> bool {
        if self.closed.is_some() {
            return false;
        }
        if !self.spill.is_empty() {
            self.drain_spill();
        }
        // Not with every bit of room: a strategy that never catches up would
        // get a gap for every record.
        if self.loss.is_some() && self.spill.is_empty() && self.data.half_free() {
            self.tell_in_lane();
        }
        self.waited = Duration::ZERO;
        std::mem::take(&mut self.unannounced)
    }

    /// Whether something waits on this side: spilled records, or a loss that
    /// isn't told. Then [`notify`](Self::notify) is worth calling again soon,
    /// even if nothing comes.
    pub(crate) fn has_backlog(&self) -> bool {
        let waits = !self.spill.is_empty() || self.loss.is_some() || !self.newest.is_empty();
        waits && self.closed.is_none()
    }

    /// Records that wait outside the ring for room.
    #[cfg(any(test, feature = "fuzzing"))]
    pub(crate) fn waiting(&self) -> usize {
        self.newest.waiting()
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
    /// what waited here, with a last gap if something was lost, then the end.
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
        // Nothing comes after these: any numbers do that rise.
        let mut number = self.last.unwrap_or(0);
        while let Some(record) = self.newest.first() {
            let start = rest.len();
            rest.extend(record);
            number += 1;
            late(&mut rest[start], number, &mut self.mark_next);
            self.newest.remove_first();
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

/// Completes the header of a record that had waited outside the ring.
fn late(first: &mut Line, number: u64, gap_before: &mut bool) {
    let header = header_mut(first);
    header.sequence = number;
    header.flags = header.flags.with(RecordFlags::CONFLATED);
    if std::mem::take(gap_before) {
        header.flags = header.flags.with(RecordFlags::GAP_BEFORE);
    }
}

fn gap_lines(loss: &Loss) -> [Line; GAP_LINES] {
    transmute!(loss.record())
}
