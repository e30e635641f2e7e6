//! The tables as the engine has them.

mod codes;
mod layouts;
mod types;
