//! The format `raw`: one `NAME=value` a line, and nothing means anything in the value.

use super::{EnvFile, Findings};
use crate::interpolate::Lookup;

/// Reads a file of the format `raw`. Spaces before a name are skipped, those behind a value belong to
/// it; a name alone takes the value of `outer`.
pub(super) fn parse(
    text: &str,
    outer: Lookup<'_>,
    variables: &mut EnvFile,
    findings: &mut Findings<'_>,
) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        let statement = line.trim_start();
        let at = line_start + line.len() - statement.len()..line_start + line.len();
        if statement.is_empty() || statement.starts_with('#') {
            continue;
        }
        let (name, value) = match statement.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (statement, None),
        };
        let name_at = at.start..at.start + name.len();
        if name.is_empty() {
            findings.fault(at, "a variable without a name", "write a name before the `=`");
        } else if name.contains([' ', '\t']) {
            let message = format!("the name `{name}` has a space");
            findings.fault(name_at, message, "write `NAME=value` without spaces in the name");
        } else if let Some(value) = value {
            variables.insert(name.to_owned(), findings.variable(value, at));
        } else if let Some(variable) = outer(name) {
            variables.insert(name.to_owned(), variable);
        }
    }
}
