//! What must hold, whatever happens. Written from the documents, not from the
//! code: it keeps its own count of everything.

use super::Totals;
use super::world::Link;
use crate::Mono;
use crate::session::{
    Key, LinkEvent, LinkLoss, OnReplaced, Rejection, SessionError, SessionSettings,
};
use std::collections::BTreeSet;
use std::time::Duration;

/// Where the events stand: `(Connecting (Up Restored?)? Down)* Stopped`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Idle,
    Trying,
    Up,
    Ready,
    Out,
    Stopped,
}

/// What was just given to the session: a Down must fit to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Given {
    Token,
    Lost(LinkLoss),
    Text,
    Timer,
    Stop,
    Other,
}

pub(super) struct Promises {
    settings: SessionSettings,
    pub(super) given: Given,
    pub(super) phase: Phase,
    pub(super) epoch: u32,
    pub(super) last_rx: Option<Mono>,
    pub(super) wants_fresh: bool,
    /// The counts of the last Restored.
    pub(super) restored: Option<(u32, u32)>,
    refusals: u32,
    failures: u32,
    connects: Vec<Mono>,
    takeovers: Vec<Mono>,
    ready_since: Mono,
    /// When the next attempt is due; `None` when there is to be none.
    due: Option<Mono>,
    /// A link that had been restored was lost, and is not back yet.
    outage: bool,
    counts: Totals,
}

impl Promises {
    pub(super) fn new(settings: SessionSettings) -> Self {
        Self {
            settings,
            given: Given::Other,
            phase: Phase::Idle,
            epoch: 0,
            last_rx: None,
            wants_fresh: false,
            restored: None,
            refusals: 0,
            failures: 0,
            connects: Vec::new(),
            takeovers: Vec::new(),
            ready_since: Mono::ZERO,
            due: None,
            outage: false,
            counts: Totals::default(),
        }
    }

    pub(super) fn on_get_token(&mut self, fresh: bool) {
        assert_eq!(fresh, self.wants_fresh);
        self.counts.fresh_tokens += u64::from(fresh);
    }

    pub(super) fn on_connect(&mut self, now: Mono) {
        assert_eq!(self.phase, Phase::Trying);
        self.connects.push(now);
        let most = self.settings.connects_per_minute as usize;
        if let Some(early) = self.connects.len().checked_sub(most + 1) {
            let apart = now.since(self.connects[early]);
            assert!(apart >= Duration::from_secs(60), "{apart:?}");
        }
    }

    /// A request goes out.
    pub(super) fn on_request(
        &mut self,
        text: &str,
        wanted: impl Iterator<Item = Key>,
        link: &mut Link,
    ) {
        assert!(
            matches!(self.phase, Phase::Up | Phase::Ready),
            "before LOGIN is answered: {text}"
        );
        let json: serde_json::Value = serde_json::from_str(text).unwrap();
        if json["trnm"] != "REG" {
            assert_eq!(json["trnm"], "REMOVE");
            return;
        }
        let is_account = |key: &Key| matches!(key.type_code(), "00" | "04");
        let mut others = false;
        for entry in json["data"].as_array().unwrap() {
            for item in entry["item"].as_array().unwrap() {
                for code in entry["type"].as_array().unwrap() {
                    let key = Key::new(code.as_str().unwrap(), item.as_str().unwrap()).unwrap();
                    // One that is sent again has had its turn.
                    others |= link.asked.insert(key) && !is_account(&key);
                }
            }
        }
        let waits = wanted
            .filter(is_account)
            .find(|key| !link.asked.contains(key));
        assert!(!others || waits.is_none(), "{waits:?} comes first: {text}");
    }

    pub(super) fn on_event(
        &mut self,
        now: Mono,
        event: LinkEvent,
        wanted: &BTreeSet<Key>,
        link: Option<&Link>,
    ) {
        let before = self.phase;
        let linked = matches!(before, Phase::Up | Phase::Ready);
        match event {
            LinkEvent::Connecting => {
                assert!(matches!(before, Phase::Idle | Phase::Out));
                assert!(link.is_none());
                if before == Phase::Out {
                    assert_eq!(self.due, Some(now), "not when it was told");
                }
                self.phase = Phase::Trying;
            }
            LinkEvent::Up { epoch } => {
                assert_eq!((before, epoch), (Phase::Trying, self.epoch + 1));
                assert!(link.is_some_and(|link| link.is_open && link.logins == 1));
                self.epoch = epoch;
                self.refusals = 0;
                self.phase = Phase::Up;
            }
            LinkEvent::Restored { accepted, rejected } => {
                assert_eq!(before, Phase::Up);
                assert_eq!((accepted + rejected) as usize, wanted.len());
                let asked = &link.unwrap().asked;
                assert!(wanted.is_subset(asked), "{:?}", wanted - asked);
                self.restored = Some((accepted, rejected));
                self.counts.restored += 1;
                self.ready_since = now;
                self.outage = false;
                self.phase = Phase::Ready;
            }
            LinkEvent::Down {
                reason,
                last_rx,
                retry_in,
            } => {
                assert!(linked || before == Phase::Trying);
                assert_eq!(last_rx, self.last_rx);
                self.check_reason(&reason);
                match before {
                    Phase::Ready => {
                        assert!(!self.outage, "an outage told twice");
                        self.outage = true;
                        self.counts.outages += 1;
                    }
                    Phase::Trying => self.counts.failed_attempts += 1,
                    _ => {}
                }
                self.check_wait(now, before, &reason, retry_in);
                self.due = retry_in.map(|wait| now.after(wait));
                self.phase = Phase::Out;
            }
            LinkEvent::Stopped { reason } => {
                let asked = reason == SessionError::StopRequested;
                assert!(before == Phase::Out || (before == Phase::Idle && asked));
                assert!(asked || self.due.is_none(), "an attempt was told");
                self.counts.stopped_early += u64::from(!asked);
                self.outage = false;
                self.phase = Phase::Stopped;
            }
            LinkEvent::System { .. } => assert!(linked || before == Phase::Trying),
            LinkEvent::Rejected {
                why: Rejection::NoRoom { .. },
                ..
            } => assert_ne!(before, Phase::Stopped),
            LinkEvent::Rejected { key, .. } => {
                assert!(linked && link.unwrap().asked.contains(&key));
            }
            LinkEvent::NotRemoved { key, .. } => assert!(linked && !wanted.contains(&key)),
        }
    }

    fn check_reason(&self, reason: &SessionError) {
        let fits = match (self.given, reason) {
            (Given::Token, SessionError::NoToken { .. })
            | (Given::Stop, SessionError::StopRequested)
            | (Given::Text, SessionError::LoginRefused { .. } | SessionError::SessionReplaced)
            | (
                Given::Timer,
                SessionError::OpenTimeout { .. } | SessionError::LoginTimeout | SessionError::Stale,
            )
            | (Given::Lost(_), SessionError::ClosedBySystem { .. }) => true,
            (Given::Lost(loss), SessionError::Lost { loss: told }) => loss == *told,
            _ => false,
        };
        assert!(fits, "{:?}: {reason:?}", self.given);
    }

    /// Whether the session should stop, and if not, for how long it may wait.
    fn check_wait(
        &mut self,
        now: Mono,
        before: Phase,
        reason: &SessionError,
        retry_in: Option<Duration>,
    ) {
        let settings = &self.settings;
        let mut least = Duration::ZERO;
        let stops = match reason {
            SessionError::StopRequested => true,
            SessionError::NoToken { failure } => !failure.is_transient(),
            SessionError::LoginRefused { code, .. } => match code.get() {
                8030 | 8050 => true,
                1700 | 1999 => false,
                _ => {
                    self.wants_fresh = true;
                    self.refusals += 1;
                    self.refusals >= settings.login_attempts
                }
            },
            SessionError::SessionReplaced => {
                least = settings.takeover_wait;
                let recent = self
                    .takeovers
                    .iter()
                    .filter(|at| now.since(**at) < Duration::from_secs(3600));
                let spent = recent.count() >= settings.takeovers_per_hour as usize;
                self.takeovers.push(now);
                spent || settings.on_replaced == OnReplaced::Stop
            }
            _ => false,
        };
        assert_eq!(retry_in.is_none(), stops, "{reason:?}");
        let lasted = now.since(self.ready_since) >= settings.backoff_reset_after;
        if before == Phase::Ready && lasted {
            self.counts.resets += u64::from(self.failures > 0);
            self.failures = 0;
        }
        let Some(wait) = retry_in else { return };
        let doubled = settings.backoff_base * (1 << self.failures.min(20));
        let most = doubled.min(settings.backoff_cap);
        self.failures += 1;
        let full = settings.connects_per_minute as usize;
        let room = match self.connects.len().checked_sub(full) {
            Some(oldest) => self.connects[oldest]
                .after(Duration::from_secs(60))
                .since(now),
            None => Duration::ZERO,
        };
        let least = least.max(room);
        self.counts.paced += u64::from(room > most);
        assert!(wait >= least.max(most / 2), "{wait:?}, {least:?}, {most:?}");
        assert!(wait <= least.max(most), "{wait:?}, {least:?}, {most:?}");
    }

    pub(super) fn count(&self, totals: &mut Totals) {
        assert!(!self.outage, "an outage without an end");
        totals.restored += self.counts.restored;
        totals.outages += self.counts.outages;
        totals.failed_attempts += self.counts.failed_attempts;
        totals.stopped_early += self.counts.stopped_early;
        totals.fresh_tokens += self.counts.fresh_tokens;
        totals.resets += self.counts.resets;
        totals.paced += self.counts.paced;
    }
}
