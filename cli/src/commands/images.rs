//! `images`: what must be built and pushed, under which names.

mod table;

use std::path::Path;

use compose_model::diagnostic::Rule;
use compose_model::images::{Plan, plan};
use compose_model::load::Loaded;
use compose_model::rules::{INVALID_IMAGE, NO_REGISTRY, NOT_IN_BAKE};
use serde_json::json;

use crate::args::{ImagesArgs, Invocation, PlanForm};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::render::{Counts, Summary};
use crate::world::World;
use crate::{git, output};

/// What comments can name, beside what every command looks for; the last one is of bake files.
const OWN: [&Rule; 3] = [&INVALID_IMAGE, &NO_REGISTRY, &NOT_IN_BAKE];

/// Prints the plan, unless there is an error.
pub(super) fn run(
    invocation: &Invocation,
    args: &ImagesArgs,
    world: &World<'_>,
    console: &Console,
) -> Result<Status, Failure> {
    let options = invocation.input.load_options(world.working_dir.clone());
    let mut loaded = world.load(&options);
    let (mut text, mut is_any) = (String::new(), false);
    if let Some(project) = loaded.project.take().filter(|_| !loaded.diagnostics.has_errors()) {
        let mut tags = args.naming.tags.clone();
        for what in &args.git_tags {
            tags.push(git::tag(*what, &project.working_dir)?);
        }
        let registry = args.naming.registry.as_deref();
        let plan = plan(&project, registry, &tags, &mut loaded.diagnostics);
        is_any = !plan.images.is_empty();
        text = match args.form {
            PlanForm::Text => table::of(&plan),
            PlanForm::Json => json(&plan),
            PlanForm::Bake => plan.to_bake(&mut loaded.diagnostics),
        };
    }
    let own = if args.form == PlanForm::Bake { &OWN[..] } else { &OWN[..2] };
    super::judge(invocation, world, &mut loaded, own);
    let Loaded { diagnostics, sources, .. } = &loaded;
    console.report(diagnostics, sources);
    let found = Counts::of(diagnostics);
    if found.errors > 0 {
        console.summary("planned", &Summary { found, ..Summary::default() });
        return Ok(Status::Errors);
    }
    match args.output.as_deref() {
        None | Some("-") => output::to_stdout(text.as_bytes())?,
        Some(path) => {
            output::to_file(Path::new(path), text.as_bytes(), false, sources)?;
        }
    }
    if !is_any {
        console.done("no service is built");
    }
    Ok(Status::Done)
}

fn json(plan: &Plan<'_>) -> String {
    let image = |image: &compose_model::images::Planned<'_>| {
        let platforms: Vec<&str> = image.build.platforms.iter().map(|it| it.as_str()).collect();
        let stage = image.build.target.as_ref().map(|stage| stage.as_str());
        json!({
            "service": image.service,
            "target": image.target,
            "tags": image.tags,
            "context": image.context(plan.project),
            "dockerfile": image.dockerfile(),
            "stage": stage,
            "platforms": platforms,
        })
    };
    let images: Vec<_> = plan.images.iter().map(image).collect();
    format!("{:#}\n", json!({"project": plan.project.name.value, "images": images}))
}
