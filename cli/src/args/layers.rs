//! Reading flags that may stand before and after the subcommand.

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};

use crate::failure::Failure;

/// What was given before the subcommand, and after it.
pub(super) struct Layers<'a> {
    root: &'a ArgMatches,
    sub: Option<&'a ArgMatches>,
}

impl<'a> Layers<'a> {
    pub(super) fn new(root: &'a ArgMatches, sub: Option<&'a ArgMatches>) -> Self {
        Self { root, sub }
    }

    /// Refuses flags before a subcommand that does not take them: ignoring them would hide a mistake.
    pub(super) fn check(&self, subcommand: &str, command: &Command) -> Result<(), Failure> {
        let Some(sub) = self.sub else { return Ok(()) };
        for id in self.root.ids().map(clap::Id::as_str) {
            if given(self.root, id) && sub.try_contains_id(id).is_err() {
                let flag = command.get_arguments().find(|arg| arg.get_id() == id);
                let flag = flag.and_then(Arg::get_long).unwrap_or(id);
                let message = format!("`{subcommand}` takes no `--{flag}`");
                let help = format!("run `compose2k8s {subcommand} --help` for what it takes");
                return Err(Failure::usage(message).help(help));
            }
        }
        Ok(())
    }

    /// Whether a flag was given.
    pub(super) fn given(&self, id: &str) -> bool {
        self.each().any(|matches| given(matches, id))
    }

    /// Whether a switch is on.
    pub(super) fn on(&self, id: &str) -> bool {
        self.each().any(|m| m.try_get_one(id).ok().flatten().copied().unwrap_or(false))
    }

    /// The last value that was given, or else the default.
    pub(super) fn last<T: Clone + Send + Sync + 'static>(&self, id: &str) -> Option<T> {
        let given = self.each().filter(|matches| given(matches, id)).last();
        let matches = given.or(self.sub).unwrap_or(self.root);
        matches.try_get_many(id).ok().flatten().and_then(Iterator::last).cloned()
    }

    /// All values in order, or else the default.
    pub(super) fn all(&self, id: &str) -> Vec<String> {
        self.placed(id).into_iter().map(|(_, value)| value).collect()
    }

    /// All values with their places on the command line.
    pub(super) fn placed(&self, id: &str) -> Vec<((usize, usize), String)> {
        let mut all = Vec::new();
        for (layer, matches) in self.each().enumerate() {
            if self.given(id) && !given(matches, id) {
                continue;
            }
            let values = matches.try_get_many::<String>(id).ok().flatten();
            let places = values.is_some().then(|| matches.indices_of(id)).flatten();
            for (place, value) in places.into_iter().flatten().zip(values.into_iter().flatten()) {
                all.push(((layer, place), value.clone()));
            }
        }
        all
    }

    fn each(&self) -> impl Iterator<Item = &'a ArgMatches> {
        std::iter::once(self.root).chain(self.sub)
    }
}

fn given(matches: &ArgMatches, id: &str) -> bool {
    // Asking for the source of an argument that was never declared panics in debug builds.
    matches.try_contains_id(id).is_ok()
        && matches.value_source(id) == Some(ValueSource::CommandLine)
}
