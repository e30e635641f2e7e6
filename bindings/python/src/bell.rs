//! How an event loop is woken.

use crate::error;
use pyo3::prelude::*;
use std::io::{Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::sync::{Arc, Mutex};
use std::task::{Wake, Waker};

/// Wakes an event loop: a byte on a socket that it looks at, so that whoever has
/// something for it never waits for the GIL. Made when it is first asked for.
#[derive(Default)]
pub(crate) struct Bell(Mutex<Option<Hung>>);

struct Hung {
    ear: UnixStream,
    waker: Waker,
}

struct Ring(UnixStream);

impl Wake for Ring {
    fn wake(self: Arc<Self>) {
        // Where it is full, the loop will be woken anyway.
        _ = (&self.0).write(&[1]);
    }
}

impl Hung {
    fn new() -> std::io::Result<Self> {
        let (ear, ring) = UnixStream::pair()?;
        ear.set_nonblocking(true)?;
        ring.set_nonblocking(true)?;
        let waker = Waker::from(Arc::new(Ring(ring)));
        Ok(Self { ear, waker })
    }
}

impl Bell {
    /// The descriptor that an event loop looks at.
    pub(crate) fn fileno(&self) -> PyResult<i32> {
        let mut bell = self.0.lock().map_err(error)?;
        if bell.is_none() {
            *bell = Some(Hung::new()?);
        }
        Ok(bell.as_ref().map_or(-1, |bell| bell.ear.as_raw_fd()))
    }

    /// Asks whether there is something. If not, the descriptor becomes readable when
    /// whoever was asked has woken.
    pub(crate) fn arm(&self, is_ready: impl FnOnce(&Waker) -> PyResult<bool>) -> PyResult<bool> {
        self.fileno()?;
        let bell = self.0.lock().map_err(error)?;
        let Some(bell) = bell.as_ref() else {
            return Ok(true);
        };
        // What rang before doesn't matter any more. Nothing to read is no failure.
        while (&bell.ear).read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
        is_ready(&bell.waker)
    }
}
