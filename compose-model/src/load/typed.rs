//! From the merged and normalised tree of the whole project to the typed project.

use super::{LoadContext, consistency, decode, locked, profiles, prune, selection, service_files};
use crate::diagnostic::Severity;
use crate::did_you_mean::closest;
use crate::model::Project;
use crate::yaml::Node;

/// Runs the last stages, in the order of the reference loader.
pub(crate) fn project(tree: Node, context: &mut LoadContext<'_>) -> Project {
    let skip = context.options.skip;
    let mut project = decode::project(tree, context);
    locked::apply(&mut project, context);
    profiles::apply(&mut project);
    expect_less_of_misspelt(context);
    // What seems to be missing may stand in a part of a file that could not be read.
    if !skip.consistency && context.is_complete {
        consistency::apply(&mut project, context);
    }
    selection::apply(&mut project, context);
    prune::apply(&mut project, context);
    if !skip.env_resolution {
        service_files::apply(&mut project, context);
    }
    locked::check(&project, context);
    project
}

/// Notes the services whose image or build is there, but misspelt or of a wrong type: it has been
/// reported, and is not missing as well.
fn expect_less_of_misspelt(context: &mut LoadContext<'_>) {
    const NEEDED: [&str; 3] = ["image", "build", "provider"];
    for diagnostic in context.diagnostics.iter().filter(|d| d.severity == Severity::Error) {
        let path = diagnostic.subject.as_deref().and_then(|path| path.strip_prefix("services."));
        if let Some((service, key)) = path.and_then(|path| path.rsplit_once('.'))
            && closest(key, NEEDED).is_some()
        {
            context.incomplete_services.insert(service.into());
        }
    }
}
