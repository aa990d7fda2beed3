//! The only place that talks to the user: everything here goes to the standard error, and into the
//! file of `--output-report`.

#[cfg(feature = "registry")]
mod progress;

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::PathBuf;

use anstream::{AutoStream, StripStream};
use compose_model::diagnostic::{Diagnostics, Severity};
use compose_model::source::SourceMap;

use crate::args::{ReportArgs, ReportFile, Verbosity};
use crate::failure::{Failure, Status};
use crate::output;
use crate::render::{self, Messages, Paths, Summary};

/// Talks to the user in the form that was asked for.
///
/// What cannot be printed is lost: the exit code still says how it went.
#[derive(Debug)]
pub(crate) struct Console {
    terminal: RefCell<Messages>,
    file: Option<RefCell<FileReport>>,
}

/// The report on its way to a file.
#[derive(Debug)]
struct FileReport {
    path: PathBuf,
    is_list: bool,
    messages: Messages,
    content: StripStream<Vec<u8>>,
    /// The files that were read: the report replaces none of them.
    sources: SourceMap,
}

impl Console {
    /// `paths` are for those forms that name files from the root of the repository.
    pub(crate) fn new(args: &ReportArgs, paths: Paths) -> Self {
        let least = match args.verbosity {
            Verbosity::Quiet => Severity::Error,
            Verbosity::Normal => Severity::Warning,
            Verbosity::Verbose => Severity::Note,
        };
        let file = args.file.as_ref().map(|ReportFile { path, format, is_list }| {
            RefCell::new(FileReport {
                path: path.clone(),
                is_list: *is_list,
                // A file is read later, perhaps for what nobody wanted to see on the terminal.
                messages: Messages::new(*format, Severity::Note, render::LOG_WIDTH, paths.clone()),
                content: StripStream::new(Vec::new()),
                sources: SourceMap::default(),
            })
        });
        let width = render::terminal_width();
        let terminal = RefCell::new(Messages::new(args.format, least, width, paths));
        Self { terminal, file }
    }

    /// Shows findings.
    pub(crate) fn report(&self, diagnostics: &Diagnostics, sources: &SourceMap) {
        self.tell(|messages, out| messages.findings(diagnostics, sources, out));
        if let Some(file) = &self.file {
            file.borrow_mut().sources = sources.clone();
        }
    }

    /// Shows the errors only; the file holds everything nevertheless.
    pub(crate) fn report_errors(&self, diagnostics: &Diagnostics, sources: &SourceMap) {
        let least = std::mem::replace(&mut self.terminal.borrow_mut().least, Severity::Error);
        self.report(diagnostics, sources);
        self.terminal.borrow_mut().least = least;
    }

    /// Says what was done; `verb` is what happened to the services.
    pub(crate) fn summary(&self, verb: &str, summary: &Summary) {
        self.tell(|messages, out| messages.summary(verb, summary, out));
    }

    /// Says why a command could not be carried out.
    pub(crate) fn failure(&self, failure: &Failure) {
        self.message(Severity::Error, &failure.message, failure.help.as_deref());
    }

    /// Says something that is not about the project.
    pub(crate) fn warning(&self, message: &str) {
        self.message(Severity::Warning, message, None);
    }

    /// Says what was done, where that is not a translation.
    pub(crate) fn done(&self, message: &str) {
        self.tell(|messages, out| messages.done(message, out));
    }

    /// Shows how far it is with `total` things, in one line of a terminal that is gone in the end.
    #[cfg(feature = "registry")]
    pub(crate) fn progress(&self, total: usize) -> progress::Progress {
        let messages = self.terminal.borrow();
        let is_wanted = messages.format == render::MessageFormat::Human
            && messages.least > Severity::Error
            && io::IsTerminal::is_terminal(&io::stderr());
        progress::Progress::new(is_wanted.then_some(messages.width), total)
    }

    /// Says that a file was written, in Kompose's words, which scripts look for.
    pub(crate) fn created(&self, path: &str) {
        if self.terminal.borrow().least > Severity::Error {
            self.on_terminal(|_, out| writeln!(out, "INFO Kubernetes file {path:?} created"));
        }
    }

    /// Says what can only be said at the end, and writes the file.
    pub(crate) fn finish(&self, status: Status) -> Status {
        let written = self.file.as_ref().map_or(Ok(()), |file| file.borrow_mut().write(status));
        let status = match written {
            Ok(()) => status,
            Err(failure) => {
                let help = failure.help.as_deref();
                self.on_terminal(|messages, out| {
                    messages.message(Severity::Error, &failure.message, help, out)
                });
                failure.status
            }
        };
        self.on_terminal(|messages, out| messages.finish(status as u8, out));
        status
    }

    fn message(&self, severity: Severity, message: &str, help: Option<&str>) {
        self.tell(|messages, out| messages.message(severity, message, help, out));
    }

    fn tell(&self, say: impl Fn(&mut Messages, &mut dyn Write) -> io::Result<()>) {
        self.on_terminal(&say);
        if let Some(file) = &self.file {
            let FileReport { messages, content, .. } = &mut *file.borrow_mut();
            // Writing to memory does not fail.
            let _ = say(messages, content);
        }
    }

    fn on_terminal(&self, say: impl Fn(&mut Messages, &mut dyn Write) -> io::Result<()>) {
        let mut out = io::BufWriter::new(AutoStream::auto(io::stderr()));
        let _ = say(&mut self.terminal.borrow_mut(), &mut out).and_then(|()| out.flush());
    }
}

impl FileReport {
    fn write(&mut self, status: Status) -> Result<(), Failure> {
        // Writing to memory does not fail.
        let _ = self.messages.finish(status as u8, &mut self.content);
        let content = std::mem::replace(&mut self.content, StripStream::new(Vec::new()));
        let mut content = content.into_inner();
        if self.is_list {
            content = as_list(&content);
        }
        output::to_file(&self.path, &content, false, &self.sources)?;
        Ok(())
    }
}

/// Lines of JSON as the items of one list, a line each.
fn as_list(lines: &[u8]) -> Vec<u8> {
    let lines = lines.strip_suffix(b"\n").unwrap_or(lines);
    let items = lines.split(|byte| *byte == b'\n').collect::<Vec<_>>().join(&b",\n"[..]);
    [&b"[\n"[..], &items, b"\n]\n"].concat()
}
