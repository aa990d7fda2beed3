//! `[environments.NAME]`: what an environment adds to the project.

use compose_model::types::path;

use super::document::{Entry, Value};
use super::reader::Reader;
use crate::environment::{self, Environment};

const KEYS: [&str; 3] = ["files", "env-files", "profiles"];

impl Reader<'_> {
    /// Reads all environments; their files are found from the folder of the policy file.
    pub(super) fn environments(&mut self, entries: &[Entry], folder: &str) -> Vec<Environment> {
        let mut environments = Vec::with_capacity(entries.len());
        for entry in entries {
            let Value::Table(entries) = &entry.item.value else {
                let message = format!("`{}` is a section", entry.key);
                let help = format!("write `[environments.{}]` on a line of its own", entry.key);
                self.wrong_value(&entry.item, message, &help);
                continue;
            };
            if environment::is_name(&entry.key) {
                environments.push(self.environment(&entry.key, entries, folder));
            } else {
                let message = format!("`{}` cannot be the name of an environment", entry.key);
                self.wrong_value(&entry.item, message, environment::NAME);
            }
        }
        environments
    }

    fn environment(&mut self, name: &str, entries: &[Entry], folder: &str) -> Environment {
        let mut environment = Environment::new(name);
        for entry in entries {
            if let (Value::Table(options), Some(backend)) =
                (&entry.item.value, self.backend(&entry.key))
            {
                let options = self.options(backend, options);
                environment.options.insert(backend.name(), options);
                continue;
            }
            let list = match entry.key.as_str() {
                "files" => &mut environment.files,
                "env-files" => &mut environment.env_files,
                "profiles" => &mut environment.profiles,
                _ => {
                    let targets = self.backends.iter().map(|backend| backend.name());
                    let known: Vec<&str> = KEYS.into_iter().chain(targets).collect();
                    self.unknown_key(entry, "a key of an environment", &known);
                    continue;
                }
            };
            let is_of_files = entry.key != "profiles";
            list.extend(self.texts(entry).into_iter().map(|(text, _)| {
                if is_of_files { path::join(folder, text) } else { text.to_owned() }
            }));
        }
        environment
    }
}
