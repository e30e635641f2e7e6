//! `decode`: frames from a file, as JSON.

use crate::Outcome;
use clap::Args;
use kiwoom_engine::decode::{DecodeErrorKind, Decoder};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Decode frames, one a line, to JSON, one object a record.
///
/// A line may begin with a time stamp and a tab (HH:MM:SS.mmm), which is passed
/// over. A record is `{"type":"0B","item":"005930","record":"trade",
/// "fields":{...},"unknown":{...}}`: numbers are exact decimals, a price is its
/// magnitude with its sign as "<name>_direction", what has no value is null, and
/// codes that the tables lack stand in "unknown". What isn't market data
/// (answers, PING, SYSTEM) is a record "control" with its members as they came;
/// each row of a condition search's answer is a record of its own.
///
/// A line that can't be decoded gives one line on standard error, with its
/// number, and exit status 1 at the end; the other lines are decoded.
#[derive(Args)]
pub(crate) struct Arguments {
    /// The file; standard input when it is left out or "-".
    file: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let (name, input): (_, Box<dyn BufRead>) = match &arguments.file {
        Some(path) if path.as_os_str() != "-" => {
            let name = path.display().to_string();
            let file = File::open(path).map_err(|error| format!("{name}: {error}"))?;
            (name, Box::new(BufReader::new(file)))
        }
        _ => ("standard input".to_owned(), Box::new(io::stdin().lock())),
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let all_well = decode(&name, input, &mut out)?;
    Ok(match all_well {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Decodes all lines; tells whether all could be.
fn decode(name: &str, mut input: impl BufRead, out: &mut impl Write) -> io::Result<bool> {
    let unreadable = |error: io::Error| io::Error::new(error.kind(), format!("{name}: {error}"));
    let mut decoder = Decoder::new();
    let mut line = Vec::new();
    let mut text = String::new();
    let mut all_well = true;
    for number in 1.. {
        line.clear();
        let read = input.read_until(b'\n', &mut line);
        if read.map_err(unreadable)? == 0 {
            break;
        }
        let frame = without_stamp(line.trim_ascii());
        if frame.is_empty() {
            continue;
        }
        text.clear();
        let decoded = decoder.decode_copy(frame, |record, unknown| {
            let unknown = unknown.fields().map(|field| (field.code, field.text));
            // Writing to a String can't fail.
            _ = record.write_json(&mut text, unknown);
            text.push('\n');
        });
        let result = match decoded {
            Err(error) if error.kind() == DecodeErrorKind::NotReal || frame == b"PING" => {
                control(frame, &mut text).ok_or_else(|| error.to_string())
            }
            Err(error) => Err(error.to_string()),
            Ok(_) => Ok(()),
        };
        match result {
            Ok(()) => out.write_all(text.as_bytes())?,
            Err(error) => {
                all_well = false;
                out.flush()?;
                eprintln!("line {number}: {error}");
            }
        }
    }
    out.flush()?;
    Ok(all_well)
}

/// A line without the time stamp that recordings put before it.
fn without_stamp(line: &[u8]) -> &[u8] {
    let Some(tab) = line.iter().position(|byte| *byte == b'\t') else {
        return line;
    };
    let stamp = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b':' | b'.');
    match line[..tab].iter().all(stamp) {
        true => &line[tab + 1..],
        false => line,
    }
}

/// What the server says besides market data. `None` for what it never says.
fn control(frame: &[u8], out: &mut String) -> Option<()> {
    let mut members = match frame {
        b"PING" => Map::from_iter([("trnm".to_owned(), Value::from("PING"))]),
        _ => match serde_json::from_slice(frame).ok()? {
            Value::Object(members) => members,
            _ => return None,
        },
    };
    let trnm = match members.remove("trnm") {
        Some(Value::String(trnm)) if trnm != "REAL" => trnm,
        // The token service's answers have no trnm, nor has a condition
        // search's answer always.
        None if members.contains_key("return_code") || has_matches(&members) => String::new(),
        _ => return None,
    };
    if let Some(token) = members.get_mut("token") {
        *token = Value::from("***");
    }
    let rows = match members.get("data") {
        Some(Value::Array(rows)) if !rows.is_empty() && rows.iter().all(Value::is_object) => {
            members.remove("data")
        }
        _ => None,
    };
    push(out, &trnm, "", "control", members, Map::new());
    for row in rows
        .iter()
        .flat_map(|rows| rows.as_array().into_iter().flatten())
    {
        let row = row.as_object()?;
        let item = row.get("9001").or_else(|| row.get("jmcode"));
        let item = item.and_then(Value::as_str).unwrap_or_default();
        push(out, &trnm, item, "condition_row", Map::new(), row.clone());
    }
    Some(())
}

/// Whether these are the rows of a condition search's answer.
fn has_matches(members: &Map<String, Value>) -> bool {
    let rows = members.get("data").and_then(Value::as_array);
    rows.is_some_and(|rows| rows.iter().all(|row| row.get("jmcode").is_some()))
}

fn push(
    out: &mut String,
    message_type: &str,
    item: &str,
    record: &str,
    fields: Map<String, Value>,
    unknown: Map<String, Value>,
) {
    let string = |text: &str| Value::from(text).to_string();
    let (message_type, item) = (string(message_type), string(item));
    let (fields, unknown) = (Value::from(fields), Value::from(unknown));
    out.push_str(&format!(
        "{{\"type\":{message_type},\"item\":{item},\"record\":\"{record}\",\
         \"fields\":{fields},\"unknown\":{unknown}}}\n"
    ));
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn decoded(input: &str) -> (String, bool) {
        let mut out = Vec::new();
        let all_well = decode("input", input.as_bytes(), &mut out).unwrap();
        (String::from_utf8(out).unwrap(), all_well)
    }

    #[test]
    fn good_lines_are_decoded_beside_bad_ones() {
        let (out, all_well) = decoded(concat!(
            "{\"trnm\":\"REAL\",\"data\":[{\"type\":\"0C\",\"item\":\"005930\",",
            "\"values\":{\"27\":\"-20800\",\"28\":\"\",\"99\":\"?\"}}]}\n",
            "no JSON\n",
            "\n",
            "11:56:18.171\t{\"trnm\":\"PING\"}\n",
            "PING",
        ));
        assert_eq!(
            out,
            concat!(
                "{\"type\":\"0C\",\"item\":\"005930\",\"record\":\"best_quote\",\"fields\":",
                "{\"best_ask\":20800,\"best_ask_direction\":\"down\",",
                "\"best_bid\":null,\"best_bid_direction\":null},\"unknown\":{\"99\":\"?\"}}\n",
                "{\"type\":\"PING\",\"item\":\"\",\"record\":\"control\",\"fields\":{},\"unknown\":{}}\n",
                "{\"type\":\"PING\",\"item\":\"\",\"record\":\"control\",\"fields\":{},\"unknown\":{}}\n",
            )
        );
        assert!(!all_well);
    }

    #[test]
    fn answers_are_shown_and_tokens_are_not() {
        let (out, all_well) = decoded(concat!(
            "{\"trnm\":\"LOGIN\",\"token\":\"secret\"}\n",
            "{\"trnm\":\"CNSRREQ\",\"seq\":\"4\",\"return_code\":0,",
            "\"data\":[{\"jmcode\":\"A005930\"}]}\n",
        ));
        assert!(all_well);
        assert!(!out.contains("secret"));
        assert!(out.contains("\"item\":\"A005930\",\"record\":\"condition_row\""));
    }
}
