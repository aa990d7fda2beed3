//! Policy files, what they change, and what is said of wrong ones.

use std::ffi::OsString;

use compose_model::diagnostic::Severity;
use compose_model::env::MapEnv;
use compose_model::vfs::MemoryVfs;
use insta::assert_snapshot;

use crate::render::Report;
use crate::{BACKENDS, Translated, World};

const COMPOSE: &str = "\
services:
  web:
    image: nginx:1.29
    ports: [\"8080:80\"]
    oom_kill_disable: true
";

/// Nothing is found in this one.
const SOUND: &str = "services:\n  web:\n    image: nginx:1.29\n";

/// What comes of a project with these files in `/srv/shop`.
fn convert(line: &str, files: &[(&str, &str)]) -> Translated {
    let files = files.iter().map(|(path, text)| (format!("/srv/shop/{path}"), *text));
    let vfs = MemoryVfs::new(files);
    let env = MapEnv::default();
    let world = World { vfs: &vfs, env: &env, working_dir: "/srv/shop".to_owned() };
    let words = std::iter::once("compose2k8s").chain(line.split_whitespace());
    crate::translate(words.map(OsString::from), BACKENDS, &world).unwrap()
}

fn with_policy(line: &str, policy: &str) -> Translated {
    convert(line, &[("compose.yaml", COMPOSE), ("compose2k8s.toml", policy)])
}

/// What is said of a policy file.
fn mistakes(policy: &str) -> String {
    let translated = convert("", &[("compose.yaml", SOUND), ("compose2k8s.toml", policy)]);
    assert!(translated.files.is_empty(), "nothing is written");
    findings(&translated)
}

fn findings(translated: &Translated) -> String {
    let mut out = anstream::StripStream::new(Vec::new());
    let (diagnostics, sources) = (&translated.diagnostics, &translated.sources);
    Report { diagnostics, sources, least: Severity::Warning }.human(100, &mut out).unwrap();
    String::from_utf8(out.into_inner()).unwrap()
}

/// The namespace of the objects.
fn namespace(translated: &Translated) -> Option<String> {
    translated.files[0].iter().find_map(|file| {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        let line = text.lines().find_map(|line| line.trim().strip_prefix("namespace: "));
        line.map(str::to_owned)
    })
}

#[test]
fn levels_hold() {
    let errors = |line: &str, policy: &str| with_policy(line, policy).summary.found.errors;
    let code = {
        let plain = with_policy("", "");
        let lost = plain.diagnostics.iter().find(|d| d.message.contains("oom_kill_disable"));
        lost.unwrap().rule.code
    };
    assert_eq!(errors("", ""), 0);
    assert_eq!(errors("", "[policy]\nstrict = true\n"), 1);
    assert_eq!(errors("--no-policy", "[policy]\nstrict = true\n"), 0);
    assert_eq!(errors("", &format!("[policy]\ndeny = [\"{code}\"]\n")), 1);
    let exact = "[policy]\nstrict = true\nallow = [\"services.*.oom_kill_disable\"]\n";
    assert_eq!(errors("", exact), 0);
    assert_eq!(errors(&format!("--deny {code}"), exact), 1);
}

#[test]
fn options_hold_and_the_command_line_wins() {
    let policy = "[kubernetes]\nnamespace = \"from-file\"\n[swarm]\nstack-name = \"other\"\n";
    assert_eq!(namespace(&with_policy("", policy)).as_deref(), Some("from-file"));
    let given = with_policy("--namespace given", policy);
    assert_eq!(namespace(&given).as_deref(), Some("given"));
    assert_eq!(namespace(&with_policy("--no-policy", policy)), None);
    let both = "[kubernetes]\nnamespace = \"shop\"\ncreate-namespace = true\n";
    let objects = |line| with_policy(line, both).files[0].len();
    assert_eq!(objects("--create-namespace=false") + 1, objects(""));
}

#[test]
fn the_file_lies_beside_the_first_compose_file() {
    let files = [
        ("deploy/compose.yaml", COMPOSE),
        ("deploy/compose2k8s.toml", "[kubernetes]\nnamespace = \"beside\"\n"),
        ("compose2k8s.toml", "[kubernetes]\nnamespace = \"here\"\n"),
    ];
    let named = convert("-f deploy/compose.yaml", &files);
    assert_eq!(namespace(&named).as_deref(), Some("beside"));
    let other = convert("-f deploy/compose.yaml --policy compose2k8s.toml", &files);
    assert_eq!(namespace(&other).as_deref(), Some("here"));
}

#[test]
fn a_named_file_must_be_there() {
    let missing = convert("--policy missing.toml", &[("compose.yaml", SOUND)]);
    assert!(missing.files.is_empty());
    assert_snapshot!(findings(&missing));
}

#[test]
fn mistakes_have_places() {
    let wrong = "\
strict = true
swarm2 = \"shop\"

[polcy]
strict = true

[policy]
strict = \"yes\"
allows = [\"K0604\"]
allow = \"insecure\"
warn = [\"K9999\", 3]

[swarm]
registry = true
expose = \"ingress\"

[kubernetes]
namespce = \"shop\"
stack-name = \"shop\"
kube-version = 1.34
expose = \"everywhere\"
liveness = \"true\"
secret-env = [\"A\", true]
volume-size = \"ten\"

[colours]
red = 1
";
    assert_snapshot!(mistakes(wrong));
}

#[test]
fn mistakes_of_the_syntax_have_places() {
    let wrong = [
        "[policy\nstrict = true\n",
        "[policy]\nstrict = yes\n",
        "[policy]\nallow = [\"K0604\"\ndeny = []\n",
        "[policy]\ndeny = []\ndeny = []\n",
        "policy:\n  strict: true\n",
        "[kubernetes]\nnamespace = \"shop\n",
    ];
    let all = wrong.map(mistakes);
    assert_snapshot!(all.concat());
}

#[test]
fn a_byte_order_mark_moves_no_place() {
    assert!(mistakes("\u{feff}[polcy]\n").contains("compose2k8s.toml:1:2"));
}

#[test]
fn the_documented_example_holds() {
    let page = include_str!("../../../docs/policy.md");
    let (_, rest) = page.split_once("```toml\n").expect("the page has an example");
    let (example, _) = rest.split_once("```").expect("the example ends");
    let services =
        format!("{COMPOSE}  db: {{image: 'postgres:17'}}\n  adminer: {{image: 'adminer:5'}}\n");
    let files = [("compose.yaml", services.as_str()), ("compose2k8s.toml", example)];
    let translated = convert("--allow services", &files);
    assert_eq!(findings(&translated), "");
    assert_eq!(namespace(&translated).as_deref(), Some("shop"));
    let swarm = convert("--allow services --to swarm", &files);
    assert_eq!(findings(&swarm), "");
}

#[test]
fn a_level_for_what_the_project_does_not_have_is_said() {
    let policy = "[policy]\ndeny = [\"services.wbe\"]\n";
    assert_snapshot!(findings(&with_policy("--deny services.*.prots", policy)));
    assert_eq!(findings(&with_policy("--allow services --allow C0806", policy)), "");
    let prod = "services: {probe: {image: 'probe:1'}}\n";
    let policy =
        "[policy]\nwarn = [\"services.probe\"]\n[environments.prod]\nfiles = [\"prod.yaml\"]\n";
    let files = [("compose.yaml", COMPOSE), ("compose2k8s.toml", policy), ("prod.yaml", prod)];
    for form in ["plain", "kustomize"] {
        let found = findings(&convert(&format!("--allow services --format {form}"), &files));
        assert!(!found.contains("C0806"), "{found}");
    }
}

/// Every option of every target can stand in a file.
#[test]
fn every_option_has_a_key() {
    use compose_model::backend::OptionKind;
    for backend in BACKENDS {
        let lines = backend.options().iter().map(|spec| {
            let value = match spec.kind {
                OptionKind::Flag => "false".to_owned(),
                OptionKind::Choice(words) => format!("\"{}\"", words[0]),
                OptionKind::List(_) => "[]".to_owned(),
                OptionKind::Text(_) => format!("\"{}\"", spec.default.unwrap_or("a")),
            };
            format!("{} = {value}\n", spec.name)
        });
        let policy = format!("[{}]\n{}", backend.name(), lines.collect::<String>());
        let translated = with_policy("--to swarm", &policy);
        let of_file = translated.diagnostics.iter().find(|d| d.rule.code.starts_with("C08"));
        assert_eq!(of_file, None);
    }
}
