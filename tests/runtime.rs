//! An engine that is a task, and the end of its runtime or its own.

use kiwoom_engine::record::LinkEventKind;
use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{CloseReason, ControlError, Engine, EngineError, Feed};
use kiwoom_simulator::{Ending, Rate, Simulator};
use kiwoom_tests::*;
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};

fn threads() -> Runtime {
    let mut runtime = Builder::new_multi_thread();
    runtime.worker_threads(1).enable_all().build().unwrap()
}

fn one_thread() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// An exchange, and an engine that gets data from it.
async fn live() -> (Simulator, Engine, Feed) {
    let paced = exchange(u64::MAX).rate(Rate::PerSecond(1_000.0));
    let simulator = paced.start().unwrap();
    let builder = engine(&simulator.url()).strategy("one", |it| roomy(it).trades(["005930"]));
    let (engine, mut feeds) = builder.start_tokio().await.unwrap();
    let deadline = std::time::Instant::now() + PATIENCE;
    while engine.snapshot().routed == 0 || !engine.snapshot().is_live {
        assert!(std::time::Instant::now() < deadline, "waited in vain");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    (simulator, engine, feeds.remove(0))
}

fn endings(simulator: &Simulator) -> Vec<Option<Ending>> {
    let connections = simulator.counters().connections;
    connections.iter().map(|it| it.ended).collect()
}

/// Everybody who waits is told, and nothing claims to live.
#[test]
fn a_runtime_that_ends_first_is_told() {
    for make in [threads, one_thread] {
        let runtime = make();
        let (simulator, engine, feed) = runtime.block_on(live());
        let control = engine.control();
        let reader = Reader::start(feed);
        drop(runtime);
        let ledger = reader.end();
        assert_eq!(ledger.closed, Some(CloseReason::Abandoned));
        assert!(!ledger.events().contains(&LinkEventKind::DOWN));
        assert!(!engine.snapshot().is_live);
        let [connection] = &engine.connections()[..] else {
            panic!()
        };
        assert!(connection.has_ended && !connection.is_live);
        assert!(connection.messages > 0, "its last figures stand");
        let late = control.subscribe("one", MessageType::TRADE, ["000660"]);
        assert_eq!(late, Err(ControlError::Stopped));
        let error = engine.join().unwrap_err();
        assert_eq!(error, EngineError::Abandoned);
        assert!(error.to_string().contains("runtime"), "{error}");
        wait_until("the exchange has noticed", || {
            endings(&simulator).iter().all(Option::is_some)
        });
    }
}

/// Who waits for it from another runtime is told, too.
#[test]
fn another_runtime_is_told() {
    let runtime = threads();
    let (_simulator, engine, _feed) = runtime.block_on(live());
    let waiting = std::thread::spawn(move || one_thread().block_on(engine.joined()));
    runtime.shutdown_background();
    assert_eq!(waiting.join().unwrap(), Err(EngineError::Abandoned));
}

/// Once its end is told, all is said, and the runtime isn't needed any more.
#[test]
fn nothing_is_left_when_the_end_is_told() {
    let runtime = one_thread();
    let simulator = runtime.block_on(async {
        let (simulator, engine, _feed) = live().await;
        engine.control().stop();
        engine.joined().await.unwrap();
        simulator
    });
    // From here on nobody runs what might be left.
    assert_eq!(runtime.metrics().num_alive_tasks(), 0);
    wait_until("the exchange has heard the goodbye", || {
        endings(&simulator) == [Some(Ending::Client)]
    });
}
