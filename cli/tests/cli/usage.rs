//! Wrong arguments: status 2, and words that help.

use std::fmt::Write;

use insta::assert_snapshot;

use crate::support::{Folder, SMALL};

#[test]
fn mistakes() {
    let folder = Folder::with(SMALL);
    let mut all = String::new();
    for line in [
        "compose.yaml",
        "convrt",
        "--to nomad",
        "--no-such-flag",
        "config --resolve-image-digests",
        "--to swarm config",
        "--deny K9999",
        "-o out.txt",
        "completions ksh",
        "man nothing",
        "--message-format xml",
        "--to swarm --expose ingress",
        "--to swarm --format kustomize",
        "--format helmet",
        "--format kustomize",
        "--format helm",
        "--value TAG",
        "--format kustomize --value TAG",
        "--format helm --overlay prod=compose.yaml",
        "--overlay prod=compose.yaml",
        "--format kustomize --overlay prod",
        "--format kustomize --overlay ../prod=compose.yaml",
        "--format kustomize config",
    ] {
        let _ = writeln!(all, "$ compose2k8s {line}\n{}", folder.run(line).usage());
    }
    assert_eq!(folder.names(), ["compose.yaml"]);
    assert_snapshot!(all);
}
