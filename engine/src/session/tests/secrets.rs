//! The token shows up in the LOGIN message and nowhere else.

use super::{Action, Input, Session, Token, once};
use crate::Mono;
use crate::session::{Frame, LinkEvent};
use std::fmt::Write as _;

const CANARY: &str = "CANARY-7f3a9c";

#[test]
fn the_token_is_in_login_only() {
    let mut seen = String::new();
    let mut logins = 0;
    let mut drain = |session: &mut Session, seen: &mut String| {
        while let Some(action) = session.poll_action() {
            let _ = writeln!(seen, "{action:?} {action:#?}");
            match &action {
                Action::Send(Frame::Secret(bytes)) => {
                    logins += 1;
                    let wanted = format!(r#"{{"trnm":"LOGIN","token":"{CANARY}"}}"#);
                    assert_eq!(bytes.as_slice(), wanted.as_bytes());
                }
                Action::Send(Frame::Plain(bytes)) => {
                    let _ = writeln!(seen, "{}", String::from_utf8_lossy(bytes));
                }
                Action::Emit(LinkEvent::Down { reason, .. } | LinkEvent::Stopped { reason }) => {
                    let _ = writeln!(seen, "{reason} {}", reason.advice());
                }
                Action::GetToken { .. } | Action::Resolve => {}
                Action::Emit(_) | Action::Connect | Action::Close(_) => {}
            }
        }
    };
    let told = [
        format!(r#"{{"trnm":"SYSTEM","code":"{CANARY}","message":"token {CANARY} is odd"}}"#),
        format!(r#"{{"trnm":"{CANARY}","x":"{CANARY}"}}"#),
        format!(r#"{{"trnm":"REG","return_code":"{CANARY}","return_msg":"{CANARY}"}}"#),
        format!(r#"not json {CANARY}"#),
        format!(
            r#"{{"trnm":"LOGIN","return_code":8005,"return_msg":"[CODE=8005, MESSAGE={}{CANARY}]"}}"#,
            "x".repeat(120)
        ),
        format!(
            r#"{{"trnm":"LOGIN","return_code":8005,"return_msg":"[CODE=8005, MESSAGE=bad token {CANARY}]"}}"#
        ),
    ];
    for last in 4..told.len() {
        let now = Mono::from_nanos(5);
        let mut session = Session::new(once(), 7).unwrap();
        let token = Token::new(format!("Bearer {CANARY}")).unwrap();
        let _ = writeln!(seen, "{token} {token:?} {token:#?}");
        session.handle(now, Input::Start);
        let input = Input::Token(Ok(token.duplicate()));
        let _ = writeln!(seen, "{input:?} {input:#?}");
        session.handle(now, input);
        session.handle(now, Input::Resolved);
        session.handle(now, Input::Opened);
        for text in told[..4].iter().chain([&told[last]]) {
            let _ = writeln!(seen, "{session:?} {session:#?}");
            drain(&mut session, &mut seen);
            let _ = session.on_text(now, text.as_bytes());
        }
        drain(&mut session, &mut seen);
        let _ = writeln!(seen, "{session:?} {session:#?}");
    }
    assert_eq!(logins, 2);
    assert!(seen.contains("bad token ***"));
    assert!(seen.contains("token *** is odd"));
    assert!(!seen.contains(CANARY), "{seen}");
    // Nor the beginning of it, where a text was cut.
    assert!(!seen.contains("CANAR"), "{seen}");
    let error = Token::new(format!("{CANARY} x")).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(CANARY));
}
