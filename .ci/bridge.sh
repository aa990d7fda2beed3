#!/usr/bin/env bash
# The image of integrations/Dockerfile as a transformer of the real Docker Compose Bridge.
# usage: bridge.sh BINARY. Skipped with a printed reason without a static binary, an engine or docker compose
# ($DOCKER_COMPOSE, else `docker-compose` on PATH, else what the shared checks fetch).
set -euo pipefail
cd "$(dirname "$0")/.."
bin=$(realpath "${1:-target/release/compose2k8s}")
fetch=../shared/check/get-docker-compose.sh

LC_ALL=C ldd "$bin" 2>&1 | grep -Eq 'statically linked|not a dynamic executable' || { echo "skipped: $bin is not static"; exit 0; }
compose=${DOCKER_COMPOSE:-$(command -v docker-compose || true)}
if [ -z "$compose" ] && [ -x "$fetch" ] && "$fetch" target/docker-compose >/dev/null 2>&1; then
  compose=$PWD/target/docker-compose/docker-compose
fi
if [ -z "$compose" ] || ! "$compose" bridge --help >/dev/null 2>&1; then
  echo "skipped: no docker compose with a bridge"
  exit 0
fi

PATH=$PATH:/usr/sbin:/sbin
. .ci/swarm/engine.sh
engine_start || exit 0
work=$(mktemp -d)
trap 'engine_stop; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

mkdir "$work/root" "$work/project" "$work/tmp"
# The bridge leaves a compose.yaml in the folder for temporary files, where every search upwards would find it.
export TMPDIR=$work/tmp
cp "$bin" "$work/root/compose2k8s"
# What the Dockerfile says of its last stage, without a build, which takes a network.
changes=()
while IFS= read -r line; do changes+=(-c "$line"); done < <(sed -n '/^FROM scratch/,$p' integrations/Dockerfile | grep -E '^(ENTRYPOINT|CMD|USER) ')
changes+=(-c "LABEL $(grep -o 'com.docker.compose.bridge=[a-z]*' integrations/Dockerfile)")
tar -C "$work/root" -c . | docker import "${changes[@]}" - compose2k8s-ci:1 >/dev/null
tar -C "$work/root" -c . | docker import -c 'EXPOSE 8080' - app-ci:1 >/dev/null

cd "$work/project"
printf 's3cr$t' >token.txt
cat >compose.yaml <<'YAML'
name: shop
services:
  web:
    image: app-ci:1
    environment: {PRICE: "5$$", MODE: "${MODE:-prod}"}
    secrets: [token]
    configs: [site]
secrets: {token: {file: ./token.txt}}
configs: {site: {content: "root $$document_root;"}}
YAML
"$compose" bridge transformations list | grep -q compose2k8s-ci || { echo "failed: the image is not listed as a transformer"; exit 1; }
"$compose" bridge convert -t compose2k8s-ci:1 -o out
docker image rm -f compose2k8s-ci:1 app-ci:1 >/dev/null
for text in 'value: 5\$$' 'value: prod' 'port: 8080' 'root \$document_root;' "$(base64 <token.txt)"; do
  grep -qr -- "$text" out || { echo "failed: \`$text\` is not in what the bridge wrote"; exit 1; }
done
echo "docker compose bridge: $(find out -name '*.yaml' | wc -l) files, with the ports of the image, contents and values as they are"
