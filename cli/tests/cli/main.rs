//! The built binary, run as users run it.

#![allow(
    clippy::unwrap_used,
    clippy::format_collect,
    reason = "a test may fail by a panic and be slow"
)]

mod bad_input;
mod bridge;
mod compare;
mod config;
mod convert;
mod difference;
mod environments;
mod explain;
mod help;
mod images;
#[cfg(unix)]
mod kompose;
#[cfg(feature = "registry")]
mod lock;
#[cfg(feature = "registry")]
mod registry;
mod reports;
mod support;
mod usage;
