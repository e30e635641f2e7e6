//! Subscribing and unsubscribing while the engine runs.

use kiwoom_engine::record::LinkEventKind;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{ControlError, Engine, KeyError, SessionSettings, StartError};
use kiwoom_simulator::{Rate, Rules, Simulator};
use kiwoom_tests::*;
use std::time::Duration;

with_each_driver! {
    items_come_and_go_while_it_runs,
    strategies_do_not_cut_each_other_off,
    asking_twice_is_asking_once,
    a_refused_item_is_tried_again_when_asked_for_again,
    what_finds_no_room_is_refused_until_there_is_some,
    what_cannot_be_is_refused_at_once,
    commands_before_the_login_wait_for_it,
}

const SAMSUNG: &str = "005930";
const HYNIX: &str = "000660";
const TRADE: MessageType = MessageType::TRADE;

/// An exchange that goes on and on.
fn endless() -> Simulator {
    let paced = Simulator::builder().rate(Rate::PerSecond(2_000.0));
    let paced = paced.flush(kiwoom_simulator::Flush::AtOnce);
    paced.rules(lenient()).start().unwrap()
}

fn sent(simulator: &Simulator, item: &str) -> u64 {
    simulator.counters().elements_of("0B", item)
}

/// Waits until the exchange has taken so many messages: LOGIN is the first.
fn wait_for_requests(simulator: &Simulator, count: u64) {
    wait_until("the exchange has heard it", || {
        let counters = simulator.counters();
        counters
            .connections
            .first()
            .is_some_and(|it| it.received >= count)
    });
}

/// Waits for so many more trades of an item.
fn wait_for_trades(simulator: &Simulator, item: &str) {
    let before = sent(simulator, item);
    wait_until(&format!("trades of {item} come"), || {
        sent(simulator, item) > before + 100
    });
}

/// Stops both sides once all that was sent is decoded.
fn stop(simulator: Simulator, engine: Engine) {
    // Its last frames may still be on their way: they are cut off.
    simulator.stop();
    assert!(engine.join().is_err(), "the exchange has gone");
}

fn items_come_and_go_while_it_runs(driver: Drive) {
    let simulator = endless();
    let (engine, feed) = start_one(driver, &simulator.url(), &[("0B", SAMSUNG)]);
    let reader = Reader::start_now_and_then(feed);
    wait_for_trades(&simulator, SAMSUNG);
    assert_eq!(sent(&simulator, HYNIX), 0);

    let control = engine.control();
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    wait_for_trades(&simulator, HYNIX);
    control.unsubscribe("one", TRADE, [SAMSUNG]).unwrap();
    wait_for_requests(&simulator, 4);
    let last = sent(&simulator, SAMSUNG);
    wait_for_trades(&simulator, HYNIX);
    assert_eq!(sent(&simulator, SAMSUNG), last);
    control.subscribe("one", TRADE, [SAMSUNG]).unwrap();
    wait_for_trades(&simulator, SAMSUNG);

    let unrouted = engine.snapshot().unrouted;
    let stats = engine.snapshot().session;
    assert_eq!((stats.registers_sent, stats.removes_sent), (3, 1));
    stop(simulator, engine);
    let ledger = reader.end();
    // Nothing came twice, and after the last record of an item none was lost.
    let elements = ledger.elements();
    let trades = elements[&("0B".to_owned(), SAMSUNG.to_owned())];
    assert!(trades >= last - unrouted, "{trades} of {last}");
    assert!(elements[&("0B".to_owned(), HYNIX.to_owned())] > 100);
}

fn strategies_do_not_cut_each_other_off(driver: Drive) {
    let simulator = endless();
    let builder = engine(&simulator.url())
        .strategy("one", |it| roomy(it).trades([SAMSUNG]))
        .strategy("two", |it| roomy(it).trades([HYNIX]));
    let (engine, feeds) = driver.start(builder).unwrap();
    wait_for_trades(&simulator, SAMSUNG);
    let control = engine.control();
    // Never asked for, so there is nothing to take back.
    control.unsubscribe("two", TRADE, [SAMSUNG]).unwrap();
    // Asked for by both: one of them goes.
    control.subscribe("two", TRADE, [SAMSUNG]).unwrap();
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    control.unsubscribe("two", TRADE, [SAMSUNG]).unwrap();
    control.unsubscribe("two", TRADE, [SAMSUNG]).unwrap();
    // Something to wait for, since none of that is heard of.
    control
        .subscribe("two", MessageType::ORDER_BOOK, [HYNIX])
        .unwrap();
    wait_for_requests(&simulator, 3);
    wait_for_trades(&simulator, SAMSUNG);
    wait_for_trades(&simulator, HYNIX);
    let stats = engine.snapshot().session;
    assert_eq!((stats.registers_sent, stats.removes_sent), (2, 0));
    drop(feeds);
    stop(simulator, engine);
}

fn asking_twice_is_asking_once(driver: Drive) {
    let simulator = endless();
    let builder =
        engine(&simulator.url()).strategy("one", |it| roomy(it).trades([SAMSUNG, SAMSUNG, HYNIX]));
    let (engine, _feeds) = driver.start(builder).unwrap();
    wait_for_trades(&simulator, SAMSUNG);
    let control = engine.control();
    control.subscribe("one", TRADE, [SAMSUNG]).unwrap();
    control.unsubscribe("one", TRADE, [SAMSUNG]).unwrap();
    wait_for_requests(&simulator, 3);
    let last = sent(&simulator, SAMSUNG);
    wait_for_trades(&simulator, HYNIX);
    assert_eq!(sent(&simulator, SAMSUNG), last);
    stop(simulator, engine);
}

/// What was refused can be asked for again.
fn a_refused_item_is_tried_again_when_asked_for_again(driver: Drive) {
    let rules = Rules {
        items_per_session: 1,
        ..lenient()
    };
    let simulator = Simulator::builder().rules(rules).start().unwrap();
    let builder = engine(&simulator.url()).strategy("one", |it| roomy(it).trades([SAMSUNG]));
    let (engine, mut feeds) = driver.start(builder).unwrap();
    let control = engine.control();
    let reader = Reader::start(feeds.remove(0));
    wait_for_requests(&simulator, 2);
    // One too many for the exchange.
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    wait_until("it is refused", || engine.snapshot().session.refused == 1);
    // Room is made, and it is asked for again.
    control.unsubscribe("one", TRADE, [SAMSUNG]).unwrap();
    wait_until("room is made", || {
        engine.snapshot().session.removes_sent == 1
    });
    wait_for_requests(&simulator, 4);
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    wait_until("it comes", || sent(&simulator, HYNIX) > 0);
    // And once is enough to take it back.
    control.unsubscribe("one", TRADE, [HYNIX]).unwrap();
    wait_until("it is removed", || {
        engine.snapshot().session.removes_sent == 2
    });
    engine.stop().unwrap();
    let ledger = reader.end();
    let rejected = ledger
        .links
        .iter()
        .find(|it| it.event == LinkEventKind::REJECTED);
    let rejected = rejected.expect("a record tells of it");
    assert_eq!(rejected.message_type.as_str(), "0B");
    assert_eq!(rejected.item.as_str(), HYNIX);
    assert_eq!(rejected.code, 105_115);
}

/// More than the session takes is refused at once, whole, with the figures.
fn what_finds_no_room_is_refused_until_there_is_some(driver: Drive) {
    let simulator = endless();
    let limited = || {
        let mut settings = eager();
        settings.item_limit = 2;
        engine(&simulator.url()).session(settings)
    };
    let too_many = limited().strategy("one", |it| it.trades([SAMSUNG, HYNIX, "035420"]));
    match driver.start(too_many).map(|(engine, _)| engine) {
        Err(StartError::NoRoom(error)) => assert_eq!((error.limit, error.asked), (2, 3)),
        other => panic!("{other:?}"),
    }
    let builder = limited().strategy("one", |it| it.trades([SAMSUNG]));
    let (engine, _feeds) = driver.start(builder).unwrap();
    let control = engine.control();
    wait_for_trades(&simulator, SAMSUNG);
    let error = control.subscribe("one", TRADE, [HYNIX, "035420"]);
    let Err(ControlError::NoRoom(error)) = error else {
        panic!("{error:?}")
    };
    assert_eq!((error.limit, error.room, error.asked), (2, 1, 2));
    // Another type of an item that is there takes no room.
    let book = MessageType::ORDER_BOOK;
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    control.subscribe("one", book, [SAMSUNG, HYNIX]).unwrap();
    wait_for_trades(&simulator, HYNIX);
    control.unsubscribe("one", TRADE, [HYNIX]).unwrap();
    control.unsubscribe("one", book, [HYNIX]).unwrap();
    control.subscribe("one", TRADE, ["035420"]).unwrap();
    wait_for_trades(&simulator, "035420");
    engine.stop().unwrap();
}

fn what_cannot_be_is_refused_at_once(driver: Drive) {
    let simulator = endless();
    let (engine, feed) = start_one(driver, &simulator.url(), &[("0B", SAMSUNG)]);
    let control = engine.control();
    let unknown = control.subscribe("two", TRADE, [HYNIX]);
    let name = "two".to_owned();
    assert_eq!(unknown, Err(ControlError::UnknownStrategy(name)));
    assert_eq!(control.unsubscribe("two", TRADE, [HYNIX]), unknown);
    let character = KeyError::ItemCharacter { character: ',' };
    let wrong = control.subscribe("one", TRADE, [HYNIX, "005930,000660"]);
    assert_eq!(wrong, Err(ControlError::Item(character)));
    let long = control.subscribe("one", TRADE, ["a".repeat(21)]);
    assert_eq!(
        long,
        Err(ControlError::Item(KeyError::ItemTooLong { bytes: 21 }))
    );
    for error in [unknown, wrong, long].map(|it| it.expect_err("refused")) {
        assert!(error.to_string().len() > 20, "{error}");
    }
    wait_for_trades(&simulator, SAMSUNG);
    // Nothing of the wrong list was asked for.
    assert_eq!(sent(&simulator, HYNIX), 0);
    assert_eq!(simulator.counters().connections[0].received, 2);

    engine.stop().unwrap();
    assert_eq!(
        control.subscribe("one", TRADE, [HYNIX]),
        Err(ControlError::Stopped)
    );
    assert_eq!(
        control.unsubscribe("one", TRADE, [HYNIX]),
        Err(ControlError::Stopped)
    );
    control.stop();
    drop(feed);
}

fn commands_before_the_login_wait_for_it(driver: Drive) {
    let rules = Rules {
        login_delay: Duration::from_millis(200),
        ..lenient()
    };
    let simulator = Simulator::builder()
        .rules(rules)
        .rate(Rate::PerSecond(1_000.0))
        .start()
        .unwrap();
    let builder = engine(&simulator.url()).session(SessionSettings::default());
    let builder = builder.strategy("one", |it| it.trades([SAMSUNG]));
    let (engine, _feeds) = driver.start(builder).unwrap();
    let control = engine.control();
    control.subscribe("one", TRADE, [HYNIX]).unwrap();
    control.unsubscribe("one", TRADE, [SAMSUNG]).unwrap();
    wait_until("it comes", || sent(&simulator, HYNIX) > 10);
    assert_eq!(sent(&simulator, SAMSUNG), 0);
    assert_eq!(engine.snapshot().session.registers_sent, 1);
    engine.stop().unwrap();
}
