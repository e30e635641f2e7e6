//! The strategies: one for each way to overflow, quick and slow, and two that
//! don't stay.

use super::ledger::{Ledger, Seen};
use super::sessions::Sessions;
use kiwoom_engine::record::RecordRef;
use kiwoom_engine::{Builder, Feed, Overflow, Strategy, Wait};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// What all ask for. Not 005930: of that, the simulator's wrong frames are made.
const ITEMS: [&str; 3] = ["000660", "035420_AL", "005380_NX"];
/// What only the one that leaves asks for, so that something is taken off.
const EXTRA: &str = "051910";
/// Types that come without being asked for by item.
const WITHOUT_ITEM: [&str; 2] = ["00", "04"];

/// Bytes of the quick one's ring: many bursts.
const ROOM: usize = 4 << 20;
/// Bytes of the slow ones'.
const LITTLE: usize = 16 << 10;

/// Whether the quick one gets elements like this.
pub(crate) fn is_wanted(code: &str, item: &str) -> bool {
    WITHOUT_ITEM.contains(&code) || ITEMS.contains(&item)
}

/// How a strategy reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pace {
    Quick,
    /// So many records, then so long nothing.
    Slow(usize, Duration),
    /// Until so many were read; then it panics, or just goes.
    Leaves {
        after: u64,
        by_panic: bool,
    },
}

#[derive(Clone, Copy)]
struct Role {
    name: &'static str,
    policy: &'static str,
    overflow: Overflow,
    pace: Pace,
}

/// What is known of a strategy.
#[derive(Debug, Default)]
pub(crate) struct Watched {
    pub(crate) ledger: Ledger,
    /// The quick one's.
    pub(crate) sessions: Option<Sessions>,
    /// Bytes of the records that were read.
    pub(crate) bytes: usize,
    pub(crate) has_ended: bool,
}

impl Watched {
    fn take(&mut self, record: RecordRef<'_>) {
        let seen = Seen::of(&record);
        self.ledger.take(seen);
        self.bytes += record.header().len_bytes();
        if let Some(sessions) = &mut self.sessions {
            let code = record.spec().map(|spec| spec.message_type.code());
            sessions.take(seen.what, code, record.header().item());
        }
    }
}

/// A strategy on its thread.
pub(crate) struct Reader {
    pub(crate) name: &'static str,
    policy: &'static str,
    pub(crate) leaves: bool,
    watched: Arc<Mutex<Watched>>,
    thread: JoinHandle<()>,
}

impl Reader {
    pub(crate) fn look(&self) -> MutexGuard<'_, Watched> {
        look(&self.watched)
    }

    /// Gives what is known of it, once it has ended. Where its feed doesn't end,
    /// its thread is left behind.
    pub(crate) fn join(self) -> Ended {
        if self.look().has_ended {
            // The one that panics has told what it has to tell.
            _ = self.thread.join();
        }
        Ended {
            policy: self.policy,
            leaves: self.leaves,
            ledger: std::mem::take(&mut look(&self.watched).ledger),
        }
    }
}

/// A strategy that has ended.
pub(crate) struct Ended {
    pub(crate) policy: &'static str,
    pub(crate) leaves: bool,
    pub(crate) ledger: Ledger,
}

/// One of the strategies panics: what it had written down is whole all the same.
fn look(watched: &Mutex<Watched>) -> MutexGuard<'_, Watched> {
    watched.lock().unwrap_or_else(PoisonError::into_inner)
}

/// All strategies; the first is the quick one.
pub(crate) struct Cast {
    roles: Vec<Role>,
    /// Once it is set, nobody is slow any more.
    hurry: Arc<AtomicBool>,
}

impl Cast {
    /// For so many messages a second.
    pub(crate) fn new(rate: u32) -> Self {
        const TURN: Duration = Duration::from_millis(100);
        // Six in ten of what comes: the rest is lost, or conflated.
        let few = usize::try_from(rate / 16).unwrap_or(1).max(1);
        let slow = Pace::Slow(few, TURN);
        let brief = Overflow::BlockFor(Duration::from_millis(20));
        let drop = Overflow::DropNewest;
        let after = u64::from(rate).max(10) * 3;
        let role = |name, policy, overflow, pace| Role {
            name,
            policy,
            overflow,
            pace,
        };
        let leaves = |by_panic| Pace::Leaves { after, by_panic };
        Self {
            roles: vec![
                role("quick", "roomy", drop, Pace::Quick),
                role("dropping", "DropNewest", drop, slow),
                role("conflating", "Conflate", Overflow::Conflate, slow),
                role(
                    "blocking",
                    "BlockFor 20 ms",
                    brief,
                    Pace::Slow(16, Duration::from_millis(5)),
                ),
                role("panicking", "DropNewest", drop, leaves(true)),
                role("leaving", "DropNewest", drop, leaves(false)),
            ],
            hurry: Arc::default(),
        }
    }

    /// Bytes after which the quick one's ring has been all through memory.
    pub(crate) const fn warm_bytes() -> usize {
        ROOM + ROOM / 4
    }

    pub(crate) fn ask(&self, builder: Builder) -> Builder {
        let ask = |role: Role, strategy: Strategy| {
            let all = strategy
                .trades(ITEMS)
                .books(ITEMS)
                .best_quotes(ITEMS)
                .orders()
                .balances()
                .overflow_all(role.overflow)
                .wait(Wait::Park)
                .critical_capacity(64 << 10)
                .capacity(if role.pace == Pace::Quick {
                    ROOM
                } else {
                    LITTLE
                });
            match role.pace {
                Pace::Leaves {
                    by_panic: false, ..
                } => all.trades([EXTRA]),
                _ => all,
            }
        };
        let mut builder = builder;
        for role in &self.roles {
            builder = builder.strategy(role.name, |it| ask(*role, it));
        }
        builder
    }

    pub(crate) fn start(&self, feeds: Vec<Feed>) -> io::Result<Vec<Reader>> {
        let start = |(role, feed): (&Role, Feed)| {
            let watched = Arc::new(Mutex::new(Watched {
                ledger: Ledger::new(role.name),
                sessions: (role.pace == Pace::Quick).then(Sessions::default),
                ..Watched::default()
            }));
            let (shared, hurry, pace) = (Arc::clone(&watched), Arc::clone(&self.hurry), role.pace);
            let run = move || read(feed, &shared, &hurry, pace);
            Ok(Reader {
                name: role.name,
                policy: role.policy,
                leaves: matches!(role.pace, Pace::Leaves { .. }),
                watched,
                thread: std::thread::Builder::new()
                    .name(role.name.to_owned())
                    .spawn(run)?,
            })
        };
        self.roles.iter().zip(feeds).map(start).collect()
    }

    /// The end is near: whoever is slow reads what is there.
    pub(crate) fn hurry(&self) {
        self.hurry.store(true, Ordering::Relaxed);
    }
}

fn read(mut feed: Feed, watched: &Mutex<Watched>, hurry: &AtomicBool, pace: Pace) {
    let limit = match pace {
        Pace::Slow(few, _) => few,
        _ => 256,
    };
    loop {
        let turn = catch_unwind(AssertUnwindSafe(|| {
            let mut watched = look(watched);
            feed.each(limit, |record| {
                watched.take(record);
                if let Pace::Leaves { after, by_panic } = pace
                    && by_panic
                    && watched.ledger.records >= after
                {
                    // A panic without the words that it would print.
                    resume_unwind(Box::new("a strategy that panics"));
                }
            })
        }));
        match turn {
            // It goes on as a strategy does whose panic nobody catches: its
            // thread ends, and its feed with it.
            Err(panic) => {
                look(watched).has_ended = true;
                resume_unwind(panic)
            }
            Ok(Err(closed)) => {
                let mut watched = look(watched);
                watched.ledger.end(feed.counts(), closed.reason);
                watched.has_ended = true;
                return;
            }
            Ok(Ok(0)) => _ = feed.wait(None),
            Ok(Ok(_)) => match pace {
                Pace::Slow(_, time) if !hurry.load(Ordering::Relaxed) => std::thread::sleep(time),
                Pace::Leaves { after, .. } if look(watched).ledger.records >= after => {
                    look(watched).has_ended = true;
                    return;
                }
                _ => {}
            },
        }
    }
}
