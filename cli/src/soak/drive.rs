//! The run itself: faults one after the other, each watched to its end.

use super::faults::{self, Trial};
use super::ledger::{Breaches, Step};
use super::process::Memory;
use super::sessions::{Elements, compare};
use super::strategies::{Cast, Reader, Watched, is_wanted};
use indicatif::{ProgressBar, ProgressStyle};
use kiwoom_simulator::{ConnectionCounters, ScriptError, Simulator};
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long a link may take to be live again after a fault, at the very most.
const PATIENCE: Duration = Duration::from_secs(120);
/// Between two looks.
pub(crate) const GLANCE: Duration = Duration::from_millis(10);
/// Between two samples of the memory.
const SECOND: Duration = Duration::from_secs(1);
/// Between two lines of what was done so far.
const STATUS: Duration = Duration::from_secs(10);

/// What was found out while it ran.
#[derive(Debug, Default)]
pub(crate) struct Course {
    /// Faults made, by their words, and how often.
    pub(crate) faults: BTreeMap<String, u64>,
    pub(crate) memory: Memory,
    pub(crate) breaches: Breaches,
    /// Sessions of which each element was compared, and those with bounds only.
    pub(crate) exact: u64,
    pub(crate) bounded: u64,
    /// Elements sent and got in these, the latter first.
    pub(crate) exact_elements: u64,
    pub(crate) bounded_elements: (u64, u64),
    /// The longest that a link took to be live again.
    pub(crate) slowest: Recovery,
}

/// From a fault to a link that is live again.
#[derive(Debug, Default)]
pub(crate) struct Recovery {
    pub(crate) took: Duration,
    /// The fault.
    pub(crate) words: String,
    /// What was told of the link meanwhile.
    pub(crate) told: String,
}

pub(crate) struct Drive<'a> {
    pub(crate) simulator: &'a Simulator,
    pub(crate) quick: &'a Reader,
    pub(crate) interrupt: &'a Receiver<()>,
    pub(crate) seed: u64,
    pub(crate) every: Duration,
    pub(crate) time: Duration,
    pub(crate) course: Course,
    bar: ProgressBar,
    begun: Instant,
    sampled: Instant,
    told: Instant,
    /// Outages that are explained.
    outages: u64,
    /// Somebody wants it to end now.
    is_interrupted: bool,
    /// The quick strategy's feed has ended.
    has_ended: bool,
    /// Memory counts from here on.
    is_warm: bool,
}

impl<'a> Drive<'a> {
    pub(crate) fn new(
        simulator: &'a Simulator,
        quick: &'a Reader,
        interrupt: &'a Receiver<()>,
        (seed, every, time): (u64, Duration, Duration),
    ) -> Self {
        // Draws nothing where standard error is no terminal.
        let bar = ProgressBar::new(time.as_secs());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {elapsed} of {len} s {msg}") {
            bar.set_style(style);
        }
        let now = Instant::now();
        Self {
            simulator,
            quick,
            interrupt,
            seed,
            every,
            time,
            course: Course::default(),
            bar,
            begun: now,
            sampled: now,
            told: now,
            outages: 0,
            is_interrupted: false,
            has_ended: false,
            is_warm: false,
        }
    }

    /// Warms up, then makes faults until the time is over.
    pub(crate) fn run(&mut self) -> Result<(), ScriptError> {
        let is_live = |it: &Watched| it.ledger.step == Step::Live && it.ledger.market > 0;
        if !self.wait(PATIENCE, is_live) {
            self.broken("the link was never live".to_owned());
            return Ok(());
        }
        self.warm_up()?;
        self.is_warm = true;
        let mut round = 0;
        let mut trials = Vec::new();
        while self.goes_on() {
            let left = self.time.saturating_sub(self.begun.elapsed());
            if left.is_zero() {
                break;
            }
            self.pause(left.min(self.every));
            if left <= self.every || !self.goes_on() {
                continue;
            }
            if trials.is_empty() {
                trials = faults::round(self.seed, round);
                round += 1;
            }
            if let Some(trial) = trials.pop() {
                self.suffer(trial)?;
            }
        }
        if self.has_ended {
            self.broken("the engine ended by itself".to_owned());
        } else {
            self.settle()?;
        }
        self.bar.finish_and_clear();
        Ok(())
    }

    fn broken(&mut self, breach: String) {
        self.course.breaches.add(breach);
    }

    fn inject(&self, words: &str) -> Result<(), ScriptError> {
        let fault = faults::fault(words)?;
        // Those of the list can be made at any moment: a test holds it.
        _ = self.simulator.inject(fault);
        Ok(())
    }

    const fn goes_on(&self) -> bool {
        !self.has_ended && !self.is_interrupted
    }

    /// Waits for so long, unless somebody wants it to end.
    fn pause(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while self.goes_on() && Instant::now() < end {
            let left = end.saturating_duration_since(Instant::now());
            self.wait(left.min(GLANCE), |_| false);
        }
    }

    /// Waits until this holds of the quick strategy, or the time is over; tells
    /// whether it holds. What has begun is waited for by whoever interrupts, too.
    fn wait(&mut self, time: Duration, until: impl Fn(&Watched) -> bool) -> bool {
        let end = Instant::now() + time;
        loop {
            let holds = {
                let quick = self.quick.look();
                let holds = until(&quick);
                self.has_ended |= quick.has_ended;
                holds
            };
            let left = end.saturating_duration_since(Instant::now());
            if holds || left.is_zero() || self.has_ended {
                return holds;
            }
            self.look_around();
            match self.interrupt.recv_timeout(left.min(GLANCE)) {
                Ok(()) => self.is_interrupted = true,
                // Without a handler nobody can interrupt it.
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(left.min(GLANCE)),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    fn look_around(&mut self) {
        if self.is_warm && self.sampled.elapsed() >= SECOND {
            self.sampled = Instant::now();
            self.course.memory.sample(self.begun.elapsed());
        }
        self.bar.set_position(self.begun.elapsed().as_secs());
        if self.told.elapsed() >= STATUS {
            self.told = Instant::now();
            let (records, outages) = {
                let quick = self.quick.look();
                (quick.ledger.records, quick.ledger.outages)
            };
            let faults: u64 = self.course.faults.values().sum();
            let line = format!("{records} records, {faults} faults, {outages} outages");
            self.bar.set_message(line);
        }
    }

    /// Fills every ring and every buffer once: memory that is touched for the
    /// first time would look like memory that is lost.
    fn warm_up(&mut self) -> Result<(), ScriptError> {
        self.inject("frame nested")?;
        let end = Instant::now() + PATIENCE;
        while Instant::now() < end && self.goes_on() {
            let (bytes, market) = {
                let quick = self.quick.look();
                (quick.bytes, quick.ledger.market)
            };
            if bytes > Cast::warm_bytes() {
                break;
            }
            self.inject("burst 1000")?;
            // Half of it is the quick one's for certain, and the next may begin.
            self.wait(Duration::from_secs(5), |it| it.ledger.market > market + 500);
        }
        // The time that was asked for begins here.
        self.begun = Instant::now();
        Ok(())
    }

    /// The exchange's side of the session that goes on.
    fn connection(&self) -> Option<ConnectionCounters> {
        let mut all = self.simulator.counters().connections;
        all.retain(|it| it.ended.is_none());
        all.pop()
    }

    /// Every outage must have been called for: those of faults are looked at
    /// when they are over.
    fn find_surprises(&mut self) {
        let (outages, epoch) = {
            let quick = self.quick.look();
            (quick.ledger.outages, quick.ledger.epoch)
        };
        if outages > self.outages {
            let more = outages - self.outages;
            self.outages = outages;
            let ends: Vec<String> = (epoch.saturating_sub(1)..=epoch)
                .map(|epoch| format!("session {epoch}: {}", self.end_of(epoch)))
                .collect();
            let ends = ends.join("; ");
            self.broken(format!("{more} outages that no fault called for; {ends}"));
        }
    }

    fn suffer(&mut self, trial: &Trial) -> Result<(), ScriptError> {
        self.find_surprises();
        let (epoch, market) = {
            let quick = self.quick.look();
            (quick.ledger.epoch, quick.ledger.market)
        };
        let connection = self.connection().map(|it| it.id);
        let words = trial.words.join(", ");
        *self.course.faults.entry(words.clone()).or_default() += 1;
        let begun = Instant::now();
        for words in trial.words {
            self.inject(words)?;
        }
        if let Some(undo) = trial.undo {
            self.wait(Duration::from_millis(300), |_| false);
            self.inject(undo)?;
        }
        let is_back = self.wait(PATIENCE, |it| {
            let (ledger, sessions) = (&it.ledger, it.sessions.as_ref());
            let flows = || {
                sessions
                    .and_then(|it| it.last())
                    .is_some_and(|it| it.market > 0)
            };
            ledger.step == Step::Live
                && ledger.market > market
                && (!trial.ends || (ledger.epoch > epoch && flows()))
        });
        if !is_back && !self.has_ended {
            let seconds = PATIENCE.as_secs();
            self.broken(format!("{words}: not live {seconds} s later"));
        }
        let took = begun.elapsed();
        if took > self.course.slowest.took {
            let quick = self.quick.look();
            let sessions = quick.sessions.as_ref();
            let told = sessions.map(|it| it.told_since(begun)).unwrap_or_default();
            self.course.slowest = Recovery { took, words, told };
        }
        if trial.ends {
            // This one was called for.
            self.outages += 1;
        }
        if is_back {
            self.find_surprises();
        }
        if trial.ends
            && is_back
            && let Some(connection) = connection
        {
            self.compare(epoch, connection);
        }
        Ok(())
    }

    fn end_of(&self, epoch: u32) -> String {
        let quick = self.quick.look();
        let session = quick.sessions.as_ref().and_then(|it| it.of(epoch));
        let end = session.and_then(|it| it.end.clone());
        end.unwrap_or_else(|| "it goes on".to_owned())
    }

    /// What the exchange sent in a session is what came of it.
    fn compare(&mut self, epoch: u32, connection: u64) {
        let sent = self.simulator.counters().connections;
        let Some(sent) = sent.into_iter().find(|it| it.id == connection) else {
            return;
        };
        let sent = wanted(sent);
        let got = {
            let quick = self.quick.look();
            let session = quick.sessions.as_ref().and_then(|it| it.of(epoch));
            session.map(|it| (it.elements(), it.is_whole()))
        };
        let Some((got, is_whole)) = got else { return };
        let count = |of: &Elements| of.values().sum::<u64>();
        if is_whole {
            self.course.exact += 1;
            self.course.exact_elements += count(&sent);
        } else {
            self.course.bounded += 1;
            self.course.bounded_elements.0 += count(&got);
            self.course.bounded_elements.1 += count(&sent);
        }
        if let Some(breach) = compare(&sent, &got, is_whole) {
            let end = self.end_of(epoch);
            self.broken(format!("session {epoch}: {breach}; it ended: {end}"));
        }
    }

    /// The exchange falls silent: all that it sent must come.
    fn settle(&mut self) -> Result<(), ScriptError> {
        if !self.wait(PATIENCE, |it| it.ledger.step == Step::Live) {
            return Ok(());
        }
        self.find_surprises();
        self.inject("silence")?;
        let epoch = self.quick.look().ledger.epoch;
        let mut before = None;
        // What the socket hadn't taken when it fell silent counts once it has.
        while let Some(connection) = self.connection() {
            let id = connection.id;
            let sent: u64 = wanted(connection).values().sum();
            if before == Some(sent) {
                self.compare(epoch, id);
                break;
            }
            before = Some(sent);
            self.wait(Duration::from_secs(10), |it| {
                let session = it.sessions.as_ref().and_then(|it| it.of(epoch));
                session.is_some_and(|it| it.market + it.lost >= sent)
            });
        }
        Ok(())
    }
}

/// What of it the quick strategy asks for.
fn wanted(sent: ConnectionCounters) -> Elements {
    let all = sent.elements.into_iter();
    all.filter(|((code, item), _)| is_wanted(code, item))
        .collect()
}
