//! Env files: `.env`, the files of `--env-file`, `env_file` and `label_file`.
//!
//! `statements` is the grammar of Compose's own format, `raw` that of `docker run --env-file`, and
//! `escapes` what backslashes mean within double quotes. Every variable knows the line that defines
//! it. A line that cannot be read is reported, and the next one is read all the same.

mod escapes;
mod raw;
mod statements;

#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::Arc;

use indexmap::IndexMap;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interpolate::{Lookup, UnsetVariables};
use crate::load::{LoadContext, Variable};
use crate::rules::INVALID_ENV_FILE;
use crate::source::{FileId, Span};

/// How an env file is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Compose's own format: quotes, escapes, comments behind values, and variables.
    #[default]
    Compose,
    /// `raw`: what follows the `=` is the value, as it is.
    Raw,
}

impl Format {
    /// The format that `env_file.format` names.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "" | ".env" => Some(Self::Compose),
            "raw" => Some(Self::Raw),
            _ => None,
        }
    }
}

/// The variables of an env file by name, in the order in which their names come up.
pub type EnvFile = IndexMap<String, Variable>;

impl LoadContext<'_> {
    /// Adds the variables of an env file that is in the source map to `variables`.
    ///
    /// `outer` finds the variables that its values may name and that it may pass on by their name
    /// alone. A value may also name one of `variables`, among them those that the file defines above;
    /// those of `outer` win.
    pub(crate) fn parse_env_file(
        &mut self,
        file: FileId,
        format: Format,
        outer: Lookup<'_>,
        variables: &mut EnvFile,
    ) {
        let text = self.sources.file(file).shared_text();
        let (unset, diagnostics) = (&mut self.unset, &mut self.diagnostics);
        let mut findings = Findings { file, unset, diagnostics };
        match format {
            Format::Compose => statements::parse(&text, outer, variables, &mut findings),
            Format::Raw => raw::parse(&text, outer, variables, &mut findings),
        }
    }
}

/// What was found in a file.
struct Findings<'a> {
    file: FileId,
    unset: &'a mut UnsetVariables,
    diagnostics: &'a mut Diagnostics,
}

impl Findings<'_> {
    fn span(&self, range: Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, offset(range.start), offset(range.end))
    }

    fn fault(&mut self, at: Range<usize>, message: impl Into<String>, help: &str) {
        let mut diagnostic = Diagnostic::new(&INVALID_ENV_FILE, message).at(self.span(at), "");
        if !help.is_empty() {
            diagnostic = diagnostic.help(help);
        }
        self.diagnostics.push(diagnostic);
    }

    fn variable(&self, value: &str, at: Range<usize>) -> Variable {
        Variable { value: Arc::from(value), defined: Some(self.span(at)) }
    }
}
