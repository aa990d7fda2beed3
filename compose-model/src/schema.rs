//! The keys of a Compose file and the values that each may have.
//!
//! The tables are statics, one file for each part of the file format, and say what the reference's JSON
//! schema says; [`validate()`] takes the same decision as a validator of that schema and says more about
//! it. Nothing else knows which keys there are by heart: [`keys()`] lists them for everyone who must
//! handle or explain each of them.

mod build;
mod common;
mod deploy;
mod develop;
mod equality;
mod explain;
mod hook;
mod keys;
mod network;
mod placement;
mod resource;
mod service;
mod service_lists;
mod shape;
mod top;
mod validate;
mod volume;

#[cfg(test)]
mod tests;

pub use keys::{Key, key_of, keys};
pub use shape::{
    Entries, Field, KeyForm, ListShape, MapShape, NumberShape, Rest, Shape, StringShape,
};
pub use top::TOP;
pub use validate::validate;
