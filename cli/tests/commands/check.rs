//! `check`: verdicts over a host that this test makes up.

use super::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::PathBuf;
use tempfile::TempDir;

/// A host's files, all as they should be, for threads on 2 and 3 of 4 processors.
const GOOD: &[(&str, &str)] = &[
    ("proc/self/status", "Name:\tx\nCpus_allowed_list:\t0-3\n"),
    (
        "proc/self/limits",
        "Limit                     Soft Limit           Hard Limit           Units     \n\
         Max locked memory         unlimited            unlimited            bytes     \n\
         Max open files            1024                 524288               files     \n",
    ),
    (
        "proc/meminfo",
        "MemTotal:  16000000 kB\nMemAvailable:    8000000 kB\n",
    ),
    ("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n"),
    ("proc/sys/kernel/numa_balancing", "0\n"),
    ("proc/sys/net/core/busy_poll", "50\n"),
    ("proc/sys/net/core/busy_read", "50\n"),
    (
        "proc/net/route",
        "Iface\tDestination\tGateway\nlo\t0000007F\t0\neth0\t00000000\t0102A8C0\n",
    ),
    (
        "proc/interrupts",
        "           CPU0       CPU1\n  24:  10  0  PCI-MSI 1-edge  eth0-rx-0\n  25:  0  7  PCI-MSI 2-edge  eth0-tx-0\n  26:  0  7  PCI-MSI 2-edge  eth01\n NMI:  1  1  Non-maskable interrupts\n",
    ),
    ("proc/irq/24/smp_affinity_list", "0\n"),
    ("proc/irq/25/smp_affinity_list", "0-1\n"),
    ("proc/irq/26/smp_affinity_list", "0-3\n"),
    ("sys/class/net/eth0/queues/rx-0/x", ""),
    ("sys/class/net/eth0/queues/rx-1/x", ""),
    ("sys/class/net/eth0/queues/tx-0/x", ""),
    ("sys/devices/system/cpu/online", "0-3\n"),
    ("sys/devices/system/cpu/isolated", "2-3\n"),
    ("sys/devices/system/cpu/nohz_full", "2-3\n"),
    (
        "sys/devices/system/cpu/cpu2/cpufreq/scaling_governor",
        "performance\n",
    ),
    (
        "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor",
        "performance\n",
    ),
    (
        "sys/devices/system/cpu/cpu2/topology/thread_siblings_list",
        "2\n",
    ),
    (
        "sys/devices/system/cpu/cpu3/topology/thread_siblings_list",
        "3\n",
    ),
    (
        "sys/devices/system/clocksource/clocksource0/current_clocksource",
        "tsc\n",
    ),
    (
        "sys/devices/system/clocksource/clocksource0/available_clocksource",
        "tsc hpet\n",
    ),
    (
        "sys/kernel/mm/transparent_hugepage/enabled",
        "always [madvise] never\n",
    ),
    ("run/systemd/timesync/synchronized", ""),
];

/// What makes a line of that host worse: the file, its text, the line, the verdict,
/// and words of what is found or advised.
const WORSE: &[(&str, &str, &str, &str, &str)] = &[
    (
        "proc/self/status",
        "Cpus_allowed_list:\t0-2\n",
        "processors",
        "wrong",
        "pinned to 3",
    ),
    (
        "proc/self/limits",
        "Max locked memory 65536 65536 bytes\n",
        "locked memory",
        "could be better",
        "ulimit -l",
    ),
    (
        "proc/self/limits",
        "Max open files 10 10 files\n",
        "open files",
        "wrong",
        "ulimit -n",
    ),
    (
        "proc/meminfo",
        "MemAvailable: 1000 kB\n",
        "memory",
        "wrong",
        "1 MiB free",
    ),
    (
        "proc/swaps",
        "Filename\n/swap file 1 0 -2\n",
        "swap",
        "could be better",
        "swapoff",
    ),
    (
        "proc/sys/kernel/numa_balancing",
        "1\n",
        "NUMA balancing",
        "could be better",
        "kernel.numa_balancing=0",
    ),
    (
        "proc/sys/net/core/busy_poll",
        "0\n",
        "busy poll",
        "could be better",
        "net.core.busy_poll=50",
    ),
    (
        "proc/net/route",
        "Iface\tDestination\n",
        "network card",
        "unknown",
        "no default route",
    ),
    (
        "proc/irq/24/smp_affinity_list",
        "0-3\n",
        "interrupts",
        "could be better",
        "echo 0-1 | sudo tee /proc/irq/24/smp_affinity_list",
    ),
    ("proc/interrupts", "", "interrupts", "unknown", "eth0"),
    (
        "sys/devices/system/cpu/isolated",
        "\n",
        "isolated",
        "could be better",
        "isolcpus=managed_irq,domain,2-3",
    ),
    (
        "sys/devices/system/cpu/isolated",
        "3\n",
        "isolated",
        "could be better",
        "pinned to 2",
    ),
    (
        "sys/devices/system/cpu/nohz_full",
        "(null)\n",
        "without ticks",
        "could be better",
        "nohz_full=2-3 rcu_nocbs=2-3",
    ),
    (
        "sys/devices/system/cpu/cpu3/cpufreq/scaling_governor",
        "powersave\n",
        "governor",
        "could be better",
        "cpupower",
    ),
    (
        "sys/devices/system/cpu/cpu2/topology/thread_siblings_list",
        "0,2\n",
        "siblings",
        "could be better",
        "cpu0/online",
    ),
    (
        "sys/devices/system/clocksource/clocksource0/current_clocksource",
        "hpet\n",
        "clock source",
        "could be better",
        "echo tsc",
    ),
    (
        "sys/kernel/mm/transparent_hugepage/enabled",
        "[always] madvise never\n",
        "huge pages",
        "could be better",
        "echo madvise",
    ),
];

fn write(root: &TempDir, path: &str, text: &str) {
    let path = root.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn host() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in GOOD {
        write(&root, path, text);
    }
    write(
        &root,
        "kiwoom.toml",
        r#"
[endpoint]
server = "simulator"
[accounts.main]
token = { env = "KIWOOM_TOKEN" }
[io]
pins = [2]
wait = "busy_poll"
[strategies.maker]
pin = 3
[[strategies.maker.subscribe]]
types = ["trade"]
items = ["005930"]
"#,
    );
    root
}

fn config(root: &TempDir) -> PathBuf {
    root.path().join("kiwoom.toml")
}

/// `check` of that host, with these arguments: each line's verdict and words, and
/// the status.
fn check(root: &TempDir, arguments: &[&str]) -> (BTreeMap<String, (String, String)>, Option<i32>) {
    let all = [
        &["check", "--json", "--root", root.path().to_str().unwrap()],
        arguments,
    ]
    .concat();
    let output = output(&all);
    assert_eq!(text(&output.stderr), "");
    let lines: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let line = |line: &Value| {
        let of = |key: &str| line[key].as_str().unwrap_or("").to_owned();
        (
            of("what"),
            (of("verdict"), format!("{} {}", of("found"), of("advice"))),
        )
    };
    (lines.iter().map(line).collect(), output.status.code())
}

#[test]
fn a_host_in_order_is_good_in_every_line() {
    let root = host();
    let (lines, status) = check(&root, &["--config", config(&root).to_str().unwrap()]);
    for (what, (verdict, words)) in &lines {
        let wanted = if what == "clock offset" {
            "unknown"
        } else {
            "good"
        };
        assert_eq!(verdict, wanted, "{what}: {words}");
    }
    assert_eq!((lines.len(), status), (20, Some(0)));
    assert!(
        lines["network card"]
            .1
            .contains("2 queues to receive, 1 to send")
    );
    assert!(
        lines["configuration"]
            .1
            .contains("1 accounts, 1 strategies, 1 items")
    );
    assert!(lines["decoder"].1.contains("frames are decoded with"));
}

#[test]
fn each_line_tells_what_could_be_better_and_how() {
    for (path, text, what, verdict, words) in WORSE {
        let root = host();
        write(&root, path, text);
        let (lines, status) = check(&root, &["--config", config(&root).to_str().unwrap()]);
        let (found, said) = &lines[*what];
        assert_eq!(found, verdict, "{what}: {said}");
        assert!(said.contains(words), "{what}: {said}");
        assert_eq!(status, Some(i32::from(*verdict == "wrong")), "{what}");
    }
}

#[test]
fn a_host_that_tells_nothing_is_unknown() {
    let root = tempfile::tempdir().unwrap();
    let (lines, status) = check(&root, &[]);
    let unknown = lines
        .values()
        .filter(|(verdict, _)| verdict == "unknown")
        .count();
    assert_eq!(
        (lines.len(), unknown, status),
        (18, 13, Some(0)),
        "{lines:?}"
    );
}

#[test]
fn pins_that_could_be_better_are_told() {
    let root = host();
    let path = config(&root);
    let text = fs::read_to_string(&path).unwrap();
    for (from, to, words) in [
        ("pin = 3", "pin = 2", "share a processor"),
        (
            "pins = [2]",
            "",
            "of 1 threads that look all the time 0 are pinned",
        ),
    ] {
        fs::write(&path, text.replace(from, to)).unwrap();
        let (lines, status) = check(&root, &["--config", path.to_str().unwrap()]);
        let (verdict, said) = &lines["pins"];
        assert_eq!(
            (verdict.as_str(), status),
            ("could be better", Some(0)),
            "{said}"
        );
        assert!(said.contains(words), "{said}");
    }
}

#[cfg(unix)]
#[test]
fn files_with_secrets_are_their_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let root = host();
    let path = config(&root);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(
        &path,
        text.replace("env = \"KIWOOM_TOKEN\"", "file = \"token\""),
    )
    .unwrap();
    let arguments = ["--config", path.to_str().unwrap()];
    let (lines, status) = check(&root, &arguments);
    assert_eq!((lines["secrets"].0.as_str(), status), ("wrong", Some(1)));
    write(&root, "token", "CANARY");
    let token = root.path().join("token");
    for (mode, verdict) in [(0o644, "could be better"), (0o600, "good")] {
        fs::set_permissions(&token, fs::Permissions::from_mode(mode)).unwrap();
        let (lines, status) = check(&root, &arguments);
        assert_eq!((lines["secrets"].0.as_str(), status), (verdict, Some(0)));
        assert!(!lines["secrets"].1.contains("CANARY"));
    }
}

#[test]
fn a_configuration_that_is_wrong_has_a_status_of_its_own() {
    let root = host();
    let path = config(&root);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("pins", "pinz")).unwrap();
    let (lines, status) = check(&root, &["--config", path.to_str().unwrap()]);
    let (verdict, said) = &lines["configuration"];
    assert_eq!((verdict.as_str(), status), ("wrong", Some(78)));
    assert!(
        said.contains("kiwoom.toml:7:1: in io: unknown key \"pinz\""),
        "{said}"
    );
    assert!(said.contains("did you mean \"pins\"?"), "{said}");
}

#[test]
fn for_people_it_is_a_table() {
    let root = host();
    write(&root, "proc/swaps", "Filename\n/swap file 1 0 -2\n");
    let output = output(&["check", "--root", root.path().to_str().unwrap()]);
    let lines = good(&output);
    let swap = lines.iter().position(|it| it.contains("  swap  ")).unwrap();
    assert!(
        lines[swap].starts_with("could be better  swap "),
        "{}",
        lines[swap]
    );
    assert!(
        lines[swap + 1].trim().starts_with("-> sudo swapoff -a"),
        "{}",
        lines[swap + 1]
    );
}

/// Answers every request of a few connections with this date.
fn clock(date: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = [0; 4096];
            // One that has gone asks nothing.
            while matches!(stream.read(&mut request), Ok(1..)) {
                let head = format!("HTTP/1.1 404 Not Found\r\n{date}Content-Length: 0\r\n\r\n");
                if stream.write_all(head.as_bytes()).is_err() {
                    break;
                }
            }
        }
    });
    port
}

#[test]
fn the_clock_is_held_against_the_servers_when_told_to() {
    for (date, verdict, words) in [
        // A billion seconds after 1970, at ten in the morning there.
        (
            "Date: Sun, 09 Sep 2001 01:46:40 GMT\r\n",
            "wrong",
            "10:46:40 in Korea",
        ),
        ("Date: yesterday\r\n", "unknown", "can't be read"),
        ("", "unknown", "the answer has no date"),
    ] {
        let root = host();
        let path = config(&root);
        let text = fs::read_to_string(&path).unwrap();
        let server = format!("\"ws://127.0.0.1:{}/\"", clock(date));
        fs::write(&path, text.replace("\"simulator\"", &server)).unwrap();
        let arguments = ["--ask-time", "--config", path.to_str().unwrap()];
        let (lines, status) = check(&root, &arguments);
        let (found, said) = &lines["clock offset"];
        assert_eq!(found, verdict, "{said}");
        assert!(said.contains(words), "{said}");
        assert_eq!(status, Some(i32::from(verdict == "wrong")));
    }
}
