//! Where a connection's frames come from, and when each is due.

use std::collections::BTreeMap;
use std::time::Duration;

use super::builder::Rate;
use crate::frame::{Frame, Tally};
use crate::market::{Flush, Market};
use crate::replay::{Playback, Replay};
use crate::subscriptions::Subscriptions;

/// Virtual messages a second when nothing but the client limits the rate.
const UNPACED_RATE: f64 = 10_000.0;
/// How far a connection may fall behind its pace before the rest is let go.
const MAX_LAG: Duration = Duration::from_millis(100);

/// What fills the frames.
#[derive(Debug)]
enum Source {
    Market(Box<Market>),
    Replay(Playback),
}

/// A source with its pace.
#[derive(Debug)]
pub(crate) struct Feed {
    source: Source,
    paced: bool,
    /// A moment, and what the source's time was then.
    anchor: Option<(Duration, Duration)>,
    /// Frames that may still be sent.
    left: u64,
    made: u64,
    /// Frames that were sent, and what was in those of the market.
    sent: u64,
    elements: Tally,
}

impl Feed {
    pub(crate) fn market(seed: u64, rate: Rate, flush: Flush, limit: Option<u64>) -> Self {
        let (rate, paced) = match rate {
            Rate::PerSecond(rate) => (rate, true),
            Rate::AsFastAsRead => (UNPACED_RATE, false),
        };
        Self::new(
            Source::Market(Box::new(Market::new(seed, rate, flush))),
            paced,
            limit,
        )
    }

    pub(crate) fn replay(replay: Replay, rate: Rate, limit: Option<u64>) -> Self {
        let rate = match rate {
            Rate::PerSecond(rate) => Some(rate),
            Rate::AsFastAsRead => None,
        };
        Self::new(Source::Replay(Playback::new(replay, rate)), true, limit)
    }

    fn new(source: Source, paced: bool, limit: Option<u64>) -> Self {
        Self {
            source,
            paced,
            anchor: None,
            left: limit.unwrap_or(u64::MAX),
            made: 0,
            sent: 0,
            elements: Tally::default(),
        }
    }

    pub(crate) fn subscribe(&mut self, subscriptions: &Subscriptions) {
        match &mut self.source {
            Source::Market(market) => market.subscribe(subscriptions),
            Source::Replay(playback) if !subscriptions.is_empty() => playback.start(),
            Source::Replay(_) => {}
        }
    }

    /// When the next frame is to be sent; none while there is nothing. A pace
    /// that can't be kept is started anew instead of being caught up.
    pub(crate) fn due(&mut self, now: Duration) -> Option<Duration> {
        if self.left == 0 {
            return None;
        }
        let next = self.next_due()?;
        if !self.paced {
            return Some(now);
        }
        let (at, time) = *self.anchor.get_or_insert((now, Duration::ZERO));
        let due = at + next.saturating_sub(time);
        if due + MAX_LAG < now {
            self.anchor = Some((now, next));
            return Some(now);
        }
        Some(due)
    }

    /// When the next frame is due by the source's own time.
    fn next_due(&self) -> Option<Duration> {
        match &self.source {
            Source::Market(market) => market.next_due(),
            Source::Replay(playback) => playback.next_due(),
        }
    }

    /// The next frame, now, and the pace goes on from it: what came sooner than it
    /// was due leaves no hole behind it.
    pub(crate) fn hurry_frame(&mut self, now: Duration, frame: &mut Frame) -> bool {
        if let Some(due) = self.next_due() {
            self.anchor = Some((now, due));
        }
        self.next_frame(frame)
    }

    /// The next frame, whether it is due or not.
    pub(crate) fn next_frame(&mut self, frame: &mut Frame) -> bool {
        let made = self.left > 0
            && match &mut self.source {
                Source::Market(market) => market.make_frame(frame),
                Source::Replay(playback) => playback.next_frame(&mut frame.text),
            };
        if made {
            self.left -= 1;
            self.made += 1;
        }
        made
    }

    /// A frame was sent: they are in the order in which they were made.
    pub(crate) fn sent(&mut self, frame: &Frame) {
        self.sent += 1;
        match &mut self.source {
            Source::Market(_) => self.elements.add(frame),
            Source::Replay(playback) => playback.sent(&frame.text),
        }
    }

    /// Frames that were made, sent or not.
    pub(crate) const fn made(&self) -> u64 {
        self.made
    }

    pub(crate) const fn frames(&self) -> u64 {
        self.sent
    }

    /// Elements of the frames that were sent.
    pub(crate) fn elements(&self) -> BTreeMap<(String, String), u64> {
        match &self.source {
            Source::Market(_) => {
                let rows = self.elements.rows().into_iter();
                rows.map(|(code, item, count)| ((code.to_owned(), item), count))
                    .collect()
            }
            Source::Replay(playback) => playback.elements(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLI: Duration = Duration::from_millis(1);

    fn feed(rate: Rate, limit: Option<u64>) -> Feed {
        let mut feed = Feed::market(1, rate, Flush::AtOnce, limit);
        let mut subscriptions = Subscriptions::new();
        subscriptions.add("0C", "005930");
        feed.subscribe(&subscriptions);
        feed
    }

    /// Frames that are due by `now`.
    fn drain(feed: &mut Feed, now: Duration) -> u64 {
        let before = feed.made();
        let mut frame = Frame::default();
        while feed.due(now).is_some_and(|due| due <= now) && feed.next_frame(&mut frame) {
            feed.sent(&frame);
        }
        feed.made() - before
    }

    #[test]
    fn the_pace_is_kept_to_the_frame() {
        let mut feed = feed(Rate::PerSecond(2_500.0), None);
        let start = Duration::from_secs(5);
        assert_eq!(drain(&mut feed, start), 1);
        let mut sent = 1;
        for slot in 1..=1_000 {
            sent += drain(&mut feed, start + MILLI * slot);
        }
        assert_eq!(sent, 2_501);
    }

    #[test]
    fn a_long_pause_is_not_caught_up() {
        let mut feed = feed(Rate::PerSecond(1_000.0), None);
        drain(&mut feed, Duration::ZERO);
        assert!(drain(&mut feed, MILLI * 90) == 90);
        assert_eq!(drain(&mut feed, MILLI * 5_000), 1);
        assert_eq!(drain(&mut feed, MILLI * 5_010), 10);
    }

    #[test]
    fn a_burst_leaves_no_silence_behind_it() {
        let mut feed = feed(Rate::PerSecond(100.0), None);
        drain(&mut feed, Duration::ZERO);
        let mut frame = Frame::default();
        for _ in 0..1_000 {
            assert!(feed.hurry_frame(MILLI * 7, &mut frame));
        }
        assert_eq!(feed.due(MILLI * 7), Some(MILLI * 17));
        assert_eq!(drain(&mut feed, MILLI * 57), 5);
    }

    #[test]
    fn the_limit_is_exact_and_silence_follows() {
        let mut feed = feed(Rate::PerSecond(1_000_000.0), Some(7));
        assert_eq!(
            drain(&mut feed, Duration::ZERO) + drain(&mut feed, MILLI),
            7
        );
        assert_eq!(feed.due(MILLI * 2), None);
        assert_eq!(feed.elements().values().sum::<u64>(), 7);
        assert_eq!((feed.made(), feed.frames()), (7, 7));
    }

    #[test]
    fn without_a_pace_frames_are_always_due() {
        let mut feed = feed(Rate::AsFastAsRead, None);
        let mut frame = Frame::default();
        for now in [Duration::ZERO, MILLI] {
            for _ in 0..1_000 {
                assert_eq!(feed.due(now), Some(now));
                assert!(feed.next_frame(&mut frame));
            }
        }
        feed.subscribe(&Subscriptions::new());
        assert_eq!(feed.due(MILLI), None);
    }
}
