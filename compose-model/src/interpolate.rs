//! Variables in values: `$NAME`, `${NAME}` and its operators.
//!
//! Compose specification: "Interpolation". `template` is the grammar, `substitute` puts values in,
//! `tree` applies both to a document and casts what its place asks for, `report` turns what was found
//! into diagnostics, `listing` names the variables without putting values in. What is substituted is
//! never read again, and keys are never touched.

mod cast;
//mod listing;
mod report;
mod substitute;
mod template;
//mod tree;

//pub use listing::{VariableUse, list_variables};
pub use substitute::{Fault, FaultKind, Interpolator, Outcome, Substitution, Use};
pub use template::{Operator, Piece, Reference, pieces};

//pub(crate) use report::Reporter;
//pub(crate) use tree::interpolate_tree;
