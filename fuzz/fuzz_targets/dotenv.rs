//! Env files: the two formats and the files that variables of interpolation come from, split at a NUL byte.
#![no_main]

use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use libfuzzer_sys::fuzz_target;

const COMPOSE: &str = "\
services:
  compose:
    image: a
    env_file: app.env
    label_file: app.env
    environment: [A, B]
  raw:
    image: a
    env_file: {path: app.env, format: raw}
    environment: [A, B]
";

fuzz_target!(|data: &[u8]| {
    let mut parts = data.splitn(2, |byte| *byte == 0);
    let mut files = MemoryVfs::new([("/app/compose.yaml", COMPOSE)]);
    for name in ["app.env", ".env"] {
        files.insert(format!("/app/{name}"), parts.next().unwrap_or_default());
    }
    let environment = MapEnv::new([("A", "$B ${B:-c}"), ("HOME", "/home/tester")]);
    let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    let loaded = load(&files, &environment, &options);
    for diagnostic in loaded.diagnostics.iter() {
        for label in diagnostic.primary.iter().chain(&diagnostic.related) {
            let text = loaded.sources.file(label.span.file).text();
            assert!(text.get(label.span.range()).is_some(), "{diagnostic:?} points nowhere");
        }
    }
    for name in ["A", "B"] {
        let Some(span) = loaded.variables.get(name).and_then(|variable| variable.defined) else {
            continue;
        };
        let text = loaded.sources.file(span.file).text();
        assert!(text.get(span.range()).is_some(), "{name} is defined nowhere");
    }
});
