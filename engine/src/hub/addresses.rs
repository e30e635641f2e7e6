//! The server's addresses: looked up anew for each attempt, tried in turn.

use super::Bell;
use crate::transport::Target;
use crossbeam_channel::{Receiver, TryRecvError, bounded};
use rustls::ClientConfig;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::thread;

/// Where the server is, and how to look that up without holding anything up.
///
/// The system's look-up blocks, for many seconds when the name service is
/// gone. It runs on a thread that lives as long as one look-up and that nobody
/// waits for. There is never more than one.
pub(crate) struct Addresses {
    host: String,
    port: u16,
    path: String,
    tls: Option<Arc<ClientConfig>>,
    bell: Bell,
    /// The last good ones, in the system's order. Never empty.
    found: Vec<SocketAddr>,
    /// The one to try next, and how many are left to try in this attempt.
    next: usize,
    left: usize,
    /// The one tried last, if it is still among them.
    tried: Option<usize>,
    /// They were looked up for the attempt that comes.
    are_new: bool,
    running: Option<Receiver<io::Result<Vec<SocketAddr>>>>,
}

/// How a look-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookup {
    /// There are addresses.
    Done,
    /// There are no new ones.
    Failed,
    /// The bell will be rung.
    Running,
}

impl Addresses {
    /// Looks the host up once, blocking.
    ///
    /// # Errors
    /// What the system says, and `PermissionDenied` for a host on another
    /// machine without TLS: a token never travels in clear.
    pub(crate) fn find(
        (host, port, path): (&str, u16, &str),
        tls: Option<Arc<ClientConfig>>,
        bell: Bell,
    ) -> io::Result<Self> {
        let found = look_up(host, port, tls.is_some())?;
        Ok(Self {
            host: host.to_owned(),
            port,
            path: path.to_owned(),
            tls,
            bell,
            found,
            next: 0,
            left: 0,
            tried: None,
            are_new: true,
            running: None,
        })
    }

    /// The same, for another connection to the same server, whose driver this
    /// bell calls.
    pub(crate) fn duplicate(&self, bell: Bell) -> Self {
        Self {
            host: self.host.clone(),
            path: self.path.clone(),
            tls: self.tls.clone(),
            bell,
            found: self.found.clone(),
            running: None,
            ..*self
        }
    }

    /// Begins to look the host up anew. An address that was given as such, and
    /// those just found at the start, need no look-up.
    pub(super) fn look_up(&mut self) -> Lookup {
        if std::mem::take(&mut self.are_new) || self.host.parse::<IpAddr>().is_ok() {
            return Lookup::Done;
        }
        if self.running.is_some() {
            return Lookup::Running;
        }
        let (tell, running) = bounded(1);
        let (host, port, is_tls) = (self.host.clone(), self.port, self.tls.is_some());
        let bell = self.bell.clone();
        let thread = thread::Builder::new().name("kiwoom-dns".to_owned());
        let started = thread.spawn(move || {
            // Where nobody listens any more the engine is gone.
            _ = tell.send(look_up(&host, port, is_tls));
            bell.ring();
        });
        if started.is_err() {
            return Lookup::Failed;
        }
        self.running = Some(running);
        Lookup::Running
    }

    /// Takes the result of a look-up in, once it is there.
    pub(super) fn take_result(&mut self) -> Lookup {
        let Some(running) = &self.running else {
            return Lookup::Running;
        };
        let result = match running.try_recv() {
            Ok(result) => result,
            Err(TryRecvError::Empty) => return Lookup::Running,
            Err(TryRecvError::Disconnected) => Err(io::ErrorKind::Other.into()),
        };
        self.running = None;
        match result {
            Ok(found) => {
                self.replace(found);
                Lookup::Done
            }
            Err(_) => Lookup::Failed,
        }
    }

    /// Other addresses begin with their first; the same ones go on in turn.
    fn replace(&mut self, found: Vec<SocketAddr>) {
        if self.found != found {
            self.found = found;
            self.next = 0;
            self.tried = None;
            self.left = self.left.min(self.found.len());
        }
    }

    /// An attempt begins: each address may be tried once.
    pub(super) fn begin(&mut self) {
        self.left = self.found.len();
    }

    /// The address to try now; `None` when all were tried in this attempt.
    pub(super) fn next(&mut self) -> Option<Target> {
        self.left = self.left.checked_sub(1)?;
        let addr = self.found[self.next];
        self.tried = Some(self.next);
        self.next = (self.next + 1) % self.found.len();
        Some(Target {
            addr,
            host: self.host.clone(),
            path: self.path.clone(),
            tls: self.tls.clone(),
        })
    }

    /// The last address tried is a good one: the next attempt begins with it.
    pub(super) fn works(&mut self) {
        self.next = self.tried.unwrap_or(self.next);
    }
}

impl fmt::Debug for Addresses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Addresses")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("found", &self.found)
            .finish_non_exhaustive()
    }
}

/// The host's addresses; without TLS, none of another machine.
fn look_up(host: &str, port: u16, is_tls: bool) -> io::Result<Vec<SocketAddr>> {
    let found: Vec<_> = (host, port).to_socket_addrs()?.collect();
    let leaves = |address: &SocketAddr| !address.ip().to_canonical().is_loopback();
    if found.is_empty() {
        Err(io::ErrorKind::NotFound.into())
    } else if !is_tls && found.iter().any(leaves) {
        Err(io::ErrorKind::PermissionDenied.into())
    } else {
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::{Addresses, Bell, Lookup};
    use std::net::SocketAddr;
    use std::sync::mpsc;
    use std::time::Duration;

    fn bell() -> (mpsc::Receiver<()>, Bell) {
        let (ring, rings) = mpsc::channel();
        (rings, Bell::new(move || _ = ring.send(())))
    }

    fn found(host: &str) -> (mpsc::Receiver<()>, Addresses) {
        let (rings, bell) = bell();
        let addresses = Addresses::find((host, 9, "/"), None, bell).unwrap();
        (rings, addresses)
    }

    fn list(last: &[u8]) -> Vec<SocketAddr> {
        let address = |last: &u8| SocketAddr::from(([127, 0, 0, *last], 9));
        last.iter().map(address).collect()
    }

    /// The last byte of each address that an attempt tries.
    fn tries(addresses: &mut Addresses) -> Vec<u8> {
        addresses.begin();
        std::iter::from_fn(|| addresses.next())
            .map(|target| match target.addr {
                SocketAddr::V4(address) => address.ip().octets()[3],
                SocketAddr::V6(_) => 0,
            })
            .collect()
    }

    #[test]
    fn each_attempt_tries_every_address_once_in_turn() {
        let (_, mut addresses) = found("127.0.0.1");
        assert!(addresses.next().is_none(), "no attempt has begun");
        addresses.replace(list(&[1, 2, 3]));
        assert_eq!(tries(&mut addresses), [1, 2, 3]);
        // An attempt that hung at the first: the next one begins elsewhere.
        addresses.begin();
        assert!(addresses.next().is_some());
        addresses.replace(list(&[1, 2, 3]));
        assert_eq!(tries(&mut addresses), [2, 3, 1]);
        // One that came up with its second.
        addresses.begin();
        assert!(addresses.next().is_some() && addresses.next().is_some());
        addresses.works();
        assert_eq!(tries(&mut addresses), [3, 1, 2]);
        addresses.begin();
        addresses.replace(list(&[7]));
        assert_eq!(addresses.next().unwrap().addr, list(&[7])[0]);
        assert!(addresses.next().is_none());
        addresses.works();
        assert_eq!(tries(&mut addresses), [7]);
    }

    #[test]
    fn names_are_looked_up_elsewhere_and_wake_whoever_asked() {
        let (rings, mut addresses) = found("localhost");
        assert_eq!(addresses.look_up(), Lookup::Done, "found at the start");
        assert_eq!(addresses.take_result(), Lookup::Running);
        assert_eq!(addresses.look_up(), Lookup::Running);
        assert_eq!(addresses.look_up(), Lookup::Running, "and not a second");
        rings.recv_timeout(Duration::from_secs(60)).unwrap();
        let result = addresses.take_result();
        assert_eq!(result, Lookup::Done);
        assert!(!tries(&mut addresses).is_empty());

        let (_, mut addresses) = found("127.0.0.1");
        for _ in 0..3 {
            assert_eq!(addresses.look_up(), Lookup::Done, "an address is one");
        }
    }

    #[test]
    fn another_machine_needs_tls() {
        let error = Addresses::find(("192.0.2.1", 9, "/"), None, bell().1).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied);
    }
}
