//! A narrow door for the benches: frames in, records in the strategies' rings.
//! Not part of the interface, and may change at any time.

use super::{Arrival, LONGEST_RECORD, Router};
use crate::Mono;
use crate::decode::{Decoder, PADDING};
use crate::ring::bench_api::Receiver;
use crate::ring::{FeedConfig, feed};
use crate::session::Key;
use crate::watch::WatchSettings;

/// A decoder and a router, with strategies that all want the same.
pub struct Routes {
    router: Router,
    decoder: Decoder,
    frame: Vec<u8>,
    now: u64,
}

impl Routes {
    /// So many strategies that want this type of these items. They are told
    /// neither missing trades nor silence.
    ///
    /// # Panics
    /// When a type or an item can't be.
    #[must_use]
    pub fn new(strategies: usize, code: &str, items: &[String]) -> (Self, Vec<Receiver>) {
        let config = FeedConfig::new(LONGEST_RECORD);
        let feeds = (0..strategies).map(|_| feed(&config).expect("sizes that make a feed"));
        let (writers, readers): (Vec<_>, Vec<_>) = feeds.unzip();
        let settings = WatchSettings {
            missing_trades: false,
            ..WatchSettings::default()
        };
        let mut router = Router::new(writers, &settings);
        let keys = items.iter().map(|item| Key::new(code, item));
        let keys: Vec<Key> = keys.collect::<Result<_, _>>().expect("type and items");
        for strategy in 0..strategies {
            router.add(strategy, &keys);
        }
        let routes = Self {
            router,
            decoder: Decoder::new(),
            frame: Vec::new(),
            now: 0,
        };
        (routes, readers.into_iter().map(Receiver).collect())
    }

    /// Decodes a frame and hands its records to all who want them.
    ///
    /// # Panics
    /// When it can't be read.
    pub fn deliver(&mut self, text: &[u8]) {
        self.frame.clear();
        self.frame.extend_from_slice(text);
        self.frame.resize(text.len() + PADDING, 0);
        self.now += 1;
        let now = Mono::from_nanos(self.now);
        let arrival = Arrival {
            epoch: 1,
            connection: 0,
            rx_kernel: None,
            rx_mono: now,
        };
        let router = &mut self.router;
        self.decoder
            .decode(&mut self.frame, text.len(), |element| {
                router.deliver(element, arrival, || now);
            })
            .expect("a good frame");
        self.router.notify();
    }
}
