//! Where to connect.

use std::fmt;

/// A server's address: host, port, path, and whether it speaks TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    host: String,
    port: u16,
    path: String,
    is_tls: bool,
}

/// The path of the Korean market's socket.
const DOMESTIC_PATH: &str = "/api/dostk/websocket";
/// The path of the American market's socket.
const US_PATH: &str = "/api/us/websocket";
/// The port of both hosts.
const PORT: u16 = 10_000;

impl Endpoint {
    /// Kiwoom's live server: `wss://api.kiwoom.com:10000/api/dostk/websocket`.
    #[must_use]
    pub fn live() -> Self {
        Self::kiwoom("api.kiwoom.com", DOMESTIC_PATH)
    }

    /// Kiwoom's paper trading server (모의투자), KRX only:
    /// `wss://mockapi.kiwoom.com:10000/api/dostk/websocket`.
    #[must_use]
    pub fn paper() -> Self {
        Self::kiwoom("mockapi.kiwoom.com", DOMESTIC_PATH)
    }

    /// Kiwoom's live server for American stocks (미국주식):
    /// `wss://api.kiwoom.com:10000/api/us/websocket`.
    #[must_use]
    pub fn live_us() -> Self {
        Self::kiwoom("api.kiwoom.com", US_PATH)
    }

    fn kiwoom(host: &str, path: &str) -> Self {
        Self {
            host: host.to_owned(),
            port: PORT,
            path: path.to_owned(),
            is_tls: true,
        }
    }

    /// Any server, by its URL: `wss://host[:port][/path]`, or `ws://` for one on
    /// this machine. The port is 443 or 80 unless given, the path that of the
    /// Korean market.
    ///
    /// `ws://` to another machine is accepted here and refused before the token
    /// would be sent: a token never travels in clear.
    ///
    /// # Errors
    /// What is wrong with the URL.
    pub fn parse(url: &str) -> Result<Self, EndpointError> {
        let (is_tls, rest) = match url.split_once("://") {
            Some(("wss", rest)) => (true, rest),
            Some(("ws", rest)) => (false, rest),
            _ => return Err(EndpointError::Scheme),
        };
        let (authority, path) = match rest.find(['/', '?', '#']) {
            Some(at) => rest.split_at(at),
            None => (rest, DOMESTIC_PATH),
        };
        if path.starts_with(['?', '#']) || path.contains('#') {
            return Err(EndpointError::Path);
        }
        if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(EndpointError::Path);
        }
        if authority.contains('@') {
            return Err(EndpointError::Host);
        }
        // A colon inside brackets belongs to an IPv6 address.
        let port_at = authority
            .rfind(':')
            .filter(|at| !authority[*at..].contains(']'));
        let (host, port) = match port_at {
            Some(at) => {
                let port = authority[at + 1..].parse().ok().filter(|port| *port != 0);
                (&authority[..at], port.ok_or(EndpointError::Port)?)
            }
            None => (authority, if is_tls { 443 } else { 80 }),
        };
        let host = host
            .strip_prefix('[')
            .and_then(|it| it.strip_suffix(']'))
            .unwrap_or(host);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':');
        if host.is_empty() || !host.bytes().all(plain) {
            return Err(EndpointError::Host);
        }
        Ok(Self {
            host: host.to_owned(),
            port,
            path: path.to_owned(),
            is_tls,
        })
    }

    /// The host's name or address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The path.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether it speaks TLS.
    #[must_use]
    pub const fn is_tls(&self) -> bool {
        self.is_tls
    }
}

/// The URL that it was made from, or would be.
impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_tls { "wss" } else { "ws" };
        let (host, port, path) = (&self.host, self.port, &self.path);
        if host.contains(':') {
            return write!(f, "{scheme}://[{host}]:{port}{path}");
        }
        write!(f, "{scheme}://{host}:{port}{path}")
    }
}

/// What is wrong with a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It begins with neither `wss://` nor `ws://`.
    Scheme,
    /// Its host is missing or no host name. User names have no place in it.
    Host,
    /// Its port isn't a number from 1 to 65535.
    Port,
    /// Its path holds blanks, `#`, or what isn't ASCII, or it has a query
    /// without a path.
    Path,
}

impl fmt::Display for EndpointError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Scheme => "a URL begins with wss:// (or ws:// for a server on this machine)",
            Self::Host => "a URL has a host name after its scheme, without a user name",
            Self::Port => "a URL's port is a number from 1 to 65535",
            Self::Path => "a URL's path holds only printable ASCII and no '#'",
        })
    }
}

impl std::error::Error for EndpointError {}

#[cfg(test)]
mod tests {
    use super::{Endpoint, EndpointError};

    #[test]
    fn urls_are_read_and_written() {
        for (url, written) in [
            ("wss://api.kiwoom.com:10000/api/dostk/websocket", None),
            ("ws://127.0.0.1:9000/api/us/websocket?x=1", None),
            ("ws://[::1]:9000/", None),
            (
                "ws://localhost",
                Some("ws://localhost:80/api/dostk/websocket"),
            ),
            ("wss://h", Some("wss://h:443/api/dostk/websocket")),
        ] {
            let endpoint = Endpoint::parse(url).unwrap();
            assert_eq!(endpoint.to_string(), written.unwrap_or(url));
        }
        assert_eq!(
            Endpoint::live().to_string(),
            "wss://api.kiwoom.com:10000/api/dostk/websocket"
        );
    }

    #[test]
    fn bad_urls_say_what_is_wrong() {
        for (url, error) in [
            ("", EndpointError::Scheme),
            ("http://x", EndpointError::Scheme),
            ("api.kiwoom.com", EndpointError::Scheme),
            ("ws://", EndpointError::Host),
            ("ws://user:secret@host", EndpointError::Host),
            ("ws://ho st", EndpointError::Host),
            ("ws://host:", EndpointError::Port),
            ("ws://host:0", EndpointError::Port),
            ("ws://host:65536", EndpointError::Port),
            ("ws://host/a b", EndpointError::Path),
            ("ws://host/a\r\nX: y", EndpointError::Path),
            ("ws://host?x", EndpointError::Path),
        ] {
            assert_eq!(Endpoint::parse(url), Err(error), "{url}");
        }
    }
}
