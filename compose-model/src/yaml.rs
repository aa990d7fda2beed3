//! YAML with a span for everything.
//!
//! `parse` reads (the only file that knows granit-parser), `emit` writes (the only file that knows
//! serde-saphyr), `node` is the tree between them, on which every stage of the loader works.

mod node;

pub use node::{Entry, Mapping, Node, Number, Scalar, Style, Tag, Value};
