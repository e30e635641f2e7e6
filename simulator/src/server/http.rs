//! What comes before the WebSocket: the request's head, and the REST calls for
//! tokens, which clients make before they connect.

use std::io;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use kiwoom_engine::UnixNanos;
use kiwoom_engine::record::{Date, Time};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncReadExt};

use crate::desk::texts;

/// The longest head of a request.
const MAX_HEAD: usize = 16 * 1024;
/// The longest body of a token request.
const MAX_BODY: usize = 16 * 1024;

/// A request as far as it has been read.
#[derive(Debug)]
pub(crate) struct Request {
    /// The bytes of the head, to be read again by the handshake.
    pub(crate) head: Vec<u8>,
    body: Vec<u8>,
    pub(crate) method: String,
    /// Without a query.
    pub(crate) path: String,
}

/// A REST call.
#[derive(Debug)]
pub(crate) enum Call {
    /// For an access token for this app key; none when keys are missing.
    Token(Option<String>),
    Revoke,
}

impl Request {
    /// Reads up to the blank line, and the body if there is one.
    pub(crate) async fn read(stream: &mut (impl AsyncRead + Unpin + ?Sized)) -> io::Result<Self> {
        let mut head = Vec::new();
        let end = loop {
            if let Some(at) = head.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            if head.len() > MAX_HEAD || stream.read_buf(&mut head).await? == 0 {
                return Err(io::ErrorKind::InvalidData.into());
            }
        };
        let mut body = head.split_off(end);
        let text = String::from_utf8_lossy(&head).into_owned();
        let mut words = text.split_whitespace();
        let method = words.next().unwrap_or("").to_owned();
        let target = words.next().unwrap_or("");
        let path = target.split('?').next().unwrap_or("").to_owned();
        let length = text.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-length")
                .then(|| value.trim().parse().ok())?
        });
        let length = length.unwrap_or(0).min(MAX_BODY);
        while body.len() < length {
            if stream.read_buf(&mut body).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(Self {
            head,
            body,
            method,
            path,
        })
    }

    /// The REST call that this is; none when it isn't one.
    pub(crate) fn call(&self) -> Option<Call> {
        if self.method != "POST" {
            return None;
        }
        match self.path.as_str() {
            "/oauth2/token" => Some(Call::Token(self.app_key())),
            "/oauth2/revoke" => Some(Call::Revoke),
            _ => None,
        }
    }

    /// The app key, if a secret key comes with it.
    fn app_key(&self) -> Option<String> {
        let body: Value = serde_json::from_slice(&self.body).ok()?;
        let text = |name: &str| body.get(name)?.as_str().filter(|text| !text.is_empty());
        text("secretkey")?;
        text("appkey").map(str::to_owned)
    }
}

pub(crate) const DONE: &str = r#"{"return_code":0,"return_msg":"정상적으로 처리되었습니다"}"#;

pub(crate) const KEYS_MISSING: &str = r#"{"return_code":2,"return_msg":"입력파라미터로 appkey 또는 secretkey가 들어오지 않았습니다[8020]"}"#;

/// The answer with a token, which lasts a day.
pub(crate) fn token_issued(token: &str) -> String {
    let token = texts::quoted(token);
    let expires = korean_time(SystemTime::now() + Duration::from_secs(86_400));
    format!(
        r#"{{"expires_dt":"{expires}","token_type":"bearer","token":{token},"return_code":0,"return_msg":"정상적으로 처리되었습니다"}}"#
    )
}

/// A refusal of a token: the HTTP status, and the body. The code proper stands
/// in the text.
pub(crate) fn token_refused(code: u32) -> (&'static str, String) {
    let (status, return_code, what) = match code {
        1700 => (
            "429 Too Many Requests",
            5,
            "허용된 요청 개수를 초과하였습니다",
        ),
        _ => ("200 OK", 3, "인증에 실패했습니다"),
    };
    let text = texts::quoted(&format!("{what}[{code}:{}]", texts::words(code)));
    let body = format!(r#"{{"return_msg":{text},"return_code":{return_code}}}"#);
    (status, body)
}

/// A whole HTTP response that ends the connection.
pub(crate) fn response(status: &str, body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json;charset=UTF-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// yyyyMMddHHmmss in Korea.
fn korean_time(time: SystemTime) -> String {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    let at = UnixNanos::new(u64::try_from(since.as_nanos()).unwrap_or(u64::MAX));
    format!("{}{}", Date::in_korea(at), Time::in_korea(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_time_is_nine_hours_ahead() {
        let at = |seconds| korean_time(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "19700101090000");
        assert_eq!(at(951_782_400), "20000229090000");
        assert_eq!(at(1_789_138_799), "20260911235959");
        assert_eq!(at(1_789_138_800), "20260912000000");
    }
}
