//! What can't be is said before anything runs.

use kiwoom_engine::schema::MessageType;
use kiwoom_engine::{Endpoint, Engine, StartError};
use kiwoom_tests::got::{engine, token};

const URL: &str = "ws://127.0.0.1:9/api/dostk/websocket";

#[test]
fn what_is_missing_or_wrong_is_named() {
    let endpoint = || Endpoint::parse(URL).unwrap();
    let error = Engine::builder(endpoint())
        .strategy("a", |it| it.orders())
        .start()
        .unwrap_err();
    assert!(matches!(error, StartError::NoToken), "{error}");

    let error = engine(URL).start().unwrap_err();
    assert!(matches!(error, StartError::NoStrategy), "{error}");

    let twice = engine(URL)
        .strategy("a", |it| it.orders())
        .strategy("a", |it| it.orders());
    let error = twice.start().unwrap_err();
    assert!(
        matches!(&error, StartError::SameName(name) if name == "a"),
        "{error}"
    );

    let many = (0..65).fold(engine(URL), |it, at| {
        it.strategy(at.to_string(), |it| it.orders())
    });
    let error = many.start().unwrap_err();
    assert!(matches!(error, StartError::TooManyStrategies), "{error}");

    let error = engine(URL)
        .strategy("a", |it| it.trades(["005930;"]))
        .start()
        .unwrap_err();
    assert!(matches!(error, StartError::Subscription { .. }), "{error}");
    assert!(error.to_string().contains("strategy \"a\""), "{error}");

    let small = engine(URL).strategy("a", |it| {
        it.subscribe(MessageType::TRADE, ["1"]).capacity(64)
    });
    let error = small.start().unwrap_err();
    assert!(matches!(error, StartError::Capacity { .. }), "{error}");

    let error = engine(URL)
        .pin_io(100_000)
        .strategy("a", |it| it.orders())
        .start()
        .unwrap_err();
    assert!(
        matches!(error, StartError::Pin { core: 100_000, .. }),
        "{error}"
    );

    let roots = engine(&URL.replace("ws:", "wss:")).tls_roots([vec![1, 2, 3]]);
    let error = roots.strategy("a", |it| it.orders()).start().unwrap_err();
    assert!(matches!(error, StartError::Tls(_)), "{error}");
}

#[test]
fn a_token_never_leaves_the_machine_in_clear() {
    let builder = Engine::builder(Endpoint::parse("ws://192.0.2.1:80").unwrap());
    let builder = builder
        .token(token("CANARY"))
        .strategy("a", |it| it.orders());
    assert!(!format!("{builder:?}").contains("CANARY"));
    let error = builder.start().unwrap_err();
    assert!(matches!(error, StartError::Plaintext(_)), "{error}");
}
