//! What became of a key in a translation.

use crate::backend::{FieldOrigin, Translation};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// What became of a key in a translation.
#[derive(Clone, Debug, Default)]
pub struct Outcome<'a> {
    /// The fields that it became, or a part of.
    pub fields: Vec<&'a FieldOrigin>,
    /// What was found about it.
    pub findings: Vec<&'a Diagnostic>,
}

/// What became of the value at `key`, a path as origins of fields and findings have it: what is said of
/// it and of all below it, or else of the nearest value above it. A service as a whole says nothing of
/// one of its attributes.
///
/// `diagnostics` are those of the translation alone.
pub fn outcome<'a>(
    key: &str,
    translation: &'a Translation,
    diagnostics: &'a Diagnostics,
) -> Outcome<'a> {
    let counts = |path: &str| is_within(path, key) || is_attribute(path);
    let about = diagnostics.iter().flat_map(|found| found.subjects().map(move |it| (it, found)));
    let from = translation.fields.iter().map(|field| (field.key.as_str(), field));
    Outcome {
        fields: nearest(key, &from.filter(|(path, _)| counts(path)).collect::<Vec<_>>()),
        findings: nearest(key, &about.filter(|(path, _)| counts(path)).collect::<Vec<_>>()),
    }
}

/// What a field of the output comes from: what is known of it and of all below it, or else of the
/// nearest field above it. Empty for what no key asks for.
pub fn sources<'a>(
    object: &str,
    field: &str,
    translation: &'a Translation,
) -> Vec<&'a FieldOrigin> {
    let own = translation.fields.iter().filter(|origin| &*origin.object == object);
    nearest(field, &own.map(|origin| (origin.field.as_str(), origin)).collect::<Vec<_>>())
}

/// What stands at a path or below it, or else at the longest path above it.
fn nearest<T: Copy>(path: &str, all: &[(&str, T)]) -> Vec<T> {
    let below: Vec<T> =
        all.iter().filter(|(it, _)| is_within(it, path)).map(|(_, value)| *value).collect();
    if !below.is_empty() {
        return below;
    }
    let above = || all.iter().filter(|(it, _)| is_within(path, it));
    let longest = above().map(|(it, _)| it.len()).max();
    above().filter(|(it, _)| Some(it.len()) == longest).map(|(_, value)| *value).collect()
}

/// Whether a path is `above` or leads through it.
pub fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || above.is_empty() || rest.starts_with(['.', '[']))
}

/// Whether a path leads below a service, a network or another thing with a name.
fn is_attribute(path: &str) -> bool {
    path.matches(['.', '[']).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Origin;
    use crate::rules::IGNORED_KEY;

    fn translation() -> Translation {
        let field = |object: &str, field: &str, key: &str| FieldOrigin {
            object: object.into(),
            field: field.into(),
            key: key.into(),
            origin: Origin::generated("code"),
        };
        let fields = vec![
            field("Service/web", "spec.ports[0]", "services.web.ports[0]"),
            field("Deployment/web", "spec.ports[0]", "services.web.ports[0]"),
            field("Deployment/web", "spec.ports[1]", "services.web.ports[1]"),
            field("Deployment/web", "", "services.web"),
            field("Deployment/website", "image", "services.website.image"),
        ];
        Translation { fields, ..Translation::default() }
    }

    #[test]
    fn keys_lead_to_fields() {
        let translation = translation();
        let count = |key| outcome(key, &translation, &Diagnostics::default()).fields.len();
        assert_eq!(count("services.web.ports[0]"), 2);
        assert_eq!(count("services.web.ports[0].target"), 2);
        assert_eq!(count("services.web.ports"), 3);
        assert_eq!(count("services.web"), 4);
        assert_eq!(count("services"), 5);
        assert_eq!(count("services.web.image"), 0);
        assert_eq!(count("services.web.ports[2]"), 0);
    }

    #[test]
    fn fields_lead_to_keys() {
        let translation = translation();
        let keys = |field| -> Vec<String> {
            let found = sources("Deployment/web", field, &translation);
            found.iter().map(|origin| origin.key.clone()).collect()
        };
        assert_eq!(keys("spec.ports[0].containerPort"), ["services.web.ports[0]"]);
        assert_eq!(keys("spec.ports"), ["services.web.ports[0]", "services.web.ports[1]"]);
        assert_eq!(keys("metadata"), ["services.web"]);
    }

    #[test]
    fn findings_count_by_their_subject() {
        let mut diagnostics = Diagnostics::default();
        for subject in ["services.web.init", "services.web", "services.web.ports[1].target"] {
            diagnostics.push(Diagnostic::new(&IGNORED_KEY, "m").subject(subject));
        }
        let translation = Translation::default();
        let count = |key| outcome(key, &translation, &diagnostics).findings.len();
        assert_eq!(count("services.web.init"), 1);
        assert_eq!(count("services.web.image"), 0);
        assert_eq!(count("services.web.ports"), 1);
        assert_eq!(count("services.web"), 3);
    }
}
