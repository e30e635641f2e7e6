#![allow(unexpected_cfgs, reason = "loom is named on the command line only")]

#[cfg(not(loom))]
use super::model::records;

#[cfg(loom)]
mod loom;

// Loom's atomics work within a model only, so these can't run with it.
#[cfg(not(loom))]
mod closing;
#[cfg(not(loom))]
mod conflation;
#[cfg(not(loom))]
mod model;
#[cfg(not(loom))]
mod order;
#[cfg(not(loom))]
mod parking;
#[cfg(not(loom))]
mod sizes;
#[cfg(not(loom))]
mod stress;
