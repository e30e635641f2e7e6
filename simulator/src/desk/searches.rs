//! Condition searches: the list, a search, and its end. The US socket has the
//! same three with a G in front.

use serde_json::Value;

use super::texts::{self, quoted};
use crate::market::condition::{NAMES, starts_inside};
use crate::universe::{STOCKS, US_STOCKS};

/// CNSRLST.
pub(crate) fn list(trnm: &str) -> String {
    let names: Vec<_> = NAMES
        .iter()
        .map(|(seq, name)| format!(r#"["{seq}","{name}"]"#))
        .collect();
    let names = names.join(",");
    format!(r#"{{"trnm":"{trnm}","return_code":0,"return_msg":"","data":[{names}]}}"#)
}

/// The answer to a CNSRREQ, and whether its condition is to be pushed. Until
/// CNSRLST has been asked for, and for an unknown number, there is no data.
pub(crate) fn search(trnm: &str, request: &Value, listed: bool, us: bool) -> (String, bool) {
    let seq = seq(request);
    if !listed || !NAMES.iter().any(|(known, _)| *known == seq) {
        let seq = quoted(&seq);
        return (
            format!(r#"{{"trnm":"{trnm}","seq":{seq},"return_code":0,"data":null}}"#),
            false,
        );
    }
    let live = request.get("search_type").and_then(Value::as_str) == Some("1");
    let rows = if us {
        us_rows(&seq, live)
    } else {
        rows(&seq, live)
    };
    let answer = if live {
        format!(r#"{{"trnm":"{trnm}","seq":"{seq}","return_code":0,"data":[{rows}]}}"#)
    } else {
        format!(
            r#"{{"trnm":"{trnm}","seq":"{seq:<3}","cont_yn":"N","next_key":"","return_code":0,"data":[{rows}]}}"#
        )
    };
    (answer, live)
}

/// CNSRCLR. The official example answers GCNSRCLR under the name GCNSRREQ.
pub(crate) fn clear(request: &Value, us: bool) -> String {
    let seq = quoted(&seq(request));
    if us {
        format!(
            r#"{{"trnm":"GCNSRREQ","seq":{seq},"return_code":0,"return_msg":"정상종료되었습니다."}}"#
        )
    } else {
        format!(r#"{{"trnm":"CNSRCLR","seq":{seq},"return_code":0,"return_msg":""}}"#)
    }
}

/// The refusal of a search beyond the limit. Its code on the live service is
/// unknown; this is the one of a full session.
pub(crate) fn full(trnm: &str, limit: usize) -> String {
    texts::session_full(trnm, limit)
}

/// The serial number, which may come blank padded.
pub(crate) fn seq(request: &Value) -> String {
    request
        .get("seq")
        .and_then(Value::as_str)
        .unwrap_or("")
        .trim()
        .to_owned()
}

fn rows(seq: &str, live: bool) -> String {
    let inside = STOCKS
        .iter()
        .enumerate()
        .filter(|(place, _)| starts_inside(seq, *place));
    let rows = inside.map(|(_, (code, name, price, _))| {
        if live {
            return format!(r#"{{"jmcode":"A{code}"}}"#);
        }
        let zero = "000000000";
        format!(
            r#"{{"9001":"A{code}","302":"{name}","10":"{price:09}","25":"3","11":"{zero}","12":"{zero}","13":"{zero}","16":"{zero}","17":"{zero}","18":"{zero}"}}"#
        )
    });
    rows.collect::<Vec<_>>().join(",")
}

fn us_rows(seq: &str, live: bool) -> String {
    let inside = US_STOCKS
        .iter()
        .enumerate()
        .filter(|(place, _)| starts_inside(seq, *place));
    let rows = inside.map(|(_, (code, name, price, _, exchange))| {
        if live {
            return format!(r#"{{"stex_tp":"{exchange}","jmcode":"{code}"}}"#);
        }
        let price = format!("{:06}.{:04}", price / 10_000, price % 10_000);
        format!(
            r#"{{"10":"{price}","11":"000000.0000","12":"00000.00","13":"0000000000","16":"{price}","17":"{price}","18":"{price}","25":"3","302":"{name}","318":"","9001":"{code}","stex_tp":"{exchange}"}}"#
        )
    });
    rows.collect::<Vec<_>>().join(",")
}
