//! Serves a stand-in exchange until it is killed:
//! `cargo run -p kiwoom-simulator --example serve -- [address] [messages a second]`.

use std::time::Duration;

use kiwoom_simulator::{Rate, Simulator};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let address = arguments
        .next()
        .unwrap_or_else(|| "127.0.0.1:10000".to_owned());
    let mut builder = Simulator::builder().bind(address);
    if let Some(rate) = arguments.next() {
        builder = builder.rate(Rate::PerSecond(rate.parse()?));
    }
    let simulator = builder.start()?;
    println!(
        "listening on {} and {}",
        simulator.url(),
        simulator.us_url()
    );
    loop {
        std::thread::sleep(Duration::from_secs(10));
        let counters = simulator.counters();
        println!(
            "{} connections, {} frames, {} elements",
            counters.connections.len(),
            counters.frames(),
            counters.elements()
        );
    }
}
