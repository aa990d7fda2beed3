//! The variables against which files are interpolated, and where each is defined.
//!
//! A set is cheap to clone. An included model sees a set of its own on top of the one of the model
//! that includes it: names that the outer set knows win, as in the reference loader.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::env::Env;
use crate::source::Span;

/// A variable's value and the place of its definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The value.
    pub value: Arc<str>,
    /// The line of the env file that defines it; `None` for the environment of the process and for
    /// the variables that the loader sets itself.
    pub defined: Option<Span>,
}

/// Variables by name; later layers only fill gaps.
#[derive(Clone, Debug, Default)]
pub struct Variables(Arc<Layer>);

#[derive(Debug, Default)]
struct Layer {
    own: BTreeMap<String, Variable>,
    outer: Option<Variables>,
}

impl Variables {
    /// The environment of the process.
    pub(crate) fn of_process(env: &dyn Env) -> Self {
        let own = env.names().into_iter().filter_map(|name| {
            let value = env.get(&name)?.into();
            Some((name, Variable { value, defined: None }))
        });
        Self(Arc::new(Layer { own: own.collect(), outer: None }))
    }

    /// The variable, if it is set.
    pub fn get(&self, name: &str) -> Option<&Variable> {
        // The outermost layer that knows the name wins.
        std::iter::successors(Some(self), |set| set.0.outer.as_ref())
            .filter_map(|set| set.0.own.get(name))
            .last()
    }

    /// The value of a variable, if it is set.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name).map(|variable| &*variable.value)
    }

    /// All variables, by name.
    pub fn all(&self) -> BTreeMap<&str, &Variable> {
        let layers = std::iter::successors(Some(self), |set| set.0.outer.as_ref());
        // The layers come from the inside to the outside, and what is inserted later wins.
        layers.flat_map(|set| &set.0.own).map(|(name, value)| (name.as_str(), value)).collect()
    }

    /// Sets a variable, whatever it was.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        let variable = Variable { value: value.into(), defined: None };
        let mut own = match self.0.outer {
            None => self.0.own.clone(),
            Some(_) => self.all().into_iter().map(|(n, v)| (n.to_owned(), v.clone())).collect(),
        };
        own.insert(name.to_owned(), variable);
        self.0 = Arc::new(Layer { own, outer: None });
    }

    /// Adds variables where the names are not known yet.
    pub(crate) fn fill(&mut self, further: BTreeMap<String, Variable>) {
        let mut own = further;
        own.retain(|name, _| self.get(name).is_none());
        if !own.is_empty() {
            self.0 = Arc::new(Layer { own, outer: Some(self.clone()) });
        }
    }

    /// Whether both are the same set, not only equal.
    pub(crate) fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::MapEnv;

    fn layer(pairs: &[(&str, &str)]) -> BTreeMap<String, Variable> {
        let variable = |v: &str| Variable { value: v.into(), defined: None };
        pairs.iter().map(|(k, v)| ((*k).to_owned(), variable(v))).collect()
    }

    #[test]
    fn outer_layers_win() {
        let mut set = Variables::of_process(&MapEnv::new([("A", "process")]));
        let outer = set.clone();
        set.fill(layer(&[("A", "file"), ("B", "file")]));
        set.fill(layer(&[("B", "later"), ("C", "later")]));
        assert_eq!(set.value("A"), Some("process"));
        assert_eq!(set.value("B"), Some("file"));
        assert_eq!(set.value("C"), Some("later"));
        assert_eq!(outer.value("B"), None);
        assert_eq!(set.all().keys().copied().collect::<Vec<_>>(), ["A", "B", "C"]);
    }

    #[test]
    fn setting_wins_over_every_layer() {
        let mut set = Variables::of_process(&MapEnv::new([("A", "process")]));
        set.fill(layer(&[("B", "file")]));
        set.set("A", "set");
        assert_eq!(set.value("A"), Some("set"));
        assert_eq!(set.value("B"), Some("file"));
    }
}
