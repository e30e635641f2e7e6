//! One connection: bytes in, bytes out, and the time between.

use std::cell::{Cell, RefCell};
use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::Notify;
use tungstenite::protocol::frame::coding::CloseCode;
use tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tungstenite::{Error, Message, WebSocket};

use super::feed::Feed;
use super::http::{self, Request};
use super::hub::Hub;
use super::pipe::Pipe;
use super::throttle::{Pace, Socket};
use super::trouble::{Cut, GARBAGE, Trouble};
use crate::counters::ConnectionCounters;
use crate::desk::{Action, Desk, Ending};
use crate::fault::{Fault, Plot, When};

/// Frames are made until this many bytes wait for the socket.
const HIGH_WATER: usize = 128 * 1024;
/// With this many bytes waiting, the client isn't read any more: what it asks
/// can't be answered.
const FLOOD: usize = 1024 * 1024;
/// How long a closed connection may take to say goodbye.
const GRACE: Duration = Duration::from_secs(1);
/// How long a client may take for TLS and the handshake.
pub(crate) const HANDSHAKE: Duration = Duration::from_secs(10);

/// What others may ask of a connection.
#[derive(Debug, Default)]
pub(crate) struct Mailbox {
    kicked: Cell<bool>,
    faults: RefCell<Vec<Fault>>,
    notify: Notify,
}

impl Mailbox {
    /// Another session took the token over.
    pub(crate) fn kick(&self) {
        self.kicked.set(true);
        self.notify.notify_one();
    }

    /// Something goes wrong.
    pub(crate) fn inject(&self, fault: Fault) {
        self.faults.borrow_mut().push(fault);
        self.notify.notify_one();
    }
}

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
    frame: Vec<u8>,
    pub(super) actions: Vec<Action>,
    /// When a closing connection is dropped.
    gone_at: Option<Duration>,
    /// Both sides have said goodbye.
    both_closed: bool,
    /// Nothing that comes is understood any more.
    deaf: bool,
    pub(crate) ended: Option<Ending>,
    pings: u64,
    received: u64,
    bytes: u64,
}

/// Serves one stream to its end. An error is the client's going away.
pub(crate) async fn serve<S: Socket>(
    stream: S,
    peer: SocketAddr,
    hub: Rc<Hub>,
    mut plot: Plot,
    pace: Pace,
) -> io::Result<()> {
    let (mut reader, mut writer) = tokio::io::split(stream);
    let head = tokio::time::timeout(HANDSHAKE, Request::read(&mut reader)).await;
    let request = head.map_err(|_| io::ErrorKind::TimedOut)??;
    if let Some((answer, issued)) = request.rest(&hub.rules, hub.expired()) {
        hub.tokens_issued
            .set(hub.tokens_issued.get() + u64::from(issued));
        writer.write_all(&answer).await?;
        return writer.shutdown().await;
    }
    let us = match request.path.as_str() {
        "/api/dostk/websocket" => false,
        "/api/us/websocket" => true,
        _ => return refuse(&mut writer, "404 Not Found").await,
    };
    for fault in plot.take(|when| when == When::Upgrade) {
        match fault {
            Fault::Refuse(status) => {
                return refuse(&mut writer, &format!("{status} Refused")).await;
            }
            Fault::Ignore => return ignore(&mut reader).await,
            Fault::Reset => {
                reader.unsplit(writer).reset();
                return Ok(());
            }
            Fault::Garbage => return writer.write_all(GARBAGE).await,
            Fault::Slow(bytes, time) => pace.set(Some((bytes, time))),
            Fault::Away(time) => hub.go_away(time),
            // What is left of those that may be there: `drop`.
            _ => return Ok(()),
        }
    }
    let Some(socket) = shake_hands(&request.head, hub.rules.frame_limit) else {
        return refuse(&mut writer, "400 Bad Request").await;
    };
    let trouble = Trouble::new(plot, pace, hub.now());
    let connection = Connection::new(socket, peer, us, trouble, &hub);
    let (id, mailbox) = (connection.id, Rc::new(Mailbox::default()));
    let connection = Rc::new(RefCell::new(connection));
    hub.enter(id, Rc::clone(&connection), Rc::clone(&mailbox));
    let result = run(&connection, &mailbox, &hub, &mut reader, &mut writer).await;
    connection.borrow_mut().ended.get_or_insert(Ending::Client);
    hub.leave(id);
    result?;
    let cut = connection.borrow().trouble.cut;
    match cut {
        Some(Cut::Reset) => {
            reader.unsplit(writer).reset();
            return Ok(());
        }
        Some(Cut::Drop) => return Ok(()),
        None => {}
    }
    let farewell = tokio::time::timeout(GRACE, writer.shutdown()).await;
    farewell.unwrap_or(Ok(()))
}

/// Moves bytes and time until the connection is over.
async fn run(
    connection: &RefCell<Connection>,
    mailbox: &Mailbox,
    hub: &Hub,
    reader: &mut (impl AsyncRead + Unpin),
    writer: &mut (impl AsyncWrite + Unpin),
) -> io::Result<()> {
    let mut input = vec![0; 16 * 1024];
    // What the socket is taking, while the connection fills its other buffer.
    let mut output = Vec::new();
    let mut written = 0;
    let mut flushed = true;
    loop {
        let now = hub.now();
        let (wake, listening) = {
            let mut connection = connection.borrow_mut();
            if mailbox.kicked.take() {
                connection.kick(now, hub);
            }
            for fault in mailbox.faults.take() {
                connection.go_wrong(now, fault, hub);
            }
            connection.pass_time(now, hub);
            if connection.trouble.cut.is_some() {
                return Ok(());
            }
            if connection.trouble.is_silent {
                let said = connection.trouble.said;
                connection.socket.get_mut().outgoing.truncate(said);
            }
            if written == output.len() {
                output.clear();
                written = 0;
                std::mem::swap(&mut output, &mut connection.socket.get_mut().outgoing);
                connection.trouble.said = 0;
            }
            if connection.is_over(now, output.is_empty()) {
                return Ok(());
            }
            (
                connection.wake_at(now, output.is_empty()),
                connection.is_listening(),
            )
        };
        if connection.borrow().trouble.is_frozen {
            // Whoever waits for a word waits until the exchange is stopped.
            std::future::pending::<()>().await;
        }
        let writing = !output.is_empty() || !flushed;
        tokio::select! {
            biased;
            read = reader.read(&mut input), if listening => {
                let count = read?;
                if count == 0 {
                    return Ok(());
                }
                connection.borrow_mut().read(&input[..count], hub);
            }
            () = mailbox.notify.notified() => {}
            // The rustls stream keeps bytes until it is flushed.
            sent = write_or_flush(writer, &output[written..]), if writing => {
                let count = sent?;
                flushed = count == 0;
                written += count;
                connection.borrow_mut().bytes += count as u64;
            }
            () = hub.sleep_until(wake) => {}
        }
    }
}

async fn write_or_flush(writer: &mut (impl AsyncWrite + Unpin), bytes: &[u8]) -> io::Result<usize> {
    if bytes.is_empty() {
        writer.flush().await.map(|()| 0)
    } else {
        match writer.write(bytes).await {
            Ok(0) => Err(io::ErrorKind::WriteZero.into()),
            other => other,
        }
    }
}

/// Hears the client out, and says nothing.
pub(crate) async fn ignore(reader: &mut (impl AsyncRead + Unpin)) -> io::Result<()> {
    let mut heard = [0; 1024];
    while reader.read(&mut heard).await? > 0 {}
    Ok(())
}

async fn refuse(writer: &mut (impl AsyncWrite + Unpin), status: &str) -> io::Result<()> {
    writer.write_all(&http::response(status, "{}")).await?;
    writer.shutdown().await
}

/// The WebSocket handshake, for which the whole head is there.
fn shake_hands(head: &[u8], frame_limit: usize) -> Option<WebSocket<Pipe>> {
    let mut pipe = Pipe::default();
    pipe.feed(head);
    let config = WebSocketConfig::default()
        .read_buffer_size(8 * 1024)
        .max_message_size(Some(frame_limit))
        .max_frame_size(Some(frame_limit));
    tungstenite::accept_with_config(pipe, Some(config)).ok()
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
            frame: Vec::new(),
            actions: Vec::new(),
            gone_at: None,
            both_closed: false,
            deaf: false,
            ended: None,
            pings: 0,
            received: 0,
            bytes: 0,
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
            bytes: self.bytes,
            ended: self.ended,
        }
    }

    pub(super) fn kick(&mut self, now: Duration, hub: &Hub) {
        self.desk.kick(&mut self.actions);
        self.act(now, hub);
    }

    /// Bytes came from the client.
    fn read(&mut self, bytes: &[u8], hub: &Hub) {
        if self.deaf {
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
                    self.deaf = true;
                    break;
                }
                Err(Error::ConnectionClosed) => {
                    self.end(now, Ending::Client);
                    self.both_closed = true;
                    break;
                }
                Err(_) => {
                    self.close(now, 1002, "", Ending::Misbehaved);
                    self.deaf = true;
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
        if self.trouble.is_silent {
            return;
        }
        self.desk.tick(now, &mut self.actions);
        self.act(now, hub);
        while self.gone_at.is_none()
            && self.trouble.cut.is_none()
            && !self.trouble.is_silent
            && self.socket.get_ref().outgoing.len() < HIGH_WATER
            && self.feed.due(now).is_some_and(|due| due <= now)
            && self.send_frame()
        {
            if self.trouble.next_frame().is_some() {
                self.made(now, self.feed.frames(), hub);
            }
        }
    }

    /// Sends the next frame of market data; `false` when there is none.
    fn send_frame(&mut self) -> bool {
        let made = self.feed.next_frame(&mut self.frame);
        if made {
            self.socket.get_mut().send_text(&self.frame);
        }
        made
    }

    /// Sends so many frames, whether they are due or not.
    pub(super) fn burst(&mut self, frames: u64) {
        for _ in 0..frames {
            if !self.send_frame() {
                return;
            }
        }
    }

    pub(super) fn send(&mut self, text: &str) {
        self.socket.get_mut().send_text(text.as_bytes());
    }

    pub(super) fn send_raw(&mut self, bytes: &[u8]) {
        self.socket.get_mut().outgoing.extend_from_slice(bytes);
    }

    pub(super) fn say_ping(&mut self) {
        self.pings += 1;
        self.send(crate::desk::texts::PING);
    }

    pub(super) fn act(&mut self, now: Duration, hub: &Hub) {
        for action in std::mem::take(&mut self.actions) {
            match action {
                Action::Send(text) if text == crate::desk::texts::PING => self.ping(now, hub),
                Action::Send(text) => self.send(&text),
                Action::Close(code, words, ending) => self.close(now, code, words, ending),
                Action::LoggedIn(token) => {
                    hub.log_in(&token, self.id);
                    self.opened(now, hub);
                }
                Action::Subscribed => self.feed.subscribe(&self.desk.subscriptions()),
            }
        }
    }

    pub(super) fn close(&mut self, now: Duration, code: u16, words: &str, ending: Ending) {
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

    fn is_over(&self, now: Duration, drained: bool) -> bool {
        // A client that closed first waits for nothing but the answer.
        let client_first = self.ended == Some(Ending::Client) && drained;
        self.gone_at
            .is_some_and(|gone_at| now >= gone_at || client_first)
    }

    fn is_listening(&self) -> bool {
        self.socket.get_ref().outgoing.len() < FLOOD
    }

    /// When something has to be done that no byte will announce. Frames that
    /// are due wait for the socket while it hasn't taken the last ones.
    fn wake_at(&mut self, now: Duration, drained: bool) -> Option<Duration> {
        if self.gone_at.is_some() {
            return self.gone_at;
        }
        if self.trouble.is_silent {
            return self.trouble.next();
        }
        let room = drained || self.socket.get_ref().outgoing.len() < HIGH_WATER;
        let due = if room { self.feed.due(now) } else { None };
        let dues = [self.desk.deadline(), due, self.trouble.next()];
        dues.into_iter().flatten().min()
    }
}
