//! Variables in values: `$NAME`, `${NAME}` and its operators.
//!
//! Compose specification: "Interpolation". `template` is the grammar, `substitute` puts values in,
//! `tree` applies both to a document and has `cast` turn strings into what their place asks for,
//! `report` makes diagnostics of what was found, and `listing` names the variables without their
//! values. What is substituted is never read again, and keys are never touched.

mod cast;
mod escape;
mod listing;
mod report;
mod substitute;
mod template;
mod tree;

#[cfg(test)]
mod tests;

pub use escape::escape;
pub use listing::{VariableUse, list_variables};
pub use substitute::{Fault, FaultKind, Interpolator, Lookup, Outcome, Substitution, Use};
pub use template::{Operator, Piece, Pieces, Reference, pieces};

pub(crate) use report::UnsetVariables;
pub(crate) use substitute::MAX_GROWTH;
pub(crate) use tree::interpolate_tree;
