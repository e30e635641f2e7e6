//! Answers of every form.

use super::{Body, LONGEST, read};
use crate::TokenFailure;
use crate::tokens::{AppKeys, Issued};
use crate::{ReturnCode, Token, UnixNanos};
use proptest::prelude::*;

fn answer(status: u16, text: &[u8]) -> Result<Issued, TokenFailure> {
    let keys = AppKeys::new("CANARYKEY-1234567".into(), "CANARYSECRET-7654321".into()).unwrap();
    let mut body = Body::new();
    body.spare()[..text.len()].copy_from_slice(text);
    body.filled(text.len());
    read(status, body, &keys)
}

/// The end of a token that must be `TOKEN`, in seconds.
fn issued(text: &str) -> Option<u64> {
    let issued = answer(200, text.as_bytes()).unwrap();
    assert!(
        issued
            .token
            .is_same_as(&Token::new("TOKEN".into()).unwrap())
    );
    issued.expires.map(|it| it.get() / 1_000_000_000)
}

#[test]
fn tokens_of_every_form() {
    let end = Some(1_730_936_233);
    for (text, wanted) in [
        (
            r#"{"expires_dt":"20241107083713","token_type":"bearer","token":"TOKEN","return_code":0,"return_msg":"정상적으로 처리되었습니다"}"#,
            end,
        ),
        (
            r#"{"expires_dt":20241107083713,"token_type":"Bearer","token":"Bearer TOKEN","return_code":"0"}"#,
            end,
        ),
        (
            r#" { "token" : "TOKEN" , "return_code" : " 0 " , "x" : [ { } ] } "#,
            None,
        ),
        (r#"{"token":"TOKEN"}"#, None),
        (r#"{"token":"\u0054OKEN","expires_dt":"soon"}"#, None),
        (
            r#"{"token":"TOKEN","expires_dt":null,"token_type":null}"#,
            None,
        ),
        (r#"{"token":"TOKEN","expires_dt":["20241107083713"]}"#, None),
    ] {
        assert_eq!(issued(text), wanted, "{text}");
    }
    assert_eq!(
        answer(201, br#"{"token":"T","expires_dt":"19700101090001"}"#)
            .unwrap()
            .expires,
        Some(UnixNanos::new(1_000_000_000))
    );
}

#[test]
fn refusals_of_every_form() {
    for (status, text, wanted, said) in [
        (
            200,
            r#"{"return_msg":"인증에 실패했습니다[8001:App Key와 Secret Key 검증에 실패했습니다]","return_code":3}"#,
            8001,
            "App Key와 Secret Key 검증에 실패했습니다",
        ),
        (
            200,
            r#"{"return_code":"2","return_msg":"입력파라미터로 appkey 또는 secretkey가 들어오지 않았습니다[8020]"}"#,
            8020,
            "입력파라미터로 appkey 또는 secretkey가 들어오지 않았습니다[8020]",
        ),
        (
            429,
            r#"{"return_code":5,"return_msg":"너무 많습니다"}"#,
            5,
            "너무 많습니다",
        ),
        (
            500,
            r#"{"return_code":1999,"return_msg":"a\nb"}"#,
            1999,
            "a b",
        ),
        // A code comes before a token.
        (200, r#"{"return_code":8050,"token":"TOKEN"}"#, 8050, ""),
        (200, r#"{"return_msg":"[8030:x]"}"#, 8030, "x"),
        (
            200,
            r#"{"return_msg":"x","token":""}"#,
            ReturnCode::MISSING.get(),
            "x",
        ),
        // What shows a part of a key, or the token, isn't shown.
        (
            200,
            r#"{"return_code":3,"return_msg":"[8002:실패사유=CANARYKEY-1234567]"}"#,
            8002,
            "***",
        ),
        (
            200,
            r#"{"return_code":3,"return_msg":"[8002:실패사유=RYSECRET-76]"}"#,
            8002,
            "***",
        ),
        (
            200,
            r#"{"return_code":3,"return_msg":"CANARYTOKEN","token":"CANARYTOKEN"}"#,
            3,
            "***",
        ),
    ] {
        let failure = answer(status, text.as_bytes()).unwrap_err();
        let TokenFailure::Refused { code, text } = failure else {
            panic!("{failure:?}");
        };
        assert_eq!((code.get(), text.as_str()), (wanted, said));
        assert_eq!(failure.code(), Some(code));
        assert!(!format!("{failure} {failure:?}").contains("CANARY"));
    }
}

#[test]
fn what_is_no_answer() {
    // As published: a comma is missing.
    let published = r#"{
        "expires_dt":"20241107083713",
        "token_type":"bearer",
        "token":"WQJCwyqInphKnR3bSRtB9NE1lv"
        "return_code":0,
        "return_msg":"정상적으로 처리되었습니다"
    }"#;
    for (text, what) in [
        (published, "it isn't JSON"),
        ("", "it is empty"),
        ("  ", "it isn't JSON"),
        ("<html>", "it isn't JSON"),
        ("{", "it isn't JSON"),
        (r#"{"token":"TOKEN""#, "it isn't JSON"),
        ("\"TOKEN\"", "it is no JSON object"),
        ("0", "it is no JSON object"),
        ("[]", "it is no JSON object"),
        ("{}", "it holds no token"),
        (r#"{"return_code":0}"#, "it holds no token"),
        (r#"{"return_code":0,"token":null}"#, "it holds no token"),
        (r#"{"return_code":0,"token":17}"#, "it holds no token"),
        (
            r#"{"return_code":0,"token":"CANARY X"}"#,
            "its token holds what no token does",
        ),
        (
            r#"{"token":"TOKEN","token_type":"mac"}"#,
            "its token is no bearer token",
        ),
    ] {
        let failure = answer(200, text.as_bytes()).unwrap_err();
        assert_eq!(failure, TokenFailure::Malformed(what), "{text}");
    }
    let deep = format!(
        r#"{{"token":"TOKEN","x":{}{}}}"#,
        "[".repeat(90),
        "]".repeat(90)
    );
    assert_eq!(
        answer(200, deep.as_bytes()).unwrap_err(),
        TokenFailure::Malformed("it isn't JSON")
    );
    let full = [b' '; LONGEST];
    assert!(answer(200, &full).is_err());
}

#[test]
fn the_status_decides_where_there_is_no_code() {
    for (status, wanted) in [
        (301, TokenFailure::Redirected(301)),
        (302, TokenFailure::Redirected(302)),
        (307, TokenFailure::Redirected(307)),
        (308, TokenFailure::Redirected(308)),
        (400, TokenFailure::Status(400)),
        (404, TokenFailure::Status(404)),
        (429, TokenFailure::Status(429)),
        (500, TokenFailure::Status(500)),
        (503, TokenFailure::Status(503)),
    ] {
        for text in ["", "<html>", "{}", r#"{"token":"TOKEN","return_code":0}"#] {
            let failure = answer(status, text.as_bytes()).unwrap_err();
            assert_eq!(failure, wanted, "{status} {text}");
        }
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(status in 100_u16..600, text in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = answer(status, &text);
    }

    #[test]
    fn almost_answers_never_panic(parts in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(","), Just(":"), Just(" "), Just("\\"),
        Just("\"token\":"), Just("\"return_code\":"), Just("\"return_msg\":"), Just("\"expires_dt\":"),
        Just("\"TOKEN\""), Just("\"[8001:x]\""), Just("0"), Just("-1"), Just("1e400"), Just("null"),
        Just("\"20241107083713\""), Just("\"\\ud800\""), Just("가"), Just("\0"),
    ], 0..16)) {
        let _ = answer(200, parts.concat().as_bytes());
    }
}
