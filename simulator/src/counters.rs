//! What was sent, for comparison with what a client received.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use crate::desk::Ending;

/// The figures of one connection.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConnectionCounters {
    /// Counts up from 1 in the order of the handshakes.
    pub id: u64,
    /// Where the client connected from.
    pub peer: SocketAddr,
    /// Whether it came to `/api/us/websocket`.
    pub us: bool,
    /// REAL frames that the socket took to their last byte. With TLS, those that
    /// are encrypted on their way into it count.
    pub frames: u64,
    /// Elements in those frames, by type and item as written on the wire.
    pub elements: BTreeMap<(String, String), u64>,
    /// PINGs sent.
    pub pings: u64,
    /// Text messages received from the client.
    pub received: u64,
    /// Bytes that the socket took, with WebSocket framing but without TLS.
    pub bytes: u64,
    /// Why the connection ended; none while it is open.
    pub ended: Option<Ending>,
}

/// The figures of all connections at one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counters {
    /// Every connection whose handshake succeeded, in order. Of ended ones the
    /// last hundred are kept: each has a count for every type and item.
    pub connections: Vec<ConnectionCounters>,
    /// Tokens handed out by `POST /oauth2/token`.
    pub tokens_issued: u64,
}

impl Counters {
    /// REAL frames of all connections.
    #[must_use]
    pub fn frames(&self) -> u64 {
        self.connections
            .iter()
            .map(|connection| connection.frames)
            .sum()
    }

    /// Elements of all connections, of all types and items.
    #[must_use]
    pub fn elements(&self) -> u64 {
        self.connections
            .iter()
            .flat_map(|connection| connection.elements.values())
            .sum()
    }

    /// Elements of one type and item, over all connections.
    #[must_use]
    pub fn elements_of(&self, code: &str, item: &str) -> u64 {
        let key = (code.to_owned(), item.to_owned());
        let counts = self
            .connections
            .iter()
            .filter_map(|one| one.elements.get(&key));
        counts.sum()
    }
}
