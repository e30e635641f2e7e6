//! `fields`: the tables.

use crate::Outcome;
use clap::{Args, ValueEnum};
use kiwoom_engine::schema::{FieldSpec, MESSAGES, MessageSpec, MessageType};
use std::io::{self, Write};
use std::process::ExitCode;

/// Print the tables of message types and fields.
///
/// Every field with Kiwoom's code, its English and Korean name, its kind and
/// unit, the decimals of its number, and its place in the record.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Only this message type: its code (0B) or its name (trade).
    #[arg(value_name = "TYPE")]
    message_type: Option<String>,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// Tab-separated values with a header line.
    Tsv,
    /// One JSON object a line.
    Json,
}

const COLUMNS: [&str; 9] = [
    "type", "code", "name", "name_ko", "kind", "unit", "scale", "offset", "size",
];

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let wanted = match &arguments.message_type {
        None => None,
        Some(name) => Some(find(name)?),
    };
    let mut out = io::stdout().lock();
    if let Format::Tsv = arguments.format {
        writeln!(out, "{}", COLUMNS.join("\t"))?;
    }
    for spec in MESSAGES {
        if wanted.is_some_and(|wanted| wanted != spec.message_type) {
            continue;
        }
        match arguments.format {
            Format::Table => table(&mut out, spec)?,
            Format::Tsv => {
                for field in spec.fields {
                    writeln!(out, "{}", cells(spec, field).join("\t"))?;
                }
            }
            Format::Json => {
                for field in spec.fields {
                    json(&mut out, spec, field)?;
                }
            }
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn find(name: &str) -> Result<MessageType, String> {
    let found = name.parse().ok();
    found
        .filter(|found: &MessageType| found.spec().is_some())
        .ok_or_else(|| format!("no message type has the code or name {name:?}; `kiwoom-engine fields` lists them all"))
}

fn cells(spec: &MessageSpec, field: &FieldSpec) -> [String; 9] {
    let scale = match field.kind.is_number() {
        true => field.scale.to_string(),
        false => String::new(),
    };
    [
        spec.message_type.code().to_owned(),
        field.code.to_string(),
        field.name.to_owned(),
        field.name_ko.to_owned(),
        field.kind.name().to_owned(),
        field.unit.to_owned(),
        scale,
        field.offset.to_string(),
        field.size.to_string(),
    ]
}

fn table(out: &mut impl Write, spec: &MessageSpec) -> io::Result<()> {
    writeln!(
        out,
        "{} {} {} ({} fields, {} bytes)",
        spec.message_type.code(),
        spec.name,
        spec.name_ko,
        spec.fields.len(),
        spec.record_size
    )?;
    for field in spec.fields {
        let [_, code, name, name_ko, kind, unit, scale, offset, size] = cells(spec, field);
        let unit = match (unit.as_str(), scale.as_str()) {
            (unit, "" | "0") => unit.to_owned(),
            (unit, scale) => format!("{unit} .{scale}"),
        };
        // The Korean name comes last: its letters are two columns wide.
        writeln!(
            out,
            "  {code:>5}  {name:<32} {kind:<16} {unit:<22} {offset:>4} +{size:<3} {name_ko}"
        )?;
        for (text, value) in field.values {
            writeln!(out, "{:>42} = {value}", format!("{text:?}"))?;
        }
    }
    writeln!(out)
}

fn json(out: &mut impl Write, spec: &MessageSpec, field: &FieldSpec) -> io::Result<()> {
    let values: serde_json::Map<_, _> = field
        .values
        .iter()
        .map(|(text, name)| ((*text).to_owned(), (*name).into()))
        .collect();
    let object = serde_json::json!({
        "type": spec.message_type.code(),
        "record": spec.name,
        "code": field.code,
        "name": field.name,
        "name_ko": field.name_ko,
        "kind": field.kind.name(),
        "unit": field.unit,
        "scale": field.kind.is_number().then_some(field.scale),
        "offset": field.offset,
        "size": field.size,
        "values": values,
    });
    writeln!(out, "{object}")
}
