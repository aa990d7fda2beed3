# The developer's menu: `just` lists it.

default:
    @just --list

# Format, lint, document: what CI refuses.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps

# All tests.
test:
    cargo test --workspace

# Writes the expected files of the fixtures anew; read the difference before you commit it.
update-fixtures:
    UPDATE_FIXTURES=1 cargo test -p compose2k8s --test fixtures
    git diff --stat fixtures

# Writes the pages of docs/ that are made from the code.
update-docs:
    UPDATE_DOCS=1 cargo test -p compose2k8s --test docs
    UPDATE_DOCS=1 cargo test -p translate-k8s --features schema --test schema

# Has kubectl, PyYAML, kubernetes-validate and docker read all expected files.
foreign-readers:
    .ci/foreign-readers.sh

# The core builds for the browser.
wasm:
    cargo check --target wasm32-unknown-unknown -p compose-model -p translate-k8s -p translate-swarm

# Benches; the whole-process one needs the release binary.
bench:
    cargo bench --workspace

# Licences, bans and sources of the dependencies.
deny:
    cargo deny check licenses bans sources

# Fuzzes one target for a minute: `just fuzz loader`.
fuzz target seconds="60":
    cd fuzz && RUSTC_BOOTSTRAP=1 cargo fuzz run {{target}} -- -max_total_time={{seconds}}

# Everything that CI does.
ci:
    bash .ci/run
