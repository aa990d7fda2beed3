//! The only place that talks to the user: everything here goes to the standard error.

use std::io::Write;

use compose_model::diagnostic::{Diagnostics, Severity};
use compose_model::source::SourceMap;

use crate::args::{MessageFormat, ReportArgs, Verbosity};
use crate::failure::Failure;
use crate::render::{self, Report, Summary};

/// Talks to the user in the form that was asked for.
///
/// What cannot be printed is lost: the exit code still says how it went.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Console {
    format: MessageFormat,
    verbosity: Verbosity,
}

impl Console {
    pub(crate) fn new(args: &ReportArgs) -> Self {
        Self { format: args.format, verbosity: args.verbosity }
    }

    /// Shows findings.
    pub(crate) fn report(self, diagnostics: &Diagnostics, sources: &SourceMap) {
        let least = match self.verbosity {
            Verbosity::Quiet => Severity::Error,
            Verbosity::Normal => Severity::Warning,
            Verbosity::Verbose => Severity::Note,
        };
        let report = Report { diagnostics, sources, least };
        let mut out = std::io::BufWriter::new(anstream::stderr());
        let _ = match self.format {
            MessageFormat::Human => report.human(render::terminal_width(), &mut out),
            MessageFormat::Short => report.short(&mut out),
            MessageFormat::Json => report.json(&mut out),
        };
        let _ = out.flush();
    }

    /// Says what was done; `verb` is what happened to the services.
    pub(crate) fn summary(self, verb: &str, summary: &Summary) {
        let text = match self.format {
            MessageFormat::Json => format!("{}\n", render::json_summary(summary)),
            MessageFormat::Human if self.verbosity != Verbosity::Quiet => {
                summary.text(verb, self.verbosity == Verbosity::Verbose)
            }
            MessageFormat::Human | MessageFormat::Short => return,
        };
        print(&text);
    }

    /// Says why a command could not be carried out.
    pub(crate) fn failure(self, failure: &Failure) {
        self.message(Severity::Error, &failure.message, failure.help.as_deref());
    }

    /// Says something that is not about the project.
    pub(crate) fn warning(self, message: &str) {
        if self.verbosity > Verbosity::Quiet {
            self.message(Severity::Warning, message, None);
        }
    }

    /// Says that a file was written, in Kompose's words, which scripts look for.
    pub(crate) fn created(self, path: &str) {
        if self.verbosity > Verbosity::Quiet {
            print(&format!("INFO Kubernetes file {path:?} created\n"));
        }
    }

    fn message(self, severity: Severity, message: &str, help: Option<&str>) {
        let text = match self.format {
            MessageFormat::Human => {
                render::message(severity, message, help, render::terminal_width())
            }
            MessageFormat::Short => format!("{}: {message}\n", severity.as_str()),
            MessageFormat::Json => format!("{}\n", render::json_message(severity, message, help)),
        };
        print(&text);
    }
}

fn print(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}
