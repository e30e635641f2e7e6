//! The kernel's clock and memory, and what it lets this process have.

use super::Needs;
use super::host::Host;
use super::report::Finding;

pub(super) fn look(host: &Host, needs: &Needs) -> Vec<Finding> {
    vec![
        clock_source(host),
        huge_pages(host),
        swap(host),
        balancing(host),
        memory(host, needs),
        locked(host, needs),
        files(host, needs),
    ]
}

fn clock_source(host: &Host) -> Finding {
    let what = "clock source";
    let folder = "sys/devices/system/clocksource/clocksource0";
    let Some(current) = host.read(&format!("{folder}/current_clocksource")) else {
        return Finding::unknown(what, "the kernel doesn't tell");
    };
    let available = host.read(&format!("{folder}/available_clocksource"));
    let has = |name: &str| {
        available
            .as_deref()
            .unwrap_or("")
            .split(' ')
            .any(|it| it == name)
    };
    match current.as_str() {
        // Those that are read without a system call.
        "tsc" | "kvm-clock" | "hyperv_clocksource_tsc_page" | "arch_sys_counter" => {
            Finding::good(what, current)
        }
        _ if has("tsc") => Finding::better(
            what,
            format!("{current}: each look at the clock is a system call"),
            format!("echo tsc | sudo tee /{folder}/current_clocksource"),
        ),
        _ => Finding::better(
            what,
            format!("{current}: each look at the clock is a system call"),
            "see in the kernel's log why tsc isn't used: sudo dmesg | grep -i tsc",
        ),
    }
}

/// The choice that stands in brackets.
fn chosen(text: &str) -> Option<&str> {
    Some(text.split_once('[')?.1.split_once(']')?.0)
}

fn huge_pages(host: &Host) -> Finding {
    let what = "huge pages";
    let path = "sys/kernel/mm/transparent_hugepage/enabled";
    let text = host.read(path);
    match text.as_deref().and_then(chosen) {
        None => Finding::unknown(
            what,
            "the kernel has no transparent huge pages, or doesn't tell",
        ),
        Some("always") => Finding::better(
            what,
            "always: the kernel may stop a thread to move its memory together",
            format!("echo madvise | sudo tee /{path}"),
        ),
        Some(other) => Finding::good(what, other),
    }
}

fn swap(host: &Host) -> Finding {
    let what = "swap";
    match host.read("proc/swaps") {
        None => Finding::unknown(what, "the kernel doesn't tell"),
        Some(text) if text.lines().count() > 1 => Finding::better(
            what,
            "on: memory that was idle for a while comes back from a disk",
            "sudo swapoff -a, and take it out of /etc/fstab",
        ),
        Some(_) => Finding::good(what, "off"),
    }
}

fn balancing(host: &Host) -> Finding {
    let what = "NUMA balancing";
    match host.number("proc/sys/kernel/numa_balancing") {
        None => Finding::good(what, "the kernel has none"),
        Some(0) => Finding::good(what, "off"),
        Some(_) => Finding::better(
            what,
            "on: pages are taken away for a moment to see who uses them",
            "sudo sysctl -w kernel.numa_balancing=0",
        ),
    }
}

/// So many MiB, rounded up.
const fn mib(bytes: u64) -> u64 {
    bytes.div_ceil(1 << 20)
}

fn memory(host: &Host, needs: &Needs) -> Finding {
    let what = "memory";
    let text = host.field("proc/meminfo", "MemAvailable");
    let kib = text.and_then(|text| text.strip_suffix(" kB")?.trim().parse::<u64>().ok());
    let Some(free) = kib.map(|kib| kib << 10) else {
        return Finding::unknown(what, "the kernel doesn't tell how much is free");
    };
    let found = format!("{} MiB free, {} MiB needed", mib(free), mib(needs.memory));
    match free < needs.memory {
        true => Finding::wrong(
            what,
            found,
            "make the rings (ring_kib) or shares (records) smaller, or free some",
        ),
        false => Finding::good(what, found),
    }
}

/// A limit of this process: `None` where it can't be read, `u64::MAX` for none.
fn limit(host: &Host, name: &str) -> Option<u64> {
    let text = host.read("proc/self/limits")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    match line.split_whitespace().next()? {
        "unlimited" => Some(u64::MAX),
        number => number.parse().ok(),
    }
}

fn locked(host: &Host, needs: &Needs) -> Finding {
    let what = "locked memory";
    match limit(host, "Max locked memory") {
        None => Finding::unknown(what, "the limit can't be read"),
        Some(u64::MAX) => Finding::good(what, "no limit"),
        Some(most) if most >= needs.memory.max(64 << 20) => {
            Finding::good(what, format!("up to {} MiB", mib(most)))
        }
        Some(most) => Finding::better(
            what,
            format!(
                "up to {} KiB: too little for a program that locks its memory; the engine itself \
                 locks none",
                most >> 10
            ),
            "LimitMEMLOCK=infinity in the unit, or ulimit -l unlimited",
        ),
    }
}

fn files(host: &Host, needs: &Needs) -> Finding {
    let what = "open files";
    match limit(host, "Max open files") {
        None => Finding::unknown(what, "the limit can't be read"),
        Some(u64::MAX) => Finding::good(what, "no limit"),
        Some(most) if most >= needs.files => Finding::good(what, format!("up to {most}")),
        Some(most) => Finding::wrong(
            what,
            format!("up to {most}, and some {} are needed", needs.files),
            "LimitNOFILE=4096 in the unit, or ulimit -n 4096",
        ),
    }
}
