//! A link event as JSON: for people, and for any later layout of the record.

use kiwoom_engine::record::{Link, LinkEventKind, Text};
use serde::{Deserialize, Serialize};

/// What a [`Link`] record says, by name. What is missing is as nothing.
#[derive(Serialize, Deserialize)]
struct Event<'a> {
    event: &'a str,
    #[serde(default, skip_serializing_if = "is_zero")]
    code: i64,
    #[serde(default, skip_serializing_if = "is_none")]
    accepted: u32,
    #[serde(default, skip_serializing_if = "is_none")]
    rejected: u32,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    message_type: &'a str,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    item: &'a str,
    #[serde(default, skip_serializing_if = "str::is_empty")]
    system_code: &'a str,
    /// May hold escapes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(default, skip_serializing_if = "is_never")]
    last_rx_ns: u64,
    #[serde(default, skip_serializing_if = "is_none")]
    retry_in_ms: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_zero(number: &i64) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_none(number: &u32) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_never(number: &u64) -> bool {
    *number == 0
}

/// The event as a JSON object.
pub(super) fn write(link: &Link) -> String {
    let event = Event {
        event: link.event.name().unwrap_or_default(),
        code: link.code,
        accepted: link.accepted,
        rejected: link.rejected,
        message_type: link.message_type.as_str(),
        item: link.item.as_str(),
        system_code: link.system_code.as_str(),
        text: link.text.as_str().to_owned(),
        last_rx_ns: link.last_rx_ns,
        retry_in_ms: link.retry_in_ms,
    };
    // Texts and numbers only: nothing in it can fail.
    serde_json::to_string(&event).unwrap_or_default()
}

/// The record that a JSON object stands for, but for its header; `None` for what
/// is none, or of a later version.
pub(super) fn read(json: &[u8]) -> Option<Link> {
    let event: Event<'_> = serde_json::from_slice(json).ok()?;
    let mut link = Link::EMPTY;
    link.event = LinkEventKind::from_name(event.event)?;
    link.code = event.code;
    link.accepted = event.accepted;
    link.rejected = event.rejected;
    link.message_type = Text::new(event.message_type);
    link.item = Text::new(event.item);
    link.system_code = Text::new(event.system_code);
    link.text = Text::new(&event.text);
    link.last_rx_ns = event.last_rx_ns;
    link.retry_in_ms = event.retry_in_ms;
    Some(link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_an_event_comes_back() {
        let mut link = Link::EMPTY;
        link.event = LinkEventKind::DOWN;
        link.code = -8_005;
        link.accepted = 1;
        link.rejected = 2;
        link.message_type = Text::new("0B");
        link.item = Text::new("005930_AL");
        link.system_code = Text::new("R10001");
        link.text = Text::new("동일한 App key로 \"접속\"\n이");
        link.last_rx_ns = u64::MAX;
        link.retry_in_ms = 3;
        let json = write(&link);
        let back = read(json.as_bytes()).unwrap();
        assert_eq!(format!("{back:?}"), format!("{link:?}"));
        for kind in LinkEventKind::ALL {
            link.event = kind;
            assert_eq!(read(write(&link).as_bytes()).unwrap().event, kind);
        }
    }

    #[test]
    fn what_says_nothing_isnt_written_and_what_isnt_known_isnt_read() {
        let mut link = Link::EMPTY;
        link.event = LinkEventKind::CONNECTING;
        assert_eq!(write(&link), r#"{"event":"CONNECTING"}"#);
        for other in [r#"{"event":"LATER"}"#, "{}", "", "[1]"] {
            assert!(read(other.as_bytes()).is_none(), "{other}");
        }
    }
}
