//! One account: its session, its tokens, its server's addresses.

use super::{Addresses, Tokens};
use crate::Mono;
use crate::engine::counters::ConnectionSnapshot;
use crate::session::{Session, State};

/// One connection's side that isn't a socket.
pub(crate) struct Account {
    pub(crate) session: Session,
    pub(crate) tokens: Tokens,
    pub(crate) addresses: Addresses,
    /// As it stands in records' headers.
    pub(crate) number: u16,
    pub(crate) counts: ConnectionCounts,
}

/// What came over one connection.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ConnectionCounts {
    pub(crate) reads: u64,
    pub(crate) bytes: u64,
    pub(crate) messages: u64,
    pub(crate) ignored_messages: u64,
    pub(crate) ignored_bytes: u64,
}

impl Account {
    pub(crate) fn new(number: u16, session: Session, tokens: Tokens, addresses: Addresses) -> Self {
        Self {
            session,
            tokens,
            addresses,
            number,
            counts: ConnectionCounts::default(),
        }
    }

    /// When something of it is due.
    pub(super) fn deadlines(&self) -> impl Iterator<Item = Mono> {
        let session = self.session.next_deadline();
        session.into_iter().chain(self.tokens.deadline())
    }

    pub(super) fn snapshot(&self) -> ConnectionSnapshot {
        let state = self.session.state();
        ConnectionSnapshot {
            is_live: state == State::Live,
            has_ended: state == State::Stopped,
            epoch: self.session.epoch(),
            reads: self.counts.reads,
            bytes: self.counts.bytes,
            messages: self.counts.messages,
            ignored_messages: self.counts.ignored_messages,
            ignored_bytes: self.counts.ignored_bytes,
            session: self.session.stats(),
        }
    }
}
