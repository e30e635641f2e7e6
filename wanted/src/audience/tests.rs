//! Who gets what.

use super::Audience;
use crate::{Filter, FilterError, MOST_WISHES, wishes};
use kiwoom_engine::decode::Decoder;
use kiwoom_engine::record::{Gap, RecordRef};
use kiwoom_engine::schema::MessageType;
use zerocopy::{FromBytes as _, IntoBytes as _};

/// Where a header has its symbol: decoders don't know it.
const SYMBOL: std::ops::Range<usize> = 4..8;

/// A record of this type and item, in words.
fn record(code: &str, item: &str, price: u32) -> Vec<u64> {
    let frame = format!(
        r#"{{"trnm":"REAL","data":[{{"type":"{code}","name":"","item":"{item}","values":{{"10":"{price}"}}}}]}}"#
    );
    let mut words = Vec::new();
    let decoded = Decoder::new().decode_copy(frame.as_bytes(), |record, _| {
        words = <[u64]>::ref_from_bytes(record.as_bytes()).unwrap().to_vec();
    });
    assert_eq!(decoded, Ok(1));
    // As if somebody had subscribed it.
    words.as_mut_bytes()[SYMBOL].fill(0);
    assert!(of(&words).header().symbol().index().is_some());
    words
}

fn of(words: &[u64]) -> RecordRef<'_> {
    RecordRef::from_bytes(words.as_bytes()).unwrap()
}

fn audience(filters: &[Filter]) -> Audience {
    let mut audience = Audience::new();
    for (place, filter) in filters.iter().enumerate() {
        audience.join(place, wishes(filter.words()));
    }
    audience
}

#[test]
fn who_asked_for_it_gets_it() {
    let trades = Filter::of(&[MessageType::TRADE], &["005930", "000660"]).unwrap();
    let books = Filter::of::<&str>(&[MessageType::ORDER_BOOK], &[]).unwrap();
    let mut audience = audience(&[trades, books, Filter::new()]);
    let mut readers = |words: &[u64]| audience.take(of(words));
    assert_eq!(readers(&record("0B", "005930", 1)), 0b101);
    assert_eq!(readers(&record("0B", "035420", 1)), 0b100);
    assert_eq!(readers(&record("0D", "035420", 1)), 0b110);
    assert_eq!(readers(&record("0C", "005930", 1)), 0b100);
    // What the engine has lost is told to everyone.
    let gap = Gap::of(3, 1, 3);
    let everyone = audience.take(RecordRef::from_bytes(gap.as_bytes()).unwrap());
    assert_eq!(everyone, 0b111);
    audience.leave(0);
    assert_eq!(audience.take(of(&record("0B", "005930", 1))), 0b100);
    audience.leave(2);
    assert_eq!(audience.take(of(&record("0B", "005930", 1))), 0);
}

#[test]
fn who_comes_late_gets_the_newest_of_each_item() {
    let trades = Filter::of(&[MessageType::TRADE], &["005930"]).unwrap();
    let mut audience = audience(&[trades, Filter::new()]);
    let [old, new, other, book] = [
        record("0B", "005930", 1),
        record("0B", "005930", 2),
        record("0B", "000660", 3),
        record("0D", "005930", 4),
    ];
    for words in [&old, &new, &other, &book] {
        audience.take(of(words));
    }
    let newest = |place| {
        let records = audience.newest_for(place).into_iter();
        let mut bytes: Vec<&[u8]> = records.map(|it| it.as_bytes()).collect();
        bytes.sort_unstable();
        bytes
    };
    assert_eq!(newest(0), [new.as_bytes()]);
    let mut all = [new.as_bytes(), other.as_bytes(), book.as_bytes()];
    all.sort_unstable();
    assert_eq!(newest(1), all);
}

#[test]
fn what_cant_be_asked_for_is_told() {
    let unknown = MessageType::from_code("ZZ").unwrap();
    let filter = Filter::of(&[unknown], &["005930"]);
    assert_eq!(filter.unwrap_err(), FilterError::NoTable(unknown));
    assert!(matches!(
        Filter::of(&[MessageType::TRADE], &["?*"]).unwrap_err(),
        FilterError::Key(_)
    ));
    let items: Vec<String> = (0..=MOST_WISHES).map(|it| format!("{it:06}")).collect();
    assert!(Filter::of(&[MessageType::TRADE], &items[1..]).is_ok());
    let error = Filter::of(&[MessageType::TRADE], &items).unwrap_err();
    assert_eq!(error, FilterError::TooMany);
}

/// They come from elsewhere.
#[test]
fn words_that_make_no_sense_are_no_wishes() {
    assert_eq!(wishes(&[1 << 40, 0, 0, 7, 0]).count(), 0);
    let filter = Filter::of(&[MessageType::TRADE], &["005930"]).unwrap();
    let cut = &filter.words()[..2];
    assert_eq!(wishes(cut).count(), 0);
    assert_eq!(wishes(filter.words()).count(), 1);
}
