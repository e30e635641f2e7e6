//! What the market's frames promise, by plain rules over their JSON.

use kiwoom_simulator::{Flush, Market, Subscriptions};
use serde_json::Value;

#[path = "frames/identities.rs"]
mod identities;
#[path = "frames/market.rs"]
mod market;

/// Every type with items that it takes.
const TYPES: [(&str, &[&str]); 25] = [
    ("00", &[""]),
    ("04", &[""]),
    ("0A", &["005930", "00088K"]),
    (
        "0B",
        &["005930", "000660", "005930_NX", "005930_AL", "123456"],
    ),
    ("0C", &["005930", "35K2A1"]),
    ("0D", &["005930", "109670", "000660_AL", "005930_NX"]),
    ("0E", &["005930"]),
    ("0F", &["005930", "000660"]),
    ("0G", &["069500"]),
    ("0H", &["005930"]),
    ("0I", &["MGU"]),
    ("0J", &["001", "101", "024"]),
    ("0U", &["001", "201"]),
    ("0g", &["005930"]),
    ("0m", &["57JBHH"]),
    ("0s", &[""]),
    ("0u", &["57JBHH"]),
    ("0w", &["005930"]),
    ("1h", &[""]),
    ("02", &["1"]),
    ("F4", &[""]),
    ("F5", &[""]),
    ("FE", &["NVDA", "XYZ"]),
    ("FT", &["NVDA"]),
    ("S2", &["1"]),
];

/// A market with those subscriptions.
fn market(code: &str, items: &[&str], seed: u64) -> Market {
    let mut subscriptions = Subscriptions::new();
    for item in items {
        let added = match code {
            "02" => subscriptions.add_condition(item, false),
            "S2" => subscriptions.add_condition(item, true),
            _ => subscriptions.add(code, item),
        };
        assert!(added, "{code} {item}");
    }
    let mut market = Market::new(seed, 1_000.0, Flush::AtOnce);
    market.subscribe(&subscriptions);
    market
}

/// One element's values, as text.
struct Element(Value);

impl Element {
    fn text(&self, code: u32) -> &str {
        self.0["values"][code.to_string()].as_str().unwrap()
    }

    fn item(&self) -> &str {
        self.0["item"].as_str().unwrap()
    }

    /// A number without its point, with its sign.
    fn signed(&self, code: u32) -> i64 {
        let text = self.text(code).trim().replace('.', "");
        text.parse()
            .unwrap_or_else(|_| panic!("{code}: {text:?} in {}", self.0))
    }

    /// A number without its sign, which may only tell a direction.
    fn size(&self, code: u32) -> i64 {
        self.signed(code).abs()
    }

    fn sum(&self, codes: std::ops::RangeInclusive<u32>) -> i64 {
        codes.map(|code| self.size(code)).sum()
    }
}
