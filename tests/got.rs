//! A reader that checks every record as it comes, and its exchange and engine.
//! Whatever goes wrong here panics: it is a test that failed.

#![expect(clippy::missing_panics_doc, reason = "said above, for all of them")]

use kiwoom_engine::record::{LinkEventKind, Record, RecordRef};
use kiwoom_engine::schema::Value;
use kiwoom_engine::{Builder, Closed, Endpoint, Engine, Feed, Token, Wait};
use kiwoom_simulator::{Builder as Exchange, Counters, Flush, Rate, Simulator};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long a test waits for what must come, on however busy a machine.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// A simulated exchange that sends each message at once.
pub fn exchange() -> Exchange {
    Simulator::builder()
        .seed(11)
        .rate(Rate::PerSecond(20_000.0))
        .flush(Flush::AtOnce)
}

/// An engine for this exchange, without strategies yet.
pub fn engine(url: &str) -> Builder {
    let endpoint = Endpoint::parse(url).expect("a simulator's URL");
    Engine::builder(endpoint).token(token("token"))
}

/// A token.
#[must_use]
pub fn token(text: &str) -> Token {
    Token::new(text.to_owned()).expect("a token")
}

/// A certificate for `localhost` and 127.0.0.1: chain and key in PEM, and
/// itself in DER, as the root to trust.
#[must_use]
pub fn certificate() -> (String, String, Vec<u8>) {
    let names = ["localhost".to_owned(), "127.0.0.1".to_owned()];
    let made = rcgen::generate_simple_self_signed(names).expect("a certificate");
    let der = made.cert.der().to_vec();
    (made.cert.pem(), made.signing_key.serialize_pem(), der)
}

/// What a strategy got.
#[derive(Debug, Default)]
pub struct Got {
    /// Records of market data, by type and item.
    pub elements: BTreeMap<(String, String), u64>,
    /// Link events, in order.
    pub events: Vec<LinkEventKind>,
    /// The texts that came with them.
    pub texts: Vec<String>,
    /// What gaps told as lost.
    pub lost: u64,
    /// Records of what the tables lack.
    pub unknown: u64,
    sequence: u64,
    /// By item: cumulative volume of the last trade.
    volumes: BTreeMap<String, i64>,
    /// Pairs of trades whose figures were compared.
    pub compared: u64,
}

impl Got {
    /// Records of market data.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.elements.values().sum()
    }

    /// Takes a record, and checks what must hold for every one.
    pub fn take(&mut self, record: RecordRef<'_>) {
        let header = record.header();
        assert!(header.sequence() > self.sequence, "the order is broken");
        self.sequence = header.sequence();
        match record.typed().expect("a record of this engine") {
            Record::Link(link) => {
                self.events.push(link.event);
                self.texts.push(link.text.as_str().to_owned());
                return;
            }
            Record::Gap(gap) => {
                assert!(gap.lost > 0 && gap.first <= gap.last);
                self.lost += gap.lost;
                // Trades are missing: there is nothing to compare the next with.
                self.volumes.clear();
                return;
            }
            Record::Unknown(_) => {
                self.unknown += 1;
                return;
            }
            Record::Trade(trade) => {
                let volume = trade.volume.get().expect("a volume");
                let sum = trade.cumulative_volume.get().expect("a sum");
                if let Some(before) = self.volumes.insert(header.item().to_owned(), sum) {
                    assert_eq!(sum - before, volume.abs(), "a trade is missing or twice");
                    self.compared += 1;
                }
            }
            _ => {}
        }
        for (field, value) in record.fields() {
            assert_ne!(value, Value::NotRepresentable, "{} {record:?}", field.name);
        }
        let code = record.spec().expect("market data").message_type.code();
        let key = (code.to_owned(), header.item().to_owned());
        *self.elements.entry(key).or_default() += 1;
    }

    /// Reads a feed until `enough`, or its end.
    ///
    /// # Errors
    /// [`Closed`] at its end.
    ///
    /// # Panics
    /// When it takes longer than [`PATIENCE`].
    pub fn read(&mut self, feed: &mut Feed, enough: impl Fn(&Self) -> bool) -> Result<(), Closed> {
        let end = Instant::now() + PATIENCE;
        while !enough(self) {
            if feed.each(1024, |record| self.take(record))? == 0 {
                let waited = feed.wait(Some(end));
                assert!(waited, "nothing more came: {self:?}");
            }
        }
        Ok(())
    }

    /// Reads a feed to its end.
    ///
    /// # Panics
    /// When that takes longer than [`PATIENCE`].
    pub fn read_to_end(&mut self, feed: &mut Feed) -> Closed {
        match self.read(feed, |_| false) {
            Err(closed) => closed,
            Ok(()) => unreachable!("it is never enough"),
        }
    }
}

/// What an exchange sent, by type and item, restricted to what `wanted` takes.
#[must_use]
pub fn sent(
    counters: &Counters,
    wanted: impl Fn(&str, &str) -> bool,
) -> BTreeMap<(String, String), u64> {
    let mut sum = BTreeMap::new();
    for connection in &counters.connections {
        for ((code, item), count) in &connection.elements {
            if wanted(code, item) {
                *sum.entry((code.clone(), item.clone())).or_default() += count;
            }
        }
    }
    sum
}

/// How strategies of tests wait: without taking a processor.
pub const WAIT: Wait = Wait::Park;
