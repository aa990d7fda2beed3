//! From files to a [`Project`]: the stages of the reference loader, in its order.
//!
//! Each stage works on the spanned tree ([`Node`](crate::yaml::Node)) and reports what it finds; none
//! stops at the first mistake. The typed model is decoded at the end.

mod context;
pub(crate) mod pattern;
