//! Where the fields of an object under construction come from.

use std::fmt::Display;

use compose_model::Origin;

use crate::context::Cx;

/// Origins of fields, their paths relative to the part that is being built; nothing where nobody asks
/// for them.
///
/// Paths are taken as what can be written (`format_args!`): they are not even put together in vain.
#[derive(Debug)]
pub(crate) struct Trace {
    fields: Option<Vec<(String, String, Origin)>>,
}

impl Trace {
    /// An empty one, which stays so unless it is wanted.
    pub(crate) fn new(wanted: bool) -> Self {
        Self { fields: wanted.then(Vec::new) }
    }

    /// An empty one for a part of what this one is for.
    pub(crate) fn part(&self) -> Self {
        Self::new(self.fields.is_some())
    }

    /// Whether anybody asks for them.
    pub(crate) fn is_wanted(&self) -> bool {
        self.fields.is_some()
    }

    /// A field and the key in the model that it comes from.
    pub(crate) fn add(&mut self, field: impl Display, key: impl Display, origin: &Origin) {
        if let Some(fields) = &mut self.fields {
            fields.push((field.to_string(), key.to_string(), origin.clone()));
        }
    }

    /// Whether nothing is known yet.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.as_ref().is_none_or(Vec::is_empty)
    }

    /// Gives fields other paths; those that get none are not there any more.
    pub(crate) fn move_fields(&mut self, path: impl Fn(&str) -> Option<String>) {
        if let Some(fields) = &mut self.fields {
            let all = std::mem::take(fields).into_iter();
            *fields =
                all.filter_map(|(field, key, origin)| Some((path(&field)?, key, origin))).collect();
        }
    }

    /// Forgets a field and everything below it.
    pub(crate) fn forget(&mut self, path: &str) {
        self.move_fields(|field| {
            let rest = field.strip_prefix(path);
            let below = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']));
            (!below).then(|| field.to_owned())
        });
    }

    /// Adds a finished part, which stands at `path`.
    pub(crate) fn nest(&mut self, path: impl Display, part: Self) {
        if let (Some(fields), Some(part)) = (&mut self.fields, part.fields) {
            let path = path.to_string();
            let nested = part.into_iter();
            fields.extend(nested.map(|(field, key, origin)| (join(&path, &field), key, origin)));
        }
    }

    /// Hands all over: the object is complete and stands as `object` (`Deployment/web`).
    pub(crate) fn finish(self, object: impl Display, cx: &mut Cx<'_>) {
        for (field, key, origin) in self.fields.into_iter().flatten() {
            cx.origin(&object, field, key, &origin);
        }
    }
}

fn join(path: &str, field: &str) -> String {
    let dot = if path.is_empty() || field.is_empty() || field.starts_with('[') { "" } else { "." };
    [path, dot, field].concat()
}
