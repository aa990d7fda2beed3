//! The whole loader: one file, perhaps with an override and an env file, split at NUL bytes.
#![no_main]

use compose_model::env::MapEnv;
use compose_model::load::{Options, load};
use compose_model::vfs::MemoryVfs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let mut parts = data.split(|byte| *byte == 0);
    let mut files = MemoryVfs::default();
    for name in ["compose.yaml", "compose.override.yaml", ".env", "other.yaml", "app.env"] {
        if let Some(content) = parts.next() {
            files.insert(format!("/app/{name}"), content);
        }
    }
    let environment = MapEnv::new([("HOME", "/home/tester"), ("TAG", "1")]);
    let options = Options { working_dir: "/app".to_owned(), ..Options::default() };
    let loaded = load(&files, &environment, &options);
    if loaded.project.is_none() {
        assert!(loaded.diagnostics.has_errors(), "no project, and not a word why");
    }
});
