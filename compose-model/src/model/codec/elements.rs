//! How each type of value is read and written, a file for a family.

mod choice;
pub(super) mod number;
mod quantity;
mod text;
mod ulimit;
mod words;
