//! Where the fields of an object under construction come from.

use compose_model::Origin;

use crate::context::Cx;

/// Origins of fields, their paths relative to the part that is being built.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    fields: Vec<(String, String, Origin)>,
}

impl Trace {
    /// A field and the key in the model that it comes from.
    pub(crate) fn add(
        &mut self,
        field: impl Into<String>,
        key: impl Into<String>,
        origin: &Origin,
    ) {
        self.fields.push((field.into(), key.into(), origin.clone()));
    }

    /// Adds a finished part, which stands at `path`.
    pub(crate) fn nest(&mut self, path: &str, part: Self) {
        self.fields.extend(
            part.fields.into_iter().map(|(field, key, origin)| (join(path, &field), key, origin)),
        );
    }

    /// Hands all over: the object is complete and stands as `object` (`Deployment/web`).
    pub(crate) fn finish(self, object: &str, cx: &mut Cx<'_>) {
        for (field, key, origin) in self.fields {
            cx.origin(object, field, key, &origin);
        }
    }
}

fn join(path: &str, field: &str) -> String {
    let dot = if path.is_empty() || field.is_empty() || field.starts_with('[') { "" } else { "." };
    [path, dot, field].concat()
}
