//! A port of this machine where Prometheus finds what was counted.

use super::StartError;
use super::metrics::Metrics;
use std::io::{self, Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// The longest request that is read: Prometheus' own has some 300 bytes.
const LONGEST: usize = 8 * 1024;

/// How long one request may take, from its first byte to the answer's last.
const PATIENCE: Duration = Duration::from_secs(2);

/// A thread that answers requests, until it is dropped.
pub(super) struct Port {
    address: SocketAddr,
    stop: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Port {
    pub(super) fn open(address: &str, metrics: Metrics) -> Result<Self, StartError> {
        let failed = |error| StartError::Metrics {
            address: address.to_owned(),
            error,
        };
        let listener = listen(address).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::Builder::new()
            .name("kiwoom-metrics".to_owned())
            .spawn(move || serve(&listener, &metrics, &stopped))
            .map_err(StartError::System)?;
        Ok(Self {
            address,
            stop,
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub(super) const fn addr(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Port {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        // The thread waits for a connection: this is one. Where it fails, the
        // listener is gone, and the thread with it.
        _ = TcpStream::connect_timeout(&self.address, PATIENCE);
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}

fn listen(address: &str) -> io::Result<TcpListener> {
    let found: Vec<SocketAddr> = address.to_socket_addrs()?.collect();
    if found.iter().any(|it| !it.ip().to_canonical().is_loopback()) {
        return Err(io::Error::new(
            io::ErrorKind::PermissionDenied,
            "it isn't an address of this machine alone",
        ));
    }
    TcpListener::bind(&found[..])
}

fn serve(listener: &TcpListener, metrics: &Metrics, stop: &AtomicBool) {
    for stream in listener.incoming() {
        if stop.load(Ordering::Acquire) {
            return;
        }
        match stream {
            // Whoever asked may have gone: others may ask.
            Ok(stream) => _ = answer(stream, metrics),
            // Out of descriptors, most likely: some may come free.
            Err(_) => thread::sleep(Duration::from_millis(100)),
        }
    }
}

fn answer(mut stream: TcpStream, metrics: &Metrics) -> io::Result<()> {
    let until = Instant::now() + PATIENCE;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut request = Vec::new();
    let mut part = [0; 1024];
    while !request.windows(4).any(|it| it == b"\r\n\r\n") {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || request.len() > LONGEST {
            return Ok(());
        }
        stream.set_read_timeout(Some(left))?;
        match stream.read(&mut part)? {
            0 => return Ok(()),
            count => request.extend_from_slice(&part[..count]),
        }
    }
    let is_ours = [&b"GET /metrics "[..], b"GET / "]
        .iter()
        .any(|it| request.starts_with(it));
    let mut body = String::new();
    let status = if is_ours {
        // Writing to a String can't fail.
        _ = metrics.write(&mut body);
        "200 OK"
    } else {
        body.push_str("GET /metrics\n");
        "404 Not Found"
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(body.as_bytes())
}
