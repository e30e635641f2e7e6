//! An independent client: tokio-tungstenite.

// Each test binary uses a part of it.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use kiwoom_simulator::{Builder, Ending, Flush, Rate, Simulator};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// What a test waits for, at the very most.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

pub(crate) struct Client(pub(crate) Socket);

impl Client {
    pub(crate) async fn connect(url: &str) -> Self {
        Self(connect_async(url).await.unwrap().0)
    }

    /// Connected and logged in.
    pub(crate) async fn login(url: &str, token: &str) -> Self {
        let mut client = Self::connect(url).await;
        client.send(json!({"trnm": "LOGIN", "token": token})).await;
        let answer = client.json().await;
        assert_eq!(
            answer,
            json!({"trnm":"LOGIN","return_code":0,"return_msg":"","sor_yn":"Y"})
        );
        client
    }

    pub(crate) async fn send(&mut self, value: Value) {
        self.0.send(Message::text(value.to_string())).await.unwrap();
    }

    pub(crate) async fn register(&mut self, items: &[&str], types: &[&str]) {
        let data = json!([{"item": items, "type": types}]);
        self.send(json!({"trnm":"REG","grp_no":"1","refresh":"1","data":data}))
            .await;
    }

    /// The next message, whatever it is; none at the end.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let next = tokio::time::timeout(PATIENCE, self.0.next())
            .await
            .expect("nothing came");
        next.map(|message| message.unwrap())
    }

    pub(crate) async fn text(&mut self) -> String {
        match self.next().await {
            Some(Message::Text(text)) => text.as_str().to_owned(),
            other => panic!("no text but {other:?}"),
        }
    }

    pub(crate) async fn json(&mut self) -> Value {
        serde_json::from_str(&self.text().await).unwrap()
    }

    /// Reads frames, echoing PINGs, and counts their elements by type and item
    /// until `frames` REAL frames have come.
    pub(crate) async fn count(
        &mut self,
        frames: u64,
    ) -> (BTreeMap<(String, String), u64>, Vec<String>) {
        let (mut counted, mut texts) = (BTreeMap::new(), Vec::new());
        while (texts.len() as u64) < frames {
            let text = self.text().await;
            let message: Value = serde_json::from_str(&text).unwrap();
            match message["trnm"].as_str() {
                Some("PING") => self.send(message).await,
                Some("REAL") => {
                    for element in message["data"].as_array().unwrap() {
                        let name = |key: &str| element[key].as_str().unwrap().to_owned();
                        *counted.entry((name("type"), name("item"))).or_insert(0) += 1;
                    }
                    texts.push(text);
                }
                _ => assert_eq!(message["return_code"], 0, "{text}"),
            }
        }
        (counted, texts)
    }

    pub(crate) async fn farewell(&mut self) -> (Value, CloseFrame) {
        let last = self.json().await;
        (last, self.closed().await)
    }

    pub(crate) async fn closed(&mut self) -> CloseFrame {
        match self.next().await {
            Some(Message::Close(Some(frame))) => {
                assert!(self.next().await.is_none());
                frame
            }
            other => panic!("no close but {other:?}"),
        }
    }
}

/// One HTTP exchange on the simulator's port.
pub(crate) async fn http(simulator: &Simulator, request: &str) -> String {
    let mut stream = TcpStream::connect(simulator.addr()).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, stream.read_to_string(&mut answer))
        .await
        .unwrap()
        .unwrap();
    answer
}

/// What the exchange says to a call for a token for this app key: head and body.
pub(crate) async fn call_for_token(simulator: &Simulator, key: &str) -> (String, String) {
    let body = json!({"grant_type": "client_credentials", "appkey": key, "secretkey": "s"});
    let body = body.to_string();
    let length = body.len();
    let head = format!("POST /oauth2/token HTTP/1.1\r\nContent-Length: {length}\r\n\r\n");
    let answer = http(simulator, &(head + &body)).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.to_owned(), body.to_owned())
}

/// The token that this app key gets.
pub(crate) async fn issue(simulator: &Simulator, key: &str) -> String {
    let (_, body) = call_for_token(simulator, key).await;
    let answer: Value = serde_json::from_str(&body).unwrap();
    answer["token"].as_str().unwrap().to_owned()
}

/// Fast, and patient with the slow machines that tests run on.
pub(crate) fn fast() -> Builder {
    Simulator::builder()
        .rate(Rate::AsFastAsRead)
        .flush(Flush::AtOnce)
        .seed(7)
}

/// Waits until the only connection has ended.
pub(crate) async fn ending(simulator: &Simulator) -> Ending {
    let ended = async {
        loop {
            let counters = simulator.counters();
            match counters
                .connections
                .first()
                .and_then(|connection| connection.ended)
            {
                Some(ended) => return ended,
                None => tokio::time::sleep(Duration::from_millis(5)).await,
            }
        }
    };
    tokio::time::timeout(PATIENCE, ended)
        .await
        .expect("still open")
}
