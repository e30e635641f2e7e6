//! What was done, as a table.

use super::drive::{Course, Recovery};
use super::process::Held;
use super::strategies::Ended;
use std::io::{self, Write};

pub(crate) fn faults(out: &mut impl Write, course: &Course) -> io::Result<()> {
    writeln!(out, "{:<30} {:>6}", "fault", "times")?;
    for (words, count) in &course.faults {
        writeln!(out, "{words:<30} {count:>6}")?;
    }
    let all: u64 = course.faults.values().sum();
    writeln!(out, "{:<30} {all:>6}\n", "all")
}

pub(crate) fn strategies(out: &mut impl Write, readers: &[Ended]) -> io::Result<()> {
    writeln!(
        out,
        "{:<11} {:<15} {:>10} {:>8} {:>7} {:>10} {:>8} {:>7} {:>11}",
        "strategy",
        "overflow",
        "records",
        "lost",
        "gaps",
        "conflated",
        "outages",
        "epochs",
        "waited, ms"
    )?;
    for reader in readers {
        let ledger = &reader.ledger;
        let counts = ledger.counts.unwrap_or_default();
        writeln!(
            out,
            "{:<11} {:<15} {:>10} {:>8} {:>7} {:>10} {:>8} {:>7} {:>11}",
            ledger.name,
            reader.policy,
            ledger.records,
            ledger.lost,
            ledger.gaps,
            counts.conflated,
            ledger.outages,
            ledger.epoch,
            counts.blocked_ns / 1_000_000
        )?;
    }
    writeln!(out)
}

pub(crate) fn course(out: &mut impl Write, course: &Course, took: f64) -> io::Result<()> {
    writeln!(out, "{took:.0} s with the warm-up")?;
    writeln!(
        out,
        "sessions compared to the element: {} ({} elements were sent)",
        course.exact, course.exact_elements
    )?;
    let (got, sent) = course.bounded_elements;
    writeln!(
        out,
        "sessions with bounds only, since they ended with a reset or broken protocol: {} ({got} of {sent} elements)",
        course.bounded
    )?;
    let Recovery { took, words, told } = &course.slowest;
    writeln!(
        out,
        "longest from a fault to a live link: {:.1} s, of {words}: {}",
        took.as_secs_f64(),
        match told.is_empty() {
            true => "it stayed up",
            false => told,
        }
    )?;
    match course.memory.growth() {
        Some(it) => writeln!(
            out,
            "memory: {:.1} MB after the warm-up, {:.1} MB at the end; {:+.2} MB an hour over the second half ({} samples): {:+.2} MB, at most {:.2} are borne",
            it.first,
            it.last,
            it.slope,
            it.samples,
            it.slope * it.hours,
            it.limit()
        ),
        None => writeln!(
            out,
            "memory: not judged (too short, or this system doesn't tell)"
        ),
    }
}

pub(crate) fn held(
    out: &mut impl Write,
    before: Option<Held>,
    after: Option<Held>,
) -> io::Result<()> {
    match (before, after) {
        (Some((threads, files)), Some((threads_now, files_now))) => writeln!(
            out,
            "threads: {threads} before, {threads_now} after; descriptors: {files} before, {files_now} after"
        ),
        _ => writeln!(
            out,
            "threads and descriptors: not judged (this system doesn't tell)"
        ),
    }
}
