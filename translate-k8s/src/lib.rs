//! Translates Compose projects.
#![allow(dead_code, unused_imports)]

mod names;
mod quantity;
pub mod rules;
mod stable_hash;
