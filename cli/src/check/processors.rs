//! The processors: which there are, which are kept free, how fast they run.

use super::Needs;
use super::host::{Host, list};
use super::report::Finding;
use kiwoom_engine::decode::DecoderPath;

const CPU: &str = "sys/devices/system/cpu";

pub(super) fn look(host: &Host, needs: &Needs) -> Vec<Finding> {
    vec![
        allowed(host, needs),
        pins(needs),
        isolated(host, needs),
        ticks(host, needs),
        governor(host, needs),
        siblings(host, needs),
        decoder(),
    ]
}

/// Those among these that aren't in a list.
fn missing(from: &[usize], these: &[usize]) -> Vec<usize> {
    these
        .iter()
        .copied()
        .filter(|it| !from.contains(it))
        .collect()
}

fn allowed(host: &Host, needs: &Needs) -> Finding {
    let what = "processors";
    let text = host.field("proc/self/status", "Cpus_allowed_list");
    let Some(may) = text.and_then(|text| super::host::processors(&text)) else {
        return Finding::unknown(what, "which of them this process may use can't be read");
    };
    let not = missing(&may, &needs.pins);
    if not.is_empty() {
        return Finding::good(what, format!("this process may use {}", list(&may)));
    }
    Finding::wrong(
        what,
        format!(
            "threads are pinned to {}, and this process may use {}",
            list(&not),
            list(&may)
        ),
        "pin them to others (io.pins, strategies.NAME.pin), or let it use those (AllowedCPUs= of \
         the unit, --cpuset-cpus of the container, taskset)",
    )
}

fn pins(needs: &Needs) -> Finding {
    let what = "pins";
    let (spinning, pinned) = needs.spinning;
    let mut once = needs.pins.clone();
    once.dedup();
    if once.len() < needs.pins.len() {
        let found = format!("several threads share a processor: {}", list(&once));
        return Finding::better(what, found, "give each a processor of its own");
    }
    match needs.pins.is_empty() {
        _ if pinned < spinning => Finding::better(
            what,
            format!("of {spinning} threads that look all the time {pinned} are pinned"),
            "pin each to a processor of its own (io.pins, strategies.NAME.pin), or let it sleep \
             (wait)",
        ),
        true => Finding::good(what, "no thread is pinned, and none looks all the time"),
        false => Finding::good(what, format!("threads are pinned to {}", list(&once))),
    }
}

/// Whether the pinned processors are in a list of the kernel's.
fn kept(what: &'static str, found: &[usize], needs: &Needs, advice: &str) -> Finding {
    let not = missing(found, &needs.pins);
    match (found.is_empty(), needs.pins.is_empty()) {
        (true, _) => Finding::better(what, "none", advice),
        (false, true) => Finding::better(
            what,
            format!("{}, and no thread is pinned there", list(found)),
            "set io.pins and strategies.NAME.pin",
        ),
        _ if not.is_empty() => Finding::good(what, list(found)),
        _ => Finding::better(
            what,
            format!("{}, but threads are pinned to {}", list(found), list(&not)),
            advice,
        ),
    }
}

/// The processors that advice is for.
fn for_whom(needs: &Needs) -> String {
    match needs.pins.is_empty() {
        true => "LIST".to_owned(),
        false => list(&needs.pins),
    }
}

fn isolated(host: &Host, needs: &Needs) -> Finding {
    let what = "isolated";
    let Some(found) = host.processors(&format!("{CPU}/isolated")) else {
        return Finding::unknown(what, "the kernel doesn't tell");
    };
    let advice = format!(
        "add isolcpus=managed_irq,domain,{} to the kernel's command line, and start it anew",
        for_whom(needs)
    );
    kept(what, &found, needs, &advice)
}

fn ticks(host: &Host, needs: &Needs) -> Finding {
    let what = "without ticks";
    // Without the feature there is no file; with none it says "(null)".
    let Some(text) = host.read(&format!("{CPU}/nohz_full")) else {
        return Finding::unknown(
            what,
            "the kernel was built without nohz_full, or doesn't tell",
        );
    };
    let found = super::host::processors(&text).unwrap_or_default();
    let advice = format!(
        "add nohz_full={0} rcu_nocbs={0} to the kernel's command line, and start it anew",
        for_whom(needs)
    );
    kept(what, &found, needs, &advice)
}

/// The processors that matter: the pinned ones, or all.
fn chosen(host: &Host, needs: &Needs) -> Vec<usize> {
    match needs.pins.is_empty() {
        true => host
            .processors(&format!("{CPU}/online"))
            .unwrap_or_default(),
        false => needs.pins.clone(),
    }
}

fn governor(host: &Host, needs: &Needs) -> Finding {
    let what = "governor";
    let of = |cpu: &usize| host.read(&format!("{CPU}/cpu{cpu}/cpufreq/scaling_governor"));
    let mut found: Vec<String> = chosen(host, needs).iter().filter_map(of).collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [] => Finding::unknown(what, "none here: a virtual machine's host decides"),
        [only] if only == "performance" => Finding::good(what, only),
        some => Finding::better(
            what,
            some.join(", "),
            "sudo cpupower frequency-set -g performance",
        ),
    }
}

fn siblings(host: &Host, needs: &Needs) -> Finding {
    let what = "siblings";
    if needs.pins.is_empty() {
        return Finding::good(what, "no thread is pinned: none shares a core with another");
    }
    let mut known = false;
    let mut shared = Vec::new();
    for pin in &needs.pins {
        let path = format!("{CPU}/cpu{pin}/topology/thread_siblings_list");
        if let Some(all) = host.processors(&path) {
            known = true;
            shared.extend(all.into_iter().filter(|it| it != pin));
        }
    }
    shared.sort_unstable();
    shared.dedup();
    match (known, shared.as_slice()) {
        (false, _) => Finding::unknown(what, "which processors share a core can't be read"),
        (true, []) => Finding::good(what, "the pinned processors share their cores with none"),
        (true, some) => Finding::better(
            what,
            format!(
                "the pinned processors share their cores with {}",
                list(some)
            ),
            format!(
                "switch those off: {}, or all of them: echo off | sudo tee \
                 /{CPU}/smt/control",
                some.iter()
                    .map(|it| format!("echo 0 | sudo tee /{CPU}/cpu{it}/online"))
                    .collect::<Vec<_>>()
                    .join("; ")
            ),
        ),
    }
}

/// Of the processor that this runs on, whichever host is looked at.
fn decoder() -> Finding {
    let way = match kiwoom_engine::decoder_path() {
        DecoderPath::Avx512 => "AVX-512, which was quicker than AVX2 when both were tried",
        DecoderPath::Avx2 if DecoderPath::Avx512.is_available() => {
            "AVX2, which was quicker than AVX-512 when both were tried"
        }
        DecoderPath::Avx2 => "AVX2",
        _ => "any processor's instructions: one with AVX2 takes less than half the time",
    };
    Finding::good("decoder", format!("frames are decoded with {way}"))
}
