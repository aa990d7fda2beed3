//! One stream of messages in one form: the terminal, or the file of `--output-report`.

use std::io::{self, Write};

use compose_model::diagnostic::{Diagnostics, Severity};
use compose_model::source::SourceMap;

use super::{Paths, Report, Summary, azure, github, human, json, sarif};

/// The form of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum MessageFormat {
    /// With the source, as rustc and cargo print them.
    #[default]
    Human,
    /// One line each, as editors read them.
    Short,
    /// One JSON object a line.
    Json,
    /// One SARIF document.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// Annotations of Azure Pipelines.
    Azure,
}

impl MessageFormat {
    /// The forms with their names on the command line.
    pub(crate) const NAMES: [(&'static str, Self); 6] = [
        ("human", Self::Human),
        ("short", Self::Short),
        ("json", Self::Json),
        ("sarif", Self::Sarif),
        ("github", Self::Github),
        ("azure", Self::Azure),
    ];

    /// The form of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }
}

/// Messages of a run on their way to one reader.
#[derive(Debug)]
pub(crate) struct Messages {
    pub(crate) format: MessageFormat,
    /// The least severe kind to show.
    pub(crate) least: Severity,
    /// The width of the reader's terminal.
    pub(crate) width: usize,
    pub(crate) paths: Paths,
    /// What a SARIF document will hold.
    log: sarif::Log,
}

impl Messages {
    pub(crate) fn new(format: MessageFormat, least: Severity, width: usize, paths: Paths) -> Self {
        Self { format, least, width, paths, log: sarif::Log::default() }
    }

    /// Tells findings.
    pub(crate) fn findings(
        &mut self,
        diagnostics: &Diagnostics,
        sources: &SourceMap,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let report = Report { diagnostics, sources, least: self.least };
        match self.format {
            MessageFormat::Human => report.human(self.width, out),
            MessageFormat::Short => report.short(out),
            MessageFormat::Json => report.json(out),
            MessageFormat::Github => report.github(&self.paths, out),
            MessageFormat::Azure => report.azure(&self.paths, out),
            MessageFormat::Sarif => {
                report.sarif(&self.paths, &mut self.log);
                Ok(())
            }
        }
    }

    /// Tells what a run came to; `verb` is what happened to the services.
    pub(crate) fn summary(
        &mut self,
        verb: &str,
        summary: &Summary,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => writeln!(out, "{}", json::summary(summary)),
            MessageFormat::Human | MessageFormat::Github | MessageFormat::Azure
                if self.least > Severity::Error =>
            {
                out.write_all(summary.text(verb, self.least == Severity::Note).as_bytes())
            }
            _ => Ok(()),
        }
    }

    /// Tells what was done, where that is not a translation.
    pub(crate) fn done(&mut self, message: &str, out: &mut dyn Write) -> io::Result<()> {
        match self.format {
            MessageFormat::Json => {
                writeln!(out, "{}", json::message(Severity::Note, message, None))
            }
            MessageFormat::Human | MessageFormat::Github | MessageFormat::Azure
                if self.least > Severity::Error =>
            {
                writeln!(out, "{message}")
            }
            _ => Ok(()),
        }
    }

    /// Tells something that is not about the project.
    pub(crate) fn message(
        &mut self,
        severity: Severity,
        message: &str,
        help: Option<&str>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if severity > self.least {
            return Ok(());
        }
        let line = match self.format {
            MessageFormat::Human => {
                return out
                    .write_all(human::message(severity, message, help, self.width).as_bytes());
            }
            MessageFormat::Short => {
                format!("{}: {}", severity.as_str(), super::text::one_line(message))
            }
            MessageFormat::Json => json::message(severity, message, help),
            MessageFormat::Github => github::message(severity, message, help),
            MessageFormat::Azure => azure::message(severity, message, help),
            MessageFormat::Sarif => {
                self.log.notify(severity, message, help);
                return Ok(());
            }
        };
        writeln!(out, "{line}")
    }

    /// Tells what can only be told at the end.
    pub(crate) fn finish(&mut self, exit_code: u8, out: &mut dyn Write) -> io::Result<()> {
        if self.format != MessageFormat::Sarif {
            return Ok(());
        }
        let log = std::mem::take(&mut self.log);
        writeln!(out, "{}", log.finish(exit_code, &self.paths))
    }
}
