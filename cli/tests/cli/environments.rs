//! Environments and charts: from where they come, and what is said about their faults.

use crate::support::{Folder, SMALL};

const PROD: &str = "services: {web: {environment: {STAGE: $STAGE}}}\n";

fn folder() -> Folder {
    let folder = Folder::with(SMALL);
    folder.file("compose.prod.yaml", PROD);
    folder.file("prod.env", "STAGE=production\n");
    folder
}

#[test]
fn overlays_are_written_beside_the_base() {
    let folder = folder();
    let run = folder.run("--format kustomize --overlay prod=compose.prod.yaml,prod.env -o out/");
    let stderr = run.done().stderr;
    assert!(stderr.contains(" objects and "), "{stderr}");
    assert!(folder.read("out/base/kustomization.yaml").contains("- web-deployment.yaml"));
    let kustomization = folder.read("out/overlays/prod/kustomization.yaml");
    assert!(kustomization.contains("- path: web-deployment.patch.yaml"), "{kustomization}");
    let patch = folder.read("out/overlays/prod/web-deployment.patch.yaml");
    assert!(patch.contains("value: production"), "{patch}");
}

#[test]
fn a_policy_file_declares_environments() {
    let folder = folder();
    folder.file(
        "compose2k8s.toml",
        "[kubernetes]\nvolume-size = '2Gi'\n[environments.prod]\nfiles = ['compose.prod.yaml']\n\
         [environments.prod.kubernetes]\nnamespace = 'prod'\n",
    );
    folder.file("more.env", "STAGE=more\n");
    folder.run("--format kustomize --overlay prod=more.env -o out/").done();
    let kustomization = folder.read("out/overlays/prod/kustomization.yaml");
    assert!(kustomization.contains("\nnamespace: prod\n"), "{kustomization}");
    let patch = folder.read("out/overlays/prod/web-deployment.patch.yaml");
    assert!(patch.contains("value: more"), "{patch}");
    folder.run("-o plain/").done();
    assert!(!folder.read("plain/web-deployment.yaml").contains("namespace"));
}

#[test]
fn faults_name_their_environment_and_keep_everything_from_being_written() {
    let folder = folder();
    folder.file("bad.yaml", "services: {web: {imgae: x}}\n");
    for overlay in ["prod=bad.yaml", "prod=missing.yaml", "prod=missing.env"] {
        let stderr =
            folder.run(&format!("--format kustomize --overlay {overlay} -o out/")).errors();
        assert!(stderr.contains("in the environment `prod`"), "{stderr}");
    }
    folder.file("compose2k8s.toml", "[environments.prod]\nflies = ['bad.yaml']\n");
    let stderr = folder.run("--format kustomize -o out/").errors();
    assert!(stderr.contains("did you mean `files`?"), "{stderr}");
    folder.file("compose2k8s.toml", "[environments.'a b']\n[environments]\nc = 1\n");
    let stderr = folder.run("").errors();
    assert!(stderr.contains("`a b` cannot be the name of an environment"), "{stderr}");
    assert!(stderr.contains("write `[environments.c]`"), "{stderr}");
    assert!(!folder.names().contains(&"out".to_owned()));
}

#[test]
fn variables_are_values_of_a_chart() {
    let folder =
        Folder::with("services: {web: {image: 'nginx:${TAG:-1.29}', ports: ['${PORT:-80}:80']}}\n");
    let values = |line: &str| {
        let stderr = folder.run(&format!("-v --format helm -o chart/ {line}")).done().stderr;
        (folder.read("chart/values.yaml"), stderr)
    };
    let (text, stderr) = values("");
    assert!(text.contains("variables:\n  TAG: \"1.29\"\n"), "{text}");
    assert!(stderr.contains("the variable `PORT` is no value of the chart"), "{stderr}");
    // What somebody sets is decided, unless it is asked to stay open.
    folder.file(".env", "TAG=1.28\nOTHER=1\n");
    let (text, _) = values("");
    assert!(!text.contains("variables:"), "{text}");
    let (text, stderr) = values("--value TAG --value OTHER");
    assert!(text.contains("variables:\n  TAG: \"1.28\"\n"), "{text}");
    assert!(stderr.contains("nothing in the chart comes from the variable `OTHER`"), "{stderr}");
}
