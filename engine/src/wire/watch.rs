//! The rules for headers, where somebody else puts the messages together.

use super::{Limits, WsError, header::Header, header::Opcode};

/// Goes along with the server's bytes, and tells the first frame whose header breaks
/// a rule of RFC 6455, or that is one fragment too many.
///
/// What it leaves to others: which frame may follow which, and how long a message
/// may be.
pub(crate) struct HeaderWatch {
    limits: Limits,
    /// The beginning of a header, and how much of it is there.
    begun: [u8; Header::MAX_LEN],
    count: usize,
    /// Bytes of the payload that are still to come.
    payload: u64,
    /// Fragments of the message that isn't complete.
    fragments: u32,
}

impl HeaderWatch {
    pub(crate) const fn new(limits: Limits) -> Self {
        Self {
            limits,
            begun: [0; Header::MAX_LEN],
            count: 0,
            payload: 0,
            fragments: 0,
        }
    }

    /// Takes the next bytes of the stream. After an error the stream means nothing
    /// any more.
    ///
    /// # Errors
    /// The rule, and how many of these bytes stand before the frame that broke it.
    pub(crate) fn pass(&mut self, bytes: &[u8]) -> Result<(), (usize, WsError)> {
        let (mut at, mut begins) = (0, 0);
        while at < bytes.len() {
            if self.payload > 0 {
                let rest = bytes.len() - at;
                let passed = usize::try_from(self.payload).map_or(rest, |it| it.min(rest));
                self.payload -= passed as u64;
                at += passed;
                continue;
            }
            if self.count == 0 {
                begins = at;
            }
            self.begun[self.count] = bytes[at];
            (self.count, at) = (self.count + 1, at + 1);
            let header = Header::parse(&self.begun[..self.count]);
            if let Some(header) = header.map_err(|error| (begins, error))? {
                self.admit(&header).map_err(|error| (begins, error))?;
                (self.count, self.payload) = (0, header.payload);
            }
        }
        Ok(())
    }

    fn admit(&mut self, header: &Header) -> Result<(), WsError> {
        match header.opcode {
            Opcode::Close | Opcode::Ping | Opcode::Pong => return Ok(()),
            Opcode::Continuation if self.fragments >= self.limits.fragments => {
                return Err(WsError::TooManyFragments);
            }
            Opcode::Continuation => self.fragments += 1,
            Opcode::Text | Opcode::Binary => self.fragments = 1,
        }
        if header.last {
            self.fragments = 0;
        }
        Ok(())
    }
}
