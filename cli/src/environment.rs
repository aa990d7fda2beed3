//! Environments of a project: what is loaded beside its own files, from `--overlay` or the policy file.

use std::collections::BTreeMap;
use std::path::Path;

use compose_model::backend::OptionValues;
use compose_model::load;

/// An environment: what is loaded beside the project's own files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Environment {
    /// Its name, which is that of its folder.
    pub(crate) name: String,
    /// Compose files that are merged after the project's.
    pub(crate) files: Vec<String>,
    /// Env files that are read after the project's.
    pub(crate) env_files: Vec<String>,
    /// Profiles that are enabled beside the project's.
    pub(crate) profiles: Vec<String>,
    /// Options of targets, by the target's name.
    pub(crate) options: BTreeMap<&'static str, OptionValues>,
}

impl Environment {
    /// An environment without anything of its own.
    pub(crate) fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Adds a file as what its name says it is: Compose files have one of the extensions of YAML and
    /// JSON, env files go by any other name.
    pub(crate) fn add_file(&mut self, path: &str) {
        let extension = Path::new(path).extension();
        let is = |wanted: &&str| extension.is_some_and(|it| it.eq_ignore_ascii_case(wanted));
        let compose = ["yaml", "yml", "json"].iter().any(is);
        let files = if compose { &mut self.files } else { &mut self.env_files };
        files.push(path.to_owned());
    }

    /// How to load it.
    pub(crate) fn load_options(&self, project: &load::Options) -> load::Options {
        load::Options {
            further_files: self.files.clone(),
            further_env_files: self.env_files.clone(),
            further_profiles: self.profiles.clone(),
            ..project.clone()
        }
    }

    /// What findings say that are made in it alone.
    pub(crate) fn note(&self) -> String {
        format!("in the environment `{}`", self.name)
    }
}

/// Adds environments to others; what two of one name say is taken together.
pub(crate) fn merge(all: &mut Vec<Environment>, further: impl IntoIterator<Item = Environment>) {
    for environment in further {
        match all.iter_mut().find(|known| known.name == environment.name) {
            Some(known) => {
                known.files.extend(environment.files);
                known.env_files.extend(environment.env_files);
                known.profiles.extend(environment.profiles);
                known.options.extend(environment.options);
            }
            None => all.push(environment),
        }
    }
}

/// What a name must look like.
pub(crate) const NAME: &str = "use letters, digits, `-`, `_` and `.`, with a letter or digit first";

/// Whether a text can be the name of an environment and so of its folder.
pub(crate) fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_apart_by_their_extension() {
        let mut prod = Environment::new("prod");
        for file in ["a.yaml", "prod.env", "deploy/.env", "b.YML", "settings", "c.json"] {
            prod.add_file(file);
        }
        assert_eq!(prod.files, ["a.yaml", "b.YML", "c.json"]);
        assert_eq!(prod.env_files, ["prod.env", "deploy/.env", "settings"]);
    }

    #[test]
    fn names_are_names_of_folders() {
        assert!(["prod", "eu-1.prod_2", "0"].into_iter().all(is_name));
        assert!(!["", "..", ".hidden", "a/b", "a b", "-x", "ä"].into_iter().any(is_name));
    }
}
