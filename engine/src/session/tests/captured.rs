//! Every control message that was captured from the server, in both orders of
//! its members and with its code as a number and as a string.

use super::{Bench, LOGIN_OK, PING, REAL, REG_OK, ms, once};
use crate::session::{
    Input, LinkEvent, LinkLoss, Rejection, ReturnCode, Route, SessionError, SessionSettings, State,
    SystemCode,
};

const EARLY: &str = r#"{"trnm":"REG","return_code":100013,"return_msg":"로그인 인증이 들어오기 전에 다른 전문이 들어왔습니다. 해당 전문은 무시됩니다. (TRNM=%s)"}"#;
const BUSY: &str = r#"{"trnm":"REG","return_code":105110,"return_msg":"해당 TRNM으로 허용된 요청 건수를 초과하였습니다 (TRNM=REG)"}"#;
const NO_TRNM: &str = r#"{"trnm":"","return_code":100002,"return_msg":"필수 파라미터가 누락되어 있습니다(parameter=trnm)"}"#;
const REPLACED: &str = r#"{"trnm":"SYSTEM","code":"R10001","message":"동일한 App key로 접속이 되었습니다. 기존 세션은 종료가 됩니다"}"#;
const MISSED_PING: &str = r#"{"trnm":"SYSTEM","code":"R10002","message":"사용자 프로그램으로부터 Heartbeat(연결유지) 메시지가 오지않아서 접속을 종료합니다"}"#;
const MISSED_LOGIN: &str = r#"{"trnm":"SYSTEM","code":"R10004","message":"접속허용요청(토큰)이 들어오지 않았습니다. 접속 후 접속허용요청을 통해 토큰을 전송되어야 합니다. 접속을 종료합니다"}"#;

/// The message as captured, with its members the other way round, with its
/// numbers as strings, and with blanks around everything.
fn forms(message: &str) -> Vec<String> {
    let object: serde_json::Value = serde_json::from_str(message).unwrap();
    // In the order of the text: the map sorts its names.
    let mut members: Vec<(usize, String, String)> = object
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| {
            (
                message.find(&format!("\"{name}\":")).unwrap(),
                name.clone(),
                value.to_string(),
            )
        })
        .collect();
    members.sort();
    let write = |members: &[(usize, String, String)], comma: &str| {
        let texts: Vec<_> = members
            .iter()
            .map(|(_, name, value)| format!("\"{name}\":{value}"))
            .collect();
        format!("{{{}}}", texts.join(comma))
    };
    let mut all = vec![message.to_owned()];
    all.push(write(&members, " ,\n\t"));
    members.reverse();
    all.push(write(&members, ","));
    for (_, _, value) in &mut members {
        if value.parse::<i64>().is_ok() {
            *value = format!("\"{value}\"");
        }
    }
    all.push(write(&members, ","));
    assert_eq!(
        all[1].replace([' ', '\n', '\t'], ""),
        message.replace(' ', "")
    );
    all
}

#[test]
fn login_is_accepted() {
    let odd = r#"{"trnm":"LOGIN","return_code":0,"return_msg":"[CODE=8005, MESSAGE=x]"}"#;
    for form in [forms(LOGIN_OK), forms(odd)].concat() {
        let mut bench = Bench::at_login(SessionSettings::default());
        bench.text(&form);
        let up = LinkEvent::Up { epoch: 1 };
        let restored = LinkEvent::Restored {
            accepted: 0,
            rejected: 0,
        };
        assert_eq!(bench.take_events(), [LinkEvent::Connecting, up, restored]);
        assert_eq!(bench.session.state(), State::Live);
        assert_eq!(bench.session.epoch(), 1);
        // Another one changes nothing.
        bench.text(&form);
        assert_eq!(bench.session.stats().unexpected, 1);
        assert!(bench.take_events().is_empty());
    }
}

#[test]
fn login_is_refused_with_the_most_exact_code() {
    let cases = [
        (
            r#"{"trnm":"LOGIN","return_code":805004,"return_msg":"토큰 인증에 실패했습니다. 접속을 종료합니다 [CODE=8005, MESSAGE=Token이 유효하지 않습니다]"}"#,
            8005,
            "Token이 유효하지 않습니다",
        ),
        (
            r#"{"trnm":"LOGIN","return_msg":"토큰 인증에 실패했습니다. 접속을 종료합니다 [CODE=8031, MESSAGE=투자구분(실전/모의)이 달라서 Token를 사용할수가 없습니다]"}"#,
            8031,
            "투자구분(실전/모의)이 달라서 Token를 사용할수가 없습니다",
        ),
        (
            r#"{"trnm":"LOGIN","return_code":3,"return_msg":"인증에 실패했습니다[8005:Token이 유효하지 않습니다]"}"#,
            8005,
            "Token이 유효하지 않습니다",
        ),
        (
            r#"{"trnm":"LOGIN","return_code":8050,"return_msg":"지정단말기 인증에 실패했습니다"}"#,
            8050,
            "지정단말기 인증에 실패했습니다",
        ),
        (
            r#"{"trnm":"LOGIN","return_code":1,"return_msg":"x"}"#,
            1,
            "x",
        ),
    ];
    for (message, code, text) in cases {
        for form in forms(message) {
            let mut bench = Bench::at_login(once());
            bench.text(&form);
            let reason = SessionError::LoginRefused {
                code: ReturnCode::new(code),
                text: text.into(),
            };
            assert_eq!(bench.ended(), reason, "{form}");
            assert_eq!(reason.advice(), ReturnCode::new(code).advice());
            assert!(reason.to_string().contains(text), "{reason}");
            assert_eq!(
                (bench.closes.as_slice(), bench.session.state()),
                ([1000].as_slice(), State::Stopped)
            );
        }
    }
    let mut bench = Bench::at_login(once());
    bench.text(r#"{"trnm":"LOGIN"}"#);
    let reason = SessionError::LoginRefused {
        code: ReturnCode::MISSING,
        text: "".into(),
    };
    assert_eq!(bench.ended(), reason);
}

#[test]
fn nothing_but_login_and_echoes_goes_out_before_its_answer() {
    let mut bench = Bench::at_login(SessionSettings::default());
    bench.subscribe(&[("0B", "005930"), ("00", "")]);
    for message in [
        MISSED_LOGIN,
        NO_TRNM,
        EARLY,
        REG_OK,
        REAL,
        r#"{"trnm":"SYSTEM","code":"R9"}"#,
    ] {
        bench.text(message);
        assert_eq!(bench.take_sent(), [""; 0], "{message}");
    }
    assert_eq!(
        bench.session.stats().unexpected,
        3,
        "two answers and market data"
    );
    bench.text(PING);
    assert_eq!(bench.take_sent(), [PING]);
    bench.text(LOGIN_OK);
    let account =
        r#"{"trnm":"REG","grp_no":"1","refresh":"1","data":[{"item":[""],"type":["00"]}]}"#;
    assert_eq!(bench.take_sent(), [account]);
}

#[test]
fn pings_are_sent_back_byte_for_byte() {
    let pings = [
        PING,
        "PING",
        " PING\n",
        r#"{ "trnm" : "PING" }"#,
        r#"{"time":"090000","trnm":"PING"}"#,
        r#"{"trnm":"PING","return_code":0,"x":["\u0041\n",{"trnm":"REAL"}]}"#,
        "\t{\"x\":\"가\\\"나\",\r\n\"trnm\":\"P\\u0049NG\"} ",
    ];
    let mut bench = Bench::live(SessionSettings::default());
    for ping in pings {
        bench.text(ping);
        assert_eq!(bench.take_sent(), [ping]);
    }
    assert_eq!(bench.session.stats().pings, pings.len() as u64);
    // The refusal of an echo is no PING: it would go to and fro for ever.
    bench.text(r#"{"trnm":"PING","return_code":100013,"return_msg":""}"#);
    assert_eq!(bench.take_sent(), [""; 0]);
    assert_eq!(bench.session.stats().unknown, 1);
}

#[test]
fn registrations_are_accepted() {
    for form in forms(REG_OK) {
        let mut bench = Bench::at_login(SessionSettings::default());
        bench.subscribe(&[("0B", "005930"), ("0D", "005930")]);
        bench.text(LOGIN_OK);
        assert_eq!(bench.session.state(), State::Restoring);
        assert_eq!(bench.route(REAL.as_bytes()), Route::Data);
        bench.text(&form);
        assert_eq!(
            bench.events.last(),
            Some(&LinkEvent::Restored {
                accepted: 2,
                rejected: 0
            })
        );
        assert_eq!(bench.session.state(), State::Live);
    }
}

#[test]
fn registrations_are_refused_key_by_key() {
    let refusals = [
        (
            r#"{"trnm":"REG","return_code":105111,"return_msg":"실시간 항목 등록에 실패했습니다"}"#,
            105_111,
        ),
        (
            r#"{"trnm":"REG","return_code":105115,"return_msg":"실시간 항목 등록에 실패했습니다. 등록 종목이 허용 개수(100)를 초과했습니다"}"#,
            105_115,
        ),
        (
            r#"{"trnm":"REG","return_code":105115,"return_msg":"실시간 항목 등록에 실패했습니다. 등록 종목이 허용 개수(200)를 초과했습니다"}"#,
            105_115,
        ),
        (
            r#"{"trnm":"REG","return_code":105118,"return_msg":"실시간 항목 등록에 실패했습니다. 등록 종목이 그룹번호에 등록할 수 있는 허용 개수(100)를 초과했습니다"}"#,
            105_118,
        ),
        (r#"{"trnm":"REG","return_code":1,"return_msg":""}"#, 1),
        (r#"{"trnm":"REG","return_msg":""}"#, i64::MIN),
    ];
    for (message, code) in refusals {
        for form in forms(message) {
            let mut bench = Bench::at_login(SessionSettings::default());
            bench.subscribe(&[("0B", "005930"), ("0D", "005930")]);
            bench.text(LOGIN_OK);
            bench.events.clear();
            bench.text(&form);
            let why = Rejection::Server {
                code: ReturnCode::new(code),
            };
            let keys = super::made(&[("0B", "005930"), ("0D", "005930")]);
            let rejected = |index: usize| LinkEvent::Rejected {
                key: keys[index],
                why,
            };
            let restored = LinkEvent::Restored {
                accepted: 0,
                rejected: 2,
            };
            assert_eq!(
                bench.take_events(),
                [rejected(0), rejected(1), restored],
                "{form}"
            );
            assert_eq!(bench.session.stats().refused, 1);
        }
    }
}

#[test]
fn what_the_server_put_off_is_sent_again() {
    for message in [EARLY, BUSY] {
        for form in forms(message) {
            let mut bench = Bench::at_login(SessionSettings::default());
            bench.subscribe(&[("0B", "005930")]);
            bench.text(LOGIN_OK);
            let request = bench.take_sent();
            bench.text(&form);
            bench.wait(ms(799));
            assert_eq!(bench.take_sent(), [""; 0]);
            bench.wait(ms(1));
            assert_eq!(bench.take_sent(), request);
            bench.text(REG_OK);
            assert_eq!(
                bench.events.last(),
                Some(&LinkEvent::Restored {
                    accepted: 1,
                    rejected: 0
                })
            );
            assert_eq!(bench.session.stats().retries, 1);
        }
    }
}

#[test]
fn another_session_with_the_key_ends_this_one() {
    for form in forms(REPLACED) {
        for live in [false, true] {
            let mut bench = Bench::at_login(SessionSettings::default());
            if live {
                bench.text(LOGIN_OK);
            }
            bench.events.clear();
            bench.text(&form);
            assert!(matches!(
                bench.events[..],
                [
                    LinkEvent::System {
                        code: SystemCode::SESSION_REPLACED,
                        ..
                    },
                    _,
                    _
                ]
            ));
            assert_eq!(bench.ended(), SessionError::SessionReplaced);
            // The close that the server sends now changes nothing.
            bench.input(Input::Lost(LinkLoss::Closed {
                code: Some(1000),
                text: crate::record::Text::NONE,
            }));
            assert!(bench.take_events().is_empty());
            assert_eq!(bench.session.next_deadline(), None);
        }
    }
}

#[test]
fn a_system_message_names_the_reason_of_the_close_after_it() {
    let bye = LinkLoss::Closed {
        code: Some(1000),
        text: crate::record::Text::NONE,
    };
    let last = |announce: &[&str], wait| {
        let mut bench = Bench::live(once());
        for message in announce {
            bench.text(message);
        }
        assert!(bench.closes.is_empty());
        bench.wait(wait);
        bench.input(Input::Lost(bye));
        assert_eq!(bench.session.stats().systems, announce.len() as u64);
        bench.ended()
    };
    for (message, wanted) in [
        (MISSED_PING, SystemCode::KEEP_ALIVE_MISSED),
        (MISSED_LOGIN, SystemCode::LOGIN_MISSED),
    ] {
        for form in forms(message) {
            let reason = last(&[&form], ms(0));
            assert!(
                matches!(reason, SessionError::ClosedBySystem { code, .. } if code == wanted),
                "{reason:?}"
            );
            assert!(reason.to_string().contains(wanted.as_str()), "{reason}");
        }
    }
    // One that came long before has nothing to do with it, nor do others.
    assert_eq!(
        last(&[MISSED_PING], ms(10_001)),
        SessionError::Lost { loss: bye }
    );
    assert_eq!(
        last(
            &[r#"{"trnm":"SYSTEM","code":"R10003","message":"x"}"#],
            ms(0)
        ),
        SessionError::Lost { loss: bye }
    );
    assert_eq!(
        last(
            &[
                r#"{"trnm":"SYSTEM"}"#,
                r#"{"trnm":"SYSTEM","code":7,"message":null}"#
            ],
            ms(0)
        ),
        SessionError::Lost { loss: bye }
    );
}

#[test]
fn other_messages_are_counted_and_harmless() {
    let others = [
        NO_TRNM,
        r#"{"trnm":"CNSRCLR","seq":"1","return_code":0,"return_msg":""}"#,
        r#"{"trnm":"CNSRLST","return_code":0,"return_msg":"","data":[["0","조건1"],["1","조건2"]]}"#,
        r#"{"trnm":"CNSRREQ","seq":"33","return_code":0,"data":null}"#,
        r#"{"data":[{"jmcode":"A027360"}]}"#,
        r#"{"trnm":7}"#,
        "{}",
    ];
    let mut bench = Bench::live(SessionSettings::default());
    for other in others {
        bench.text(other);
    }
    for broken in [
        "",
        "[]",
        "\"PING\"",
        "null",
        "PONG",
        "{\"trnm\":\"PING\"",
        "{\"trnm\":\"SYSTEM\",}",
    ] {
        bench.text(broken);
    }
    assert_eq!(bench.route(b"{\"trnm\":\"PING\xff\"}"), Route::Handled);
    let stats = bench.session.stats();
    assert_eq!((stats.unknown, stats.malformed), (others.len() as u64, 8));
    assert!(bench.sent.is_empty() && bench.events.is_empty());
    bench.text(REG_OK);
    bench.text(super::REMOVE_OK);
    assert_eq!(bench.session.stats().unexpected, 2);
    assert_eq!(bench.session.state(), State::Live);
}

#[test]
fn market_data_goes_to_the_decoder_in_every_form() {
    let mut bench = Bench::live(SessionSettings::default());
    let before = bench.session.stats();
    let long = format!(
        r#"{{"x":0,"trnm":"REAL","data":["{}"]}}"#,
        "x".repeat(70_000)
    );
    for form in [
        REAL,
        r#"{"trnm":"REAL","data":[]}"#,
        r#"{ "data": [], "trnm": "REAL" }"#,
        r#"{"trnm":"REAL"}"#,
        &long,
    ] {
        assert_eq!(
            bench.session.on_text(bench.now, form.as_bytes()),
            Route::Data
        );
        assert!(bench.session.poll_action().is_none());
    }
    assert_eq!(bench.session.stats(), before);

    let long = format!(r#"{{"trnm":"PING","x":"{}"}}"#, "x".repeat(70_000));
    bench.text(&long);
    bench.text(&"x".repeat(70_000));
    assert_eq!(bench.session.stats().oversized, 2);
    assert!(bench.sent.is_empty());
}

#[test]
fn nothing_follows_the_end() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.input(Input::Stop);
    assert_eq!(bench.ended(), SessionError::StopRequested);
    bench.input(Input::Stop);
    bench.subscribe(&[("0B", "005930")]);
    for message in [PING, REAL, LOGIN_OK, REPLACED] {
        bench.text(message);
    }
    bench.input(Input::Timer);
    assert!(bench.events.is_empty() && bench.sent.is_empty());
    assert_eq!(
        (bench.connects, bench.closes.as_slice()),
        (1, [1000].as_slice())
    );
    assert!(bench.session.poll_action().is_none());
}
