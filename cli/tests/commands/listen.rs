//! `simulate` and `listen`, together.

use super::*;
use std::collections::BTreeSet;

#[test]
fn records_come_as_json() {
    let simulator = Simulate::quick("500");
    let output = listen(
        &simulator.url,
        &["--items", "005930,000660_AL", "--count", "50"],
    )
    .output()
    .unwrap();
    let records = json(&good(&output));
    let links: Vec<_> = records.iter().filter(|it| it["record"] == "link").collect();
    let events: Vec<_> = links
        .iter()
        .map(|it| it["fields"]["event"].as_str().unwrap())
        .collect();
    assert_eq!(events[..3], ["CONNECTING", "UP", "RESTORED"]);
    assert_eq!(links[2]["fields"]["accepted"], 2);
    let trades: Vec<_> = records
        .iter()
        .filter(|it| it["record"] == "trade")
        .collect();
    assert_eq!(trades.len(), 50);
    let items: BTreeSet<_> = trades
        .iter()
        .map(|it| it["item"].as_str().unwrap())
        .collect();
    assert_eq!(
        items.into_iter().collect::<Vec<_>>(),
        ["000660_AL", "005930"]
    );
    for trade in trades {
        assert_eq!(trade["type"], "0B");
        assert!(trade["fields"]["last"].as_u64().unwrap() > 0, "{trade}");
        let volume = trade["fields"]["volume"].as_i64().unwrap();
        assert_ne!(volume, 0);
    }
}

#[test]
fn records_come_as_csv() {
    let simulator = Simulate::quick("500");
    let arguments = [
        "--types",
        "order_book,0B",
        "--items",
        "005930",
        "--count",
        "40",
        "--format",
        "csv",
    ];
    let output = listen(&simulator.url, &arguments).output().unwrap();
    assert!(output.status.success());
    let mut columns = 0;
    let mut headers = 0;
    let mut rows = 0;
    let mut widths = std::collections::BTreeMap::new();
    for line in text(&output.stdout).lines() {
        let cells: Vec<&str> = line.split(',').collect();
        if cells[0] == "type" {
            headers += 1;
            columns = cells.len();
            assert_eq!(
                cells[..6],
                [
                    "type",
                    "item",
                    "sequence",
                    "rx_kernel_ns",
                    "rx_mono_ns",
                    "gap_before"
                ]
            );
            continue;
        }
        rows += 1;
        // The header of its type came right before its first row.
        assert_eq!(
            *widths.entry(cells[0].to_owned()).or_insert(columns),
            cells.len()
        );
        assert_eq!((cells[1], cells[5]), ("005930", "0"));
    }
    assert_eq!((headers, rows), (2, 40));
    // What happens to the link stands beside, as JSON.
    let events = json(&text(&output.stderr).lines().collect::<Vec<_>>());
    assert_eq!(events[0]["fields"]["event"], "CONNECTING");
    assert!(events.iter().any(|it| it["fields"]["event"] == "RESTORED"));
}

#[test]
fn orders_and_phases_need_no_item() {
    let simulator = Simulate::quick("500");
    let arguments = [
        "--types",
        "00,market_phase,0B",
        "--items",
        "035420",
        "--count",
        "600",
    ];
    let output = listen(&simulator.url, &arguments).output().unwrap();
    let records = json(&good(&output));
    let of = |name: &str| records.iter().filter(|it| it["record"] == name).count();
    assert_eq!(of("order") + of("market_phase") + of("trade"), 600);
    // Orders of whatever stock, not of the one whose trades were asked for.
    let items = records.iter().filter(|it| it["record"] == "order");
    assert!(
        items
            .map(|it| it["item"].as_str())
            .any(|item| item != Some("035420"))
    );
    assert!(of("market_phase") > 0);
}

#[test]
fn a_time_ends_it_too() {
    let simulator = Simulate::start(&[]);
    let output = listen(&simulator.url, &["--items", "999999", "--seconds", "1"])
        .output()
        .unwrap();
    let last = json(&good(&output)).pop().unwrap();
    assert_eq!(last["fields"]["event"], "STOPPED");
}

#[test]
fn more_items_than_a_session_takes_are_refused_with_the_figures() {
    let items: Vec<String> = (0..201).map(|at| format!("{at:06}")).collect();
    // Nobody has to listen there: it is refused before.
    let arguments = ["--items", &items.join(",")];
    let output = listen("ws://127.0.0.1:9/", &arguments).output().unwrap();
    let complaint = complaint(&output);
    assert!(complaint.contains("room for 200"), "{complaint}");
}

#[test]
fn a_refusal_names_the_item() {
    let simulator = Simulate::start(&["--fault", "on request 1: refuse 105115"]);
    let arguments = ["--items", "005930", "--seconds", "2"];
    let output = listen(&simulator.url, &arguments).output().unwrap();
    let records = json(&good(&output));
    let rejected = records
        .iter()
        .find(|it| it["fields"]["event"] == "REJECTED")
        .unwrap();
    assert_eq!(rejected["fields"]["item"], "005930");
    assert_eq!(rejected["fields"]["message_type"], "0B");
    assert_eq!(rejected["fields"]["code"], 105_115);
}

#[test]
fn outages_on_demand_are_told_as_they_happen() {
    let simulator = Simulate::start(&[
        "--rate",
        "1000",
        "--fault",
        // The first and the third are calls for tokens.
        "connection 2 on login: refuse 8005",
        "--fault",
        "connection 4 on frame 3: reset",
    ]);
    let arguments = ["--items", "005930", "--count", "20"];
    let output = listen(&simulator.url, &arguments)
        .env_remove("KIWOOM_TOKEN")
        .env("KIWOOM_APPKEY", "key")
        .env("KIWOOM_SECRETKEY", "secret")
        .args(["--token-url", &simulator.token_url()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines: Vec<&str> = text(&output.stdout).lines().collect();
    let records = json(&lines);
    let events: Vec<&str> = records
        .iter()
        .filter_map(|it| it["fields"]["event"].as_str())
        .collect();
    let refused = ["CONNECTING", "DOWN"];
    let live = ["CONNECTING", "UP", "RESTORED", "DOWN"];
    assert_eq!(
        events[..9],
        [&refused[..], &live, &live[..3]].concat(),
        "{events:?}"
    );
}

#[test]
fn recorded_frames_are_sent_again() {
    let file = data("recorded-frames.jsonl");
    let simulator = Simulate::start(&["--frames", &file, "--rate", "1000"]);
    // All of its trades of one stock.
    let arguments = ["--types", "0B", "--items", "005930", "--count", "107"];
    let output = listen(&simulator.url, &arguments).output().unwrap();
    let records = json(&good(&output));
    let trades = records.iter().filter(|it| it["record"] == "trade");
    assert_eq!(trades.count(), 107);
}

#[test]
fn a_lost_exchange_ends_it_when_told_once() {
    let simulator = Simulate::quick("500");
    let mut program = Running::start(&mut listen(
        &simulator.url,
        &["--once", "--items", "005930"],
    ));
    program.until("\"trade\"");
    drop(simulator);
    let mut rest = String::new();
    program
        .out
        .take()
        .unwrap()
        .read_to_string(&mut rest)
        .unwrap();
    assert!(rest.contains("STOPPED"), "{rest}");
    assert_eq!(program.child.wait().unwrap().code(), Some(1));
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_both_properly() {
    let simulator = Simulate::quick("200");
    let mut program = Running::start(&mut listen(&simulator.url, &["--items", "005930"]));
    program.until("\"trade\"");
    let (rest, errors) = program.interrupt();
    assert!(
        rest.contains("STOPPED") && rest.contains("stopped on request"),
        "{rest}"
    );
    assert_eq!(errors, "");
    let (rest, errors) = simulator.program.interrupt();
    assert!(rest.contains("1 connections, "), "{rest}");
    assert_eq!(errors, "");
}

#[cfg(unix)]
#[test]
fn nobody_to_read_is_no_error() {
    let simulator = Simulate::quick("500");
    for arguments in [
        &["--items", "005930"][..],
        &["--items", "005930", "--format", "csv"],
    ] {
        let mut program = Running::start(listen(&simulator.url, arguments).stderr(Stdio::null()));
        program.line();
        if arguments.len() == 2 {
            program.turn_away();
        }
    }
    for arguments in [
        &["fields"][..],
        &["fields", "--format", "json"],
        &["decode", &data("recorded-frames.jsonl")],
        &["--help"],
    ] {
        let mut program = Running::start(&mut kiwoom(arguments));
        program.line();
        program.turn_away();
    }
    // The exchange has said what it has to say; its last words find nobody.
    let mut program = simulator.program;
    program.line();
    drop(program.out.take());
    let id = program.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &id])
            .status()
            .unwrap()
            .success()
    );
    program.turn_away();
}
