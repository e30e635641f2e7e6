//! What can't be started is refused before a thread runs, with words that say
//! what to do.

use kiwoom_engine::{Builder, CapacityError, Endpoint, Engine, KeyError, StartError, Strategy};
use kiwoom_tests::*;

/// A server that need not be there.
const URL: &str = "ws://127.0.0.1:9/";

/// The refusal, checked for words.
fn refused(builder: Builder) -> StartError {
    let error = builder.start().map(|(engine, _)| engine).unwrap_err();
    let words = error.to_string();
    assert!(words.len() > 20 && !words.contains(TOKEN), "{words}");
    error
}

fn trades(strategy: Strategy) -> Strategy {
    strategy.trades(["005930"])
}

#[test]
fn what_is_missing_is_named() {
    let endpoint = || Endpoint::parse(URL).unwrap();
    let without_token = Engine::builder(endpoint()).strategy("one", trades);
    assert!(matches!(refused(without_token), StartError::NoToken));
    let without_strategy = Engine::builder(endpoint()).token(token());
    assert!(matches!(refused(without_strategy), StartError::NoStrategy));
}

#[test]
fn strategies_have_names_of_their_own_and_a_limit() {
    let same = engine(URL)
        .strategy("a", trades)
        .strategy("b", trades)
        .strategy("a", trades);
    assert!(matches!(refused(same), StartError::SameName(name) if name == "a"));

    let many = |count: usize| {
        let names = (0..count).map(|at| at.to_string());
        names.fold(engine(URL), |it, name| it.strategy(name, trades))
    };
    assert!(matches!(refused(many(65)), StartError::TooManyStrategies));
    let (engine, feeds) = many(64).start().unwrap();
    assert_eq!(feeds.len(), 64);
    drop(engine);
}

#[test]
fn a_bad_item_is_named_with_its_strategy() {
    let bad = engine(URL)
        .strategy("good", trades)
        .strategy("bad", |it| it.trades(["005930", "삼성전자", "000,660"]));
    let error = refused(bad);
    assert!(error.to_string().contains("\"bad\""), "{error}");
    let StartError::Subscription { name, error } = error else {
        panic!("{error:?}")
    };
    // The first that is wrong.
    let character = '삼';
    assert_eq!(
        (name.as_str(), error),
        ("bad", KeyError::ItemCharacter { character })
    );
}

#[test]
fn a_ring_has_room_for_its_records() {
    for bytes in [0, 64, 1_000, usize::MAX] {
        let error = refused(engine(URL).strategy("one", |it| trades(it).capacity(bytes)));
        let StartError::Capacity { name, error } = error else {
            panic!("{error:?}")
        };
        assert_eq!(name, "one");
        assert!(
            matches!(
                error,
                CapacityError::Lines {
                    name: "data lane",
                    ..
                }
            ),
            "{error}"
        );
    }
}

#[test]
fn settings_that_cannot_work_are_named() {
    let mut settings = eager();
    settings.items_per_group = 0;
    let error = refused(engine(URL).session(settings).strategy("one", trades));
    let StartError::Settings(error) = error else {
        panic!("{error:?}")
    };
    assert_eq!(error.setting(), "items_per_group");
}

#[test]
fn a_host_that_is_not_there_is_named() {
    // Names under .invalid never exist (RFC 6761).
    let error = refused(engine("wss://nosuchhost.invalid:10000").strategy("one", trades));
    assert!(matches!(&error, StartError::Resolve { host, .. } if host == "nosuchhost.invalid"));
    assert!(error.to_string().contains("nosuchhost.invalid"), "{error}");
}

#[test]
fn roots_must_be_certificates() {
    let secure = "wss://127.0.0.1:9/";
    for roots in [vec![], vec![b"no certificate".to_vec()]] {
        let error = refused(engine(secure).tls_roots(roots).strategy("one", trades));
        assert!(matches!(error, StartError::Tls(_)), "{error:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_processor_that_is_not_there_is_named() {
    for core in [1_000_000, usize::MAX] {
        let error = refused(engine(URL).pin_io(core).strategy("one", trades));
        assert!(
            matches!(&error, StartError::Pin { core: told, .. } if *told == core),
            "{error:?}"
        );
        assert!(error.to_string().contains("pin_io"), "{error}");
    }
    // The first one is there.
    let simulator = exchange(10).start().unwrap();
    let builder = engine(&simulator.url()).pin_io(0).strategy("one", trades);
    let (engine, _feeds) = builder.start().unwrap();
    wait_for_frames(&simulator, &engine, 10);
    engine.stop().unwrap();
}
