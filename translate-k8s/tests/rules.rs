//! Findings that no Compose file leads to.

mod support;

use compose_model::Project;
use compose_model::model::Service;

#[test]
fn a_project_built_in_code_may_have_no_image() {
    let mut project = Project::default();
    project.services.insert("web".to_owned(), Service::default().into());
    assert!(support::from_project(&project).contains(&"K0702"));
}
