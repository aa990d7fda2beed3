//! The images that translations of the project add.

use compose_model::Project;
use compose_model::backend::{Context, Flow, OptionValues};
use compose_model::diagnostic::Diagnostics;
use compose_model::load::Loaded;
use compose_model::lock::want_helpers;

use crate::Threads;
use crate::args::{Invocation, Target};
use crate::policy_file::PolicyFile;
use crate::world::World;

/// Wants them pinned, for every target, with the options of the policy file and its environments. What there
/// is to say about the translations is said when they are made.
pub(super) fn want(
    project: &mut Project,
    invocation: &Invocation,
    files: &[String],
    world: &World<'_>,
) {
    let mut unread = Loaded { files: files.to_vec(), ..Loaded::default() };
    let policy_file = PolicyFile::read(invocation, world, &mut unread);
    for backend in &invocation.backends {
        let target = Target { backend: *backend, given: OptionValues::default(), form: None };
        let environments = policy_file.environments.iter().map(Some);
        let mut images: Vec<String> = Vec::new();
        for environment in std::iter::once(None).chain(environments) {
            let options = target.options_in(environment, &policy_file);
            let mut context = Context {
                vfs: world.vfs,
                diagnostics: &mut Diagnostics::default(),
                progress: &mut |_| Flow::Continue,
                trace: false,
                workers: &Threads::default(),
            };
            images.extend(backend.helper_images(project, &options, &mut context));
        }
        want_helpers(project, images);
    }
}
