//! What the API server would refuse is shown where the project causes it, whether or not the origins of
//! fields were asked for.

use compose_model::backend::{Context, Flow, Progress};
use compose_model::diagnostic::Diagnostics;
use compose_model::env::MapEnv;
use compose_model::load::{self, load};
use compose_model::vfs::MemoryVfs;
use compose_model::workers::Serial;
use translate_k8s::{Options, translate};

#[test]
fn a_violation_has_its_place_without_a_trace() {
    let text = "x".repeat(300 << 10);
    let compose = format!(
        "services: {{web: {{image: nginx, configs: [big]}}}}\nconfigs: {{big: {{content: {text}}}}}\n"
    );
    let vfs = MemoryVfs::new([("/shop/compose.yaml", compose.as_str())]);
    let options = load::Options { working_dir: "/shop".to_owned(), ..load::Options::default() };
    let project = load(&vfs, &MapEnv::default(), &options).project.unwrap();
    let found = |trace| {
        let mut diagnostics = Diagnostics::default();
        let progress = &mut |_: Progress<'_>| Flow::Continue;
        let mut context =
            Context { vfs: &vfs, diagnostics: &mut diagnostics, progress, trace, workers: &Serial };
        let output = translate(&project, &Options::default(), &mut context);
        assert_eq!(output.fields.is_empty(), !trace);
        diagnostics
    };
    let untraced = found(false);
    let refused: Vec<_> = untraced.iter().filter(|it| it.rule.code == "K0904").collect();
    let [refused] = refused.as_slice() else { panic!("one object is too large: {untraced:?}") };
    assert_eq!(refused.subject.as_deref(), Some("services.web.configs[0]"));
    assert!(refused.primary.is_some());
    assert!(untraced.iter().eq(found(true).iter()));
}
