//! Records as JSON, by name.

use super::{Record, RecordRef};
use crate::schema::Value;
use std::fmt::{self, Write};

impl RecordRef<'_> {
    /// Writes the record's fields as one JSON object, by English name.
    ///
    /// Numbers are exact decimals with the scale applied. A price is its
    /// magnitude, followed by `"<name>_direction"`: `up`, `down` or `unchanged`.
    /// Times, dates, codes and texts are strings; what has no value is `null`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_fields_json(self, out: &mut impl Write) -> fmt::Result {
        out.write_char('{')?;
        for (at, (field, value)) in self.fields().enumerate() {
            if at > 0 {
                out.write_char(',')?;
            }
            write!(out, "\"{}\":", field.name)?;
            match value {
                Value::None | Value::NotRepresentable => out.write_str("null")?,
                Value::Number(number) => write!(out, "{number}")?,
                Value::Directed(number, _) => write!(out, "{number}")?,
                Value::Time(time) => write!(out, "\"{time}\"")?,
                Value::Date(date) => write!(out, "\"{date}\"")?,
                Value::Flag(flag) => out.write_str(if flag { "\"Y\"" } else { "\"N\"" })?,
                Value::Text(text) => write_json_string(out, text)?,
            }
            if field.kind.is_directed() {
                write!(out, ",\"{}_direction\":", field.name)?;
                match value {
                    Value::Directed(_, direction) => write!(out, "\"{}\"", direction.name())?,
                    _ => out.write_str("null")?,
                }
            }
        }
        out.write_char('}')
    }

    /// Writes the record as one JSON object without a line break:
    /// `{"type":"0B","item":"005930","record":"trade","fields":{…},"unknown":{…}}`.
    ///
    /// `unknown` are pairs of code and text that belong to it. Records that the
    /// engine made itself have their own members in `fields`.
    ///
    /// # Errors
    /// Those of `out`.
    pub fn write_json<'u>(
        self,
        out: &mut impl Write,
        unknown: impl IntoIterator<Item = (&'u str, &'u str)>,
    ) -> fmt::Result {
        let (code, name) = match (self.spec(), self.typed()) {
            (Some(spec), _) => (spec.message_type.code(), spec.name),
            (None, Some(Record::Unknown(unknown))) => (unknown.message_type.as_str(), "unknown"),
            (None, Some(Record::Gap(_))) => ("", "gap"),
            (None, Some(Record::TradesMissing(_))) => ("", "trades_missing"),
            (None, Some(Record::Staleness(told))) => (told.message_type.as_str(), "staleness"),
            (None, _) => ("", "link"),
        };
        out.write_str("{\"type\":")?;
        write_json_string(out, code)?;
        out.write_str(",\"item\":")?;
        write_json_string(out, self.header().item())?;
        write!(out, ",\"record\":\"{name}\",\"fields\":")?;
        match self.typed() {
            Some(Record::Gap(gap)) => write!(
                out,
                "{{\"lost\":{},\"first\":{},\"last\":{}}}",
                gap.lost, gap.first, gap.last
            )?,
            Some(Record::TradesMissing(missing)) => write!(
                out,
                "{{\"quantity\":{},\"previous\":{},\"cumulative\":{}}}",
                missing.quantity, missing.previous, missing.cumulative
            )?,
            Some(Record::Staleness(told)) => write!(
                out,
                "{{\"event\":\"{:?}\",\"quiet_ns\":{},\"limit_ns\":{}}}",
                told.event, told.quiet_ns, told.limit_ns
            )?,
            Some(Record::Link(link)) => {
                let epoch = link.header.epoch();
                write!(out, "{{\"event\":\"{:?}\",\"epoch\":{epoch}", link.event)?;
                for (name, number) in [
                    ("code", link.code),
                    ("accepted", i64::from(link.accepted)),
                    ("rejected", i64::from(link.rejected)),
                    ("retry_in_ms", i64::from(link.retry_in_ms)),
                ] {
                    write!(out, ",\"{name}\":{number}")?;
                }
                for (name, text) in [
                    ("message_type", link.message_type.as_str()),
                    ("item", link.item.as_str()),
                    ("system_code", link.system_code.as_str()),
                    ("text", link.text.as_str()),
                ] {
                    write!(out, ",\"{name}\":")?;
                    write_json_string(out, text)?;
                }
                out.write_char('}')?;
            }
            _ => self.write_fields_json(out)?,
        }
        out.write_str(",\"unknown\":{")?;
        for (at, (code, text)) in unknown.into_iter().enumerate() {
            if at > 0 {
                out.write_char(',')?;
            }
            write_json_string(out, code)?;
            out.write_char(':')?;
            write_json_string(out, text)?;
        }
        out.write_str("}}")
    }
}

/// Writes a JSON string with its quotes.
fn write_json_string(out: &mut impl Write, text: &str) -> fmt::Result {
    out.write_char('"')?;
    for letter in text.chars() {
        match letter {
            '"' => out.write_str("\\\"")?,
            '\\' => out.write_str("\\\\")?,
            '\u{0}'..='\u{1f}' => write!(out, "\\u{:04x}", u32::from(letter))?,
            letter => out.write_char(letter)?,
        }
    }
    out.write_char('"')
}
