//! Every waiting state has an end.

use super::{Bench, LOGIN_OK, PING, ms, once};
use crate::session::{
    Input, LinkEvent, LinkLoss, OpenStep, Route, SessionError, SessionSettings, State, Token,
};
use proptest::prelude::*;

fn started() -> Bench {
    let mut bench = Bench::new(once());
    assert_eq!(bench.session.next_deadline(), None);
    bench.input(Input::Start);
    assert_eq!(
        (bench.connects, bench.take_events()),
        (1, vec![LinkEvent::Connecting])
    );
    bench
}

fn token() -> Input<'static> {
    Input::Token(Ok(Token::new("TOKEN".into()).unwrap()))
}

#[test]
fn every_step_of_opening_has_a_time_of_its_own_and_says_where_it_hung() {
    use OpenStep::{Connecting, Resolving, Tls, Upgrade};
    let settings = SessionSettings {
        token_timeout: ms(1_000),
        resolve_timeout: ms(2_000),
        connect_timeout: ms(3_000),
        tls_timeout: ms(4_000),
        upgrade_timeout: ms(5_000),
        ..once()
    };
    let steps = [OpenStep::Token, Resolving, Connecting, Tls, Upgrade];
    for (hangs, step) in steps.into_iter().enumerate() {
        let mut bench = Bench::new(settings.clone());
        bench.gives = false;
        bench.input(Input::Start);
        let inputs = [
            token(),
            Input::Resolved,
            Input::Step(Tls),
            Input::Step(Upgrade),
        ];
        for (at, input) in inputs.into_iter().take(hangs).enumerate() {
            bench.wait(ms(1_000 * (at as u64 + 1) - 1));
            bench.input(input);
            // Going back, or over to where nothing is yet, is no step.
            bench.input(Input::Step(OpenStep::Token));
        }
        assert_eq!(bench.connects, u32::from(hangs >= 2));
        bench.events.clear();
        bench.wait(ms(1_000 * (hangs as u64 + 1) - 1));
        assert!(bench.events.is_empty(), "{step:?}");
        bench.wait(ms(1));
        assert_eq!(bench.ended(), SessionError::OpenTimeout { step });
        let closes: &[u16] = if hangs >= 2 { &[1001] } else { &[] };
        assert_eq!(bench.closes, closes);
    }
    // Without TLS that step is left out.
    let mut bench = Bench::new(settings);
    bench.input(Input::Start);
    bench.input(Input::Step(Upgrade));
    bench.wait(ms(5_000));
    assert_eq!(bench.ended(), SessionError::OpenTimeout { step: Upgrade });
}

#[test]
fn login_ends_ten_seconds_after_the_link_is_open() {
    let mut bench = started();
    bench.wait(ms(4_000));
    bench.input(Input::Opened);
    bench.wait(ms(9_999));
    bench.text(PING);
    assert!(bench.events.is_empty());
    bench.wait(ms(1));
    assert_eq!(bench.ended(), SessionError::LoginTimeout);
}

#[test]
fn a_silent_link_ends() {
    let mut bench = Bench::live(once());
    // Bytes are enough: a long message may come slowly.
    for _ in 0..5 {
        bench.wait(ms(29_999));
        bench.input(Input::Rx);
    }
    bench.wait(ms(29_999));
    assert!(bench.events.is_empty());
    bench.wait(ms(1));
    let last_rx = crate::Mono::from_nanos(bench.now.nanos() - 30_000_000_000);
    assert!(matches!(
        bench.events[0],
        LinkEvent::Down { last_rx: Some(at), .. } if at == last_rx
    ));
    assert_eq!(bench.ended(), SessionError::Stale);
    assert_eq!(bench.closes, [1001]);

    // Before LOGIN is answered, too, when that has longer.
    let settings = SessionSettings {
        stale_after: ms(3_000),
        ..once()
    };
    let mut bench = Bench::at_login(settings);
    bench.wait(ms(3_000));
    assert_eq!(bench.ended(), SessionError::Stale);
}

#[test]
fn a_lost_link_is_told_from_every_state() {
    let loss = LinkLoss::Closed {
        code: None,
        text: crate::record::Text::NONE,
    };
    let reason = SessionError::Lost { loss };
    for settings in [once(), SessionSettings::default()] {
        let mut opening = Bench::new(settings.clone());
        opening.input(Input::Start);
        let mut login = Bench::at_login(settings.clone());
        let mut restoring = Bench::at_login(settings.clone());
        restoring.subscribe(&[("0B", "005930")]);
        restoring.text(LOGIN_OK);
        let mut live = Bench::live(settings.clone());
        for bench in [&mut opening, &mut login, &mut restoring, &mut live] {
            bench.events.clear();
            bench.input(Input::Lost(loss));
            assert!(bench.closes.is_empty(), "there is nothing left to close");
            if settings == once() {
                assert_eq!(bench.events.len(), 2);
                assert_eq!(bench.ended(), reason);
            } else {
                assert_eq!((bench.events.len(), bench.downed().0), (1, reason));
            }
        }
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
fn a_session_starts_once_and_ignores_what_does_not_fit() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.input(Input::Start);
    bench.input(token());
    bench.input(Input::Resolved);
    bench.input(Input::ResolveFailed);
    bench.input(Input::Opened);
    bench.input(Input::Step(OpenStep::Tls));
    assert_eq!((bench.connects, bench.session.state()), (1, State::Live));
    assert!(bench.sent.is_empty() && bench.events.is_empty());

    // Before there is a link, none can open or be lost.
    let mut bench = Bench::new(SessionSettings::default());
    bench.gives = false;
    bench.input(Input::Start);
    let state = bench.session.state();
    bench.input(Input::Opened);
    bench.input(Input::Lost(LinkLoss::Truncated));
    bench.input(Input::Step(OpenStep::Upgrade));
    bench.text(LOGIN_OK);
    assert_eq!(bench.session.state(), state);
    assert_eq!(bench.take_events(), [LinkEvent::Connecting]);
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
