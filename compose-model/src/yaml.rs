//! YAML with a span for everything.
//!
//! `parse` (large files in `pieces`), `comments` and `syntax` read (the only ones that know granit-parser), `emit`
//! writes (its `scalar` alone knows serde-saphyr), `node` is the tree between them, on which every stage of the
//! loader works.

mod base64;
mod build;
mod comments;
pub mod decode;
mod directives;
pub mod emit;
pub mod limits;
mod mapping;
mod merge_key;
mod node;
mod parse;
mod pieces;
mod repair;
pub mod scalar;
mod syntax;
mod tabs;
mod tagged;
mod timestamp;

pub use base64::decode as decode_base64;
pub use comments::comments;
pub use limits::Budget;
pub use mapping::{Entry, Mapping};
pub use node::{Node, Number, Scalar, Style, Tag, Value};
pub(crate) use parse::parse_with;
pub use parse::{Document, parse};
pub use scalar::{Kind, Resolved};
pub use timestamp::Timestamp;

#[cfg(test)]
mod tests;
