//! From bytes to a record, and from a record to the strategy's method.

use super::{empty, kinds};
use crate::record::*;

/// A handler that notes which of its methods was called, and with which kind.
macro_rules! noting {
    ($($method:ident $record:ident)+) => {
        #[derive(Default)]
        struct Noting(Vec<(&'static str, u8)>);

        impl Handler for Noting {
            $(fn $method(&mut self, record: &$record) {
                self.0.push((stringify!($record), record.header.kind));
            })+

            fn on_batch_end(&mut self) {
                self.0.push(("batch end", 0));
            }
        }
    };
}

noting! {
    on_order Order
    on_condition_match ConditionMatch
    on_balance Balance
    on_quote Quote
    on_trade Trade
    on_best_quote BestQuote
    on_order_book OrderBook
    on_after_hours_book AfterHoursBook
    on_broker_activity BrokerActivity
    on_etf_nav EtfNav
    on_expected_trade ExpectedTrade
    on_gold_price GoldPrice
    on_sector_index SectorIndex
    on_sector_breadth SectorBreadth
    on_stock_info StockInfo
    on_elw_fair_value ElwFairValue
    on_market_phase MarketPhase
    on_elw_indicator ElwIndicator
    on_program_trading ProgramTrading
    on_volatility_interruption VolatilityInterruption
    on_us_order UsOrder
    on_us_execution UsExecution
    on_us_trade UsTrade
    on_us_order_book UsOrderBook
    on_us_condition_match UsConditionMatch
    on_link Link
    on_gap Gap
    on_unknown Unknown
    on_trades_missing TradesMissing
    on_staleness Staleness
}

#[test]
fn every_kind_reaches_its_own_method() {
    let mut count = 0;
    for kind in kinds() {
        let lines = empty(kind);
        let record = RecordRef::new(&lines).unwrap();
        assert_eq!(record.kind(), Some(kind));
        let mut handler = Noting::default();
        record.dispatch(&mut handler);
        assert_eq!(handler.0, [(format!("{kind:?}").as_str(), kind.number())]);
        // A handler behind a pointer is one as well.
        let boxed: &mut dyn Handler = &mut Noting::default();
        record.dispatch(boxed);
        count += 1;
    }
    assert_eq!(count, 30);
}

/// The methods that nobody wrote do nothing.
#[test]
fn a_handler_needs_no_method() {
    struct Idle;
    impl Handler for Idle {}
    for kind in kinds() {
        RecordRef::new(&empty(kind)).unwrap().dispatch(&mut Idle);
    }
    Idle.on_batch_end();
}

#[test]
fn a_record_is_only_what_its_header_says() {
    let lines = empty(RecordKind::Trade);
    let record = RecordRef::new(&lines).unwrap();
    assert!(record.get::<Trade>().is_some());
    assert!(record.get::<OrderBook>().is_none());
    assert!(record.get::<Gap>().is_none());
    assert!(matches!(record.typed(), Some(Record::Trade(_))));
    assert_eq!(record.as_bytes().len(), size_of::<Trade>());
    assert_eq!(record.spec().map(|spec| spec.name), Some("trade"));
    let trade = record.get::<Trade>().unwrap();
    assert_eq!(RecordRef::of(trade).as_bytes(), record.as_bytes());
    assert_eq!(trade.header().kind, Trade::KIND.number());
}

#[test]
fn wrong_bytes_are_no_record() {
    let lines = empty(RecordKind::OrderBook);
    let bytes = lines.as_bytes();
    // Too short, by a line or by a byte.
    assert!(RecordRef::from_bytes(&bytes[..bytes.len() - 1]).is_none());
    assert!(RecordRef::from_bytes(&bytes[..63]).is_none());
    assert!(RecordRef::from_bytes(&[]).is_none());
    assert!(RecordRef::new(&lines[..lines.len() - 1]).is_none());
    // Longer is fine: the next record stands there.
    let mut longer = lines.clone();
    longer.push(Line::ZERO);
    assert_eq!(RecordRef::new(&longer).unwrap().as_bytes(), bytes);
    // Not aligned.
    let mut shifted = vec![Line::ZERO; lines.len() + 1];
    let end = 4 + bytes.len();
    shifted.as_mut_bytes()[4..end].copy_from_slice(bytes);
    assert!(RecordRef::from_bytes(&shifted.as_bytes()[4..]).is_none());
}

#[test]
fn a_header_that_lies_gives_no_typed_record() {
    // A length that isn't the record's.
    for length in [0, 1, u8::MAX] {
        let mut lines = vec![Line::ZERO; 255];
        let book = empty(RecordKind::OrderBook);
        lines[..book.len()].copy_from_slice(&book);
        lines.as_mut_bytes()[1] = length;
        let record = RecordRef::new(&lines).unwrap();
        assert_eq!(record.as_bytes().len(), usize::from(length).max(1) * 64);
        assert!(record.get::<OrderBook>().is_none());
        assert!(record.typed().is_none());
        assert_eq!(record.kind(), Some(RecordKind::OrderBook));
    }
    // A kind that there isn't.
    let mut lines = empty(RecordKind::Trade);
    lines.as_mut_bytes()[0] = 200;
    let record = RecordRef::new(&lines).unwrap();
    assert!(record.kind().is_none() && record.typed().is_none() && record.spec().is_none());
    assert_eq!(record.fields().count(), 0);
    let mut handler = Noting::default();
    record.dispatch(&mut handler);
    assert_eq!(handler.0, []);
}

#[test]
fn every_field_of_an_empty_record_is_none() {
    for kind in kinds() {
        let lines = empty(kind);
        for (field, value) in RecordRef::new(&lines).unwrap().fields() {
            assert_eq!(value, Value::None, "{} of {kind:?}", field.name);
        }
    }
}

/// By name, by code and by field: three ways to one value.
#[test]
fn a_field_is_the_same_by_name_and_at_run_time() {
    use crate::schema::{Decimal, TradeField};
    let mut trade = Trade::EMPTY;
    trade.last = Price::new(20_800, Direction::Down);
    trade.change_percent = Percent::new(-24);
    let last = Value::Directed(
        Decimal {
            mantissa: 20_800,
            scale: 0,
        },
        Direction::Down,
    );
    assert_eq!(trade.field(TradeField::Last), last);
    assert_eq!(TradeField::from_code(10), Some(TradeField::Last));
    let percent = Value::Number(Decimal {
        mantissa: -24,
        scale: 2,
    });
    assert_eq!(trade.field(TradeField::ChangePercent), percent);
    assert_eq!(trade.field(TradeField::Time), Value::None);
    trade.time = Time::NOT_REPRESENTABLE;
    assert_eq!(trade.field(TradeField::Time), Value::NotRepresentable);
    trade.volume = Quantity::NOT_REPRESENTABLE;
    assert_eq!(trade.field(TradeField::Volume), Value::NotRepresentable);
}

#[test]
fn account_numbers_do_not_reach_logs() {
    let mut order = Order::EMPTY;
    order.account_no = Text::new("1234567890");
    order.order_no = Text::new("0000018");
    let shown = format!("{order:?} {order:#?} {:?}", Record::Order(&order));
    assert!(!shown.contains("1234567890"), "{shown}");
    assert!(shown.contains("0000018"), "{shown}");
}
