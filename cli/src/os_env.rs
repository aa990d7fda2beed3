//! The variables of the process.

use compose_model::env::Env;

/// The variables of the process. What is not UTF-8 in them is replaced, as a Compose file could not
/// hold it anyway.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsEnv;

impl Env for OsEnv {
    fn get(&self, name: &str) -> Option<String> {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            std::env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
