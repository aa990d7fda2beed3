//! The only door to environment variables.

use std::collections::BTreeMap;

/// Variables by name.
pub trait Env {
    /// The value of a variable, `None` where it is unset.
    fn get(&self, name: &str) -> Option<String>;

    /// The names of all variables, sorted.
    fn names(&self) -> Vec<String>;
}

/// Variables in memory.
///
/// ```
/// use compose_model::env::{Env, MapEnv};
/// let env = MapEnv::new([("TAG", "1.2")]);
/// assert_eq!(env.get("TAG").as_deref(), Some("1.2"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapEnv(BTreeMap<String, String>);

impl MapEnv {
    /// Variables by name.
    pub fn new<K: Into<String>, V: Into<String>>(
        variables: impl IntoIterator<Item = (K, V)>,
    ) -> Self {
        Self(variables.into_iter().map(|(k, v)| (k.into(), v.into())).collect())
    }

    /// Sets a variable.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }
}

impl Env for MapEnv {
    fn get(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}
