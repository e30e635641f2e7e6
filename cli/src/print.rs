//! Records as lines: JSON or comma-separated values.

use clap::ValueEnum;
use kiwoom_engine::record::{Record, RecordFlags, RecordRef};
use kiwoom_engine::schema::{MessageType, Value};
use std::io::{self, Write};

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One JSON object a line.
    Json,
    /// Comma-separated values; a header line before the first record of each type.
    Csv,
}

/// Writes records to standard output.
pub(crate) struct Printer {
    format: Format,
    out: io::BufWriter<io::StdoutLock<'static>>,
    /// Types whose header line was written.
    types: Vec<MessageType>,
    text: String,
}

impl Printer {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            format,
            out: io::BufWriter::new(io::stdout().lock()),
            types: Vec::new(),
            text: String::new(),
        }
    }

    pub(crate) fn print(&mut self, record: RecordRef<'_>) -> io::Result<()> {
        self.text.clear();
        match self.format {
            Format::Json => json(record, &mut self.text),
            Format::Csv => csv(record, &mut self.text, &mut self.types),
        }
        self.out.write_all(self.text.as_bytes())
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn json(record: RecordRef<'_>, out: &mut String) {
    let unknown = match record.typed() {
        Some(Record::Unknown(unknown)) => Some(unknown),
        _ => None,
    };
    let fields = unknown.into_iter().flat_map(|unknown| unknown.fields());
    // Writing to a String can't fail.
    _ = record.write_json(out, fields.map(|field| (field.code, field.text)));
    out.push('\n');
}

/// Writes one that isn't from the tables to standard error, as JSON.
pub(crate) fn notice(record: RecordRef<'_>) {
    let mut text = String::new();
    json(record, &mut text);
    eprint!("{text}");
}

fn csv(record: RecordRef<'_>, out: &mut String, types: &mut Vec<MessageType>) {
    let Some(spec) = record.spec() else {
        notice(record);
        return;
    };
    if !types.contains(&spec.message_type) {
        types.push(spec.message_type);
        out.push_str("type,item,sequence,rx_kernel_ns,rx_mono_ns,gap_before");
        for field in spec.fields {
            out.push(',');
            out.push_str(field.name);
            if field.kind.is_directed() {
                out.push_str(&format!(",{}_direction", field.name));
            }
        }
        out.push('\n');
    }
    let header = record.header();
    out.push_str(&format!(
        "{},{},{},{},{},{}",
        spec.message_type.code(),
        quoted(header.item()),
        header.sequence(),
        header.rx_kernel().map_or(0, |stamp| stamp.get()),
        header.rx_mono().nanos(),
        u8::from(header.flags().contains(RecordFlags::GAP_BEFORE)),
    ));
    for (field, value) in record.fields() {
        let cell = match value {
            Value::Number(number) | Value::Directed(number, _) => number.to_string(),
            Value::Time(time) => time.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Flag(flag) => (if flag { "Y" } else { "N" }).to_owned(),
            Value::Text(text) => quoted(text),
            _ => String::new(),
        };
        out.push(',');
        out.push_str(&cell);
        if field.kind.is_directed() {
            out.push(',');
            if let Value::Directed(_, direction) = value {
                out.push_str(direction.name());
            }
        }
    }
    out.push('\n');
}

/// A cell that may hold commas or quotes (RFC 4180).
fn quoted(text: &str) -> String {
    match text.contains(['"', ',', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.to_owned(),
    }
}
