//! Translates Compose projects.
#![allow(dead_code)]

mod names;
mod quantity;
mod stable_hash;
