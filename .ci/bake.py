#!/usr/bin/env python3
"""Has the real buildx read the bake files of `compose2k8s images`, for all projects that build something.

usage: bake.py BINARY [FOLDER…]
buildx also reads Compose files by itself: what it makes of one, and what it makes of our file, must be the
same but for the names of images, which are what ours is for. The real binary
is $DOCKER_BUILDX, else what get-buildx.sh fetches; without it the check is skipped with the reason.
Exit 1 when a file is refused or differs.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parent.parent
NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]


def buildx():
    given = os.environ.get("DOCKER_BUILDX")
    if given:
        return given
    folder = TOP / "target/buildx"
    done = subprocess.run([TOP / ".ci/get-buildx.sh", folder], capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        print("skipped: docker-buildx is not to be had:", done.stderr.strip().splitlines()[-1:])
        sys.exit(0)
    return str(folder / "docker-buildx")


def run(*words, cwd):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "SSH_AUTH_SOCK": str(TOP / "no-agent")}
    return subprocess.run([str(word) for word in words], cwd=cwd, env=env, capture_output=True, text=True, timeout=60)


def clean(path):
    return path if "://" in path or path.startswith("target:") else os.path.normpath(path)


def comparable(target, folder):
    """What both must agree on, in one form."""
    target = dict(target)
    for ours in ["tags", "output"]:
        target.pop(ours, None)
    target["context"] = os.path.relpath(os.path.join(folder, target.get("context", ".")), folder) \
        if "://" not in target.get("context", ".") else target["context"]
    # An inline Dockerfile has no name, whatever buildx prints for it.
    if "dockerfile-inline" in target:
        target.pop("dockerfile", None)
    else:
        target["dockerfile"] = clean(target.get("dockerfile", "Dockerfile"))
    if "contexts" in target:
        target["contexts"] = {name: clean(path) for name, path in target["contexts"].items()}
    for secret in target.get("secret", []):
        if "src" in secret:
            secret["src"] = clean(secret["src"])
    # The privilege to use the host's network follows from the network.
    target["entitlements"] = [e for e in target.get("entitlements", []) if e not in ("network.host", "security.insecure")]
    return {key: value for key, value in target.items() if value not in (None, [], {}, False)}


def differences(theirs, ours, folder):
    for name, target in theirs.items():
        if name not in ours:
            # buildx knows no profiles.
            continue
        a, b = comparable(target, folder), comparable(ours[name], folder)
        for key in sorted(set(a) | set(b)):
            if a.get(key) != b.get(key):
                yield f"{name}.{key}: buildx {a.get(key)!r}, ours {b.get(key)!r}"


def main():
    binary, folders = os.path.realpath(sys.argv[1]), sys.argv[2:] or [TOP / "fixtures/cases"]
    bake, read, compared, wrong = buildx(), 0, 0, []
    with tempfile.TemporaryDirectory() as work:
        file = os.path.join(work, "bake.json")
        for folder in sorted(case for top in folders for case in pathlib.Path(top).iterdir() if case.is_dir()):
            compose = next((name for name in NAMES if (folder / name).exists()), None)
            if compose is None:
                continue
            planned = run(binary, "images", "--format", "bake", "-q", "-f", compose, "-o", file, cwd=folder)
            if planned.returncode != 0:
                continue
            targets = json.load(open(file))["target"]
            if not targets:
                continue
            got = run(bake, "bake", "-f", file, "--print", cwd=folder)
            want = run(bake, "bake", "-f", compose, "--print", cwd=folder)
            if got.returncode != 0:
                # Keys that are not there are refused in both.
                if want.returncode != 0 and "no such file" in got.stderr and "no such file" in want.stderr:
                    continue
                wrong.append(f"{folder.name}: refused: {got.stderr.strip().splitlines()[-1]}")
                continue
            read += 1
            if want.returncode != 0:
                continue
            compared += 1
            found = differences(json.loads(want.stdout)["target"], json.loads(got.stdout)["target"], folder)
            wrong += [f"{folder.name}: {line}" for line in found]
    print(f"bake files: {read} read by buildx, {compared} compared with its own reading, {len(wrong)} differ")
    print("\n".join(wrong))
    sys.exit(1 if wrong or not read else 0)


main()
