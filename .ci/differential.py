#!/usr/bin/env python3
"""Compares `compose2k8s config` with the real `docker compose config` over all cases of the fixtures.

usage: differential.py BINARY [--cases DIR]
What one of them loads, the other must load to the same model; what one refuses, so must the other.
What the two may differ in is in EXPLAINED, with the reason. `config` must also be a fixed point: read
back, what it prints prints the same bytes.

The real binary is $DOCKER_COMPOSE, else `docker-compose` on PATH, else what get-docker-compose.sh of
the shared checks fetches; without it the comparison is skipped, without PyYAML everything, both with
the reason.
Exit 1 when something differs without an explanation.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
from collections import Counter

try:
    import yaml
except ImportError:
    print("skipped: PyYAML is not installed")
    sys.exit(0)

from projects import difference

TOP = pathlib.Path(__file__).resolve().parent.parent
FETCH = TOP.parent / "shared/check/get-docker-compose.sh"


NOT_MEANT = ("int", "merge", "timestamp", "value")


class Reader(yaml.SafeLoader):
    """Reads scalars as the two programs mean them: `=` and `<<` are text, and there are no dates and no base 60."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in NOT_MEANT]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Reader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[-+]?[0-9]+$"), list("-+0123456789"))


def create_host_path(model):
    """The older reference prints the default of a bind's `create_host_path`; the newer one, and we with it, do not."""
    for service in services(model):
        for volume in service.get("volumes") or []:
            if isinstance(volume.get("bind"), dict) and volume["bind"].get("create_host_path") is True:
                del volume["bind"]["create_host_path"]


EXPLAINED = [create_host_path]


def services(model):
    return [service for service in (model.get("services") or {}).values() if isinstance(service, dict)]


def real_compose():
    """The real binary, or the reason why there is none."""
    named = os.environ.get("DOCKER_COMPOSE")
    if named:
        return named, None
    found = shutil.which("docker-compose")
    if found:
        return found, None
    folder = TOP / "target/docker-compose"
    binary = folder / "docker-compose"
    if binary.exists():
        return str(binary), None
    if not FETCH.exists():
        return None, "there is no docker-compose"
    try:
        fetched = subprocess.run(["bash", FETCH, folder], capture_output=True, text=True, timeout=300)
    except subprocess.TimeoutExpired:
        return None, "docker-compose could not be fetched in 300 s"
    if fetched.returncode or not binary.exists():
        return None, f"docker-compose could not be fetched: {fetched.stderr.strip()[-200:]}"
    return str(binary), None


def run(command, folder, stdin=None):
    environment = {"PATH": os.environ["PATH"], "HOME": "/home/tester"}
    try:
        return subprocess.run(command, cwd=folder, env=environment, input=stdin or b"", capture_output=True, timeout=60)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, b"", b"no answer in 60 s")
    except OSError as error:
        return subprocess.CompletedProcess(command, 127, b"", str(error).encode())


def said(result):
    return f"status {result.returncode}: {result.stderr.decode(errors='replace').strip()[-200:]}"


def compare(ours, theirs):
    """`equal`, `explained` or `different`, and what the difference is."""
    if {124, 127} & {ours.returncode, theirs.returncode} or (ours.returncode == 0) != (theirs.returncode == 0):
        return "different", f"ours: {said(ours)}\n  theirs: {said(theirs)}"
    if ours.returncode == 1:
        return "equal", ""
    if ours.returncode:
        return "different", said(ours)
    try:
        mine, other = yaml.load(ours.stdout, Reader), yaml.load(theirs.stdout, Reader)
    except yaml.YAMLError as error:
        return "different", f"not YAML: {error}"
    if not difference(mine, other, names=("ours", "theirs")):
        return "equal", ""
    used = []
    for explain in EXPLAINED:
        before = difference(mine, other, names=("ours", "theirs"))
        explain(mine)
        explain(other)
        if difference(mine, other, names=("ours", "theirs")) != before:
            used.append(explain.__name__)
    rest = difference(mine, other, names=("ours", "theirs"))
    return ("different", rest) if rest else ("explained", ", ".join(used))


def is_fixed_point(binary, folder, printed):
    again = run([binary, "config", "--profile", "*", "-f", "-"], folder, printed)
    if again.returncode:
        return f"config does not read what it printed: {said(again)}"
    return "" if again.stdout == printed else "config prints something else from what it printed"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=pathlib.Path)
    arguments.add_argument("--cases", type=pathlib.Path, default=TOP / "fixtures/cases")
    options = arguments.parse_args()
    binary = str(options.binary.resolve())
    folders = sorted(folder for folder in options.cases.iterdir() if (folder / "compose.yaml").exists())
    if not folders:
        print(f"{options.cases} holds no case")
        return 1

    failed = False
    results = {folder: run([binary, "config", "--profile", "*"], folder) for folder in folders}
    loaded = [folder for folder in folders if results[folder].returncode == 0]
    for folder, ours in results.items():
        fault = is_fixed_point(binary, folder, ours.stdout) if folder in loaded else ""
        if folder.name.startswith("wrong-"):
            # Its mistakes may be in what only a target reads, such as `x-k8s`.
            if folder in loaded and run([binary, "check", "--profile", "*"], folder).returncode == 0:
                fault = "it must be refused"
        elif folder not in loaded:
            fault = f"it must load: {said(ours)}"
        if fault:
            print(f"{folder.name}: {fault}")
            failed = True
    print(f"{len(loaded)} of {len(folders)} cases load")

    compose, reason = real_compose()
    if not reason:
        version = run([compose, "version", "--short"], TOP)
        if version.returncode:
            reason = f"{compose} does not run: {said(version)}"
    if reason:
        print(f"skipped: {reason}")
        return int(failed)

    counts, reasons = Counter(), Counter()
    for folder, ours in results.items():
        verdict, what = compare(ours, run([compose, "--profile", "*", "config"], folder))
        counts[verdict] += 1
        if verdict == "explained":
            reasons[what] += 1
        elif verdict == "different":
            print(f"{folder.name}: {what}")
            failed = True
    counted = ", ".join(f"{counts[verdict]} {verdict}" for verdict in ("equal", "explained", "different"))
    print(f"docker compose {version.stdout.decode().strip()}: {counted}")
    for what, count in reasons.items():
        print(f"  explained by {what}: {count}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
