//! What was recorded, played into the same rings as live data.

mod ahead;

use super::handlers::{Inline, Threads};
use crate::decode::{DecodeStats, Decoder, PADDING};
use crate::ring::CloseReason;
use crate::routing::{Arrival, Router};
use crate::session::Sieve;
use crate::tap::Source;
use crate::{Mono, UnixNanos};
use ahead::{Ahead, Batch, Frame, Thing};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};
use std::{fmt, io, thread};

/// How fast a replay goes.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Pace {
    /// So many times as fast as it was recorded: 1.0 is the original pace.
    Times(f64),
    /// As fast as the strategies read.
    Unpaced,
}

/// Sleeps end after this much, to see whether the replay is to stop.
const NAP: Duration = Duration::from_millis(50);

/// What a replay has played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReplayStats {
    /// Text messages, of any kind.
    pub frames: u64,
    /// Events of connections.
    pub links: u64,
    /// What the decoder counted.
    pub decode: DecodeStats,
    /// Elements that some strategy got.
    pub routed: u64,
    /// Elements that no strategy had asked for.
    pub unrouted: u64,
}

/// Why a replay ended early.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReplayError {
    /// What the source said.
    Source(io::Error),
    /// The replay's thread panicked: a bug of this library or of the source.
    Panicked,
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Source(error) => write!(f, "the source of the replay failed: {error}"),
            Self::Panicked => f.write_str("the replay's thread panicked"),
        }
    }
}

impl std::error::Error for ReplayError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Source(error) => Some(error),
            Self::Panicked => None,
        }
    }
}

/// A replay that runs on a thread of its own, with another that reads ahead. Dropping
/// it stops it, and waits for that.
///
/// It waits for strategies that have no room, so a feed that is neither read nor
/// dropped holds it up, its end as well.
#[derive(Debug)]
pub struct Replay {
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<io::Result<ReplayStats>>>,
    strategies: Threads,
}

impl Replay {
    pub(super) fn start(
        (source, pace): (impl Source, Pace),
        router: Router,
        (inline, strategies): (Inline, Threads),
    ) -> io::Result<Self> {
        let stop = Arc::new(AtomicBool::new(false));
        let player = Player {
            router,
            inline,
            decoder: super::decoder(),
            sieve: Sieve::new(),
            begun: None,
            pace,
            stats: ReplayStats::default(),
            stop: Arc::clone(&stop),
        };
        let thread = thread::Builder::new().name("kiwoom-replay".to_owned());
        let ahead = Ahead::start(source)?;
        let thread = Some(thread.spawn(move || player.run(ahead))?);
        Ok(Self {
            stop,
            thread,
            strategies,
        })
    }

    /// Waits until all was played, and gives what that was. The feeds end when
    /// they are read empty; strategies whose handlers it was given have done so.
    ///
    /// # Errors
    /// [`ReplayError::Source`] with what the source said, and
    /// [`ReplayError::Panicked`].
    pub fn join(mut self) -> Result<ReplayStats, ReplayError> {
        let ended = self.thread.take().map(JoinHandle::join);
        self.strategies.join();
        match ended {
            Some(Ok(result)) => result.map_err(ReplayError::Source),
            _ => Err(ReplayError::Panicked),
        }
    }

    /// Ends it now, as [`join`](Self::join).
    ///
    /// # Errors
    /// As [`join`](Self::join).
    pub fn stop(self) -> Result<ReplayStats, ReplayError> {
        self.end();
        self.join()
    }

    fn end(&self) {
        self.stop.store(true, Ordering::Release);
        if let Some(thread) = &self.thread {
            thread.thread().unpark();
        }
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.end();
        if let Some(thread) = self.thread.take() {
            // Nobody is left to be told how it ended.
            _ = thread.join();
        }
        self.strategies.join();
    }
}

struct Player {
    router: Router,
    inline: Inline,
    decoder: Decoder,
    sieve: Sieve,
    /// When the first thing was recorded, and when it was played.
    begun: Option<(Mono, Instant)>,
    pace: Pace,
    stats: ReplayStats,
    stop: Arc<AtomicBool>,
}

impl Player {
    fn run(mut self, ahead: Ahead) -> io::Result<ReplayStats> {
        let result = self.play(&ahead);
        ahead.end();
        self.router.close(CloseReason::Stopped);
        self.inline.finish();
        self.stats.decode = self.decoder.stats();
        self.stats.routed = self.router.stats().routed;
        self.stats.unrouted = self.router.stats().unrouted;
        result.map(|()| self.stats)
    }

    /// Plays to the end, or until it is told to stop.
    fn play(&mut self, ahead: &Ahead) -> io::Result<()> {
        let mut batch = Batch::default();
        while ahead.next(&mut batch).is_some() {
            let Batch { bytes, things, end } = &mut batch;
            for (wall, thing) in things {
                let now = match thing {
                    Thing::Frame(frame) => frame.rx_mono,
                    Thing::Link(link) => link.header.rx_mono(),
                };
                self.wait_until(now);
                if self.stop.load(Ordering::Acquire) {
                    return Ok(());
                }
                self.pass(now, *wall);
                match thing {
                    Thing::Frame(frame) => {
                        let padded = frame.from..frame.from + frame.length + PADDING;
                        self.frame(*frame, &mut bytes[padded]);
                    }
                    Thing::Link(link) => {
                        self.stats.links += 1;
                        let arrival = Arrival {
                            epoch: link.header.epoch,
                            connection: link.header.connection,
                            rx_kernel: None,
                            rx_mono: now,
                        };
                        self.router.tell(**link, arrival);
                    }
                }
                // At full speed sleepers are woken once a batch: it is a system call.
                // Where there is no room, who sleeps is woken anyway.
                if self.pace != Pace::Unpaced || self.router.has_backlog() {
                    self.hand_over();
                }
            }
            self.hand_over();
            if let Some(end) = end.take() {
                return end;
            }
        }
        // The source has panicked, which is told when its thread is waited for.
        Ok(())
    }

    /// Wakes who has something new. What waits on this side goes before anything
    /// new: so what is read doesn't depend on who was how quick.
    fn hand_over(&mut self) {
        while self.inline.hand_over(&mut self.router) && !self.stop.load(Ordering::Acquire) {
            thread::yield_now();
        }
    }

    fn frame(&mut self, frame: Frame, padded: &mut [u8]) {
        self.stats.frames += 1;
        if !self.sieve.is_market_data(&padded[..frame.length]) {
            return;
        }
        let now = frame.rx_mono;
        let arrival = Arrival {
            epoch: frame.epoch,
            connection: frame.connection,
            rx_kernel: frame.rx_kernel,
            rx_mono: now,
        };
        let (router, inline) = (&mut self.router, &mut self.inline);
        // Counted by the decoder; the next frame is decoded.
        _ = self.decoder.decode(padded, frame.length, |element| {
            router.deliver(element, arrival, || now);
            inline.count_element();
        });
    }

    /// What is told because time passes is told before what comes now.
    fn pass(&mut self, now: Mono, wall: UnixNanos) {
        while let Some(at) = self.router.next_deadline().filter(|at| *at <= now) {
            let ago = now.since(at).as_nanos() as u64;
            let then = UnixNanos::new(wall.get().saturating_sub(ago));
            self.router.tick(at, then);
            self.inline.run();
        }
    }

    fn wait_until(&mut self, now: Mono) {
        let Pace::Times(speed) = self.pace else {
            return;
        };
        let (first, begun) = *self.begun.get_or_insert_with(|| (now, Instant::now()));
        let due = now.since(first).as_secs_f64() / speed.max(f64::MIN_POSITIVE);
        let due = Duration::try_from_secs_f64(due).unwrap_or(Duration::MAX);
        while !self.stop.load(Ordering::Acquire) {
            let left = due.saturating_sub(begun.elapsed());
            if left.is_zero() {
                return;
            }
            thread::park_timeout(left.min(NAP));
        }
    }
}
