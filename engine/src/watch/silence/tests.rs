use super::{EVERY, Silence, Silences};
use crate::record::Venue;
use crate::schema::{MessageType, RecordKind};
use crate::watch::{StalenessLimits, WatchStats};
use crate::{Mono, UnixNanos};
use proptest::prelude::*;
use std::time::Duration;

const KIND: RecordKind = RecordKind::OrderBook;
const LIMIT: u64 = 10;
const SECOND: u64 = 1_000_000_000;
/// 2026-07-24, a Friday, 10:00:00 in Korea.
const TEN: u64 = 1_784_854_800;

const fn mono(second: u64) -> Mono {
    Mono::from_nanos((1_000_000 + second) * SECOND)
}

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// One pair, looked at by hand.
struct Bench {
    silences: Silences,
    silence: Silence,
    stats: WatchStats,
}

impl Bench {
    fn new() -> Self {
        let limits = StalenessLimits::none()
            .limit(MessageType::ORDER_BOOK, seconds(LIMIT))
            .unwrap();
        Self {
            silences: Silences::new(&limits),
            silence: Silence::NOTHING,
            stats: WatchStats::default(),
        }
    }

    fn live() -> Self {
        let mut bench = Self::new();
        bench.silences.live(0, 1, mono(0));
        bench
    }

    /// Looks at this second after ten; gives whom to tell, and the seconds
    /// that it was quiet.
    fn look(&mut self, second: u64, readers: u64) -> Option<(u64, u64)> {
        let now = mono(second);
        let wall = UnixNanos::new((TEN + second) * SECOND);
        self.silences.begin(now, wall, false);
        let told = self.silences.judge(
            &mut self.silence,
            (KIND, Venue::KRX),
            readers,
            now,
            &mut self.stats,
        );
        told.map(|(told, quiet)| (told, quiet.as_secs()))
    }

    fn hear(&mut self, second: u64) -> Option<(u64, u64)> {
        let over = self.silence.heard(mono(second), 0);
        over.map(|(told, quiet)| (told, quiet.as_secs()))
    }

    /// As the router does.
    fn down(&mut self) {
        self.silences.down(0);
        assert!(self.silence.hangs_on(0));
        self.silence.forget();
    }
}

#[test]
fn a_silence_is_told_once_and_its_end() {
    let mut bench = Bench::live();
    assert_eq!(bench.hear(0), None);
    assert_eq!(bench.look(1, 1), None);
    assert_eq!(bench.look(9, 1), None);
    // Begun to be expected at the first look, a second after the record.
    assert_eq!(bench.look(10, 1), None);
    assert_eq!(bench.look(11, 1), Some((1, 11)));
    assert_eq!(bench.look(12, 1), None);
    assert_eq!(bench.hear(30), Some((1, 30)));
    assert_eq!(bench.hear(31), None);
    assert_eq!(bench.look(40, 1), None);
    assert_eq!(bench.look(41, 1), Some((1, 10)));
    assert_eq!(bench.stats.stale, 2);
}

#[test]
fn what_never_came_is_told_too() {
    let mut bench = Bench::live();
    assert_eq!(bench.look(5, 1), None);
    assert_eq!(bench.look(14, 1), None);
    assert_eq!(bench.look(15, 1), Some((1, 10)));
}

#[test]
fn who_comes_later_is_told_and_who_left_is_not() {
    let mut bench = Bench::live();
    bench.look(0, 0b01);
    assert_eq!(bench.look(10, 0b01), Some((0b01, 10)));
    assert_eq!(bench.look(11, 0b11), Some((0b10, 11)));
    assert_eq!(bench.look(12, 0b11), None);
    assert_eq!(bench.stats.stale, 1, "it became so once");
    bench.silence.left(0b01);
    assert_eq!(bench.hear(13), Some((0b10, 13)));
}

#[test]
fn nothing_is_told_of_a_lost_connection() {
    let mut bench = Bench::live();
    bench.hear(0);
    bench.look(1, 1);
    assert_eq!(bench.look(11, 1), Some((1, 11)));
    bench.down();
    assert_eq!(bench.silences.next_deadline(), None);
    // Not even that it is over.
    assert_eq!(bench.hear(20), None);
    bench.down();
    bench.silences.live(0, 2, mono(100));
    assert_eq!(bench.silences.epoch(0), 2);
    assert_eq!(bench.look(101, 1), None);
    assert_eq!(bench.look(110, 1), None);
    assert_eq!(bench.look(111, 1), Some((1, 10)));
}

#[test]
fn one_of_several_connections_may_be_lost() {
    let mut bench = Bench::live();
    bench.silences.live(1, 1, mono(0));
    bench.hear(0);
    bench.look(1, 1);
    bench.silences.down(1);
    assert!(!bench.silence.hangs_on(1));
    assert_eq!(bench.look(11, 1), Some((1, 11)), "the other goes on");
    // Where it isn't known what it hangs on, all must be there.
    bench.silence.forget();
    bench.look(12, 1);
    assert_eq!(bench.look(90, 1), None);
    bench.silences.stopped(1);
    bench.look(91, 1);
    assert_eq!(bench.look(101, 1), Some((1, 10)));
}

#[test]
fn it_counts_while_the_market_is_open_only() {
    let mut bench = Bench::live();
    let minute = 60;
    bench.hear(0);
    // 15:29:55: five seconds before the close.
    let close = 330 * minute;
    bench.hear(close - 5);
    assert_eq!(bench.look(close - 1, 1), None);
    assert_eq!(bench.look(close, 1), None);
    assert_eq!(bench.look(close + 3_600, 1), None);
    // Monday, nine o'clock: the limit counts from then on.
    let monday = 3 * 86_400 - 3_600;
    assert_eq!(bench.look(monday - 1, 1), None);
    assert_eq!(bench.look(monday, 1), None);
    assert_eq!(bench.look(monday + 9, 1), None);
    let (told, quiet) = bench.look(monday + 10, 1).unwrap();
    assert_eq!((told, quiet), (1, monday + 15 - close));
}

#[test]
fn it_is_looked_at_while_there_is_a_reason() {
    let mut silences = Silences::new(&StalenessLimits::none());
    silences.live(0, 1, mono(0));
    assert_eq!(silences.next_deadline(), None, "nothing is watched");
    let mut silences = Silences::new(&StalenessLimits::default());
    assert_eq!(silences.next_deadline(), None, "nothing is live");
    silences.live(0, 1, mono(0));
    let first = silences.next_deadline().unwrap();
    assert_eq!(first, mono(0).after(EVERY));
    // Answers to later subscriptions don't put it off.
    silences.live(0, 1, mono(0).after(EVERY / 2));
    assert_eq!(silences.next_deadline(), Some(first));
    silences.end(first, false);
    let soon = silences.next_deadline().unwrap();
    assert!(soon > first && soon < first.after(EVERY));
    silences.end(soon, true);
    let next = silences.next_deadline().unwrap();
    assert!(next > soon && next <= soon.after(EVERY));
    silences.stopped(0);
    assert_eq!(silences.next_deadline(), None);
}

#[derive(Clone, Copy, Debug)]
enum Step {
    /// So many seconds pass, each with a look.
    Pass(u64),
    Hear,
    /// Lost, and restored so many seconds later.
    Lose(u64),
    /// Another strategy wants it, or doesn't any more.
    Toggle(u32),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (1_u64..25).prop_map(Step::Pass),
        4 => Just(Step::Hear),
        1 => (0_u64..30).prop_map(Step::Lose),
        2 => (0_u32..3).prop_map(Step::Toggle),
    ];
    prop::collection::vec(step, 0..80)
}

proptest! {
    /// Against a model that keeps every record's time and says what each
    /// strategy must know.
    #[test]
    fn each_strategy_knows_what_is_so(steps in steps()) {
        let mut bench = Bench::live();
        let mut second = 0;
        let mut readers = 1_u64;
        // When it was heard last on this link, or begun to be waited for.
        let mut last: Option<u64> = None;
        // When looking began: the market is open all the time.
        let mut began: Option<u64> = None;
        let mut knows = [false; 3];
        for step in steps {
            match step {
                Step::Pass(passed) => for _ in 0..passed {
                    second += 1;
                    let told = bench.look(second, readers).map_or(0, |(told, _)| told);
                    let since = *began.get_or_insert(second);
                    let waited_from = *last.get_or_insert(second);
                    let stale = second - waited_from.max(since) >= LIMIT;
                    for (at, knows) in knows.iter_mut().enumerate() {
                        let reads = readers & 1 << at != 0;
                        let expected = stale && reads && !*knows;
                        prop_assert_eq!(told & 1 << at != 0, expected);
                        *knows |= expected;
                    }
                },
                Step::Hear => {
                    let told = bench.hear(second).map_or(0, |(told, _)| told);
                    last = Some(second);
                    for (at, knows) in knows.iter_mut().enumerate() {
                        prop_assert_eq!(told & 1 << at != 0, *knows);
                        *knows = false;
                    }
                }
                Step::Lose(passed) => {
                    bench.down();
                    second += passed;
                    bench.silences.live(0, 2, mono(second));
                    last = None;
                    knows = [false; 3];
                }
                Step::Toggle(at) => {
                    readers ^= 1 << at;
                    if readers & 1 << at == 0 {
                        bench.silence.left(1 << at);
                        knows[at as usize] = false;
                    }
                }
            }
        }
    }
}
