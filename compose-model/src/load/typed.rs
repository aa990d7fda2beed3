//! From the merged tree of the whole project to the typed project.

use super::{
    LoadContext, consistency, decode, normalise, profiles, prune, selection, service_files,
};
use crate::model::Project;
use crate::yaml::Node;

/// Runs the last stages, in the order of the reference loader.
pub(crate) fn project(mut tree: Node, context: &mut LoadContext<'_>) -> Project {
    let skip = context.options.skip;
    if !skip.normalisation {
        normalise::apply(&mut tree, context);
    }
    let mut project = decode::project(tree, context);
    profiles::apply(&mut project);
    // What seems to be missing may stand in a part of a file that could not be read.
    if !skip.consistency && context.is_complete {
        consistency::apply(&mut project, context);
    }
    selection::apply(&mut project, context);
    prune::apply(&mut project);
    if !skip.env_resolution {
        service_files::apply(&mut project, context);
    }
    project
}
