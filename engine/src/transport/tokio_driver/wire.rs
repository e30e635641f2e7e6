//! What lies below tungstenite: the socket, whose reads are stamped, TLS on it
//! or not, and the outbox that all sending goes through.

use crate::transport::{Outbox, RxStamp, sys, tls};
use crate::wire::{HeaderWatch, Limits};
use std::io::{self, Read as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// A socket that stamps each read, below TLS.
pub(super) struct Stamped {
    stream: TcpStream,
    /// Of the last read; its bytes are those of all reads that nobody has taken.
    last: RxStamp,
    /// How many those are.
    reads: u64,
}

impl Stamped {
    pub(super) fn new(stream: TcpStream) -> Self {
        Self {
            stream,
            last: RxStamp {
                kernel: None,
                mono: sys::now(),
                bytes: 0,
            },
            reads: 0,
        }
    }
}

impl AsyncRead for Stamped {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
        let bytes = buf.filled().len() - before;
        if bytes > 0 {
            this.last.mono = sys::now();
            this.last.bytes += bytes;
            this.reads += 1;
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Stamped {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

/// Bytes, plain or TLS.
enum Stream {
    Plain(Stamped),
    Tls(Box<TlsStream<Stamped>>),
}

trait Bytes: AsyncRead + AsyncWrite + Unpin {}

impl<T: AsyncRead + AsyncWrite + Unpin> Bytes for T {}

impl Stream {
    fn bytes(&mut self) -> Pin<&mut dyn Bytes> {
        match self {
            Self::Plain(stream) => Pin::new(stream),
            Self::Tls(stream) => Pin::new(&mut **stream),
        }
    }

    /// What TLS has decrypted, and hasn't given yet: its error hides what was good
    /// before it.
    fn take_decrypted(&mut self, buf: &mut ReadBuf<'_>) {
        if let Self::Tls(stream) = self {
            let into = buf.initialize_unfilled();
            // The error is known already.
            let count = stream.get_mut().1.reader().read(into).unwrap_or(0);
            buf.advance(count);
        }
    }

    fn socket(&mut self) -> &mut Stamped {
        match self {
            Self::Plain(stream) => stream,
            Self::Tls(stream) => stream.get_mut().0,
        }
    }
}

/// How the head of the answer to the upgrade ends, and frames begin.
const HEAD_END: &[u8] = b"\r\n\r\n";

/// What tungstenite takes for its socket.
///
/// It sees no frame whose header breaks a rule: some that the framer has it hasn't,
/// such as how many fragments a message may have. What came before such a frame, or
/// before what TLS refuses, is handed out first, and then the error.
///
/// All that is sent goes through the outbox that the I/O thread has, too: what
/// tungstenite sends by itself (the upgrade's request, Pongs, the answer to a
/// Close) is put there as whole frames, and our own messages are framed there
/// and never handed to tungstenite. So there is one order, one bound to what may
/// wait, and one place to wipe a secret from; and nothing stays in buffers that
/// aren't ours, but for what TLS has encrypted.
pub(super) struct Wire {
    stream: Stream,
    outbox: Outbox,
    /// How much of the head's end was seen.
    head: usize,
    watch: HeaderWatch,
    /// What is wrong behind the bytes that were handed out last.
    failed: Option<io::Error>,
}

impl Wire {
    /// Without TLS. `secrets`: whether a secret may be sent all the same.
    pub(super) fn plain(stream: Stamped, secrets: bool) -> Self {
        Self::new(Stream::Plain(stream), secrets)
    }

    pub(super) fn secured(stream: TlsStream<Stamped>) -> Self {
        Self::new(Stream::Tls(Box::new(stream)), true)
    }

    fn new(stream: Stream, secrets: bool) -> Self {
        Self {
            stream,
            outbox: Outbox::new(tls::random(), secrets),
            head: 0,
            watch: HeaderWatch::new(Limits::DEFAULT),
            failed: None,
        }
    }

    /// Whether the head of the answer has ended as it must.
    pub(super) const fn has_head(&self) -> bool {
        self.head == HEAD_END.len()
    }

    /// How many of these bytes may be handed out; the rest is wrong.
    fn judge(&mut self, bytes: &[u8]) -> usize {
        let mut frames = bytes;
        while !self.has_head() {
            let [byte, rest @ ..] = frames else {
                return bytes.len();
            };
            self.head = match *byte {
                byte if byte == HEAD_END[self.head] => self.head + 1,
                b'\r' => 1,
                _ => 0,
            };
            frames = rest;
        }
        match self.watch.pass(frames) {
            Ok(()) => bytes.len(),
            Err((good, error)) => {
                let error = io::Error::new(io::ErrorKind::InvalidData, error);
                self.failed.get_or_insert(error);
                bytes.len() - frames.len() + good
            }
        }
    }

    /// From now on messages may be sent, and reads count.
    pub(super) fn open(&mut self) {
        self.outbox.open();
        _ = self.take_reads();
    }

    /// Where to put what is to be sent.
    pub(super) fn outbox(&mut self) -> &mut Outbox {
        &mut self.outbox
    }

    /// Whether something waits in the outbox.
    pub(super) fn has_unsent(&self) -> bool {
        !self.outbox.send.is_empty()
    }

    /// How many reads there were since this was asked last, and their stamp: the
    /// last one's, with all their bytes.
    pub(super) fn take_reads(&mut self) -> Option<(u64, RxStamp)> {
        let socket = self.stream.socket();
        let taken = (std::mem::take(&mut socket.reads), socket.last);
        socket.last.bytes = 0;
        (taken.0 > 0).then_some(taken)
    }

    /// The stamp of the last read: that of the messages that are handed out now.
    pub(super) fn last_rx(&mut self) -> RxStamp {
        self.stream.socket().last
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buf: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buf.filled().len();
        if this.failed.is_none() {
            let read = ready!(this.stream.bytes().poll_read(cx, buf));
            if let Err(error) = read {
                this.stream.take_decrypted(buf);
                this.failed = Some(error);
            }
            let good = this.judge(&buf.filled()[before..]);
            buf.set_filled(before + good);
        }
        match this.failed.take() {
            // What came before it is taken first.
            Some(error) if buf.filled().len() > before => {
                this.failed = Some(error);
                Poll::Ready(Ok(()))
            }
            Some(error) => Poll::Ready(Err(error)),
            None => Poll::Ready(Ok(())),
        }
    }
}

impl AsyncWrite for Wire {
    /// Into the outbox. When that is full the server isn't reading: the error is
    /// that of the I/O thread.
    fn poll_write(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let queued = self.outbox.send.raw(bytes);
        Poll::Ready(match queued {
            Ok(()) => Ok(bytes.len()),
            Err(_) => Err(io::ErrorKind::WriteZero.into()),
        })
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let Self { stream, outbox, .. } = self.get_mut();
        while !outbox.send.is_empty() {
            match ready!(stream.bytes().poll_write(cx, outbox.send.pending()))? {
                0 => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                sent => outbox.send.sent(sent),
            }
        }
        stream.bytes().poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.as_mut().poll_flush(cx))?;
        self.stream.bytes().poll_shutdown(cx)
    }
}
