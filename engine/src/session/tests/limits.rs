//! Every waiting state has an end.

use super::{Bench, LOGIN_OK, PING, ms};
use crate::session::{
    Input, LinkEvent, LinkLoss, OpenStep, Route, SessionError, SessionSettings, State, Token,
};
use proptest::prelude::*;

fn started() -> Bench {
    let mut bench = Bench::new(SessionSettings::default());
    assert_eq!(bench.session.next_deadline(), None);
    bench.input(Input::Start(Token::new("TOKEN".into()).unwrap()));
    assert_eq!(
        (bench.connects, bench.take_events()),
        (1, vec![LinkEvent::Connecting])
    );
    bench
}

fn ended(bench: &mut Bench, reason: SessionError) {
    assert_eq!(
        bench.take_events(),
        [LinkEvent::Down { reason }, LinkEvent::Stopped { reason }]
    );
    assert_eq!(bench.session.state(), State::Stopped);
    assert!(bench.session.token.is_none(), "the token is wiped");
    assert_eq!(bench.session.next_deadline(), None);
}

#[test]
fn opening_ends_and_says_where_it_hung() {
    use OpenStep::{Connecting, Resolving, Tls, Upgrade};
    for steps in [
        &[][..],
        &[Connecting],
        &[Connecting, Tls],
        &[Upgrade, Connecting],
    ] {
        let mut bench = started();
        for step in steps {
            bench.wait(ms(1000));
            bench.input(Input::Step(*step));
        }
        bench.wait(ms(9_999 - 1000 * steps.len() as u64));
        assert!(bench.events.is_empty());
        bench.wait(ms(1));
        let step = *steps.iter().max().unwrap_or(&Resolving);
        ended(&mut bench, SessionError::OpenTimeout { step });
        assert_eq!(bench.closes, [1001]);
    }
}

#[test]
fn login_ends_ten_seconds_after_the_link_is_open() {
    let mut bench = started();
    bench.wait(ms(9_000));
    bench.input(Input::Opened);
    bench.wait(ms(9_999));
    bench.text(PING);
    assert!(bench.events.is_empty());
    bench.wait(ms(1));
    ended(&mut bench, SessionError::LoginTimeout);
}

#[test]
fn a_silent_link_ends() {
    let mut bench = Bench::live(SessionSettings::default());
    // Bytes are enough: a long message may come slowly.
    for _ in 0..5 {
        bench.wait(ms(29_999));
        bench.input(Input::Rx);
    }
    bench.wait(ms(29_999));
    assert!(bench.events.is_empty());
    bench.wait(ms(1));
    ended(&mut bench, SessionError::Stale);
    assert_eq!(bench.closes, [1001]);

    // Before LOGIN is answered, too, when that has longer.
    let settings = SessionSettings {
        stale_after: ms(3_000),
        ..SessionSettings::default()
    };
    let mut bench = Bench::at_login(settings);
    bench.events.clear();
    bench.wait(ms(3_000));
    ended(&mut bench, SessionError::Stale);
}

#[test]
fn a_lost_link_ends_the_session_from_every_state() {
    let loss = LinkLoss::Closed {
        code: None,
        text: crate::record::Text::NONE,
    };
    let reason = SessionError::Lost { loss };
    let mut opening = started();
    let mut login = Bench::at_login(SessionSettings::default());
    let mut restoring = Bench::at_login(SessionSettings::default());
    restoring.subscribe(&[("0B", "005930")]);
    restoring.text(LOGIN_OK);
    let mut live = Bench::live(SessionSettings::default());
    for bench in [&mut opening, &mut login, &mut restoring, &mut live] {
        bench.events.clear();
        bench.input(Input::Lost(loss));
        ended(bench, reason);
        assert!(bench.closes.is_empty(), "there is nothing left to close");
    }
    let mut idle = Bench::new(SessionSettings::default());
    idle.input(Input::Lost(loss));
    idle.input(Input::Opened);
    idle.input(Input::Timer);
    assert_eq!(idle.session.state(), State::Idle);
    idle.input(Input::Stop);
    assert_eq!(
        idle.take_events(),
        [LinkEvent::Stopped {
            reason: SessionError::StopRequested
        }]
    );
}

#[test]
fn a_session_starts_once() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.input(Input::Start(Token::new("OTHER".into()).unwrap()));
    bench.input(Input::Opened);
    bench.input(Input::Step(OpenStep::Tls));
    assert_eq!((bench.connects, bench.session.state()), (1, State::Live));
    assert!(bench.sent.is_empty());
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(
        messages in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..60), 0..20),
        live in any::<bool>(),
    ) {
        let mut bench = Bench::at_login(SessionSettings::default());
        if live {
            bench.text(LOGIN_OK);
        }
        for message in messages {
            prop_assert_eq!(bench.route(&message), Route::Handled);
        }
    }

    #[test]
    fn broken_messages_never_panic(
        mut message in prop_oneof![
            Just(super::REAL), Just(LOGIN_OK), Just(super::REG_OK), Just(PING),
            Just(r#"{"trnm":"LOGIN","return_code":805004,"return_msg":"[CODE=8005, MESSAGE=Token이 유효하지 않습니다]"}"#),
        ].prop_map(|text| text.as_bytes().to_vec()),
        changes in proptest::collection::vec((any::<usize>(), any::<u8>()), 0..4),
        cut in any::<usize>(),
    ) {
        for (at, byte) in changes {
            let length = message.len();
            message[at % length] = byte;
        }
        message.truncate(cut % (2 * message.len()));
        let mut bench = Bench::at_login(SessionSettings::default());
        bench.subscribe(&[("0B", "005930")]);
        let _ = bench.route(&message);
        bench.text(LOGIN_OK);
        let _ = bench.route(&message);
    }
}
