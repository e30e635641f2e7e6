//! The simulator over real sockets, with tokio-tungstenite as the client.

mod client;

use std::sync::Arc;
use std::time::Duration;

use client::{Client, PATIENCE, ending, fast, http};
use futures_util::{SinkExt, StreamExt};
use kiwoom_simulator::{
    Ending, Flush, Pace, Rate, Replay, Rules, SecondSession, Simulator, StartError,
};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

fn short(idle: u64, unanswered_pings: u32) -> Rules {
    Rules {
        idle: Duration::from_millis(idle),
        unanswered_pings,
        ..Rules::default()
    }
}

#[tokio::test]
async fn a_session_gets_exactly_what_was_sent() {
    let simulator = fast().limit(3_000).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    client
        .register(
            &["005930", "000660_AL", "001", ""],
            &["0B", "0D", "0J", "00", "04", "0s", "1h"],
        )
        .await;
    assert_eq!(
        client.json().await,
        json!({"trnm":"REG","return_code":0,"return_msg":""})
    );
    let (counted, _) = client.count(3_000).await;
    client.0.close(None).await.unwrap();
    assert_eq!(ending(&simulator).await, Ending::Client);
    let counters = simulator.stop();
    assert_eq!(counters.connections.len(), 1);
    let connection = &counters.connections[0];
    assert_eq!(connection.frames, 3_000);
    assert_eq!(connection.elements, counted);
    assert_eq!(counters.elements(), counted.values().sum::<u64>());
    assert!(counters.elements_of("0B", "005930") > 500);
    assert_eq!(connection.received, 2);
    assert!(!connection.us);
}

#[tokio::test]
async fn the_us_socket_pushes_us_types() {
    let simulator = fast().limit(500).start().unwrap();
    let mut client = Client::login(&simulator.us_url(), "a").await;
    client
        .register(&["NVDA", "005930"], &["FE", "FT", "F4", "F5", "0B"])
        .await;
    let (counted, _) = client.count(500).await;
    let types: Vec<_> = counted.keys().map(|(code, _)| code.as_str()).collect();
    assert!(types.contains(&"FE") && types.contains(&"F5") && !types.contains(&"0B"));
    assert_eq!(simulator.counters().connections[0].elements, counted);
    assert!(simulator.counters().connections[0].us);
}

#[tokio::test]
async fn tls_carries_the_same_bytes() {
    let certified = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let key = certified.signing_key.serialize_pem();
    let plain = fast().limit(1_000).start().unwrap();
    let secure = fast()
        .limit(1_000)
        .tls(certified.cert.pem(), key)
        .start()
        .unwrap();
    assert!(secure.url().starts_with("wss://"));

    let mut roots = rustls::RootCertStore::empty();
    roots.add(certified.cert.der().clone()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(secure.addr()).await.unwrap();
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let stream = connector
        .connect("localhost".try_into().unwrap(), stream)
        .await
        .unwrap();
    let url = "wss://localhost/api/dostk/websocket";
    let (mut socket, _) = tokio_tungstenite::client_async(url, stream).await.unwrap();
    let reg = json!({"trnm":"REG","grp_no":"1","data":[{"item":["005930"],"type":["0B","0D"]}]});
    socket
        .send(Message::text(
            json!({"trnm":"LOGIN","token":"a"}).to_string(),
        ))
        .await
        .unwrap();
    assert!(
        socket
            .next()
            .await
            .unwrap()
            .unwrap()
            .to_text()
            .unwrap()
            .contains("sor_yn")
    );
    socket.send(Message::text(reg.to_string())).await.unwrap();
    let mut over_tls = Vec::new();
    while over_tls.len() < 1_000 {
        let message = tokio::time::timeout(PATIENCE, socket.next()).await.unwrap();
        let text = message.unwrap().unwrap().to_text().unwrap().to_owned();
        if text.contains("REAL") {
            over_tls.push(text);
        }
    }

    let mut client = Client::login(&plain.url(), "a").await;
    client.send(reg).await;
    assert_eq!(client.count(1_000).await.1, over_tls);
}

#[tokio::test]
async fn pings_go_on_after_the_limit_and_end_an_idle_client() {
    let simulator = fast().limit(10).rules(short(50, 3)).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    client.register(&["005930"], &["0B"]).await;
    client.count(10).await;
    for _ in 0..3 {
        let ping = client.text().await;
        assert_eq!(ping, r#"{"trnm":"PING"}"#);
        client.0.send(Message::text(ping)).await.unwrap();
    }
    for _ in 0..3 {
        assert_eq!(client.text().await, r#"{"trnm":"PING"}"#);
    }
    let (last, close) = client.farewell().await;
    assert_eq!(last["code"], "R10002");
    assert_eq!(
        (u16::from(close.code), close.reason.as_str()),
        (1000, "Bye")
    );
    assert_eq!(ending(&simulator).await, Ending::NoHeartbeat);
    assert!(simulator.counters().connections[0].pings >= 6);
}

#[tokio::test]
async fn without_a_login_comes_r10004() {
    let simulator = fast().rules(short(50, 3)).start().unwrap();
    let mut client = Client::connect(&simulator.url()).await;
    let (last, close) = client.farewell().await;
    assert_eq!(last["code"], "R10004");
    assert_eq!(
        (u16::from(close.code), close.reason.as_str()),
        (1000, "Bye")
    );
    assert_eq!(ending(&simulator).await, Ending::NoLogin);
}

#[tokio::test]
async fn a_refused_token_is_told_and_closed() {
    let tokens = kiwoom_simulator::Tokens::List(vec!["good".to_owned()]);
    let simulator = fast()
        .rules(Rules {
            tokens,
            ..Rules::default()
        })
        .start()
        .unwrap();
    let mut client = Client::connect(&simulator.url()).await;
    client.send(json!({"trnm": "LOGIN", "token": "bad"})).await;
    let (last, close) = client.farewell().await;
    assert_eq!(last["return_code"], 805_004);
    assert!(last["return_msg"].as_str().unwrap().contains("[CODE=8005,"));
    assert_eq!(u16::from(close.code), 1000);
    Client::login(&simulator.url(), "good").await;
}

#[tokio::test]
async fn a_second_session_kicks_the_first_or_stays() {
    for (rule, stays) in [(SecondSession::Kick, false), (SecondSession::Stay, true)] {
        let rules = Rules {
            second_session: rule,
            ..Rules::default()
        };
        let simulator = fast().rules(rules).limit(50).start().unwrap();
        let mut first = Client::login(&simulator.url(), "a").await;
        let mut other = Client::login(&simulator.url(), "b").await;
        let mut second = Client::login(&simulator.url(), "a").await;
        if stays {
            first.register(&["005930"], &["0B"]).await;
            first.count(50).await;
        } else {
            let (last, close) = first.farewell().await;
            assert_eq!(last["code"], "R10001");
            assert_eq!(
                (u16::from(close.code), close.reason.as_str()),
                (1000, "Bye")
            );
            assert_eq!(ending(&simulator).await, Ending::Kicked);
        }
        for client in [&mut other, &mut second] {
            client.register(&["005930"], &["0B"]).await;
            client.count(50).await;
        }
    }
}

#[tokio::test]
async fn a_frame_may_have_65536_bytes_and_no_more() {
    let simulator = fast().start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    let fits = format!("{{\"trnm\":\"x\"{}}}", " ".repeat(65_536 - 12));
    assert_eq!(fits.len(), 65_536);
    client.0.send(Message::text(fits.clone())).await.unwrap();
    client.send(json!({})).await;
    assert_eq!(client.json().await["return_code"], 100_002);
    client.0.send(Message::text(fits + " ")).await.unwrap();
    let close = client.closed().await;
    assert_eq!(u16::from(close.code), 1009);
    assert_eq!(
        close.reason.as_str(),
        "Max frame length of 65536 has been exceeded."
    );
    assert_eq!(ending(&simulator).await, Ending::TooLong);
}

#[tokio::test]
async fn a_client_that_reads_nothing_is_held_back_and_then_dropped() {
    let simulator = fast().rules(short(100, 2)).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    client.register(&["005930"], &["0D"]).await;
    // Nothing is read: the socket fills up, the PINGs stay unanswered.
    assert_eq!(ending(&simulator).await, Ending::NoHeartbeat);
    let counters = simulator.stop();
    let connection = &counters.connections[0];
    assert_eq!(connection.pings, 2);
    // What was made beyond what the socket took is a small part.
    let made = connection.frames * 2_000;
    assert!(made < connection.bytes + 1_000_000, "{connection:?}");
}

#[tokio::test]
async fn a_websocket_ping_is_answered() {
    let simulator = fast().start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    client.0.send(Message::Ping("hello".into())).await.unwrap();
    assert_eq!(client.next().await, Some(Message::Pong("hello".into())));
}

#[tokio::test]
async fn the_paced_rate_is_kept_in_total() {
    let rate = Rate::PerSecond(2_000.0);
    let simulator = fast().rate(rate).limit(400).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    let start = std::time::Instant::now();
    client.register(&["005930", "000660"], &["0B", "0D"]).await;
    let (counted, _) = client.count(400).await;
    // It is never faster; how much slower is the machine's affair.
    assert!(start.elapsed() > Duration::from_millis(190));
    assert_eq!(counted.values().sum::<u64>(), 400);
}

#[tokio::test]
async fn a_recording_is_replayed_as_it_stands() {
    let recording = concat!(
        "11:56:18.171\t{\"trnm\":\"LOGIN\",\"return_code\":0}\n",
        "11:56:18.200\t{\"trnm\":\"REAL\",\"data\":[{\"type\":\"0B\",\"item\":\"005930\",\"values\":{}}]}\n",
        "11:56:18.250\t{\"data\":[{\"values\":[],\"type\":\"9Z\",\"item\":\"\"}],\"trnm\":\"REAL\"}\n",
    );
    let replay = Replay::from_text(recording, Pace::Stamps(1.0)).unwrap();
    let simulator = fast().replay(replay).start().unwrap();
    let mut client = Client::login(&simulator.url(), "a").await;
    client.register(&["000660"], &["0D"]).await;
    let (_, texts) = client.count(2).await;
    let sent = recording
        .lines()
        .skip(1)
        .map(|line| line.split_once('\t').unwrap().1);
    assert!(texts.iter().eq(sent));
    assert_eq!(simulator.counters().elements_of("9Z", ""), 1);
}

#[tokio::test]
async fn tokens_are_issued_on_the_same_port() {
    let simulator = fast().limit(1).start().unwrap();
    let body = r#"{"grant_type":"client_credentials","appkey":"k","secretkey":"s"}"#;
    let request = format!(
        "POST /oauth2/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let answer = http(&simulator, &request).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"));
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(
        (&body["return_code"], &body["token_type"]),
        (&json!(0), &json!("bearer"))
    );
    assert_eq!(body["expires_dt"].as_str().unwrap().len(), 14);
    Client::login(&simulator.url(), body["token"].as_str().unwrap()).await;
    assert_eq!(simulator.counters().tokens_issued, 1);
    let without_key = "POST /oauth2/token HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";
    assert!(http(&simulator, without_key).await.contains("8020"));
}

#[tokio::test]
async fn what_is_no_websocket_request_is_refused() {
    let simulator = fast().start().unwrap();
    for (request, status) in [
        ("GET / HTTP/1.1\r\n\r\n", "404"),
        (
            "GET /api/dostk/websocket HTTP/1.1\r\nHost: x\r\n\r\n",
            "400",
        ),
        ("POST /api/dostk/stkinfo HTTP/1.1\r\n\r\n", "404"),
    ] {
        let answer = http(&simulator, request).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{answer}"
        );
    }
    assert_eq!(simulator.counters().connections, []);
}

#[test]
fn what_cannot_start_says_why() {
    let running = Simulator::builder().start().unwrap();
    let taken = Simulator::builder()
        .bind(running.addr().to_string())
        .start()
        .unwrap_err();
    assert!(matches!(taken, StartError::Bind(..)));
    assert!(taken.to_string().contains(&running.addr().to_string()));
    let no_pem = Simulator::builder()
        .tls("nothing", "nothing")
        .start()
        .unwrap_err();
    assert!(matches!(no_pem, StartError::Certificate(_)), "{no_pem}");
    let no_file = Simulator::builder().tls_files("/nonexistent/cert", "/nonexistent/key");
    let no_file = no_file.start().unwrap_err();
    assert!(
        no_file.to_string().contains("/nonexistent/cert"),
        "{no_file}"
    );
    for rate in [0.0, -1.0, f64::NAN, f64::INFINITY] {
        let refused = Simulator::builder()
            .rate(Rate::PerSecond(rate))
            .start()
            .unwrap_err();
        assert!(matches!(refused, StartError::Rate(_)));
    }
    let slot = Simulator::builder()
        .flush(Flush::Every(Duration::ZERO))
        .start()
        .unwrap_err();
    assert!(matches!(slot, StartError::Slot));
    // The port is free again once the simulator is gone.
    let address = running.addr();
    drop(running);
    Simulator::builder()
        .bind(address.to_string())
        .start()
        .unwrap();
}

#[test]
fn settings_show_no_secrets() {
    let tokens = kiwoom_simulator::Tokens::List(vec!["hush".to_owned()]);
    let builder = Simulator::builder()
        .rules(Rules {
            tokens,
            ..Rules::default()
        })
        .tls("hush", "hush");
    assert!(!format!("{builder:?}").contains("hush"));
}
