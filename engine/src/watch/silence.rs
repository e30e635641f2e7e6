//! Who has been silent for too long.

use super::hours::{Flow, Hours};
use super::{StalenessLimits, WatchStats};
use crate::record::Venue;
use crate::schema::RecordKind;
use crate::{Mono, UnixNanos};
use std::time::Duration;

/// How often all are looked at, if one slice is enough for them.
const EVERY: Duration = Duration::from_secs(1);

/// How soon the next slice follows.
const NEXT_SLICE: Duration = Duration::from_millis(50);

/// No connection is known.
const NO_CONNECTION: u16 = u16::MAX;

/// What is known of one item's messages of one type: beside its readers, so
/// that a record costs no more than two stores in a line that is read anyway.
/// Packed, so that all of that fits into one line.
#[derive(Clone, Copy, Debug)]
#[repr(Rust, packed(2))]
pub(crate) struct Silence {
    /// When the last record came, or since when it is waited for one; zero when
    /// neither is known.
    last: Mono,
    /// The strategies that were told that it is stale.
    told: u64,
    /// The connection that the last record came on.
    connection: u16,
}

impl Silence {
    /// Nothing is known.
    pub(crate) const NOTHING: Self = Self {
        last: Mono::ZERO,
        told: 0,
        connection: NO_CONNECTION,
    };

    /// A record came; gives whom to tell that the silence is over, and how long
    /// it was.
    #[inline]
    pub(crate) fn heard(&mut self, now: Mono, connection: u16) -> Option<(u64, Duration)> {
        let quiet_since = self.last;
        self.last = now;
        self.connection = connection;
        let told = self.told;
        if told == 0 {
            return None;
        }
        self.told = 0;
        Some((told, now.since(quiet_since)))
    }

    /// Begins anew.
    pub(crate) const fn forget(&mut self) {
        *self = Self::NOTHING;
    }

    /// This strategy doesn't read it any more.
    pub(crate) const fn left(&mut self, bit: u64) {
        self.told &= !bit;
    }

    /// Whether it hangs on a connection that is lost: where it isn't known on
    /// which one, it might.
    pub(crate) const fn hangs_on(&self, connection: u16) -> bool {
        self.connection == connection || self.connection == NO_CONNECTION
    }

    /// The connection that the last record came on, if one is known.
    pub(crate) fn connection(&self) -> Option<u16> {
        (self.connection != NO_CONNECTION).then_some(self.connection)
    }
}

/// A connection that the engine has.
#[derive(Clone, Copy, Debug)]
struct Link {
    connection: u16,
    epoch: u32,
    live: bool,
}

/// Looks for silences: when, and by what measure.
pub(crate) struct Silences {
    /// By record kind, in nanoseconds; zero for none.
    limits: Vec<u64>,
    hours: Hours,
    links: Vec<Link>,
    /// When to look next.
    next: Mono,
    /// When the round began that is under way.
    began: Mono,
}

impl Silences {
    pub(crate) fn new(limits: &StalenessLimits) -> Self {
        Self {
            limits: limits.nanos().to_vec(),
            hours: Hours::new(limits.holiday_numbers().to_vec()),
            links: Vec::new(),
            next: Mono::ZERO,
            began: Mono::ZERO,
        }
    }

    /// The silence of this kind that is borne, in nanoseconds; `None` when it
    /// isn't watched.
    pub(crate) fn limit(&self, kind: usize) -> Option<u64> {
        self.limits.get(kind).copied().filter(|limit| *limit > 0)
    }

    /// Everything is registered over this connection.
    pub(crate) fn live(&mut self, connection: u16, epoch: u32, now: Mono) {
        let link = Link {
            connection,
            epoch,
            live: true,
        };
        if self.next_deadline().is_none() {
            self.next = now.after(EVERY);
            self.began = self.next;
        }
        match self.links.iter_mut().find(|it| it.connection == connection) {
            Some(known) => *known = link,
            None => self.links.push(link),
        }
    }

    /// A connection is lost, or made anew.
    pub(crate) fn down(&mut self, connection: u16) {
        for link in &mut self.links {
            link.live &= link.connection != connection;
        }
        self.hours.forget_announcements();
    }

    /// A connection won't be made again.
    pub(crate) fn stopped(&mut self, connection: u16) {
        self.down(connection);
        self.links.retain(|link| link.connection != connection);
    }

    /// How many times this connection had been up.
    pub(crate) fn epoch(&self, connection: u16) -> u32 {
        let link = self.links.iter().find(|it| it.connection == connection);
        link.map_or(0, |link| link.epoch)
    }

    /// A market announced a phase: code 215 of `0s`.
    pub(crate) fn announce(&mut self, code: &str, now: Mono) {
        self.hours.announce(code, now);
    }

    /// When to look next: not at all while nothing is live or watched.
    pub(crate) fn next_deadline(&self) -> Option<Mono> {
        let live = self.links.iter().any(|link| link.live);
        let any = self.limits.iter().any(|limit| *limit > 0);
        (live && any).then_some(self.next)
    }

    /// Begins to look. `hears_phases` tells whether announcements would come.
    pub(crate) fn begin(&mut self, now: Mono, wall: UnixNanos, hears_phases: bool) {
        if !hears_phases {
            self.hours.forget_announcements();
        }
        self.hours.update(now, wall);
    }

    /// Looks at the messages of one kind of one item, which trades there; gives
    /// whom to tell, and for how long nothing came.
    pub(crate) fn judge(
        &self,
        silence: &mut Silence,
        (kind, venue): (RecordKind, Venue),
        readers: u64,
        now: Mono,
        stats: &mut WatchStats,
    ) -> Option<(u64, Duration)> {
        let limit = self.limit(usize::from(kind.number()))?;
        let last = silence.last;
        if last == Mono::ZERO {
            // It may hang on any of them.
            if self.links.iter().all(|link| link.live) {
                silence.last = now;
            }
            return None;
        }
        let since = self.hours.since(venue, Flow::of(kind)?)?;
        if now.since(last.max(since)) < Duration::from_nanos(limit) {
            return None;
        }
        let untold = readers & !silence.told;
        if untold == 0 {
            return None;
        }
        stats.stale += u64::from(silence.told == 0);
        silence.told |= untold;
        Some((untold, now.since(last)))
    }

    /// A slice was looked at; the last of its round?
    pub(crate) fn end(&mut self, now: Mono, last: bool) {
        self.next = now.after(NEXT_SLICE);
        if last {
            self.next = self.next.max(self.began.after(EVERY));
            self.began = self.next;
        }
    }
}

#[cfg(test)]
mod tests;
