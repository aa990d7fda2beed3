//! What must hold for every project: nothing that the API server would refuse comes out, nothing
//! panics, and the same project gives the same bytes.

mod support;

use std::fs;
use std::path::PathBuf;

use compose_model::diagnostic::Severity;
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use support::projects::{files, options, project};
use support::{Translated, with_vfs};

/// What our own last look refuses.
fn refused(translated: &Translated) -> Vec<String> {
    let findings = translated.diagnostics.iter();
    findings
        .filter(|it| it.rule.code.starts_with("K09"))
        // Two mounts at one target are the project's own fault, and Docker's error as well.
        .filter(|it| !it.message.contains("mountPath"))
        // Two init containers of one name are its fault as well, where services share a pod.
        .filter(|it| !it.message.contains("`before-all` twice"))
        .map(|it| it.message.clone())
        .collect()
}

proptest! {
    // The same cases in every run; `PROPTEST_CASES` asks for more.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(300),
        rng_seed: RngSeed::Fixed(20),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_comes_out_that_is_refused(compose in project(), bits in any::<u64>()) {
        let options = options(bits);
        let translated = with_vfs(&compose, &options, files());
        let refused = refused(&translated);
        prop_assert!(refused.is_empty(), "{refused:?}\n{options:?}\n{compose}");
        let errors = translated.diagnostics.count(Severity::Error);
        prop_assert!(errors > 0 || !translated.output.objects.is_empty());
        let again = with_vfs(&compose, &options, files());
        prop_assert_eq!(translated.text(), again.text());
    }
}

/// Writes the manifests of random projects for `.ci/properties.py`, which has other people's tools read
/// them: `PROPERTIES_FOLDER` says where to, `PROPERTIES_CASES` how many.
#[test]
#[ignore = "writes files for .ci/properties.py"]
#[allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "this one is a program: it writes for others, and is told where to"
)]
fn write_manifests() {
    let setting = |name: &str| std::env::var(name).unwrap();
    let folder = PathBuf::from(setting("PROPERTIES_FOLDER"));
    let cases: usize = setting("PROPERTIES_CASES").parse().unwrap();
    fs::create_dir_all(&folder).unwrap();
    let config = Config { rng_seed: RngSeed::Fixed(21), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let strategy = (project(), any::<u64>());
    let (mut written, mut failed) = (0, 0);
    for case in 0..cases {
        let (compose, bits) = strategy.new_tree(&mut runner).unwrap().current();
        let options = options(bits);
        let translated = with_vfs(&compose, &options, files());
        let findings = refused(&translated);
        if !findings.is_empty() {
            failed += 1;
            eprintln!("{case}: {findings:?}\n{compose}");
        }
        // A project that is refused as a whole has nothing to show.
        if translated.diagnostics.has_errors() {
            continue;
        }
        let documents = translate_k8s::render(&translated.output.objects);
        let documents: Vec<&[u8]> = documents.iter().map(|it| it.bytes.as_slice()).collect();
        let version = format!("{:?}", options.kube_version);
        let version: String = version.chars().filter(char::is_ascii_digit).collect();
        fs::write(folder.join(format!("{case}.1-{version}.yaml")), documents.join(&b"---\n"[..]))
            .unwrap();
        fs::write(folder.join(format!("{case}.compose.json")), compose).unwrap();
        written += 1;
    }
    eprintln!("{written} of {cases} written, {failed} refused by our own rules");
    assert_eq!(failed, 0);
}
