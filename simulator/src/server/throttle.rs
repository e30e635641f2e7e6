//! A socket that can be slowed down, to a byte now and then.

use std::cell::Cell;
use std::io;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker, ready};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, Interest, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep};
use tokio_rustls::server::TlsStream;

/// So many bytes, and then a pause.
pub(crate) type Pace = Rc<Cell<Option<(usize, Duration)>>>;

/// A TCP stream that writes at a pace, if one is set.
pub(crate) struct Throttle {
    stream: TcpStream,
    pace: Pace,
    pause: Pin<Box<Sleep>>,
    /// Bytes that may still be written before the next pause.
    left: usize,
}

impl Throttle {
    pub(crate) fn new(stream: TcpStream, pace: Pace) -> Self {
        Self {
            stream,
            pace,
            pause: Box::pin(tokio::time::sleep(Duration::ZERO)),
            left: 0,
        }
    }
}

/// What a connection runs on: in the end, a TCP stream.
pub(crate) trait Socket: AsyncRead + AsyncWrite + Unpin {
    fn throttle(&mut self) -> &mut Throttle;

    /// Has the connection end with a reset instead of a goodbye, once it is
    /// dropped.
    fn reset(&mut self) {
        // Where the system refuses it, the stream ends all the same.
        let _ = self.throttle().stream.set_zero_linger();
    }

    /// Whether the client has closed, or is gone: the system tells, even while
    /// bytes from before that are unread.
    fn is_closed(&mut self) -> bool {
        let ready = pin!(self.throttle().stream.ready(Interest::READABLE));
        match ready.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(Ok(ready)) => ready.is_read_closed(),
            Poll::Ready(Err(_)) => true,
            Poll::Pending => false,
        }
    }
}

impl Socket for Throttle {
    fn throttle(&mut self) -> &mut Throttle {
        self
    }
}

impl Socket for TlsStream<Throttle> {
    fn throttle(&mut self) -> &mut Throttle {
        self.get_mut().0
    }
}

impl AsyncRead for Throttle {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buf)
    }
}

impl AsyncWrite for Throttle {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let Some((most, pause)) = self.pace.get() else {
            return Pin::new(&mut self.stream).poll_write(cx, bytes);
        };
        if self.left == 0 {
            ready!(self.pause.as_mut().poll(cx));
            self.left = most;
        }
        let count = bytes.len().min(self.left);
        let written = ready!(Pin::new(&mut self.stream).poll_write(cx, &bytes[..count]))?;
        self.left -= written;
        if self.left == 0 {
            self.pause.as_mut().reset(Instant::now() + pause);
        }
        Poll::Ready(Ok(written))
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
