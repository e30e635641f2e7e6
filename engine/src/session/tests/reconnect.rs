//! What follows an outage, step by step.

use super::{Bench, LOGIN_OK, REG_OK, made, ms, once};
use crate::Mono;
use crate::session::{
    Action, AfterRefusal, Input, LinkEvent, LinkLoss, OnReplaced, OpenStep, Rejection, ReturnCode,
    SessionError, SessionSettings, State, SystemCode, Token, TokenFailure,
};
use std::time::Duration;

const LOSS: LinkLoss = LinkLoss::Truncated;
const REPLACED: &str = r#"{"trnm":"SYSTEM","code":"R10001","message":"x"}"#;

fn refusal(code: i64) -> String {
    format!(r#"{{"trnm":"LOGIN","return_code":{code},"return_msg":"x"}}"#)
}

fn token() -> Input<'static> {
    Input::Token(Ok(Token::new("TOKEN".into()).unwrap()))
}

/// Loses the link, and waits until the next attempt has begun.
fn lose(bench: &mut Bench) -> Duration {
    bench.input(Input::Lost(LOSS));
    let (reason, wait) = bench.downed();
    assert_eq!(reason, SessionError::Lost { loss: LOSS });
    bench.wait(wait - Duration::from_nanos(1));
    assert!(bench.events.is_empty());
    bench.wait(Duration::from_nanos(1));
    assert_eq!(bench.take_events(), [LinkEvent::Connecting]);
    wait
}

/// Opens the link, logs in, and answers every request with success.
fn come_back(bench: &mut Bench) -> Vec<String> {
    bench.open();
    bench.text(LOGIN_OK);
    let mut sent = bench.take_sent();
    while bench.session.state() == State::Restoring {
        bench.text(REG_OK);
        bench.wait(ms(400));
        sent.extend(bench.take_sent());
    }
    sent
}

#[test]
fn a_lost_link_comes_back_with_all_that_is_wanted() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "A"), ("0D", "A"), ("0B", "B"), ("0B", "B")]);
    bench.text(REG_OK);
    bench.wait(ms(400));
    bench.subscribe(&[("00", "")]);
    bench.text(REG_OK);
    bench.take_sent();
    bench.events.clear();
    bench.wait(ms(1_000));
    let last_rx = Mono::from_nanos(bench.now.nanos() - 1_000_000_000);

    bench.input(Input::Lost(LOSS));
    let LinkEvent::Down {
        reason,
        last_rx: at,
        retry_in: Some(wait),
    } = bench.events[0]
    else {
        panic!("{:?}", bench.events);
    };
    assert_eq!(reason, SessionError::Lost { loss: LOSS });
    assert_eq!(at, Some(last_rx));
    assert!(wait >= ms(100) && wait <= ms(200), "{wait:?}");

    // During the outage, wishes change, and nothing is sent.
    bench.subscribe(&[("0B", "C"), ("0s", "")]);
    bench.unsubscribe(&[("0D", "A"), ("0B", "B")]);
    bench.wait(wait);
    assert_eq!(
        (bench.connects, bench.resolves, bench.tokens.as_slice()),
        (2, 2, [false, false].as_slice())
    );
    bench.unsubscribe(&[("0B", "A")]);
    bench.events.clear();
    let sent = come_back(&mut bench);
    let reg = |data: &str| format!(r#"{{"trnm":"REG",{data}}}"#);
    assert_eq!(
        sent,
        [
            reg(r#""grp_no":"1","refresh":"1","data":[{"item":[""],"type":["00"]}]"#),
            reg(r#""grp_no":"1","refresh":"1","data":[{"item":[""],"type":["0s"]}]"#),
            reg(r#""grp_no":"2","refresh":"1","data":[{"item":["B","C"],"type":["0B"]}]"#),
        ]
    );
    let restored = LinkEvent::Restored {
        accepted: 4,
        rejected: 0,
    };
    assert_eq!(bench.take_events(), [LinkEvent::Up { epoch: 2 }, restored]);
    // One of the two that want B has gone; the other still wants it.
    bench.unsubscribe(&[("0B", "B")]);
    assert_eq!(bench.take_sent().len(), 1);
    assert_eq!(bench.session.stats().unmatched, 0);
    assert_eq!(bench.session.stats().logins, 2);
}

#[test]
fn what_failed_on_one_link_is_tried_on_the_next() {
    let settings = SessionSettings {
        max_retries: 0,
        items_per_group: 1,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[("0B", "A")]);
    bench.text(r#"{"trnm":"REG","return_code":105115}"#);
    bench.subscribe(&[("0B", "B")]);
    bench.wait(ms(400));
    bench.text(REG_OK);
    bench.unsubscribe(&[("0B", "B")]);
    bench.wait(ms(400));
    bench.text(r#"{"trnm":"REMOVE","return_code":1}"#);
    assert!(matches!(
        bench.take_events()[..],
        [LinkEvent::Rejected { .. }, LinkEvent::NotRemoved { .. }]
    ));
    // Under way, and never answered.
    bench.subscribe(&[("0B", "C")]);
    bench.wait(ms(400));
    bench.take_sent();
    lose(&mut bench);
    assert_eq!(
        come_back(&mut bench),
        [
            r#"{"trnm":"REG","grp_no":"2","refresh":"1","data":[{"item":["A"],"type":["0B"]}]}"#,
            r#"{"trnm":"REG","grp_no":"3","refresh":"1","data":[{"item":["C"],"type":["0B"]}]}"#,
        ]
    );
    assert_eq!(
        bench.take_events()[1],
        LinkEvent::Restored {
            accepted: 2,
            rejected: 0
        }
    );
}

#[test]
fn what_is_refused_after_an_outage_is_told_and_counted() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "A"), ("04", "")]);
    bench.text(REG_OK);
    bench.wait(ms(400));
    bench.text(REG_OK);
    bench.wait(ms(1_000));
    bench.take_sent();
    bench.events.clear();
    lose(&mut bench);
    bench.open();
    bench.text(LOGIN_OK);
    bench.text(REG_OK);
    bench.wait(ms(400));
    bench.text(r#"{"trnm":"REG","return_code":105115}"#);
    let why = Rejection::Server {
        code: ReturnCode::SESSION_FULL,
    };
    let key = made(&[("0B", "A")])[0];
    let restored = LinkEvent::Restored {
        accepted: 1,
        rejected: 1,
    };
    assert_eq!(
        bench.take_events()[1..],
        [LinkEvent::Rejected { key, why }, restored]
    );
}

#[test]
fn nothing_of_a_lost_link_reaches_the_next() {
    let mut bench = Bench::live(SessionSettings::default());
    let keys = made(&[("0B", "A")]);
    bench.session.handle(bench.now, Input::Subscribe(&keys));
    _ = bench.session.on_text(bench.now, b"PING");
    // The driver finds the link gone before it has sent anything.
    bench.session.handle(bench.now, Input::Lost(LOSS));
    let mut actions = std::iter::from_fn(|| bench.session.poll_action());
    assert!(matches!(
        actions.next(),
        Some(Action::Emit(LinkEvent::Down { .. }))
    ));
    assert!(actions.next().is_none());
    // Late answers of the old link aren't waited for, and a notice of the old
    // one says nothing about the next.
    bench.wait(ms(200));
    assert_eq!(come_back(&mut bench).len(), 1);
    bench.text(r#"{"trnm":"SYSTEM","code":"R10002","message":"x"}"#);
    bench.input(Input::Lost(LOSS));
    assert!(matches!(
        bench.downed().0,
        SessionError::ClosedBySystem { .. }
    ));
    bench.wait(ms(400));
    bench.input(Input::Lost(LOSS));
    assert_eq!(bench.downed().0, SessionError::Lost { loss: LOSS });
}

#[test]
fn a_refused_login_asks_for_fresh_tokens_and_then_stops() {
    let mut bench = Bench::at_login(SessionSettings::default());
    for attempt in 1..3 {
        bench.text(&refusal(8005));
        let (reason, wait) = bench.downed();
        assert!(matches!(reason, SessionError::LoginRefused { .. }));
        bench.wait(wait);
        assert_eq!(bench.tokens[attempt..], [true]);
        bench.open();
    }
    bench.text(&refusal(8005));
    let reason = bench.ended();
    assert!(matches!(reason, SessionError::LoginRefused { code, .. } if code.get() == 8005));
    assert!(reason.to_string().contains("get a new token"), "{reason}");
    assert_eq!(bench.closes, [1000; 3]);
    assert_eq!(bench.session.stats().login_refusals, 3);
}

#[test]
fn a_login_that_is_accepted_forgives_the_refusals_before() {
    let mut bench = Bench::at_login(SessionSettings::default());
    for _ in 0..5 {
        for _ in 0..2 {
            bench.text(&refusal(8005));
            let wait = bench.downed().1;
            bench.wait(wait);
            bench.open();
        }
        bench.text(LOGIN_OK);
        bench.events.clear();
        lose(&mut bench);
        assert_eq!(bench.tokens.last(), Some(&false), "the token was good");
        bench.open();
    }
}

#[test]
fn each_code_of_a_refusal_has_its_consequence() {
    for code in [8001, 8010, 8030, 8031, 8040, 8050, 8200, 100_002] {
        let mut bench = Bench::at_login(SessionSettings::default());
        bench.text(&refusal(code));
        let reason = bench.ended();
        assert_eq!(reason.advice(), ReturnCode::new(code).advice());
        assert_eq!(bench.tokens, [false], "{code}");
    }
    // The server's trouble passes: the token stays, however often.
    for code in [1700, 1999, 105_110] {
        assert_eq!(
            ReturnCode::new(code).after_refusal(),
            AfterRefusal::SameToken
        );
        let mut bench = Bench::at_login(SessionSettings::default());
        for _ in 0..10 {
            bench.text(&refusal(code));
            let wait = bench.downed().1;
            bench.wait(wait);
            bench.open();
        }
        assert!(bench.tokens.iter().all(|fresh| !fresh), "{code}");
    }
}

#[test]
fn a_token_that_cannot_be_had_is_asked_for_again_unless_that_is_of_no_use() {
    let mut bench = Bench::new(SessionSettings::default());
    bench.gives = false;
    bench.input(Input::Start);
    let passing = TokenFailure::transient("no route");
    for attempt in 1..4 {
        bench.input(Input::Token(Err(passing)));
        let (reason, wait) = bench.downed();
        assert_eq!(reason, SessionError::NoToken { failure: passing });
        bench.wait(wait);
        assert_eq!(bench.tokens.len(), attempt + 1);
    }
    bench.wait(ms(30_000));
    let step = OpenStep::Token;
    let (reason, wait) = bench.downed();
    assert_eq!(reason, SessionError::OpenTimeout { step });
    // One that comes too late isn't for this state.
    bench.input(token());
    bench.wait(wait);
    let permanent = TokenFailure::permanent("wrong app key");
    bench.events.clear();
    bench.input(Input::Token(Err(permanent)));
    let reason = bench.ended();
    assert_eq!(reason, SessionError::NoToken { failure: permanent });
    assert!(reason.to_string().contains("wrong app key"), "{reason}");
    assert_eq!(bench.session.stats().token_failures, 5);
    assert_eq!((bench.connects, bench.resolves), (0, 0));
}

#[test]
fn a_fresh_token_is_asked_for_until_one_comes() {
    let mut bench = Bench::at_login(SessionSettings::default());
    bench.gives = false;
    bench.text(&refusal(8005));
    let wait = bench.downed().1;
    bench.wait(wait);
    bench.input(Input::Token(Err(TokenFailure::transient("x"))));
    let wait = bench.downed().1;
    bench.wait(wait);
    bench.input(token());
    bench.input(Input::ResolveFailed);
    bench.input(Input::Lost(LOSS));
    let wait = bench.downed().1;
    bench.wait(wait);
    assert_eq!(bench.tokens, [false, true, true, false]);
}

#[test]
fn the_last_good_addresses_do_when_a_look_up_fails() {
    let mut bench = Bench::new(SessionSettings::default());
    bench.gives = false;
    bench.input(Input::Start);
    bench.input(token());
    bench.input(Input::ResolveFailed);
    let loss = LinkLoss::Resolve;
    let (reason, wait) = bench.downed();
    assert_eq!(reason, SessionError::Lost { loss });
    bench.wait(wait);
    bench.input(token());
    bench.wait(ms(5_000));
    let step = OpenStep::Resolving;
    let (reason, wait) = bench.downed();
    assert_eq!(reason, SessionError::OpenTimeout { step });
    assert_eq!(bench.connects, 0);
    // These come too late for the attempt, and are good for those after it.
    bench.input(Input::Resolved);
    assert_eq!(bench.connects, 0);
    for attempt in 1..4 {
        bench.wait(wait * 8);
        bench.input(token());
        if attempt == 2 {
            bench.wait(ms(5_000));
        } else {
            bench.input(Input::ResolveFailed);
        }
        assert_eq!(bench.connects, attempt);
        bench.input(Input::Lost(LOSS));
        assert_eq!(bench.downed().0, SessionError::Lost { loss: LOSS });
    }
    assert_eq!(bench.session.stats().resolve_failures, 5);
}

#[test]
fn a_place_is_taken_back_only_when_asked_to_and_not_often() {
    let settings = SessionSettings {
        on_replaced: OnReplaced::Takeover,
        takeovers_per_hour: 3,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    for round in 0..3 {
        bench.wait(ms(100));
        bench.text(REPLACED);
        let (reason, wait) = bench.downed();
        assert_eq!(reason, SessionError::SessionReplaced);
        assert!(wait == ms(30_000), "{round}: {wait:?}");
        bench.wait(wait);
        come_back(&mut bench);
    }
    bench.events.clear();
    bench.text(REPLACED);
    assert!(matches!(
        bench.events[0],
        LinkEvent::System {
            code: SystemCode::SESSION_REPLACED,
            ..
        }
    ));
    assert_eq!(bench.ended(), SessionError::SessionReplaced);
    assert_eq!(bench.session.stats().takeovers, 3);
}

#[test]
fn an_outage_of_five_minutes_takes_about_twenty_attempts() {
    let mut attempts = Vec::new();
    let mut longest = Duration::ZERO;
    for seed in 0..200 {
        let mut bench = Bench::live(SessionSettings::default());
        bench.session = crate::session::Session::new(SessionSettings::default(), seed).unwrap();
        bench.input(Input::Start);
        let begin = bench.now;
        let before = bench.connects;
        while bench.now.since(begin) < ms(300_000) {
            bench.input(Input::Lost(LinkLoss::Connect(
                std::io::ErrorKind::ConnectionRefused,
            )));
            let wait = bench.downed().1;
            longest = longest.max(wait);
            bench.wait(wait);
        }
        attempts.push(bench.connects - before);
    }
    attempts.sort_unstable();
    let (least, median, most) = (attempts[0], attempts[100], attempts[199]);
    assert!(least >= 17 && most <= 24, "{least}, {median}, {most}");
    assert!((19..=21).contains(&median), "{median}");
    assert!(longest > ms(29_000) && longest <= ms(30_000), "{longest:?}");
}

#[test]
fn only_a_link_that_lasted_makes_the_wait_short_again() {
    let mut bench = Bench::live(SessionSettings::default());
    // A server that accepts and closes.
    for failures in 0..9 {
        let most = ms(200 << failures).min(ms(30_000));
        let wait = lose(&mut bench);
        assert!(wait >= most / 2 && wait <= most, "{failures}: {wait:?}");
        come_back(&mut bench);
        bench.events.clear();
        // Short of a minute, with something said now and then.
        for _ in 0..3 {
            bench.wait(ms(19_999));
            bench.input(Input::Rx);
        }
    }
    assert!(lose(&mut bench) >= ms(15_000));
    come_back(&mut bench);
    bench.events.clear();
    for _ in 0..3 {
        bench.wait(ms(20_000));
        bench.input(Input::Rx);
    }
    assert!(lose(&mut bench) <= ms(200));
}

#[test]
fn a_stop_while_waiting_is_an_end_without_another_outage() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.input(Input::Lost(LOSS));
    bench.events.clear();
    // There is no link to lose, to close, or to hear of.
    bench.input(Input::Lost(LOSS));
    bench.input(Input::Opened);
    bench.input(Input::Timer);
    bench.text(LOGIN_OK);
    assert!(bench.events.is_empty());
    bench.input(Input::Stop);
    let reason = SessionError::StopRequested;
    assert_eq!(bench.take_events(), [LinkEvent::Stopped { reason }]);
    assert!(bench.closes.is_empty());
    bench.wait(ms(60_000));
    assert_eq!((bench.connects, bench.session.next_deadline()), (1, None));

    // On the way to a link there is one Down.
    for gives in [true, false] {
        let mut bench = Bench::new(SessionSettings::default());
        bench.gives = gives;
        bench.input(Input::Start);
        bench.input(Input::Stop);
        assert_eq!(bench.events.len(), 3);
        assert_eq!(bench.ended(), reason);
        assert_eq!(bench.closes.len(), usize::from(gives));
    }
}

#[test]
fn never_means_one_attempt() {
    let mut bench = Bench::live(once());
    bench.input(Input::Lost(LOSS));
    assert_eq!(bench.ended(), SessionError::Lost { loss: LOSS });
    bench.wait(ms(600_000));
    assert_eq!(bench.connects, 1);
}
