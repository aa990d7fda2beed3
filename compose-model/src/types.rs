//! The grammars of values: sizes, durations, ports, paths, commands.
//!
//! Pure functions over text; what is wrong is an error value, and the caller knows the place.

pub mod bytes;
pub mod duration;
pub mod path;
