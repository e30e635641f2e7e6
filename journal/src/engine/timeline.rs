//! One clock over all runs of a recorder.

/// The recorded monotonic stamps as one clock that goes on from one run to the
/// next, by what the wall clock showed.
#[derive(Default)]
pub(super) struct Timeline {
    /// When the run began that the last stamp is of, where that is known.
    run_ns: Option<u64>,
    /// The last stamp, and the wall clock then; 0 where nobody knows.
    last: Option<(u64, u64)>,
    /// Added to the stamps of this run.
    shift: u64,
}

impl Timeline {
    /// What was stamped `mono_ns` in this run, at this time on the wall clock.
    ///
    /// Within a run stamps keep their distances, also where those of several
    /// threads are in disorder. A run that isn't known is another one where its
    /// stamps go back.
    pub(super) fn at(&mut self, run_ns: Option<u64>, mono_ns: u64, wall_ns: u64) -> u64 {
        let mut now = mono_ns.wrapping_add(self.shift);
        if let Some((last, last_wall)) = self.last {
            let is_same = match (run_ns, self.run_ns) {
                (Some(this), Some(last)) => this == last,
                _ => now >= last,
            };
            if !is_same {
                let passed = match (wall_ns, last_wall) {
                    (0, _) | (_, 0) => 0,
                    _ => wall_ns.saturating_sub(last_wall),
                };
                now = last.saturating_add(passed);
                self.shift = now.wrapping_sub(mono_ns);
            }
        }
        self.run_ns = run_ns.or(self.run_ns);
        self.last = Some((now, wall_ns));
        now
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_on_from_one_run_to_the_next() {
        let mut timeline = Timeline::default();
        assert_eq!(timeline.at(Some(1), 1_000, 50_000), 1_000);
        assert_eq!(timeline.at(Some(1), 1_200, 50_200), 1_200);
        // The program was started anew, 10,000 ns later.
        assert_eq!(timeline.at(Some(2), 5, 60_200), 11_200);
        assert_eq!(timeline.at(Some(2), 105, 60_300), 11_300);
        // And again; the clock on the wall was set back.
        assert_eq!(timeline.at(Some(3), 7, 10), 11_300);
        assert_eq!(timeline.at(Some(3), 9, 12), 11_302);
        // A run whose origin is earlier.
        assert_eq!(timeline.at(Some(4), 900_000, 20), 11_310);
        // Nothing says when that was.
        assert_eq!(timeline.at(Some(5), 3, 0), 11_310);
        assert_eq!(timeline.at(Some(6), 1, 90_000), 11_310);
    }

    #[test]
    fn disorder_within_a_run_moves_nothing() {
        let mut timeline = Timeline::default();
        for _ in 0..1_000 {
            assert_eq!(timeline.at(Some(1), 1_000, 50_000), 1_000);
            assert_eq!(timeline.at(Some(1), 900, 49_900), 900);
        }
    }

    #[test]
    fn a_run_that_is_not_known_is_told_by_its_stamps() {
        let mut timeline = Timeline::default();
        assert_eq!(timeline.at(Some(1), 1_000, 50_000), 1_000);
        // A segment of it whose header is damaged.
        assert_eq!(timeline.at(None, 1_100, 0), 1_100);
        assert_eq!(timeline.at(Some(1), 1_200, 50_200), 1_200);
        // One of another run.
        assert_eq!(timeline.at(None, 10, 60_200), 11_200);
        assert_eq!(timeline.at(Some(2), 20, 60_210), 11_210);
    }
}
