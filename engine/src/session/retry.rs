//! When to try again after a link was lost or did not come up.

use super::random::Random;
use super::settings::SessionSettings;
use crate::Mono;
use std::collections::VecDeque;
use std::time::Duration;

/// The windows that connects and takeovers are counted in.
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);

/// The memory behind the waits: how often it failed, and when it connected.
#[derive(Debug)]
pub(super) struct Retry {
    random: Random,
    /// Attempts and links that ended since a link last lasted.
    failures: u32,
    /// The last connects, oldest first: as many as a minute may have.
    connects: VecDeque<Mono>,
    /// The last times that the place was taken back, likewise by the hour.
    takeovers: VecDeque<Mono>,
}

impl Retry {
    pub(super) const fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            failures: 0,
            connects: VecDeque::new(),
            takeovers: VecDeque::new(),
        }
    }

    /// How long to wait from `now` on, at least `least`. Each call counts as a
    /// failure.
    pub(super) fn wait(
        &mut self,
        now: Mono,
        settings: &SessionSettings,
        least: Duration,
    ) -> Duration {
        let ceiling = ceiling(settings, self.failures);
        let half = ceiling / 2;
        let drawn = half + self.random.up_to(half);
        self.failures = self.failures.saturating_add(1);
        // The next connect makes one more: the oldest must be a minute old.
        let room = match self.connects.front() {
            Some(oldest) if is_full(&self.connects, settings.connects_per_minute) => {
                oldest.after(MINUTE).since(now)
            }
            _ => Duration::ZERO,
        };
        // Rounded up to what a deadline can tell from `now`.
        drawn.max(room).max(least).max(Duration::from_nanos(1))
    }

    /// A link lasted: the next wait is short again.
    pub(super) const fn lasted(&mut self) {
        self.failures = 0;
    }

    /// A connect begins.
    pub(super) fn connects(&mut self, now: Mono, settings: &SessionSettings) {
        push(
            &mut self.connects,
            now,
            settings.connects_per_minute,
            MINUTE,
        );
    }

    /// Whether the place may be taken back from another session; counts it.
    pub(super) fn takes_over(&mut self, now: Mono, settings: &SessionSettings) -> bool {
        let most = settings.takeovers_per_hour;
        let spent = is_full(&self.takeovers, most)
            && self
                .takeovers
                .front()
                .is_none_or(|oldest| now < oldest.after(HOUR));
        if !spent {
            push(&mut self.takeovers, now, most, HOUR);
        }
        !spent
    }
}

/// The longest wait after so many failures: it doubles up to the cap.
fn ceiling(settings: &SessionSettings, failures: u32) -> Duration {
    let factor = 1_u32.checked_shl(failures).unwrap_or(u32::MAX);
    let doubled = settings.backoff_base.saturating_mul(factor);
    doubled.min(settings.backoff_cap)
}

fn is_full(times: &VecDeque<Mono>, most: u32) -> bool {
    times.len() >= most as usize
}

/// Keeps the last `most` times, and none that is older than the window.
fn push(times: &mut VecDeque<Mono>, now: Mono, most: u32, window: Duration) {
    let is_over = |times: &VecDeque<Mono>| {
        is_full(times, most) || times.front().is_some_and(|it| it.after(window) <= now)
    };
    while is_over(times) && times.pop_front().is_some() {}
    times.push_back(now);
}

#[cfg(test)]
mod tests {
    use super::{Retry, ceiling};
    use crate::Mono;
    use crate::session::SessionSettings;
    use std::time::Duration;

    const fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[test]
    fn ceilings_double_up_to_the_cap() {
        let settings = SessionSettings::default();
        let table = [
            (0, 200),
            (1, 400),
            (2, 800),
            (3, 1_600),
            (4, 3_200),
            (5, 6_400),
            (6, 12_800),
            (7, 25_600),
            (8, 30_000),
            (9, 30_000),
            (31, 30_000),
            (32, 30_000),
            (u32::MAX, 30_000),
        ];
        for (failures, wanted) in table {
            assert_eq!(ceiling(&settings, failures), ms(wanted), "{failures}");
        }
        let long = SessionSettings {
            backoff_base: Duration::MAX,
            backoff_cap: Duration::MAX,
            ..SessionSettings::default()
        };
        assert_eq!(ceiling(&long, 5), Duration::MAX);
    }

    #[test]
    fn waits_lie_in_the_upper_half_and_fill_it() {
        let settings = SessionSettings {
            connects_per_minute: 1000,
            ..SessionSettings::default()
        };
        let (mut low, mut high) = (Duration::MAX, Duration::ZERO);
        for seed in 0..2000 {
            let mut retry = Retry::new(seed);
            for failures in 0..12 {
                let most = ceiling(&settings, failures);
                let wait = retry.wait(Mono::ZERO, &settings, Duration::ZERO);
                assert!(wait >= most / 2 && wait <= most, "{failures}: {wait:?}");
            }
            let wait = retry.wait(Mono::ZERO, &settings, Duration::ZERO);
            (low, high) = (low.min(wait), high.max(wait));
            retry.lasted();
            assert!(retry.wait(Mono::ZERO, &settings, Duration::ZERO) <= ms(200));
            assert!(retry.wait(Mono::ZERO, &settings, ms(30_000)) == ms(30_000));
        }
        assert!(low < ms(15_100) && high > ms(29_900), "{low:?} to {high:?}");
    }

    #[test]
    fn a_minute_has_so_many_connects() {
        let settings = SessionSettings {
            backoff_cap: ms(1),
            connects_per_minute: 3,
            ..SessionSettings::default()
        };
        let mut retry = Retry::new(5);
        let mut now = Mono::from_nanos(7);
        let mut times = Vec::new();
        for _ in 0..20 {
            retry.connects(now, &settings);
            times.push(now);
            now = now.after(retry.wait(now, &settings, Duration::ZERO));
        }
        for (early, late) in times.iter().zip(&times[3..]) {
            assert!(late.since(*early) >= ms(60_000));
        }
        // And no fewer than may be.
        assert!(times[19].since(times[0]) < ms(6 * 60_000 + 100));
    }

    #[test]
    fn an_hour_has_so_many_takeovers() {
        let settings = SessionSettings {
            takeovers_per_hour: 2,
            ..SessionSettings::default()
        };
        let mut retry = Retry::new(5);
        let at = |minutes: u64| Mono::ZERO.after(ms(minutes * 60_000));
        let mut takes = |minutes| retry.takes_over(at(minutes), &settings);
        assert!(takes(0) && takes(10));
        assert!(!takes(20) && !takes(59));
        assert!(takes(60) && !takes(69) && takes(70) && !takes(71));

        let none = SessionSettings {
            takeovers_per_hour: 0,
            ..SessionSettings::default()
        };
        assert!(!Retry::new(5).takes_over(Mono::ZERO, &none));
    }

    #[test]
    fn what_is_over_is_forgotten_where_nothing_is_limited() {
        let settings = SessionSettings {
            connects_per_minute: u32::MAX,
            takeovers_per_hour: u32::MAX,
            ..SessionSettings::default()
        };
        let mut retry = Retry::new(5);
        for second in 0..10_000 {
            let now = Mono::ZERO.after(ms(second * 1_000));
            retry.connects(now, &settings);
            assert!(retry.takes_over(now, &settings));
        }
        assert_eq!((retry.connects.len(), retry.takeovers.len()), (60, 3_600));
    }
}
