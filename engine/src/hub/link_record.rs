//! What the session tells, as a record.

use crate::Mono;
use crate::record::{Link, LinkEventKind, Text};
use crate::session::{Key, LinkEvent, Rejection, SessionError};
use crate::tap::TapTrouble;
use std::fmt::Write as _;
use std::time::Duration;

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
        LinkEvent::Down {
            reason,
            last_rx,
            retry_in,
        } => {
            ended(&mut link, reason);
            link.last_rx_ns = last_rx.map_or(0, Mono::nanos);
            link.retry_in_ms = retry_in.map_or(0, whole_ms);
            LinkEventKind::DOWN
        }
        LinkEvent::Stopped { reason } => {
            ended(&mut link, reason);
            LinkEventKind::STOPPED
        }
    };
    link
}

/// The record that tells what went wrong with a tap.
pub(super) fn of_trouble(trouble: TapTrouble) -> Link {
    let mut link = Link::EMPTY;
    (link.event, link.text) = match trouble {
        TapTrouble::Lost(count) => {
            link.rejected = u32::try_from(count).unwrap_or(u32::MAX);
            let words = "the recorder had no room: its ring or its disk is too slow";
            (LinkEventKind::RECORDING_LOST, Text::new(words))
        }
        TapTrouble::Stopped => {
            let words = "nothing is recorded any more: see what the recorder says";
            (LinkEventKind::RECORDING_STOPPED, Text::new(words))
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

/// Whole milliseconds, at least one: nothing stands for no attempt at all.
fn whole_ms(wait: Duration) -> u32 {
    u32::try_from(wait.as_millis()).unwrap_or(u32::MAX).max(1)
}

/// As much of it as fits.
fn text(of: &impl std::fmt::Display) -> Text<128> {
    // Events of the link are rare, and off the path of the data.
    let mut words = String::new();
    _ = write!(words, "{of}");
    Text::new(&words)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::Mono;
    use crate::record::LinkEventKind;
    use crate::session::{LinkEvent, SessionError};
    use std::time::Duration;

    #[test]
    fn an_outage_tells_since_when_and_until_when() {
        let down = |last_rx, retry_in| {
            let reason = SessionError::Stale;
            let link = of(&LinkEvent::Down {
                reason,
                last_rx,
                retry_in,
            });
            assert_eq!(link.event, LinkEventKind::DOWN);
            assert!(link.text.as_str().contains("silent"), "{link:?}");
            (link.last_rx_ns, link.retry_in_ms)
        };
        assert_eq!(down(None, None), (0, 0));
        let at = Some(Mono::from_nanos(77));
        assert_eq!(down(at, Some(Duration::from_millis(152))), (77, 152));
        assert_eq!(down(at, Some(Duration::from_nanos(1))), (77, 1));
        assert_eq!(down(at, Some(Duration::MAX)), (77, u32::MAX));
    }
}
