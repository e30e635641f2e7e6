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
        .unwrap()
        .with(None, When::Request(Some(3)), Fault::Ignore)
        .unwrap()
        .with(None, When::Request(None), Fault::Delay(ms(250)))
        .unwrap()
        .with(None, When::Upgrade, Fault::Refuse(503))
        .unwrap()
        .with(None, When::Connect, Fault::Slow(1, ms(2)))
        .unwrap()
        .with(
            None,
            When::After(Duration::from_secs(120)),
            Fault::Close(1001, "going away: now".into()),
        )
        .unwrap()
        .with(
            None,
            When::Open,
            Fault::System("R10003".into(), "what: ever".into()),
        )
        .unwrap()
        .with(None, When::Frame(500), Fault::Frame(Wrong::NotUtf8))
        .unwrap()
        .with(None, When::Ping, Fault::Ignore)
        .unwrap();
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
        ("on open: expire", Fault::Expire(None)),
        ("on token: expire k-1", Fault::Expire(Some("k-1".into()))),
        ("on open: deaf", Fault::Deaf),
        ("on open: ping", Fault::Ping),
        (
            "on frame 3: restart 1s",
            Fault::Restart(Duration::from_secs(1)),
        ),
        ("on token: refuse 1700", Fault::Refuse(1700)),
        (
            "on open: system R10001",
            Fault::System("R10001".into(), String::new()),
        ),
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
        ("on token: kick", "can't happen"),
        ("on connect: text x", "can't happen"),
        ("on open: burst 0", "counted from 1"),
        ("on request 0: ignore", "counted from 1"),
        ("on open: expire a b", "too much"),
        ("after 1441m: reset", "a day at most"),
        ("on open: away 99999999999999999999s", "250ms"),
        ("on open: restart 18446744073709551615s", "a day at most"),
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

/// What can't be written can't be built either: the exchange would divide by
/// nothing, or reckon beyond the end of time.
#[test]
fn what_cannot_be_written_cannot_be_built() {
    let endless = Duration::MAX;
    for (connection, when, fault, wrong) in [
        (None, When::Open, Fault::Fragments(0), Impossible::NoBytes),
        (
            None,
            When::Open,
            Fault::Slow(0, Duration::ZERO),
            Impossible::NoBytes,
        ),
        (
            None,
            When::Open,
            Fault::Slow(1, endless),
            Impossible::TooLong(endless),
        ),
        (
            None,
            When::Login,
            Fault::Delay(endless),
            Impossible::TooLong(endless),
        ),
        (
            None,
            When::Open,
            Fault::Away(endless),
            Impossible::TooLong(endless),
        ),
        (
            None,
            When::Open,
            Fault::Restart(endless),
            Impossible::TooLong(endless),
        ),
        (
            None,
            When::After(endless),
            Fault::Reset,
            Impossible::TooLong(endless),
        ),
        (
            None,
            When::Open,
            Fault::Close(999, String::new()),
            Impossible::CloseCode(999),
        ),
        (
            None,
            When::Open,
            Fault::Close(1000, "x".repeat(124)),
            Impossible::CloseWords(124),
        ),
        (
            None,
            When::Open,
            Fault::Burst(0),
            Impossible::FromOne("a burst of frames"),
        ),
        (
            None,
            When::Frame(0),
            Fault::Reset,
            Impossible::FromOne("a count of frames"),
        ),
        (
            Some(0),
            When::Open,
            Fault::Reset,
            Impossible::FromOne("a connection's number"),
        ),
        (
            None,
            When::Open,
            Fault::Text(String::new()),
            Impossible::Empty("the message's text"),
        ),
        (
            None,
            When::Open,
            Fault::Expire(Some(String::new())),
            Impossible::Empty("an app key"),
        ),
        (None, When::Open, Fault::Refuse(8005), Impossible::NotThen),
        (None, When::Connect, Fault::Kick, Impossible::NotThen),
    ] {
        let built = Script::new().with(connection, when, fault.clone());
        assert_eq!(built, Err(wrong), "{when:?} {fault:?}");
    }
    assert_eq!(Fault::Ignore.check_unasked(), Err(Impossible::Unasked));
    assert_eq!(
        Fault::Fragments(0).check_unasked(),
        Err(Impossible::NoBytes)
    );
    assert!("fragments 0".parse::<Fault>().is_err());
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
