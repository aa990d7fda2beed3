//! The project's name.
//!
//! `-p` and `COMPOSE_PROJECT_NAME` have to be valid as they are; `name` in the files and the name of
//! the folder are made valid. Compose specification: "Version and name top-level elements".

use super::LoadContext;
use crate::diagnostic::Diagnostic;
use crate::interpolate::Interpolator;
use crate::origin::Spanned;
use crate::rules;
use crate::source::Span;
use crate::types::path;
use crate::yaml::{Document, Node};

/// What a valid name consists of, for messages.
const VALID: &str =
    "use lower-case letters, digits, `-` and `_`, and start with a letter or a digit";

/// Finds the name, sets it in the context and as the variable `COMPOSE_PROJECT_NAME`.
pub(crate) fn find(files: &[Vec<Document>], context: &mut LoadContext<'_>) {
    context.project_name = imperative(context).unwrap_or_else(|| declared(files, context));
    let name = context.project_name.value.clone();
    context.scope.variables.set("COMPOSE_PROJECT_NAME", &name);
}

/// The name as Compose makes it valid: lower case, and nothing but letters, digits, `-` and `_`.
pub(crate) fn normalise(name: &str) -> String {
    let lower = name.chars().flat_map(char::to_lowercase);
    let kept: String = lower.filter(|c| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_')).collect();
    kept.trim_start_matches(['-', '_']).to_owned()
}

/// The name from the command line or the environment.
fn imperative(context: &mut LoadContext<'_>) -> Option<Spanned<String>> {
    let option = context.options.project_name.clone().filter(|name| !name.is_empty());
    let (name, place, source) = if let Some(name) = option {
        (name, None, "-p")
    } else {
        let variable = context.scope.variables.get("COMPOSE_PROJECT_NAME")?;
        if variable.value.is_empty() {
            return None;
        }
        (variable.value.to_string(), variable.defined, "COMPOSE_PROJECT_NAME")
    };
    if normalise(&name) != name {
        report_invalid(&name, &format!("given by `{source}`"), place, context);
    }
    let mut spanned = Spanned::generated(normalise(&name), source);
    if let Some(place) = place {
        spanned.origin = crate::Origin::source(place);
    }
    Some(spanned)
}

/// The name that the files declare, or that of the folder.
fn declared(files: &[Vec<Document>], context: &mut LoadContext<'_>) -> Spanned<String> {
    let mut found = None;
    for document in files.iter().flatten() {
        let Some(name) = document.root.get("name") else { continue };
        // What is wrong with it is reported when the document is read in earnest.
        let name = interpolated(name, context);
        if let Some(name) = name.filter(|name| !name.value.is_empty()) {
            found = Some(name);
        }
    }
    // A name in the first document of a file keeps the folder's name out even where nothing of it
    // is left.
    let is_named = files.iter().filter_map(|documents| documents.first()).any(|document| {
        document.root.get("name").and_then(Node::text).is_some_and(|text| !text.is_empty())
    });
    if let Some(name) = found {
        let valid = normalise(&name.value);
        if !valid.is_empty() {
            return Spanned::new(valid, name.origin);
        }
        if is_named {
            report_invalid(&name.value, "nothing of it is left", name.origin.span(), context);
            return Spanned::new(valid, name.origin);
        }
    }
    let folder = context.scope.working_dir.clone();
    let valid = normalise(path::file_name(&folder));
    if valid.is_empty() {
        report_invalid(&folder, "nothing of the folder's name is left", None, context);
    }
    Spanned::generated(valid, "the folder's name")
}

/// The text of a name with the values of its variables.
fn interpolated(name: &Node, context: &LoadContext<'_>) -> Option<Spanned<String>> {
    let text = name.text()?;
    if context.options.skip.interpolation {
        return Some(Spanned::new(text.to_string(), name.origin.clone()));
    }
    let lookup = |name: &str| context.scope.variables.get(name).cloned();
    let result = Interpolator::new(&lookup).substitute(&text);
    result.faults.is_empty().then(|| Spanned::new(result.text, name.origin.clone()))
}

fn report_invalid(name: &str, why: &str, place: Option<Span>, context: &mut LoadContext<'_>) {
    let diagnostic =
        Diagnostic::new(&rules::INVALID_PROJECT_NAME, format!("invalid project name `{name}`"))
            .at(place, "")
            .note(why)
            .help(VALID)
            .subject("name");
    let valid = normalise(name);
    context.report(if valid.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("`{valid}` would be valid"))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_valid() {
        for (given, want) in [
            ("My App", "myapp"),
            ("__a-b_c", "a-b_c"),
            ("Ünïcode", "ncode"),
            ("!!", ""),
            ("9", "9"),
        ] {
            assert_eq!(normalise(given), want, "{given}");
        }
    }
}
