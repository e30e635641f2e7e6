//! The stand-in exchange that `demo` and `top` start by themselves.

use clap::Args;
use kiwoom_simulator::{Flush, Rate, Simulator, StartError};

/// Its market.
#[derive(Args)]
pub(crate) struct Exchange {
    /// Messages a second of the stand-in exchange.
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub(crate) rate: u32,
    /// Decides its market.
    #[arg(long, default_value_t = 7)]
    seed: u64,
    /// Items, separated by commas.
    #[arg(
        long,
        value_delimiter = ',',
        value_name = "ITEMS",
        default_value = "005930,000660,035420,035720,005380,068270,051910,105560"
    )]
    pub(crate) items: Vec<String>,
}

impl Exchange {
    /// Starts it on a free port of this machine. It takes any token.
    pub(crate) fn start(&self) -> Result<Simulator, StartError> {
        Simulator::builder()
            .seed(self.seed)
            .rate(Rate::PerSecond(f64::from(self.rate)))
            .flush(Flush::AtOnce)
            .start()
    }
}
