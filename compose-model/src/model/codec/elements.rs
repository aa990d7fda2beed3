//! How each type of value is read and written, a file for a family.

mod choice;
mod number;
mod quantity;
mod text;
mod ulimit;
mod words;
