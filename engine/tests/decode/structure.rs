//! Frames whose structure is wrong: refused as a whole, with the right reason.

use crate::frames::{assert_as_reference, tell};
use crate::reference;
use kiwoom_engine::decode::{DecodeErrorKind, Decoder};

const GOOD: &str = r#"{"type":"0C","item":"005930","values":{"27":"-20800","28":"-20700"}}"#;

/// Kind, place among the elements, frame. `GOOD` stands for a good element.
const REFUSED: &[(DecodeErrorKind, Option<usize>, &str)] = &[
    (DecodeErrorKind::Json, None, ""),
    (DecodeErrorKind::Json, None, "   \n"),
    (DecodeErrorKind::Json, None, "PING"),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD]"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD]}}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD]} x"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD]}{"trnm":"REAL","data":[]}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD,]}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD GOOD]}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{'trnm':'REAL','data':[GOOD]}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"x":01}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"x":nul}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"x":"\x"}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"x":"\ud800"}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        "{\"trnm\":\"REAL\",\"data\":[GOOD],\"x\":\"\n\"}",
    ),
    (
        DecodeErrorKind::Json,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"x}"#,
    ),
    (
        DecodeErrorKind::Json,
        None,
        "\u{feff}{\"trnm\":\"REAL\",\"data\":[GOOD]}",
    ),
    (DecodeErrorKind::NotAnObject, None, "[]"),
    (DecodeErrorKind::NotAnObject, None, "[GOOD]"),
    (DecodeErrorKind::NotAnObject, None, "\"REAL\""),
    (DecodeErrorKind::NotAnObject, None, "0"),
    (DecodeErrorKind::NotAnObject, None, "null"),
    (DecodeErrorKind::NotAnObject, None, " true "),
    (DecodeErrorKind::NotReal, None, "{}"),
    (DecodeErrorKind::NotReal, None, r#"{"data":[GOOD]}"#),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"trnm":"real","data":[GOOD]}"#,
    ),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"trnm":"REAL ","data":[GOOD]}"#,
    ),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"trnm":null,"data":[GOOD]}"#,
    ),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"trnm":["REAL"],"data":[GOOD]}"#,
    ),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"trnm":"REG"}"#,
    ),
    (
        DecodeErrorKind::NotReal,
        None,
        r#"{"TRNM":"REAL","data":[GOOD]}"#,
    ),
    (DecodeErrorKind::Data, None, r#"{"trnm":"REAL"}"#),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":null}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":GOOD}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":"[]"}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":[GOOD],"data":{}}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":[GOOD,null]}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":[[GOOD]]}"#,
    ),
    (
        DecodeErrorKind::Data,
        None,
        r#"{"trnm":"REAL","data":[GOOD,"x"]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(0),
        r#"{"trnm":"REAL","data":[{}]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(1),
        r#"{"trnm":"REAL","data":[GOOD,{"values":{}},GOOD]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":null,"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":0,"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":["0B"],"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Type,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","values":{},"type":{}}]}"#,
    ),
    (
        DecodeErrorKind::Item,
        Some(2),
        r#"{"trnm":"REAL","data":[GOOD,GOOD,{"type":"0B","item":5930,"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Item,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","item":["005930"],"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Item,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","item":false,"values":{}}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B"}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(1),
        r#"{"trnm":"REAL","data":[GOOD,{"type":"ZZ"}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","values":null}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","values":"10"}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","values":[{},null]}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(0),
        r#"{"trnm":"REAL","data":[{"type":"0B","values":[[{}]]}]}"#,
    ),
    (
        DecodeErrorKind::Values,
        Some(1),
        r#"{"trnm":"REAL","data":[GOOD,{"type":"0B","values":{},"values":7}]}"#,
    ),
];

#[test]
fn bad_frames_give_their_reason_and_nothing_else() {
    let mut decoder = Decoder::new();
    let good = format!(r#"{{"trnm":"REAL","data":[{GOOD}]}}"#);
    for (kind, element, frame) in REFUSED {
        let frame = frame.replace("GOOD", GOOD);
        let error = decoder
            .decode_copy(frame.as_bytes(), |record, _| {
                panic!("{record:?} of {frame}")
            })
            .unwrap_err();
        assert_eq!(error.kind(), *kind, "{frame}");
        assert_eq!(error.element(), *element, "{frame}");
        assert_eq!(
            reference::decode(frame.as_bytes()),
            Err(*kind),
            "the reference: {frame}"
        );
        assert_as_reference(&mut decoder, good.as_bytes());
    }
}

#[test]
fn every_kind_of_error_has_its_words() {
    let words = |frame: &str| {
        let frame = frame.replace("GOOD", GOOD);
        let result = Decoder::new().decode_copy(frame.as_bytes(), |_, _| {});
        result.unwrap_err().to_string()
    };
    assert_eq!(words("{\"trnm\" 1}"), "not valid JSON near byte 8");
    assert_eq!(words("[]"), "not a JSON object");
    assert_eq!(
        words("{}"),
        "not a real-time message: its trnm isn't \"REAL\""
    );
    let data = |data: &str| words(&format!(r#"{{"trnm":"REAL","data":{data}}}"#));
    assert_eq!(data("7"), "\"data\" is missing or no list of objects");
    assert_eq!(
        data("[GOOD,{}]"),
        "element 1 of \"data\" has no \"type\", or none that is text"
    );
    assert_eq!(
        data(r#"[{"type":"0B","item":1}]"#),
        "element 0 of \"data\" has an \"item\" that isn't text"
    );
    assert_eq!(
        data(r#"[{"type":"0B"}]"#),
        "element 0 of \"data\" has no \"values\", or none that is an object or a list of objects"
    );
}

#[test]
fn text_that_is_not_utf8_is_refused_wherever_it_stands() {
    let frame = format!(r#"{{"trnm":"REAL","data":[{GOOD}],"x":"????"}}"#);
    let mut decoder = Decoder::new();
    let bad: [&[u8]; 6] = [
        b"\x80",
        b"\xc3",
        b"\xc0\x80",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xea\xb0",
    ];
    for bytes in bad {
        for at in 0..frame.len() - bytes.len() {
            let mut frame = frame.clone().into_bytes();
            frame[at..at + bytes.len()].copy_from_slice(bytes);
            let told = tell(&mut decoder, &frame).map(|_| ());
            assert_eq!(told, Err(DecodeErrorKind::Json), "{bytes:x?} at {at}");
        }
    }
}

/// Where serde_json takes a frame that this decoder refuses. These are the only
/// differences: `damage` looks for others.
mod differences {
    use super::GOOD;
    use crate::frames::assert_as_reference;
    use kiwoom_engine::decode::{DecodeErrorKind, Decoder};

    fn told(frame: &str) -> Result<usize, DecodeErrorKind> {
        let result = Decoder::new().decode_copy(frame.as_bytes(), |_, _| {});
        result.map_err(|error| error.kind())
    }

    /// Frames go four levels down. 32 are read; more could only be an attack.
    #[test]
    fn depth_beyond_32() {
        let nested = |depth: usize| {
            let (open, close) = ("[".repeat(depth), "]".repeat(depth));
            format!(r#"{{"trnm":"REAL","data":[{GOOD}],"x":{open}{close}}}"#)
        };
        assert_eq!(told(&nested(31)), Ok(1), "31 lists in the frame's object");
        assert_as_reference(&mut Decoder::new(), nested(31).as_bytes());
        assert_eq!(told(&nested(32)), Err(DecodeErrorKind::Json));
        serde_json::from_str::<serde_json::Value>(&nested(32)).unwrap();
        assert_eq!(told(&nested(100_000)), Err(DecodeErrorKind::Json));
    }

    /// A bare integer that no 64 bits hold makes the frame bad, wherever it
    /// stands. The feed writes texts, so this only concerns broken frames.
    #[test]
    fn numbers_beyond_64_bits() {
        let with = |number: &str| format!(r#"{{"trnm":"REAL","data":[{GOOD}],"x":{number}}}"#);
        for number in [
            "18446744073709551615",
            "-9223372036854775808",
            "1e308",
            "1.5e-400",
        ] {
            assert_eq!(told(&with(number)), Ok(1), "{number}");
        }
        for number in ["18446744073709551616", "-9223372036854775809"] {
            assert_eq!(told(&with(number)), Err(DecodeErrorKind::Json), "{number}");
            serde_json::from_str::<serde_json::Value>(&with(number)).unwrap();
        }
        for number in ["1e309", "-1e309"] {
            assert_eq!(told(&with(number)), Err(DecodeErrorKind::Json), "{number}");
            serde_json::from_str::<serde_json::Value>(&with(number)).unwrap_err();
        }
    }
}
