#!/usr/bin/env bash
# Has other people's tools read every expected file of the fixtures: what they refuse is wrong, whatever
# our own tests say. A tool that is missing or too old is skipped with its name and the reason.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
cases=fixtures/cases
failed=0

skip() { printf 'skipped: %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*"; failed=1; }
# at_least 1.32 1.34.2
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

shopt -s nullglob
kubernetes=("$cases"/*/expected/kubernetes)
stacks=("$cases"/*/expected/swarm/stack.yaml)
# A chart and a Kustomize base with overlays are read as what Helm and Kustomize make of them.
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
helm=${HELM:-$(command -v helm)}
for at in "${!kubernetes[@]}"; do
  folder=${kubernetes[$at]}
  if [ -e "$folder/Chart.yaml" ]; then
    unset "kubernetes[$at]"
    if [ -z "$helm" ]; then
      skip "$folder, because there is no helm"
      continue
    fi
    place=$built/$(basename "$(dirname "$(dirname "$folder")")")-chart
    mkdir "$place"
    "$helm" lint --strict --quiet "$folder" || fail "helm lint: $folder"
    "$helm" template release "$folder" >"$place/all.yaml" || fail "helm template: $folder"
    kubernetes+=("$place")
  fi
  [ -e "$folder/base/kustomization.yaml" ] || continue
  unset "kubernetes[$at]"
  if ! command -v kubectl >/dev/null; then
    skip "$folder, because there is no kubectl"
    continue
  fi
  for layer in "$folder"/base "$folder"/overlays/*; do
    place=$built/$(basename "$(dirname "$(dirname "$folder")")")-$(basename "$layer")
    mkdir "$place"
    kubectl kustomize "$layer" >"$place/all.yaml" || fail "kubectl kustomize: $layer"
    kubernetes+=("$place")
  done
done
if [ ${#kubernetes[@]} -eq 0 ] || [ ${#stacks[@]} -eq 0 ]; then
  fail "there are no expected files to read"
  exit 1
fi

if python3 -c 'import yaml' 2>/dev/null; then
  if python3 .ci/read_yaml.py "${kubernetes[@]}" "${stacks[@]}"; then
    echo "PyYAML reads all expected files"
  else
    fail "PyYAML"
  fi
else
  skip "PyYAML is not installed"
fi

if python3 -c 'import yaml, kubernetes_validate' 2>/dev/null; then
  if python3 .ci/validate_kubernetes.py "${kubernetes[@]}"; then
    echo "kubernetes-validate accepts ${#kubernetes[@]} cases"
  else
    fail "kubernetes-validate"
  fi
else
  skip "kubernetes-validate is not installed"
fi

version=$(kubectl version --client -o json 2>/dev/null | sed -n 's/.*"gitVersion": "v\([0-9.]*\).*/\1/p' | head -n 1)
if [ -z "$version" ]; then
  skip "there is no kubectl"
elif ! at_least 1.32 "$version"; then
  skip "kubectl $version is older than 1.32"
else
  for folder in "${kubernetes[@]}"; do
    # `label --local` decodes the objects as `apply` does, and needs no cluster.
    said=$(kubectl label --local -R -f "$folder" foreign-reader=kubectl -o name 2>&1 >/dev/null) || fail "kubectl: $folder: $said"
  done
  for folder in "${kubernetes[@]}"; do
    work=$(mktemp -d)
    cp -R "$folder/." "$work/"
    (
      cd "$work" || exit 1
      if [ ! -e kustomization.yaml ]; then
        resources=$(find . -name '*.yaml' | sort | sed 's|^\./|- |')
        printf 'resources:\n%s\n' "$resources" >kustomization.yaml
      fi
      kubectl kustomize . >/dev/null
    ) || fail "kubectl kustomize: $folder"
    rm -rf "$work"
  done
  echo "kubectl $version has read ${#kubernetes[@]} cases"
fi

version=$(docker --version 2>/dev/null | sed -n 's/^Docker version \([0-9.]*\).*/\1/p')
if [ -z "$version" ]; then
  skip "there is no docker client"
elif ! at_least 23 "$version"; then
  skip "the docker client $version is older than 23"
else
  config=$(mktemp -d)
  for stack in "${stacks[@]}"; do
    said=$(DOCKER_CONFIG=$config docker stack config -c "$stack" 2>&1 >/dev/null) || fail "docker stack config: $stack: $said"
    [ -z "$said" ] || fail "docker stack config: $stack: $said"
  done
  rm -rf "$config"
  echo "docker $version has read ${#stacks[@]} stacks"
fi

scripts=("$cases"/*/expected/swarm/deploy.sh)
if [ ${#scripts[@]} -eq 0 ]; then
  fail "there are no scripts to read"
elif ! command -v shellcheck >/dev/null; then
  skip "there is no shellcheck"
elif shellcheck "${scripts[@]}"; then
  echo "shellcheck has read ${#scripts[@]} scripts"
else
  fail "shellcheck"
fi

exit "$failed"
