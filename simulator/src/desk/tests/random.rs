//! The desk against messages of any shape.

use super::*;

/// JSON of any shape, with the names and values that the desk looks for.
fn anything() -> impl proptest::strategy::Strategy<Value = Value> {
    use proptest::prelude::*;
    let word = prop::sample::select(vec![
        "LOGIN",
        "REG",
        "REMOVE",
        "PING",
        "CNSRLST",
        "CNSRREQ",
        "CNSRCLR",
        "GCNSRREQ",
        "0",
        "1",
        "a",
        "0B",
        "00",
        "1h",
        "005930",
        "000660_AL",
        "\"",
        "\\",
        "한글",
        "",
    ]);
    let leaf = prop_oneof![
        word.prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        let key = prop::sample::select(vec![
            "trnm",
            "token",
            "grp_no",
            "refresh",
            "data",
            "item",
            "type",
            "seq",
            "search_type",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((key, inner), 0..7)
                .prop_map(|pairs| pairs.into_iter().map(|(k, v)| (k.to_owned(), v)).collect()),
        ]
    })
}

proptest::proptest! {
    /// Whatever comes, answers are JSON and the limits hold.
    #[test]
    fn nothing_upsets_the_desk(messages in proptest::collection::vec(anything(), 1..40)) {
        let mut bench = Bench::open(Rules { items_per_session: 3, ..Rules::default() });
        for message in messages {
            let mut message = message;
            if let Some(members) = message.as_object_mut() {
                members.entry("trnm").or_insert_with(|| "REG".into());
                members.entry("grp_no").or_insert_with(|| 1.into());
            }
            bench.say(&message.to_string());
            bench.wait(Duration::from_millis(300));
            for action in bench.taken() {
                if let Action::Send(text) = action {
                    let answer: Value = serde_json::from_str(&text).unwrap();
                    assert!(answer["trnm"].is_string());
                }
            }
            let items: BTreeSet<_> = bench.pairs().into_iter().map(|(_, item)| item).collect();
            assert!(items.iter().filter(|item| !item.is_empty()).count() <= 3);
        }
    }
}
