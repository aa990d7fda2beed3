#!/usr/bin/env bash
# Everything that takes a real swarm: a story, single attributes, and foreign samples where they are.
# usage: run.sh BINARY. Skipped with a printed reason where no engine runs or can be installed.
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(realpath "${1:-target/release/compose2k8s}")

PATH=$PATH:/usr/sbin:/sbin
. .ci/swarm/engine.sh
engine_start || exit 0
client=$(mktemp -d)
trap 'engine_stop; rm -rf "$client"' EXIT
trap 'exit 1' HUP INT TERM

# Debian's own client is the oldest that must be able to deploy, where it is installed.
[ ! -x /usr/bin/docker ] || ln -s /usr/bin/docker "$client/docker"
PATH=$client:$PATH
docker version --format 'client {{.Client.Version}}, engine {{.Server.Version}}'

bash .ci/swarm/story.sh "$bin"
if python3 -c 'import yaml' 2>/dev/null; then
  engine_image keys/box:1
  python3 .ci/swarm/keys.py "$bin"
  if [ -d ../shared/corpus ]; then
    python3 .ci/swarm/samples.py "$bin" ../shared/corpus awesome-
  else
    echo "skipped: ../shared/corpus is not here"
  fi
  docker image rm -f keys/box:1 >/dev/null
else
  echo "skipped: PyYAML is not installed"
fi
