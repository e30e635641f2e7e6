//! A token service that answers whatever it is told to.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What it does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Writes these bytes and closes.
    Bytes(Vec<u8>),
    /// Writes these bytes, then this one again and again until the client goes.
    Endless(Vec<u8>, u8),
    /// The same, slowly.
    Drip(Vec<u8>, u8),
    /// Says nothing until the client goes.
    Silence,
}

impl Reply {
    /// A complete response.
    #[must_use]
    pub fn http(status: &str, body: &str) -> Self {
        let head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: application/json;charset=UTF-8\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        Self::Bytes((head + body).into_bytes())
    }
}

/// The server; it ends when it is dropped.
#[derive(Debug)]
pub struct TokenServer {
    address: SocketAddr,
    requests: Receiver<String>,
    over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl TokenServer {
    /// Serves one connection after the other, each with the next reply, and all
    /// after those with the last.
    ///
    /// # Panics
    /// Without a reply, or a port.
    #[must_use]
    pub fn start(replies: Vec<Reply>) -> Self {
        assert!(!replies.is_empty());
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let address = listener.local_addr().expect("an address");
        let over = Arc::new(AtomicBool::new(false));
        let (sender, requests) = channel();
        let is_over = Arc::clone(&over);
        let thread = thread::spawn(move || {
            let mut replies = replies.into_iter().peekable();
            while let Ok((stream, _)) = listener.accept() {
                if is_over.load(Ordering::SeqCst) {
                    return;
                }
                let reply = replies.next().expect("the last stays");
                if replies.peek().is_none() {
                    replies = vec![reply.clone()].into_iter().peekable();
                }
                // A client that goes away is no fault of the server.
                _ = serve(stream, &reply, &sender);
            }
        });
        Self {
            address,
            requests,
            over,
            thread: Some(thread),
        }
    }

    /// Its URL, without a path.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The next request that came and wasn't taken yet, head and body.
    #[must_use]
    pub fn request(&self) -> Option<String> {
        self.requests.try_recv().ok()
    }
}

impl Drop for TokenServer {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Brings it out of `accept`.
        _ = TcpStream::connect(self.address);
        _ = self.thread.take().map(JoinHandle::join);
    }
}

fn serve(mut stream: TcpStream, reply: &Reply, requests: &Sender<String>) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut part = [0; 4096];
    while !is_complete(&request) {
        match stream.read(&mut part)? {
            0 => return Ok(()),
            n => request.extend_from_slice(&part[..n]),
        }
    }
    // Nobody asks any more when the owner is gone.
    _ = requests.send(String::from_utf8_lossy(&request).into_owned());
    match reply {
        Reply::Bytes(bytes) => stream.write_all(bytes)?,
        Reply::Endless(bytes, byte) => {
            stream.write_all(bytes)?;
            let block = [*byte; 4096];
            loop {
                stream.write_all(&block)?;
            }
        }
        Reply::Drip(bytes, byte) => {
            stream.write_all(bytes)?;
            loop {
                stream.write_all(&[*byte])?;
                thread::sleep(Duration::from_millis(5));
            }
        }
        Reply::Silence => while stream.read(&mut part)? > 0 {},
    }
    Ok(())
}

/// Whether a request has come with all of its body.
fn is_complete(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return false;
    };
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        let found = name.eq_ignore_ascii_case("content-length");
        found.then(|| value.trim().parse::<usize>().ok())?
    });
    body.len() >= length.unwrap_or(0)
}
