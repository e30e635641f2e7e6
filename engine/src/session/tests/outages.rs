//! Outage after outage, on a clock of its own: a session against a world in
//! which tokens, names, connects, logins and links fail at random times, while
//! subscriptions come and go. Each seed is one schedule of faults.
//!
//! What must hold at every moment is asserted in `promises`; `world` is what
//! the session meets.

mod promises;
mod world;

use super::model::Random;
use std::time::Duration;
use world::World;

/// Schedules of a normal run. The environment variable `KIWOOM_SCHEDULES` sets
/// another number.
const SCHEDULES: u64 = 10_000;

/// What the schedules came to, all together: without it, nobody would notice
/// that faults had stopped happening.
#[derive(Debug, Default)]
struct Totals {
    connects: u64,
    ups: u64,
    restored: u64,
    /// Downs of links that had been restored.
    outages: u64,
    /// Downs of attempts.
    failed_attempts: u64,
    stopped_early: u64,
    takeovers: u64,
    fresh_tokens: u64,
    resets: u64,
    paced: u64,
}

#[test]
fn ten_thousand_schedules_of_faults_hold_every_promise() {
    let schedules = std::env::var("KIWOOM_SCHEDULES")
        .ok()
        .and_then(|number| number.parse().ok())
        .unwrap_or(SCHEDULES);
    let mut totals = Totals::default();
    for seed in 0..schedules {
        let run = std::panic::AssertUnwindSafe(|| simulate(seed, &mut totals));
        assert!(std::panic::catch_unwind(run).is_ok(), "seed {seed}");
    }
    println!("{schedules} schedules: {totals:#?}");
    let each = [
        ("connects", totals.connects, 4),
        ("ups", totals.ups, 2),
        ("restored", totals.restored, 2),
        ("outages", totals.outages, 1),
        ("failed attempts", totals.failed_attempts, 2),
    ];
    for (name, count, least) in each {
        assert!(count >= least * schedules, "{name}: {count}");
    }
    let now_and_then = [
        ("stopped early", totals.stopped_early),
        ("takeovers", totals.takeovers),
        ("fresh tokens", totals.fresh_tokens),
        ("resets", totals.resets),
        ("paced", totals.paced),
    ];
    for (name, count) in now_and_then {
        assert!(count >= schedules / 100, "{name}: {count}");
    }
}

fn simulate(seed: u64, totals: &mut Totals) {
    let mut random = Random::new(seed ^ 0x0u64.wrapping_sub(0x5eed));
    let faulty = random.up_to(Duration::from_secs(300));
    let stop_at = random.percent(5).then(|| random.up_to(faulty));
    let mut world = World::new(seed);
    world.start();
    if let Some(at) = stop_at {
        world.run(at);
        world.stop();
    } else {
        world.run(faulty);
        world.calm_down();
        world.run_until_live();
        // Whatever failed before, the next link has all that is wanted.
        world.lose_link();
        world.run_until_live();
        world.check_restored();
        world.stop();
    }
    world.check_stopped();
    world.count(totals);
}
