# shellcheck shell=bash
# Sourced: gives the tests a one-node swarm and takes it away again. What is there already stays: an
# engine that answers is used unless it is part of a swarm, and only an engine started here is stopped.
#
# `engine_start` returns 1 after printing why there is none.

engine_work=''
engine_pid=''
engine_left=yes

engine_start() {
  [ "$(uname -s)" = Linux ] || { echo "skipped: no Linux"; return 1; }
  [ "$(id -u)" = 0 ] || { echo "skipped: starting an engine takes root"; return 1; }
  if ! command -v busybox >/dev/null || ! command -v dockerd >/dev/null && ! docker info >/dev/null 2>&1; then
    if ! command -v apt-get >/dev/null; then echo "skipped: no dockerd or busybox, and no apt-get to install them"; return 1; fi
    (apt-get update -qq && DEBIAN_FRONTEND=noninteractive timeout 300 apt-get install -y -qq --no-install-recommends docker.io iptables busybox-static) >/dev/null 2>&1 ||
      { echo "skipped: docker.io and busybox-static cannot be installed"; return 1; }
  fi
  engine_work=$(mktemp -d)
  if ! docker info >/dev/null 2>&1; then
    export DOCKER_HOST=unix://$engine_work/docker.sock
    dockerd --host "$DOCKER_HOST" --data-root "$engine_work/data" --exec-root "$engine_work/exec" \
      --pidfile "$engine_work/pid" >"$engine_work/log" 2>&1 &
    engine_pid=$!
    for _ in $(seq 60); do
      docker info >/dev/null 2>&1 && break
      kill -0 "$engine_pid" 2>/dev/null || break
      sleep 0.5
    done
    if ! docker info >/dev/null 2>&1; then
      echo "skipped: dockerd does not start here: $(tail -n 1 "$engine_work/log")"
      engine_stop
      return 1
    fi
  fi
  if [ "$(docker info --format '{{.Swarm.LocalNodeState}}')" = active ]; then
    echo "skipped: the engine is part of a swarm, which is left alone"
    engine_stop
    return 1
  fi
  if ! docker swarm init --advertise-addr 127.0.0.1 --listen-addr 127.0.0.1:2377 >/dev/null; then
    echo "skipped: the engine cannot begin a swarm"
    engine_stop
    return 1
  fi
  engine_left=''
}

engine_stop() {
  [ -n "$engine_left" ] || docker swarm leave --force >/dev/null || true
  if [ -n "$engine_pid" ]; then
    kill "$engine_pid" 2>/dev/null || true
    wait "$engine_pid" 2>/dev/null || true
  fi
  if [ -n "$engine_work" ]; then
    # A file system that the engine has left mounted must not be emptied with the folder.
    awk -v root="$engine_work/" 'index($2, root) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r -n 1 umount -l
    rm -rf "$engine_work"
  fi
  engine_work='' engine_pid='' engine_left=yes
}

# Makes an image of busybox: engine_image NAME COMMAND-LINE-FOR-IMPORT…
engine_image() {
  local name=$1 root
  shift
  root=$(mktemp -d)
  mkdir -p "$root"/bin "$root"/etc "$root"/tmp "$root"/proc "$root"/sys "$root"/dev "$root"/run
  chmod 1777 "$root/tmp"
  cp "$(command -v busybox)" "$root/bin/busybox"
  for applet in $(busybox --list); do
    [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"
  done
  echo 'root:x:0:0:root:/:/bin/sh' >"$root/etc/passwd"
  tar -C "$root" -c . | docker import -c 'ENV PATH=/bin' -c 'CMD ["sleep", "3600"]' "$@" - "$name" >/dev/null
  rm -rf "$root"
}
