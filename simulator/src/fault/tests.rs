//! Scripts from their text, and what is left of them.

use super::*;

fn fault_of(line: &str) -> Fault {
    let script: Script = line.parse().unwrap();
    script.steps()[0].fault.clone()
}

#[test]
fn every_step_can_be_written() {
    let text = "
        # remarks and blank lines are nothing
        connection 1 on login: refuse 8005   # nor are these
        on request 3: ignore
        on request: delay 250ms
        on upgrade: refuse 503
        on connect: slow 1 2ms
        after 2m: close 1001 going away: now
        on open: system R10003 what: ever
        on frame 500: frame not-utf8
        on ping: ignore
    ";
    let script: Script = text.parse().unwrap();
    let ms = Duration::from_millis;
    let built = Script::new()
        .with(Some(1), When::Login, Fault::Refuse(8005))
        .with(None, When::Request(Some(3)), Fault::Ignore)
        .with(None, When::Request(None), Fault::Delay(ms(250)))
        .with(None, When::Upgrade, Fault::Refuse(503))
        .with(None, When::Connect, Fault::Slow(1, ms(2)))
        .with(
            None,
            When::After(Duration::from_secs(120)),
            Fault::Close(1001, "going away: now".into()),
        )
        .with(
            None,
            When::Open,
            Fault::System("R10003".into(), "what: ever".into()),
        )
        .with(None, When::Frame(500), Fault::Frame(Wrong::NotUtf8))
        .with(None, When::Ping, Fault::Ignore);
    assert_eq!(script, built);
    for (line, fault) in [
        ("on login: reset", Fault::Reset),
        ("on login: drop", Fault::Drop),
        ("on open: silence", Fault::Silence),
        ("on open: freeze", Fault::Freeze),
        ("on open: fragments 1", Fault::Fragments(1)),
        ("on open: kick", Fault::Kick),
        ("on open: text {\"a\": 1}", Fault::Text("{\"a\": 1}".into())),
        ("on open: burst 1000", Fault::Burst(1000)),
        ("on open: expire", Fault::Expire),
        ("on upgrade: garbage", Fault::Garbage),
        ("on connect: away 3s", Fault::Away(Duration::from_secs(3))),
    ] {
        assert_eq!(fault_of(line), fault);
        assert_eq!(line.split_once(": ").unwrap().1.parse(), Ok(fault));
    }
    for (name, kind) in wrong::ALL {
        let fault = fault_of(&format!("on open: frame {name}"));
        assert_eq!(fault, Fault::Frame(kind));
    }
}

#[test]
fn what_cannot_be_is_named_with_its_line() {
    for (line, part) in [
        ("login refuse", "no colon"),
        ("on logout: reset", "on upgrade"),
        ("on login now: reset", "on upgrade"),
        ("on request 1 2: reset", "too much"),
        ("on frame: reset", "on frame N"),
        ("on frame 0: reset", "counted from 1"),
        ("connection x on login: reset", "a connection's number"),
        ("connection 0 on login: reset", "counted from 1"),
        ("after 3: reset", "250ms"),
        ("after 3h: reset", "250ms"),
        ("on login: explode", "no fault"),
        ("on login: refuse", "a return code"),
        ("on login: refuse 8005 8006", "too much"),
        ("on login: reset now", "stands alone"),
        ("on open: close 99", "1000 to 4999"),
        ("on open: close x", "a close code"),
        ("on open: slow 10", "250ms"),
        ("on open: slow 0 1ms", "at least one"),
        ("on open: fragments 0", "at least one"),
        ("on open: frame broken", "stray-continuation"),
        ("on open: system", "R10003"),
        ("on open: text", "needs the message"),
        ("on open: refuse 8005", "can't happen"),
        ("on connect: close 1000", "can't happen"),
        ("on upgrade: refuse 8005", "can't happen"),
        ("on ping: refuse 1", "can't happen"),
    ] {
        let error = format!("\n# a remark\n{line}")
            .parse::<Script>()
            .unwrap_err();
        assert_eq!(error.line(), 3, "{line}");
        assert!(error.to_string().contains(part), "{line}: {error}");
    }
    let long = format!("on open: close 1000 {}", "x".repeat(124));
    assert!(long.parse::<Script>().is_err());
}

#[test]
fn a_step_happens_once_unless_it_is_for_each() {
    let script: Script = "
        connection 2 on login: reset
        on request 2: ignore
        on ping: drop
        after 3s: reset
        after 1s: kick
        on frame 9: kick
        on frame 7: kick"
        .parse()
        .unwrap();
    assert_eq!(script.of(1).take(|when| when == When::Login), []);
    let mut plot = script.of(2);
    assert_eq!(plot.take(|when| when == When::Login), [Fault::Reset]);
    assert_eq!(plot.take(|when| when == When::Login), []);
    for _ in 0..3 {
        assert_eq!(plot.take(|when| when == When::Ping), [Fault::Drop]);
    }
    assert_eq!(plot.next_after(), Some(Duration::from_secs(1)));
    assert_eq!(plot.next_frame(), Some(7));
    plot.take(|when| when == When::Frame(7));
    assert_eq!(plot.next_frame(), Some(9));
}
