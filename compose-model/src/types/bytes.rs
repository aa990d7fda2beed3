//! Sizes in bytes.

/// A number of bytes; `-1` means unlimited where an attribute allows it.
///
/// Compose specification: "Specifying byte values".
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub i64);
