//! Tokens over real sockets: from the simulator, and from a token service that
//! answers oddly.

use std::net::TcpListener;
use std::time::Duration;

use kiwoom_engine::TokenFailure;
use kiwoom_engine::record::{Handler, Trade};
use kiwoom_engine::tokens::{AppKeys, OAuth, SharedTokens, TokenProvider};
use kiwoom_engine::{Account, Endpoint, Engine, Reconnect, ReturnCode, Token, clock};
use kiwoom_simulator::{Rules, Script, Simulator, Tokens};
use kiwoom_tests::token_server::{Reply, TokenServer};
use kiwoom_tests::{Drive, eager, wait_until};

const GOOD: &str = r#"{"expires_dt":"20991231235959","token_type":"bearer","token":"TOKEN","return_code":0,"return_msg":"정상적으로 처리되었습니다"}"#;

fn keys() -> AppKeys {
    AppKeys::new("APPKEY-0123456789".into(), "SECRETKEY-9876543210".into()).unwrap()
}

fn at(url: &str) -> OAuth {
    OAuth::at(url, keys())
        .unwrap()
        .timeout(Duration::from_secs(60))
}

/// The token service's URL of a simulator.
fn http(simulator: &Simulator) -> String {
    format!("http://{}", simulator.addr())
}

/// Ends the feed with the first trade.
struct First(u64);

impl Handler for First {
    fn on_trade(&mut self, _: &Trade) {
        self.0 += 1;
    }
}

/// Logs in with the token and waits for a trade.
fn trades_with(token: Token, simulator: &Simulator) -> bool {
    let (engine, mut feeds) = Engine::builder(Endpoint::parse(&simulator.url()).unwrap())
        .token(token)
        .strategy("first", |it| it.trades(["005930"]))
        .start()
        .unwrap();
    let mut first = First(0);
    while first.0 == 0 && feeds[0].recv(&mut first).is_ok() {}
    engine.control().stop();
    drop(feeds);
    // A login that was refused is told here as well.
    _ = engine.join();
    first.0 > 0
}

#[test]
fn the_simulator_issues_what_it_lets_in() {
    let rules = Rules {
        tokens: Tokens::List(vec!["THE-ONE".into()]),
        ..Rules::default()
    };
    let simulator = Simulator::builder().rules(rules).start().unwrap();
    let issued = at(&http(&simulator)).token(false).unwrap();
    let left = issued.expires.unwrap().get() - clock::wall().get();
    // A day, read as Korean time; nine hours off otherwise.
    let hours = left as f64 / 3.6e12;
    assert!((23.0..=24.1).contains(&hours), "{hours}");
    assert!(trades_with(issued.token, &simulator));
    assert!(!trades_with(
        Token::new("OTHER".into()).unwrap(),
        &simulator
    ));
}

/// The exchange's own troubles with tokens: each is asked about again, and a
/// token that was over when it was issued is replaced once it is refused.
#[test]
fn troubles_with_tokens_are_survived() {
    for driver in [Drive::Thread, Drive::Task] {
        let script: Script = "connection 1 on token: refuse 503
             connection 2 on token: refuse 1700
             connection 3 on token: text <html>
             connection 4 on token: drop
             connection 5 on token: expire"
            .parse()
            .unwrap();
        let simulator = Simulator::builder().script(script).start().unwrap();
        let tokens = SharedTokens::new(at(&http(&simulator))).min_interval(Duration::ZERO);
        let mut settings = eager();
        settings.reconnect = Reconnect::Always;
        settings.backoff_base = Duration::from_millis(1);
        let builder = Engine::builder(Endpoint::parse(&simulator.url()).unwrap())
            .account(Account::new("it", tokens))
            .session(settings)
            .strategy("one", |it| it.trades(["005930"]));
        let (engine, _feeds) = driver.start(builder).unwrap();
        wait_until("it is live", || engine.snapshot().is_live);
        let stats = engine.snapshot().session;
        assert_eq!(
            (stats.token_failures, stats.login_refusals),
            (4, 1),
            "{driver:?}"
        );
        assert_eq!(simulator.counters().tokens_issued, 2);
        engine.stop().unwrap();
    }
}

#[test]
fn users_who_ask_at_once_make_one_request() {
    let simulator = Simulator::builder().start().unwrap();
    let tokens = SharedTokens::new(at(&http(&simulator)));
    let asking: Vec<_> = (0..8)
        .map(|_| {
            let mut user = tokens.clone();
            std::thread::spawn(move || user.token(false).unwrap().expires)
        })
        .collect();
    let ends: Vec<_> = asking.into_iter().map(|it| it.join().unwrap()).collect();
    assert!(ends.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(simulator.counters().tokens_issued, 1);
}

#[test]
fn tls_is_verified() {
    let named = |name: &str| rcgen::generate_simple_self_signed(vec![name.to_owned()]).unwrap();
    let start = |certified: &rcgen::CertifiedKey<rcgen::KeyPair>| {
        let key = certified.signing_key.serialize_pem();
        let builder = Simulator::builder().tls(certified.cert.pem(), key);
        builder.start().unwrap()
    };
    let good = named("127.0.0.1");
    let simulator = start(&good);
    let url = format!("https://{}", simulator.addr());
    let root = || [good.cert.der().to_vec()];
    at(&url).tls_roots(root()).token(false).unwrap();
    // Roots that don't vouch for it, no roots, and another name.
    for client in [
        at(&url),
        at(&url).tls_roots([named("127.0.0.1").cert.der().to_vec()]),
        at(&url).tls_roots([]),
    ] {
        fails_in_tls(client);
    }
    let other = named("api.kiwoom.com");
    let simulator = start(&other);
    let url = format!("https://{}", simulator.addr());
    fails_in_tls(at(&url).tls_roots([other.cert.der().to_vec()]));
    assert_eq!(simulator.counters().tokens_issued, 0);
}

fn fails_in_tls(mut client: OAuth) {
    let failure = client.token(false).unwrap_err();
    assert!(
        matches!(failure, TokenFailure::Unreachable(text) if text.as_str().contains("certificate")),
        "{failure:?}"
    );
}

#[test]
fn the_request_is_as_documented() {
    let server = TokenServer::start(vec![Reply::http("200 OK", GOOD)]);
    let issued = at(&server.url()).token(true).unwrap();
    assert_eq!(issued.expires.unwrap().get(), 4_102_412_399_000_000_000);
    let request = server.request().unwrap();
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    assert!(
        head.starts_with("POST /oauth2/token HTTP/1.1\r\n"),
        "{head}"
    );
    let head = head.to_ascii_lowercase();
    assert!(
        head.contains("\r\ncontent-type: application/json;charset=utf-8"),
        "{head}"
    );
    assert_eq!(
        body,
        r#"{"grant_type":"client_credentials","appkey":"APPKEY-0123456789","secretkey":"SECRETKEY-9876543210"}"#
    );
    assert_eq!(server.request(), None);
}

#[test]
fn bodies_of_every_framing() {
    let (front, back) = GOOD.split_at(40);
    for response in [
        format!(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{front}\r\n{:x};x=y\r\n{back}\r\n0\r\n\r\n",
            front.len(),
            back.len()
        ),
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{GOOD}"),
        format!("HTTP/1.0 200 OK\r\n\r\n{GOOD}"),
    ] {
        let server = TokenServer::start(vec![Reply::Bytes(response.into_bytes())]);
        assert!(at(&server.url()).token(false).is_ok());
    }
}

#[test]
fn odd_answers_are_told() {
    // As published: a comma is missing.
    let published =
        r#"{"expires_dt":"20241107083713","token_type":"bearer","token":"TOKEN" "return_code":0}"#;
    let wrong = r#"{"return_msg":"인증에 실패했습니다[8001:App Key와 Secret Key 검증에 실패했습니다]","return_code":3}"#;
    let busy = r#"{"return_msg":"허용된 요청 개수를 초과하였습니다[1700:유량=5]","return_code":5}"#;
    let head = |extra: &str| format!("HTTP/1.1 200 OK\r\n{extra}\r\n").into_bytes();
    let json = "it isn't JSON";
    for (reply, wanted) in [
        (
            Reply::http("200 OK", published),
            TokenFailure::Malformed(json),
        ),
        (
            Reply::http("200 OK", "<html>"),
            TokenFailure::Malformed(json),
        ),
        (
            Reply::http("200 OK", ""),
            TokenFailure::Malformed("it is empty"),
        ),
        (
            Reply::http("200 OK", "{}"),
            TokenFailure::Malformed("it holds no token"),
        ),
        (
            Reply::http("500 Internal Server Error", "<html>"),
            TokenFailure::Status(500),
        ),
        (
            Reply::http("429 Too Many Requests", ""),
            TokenFailure::Status(429),
        ),
        (Reply::http("404 Not Found", ""), TokenFailure::Status(404)),
        (
            Reply::Endless(head("Content-Length: 1000000000\r\n"), b'x'),
            TokenFailure::TooLong,
        ),
        (
            Reply::Endless(head("Connection: close\r\n"), b' '),
            TokenFailure::TooLong,
        ),
        (
            Reply::Bytes(b"SSH-2.0-OpenSSH_9.9\r\n\r\n".to_vec()),
            TokenFailure::Malformed("it isn't HTTP"),
        ),
    ] {
        let server = TokenServer::start(vec![reply.clone()]);
        let failure = at(&server.url()).token(false).unwrap_err();
        assert_eq!(failure, wanted, "{reply:?}");
    }
    for (status, body, code, transient) in [
        ("200 OK", wrong, 8001, false),
        ("429 Too Many Requests", busy, 1700, true),
    ] {
        let server = TokenServer::start(vec![Reply::http(status, body)]);
        let failure = at(&server.url()).token(false).unwrap_err();
        assert_eq!(failure.code(), Some(ReturnCode::new(code)));
        assert_eq!(failure.is_transient(), transient);
        assert!(failure.to_string().contains(ReturnCode::new(code).advice()));
    }
}

#[test]
fn answers_that_break_off_are_told() {
    for bytes in [
        &b""[..],
        b"HTTP/1.1 200",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let server = TokenServer::start(vec![Reply::Bytes(bytes.to_vec())]);
        let failure = at(&server.url()).token(false).unwrap_err();
        assert!(
            matches!(
                failure,
                TokenFailure::Unreachable(_) | TokenFailure::Malformed(_)
            ),
            "{failure:?}"
        );
        assert!(failure.is_transient());
    }
}

#[test]
fn nobody_waits_for_ever() {
    let endless_head = b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{".to_vec();
    for reply in [
        Reply::Silence,
        Reply::Drip(endless_head, b' '),
        Reply::Drip(b"HTTP/1.1 200 OK\r\nX: ".to_vec(), b'x'),
    ] {
        let server = TokenServer::start(vec![reply.clone()]);
        let mut client = at(&server.url()).timeout(Duration::from_millis(100));
        let failure = client.token(false).unwrap_err();
        assert_eq!(failure, TokenFailure::TimedOut, "{reply:?}");
    }
}

#[test]
fn keys_go_nowhere_else() {
    let elsewhere = TokenServer::start(vec![Reply::http("200 OK", GOOD)]);
    for status in [301, 302, 303, 307, 308] {
        let response = format!(
            "HTTP/1.1 {status} Elsewhere\r\nLocation: {}/oauth2/token\r\nContent-Length: 0\r\n\r\n",
            elsewhere.url()
        );
        let server = TokenServer::start(vec![Reply::Bytes(response.into_bytes())]);
        let failure = at(&server.url()).token(false).unwrap_err();
        assert_eq!(failure, TokenFailure::Redirected(status));
    }
    assert_eq!(elsewhere.request(), None);
}

#[test]
fn a_closed_port_is_told() {
    let port = TcpListener::bind("127.0.0.1:0")
        .and_then(|it| it.local_addr())
        .unwrap();
    let failure = at(&format!("http://{port}")).token(false).unwrap_err();
    assert!(
        matches!(failure, TokenFailure::Unreachable(_)),
        "{failure:?}"
    );
}
