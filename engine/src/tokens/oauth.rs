//! Tokens from Kiwoom's token service (`POST /oauth2/token`, au10001).

mod answer;
mod expiry;
mod keys;

pub use keys::{AppKeys, AppKeysError};

use super::{Issued, TokenProvider};
use crate::TokenFailure;
use crate::record::Text;
use crate::{Endpoint, EndpointError};
use answer::Body;
use std::fmt;
use std::io::Read;
use std::net::IpAddr;
use std::time::Duration;
use ureq::http::Response;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

/// The path of the token service.
const PATH: &str = "/oauth2/token";

/// Has tokens issued by Kiwoom's token service, by OAuth's client credentials.
///
/// Each call has one issued, and that may make the one before it invalid: put
/// it into a [`SharedTokens`](super::SharedTokens). A call blocks for at most
/// ten seconds (unless set), of which a slow name service may use more.
///
/// The keys go to the address that was set and nowhere else: redirects are
/// refused, and proxies aren't used, whatever the environment says. (Kiwoom
/// accepts a token only from the address that had it issued, and the engine
/// connects without a proxy.) TLS is verified, and plain HTTP works only to this
/// machine.
///
/// What this crate holds of keys, requests and answers is wiped after use. The
/// buffers inside the HTTP client and TLS aren't ours to wipe; they are freed
/// with each request. At the level TRACE the HTTP client logs each answer as it
/// reads it, in hexadecimal: where a logger takes that, no token is asked for
/// ([`TokenFailure::LogShowsToken`]). It logs no request's body.
pub struct OAuth {
    keys: AppKeys,
    url: String,
    timeout: Duration,
    /// Certificates in DER; `None` for Mozilla's list.
    roots: Option<Vec<Vec<u8>>>,
}

impl OAuth {
    /// For live trading: `https://api.kiwoom.com`.
    #[must_use]
    pub fn live(keys: AppKeys) -> Self {
        Self::new(keys, format!("https://api.kiwoom.com{PATH}"))
    }

    /// For paper trading (모의투자): `https://mockapi.kiwoom.com`.
    #[must_use]
    pub fn paper(keys: AppKeys) -> Self {
        Self::new(keys, format!("https://mockapi.kiwoom.com{PATH}"))
    }

    /// Any token service, by its URL: `https://host[:port]`, or `http://` for
    /// one on this machine, by a loopback address or as `localhost`, which is
    /// taken for 127.0.0.1. The path is `/oauth2/token` unless there is one.
    ///
    /// # Errors
    /// What is wrong with the URL.
    pub fn at(url: &str, keys: AppKeys) -> Result<Self, TokenUrlError> {
        let (is_tls, rest) = match url.split_once("://") {
            Some(("https", rest)) => (true, rest),
            Some(("http", rest)) => (false, rest),
            _ => return Err(TokenUrlError::Scheme),
        };
        let (authority, path) = match rest.split_once('/') {
            None | Some((_, "")) => (rest.trim_end_matches('/'), PATH),
            Some((authority, _)) => (authority, &rest[authority.len()..]),
        };
        // The rules for host, port and path are those of the engine's URLs.
        let scheme = if is_tls { "wss" } else { "ws" };
        let place = Endpoint::parse(&format!("{scheme}://{authority}{path}"))
            .map_err(TokenUrlError::Part)?;
        let host = match place.host() {
            "localhost" if !is_tls => "127.0.0.1",
            host => host,
        };
        let address: Option<IpAddr> = host.parse().ok();
        if !is_tls && !address.is_some_and(|it| it.to_canonical().is_loopback()) {
            return Err(TokenUrlError::Plaintext);
        }
        let host = match address {
            Some(IpAddr::V6(address)) => format!("[{address}]"),
            _ => host.to_owned(),
        };
        let scheme = if is_tls { "https" } else { "http" };
        let (port, path) = (place.port(), place.path());
        Ok(Self::new(keys, format!("{scheme}://{host}:{port}{path}")))
    }

    const fn new(keys: AppKeys, url: String) -> Self {
        Self {
            keys,
            url,
            timeout: Duration::from_secs(10),
            roots: None,
        }
    }

    /// How long a request may take, from looking up the name to the last byte of
    /// the answer; ten seconds unless set.
    #[must_use = "this is the provider again"]
    pub const fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Trusts these root certificates (in DER) and no others, instead of
    /// Mozilla's list. Verification can't be switched off.
    #[must_use = "this is the provider again"]
    pub fn tls_roots(mut self, der: impl IntoIterator<Item = Vec<u8>>) -> Self {
        self.roots = Some(der.into_iter().collect());
        self
    }

    /// Where tokens are asked for.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A client for one request: nothing of it stays in memory in between.
    fn client(&self) -> ureq::Agent {
        let roots = match &self.roots {
            None => RootCerts::WebPki,
            Some(roots) => roots
                .iter()
                .map(|der| Certificate::from_der(der).to_owned())
                .collect::<Vec<_>>()
                .into(),
        };
        ureq::Agent::config_builder()
            .tls_config(TlsConfig::builder().root_certs(roots).build())
            .https_only(self.url.starts_with("https:"))
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(self.timeout))
            .max_idle_connections(0)
            .input_buffer_size(16 * 1024)
            .output_buffer_size(16 * 1024)
            .user_agent(concat!("kiwoom-engine/", env!("CARGO_PKG_VERSION")))
            .build()
            .new_agent()
    }

    fn request(&self) -> Result<(u16, Body), TokenFailure> {
        let body = self.keys.request();
        let response = self
            .client()
            .post(&self.url)
            .header("Content-Type", "application/json;charset=UTF-8")
            .send(&body[..])
            .map_err(|error| failure(&error))?;
        let status = response.status().as_u16();
        Ok((status, read(response)?))
    }
}

impl TokenProvider for OAuth {
    /// Each call has a token issued.
    fn token(&mut self, _fresh: bool) -> Result<Issued, TokenFailure> {
        // ureq's protocol layer dumps each body that it reads.
        if log::log_enabled!(target: "ureq_proto::util", log::Level::Trace) {
            return Err(TokenFailure::LogShowsToken);
        }
        let (status, body) = self.request()?;
        answer::read(status, body, &self.keys)
    }
}

fn read(mut response: Response<ureq::Body>) -> Result<Body, TokenFailure> {
    let mut reader = response.body_mut().as_reader();
    let mut body = Body::new();
    loop {
        let spare = body.spare();
        if spare.is_empty() {
            return Err(TokenFailure::TooLong);
        }
        match reader.read(spare) {
            Ok(0) => return Ok(body),
            Ok(read) => body.filled(read),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(failure(&error.into())),
        }
    }
}

/// What the HTTP client says. Its errors hold nothing of a body.
fn failure(error: &ureq::Error) -> TokenFailure {
    match error {
        ureq::Error::Timeout(_) => TokenFailure::TimedOut,
        ureq::Error::Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            TokenFailure::TimedOut
        }
        ureq::Error::Protocol(_) => TokenFailure::Malformed("it isn't HTTP"),
        error => {
            let text = error.to_string().replace(char::is_control, " ");
            TokenFailure::Unreachable(Text::new(&text))
        }
    }
}

impl fmt::Debug for OAuth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth")
            .field("url", &self.url)
            .field("keys", &self.keys)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// What is wrong with a token service's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenUrlError {
    /// It begins with neither `https://` nor `http://`.
    Scheme,
    /// It is `http://`, and not to a loopback address.
    Plaintext,
    /// Its host, port or path.
    Part(EndpointError),
}

impl fmt::Display for TokenUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scheme => f.write_str(
                "a token service's URL begins with https:// (or http:// for one on this machine)",
            ),
            Self::Plaintext => f.write_str(
                "the keys would travel in clear: use https://, or http:// with a loopback address such as 127.0.0.1",
            ),
            Self::Part(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for TokenUrlError {}

#[cfg(test)]
mod tests {
    use super::{AppKeys, OAuth, TokenUrlError};
    use crate::EndpointError;
    use crate::tokens::SharedTokens;

    fn keys() -> AppKeys {
        AppKeys::new("CANARYKEY".to_owned(), "CANARYSECRET".to_owned()).unwrap()
    }

    #[test]
    fn urls_are_completed() {
        for (url, wanted) in [
            ("https://host", "https://host:443/oauth2/token"),
            ("https://host/", "https://host:443/oauth2/token"),
            ("https://host:9443/x/y", "https://host:9443/x/y"),
            ("http://127.0.0.1:80", "http://127.0.0.1:80/oauth2/token"),
            (
                "http://localhost:8080",
                "http://127.0.0.1:8080/oauth2/token",
            ),
            ("http://[::1]:8080/", "http://[::1]:8080/oauth2/token"),
            (
                "https://[2001:db8::1]",
                "https://[2001:db8::1]:443/oauth2/token",
            ),
        ] {
            assert_eq!(OAuth::at(url, keys()).unwrap().url(), wanted);
        }
        let [live, paper] = [OAuth::live(keys()), OAuth::paper(keys())];
        assert_eq!(live.url(), "https://api.kiwoom.com/oauth2/token");
        assert_eq!(paper.url(), "https://mockapi.kiwoom.com/oauth2/token");
        assert!(!format!("{live:?} {:?}", SharedTokens::new(paper)).contains("CANARY"));
    }

    #[test]
    fn keys_never_travel_in_clear() {
        for url in [
            "http://api.kiwoom.com",
            "http://10.0.0.1",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://0.0.0.0",
            "http://[::]",
        ] {
            let error = OAuth::at(url, keys()).unwrap_err();
            assert_eq!(error, TokenUrlError::Plaintext, "{url}");
        }
        for (url, error) in [
            ("", TokenUrlError::Scheme),
            ("host", TokenUrlError::Scheme),
            ("wss://host", TokenUrlError::Scheme),
            ("HTTP://host", TokenUrlError::Scheme),
            ("https://", TokenUrlError::Part(EndpointError::Host)),
            ("https://a@b", TokenUrlError::Part(EndpointError::Host)),
            (
                "http://127.0.0.1@evil",
                TokenUrlError::Part(EndpointError::Host),
            ),
            ("https://host:0", TokenUrlError::Part(EndpointError::Port)),
            ("https://host/a b", TokenUrlError::Part(EndpointError::Path)),
        ] {
            assert_eq!(OAuth::at(url, keys()).unwrap_err(), error, "{url}");
        }
    }
}
