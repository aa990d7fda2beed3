#!/usr/bin/env bash
# The files of integrations/, as far as a machine without their services can try them.
# usage: integrations.sh BINARY. What cannot be had here is skipped with a printed reason.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(realpath "${1:-target/release/compose2k8s}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() { printf 'skipped: %s\n' "$*"; }
fail() { printf 'failed: %s\n' "$*"; exit 1; }

tools=$PWD/target/ci-venv/bin
if [ -x "$tools/pip" ] && "$tools/pip" install --quiet --disable-pip-version-check check-jsonschema pre-commit pyyaml; then
  PATH=$tools:$PATH
else
  skip "check-jsonschema and pre-commit cannot be installed"
fi
mkdir "$work/bin"
ln -s "$bin" "$work/bin/compose2k8s"
PATH=$work/bin:$PATH

# The formats of the services.
if command -v check-jsonschema >/dev/null; then
  check-jsonschema --builtin-schema vendor.github-actions integrations/github/action.yml
  check-jsonschema --builtin-schema vendor.azure-pipelines integrations/azure-pipelines/compose-release.yml
  check-jsonschema --builtin-schema vendor.gitlab-ci integrations/gitlab/compose2k8s.yml
else
  skip "there is no check-jsonschema"
fi

# Their scripts.
if python3 -c 'import yaml' 2>/dev/null; then
  python3 .ci/integrations.py
else
  skip "PyYAML is not installed"
fi

# A workflow that uses the action. PyPI's actionlint is fetched from GitHub when it is installed, so that it
# must be there already.
if command -v actionlint >/dev/null; then
  mkdir -p "$work/workflow/.github/workflows" "$work/workflow/integrations"
  cp -r integrations/github "$work/workflow/integrations/"
  cat >"$work/workflow/.github/workflows/ci.yml" <<'YAML'
on: push
jobs:
  manifests:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: ./integrations/github
        id: convert
        with: {files: compose.yaml, output: k8s/, check-lock: true}
      - run: echo "${{ steps.convert.outputs.report }}"
YAML
  git -C "$work/workflow" init -q
  (cd "$work/workflow" && actionlint) && echo "actionlint: a workflow with the action has no fault"
else
  skip "there is no actionlint"
fi

# The hooks, in a repository of their own.
if command -v pre-commit >/dev/null; then
  pre-commit validate-manifest .pre-commit-hooks.yaml
  git init -q "$work/hooks"
  (
    cd "$work/hooks"
    export PRE_COMMIT_HOME=$work/pre-commit GIT_CONFIG_GLOBAL=/dev/null
    cp "$OLDPWD/.pre-commit-hooks.yaml" .
    git add . && git -c user.name=ci -c user.email=ci@localhost commit -q -m hooks
    git init -q "$work/project" && cd "$work/project"
    printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n  - id: compose2k8s-check\n  - {id: compose2k8s-manifests, args: [-o, k8s/]}\n' \
      "$work/hooks" "$(git -C "$work/hooks" rev-parse HEAD)" >.pre-commit-config.yaml
    printf 'services: {web: {image: "nginx:1.29"}}\n' >compose.yaml
    compose2k8s -q -o k8s/
    git add .
    pre-commit run >"$work/log" 2>&1 || { cat "$work/log"; fail "the hooks refuse a good project"; }
    [ "$(grep -c Passed "$work/log")" = 2 ] || { cat "$work/log"; fail "the hooks were not run"; }
    printf 'services: {web: {image: "nginx:1.30"}}\n' >compose.yaml
    git add .
    if pre-commit run >"$work/log" 2>&1; then fail "old manifests go unseen"; fi
    grep -q 'is not up to date' "$work/log" || { cat "$work/log"; fail "old manifests are not told"; }
    printf 'services: {web: {imgae: nginx}}\n' >compose.yaml
    git add .
    if pre-commit run compose2k8s-check >"$work/log" 2>&1; then fail "a wrong project goes unseen"; fi
  )
  echo "pre-commit: the hooks find what they should"
else
  skip "there is no pre-commit"
fi

# A plugin of kubectl.
if command -v kubectl >/dev/null; then
  ln -s "$bin" "$work/bin/kubectl-compose2k8s"
  kubectl plugin list 2>/dev/null | grep -q kubectl-compose2k8s || fail "kubectl does not see the plugin"
  kubectl compose2k8s -h | grep -q '^Usage: kubectl compose2k8s ' || fail "the plugin has another name"
  printf 'services: {web: {image: "nginx:1.29", ports: ["80:80"]}}\n' >"$work/compose.yaml"
  kubectl compose2k8s -f "$work/compose.yaml" -q | kubectl label --local -f - x=y -o name | sort | tr '\n' ' ' |
    grep -q 'deployment.apps/web service/web' || fail "the plugin writes no manifests"
  echo "kubectl: the plugin runs"
else
  skip "there is no kubectl"
fi

# The image: one static program in an empty root, which needs nothing else.
static() { LC_ALL=C ldd "$1" 2>&1 | grep -Eq 'statically linked|not a dynamic executable'; }
if ! static "$bin"; then
  skip "$bin is not static"
elif [ "$(id -u)" != 0 ]; then
  skip "an empty root takes root"
else
  mkdir -p "$work/root/in" "$work/root/out"
  cp "$bin" "$work/root/compose2k8s"
  cat >"$work/root/in/compose.yaml" <<'YAML'
name: shop
services:
  web: {image: "nginx:1.29", environment: {PRICE: 5$}, secrets: [{source: token}]}
secrets:
  token: {name: shop_token, file: /home/ann/token.txt, content: abc}
YAML
  chown -R 65534:65534 "$work/root/out"
  chmod 755 "$work" "$work/root"
  command=$(sed -n 's/^CMD \["\(.*\)"\]$/\1/p' integrations/Dockerfile)
  PATH=$PATH:/usr/sbin:/sbin
  env -i PATH="$PATH" LICENSE_AGREEMENT=true chroot --userspec=65534:65534 "$work/root" /compose2k8s "$command"
  grep -q 'value: 5\$$' "$work/root/out/web-deployment.yaml" || fail "the transformer wrote nothing"
  # Names are looked up, and certificates missed, without any file of the system.
  printf 'services: {web: {image: "localhost:1/x:1"}}\n' >"$work/root/in/local.yaml"
  chroot "$work/root" /compose2k8s lock -f /in/local.yaml -o /out/lock.yaml >"$work/log" 2>&1 && fail "nobody listens there"
  grep -q 'no digest for .localhost:1/x:1' "$work/log" || { cat "$work/log"; fail "lock does not run in an empty root"; }
  echo "the image: $(LC_ALL=C ldd "$bin" 2>&1 | tr -d '\t'), and runs in an empty root"
fi
