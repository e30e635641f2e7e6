//! One connection: bytes in, bytes out, and the time between.

use std::cell::RefCell;
use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncWriteExt as _, ReadBuf};
use tungstenite::protocol::CloseFrame;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::{Error, Message, WebSocket};

use super::early::{self, Guest, Opened};
use super::feed::Feed;
use super::hub::{Hub, Mailbox};
use super::pipe::Pipe;
use super::throttle::Socket;
use super::trouble::{Cut, Trouble};
use crate::counters::ConnectionCounters;
use crate::desk::{Action, Desk, Ending};

/// Frames are made until this many bytes wait for the socket.
const HIGH_WATER: usize = 128 * 1024;
/// With this many bytes waiting, the client isn't read any more: what it asks
/// can't be answered.
const FLOOD: usize = 1024 * 1024;
/// How long a closed connection may take to say goodbye.
pub(super) const GRACE: Duration = Duration::from_secs(1);
/// With this many bytes waiting when there is more to say, the client is cut off.
const MOST_WAITING: usize = 4 * 1024 * 1024;
/// How often a frozen connection is looked at for the client's end.
const GLANCE: Duration = Duration::from_millis(10);

/// The state of a connection after its handshake, without the socket.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(super) id: u64,
    peer: SocketAddr,
    us: bool,
    pub(super) desk: Desk,
    feed: Feed,
    pub(super) socket: WebSocket<Pipe>,
    pub(super) trouble: Trouble,
    /// Frames of a burst that are still to be made.
    burst: u64,
    pub(super) actions: Vec<Action>,
    /// When a closing connection is dropped.
    gone_at: Option<Duration>,
    /// Nothing that comes is understood any more.
    gave_up: bool,
    pub(crate) ended: Option<Ending>,
    pings: u64,
    received: u64,
}

/// What a connection runs on, to be read and written by turns.
type Stream = RefCell<Box<dyn Socket>>;

/// Serves one WebSocket to its end. An error is the client's going away.
pub(super) async fn serve(opened: Opened, peer: SocketAddr, mut guest: Guest) -> io::Result<()> {
    let hub = Rc::clone(&guest.hub);
    let plot = std::mem::take(&mut guest.plot);
    let trouble = Trouble::new(plot, Rc::clone(&guest.pace), hub.now());
    let connection = Connection::new(opened.socket, peer, opened.us, trouble, &hub);
    let id = connection.id;
    let connection = Rc::new(RefCell::new(connection));
    hub.enter(id, Rc::clone(&connection), Rc::clone(&guest.mailbox));
    let stream = RefCell::new(opened.stream);
    let result = run(&connection, &guest.mailbox, &hub, &stream).await;
    connection.borrow_mut().ended.get_or_insert(Ending::Client);
    hub.leave(id);
    result?;
    let mut stream = stream.into_inner();
    let cut = connection.borrow().trouble.cut;
    match cut {
        Some(Cut::Reset) => stream.reset(),
        Some(Cut::Drop) => early::part(&mut *stream).await,
        None => {
            let farewell = tokio::time::timeout(GRACE, stream.shutdown()).await;
            return farewell.unwrap_or(Ok(()));
        }
    }
    Ok(())
}

/// Moves bytes and time until the connection is over.
async fn run(
    connection: &RefCell<Connection>,
    mailbox: &Mailbox,
    hub: &Hub,
    stream: &Stream,
) -> io::Result<()> {
    let mut input = vec![0; 16 * 1024];
    // What the socket is taking, while the connection fills its other buffer.
    let mut output = Vec::new();
    let mut written = 0;
    let mut flushed = true;
    loop {
        let now = hub.now();
        let (wake, listening, frozen) = {
            let mut connection = connection.borrow_mut();
            if mailbox.take_kick() {
                connection.kick(now, hub);
            }
            for fault in mailbox.take_faults() {
                connection.go_wrong(now, fault, hub);
            }
            connection.pass_time(now, hub);
            if written == output.len() {
                output.clear();
                written = 0;
                connection.socket.get_mut().hand_over(&mut output);
            }
            let drained = output.is_empty() && flushed;
            if connection.is_over(now, drained) {
                return Ok(());
            }
            (
                connection.wake_at(now, output.is_empty()),
                connection.is_listening(),
                connection.trouble.is_frozen,
            )
        };
        // It reads no byte; that the client has gone it can see all the same.
        if frozen && stream.borrow_mut().is_closed() {
            return Ok(());
        }
        let writing = !output.is_empty() || !flushed;
        tokio::select! {
            biased;
            read = read(stream, &mut input), if listening && !frozen => {
                let count = read?;
                if count == 0 {
                    return Ok(());
                }
                connection.borrow_mut().read(&input[..count], hub);
            }
            () = mailbox.notify.notified() => {}
            // The rustls stream keeps bytes until it is flushed.
            sent = write_or_flush(stream, &output[written..]), if writing => {
                let count = sent?;
                flushed = count == 0;
                written += count;
                connection.borrow_mut().took(count);
            }
            () = hub.sleep_until(wake) => {}
            () = tokio::time::sleep(GLANCE), if frozen => {}
        }
    }
}

async fn read(stream: &Stream, into: &mut [u8]) -> io::Result<usize> {
    poll_fn(|cx| {
        let mut into = ReadBuf::new(into);
        let mut stream = stream.borrow_mut();
        ready!(Pin::new(&mut **stream).poll_read(cx, &mut into))?;
        Poll::Ready(Ok(into.filled().len()))
    })
    .await
}

async fn write_or_flush(stream: &Stream, bytes: &[u8]) -> io::Result<usize> {
    poll_fn(|cx| {
        let mut stream = stream.borrow_mut();
        let stream = Pin::new(&mut **stream);
        if bytes.is_empty() {
            return stream.poll_flush(cx).map_ok(|()| 0);
        }
        match ready!(stream.poll_write(cx, bytes))? {
            0 => Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
            count => Poll::Ready(Ok(count)),
        }
    })
    .await
}

impl Connection {
    fn new(
        socket: WebSocket<Pipe>,
        peer: SocketAddr,
        us: bool,
        trouble: Trouble,
        hub: &Hub,
    ) -> Self {
        Self {
            id: hub.next_id(),
            peer,
            us,
            desk: Desk::new(hub.rules.clone(), us, hub.now()),
            feed: hub.feed(),
            socket,
            trouble,
            burst: 0,
            actions: Vec::new(),
            gone_at: None,
            gave_up: false,
            ended: None,
            pings: 0,
            received: 0,
        }
    }

    pub(crate) fn counters(&self) -> ConnectionCounters {
        ConnectionCounters {
            id: self.id,
            peer: self.peer,
            us: self.us,
            frames: self.feed.frames(),
            elements: self.feed.elements(),
            pings: self.pings,
            received: self.received,
            bytes: self.socket.get_ref().written(),
            ended: self.ended,
        }
    }

    pub(super) fn kick(&mut self, now: Duration, hub: &Hub) {
        self.desk.kick(&mut self.actions);
        self.act(now, hub);
    }

    /// Bytes came from the client.
    fn read(&mut self, bytes: &[u8], hub: &Hub) {
        if self.gave_up {
            return;
        }
        let now = hub.now();
        self.socket.get_mut().feed(bytes);
        loop {
            match self.socket.read() {
                Ok(Message::Text(text)) => {
                    self.received += 1;
                    self.hear(now, text.as_str(), hub);
                }
                // tungstenite answers it; what's left is to go.
                Ok(Message::Close(_)) => self.end(now, Ending::Client),
                Ok(_) => self.desk.heard(now),
                Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => break,
                Err(Error::Capacity(_)) => {
                    // In the words of the library that the live service uses.
                    let limit = hub.rules.frame_limit;
                    let words = format!("Max frame length of {limit} has been exceeded.");
                    self.close(now, 1009, &words, Ending::TooLong);
                    self.gave_up = true;
                    break;
                }
                Err(Error::ConnectionClosed) => {
                    self.end(now, Ending::Client);
                    break;
                }
                Err(_) => {
                    self.close(now, 1002, "", Ending::Misbehaved);
                    self.gave_up = true;
                    break;
                }
            }
        }
        // Answers that tungstenite keeps for a better moment.
        let _ = self.socket.flush();
    }

    /// Time has passed: what's due is sent.
    fn pass_time(&mut self, now: Duration, hub: &Hub) {
        self.catch_up(now, hub);
        if !self.is_speaking() {
            return;
        }
        self.desk.tick(now, &mut self.actions);
        self.act(now, hub);
        while self.is_speaking()
            && self.has_room()
            && self.next_frame_at(now).is_some_and(|due| due <= now)
            && self.send_frame(now)
        {
            if self.trouble.next_frame().is_some() {
                self.made(now, self.feed.made(), hub);
            }
        }
    }

    /// Whether it says anything on its own.
    fn is_speaking(&self) -> bool {
        self.gone_at.is_none() && self.trouble.cut.is_none() && !self.socket.get_ref().is_silent
    }

    /// Whether the socket took enough that more frames may be made.
    fn has_room(&self) -> bool {
        self.socket.get_ref().waiting() < HIGH_WATER
    }

    /// When the next frame of market data is to be sent.
    fn next_frame_at(&mut self, now: Duration) -> Option<Duration> {
        if self.burst > 0 {
            return Some(now);
        }
        self.feed.due(now)
    }

    /// Sends the next frame of market data; `false` when there is none.
    fn send_frame(&mut self, now: Duration) -> bool {
        let pipe = self.socket.get_mut();
        let mut frame = pipe.blank_frame();
        let made = match self.burst {
            0 => self.feed.next_frame(&mut frame),
            _ => self.feed.hurry_frame(now, &mut frame),
        };
        if made {
            pipe.send_frame(frame);
            self.burst = self.burst.saturating_sub(1);
        } else {
            self.burst = 0;
        }
        made
    }

    /// So many frames are due now, whatever the pace.
    pub(super) const fn burst(&mut self, frames: u64) {
        self.burst = self.burst.saturating_add(frames);
    }

    /// The socket took so many bytes.
    fn took(&mut self, count: usize) {
        let feed = &mut self.feed;
        self.socket.get_mut().took(count, |frame| feed.sent(frame));
    }

    pub(super) fn send(&mut self, text: &str) {
        if self.may_send() {
            self.socket.get_mut().send_text(text.as_bytes());
        }
    }

    pub(super) fn send_raw(&mut self, bytes: &[u8]) {
        if self.may_send() {
            self.socket.get_mut().send_raw(bytes);
        }
    }

    /// Whether more may be said: nothing behind a goodbye, nor to a client that
    /// lets too much wait.
    fn may_send(&mut self) -> bool {
        let may = self.gone_at.is_none() && self.trouble.cut.is_none();
        if may && self.socket.get_ref().waiting() > MOST_WAITING {
            self.trouble.cut = Some(Cut::Reset);
            self.ended = Some(Ending::TooSlow);
            return false;
        }
        may
    }

    pub(super) fn say_ping(&mut self) {
        if self.is_speaking() {
            self.pings += 1;
            self.send(crate::desk::texts::PING);
        }
    }

    pub(super) fn act(&mut self, now: Duration, hub: &Hub) {
        for action in std::mem::take(&mut self.actions) {
            match action {
                Action::Send(text) if text == crate::desk::texts::PING => self.ping(now, hub),
                Action::Send(text) => self.send(&text),
                Action::Close(code, words, ending) => self.close(now, code, words, ending),
                // A goodbye of the script's was faster.
                Action::LoggedIn(_) if self.is_ending() => {}
                Action::LoggedIn(token) => {
                    hub.log_in(&token, self.id);
                    self.opened(now, hub);
                }
                Action::Subscribed => self.feed.subscribe(&self.desk.subscriptions()),
            }
        }
    }

    pub(super) fn close(&mut self, now: Duration, code: u16, words: &str, ending: Ending) {
        if self.is_ending() {
            return;
        }
        let frame = CloseFrame {
            code: CloseCode::from(code),
            reason: words.into(),
        };
        // It goes into a buffer, and fails only when the close was said before.
        let _ = self.socket.close(Some(frame));
        let _ = self.socket.flush();
        self.end(now, ending);
    }

    pub(super) fn end(&mut self, now: Duration, ending: Ending) {
        self.ended.get_or_insert(ending);
        self.gone_at.get_or_insert(now + GRACE);
    }

    /// Whether it has said goodbye, or is to end without one.
    pub(super) const fn is_ending(&self) -> bool {
        self.gone_at.is_some() || self.trouble.cut.is_some()
    }

    fn is_over(&self, now: Duration, drained: bool) -> bool {
        if self.trouble.cut == Some(Cut::Reset) {
            return true;
        }
        // A client that closed first waits for nothing but the answer, and one
        // that is dropped for nothing but what was said before.
        let waits = self.ended == Some(Ending::Client) || self.trouble.cut == Some(Cut::Drop);
        self.gone_at
            .is_some_and(|gone_at| now >= gone_at || (waits && drained))
    }

    fn is_listening(&self) -> bool {
        self.socket.get_ref().waiting() + self.trouble.late_bytes() < FLOOD
    }

    /// When something has to be done that no byte will announce. Frames that
    /// are due wait for the socket while it hasn't taken the last ones.
    fn wake_at(&mut self, now: Duration, drained: bool) -> Option<Duration> {
        if self.gone_at.is_some() {
            return self.gone_at;
        }
        if !self.is_speaking() {
            return self.trouble.next();
        }
        let room = drained || self.has_room();
        let due = if room { self.next_frame_at(now) } else { None };
        let dues = [self.desk.deadline(), due, self.trouble.next()];
        dues.into_iter().flatten().min()
    }
}
