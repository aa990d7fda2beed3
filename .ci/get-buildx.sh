#!/usr/bin/env bash
# Puts the real `docker-buildx` into the folder named: Debian's newest package, unpacked and not installed,
# since the stable release has none. The mirror is the one that this machine's apt already uses.
# usage: get-buildx.sh DIR
set -euo pipefail
mkdir -p "${1:?usage: get-buildx.sh DIR}"
dir=$(cd "$1" && pwd)
[ ! -x "$dir/docker-buildx" ] || exit 0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/lists/partial" "$work/cache/archives/partial"
mirror=$(grep -rhv '^#' --include='*.list' --include='*.sources' /etc/apt | grep -oE 'https?://[^ ]*/debian/?( |$)' | sed 1q)
printf 'deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] %s sid main\n' "$mirror" >"$work/sid.list"
apt=(-o Dir::Etc::sourcelist="$work/sid.list" -o Dir::Etc::sourceparts=- -o Dir::State::lists="$work/lists" -o Dir::Cache="$work/cache" -o APT::Sandbox::User=root)
apt-get "${apt[@]}" update -qq
cd "$work"
apt-get "${apt[@]}" download -qq docker-buildx
dpkg -x docker-buildx_*.deb unpacked
cp unpacked/usr/libexec/docker/cli-plugins/docker-buildx "$dir/"
