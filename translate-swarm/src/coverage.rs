//! What becomes of every key of a Compose file, and which fields no key asks for.
//!
//! The tables are for people and reports. The command line's `tests/keys` holds the first against the
//! list of all keys and proves every line of it by an example.

mod own;
mod table;

pub use own::OWN_FIELDS;
pub use table::COVERAGE;
