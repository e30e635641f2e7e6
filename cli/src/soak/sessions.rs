//! What the exchange sent over one connection, against what came of it.

use kiwoom_engine::record::LinkEventKind;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::fmt::Write as _;
use std::time::Instant;

use super::ledger::What;

/// Sessions that are remembered: the one that goes on and some before it.
const KEPT: usize = 4;
/// Link events that are remembered, with their times: those of a long outage.
const EVENTS: usize = 100;

/// How many of each type and item.
pub(crate) type Elements = BTreeMap<(String, String), u64>;

/// What came while the link was up once.
#[derive(Debug, Default)]
pub(crate) struct Session {
    pub(crate) epoch: u32,
    pub(crate) market: u64,
    /// Records that the strategy lost meanwhile: what they were isn't known.
    pub(crate) lost: u64,
    /// Why it ended, once it has.
    pub(crate) end: Option<String>,
    counts: HashMap<&'static str, HashMap<String, u64>>,
}

impl Session {
    pub(crate) fn elements(&self) -> Elements {
        let mut all = Elements::new();
        for (code, items) in &self.counts {
            for (item, count) in items {
                all.insert(((*code).to_owned(), item.clone()), *count);
            }
        }
        all
    }

    /// Whether all that the exchange's socket took must have come: not after a
    /// reset, for which the kernel drops what it holds, and not after bytes that
    /// break the protocol, behind which nothing is read.
    pub(crate) fn is_whole(&self) -> bool {
        let end = self.end.as_deref().unwrap_or_default();
        self.lost == 0 && !end.contains("the link failed") && !end.contains("broke the WebSocket")
    }
}

/// The last sessions of a strategy.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    last: VecDeque<Session>,
    events: VecDeque<(Instant, LinkEventKind, String)>,
}

impl Sessions {
    pub(crate) fn take(&mut self, what: What<'_>, code: Option<&'static str>, item: &str) {
        if let What::Link { event, text, .. } = what {
            if self.events.len() == EVENTS {
                self.events.pop_front();
            }
            self.events
                .push_back((Instant::now(), event, text.to_owned()));
        }
        match what {
            What::Link {
                event: LinkEventKind::UP,
                epoch,
                ..
            } => {
                self.last.push_back(Session {
                    epoch,
                    ..Session::default()
                });
                if self.last.len() > KEPT {
                    self.last.pop_front();
                }
            }
            What::Link {
                event: LinkEventKind::DOWN,
                text,
                ..
            } => {
                if let Some(session) = self.last.back_mut() {
                    session.end.get_or_insert_with(|| text.to_owned());
                }
            }
            What::Gap { lost, .. } => {
                self.last
                    .iter_mut()
                    .last()
                    .into_iter()
                    .for_each(|it| it.lost += lost);
            }
            What::Market { epoch, .. } => {
                let session = self.last.iter_mut().find(|it| it.epoch == epoch);
                if let (Some(session), Some(code)) = (session, code) {
                    session.market += 1;
                    let items = session.counts.entry(code).or_default();
                    // Not `entry`: it would need an owned name for every record.
                    match items.get_mut(item) {
                        Some(count) => *count += 1,
                        None => _ = items.insert(item.to_owned(), 1),
                    }
                }
            }
            What::Link { .. } | What::Notice => {}
        }
    }

    pub(crate) fn of(&self, epoch: u32) -> Option<&Session> {
        self.last.iter().find(|it| it.epoch == epoch)
    }

    /// What was told of the link since then, with the seconds from then on.
    pub(crate) fn told_since(&self, begun: Instant) -> String {
        let mut told = String::new();
        for (at, event, text) in self.events.iter().filter(|it| it.0 >= begun) {
            let seconds = at.saturating_duration_since(begun).as_secs_f64();
            let name = event.name().unwrap_or("?");
            let separator = if told.is_empty() { "" } else { "; " };
            // Writing to a string can't fail.
            _ = write!(told, "{separator}{seconds:.1} s {name}");
            if !text.is_empty() {
                _ = write!(told, " {text}");
            }
        }
        told
    }

    /// The one that goes on, or the last.
    pub(crate) fn last(&self) -> Option<&Session> {
        self.last.back()
    }
}

/// What doesn't fit between what was sent and what came: the same where all must
/// have come, otherwise no more than was sent.
pub(crate) fn compare(sent: &Elements, got: &Elements, is_whole: bool) -> Option<String> {
    let keys = sent.keys().chain(got.keys());
    let count = |of: &Elements, key| of.get(key).copied().unwrap_or(0);
    for key in keys {
        let (sent, got) = (count(sent, key), count(got, key));
        if got > sent || (is_whole && got < sent) {
            let (code, item) = key;
            return Some(format!("{got} of {code} {item} came, {sent} were sent"));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn link(event: LinkEventKind, epoch: u32, text: &str) -> What<'_> {
        What::Link { event, epoch, text }
    }

    fn run(end: &str) -> Sessions {
        let mut sessions = Sessions::default();
        let is_late = false;
        for epoch in 1..=6 {
            sessions.take(link(LinkEventKind::UP, epoch, ""), None, "");
            for _ in 0..epoch {
                sessions.take(What::Market { epoch, is_late }, Some("0B"), "000660");
            }
            sessions.take(link(LinkEventKind::DOWN, epoch, end), None, "");
        }
        sessions
    }

    #[test]
    fn sessions_are_counted_apart_and_forgotten() {
        let sessions = run("the server closed the link with code 1000");
        assert!(sessions.of(2).is_none());
        let session = sessions.of(5).unwrap();
        assert_eq!((session.market, session.is_whole()), (5, true));
        assert_eq!(session.elements().values().sum::<u64>(), 5);
        assert_eq!(sessions.last().unwrap().epoch, 6);
        let told = sessions.told_since(sessions.events[10].0);
        assert!(told.contains(" s UP; "), "{told}");
        assert!(told.ends_with("with code 1000"), "{told}");
        let later = Instant::now() + Duration::from_secs(1);
        assert!(sessions.told_since(later).is_empty());
        let broken = "the server broke the WebSocket protocol (closed with 1002)";
        for end in ["the link failed: connection reset", broken] {
            assert!(!run(end).of(5).unwrap().is_whole());
        }
    }

    #[test]
    fn what_never_came_and_what_was_never_sent_are_found() {
        let of = |count| Elements::from([(("0B".to_owned(), "000660".to_owned()), count)]);
        let none = Elements::new();
        assert_eq!(compare(&of(3), &of(3), true), None);
        assert_eq!(compare(&of(3), &of(2), false), None);
        assert_eq!(compare(&of(3), &none, false), None);
        assert!(compare(&of(3), &of(2), true).is_some());
        assert!(compare(&of(3), &none, true).is_some());
        for is_whole in [true, false] {
            assert!(compare(&of(3), &of(4), is_whole).is_some());
            assert!(compare(&none, &of(1), is_whole).is_some());
        }
    }
}
