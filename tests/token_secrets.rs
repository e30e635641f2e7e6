//! A canary in place of each key and token: it must sing nowhere.
//!
//! The logger is one for the process, so this is a test program of its own.

use std::fmt::{Debug, Write as _};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use kiwoom_engine::tokens::{
    AppKeys, EnvToken, FileToken, FixedToken, Issued, OAuth, SharedTokens, TokenProvider,
};
use kiwoom_engine::{Endpoint, Engine, EngineError, LinkLoss, SessionError, Token, TokenFailure};
use kiwoom_simulator::{Rules, Simulator, Tokens};
use kiwoom_tests::token_server::{Reply, TokenServer};
use kiwoom_tests::{Authority, Drive, Peer, eager, wait_until};

const APP: &str = "CANARY-APP-0123456789-abcdefghijklmnopqrstu";
const SECRET: &str = "CANARY-SEC-9876543210-zyxwvutsrqponmlkjihgf";
const TOKEN: &str = "CANARY-TOK-5555555555-qwertyuiopasdfghjklzx";

/// What ureq's protocol layer calls its dump of bytes.
const DUMP: &str = "ureq_proto::util";

/// What a tokio engine's WebSocket library calls what it reads and writes.
const FRAMES: &str = "tungstenite::protocol";

/// Takes every record at every level.
struct Logger {
    records: Mutex<Vec<(String, String)>>,
    /// Whether it says that it takes the dump, and frames. The `log` macros don't
    /// ask, so it gets them all the same, as a logger that filters would.
    takes_dump: AtomicBool,
}

static LOGGER: Logger = Logger {
    records: Mutex::new(Vec::new()),
    takes_dump: AtomicBool::new(true),
};

impl log::Log for Logger {
    fn enabled(&self, metadata: &log::Metadata<'_>) -> bool {
        let dumps = metadata.target() == DUMP || metadata.target().starts_with(FRAMES);
        self.takes_dump.load(Ordering::SeqCst) || !dumps
    }

    fn log(&self, record: &log::Record<'_>) {
        let text = format!("{record:?} {}", record.args());
        let mut records = self.records.lock().unwrap();
        records.push((record.target().to_owned(), text));
    }

    fn flush(&self) {}
}

/// Any eight bytes of a secret in a row.
fn sings(text: &str) -> Option<&'static str> {
    [APP, SECRET, TOKEN].into_iter().find(|secret| {
        let mut parts = secret.as_bytes().windows(8);
        parts.any(|part| text.contains(str::from_utf8(part).unwrap()))
    })
}

/// The bytes of a dump's lines: `7b22 746f …` in hex, then as text.
fn undumped<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut bytes = Vec::new();
    for line in lines {
        let hex: String = line
            .rsplit_once("} ")
            .map_or(line, |(_, hex)| hex)
            .chars()
            .take(40)
            .filter(|it| !it.is_whitespace() && *it != '-')
            .collect();
        bytes.extend(
            (0..hex.len() / 2).map_while(|at| u8::from_str_radix(&hex[2 * at..][..2], 16).ok()),
        );
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Everything that a provider shows.
fn shown(out: &mut String, mut provider: impl TokenProvider + Debug) -> Vec<TokenFailure> {
    let mut failures = Vec::new();
    for fresh in [false, true] {
        match provider.token(fresh) {
            Ok(issued) => {
                let Issued { token, .. } = &issued;
                _ = writeln!(out, "{issued:?} {issued:#?} {token} {token:?}");
            }
            Err(failure) => {
                let error: Box<dyn std::error::Error> = failure.into();
                _ = writeln!(out, "{failure} {failure:?} {failure:#?} {error}");
                failures.push(failure);
            }
        }
        _ = writeln!(out, "{provider:?} {provider:#?}");
    }
    failures
}

/// Logs in with the token, and shows all that there is to see of that.
fn log_in(out: &mut String, driver: Drive, authority: Option<&Authority>) {
    let server = Peer::play(authority, |mut peer| while peer.hear().is_ok() {});
    let mut builder = Engine::builder(Endpoint::parse(&server.url).unwrap())
        .token(Token::new(TOKEN.into()).unwrap())
        .session(eager())
        .strategy("one", |it| it.trades(["005930"]));
    if let Some(authority) = authority {
        builder = builder.tls_roots(authority.roots());
    }
    let (engine, mut feeds) = driver.start(builder).unwrap();
    wait_until("it is live", || engine.snapshot().is_live);
    _ = writeln!(out, "{engine:?} {:?}", engine.connections());
    engine.stop().unwrap();
    while feeds[0]
        .each(1, |record| _ = writeln!(out, "{record:?}"))
        .is_ok()
    {}
    server.end();
}

/// Where frames would be logged, a tokio engine says no more than hello.
fn is_not_logged_in(out: &mut String) {
    let server = Peer::play(None, |_| ());
    let builder = Engine::builder(Endpoint::parse(&server.url).unwrap())
        .token(Token::new(TOKEN.into()).unwrap())
        .session(eager())
        .strategy("one", |it| it.trades(["005930"]));
    let (engine, _feeds) = Drive::Task.start(builder).unwrap();
    let error = engine.join().unwrap_err();
    _ = writeln!(out, "{error} {error:?}");
    let loss = LinkLoss::LogShowsToken;
    let reason = Box::new(SessionError::Lost { loss });
    assert_eq!(error, EngineError::Session(reason));
    // It waited for LOGIN in vain.
    assert!(server.has_panicked());
}

fn client(url: &str) -> OAuth {
    let keys = AppKeys::new(APP.into(), SECRET.into()).unwrap();
    OAuth::at(url, keys)
        .unwrap()
        .timeout(Duration::from_secs(60))
}

#[test]
fn no_canary_sings() {
    log::set_logger(&LOGGER).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let mut out = String::new();

    // Where the dump would be taken, nothing is asked at all.
    let good = format!(r#"{{"return_code":0,"token":"{TOKEN}","expires_dt":"20991231235959"}}"#);
    let server = TokenServer::start(vec![Reply::http("200 OK", &good)]);
    assert_eq!(
        shown(&mut out, client(&server.url())),
        [TokenFailure::LogShowsToken; 2]
    );
    assert_eq!(server.request(), None);

    is_not_logged_in(&mut out);

    LOGGER.takes_dump.store(false, Ordering::SeqCst);
    for driver in [Drive::Thread, Drive::Task] {
        log_in(&mut out, driver, None);
        log_in(&mut out, driver, Some(&Authority::new()));
    }
    assert_eq!(shown(&mut out, client(&server.url())), []);
    let shared = SharedTokens::new(client(&server.url())).min_interval(Duration::ZERO);
    assert_eq!(shown(&mut out, shared.clone()), []);
    _ = writeln!(out, "{shared:?}");

    // Over TLS.
    let rules = Rules {
        tokens: Tokens::List(vec![TOKEN.into()]),
        ..Rules::default()
    };
    let certified = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).unwrap();
    let simulator = Simulator::builder()
        .rules(rules)
        .tls(certified.cert.pem(), certified.signing_key.serialize_pem())
        .start()
        .unwrap();
    let url = format!("https://{}", simulator.addr());
    let root = [certified.cert.der().to_vec()];
    assert_eq!(shown(&mut out, client(&url).tls_roots(root)), []);
    assert_eq!(simulator.counters().tokens_issued, 2);
    assert_eq!(shown(&mut out, client(&url)).len(), 2);

    let honest = LOGGER.records.lock().unwrap().len();

    // Servers that repeat what they were told.
    for (status, body) in [
        (
            "200 OK",
            format!(r#"{{"return_code":3,"return_msg":"[8002:{APP} {SECRET}]"}}"#),
        ),
        (
            "200 OK",
            format!(
                r#"{{"return_code":3,"return_msg":"no {}"}}"#,
                &SECRET[5..25]
            ),
        ),
        (
            "200 OK",
            format!(r#"{{"return_code":3,"return_msg":"{TOKEN}","token":"{TOKEN}"}}"#),
        ),
        (
            "200 OK",
            format!(r#"{{"return_code":0,"token":"{TOKEN} {TOKEN}"}}"#),
        ),
        ("200 OK", format!(r#"{{"return_code":0,"token":"{TOKEN}""#)),
        ("200 OK", format!("{APP} {SECRET} {TOKEN}")),
        (
            "400 Bad Request",
            format!(r#"{{"error":"{APP} {SECRET}"}}"#),
        ),
        ("500 Internal Server Error", format!("{APP} {SECRET}")),
        ("200 OK", "x".repeat(20_000) + TOKEN),
    ] {
        let server = TokenServer::start(vec![Reply::http(status, &body)]);
        assert_eq!(shown(&mut out, client(&server.url())).len(), 2, "{body}");
    }
    // (A key in the Location header would be logged, at DEBUG: the client hides
    // every other header.)
    for bytes in [
        format!("{APP} {SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 {SECRET}\r\nContent-Length: {APP}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{APP}\r\n{SECRET}"),
        format!("HTTP/1.1 302 {APP}\r\nX-Key: {SECRET}\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{TOKEN}"),
    ] {
        let server = TokenServer::start(vec![Reply::Bytes(bytes.clone().into_bytes())]);
        assert_eq!(shown(&mut out, client(&server.url())).len(), 2, "{bytes}");
    }

    // Keys and tokens that are none, and the other providers.
    for (app, secret) in [
        (format!("{APP} x"), SECRET.into()),
        (APP.into(), format!("{SECRET}\"")),
    ] {
        let error = AppKeys::new(app, secret).unwrap_err();
        _ = writeln!(out, "{error} {error:?}");
    }
    _ = writeln!(out, "{:?}", AppKeys::new(APP.into(), SECRET.into()));
    shown(&mut out, FixedToken::new(Token::new(TOKEN.into()).unwrap()));
    shown(&mut out, EnvToken::new("KIWOOM_NO_SUCH_VARIABLE"));
    let path = std::env::temp_dir().join(format!("kiwoom-canary-{}", std::process::id()));
    for text in [
        TOKEN.to_owned(),
        format!("{TOKEN} {TOKEN}"),
        TOKEN.repeat(200),
    ] {
        std::fs::write(&path, text).unwrap();
        shown(&mut out, FileToken::new(&path));
    }
    std::fs::remove_file(&path).unwrap();

    assert_eq!(sings(&out), None, "{out}");
    let records = std::mem::take(&mut *LOGGER.records.lock().unwrap());
    let others = records.iter().filter(|(target, _)| target != DUMP);
    let mut seen = 0;
    for (target, text) in others {
        assert_eq!(sings(text), None, "{target}: {text}");
        seen += 1;
    }
    // The logger does see what the client and TLS say.
    assert!(seen > 50, "{seen}");
    for target in ["ureq::", "ureq_proto::", "rustls::", FRAMES] {
        assert!(
            records.iter().any(|it| it.0.starts_with(target)),
            "{target}"
        );
    }
    // The other way round: the dump does hold the token, though not the keys
    // (but where a server repeats them). When it no longer does, `LogShowsToken`
    // can go.
    let dump = records[..honest]
        .iter()
        .filter(|(target, _)| target == DUMP);
    let dump = undumped(dump.map(|(_, text)| &text[..]));
    assert_eq!(sings(&dump.replace(TOKEN, "")), None);
    assert!(dump.contains(TOKEN));
}
