//! Variables of the Compose files that stay open in a result, such as the values of a chart.

use compose_model::Project;
use compose_model::backend::{Holds, Variables};
use compose_model::diagnostic::Diagnostics;
use compose_model::env::Env;
use compose_model::interpolate::list_variables;
use compose_model::load;
use compose_model::source::SourceMap;
use compose_model::yaml::{self, Budget};
use indexmap::IndexSet;

use crate::args::Target;
use crate::world::World;

/// The variables that a form leaves open, and the way to load the project with other values of them.
pub(super) struct OpenVariables<'a> {
    asked: Vec<String>,
    unset: Vec<String>,
    options: &'a load::Options,
    world: &'a World<'a>,
}

impl<'a> OpenVariables<'a> {
    /// Finds them in the files that were read; `None` where the form of the target holds none.
    pub(super) fn find(
        target: &Target,
        options: &'a load::Options,
        set: &load::Variables,
        sources: &SourceMap,
        world: &'a World<'a>,
    ) -> Option<Self> {
        let form = target.form.as_ref().filter(|form| form.format.holds == Holds::Variables)?;
        let mut used = IndexSet::new();
        for (file, source) in sources.files() {
            // Values are of no form yet that a stage of the loader asks for: only texts are looked at.
            let (mut budget, mut unheard) = (Budget::default(), Diagnostics::default());
            for document in yaml::parse(source.text(), file, &mut budget, &mut unheard) {
                used.extend(list_variables(&document.root).into_keys());
            }
        }
        let unset = used.iter().filter(|name| set.get(name).is_none());
        let unset = unset.map(ToString::to_string).collect();
        Some(Self { asked: form.values.clone(), unset, options, world })
    }
}

impl Variables for OpenVariables<'_> {
    fn asked(&self) -> &[String] {
        &self.asked
    }

    fn unset(&self) -> &[String] {
        &self.unset
    }

    fn load(&self, values: &[(String, String)]) -> Option<Project> {
        let env = Replaced { env: self.world.env, values };
        let loaded = load::load(self.world.vfs, &env, self.options);
        loaded.project.filter(|_| !loaded.diagnostics.has_errors())
    }
}

/// The environment with other values of some variables, which win over env files too.
struct Replaced<'a> {
    env: &'a dyn Env,
    values: &'a [(String, String)],
}

impl Env for Replaced<'_> {
    fn get(&self, name: &str) -> Option<String> {
        let value = self.values.iter().find(|(replaced, _)| replaced == name);
        value.map_or_else(|| self.env.get(name), |(_, value)| Some(value.clone()))
    }

    fn names(&self) -> Vec<String> {
        let mut names = self.env.names();
        names.extend(self.values.iter().map(|(name, _)| name.clone()));
        names.sort_unstable();
        names.dedup();
        names
    }
}
