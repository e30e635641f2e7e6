//! Every fault of the script, with each driver, plain and over TLS: it ends in
//! the documented events, and nothing else happens.

use kiwoom_engine::record::{Link, LinkEventKind, RecordRef};
use kiwoom_engine::{Reconnect, SessionSettings};
use kiwoom_simulator::{Flush, Rate, Rules, Script, Simulator};
use kiwoom_tests::*;
use std::time::Duration;

/// How a fault ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// The link goes down, for a reason with this in its words, and comes back;
    /// with `|` between them, for one of these reasons.
    Back(&'static str),
    /// The link doesn't go down; this event, if any, tells of the fault.
    Stays(Option<LinkEventKind>),
    /// The session is over, for a reason with this in its words.
    Over(&'static str),
}

use End::{Back, Over, Stays};

/// What happens on the first connection, and how that ends. A link that stays
/// slower than its data loses its PINGs behind them (R10002): those that are to
/// stay are fast again. Where TLS or
/// tungstenite's own framing make a difference, there are two.
const FAULTS: &[(&str, End)] = &[
    ("on connect: reset", Back("")),
    ("on connect: drop", Back("")),
    ("on connect: garbage", Back("")),
    ("on connect: ignore", Back("it hung at")),
    (
        "on connect: slow 100 1ms\nconnection 1 after 200ms: slow 100000 1ms",
        Stays(None),
    ),
    ("on upgrade: refuse 503", Back("HTTP status 503")),
    (
        "on upgrade: ignore",
        Back("it hung at the WebSocket upgrade"),
    ),
    ("on upgrade: reset", Back("")),
    ("on upgrade: drop", Back("")),
    ("on upgrade: garbage", Back("")),
    (
        "on upgrade: slow 20 1ms\nconnection 1 after 200ms: slow 100000 1ms",
        Stays(None),
    ),
    ("on login: refuse 8005", Back("8005")),
    ("on login: refuse 8103", Back("8103")),
    ("on login: refuse 1700", Back("1700")),
    ("on login: refuse 1999", Back("1999")),
    ("on login: refuse 8001", Over("8001")),
    ("on login: refuse 8010", Over("8010")),
    ("on login: refuse 8030", Over("8030")),
    ("on login: refuse 8031", Over("8031")),
    ("on login: refuse 8040", Over("8040")),
    ("on login: refuse 8050", Over("8050")),
    ("on login: ignore", Back("R10004")),
    ("on login: delay 50ms", Stays(None)),
    ("on login: close 1011 trouble", Back("1011")),
    ("on login: reset", Back("")),
    ("on login: drop", Back("without a close")),
    ("on login: silence", Back("")),
    ("on login: freeze", Back("")),
    ("on open: close 1001 going away", Back("1001")),
    ("on open: reset", Back("")),
    ("on open: drop", Back("without a close")),
    ("on open: kick", Over("same app key")),
    ("on open: silence", Back("silent")),
    ("on open: freeze", Back("silent")),
    ("on open: deaf", Back("R10002")),
    ("on open: restart 20ms", Back("")),
    ("on frame 5: restart 20ms", Back("without a close|reset")),
    (
        "on open: slow 200 1ms\nconnection 1 after 200ms: slow 100000 1ms",
        Stays(None),
    ),
    ("on open: fragments 1", Stays(None)),
    ("on open: expire", Stays(None)),
    (
        "on open: system R10003 hello",
        Stays(Some(LinkEventKind::SYSTEM)),
    ),
    (
        "on open: system X99999 \u{1f431} nobody knows",
        Stays(Some(LinkEventKind::SYSTEM)),
    ),
    ("on open: system R10001", Over("same app key")),
    ("on open: text PING", Stays(None)),
    ("on open: text {\"trnm\":\"PING\"}", Stays(None)),
    ("on open: ping", Stays(None)),
    ("on open: expire nobody", Stays(None)),
    ("on ping: delay 50ms", Stays(None)),
    ("on login: kick", Over("same app key")),
    ("on open: text {\"trnm\":\"NEWS\"}", Stays(None)),
    ("on request 1: ignore", Stays(Some(LinkEventKind::REJECTED))),
    ("on request 1: delay 100ms", Stays(None)),
    (
        "on request 1: refuse 105115",
        Stays(Some(LinkEventKind::REJECTED)),
    ),
    (
        "on request 1: refuse 105111",
        Stays(Some(LinkEventKind::REJECTED)),
    ),
    ("on request 1: reset", Back("")),
    ("on ping: ignore", Stays(None)),
    ("on frame 5: reset", Back("")),
    ("on frame 5: drop", Back("without a close")),
    ("on frame 5: close 4000 odd", Back("4000")),
    ("on frame 5: kick", Over("same app key")),
    ("on frame 5: burst 500", Stays(None)),
    ("on frame 5: frame not-json", Stays(None)),
    ("on frame 5: frame cut-json", Stays(None)),
    ("on frame 5: frame unknown-type", Stays(None)),
    ("on frame 5: frame nested", Stays(None)),
    ("on frame 5: frame not-numbers", Stays(None)),
    ("on frame 5: frame binary", Stays(None)),
    ("on frame 5: frame oversized", Back("1009")),
    ("on frame 5: frame reserved-bits", Back("1002")),
    ("on frame 5: frame bad-opcode", Back("1002")),
    ("on frame 5: frame masked", Back("1002")),
    ("on frame 5: frame bad-close", Back("")),
    ("on frame 5: frame stray-continuation", Back("1002")),
    ("on frame 5: garbage", Back("")),
];

fn settings() -> SessionSettings {
    let step = Duration::from_millis(800);
    let mut settings = SessionSettings::default();
    settings.request_interval = Duration::ZERO;
    settings.max_retries = 0;
    settings.reconnect = Reconnect::Always;
    settings.backoff_base = Duration::from_millis(2);
    settings.connect_timeout = step;
    settings.tls_timeout = step;
    settings.upgrade_timeout = step;
    settings.login_timeout = step;
    settings.answer_timeout = step;
    settings.stale_after = 2 * step;
    settings.connects_per_minute = 1_000;
    settings
}

/// What a strategy is told, held against what it may be told.
#[derive(Default)]
struct Story {
    links: Vec<Link>,
    epoch: u32,
    is_up: bool,
    data: u64,
}

impl Story {
    fn take(&mut self, record: RecordRef<'_>) {
        if let Some(link) = record.get::<Link>() {
            self.links.push(*link);
            match link.event {
                LinkEventKind::UP => {
                    assert_eq!(link.header.epoch(), self.epoch + 1, "epochs rise by one");
                    self.epoch += 1;
                    self.is_up = true;
                }
                LinkEventKind::DOWN => self.is_up = false,
                _ => {}
            }
        } else if record.spec().is_some() {
            self.data += 1;
            assert!(self.is_up, "data while the link is down");
            assert_eq!(record.header().epoch(), self.epoch);
        }
    }

    /// The events that come in a fixed order.
    fn course(&self) -> String {
        let letter = |link: &Link| match link.event {
            LinkEventKind::CONNECTING => Some('C'),
            LinkEventKind::UP => Some('U'),
            LinkEventKind::RESTORED => Some('R'),
            LinkEventKind::DOWN => Some('D'),
            LinkEventKind::STOPPED => Some('S'),
            _ => None,
        };
        self.links.iter().filter_map(letter).collect()
    }

    fn has(&self, event: LinkEventKind) -> bool {
        self.links.iter().any(|link| link.event == event)
    }
}

/// Whether a course is one of `(C (U R?)? D)* S`.
fn is_documented(mut course: &str) -> bool {
    loop {
        course = match course.strip_prefix('C') {
            None => return course == "S",
            Some(rest) => {
                let rest = rest
                    .strip_prefix('U')
                    .map_or(rest, |rest| rest.strip_prefix('R').unwrap_or(rest));
                match rest.strip_prefix('D') {
                    Some(rest) => rest,
                    None => return false,
                }
            }
        };
    }
}

fn run(driver: Drive, authority: Option<&Authority>, fault: &str, end: End) {
    let shown = format!(
        "{driver:?} {} {fault}",
        if authority.is_some() { "TLS" } else { "plain" }
    );
    let script: Script = format!("connection 1 {fault}").parse().unwrap();
    let rules = Rules {
        idle: Duration::from_millis(200),
        ..lenient()
    };
    let builder = Simulator::builder()
        .rules(rules)
        .rate(Rate::PerSecond(200.0))
        .flush(Flush::AtOnce)
        .script(script);
    let simulator = match authority {
        Some(authority) => authority.secure(builder).start().unwrap(),
        None => builder.start().unwrap(),
    };
    let mut builder = engine(&by_name(&simulator.url())).session(settings());
    if let Some(authority) = authority {
        builder = builder.tls_roots(authority.roots());
    }
    let builder = builder.strategy("one", |it| it.trades(["005930"]));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let mut story = Story::default();
    let mut over = false;
    let data = |story: &Story| match end {
        // A rejected subscription brings none.
        Stays(Some(LinkEventKind::REJECTED)) => true,
        _ => story.data > 10,
    };
    wait_until(&shown, || {
        over |= feeds[0].each(4096, |record| story.take(record)).is_err();
        let course = story.course();
        match end {
            Back(_) => course.contains('D') && course.ends_with("CUR") && story.data > 10,
            Stays(event) => {
                course == "CUR" && event.is_none_or(|event| story.has(event)) && data(&story)
            }
            Over(_) => over,
        }
    });
    if matches!(end, Stays(_)) {
        // What would end it has time to: the next PINGs are sent back, and data
        // go on where there are any.
        let pings = engine.snapshot().session.pings;
        let before = story.data;
        wait_until(&shown, || {
            feeds[0].each(4096, |record| story.take(record)).unwrap();
            let goes_on = end == Stays(Some(LinkEventKind::REJECTED)) || story.data > before + 10;
            goes_on && (fault == "on ping: ignore" || engine.snapshot().session.pings > pings + 1)
        });
    }
    engine.control().stop();
    wait_until(&shown, || {
        over |= feeds[0].each(4096, |record| story.take(record)).is_err();
        over
    });
    let course = story.course();
    assert!(is_documented(&course), "{shown}: {course}");
    let first = story
        .links
        .iter()
        .find(|link| link.event == LinkEventKind::DOWN)
        .unwrap();
    let words = first.text.as_str();
    match end {
        Back(parts) => {
            let told = parts.split('|').any(|part| words.contains(part));
            assert!(told, "{shown}: {words}");
        }
        Stays(_) => assert_eq!(course, "CURDS", "{shown}"),
        Over(part) => {
            assert!(words.contains(part), "{shown}: {words}");
            assert_eq!(course.matches('C').count(), 1, "{shown}: {course}");
        }
    }
    assert!(!words.contains(TOKEN));
    let joined = engine.join();
    assert_eq!(
        joined.is_err(),
        matches!(end, Over(_)),
        "{shown}: {joined:?}"
    );
}

fn run_all(driver: Drive, tls: bool) {
    let authority = tls.then(Authority::new);
    for (fault, end) in FAULTS {
        run(driver, authority.as_ref(), fault, *end);
    }
    // What tungstenite judges itself: a text that isn't UTF-8 ends the
    // connection there, and costs the message here.
    let not_utf8 = match driver {
        Drive::Thread => Stays(None),
        Drive::Task => Back("1007"),
    };
    run(
        driver,
        authority.as_ref(),
        "on frame 5: frame not-utf8",
        not_utf8,
    );
}

#[test]
fn a_thread_over_plain_sockets() {
    run_all(Drive::Thread, false);
}

#[test]
fn a_thread_over_tls() {
    run_all(Drive::Thread, true);
}

#[test]
fn a_task_over_plain_sockets() {
    run_all(Drive::Task, false);
}

#[test]
fn a_task_over_tls() {
    run_all(Drive::Task, true);
}

/// Nobody listens for a while: attempts fail, each told, until one doesn't.
#[test]
fn an_exchange_that_is_away_is_waited_for() {
    for driver in [Drive::Thread, Drive::Task] {
        run(
            driver,
            None,
            "on open: away 300ms\nconnection 1 on open: reset",
            Back(""),
        );
    }
}

/// Certificates that don't hold end each attempt before anything is said.
#[test]
fn a_certificate_that_does_not_hold_gets_no_token() {
    let good = Authority::new();
    for driver in [Drive::Thread, Drive::Task] {
        for (case, authority, roots, by_its_name) in [
            ("expired", &Authority::expired(), None, true),
            ("unknown", &good, Some(Authority::new().roots()), true),
            ("other host", &good, None, false),
        ] {
            let simulator = authority.secure(Simulator::builder()).start().unwrap();
            let url = match by_its_name {
                true => by_name(&simulator.url()),
                false => simulator.url(),
            };
            let roots = roots.unwrap_or_else(|| authority.roots());
            let builder = engine(&url).tls_roots(roots);
            let builder = builder.strategy("one", |it| it.trades(["005930"]));
            let (engine, _feeds) = driver.start(builder).unwrap();
            let error = engine.join().unwrap_err().to_string();
            assert!(error.contains("TLS failed"), "{driver:?} {case}: {error}");
            assert_eq!(simulator.stop().connections.len(), 0, "{driver:?} {case}");
        }
    }
}
