//! From a field of an object to the place in the source that caused it.

use std::collections::HashMap;

use compose_model::backend::FieldOrigin;

/// The origins of fields, to be looked up.
pub(crate) struct Origins<'f> {
    fields: HashMap<(&'f str, &'f str), &'f FieldOrigin>,
}

impl<'f> Origins<'f> {
    /// The table, which is worth its price only where something is to be said.
    pub(crate) fn new(fields: &'f [FieldOrigin]) -> Self {
        let mut table: HashMap<(&str, &str), &FieldOrigin> = HashMap::with_capacity(fields.len());
        for field in fields {
            table.entry((&field.object, &field.field)).or_insert(field);
        }
        Self { fields: table }
    }

    /// The origin of a field (`spec.replicas`) of an object (`Deployment/web`), or of the nearest
    /// thing around it.
    pub(crate) fn nearest(&self, object: &str, field: &str) -> Option<&'f FieldOrigin> {
        let mut field = field;
        loop {
            if let Some(origin) = self.fields.get(&(object, field)) {
                return Some(origin);
            }
            field = &field[..field.rfind(['.', '['])?];
        }
    }
}
