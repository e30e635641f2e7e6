//! The card that leads to the server: its queues and interrupts.

use super::Needs;
use super::host::{Host, list};
use super::report::Finding;

pub(super) fn look(host: &Host, needs: &Needs) -> Vec<Finding> {
    let Some(card) = default_route(host) else {
        return vec![
            Finding::unknown("network card", "there is no default route"),
            busy_poll(host),
        ];
    };
    vec![
        queues(host, &card),
        interrupts(host, &card, needs),
        busy_poll(host),
    ]
}

/// The card that the default route goes through.
fn default_route(host: &Host) -> Option<String> {
    let routes = host.read("proc/net/route")?;
    routes.lines().find_map(|line| {
        let mut columns = line.split_whitespace();
        let (card, to) = (columns.next()?, columns.next()?);
        (to == "00000000").then(|| card.to_owned())
    })
}

fn queues(host: &Host, card: &str) -> Finding {
    let what = "network card";
    let names = host.names(&format!("sys/class/net/{card}/queues"));
    let of = |kind: &str| names.iter().filter(|name| name.starts_with(kind)).count();
    match (of("rx-"), of("tx-")) {
        (0, 0) => Finding::unknown(what, format!("{card}: its queues can't be read")),
        (rx, tx) => Finding::good(
            what,
            format!("{card}: {rx} queues to receive, {tx} to send"),
        ),
    }
}

/// Whether the card's interrupts stay away from the pinned processors.
fn interrupts(host: &Host, card: &str, needs: &Needs) -> Finding {
    let what = "interrupts";
    let table = host.read("proc/interrupts").unwrap_or_default();
    // `24:  10  0  PCI-MSI 1-edge  eth0-rx-0`
    let is_name = |word: &str| {
        word == card
            || word
                .strip_prefix(card)
                .is_some_and(|it| it.starts_with(['-', ':', '@']))
    };
    let numbers = table.lines().filter_map(|line| {
        let (number, rest) = line.trim_start().split_once(':')?;
        rest.split_whitespace().any(is_name).then_some(number)
    });
    let mut known = 0;
    let mut on_pins = Vec::new();
    for number in numbers {
        let path = format!("proc/irq/{number}/smp_affinity_list");
        if let Some(may) = host.processors(&path) {
            known += 1;
            if may.iter().any(|it| needs.pins.contains(it)) {
                on_pins.push(number);
            }
        }
    }
    if known == 0 {
        return Finding::unknown(what, format!("which interrupts are {card}'s can't be read"));
    }
    if on_pins.is_empty() {
        let of = format!("none of {card}'s {known} may come on a pinned processor");
        return Finding::good(what, of);
    }
    let online = host
        .processors("sys/devices/system/cpu/online")
        .unwrap_or_default();
    let others: Vec<usize> = online
        .into_iter()
        .filter(|it| !needs.pins.contains(it))
        .collect();
    let others = if others.is_empty() {
        "LIST".to_owned()
    } else {
        list(&others)
    };
    let commands = on_pins
        .iter()
        .map(|number| format!("echo {others} | sudo tee /proc/irq/{number}/smp_affinity_list"));
    Finding::better(
        what,
        format!(
            "{} of {card}'s {known} may come on a pinned processor",
            on_pins.len()
        ),
        format!(
            "sudo systemctl stop irqbalance; {}",
            commands.collect::<Vec<_>>().join("; ")
        ),
    )
}

fn busy_poll(host: &Host) -> Finding {
    let what = "busy poll";
    let of = |name: &str| host.number(&format!("proc/sys/net/core/{name}"));
    match (of("busy_poll"), of("busy_read")) {
        (Some(poll), Some(read)) if poll > 0 && read > 0 => {
            Finding::good(what, format!("on: {poll} µs in poll, {read} µs in read"))
        }
        (Some(_), Some(_)) => Finding::better(
            what,
            "off: the kernel waits for the card's interrupt",
            "where a processor is to spare, and the card can: sudo sysctl -w net.core.busy_poll=50 \
             net.core.busy_read=50",
        ),
        _ => Finding::unknown(what, "the kernel doesn't tell"),
    }
}
