//! What the session tells, as a record.

use crate::record::{Link, LinkEventKind, Text};
use crate::session::{Key, LinkEvent, Rejection, SessionError};
use std::fmt::Write as _;

/// The record that tells `event`. Its header is left to be completed.
pub(super) fn of(event: &LinkEvent) -> Link {
    let mut link = Link::EMPTY;
    link.event = match event {
        LinkEvent::Connecting => LinkEventKind::CONNECTING,
        LinkEvent::Up { .. } => LinkEventKind::UP,
        LinkEvent::Restored { accepted, rejected } => {
            link.accepted = *accepted;
            link.rejected = *rejected;
            LinkEventKind::RESTORED
        }
        LinkEvent::Rejected { key, why } => {
            refused(&mut link, key, why);
            LinkEventKind::REJECTED
        }
        LinkEvent::NotRemoved { key, why } => {
            refused(&mut link, key, why);
            LinkEventKind::NOT_REMOVED
        }
        LinkEvent::System { code, text } => {
            link.system_code = Text::new(code.as_str());
            link.text = *text;
            LinkEventKind::SYSTEM
        }
        LinkEvent::Down { reason } => {
            ended(&mut link, reason);
            LinkEventKind::DOWN
        }
        LinkEvent::Stopped { reason } => {
            ended(&mut link, reason);
            LinkEventKind::STOPPED
        }
    };
    link
}

fn refused(link: &mut Link, key: &Key, why: &Rejection) {
    link.message_type = Text::new(key.type_code());
    link.item = Text::new(key.item());
    if let Rejection::Server { code } = why {
        link.code = code.get();
    }
    link.text = text(why);
}

fn ended(link: &mut Link, reason: &SessionError) {
    if let SessionError::LoginRefused { code, .. } = reason {
        link.code = code.get();
    }
    link.text = text(reason);
}

/// As much of it as fits.
fn text(of: &impl std::fmt::Display) -> Text<128> {
    // Events of the link are rare, and off the path of the data.
    let mut words = String::new();
    _ = write!(words, "{of}");
    Text::new(&words)
}
