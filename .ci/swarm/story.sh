#!/usr/bin/env bash
# Deploys a project on a one-node swarm by the deploy.sh that was written for it, and looks whether it
# behaves as under `docker compose`. usage: story.sh BINARY, with an engine in a swarm (see run.sh).
set -euo pipefail
cd "$(dirname "$0")/../.."
bin=$(realpath "${1:-target/release/compose2k8s}")
project=$PWD/fixtures/swarm/story

. .ci/swarm/engine.sh
work=$(mktemp -d)
cp -R "$project" "$work/project"
stack=story

cleanup() {
  docker stack rm "$stack" >/dev/null 2>&1 || true
  for _ in $(seq 40); do
    [ -z "$(docker ps -aq --filter "label=com.docker.stack.namespace=$stack")" ] && break
    sleep 0.5
  done
  docker volume rm "${stack}_data" >/dev/null 2>&1 || true
  docker image rm -f story/box:1 story/box:2 >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  printf 'FAILED: %s\n' "$*" >&2
  docker stack ps "$stack" --no-trunc --format '{{.Name}} {{.CurrentState}} {{.Error}}' >&2 || true
  exit 1
}
convert() { (cd "$work/project" && "$bin" convert --quiet --to swarm -o "$work/out/") || fail "the conversion"; }
# The shell that deploys has a variable that must not get into the services.
deploy() { EMPTY=leaked sh "$work/out/deploy.sh" --resolve-image never "$@" >"$work/said" 2>&1; }
in_client() { docker exec "$(docker ps -q --filter "name=${stack}_client" | head -n 1)" sh -c "$1"; }
# get HOST PORT PATH. The wget of a static busybox cannot resolve names.
get() { in_client "printf 'GET $3 HTTP/1.0\r\n\r\n' | nc -w 5 $1 $2 | sed -e '1,/^\r*\$/d'"; }
tasks() { docker service ps -q --no-trunc "${stack}_$1" | sort; }
is() { [ "$1" = "$2" ] || fail "$3: got '$1' instead of '$2'"; }
# is, for what comes true once new tasks have begun to listen
eventually() {
  local got=''
  for _ in $(seq 30); do
    got=$(get "$2" "$3" "$4" 2>/dev/null) || true
    [ "$got" != "$1" ] || return 0
    sleep 1
  done
  fail "$5: got '$got' instead of '$1'"
}
environment_of() { docker service inspect --format '{{json .Spec.TaskTemplate.ContainerSpec.Env}}' "${stack}_$1"; }

for version in 1 2; do engine_image "story/box:$version" -c "ENV VERSION=$version"; done
export STORY_TOKEN=s3cr3t

echo "- first deployment, in order"
convert
deploy --wait-order || { cat "$work/said" >&2; fail "deploy.sh"; }
is "$(docker stack services "$stack" --format '{{.Name}} {{.Replicas}}' | sort | tr '\n' ' ')" \
  "${stack}_api 1/1 ${stack}_client 1/1 ${stack}_migrate 0/1 ${stack}_web 2/2 " "services"
eventually migrated web 8080 /schema "what the migration has done before the start"
is "$(environment_of web)" "[\"EMPTY=\",\"PRICE=\$5\"]" "variables"

echo "- names, contents and ports"
is "$(in_client 'nslookup tasks.web | grep -c "^Address.* 10\."')" 2 "addresses of two tasks"
eventually '<h1>hello</h1>' front 8080 /page "config by the name of the link"
eventually s3cr3t web 8080 /token "secret"
for name in api backend story-api; do eventually api "$name" 9000 /name "the name $name"; done
is "$(busybox wget -q -O - http://127.0.0.1:19000/name)" api "published port"
is "$(stat -c %a "$work/out/secrets/token")" 600 "mode of the secret's file"
grep -q secrets "$work/out/.gitignore" || fail "the secrets are not ignored by Git"
! grep -q s3cr3t "$work/out/stack.yaml" || fail "the secret stands in the stack file"

echo "- deploying again restarts nothing"
before=$(tasks web; tasks api; tasks client; tasks migrate)
deploy || { cat "$work/said" >&2; fail "deploying again"; }
is "$(tasks web; tasks api; tasks client; tasks migrate)" "$before" "tasks"

echo "- a changed config rolls its service only"
others=$(tasks api; tasks client; tasks migrate)
web=$(tasks web)
echo '<h1>again</h1>' >"$work/project/page.html"
convert
deploy || { cat "$work/said" >&2; fail "a changed config"; }
eventually '<h1>again</h1>' web 8080 /page "the new page"
is "$(tasks api; tasks client; tasks migrate)" "$others" "tasks of the others"
[ "$(tasks web)" != "$web" ] || fail "the tasks of web are the old ones"

echo "- an earlier config is removed once nothing needs it"
deploy || { cat "$work/said" >&2; fail "deploying again"; }
is "$(docker config ls --format '{{.Name}}' | grep -c "^${stack}_page_")" 1 "configs of the page"

echo "- a scale set by hand stays when asked"
docker service scale --detach "${stack}_web=3" >/dev/null
deploy --keep-scale || { cat "$work/said" >&2; fail "--keep-scale"; }
is "$(docker stack services "$stack" --filter "name=${stack}_web" --format '{{.Replicas}}')" 3/3 "replicas"
deploy || { cat "$work/said" >&2; fail "without --keep-scale"; }
is "$(docker stack services "$stack" --filter "name=${stack}_web" --format '{{.Replicas}}')" 2/2 "replicas"

echo "- an update by a new image"
export BOX=2
convert
deploy || { cat "$work/said" >&2; fail "an update"; }
eventually 2 web 8080 /version "the new version"

echo "- a failing update is rolled back, and deploy.sh says so"
export RUN='exit 3'
convert
if deploy; then fail "deploy.sh does not see that the update failed"; fi
grep -q 'was rolled back' "$work/said" || { cat "$work/said" >&2; fail "the message"; }
grep -q 'non-zero exit (3)' "$work/said" || { cat "$work/said" >&2; fail "the last error of a task"; }
eventually 2 web 8080 /version "the version after going back"
unset RUN

echo "- a task that fails again and again is not mistaken for one that runs"
export RUN='sleep 9; exit 4'
convert
if deploy --patience 20; then fail "deploy.sh does not see that tasks fail"; fi
grep -q 'the tasks of story_web fail' "$work/said" || { cat "$work/said" >&2; fail "the message"; }
grep -q 'non-zero exit (4)' "$work/said" || { cat "$work/said" >&2; fail "the last error of a task"; }
unset RUN

echo "- what is external must be there"
cat >>"$work/project/compose.yaml" <<'Y'
networks:
  default: {}
  outside: {external: true, name: story-outside}
Y
sed -i 's/^  client:$/  client:\n    networks: [default, outside]/' "$work/project/compose.yaml"
convert
if deploy; then fail "deploy.sh does not miss the external network"; fi
grep -q 'docker network create --driver overlay --attachable story-outside' "$work/said" || { cat "$work/said" >&2; fail "the command that creates it"; }
deploy --create-external || { cat "$work/said" >&2; fail "--create-external"; }
docker stack rm "$stack" >/dev/null 2>&1
for _ in $(seq 20); do docker network rm story-outside >/dev/null 2>&1 && break; sleep 0.5; done
echo "the story holds"
