
usage() {
    cat <<'USAGE'
Usage: sh deploy.sh [OPTION]...

Deploys the stack beside this script, waits until its services run, and removes configs and secrets
of earlier deployments that nothing uses any more. The docker client gets an environment of PATH,
HOME, DOCKER_*, SSH_AUTH_SOCK and *_PROXY only, so that no variable of this shell gets into a service.

  --wait-order          start services in the order of depends_on, each wave once the last one runs
  --keep-scale          keep numbers of tasks that were changed by hand
  --create-external     create the external networks that do not exist
  --resolve-image WHEN  ask the registry for digests: always, changed or never
  --no-prune            keep services that are no longer in the stack
  --no-wait             return as soon as the swarm has taken the stack
  --timeout SECONDS     give up after so long (300)
  --patience SECONDS    give up when tasks have been failing for so long (60)
  --help                print this

Exits with 1 when a service does not get to run, when an update is rolled back or paused, and when a
task that runs to its end fails; the last error of its tasks is printed.
USAGE
}

fail() {
    printf 'deploy.sh: %s\n' "$*" >&2
    exit 1
}

wait_order='' keep_scale='' create_external='' prune=--prune wait=yes timeout=300 patience=60
while [ "$#" -gt 0 ]; do
    case $1 in
        --wait-order) wait_order=yes ;;
        --keep-scale) keep_scale=yes ;;
        --create-external) create_external=yes ;;
        --no-prune) prune='' ;;
        --no-wait) wait='' ;;
        --resolve-image | --timeout | --patience)
            [ "$#" -gt 1 ] || { usage >&2; exit 2; }
            case $1 in
                --resolve-image) resolve_image=$2 ;;
                --timeout) timeout=$2 ;;
                --patience) patience=$2 ;;
            esac
            shift
            ;;
        --help) usage; exit 0 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift
done

cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# The variables that the docker client may see.
kept=$(env | sed -n \
    -e 's/^\(PATH\)=.*/\1/p' \
    -e 's/^\(HOME\)=.*/\1/p' \
    -e 's/^\(SSH_AUTH_SOCK\)=.*/\1/p' \
    -e 's/^\(DOCKER_[A-Za-z0-9_]*\)=.*/\1/p' \
    -e 's/^\([A-Za-z][A-Za-z0-9_]*_PROXY\)=.*/\1/p' \
    -e 's/^\([A-Za-z][A-Za-z0-9_]*_proxy\)=.*/\1/p')

swarm() {
    set -- docker "$@"
    for name in $kept; do
        eval "set -- \"\$name=\${$name-}\" \"\$@\""
    done
    env -i "$@"
}

# Whether the words after the first have the first among them.
among() {
    wanted=$1
    shift
    for word in "$@"; do
        [ "$word" != "$wanted" ] || return 0
    done
    return 1
}

check_external() {
    missing=''
    for name in $external_networks; do
        scope=$(swarm network inspect --format '{{.Scope}}' "$name" 2>/dev/null) || scope=''
        create="docker network create --driver overlay --attachable $name"
        if [ "$scope" = swarm ]; then
            continue
        elif [ -n "$scope" ]; then
            missing=yes
            printf 'deploy.sh: the external network %s is only on this node; remove it and run: %s\n' "$name" "$create" >&2
        elif [ -n "$create_external" ]; then
            swarm network create --driver overlay --attachable "$name" >/dev/null
            printf 'created the network %s\n' "$name"
        else
            missing=yes
            printf 'deploy.sh: the external network %s does not exist; run: %s\n' "$name" "$create" >&2
        fi
    done
    for kind in config secret; do
        if [ "$kind" = config ]; then names=$external_configs; else names=$external_secrets; fi
        for name in $names; do
            swarm "$kind" inspect "$name" >/dev/null 2>&1 && continue
            missing=yes
            printf 'deploy.sh: the external %s %s does not exist; run: docker %s create %s FILE\n' "$kind" "$name" "$kind" "$name" >&2
        done
    done
    for name in $external_volumes; do
        swarm volume inspect "$name" >/dev/null 2>&1 ||
            printf 'deploy.sh: the external volume %s is not on this node; where no node has it, it starts empty\n' "$name" >&2
    done
    [ -z "$missing" ] || exit 1
}

# The stack file with no other services than the given ones.
subset() {
    awk -v keep=" $* " '
        /^[^ #]/ { section = $1; skip = 0 }
        section == "services:" && /^  [^ #]/ {
            name = $1
            sub(/:$/, "", name)
            gsub(/"/, "", name)
            skip = !index(keep, " " name " ")
        }
        !skip
    ' stack.yaml
}

# The numbers of tasks that services have now, to be merged into the stack.
scales() {
    printf 'version: "%s"\nservices:\n' "$version"
    for service in "$@"; do
        replicas=$(swarm service inspect --format '{{with .Spec.Mode.Replicated}}{{.Replicas}}{{end}}' "${stack}_$service" 2>/dev/null) || continue
        [ -z "$replicas" ] || printf '  "%s": {deploy: {replicas: %s}}\n' "$service" "$replicas"
    done
}

# deploy FLAG SERVICE…: FLAG is `--prune` or empty.
deploy() {
    flag=$1
    shift
    subset "$@" >"$work/stack.yaml"
    scales_file=''
    if [ -n "$keep_scale" ]; then
        scales "$@" >"$work/scales.yaml"
        if grep -q replicas "$work/scales.yaml"; then scales_file=$work/scales.yaml; fi
    fi
    # The file comes through the standard input, so that the paths in it start from this folder.
    # shellcheck disable=SC2086 # an empty flag must vanish
    swarm stack deploy --with-registry-auth --resolve-image "$resolve_image" $flag \
        -c - ${scales_file:+-c "$scales_file"} "$stack" <"$work/stack.yaml"
}

# Prints a line for each of the given services: its state and its name.
look() {
    names=''
    for service in "$@"; do names="$names ${stack}_$service"; done
    swarm stack services --format '{{.Name}} {{.Replicas}}' "$stack" >"$work/services"
    # shellcheck disable=SC2086 # names of services have no spaces
    swarm service inspect --format '{{.Spec.Name}} {{with .UpdateStatus}}{{.State}}{{end}}' $names >"$work/updates"
    swarm stack ps --no-trunc --format '{{.ID}}|{{.Name}}|{{.DesiredState}}|{{.CurrentState}}|{{.Error}}' "$stack" >"$work/tasks" 2>/dev/null || :
    awk -v stack="$stack" -v wanted="$*" -v ending=" $one_shots " -v may_end=" $not_restarted " '
        FILENAME ~ /before$/ { old[$1] = 1; next }
        FILENAME ~ /services$/ { split($2, n, "/"); running[$1] = n[1]; asked[$1] = n[2]; next }
        FILENAME ~ /updates$/ { update[$1] = $2; next }
        {
            split($0, field, "|")
            task = field[2]
            sub(/^[^A-Za-z0-9]*/, "", task)
            name = task
            sub(/\.[^.]*$/, "", name)
            broken = field[4] ~ /^(Failed|Rejected)/
            if (broken && !(field[1] in old)) failures[name]++
            # The newest task of each slot comes first.
            if (!(task in seen)) {
                seen[task] = 1
                if (field[4] ~ /^Complete/) ended[name]++
                else if (broken && field[3] !~ /^(Running|Ready)/) dead[name]++
                else pending[name]++
            }
        }
        END {
            count = split(wanted, service, " ")
            for (i = 1; i <= count; i++) {
                name = stack "_" service[i]
                state = "wait"
                if (update[name] ~ /^(updating|rollback_started)$/) state = "wait"
                else if (update[name] ~ /^(paused|rollback_paused|rollback_completed)$/) state = update[name]
                else {
                    must_end = index(ending, " " service[i] " ")
                    if (must_end || index(may_end, " " service[i] " ")) {
                        if (dead[name]) state = "dead"
                        else if (ended[name] && !pending[name]) state = "ok"
                    }
                    if (state == "wait" && asked[name] != "" && running[name] == asked[name] && (!must_end || asked[name] == 0)) state = "ok"
                }
                if (failures[name] && state == "wait") state = "failing"
                if (failures[name] && state == "ok") state = "shaky"
                print state, name
            }
        }
    ' "$work/before" "$work/services" "$work/updates" "$work/tasks" >"$work/states"
}

# Prints the last error that a task of a service had.
last_error() {
    awk -F'|' -v service="$1" '
        { name = $2; sub(/^[^A-Za-z0-9]*/, "", name); sub(/\.[^.]*$/, "", name) }
        name == service && $5 != "" { print "  " $4 ": " $5; exit }
    ' "$work/tasks" >&2
}

give_up() {
    while read -r state name; do
        case $state in
            ok) continue ;;
            wait) printf 'deploy.sh: %s does not run after %s seconds\n' "$name" "$seconds" >&2 ;;
            failing | shaky) printf 'deploy.sh: the tasks of %s fail\n' "$name" >&2 ;;
            dead) printf 'deploy.sh: %s has failed\n' "$name" >&2 ;;
            rollback_completed) printf 'deploy.sh: the update of %s was rolled back\n' "$name" >&2 ;;
            *) printf 'deploy.sh: the update of %s is %s\n' "$name" "$state" >&2 ;;
        esac
        last_error "$name"
    done <"$work/states"
    exit 1
}

# Waits until the given services run, or have ended where they run to their end, for five looks in a
# row; for fifteen where tasks have failed meanwhile, because they may fail again.
wait_for() {
    steady=0 bad=0 failing=0 seconds=0 needed=5
    while [ "$steady" -lt "$needed" ]; do
        sleep 1
        seconds=$((seconds + 1))
        look "$@"
        if grep -q '^\(dead\|paused\|rollback_paused\|rollback_completed\) ' "$work/states"; then bad=$((bad + 1)); else bad=0; fi
        if grep -q '^\(failing\|shaky\) ' "$work/states"; then failing=$((failing + 1)) needed=15; fi
        if grep -q -v '^\(ok\|shaky\) ' "$work/states"; then steady=0; else steady=$((steady + 1)); fi
        # A task that has just failed may be followed by another one.
        if [ "$bad" -ge 3 ] || [ "$failing" -ge "$patience" ] || [ "$seconds" -ge "$timeout" ]; then give_up; fi
    done
}

# Removes configs or secrets of earlier deployments: not those of this one, not those that a service
# would need to go back to its previous specification, and not what docker says is in use.
collect() {
    kind=$1
    current=$2
    swarm "$kind" ls --filter "label=com.docker.stack.namespace=$stack" --format '{{.Name}}' >"$work/present"
    grep '_[0-9a-f]\{12\}$' "$work/present" >"$work/hashed" || :
    while read -r name; do
        # shellcheck disable=SC2086 # names have no spaces
        if among "$name" $current || grep -q -F "\"$name\"" "$work/previous"; then continue; fi
        if swarm "$kind" rm "$name" >/dev/null 2>&1 </dev/null; then printf 'removed the %s %s\n' "$kind" "$name"; fi
    done <"$work/hashed"
}

check_external
swarm stack ps -q --no-trunc "$stack" >"$work/before" 2>/dev/null || :
if [ -n "$wait_order" ]; then
    started=''
    printf '%s\n' "$waves" >"$work/waves"
    while read -r wave <&3; do
        started="$started $wave"
        # shellcheck disable=SC2086 # names of services have no spaces
        deploy '' $started
        # shellcheck disable=SC2086
        wait_for $wave
    done 3<"$work/waves"
fi
# shellcheck disable=SC2086
deploy "$prune" $services
[ -n "$wait" ] || exit 0
# shellcheck disable=SC2086
wait_for $services
# shellcheck disable=SC2046
swarm service inspect --format '{{json .PreviousSpec}}' $(swarm stack services -q "$stack") >"$work/previous"
collect config "$configs"
collect secret "$secrets"
printf '%s runs\n' "$stack"
