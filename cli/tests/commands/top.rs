use super::{complaint, good, output};

#[test]
fn top_needs_a_terminal_or_a_file() {
    let output = output(&["top", "--seconds", "1"]);
    assert!(complaint(&output).contains("--svg"), "{output:?}");
}

#[test]
fn top_draws_the_market_into_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("top.svg");
    let output = output(&["top", "--seconds", "2", "--svg", path.to_str().unwrap()]);
    assert!(good(&output).is_empty());
    let svg = std::fs::read_to_string(path).unwrap();
    for expected in ["book of 000660", "latency", "nothing lost"] {
        assert!(svg.contains(expected), "no {expected} in {svg}");
    }
}

#[test]
fn top_says_where_no_engine_answers() {
    // A port that was free a moment ago.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = port.local_addr().unwrap().to_string();
    drop(port);
    let output = output(&["top", "--metrics", &address]);
    assert!(complaint(&output).contains(&address), "{output:?}");
    let both = super::output(&["top", "--metrics", &address, "--rate", "5"]);
    assert_eq!(both.status.code(), Some(2));
}

#[cfg(not(feature = "share"))]
#[test]
fn top_says_how_it_is_built_with_shared_memory() {
    let output = output(&["top", "--share", "desk"]);
    assert!(
        complaint(&output).contains("--features share"),
        "{output:?}"
    );
}
