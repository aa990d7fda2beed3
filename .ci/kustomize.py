#!/usr/bin/env python3
"""Builds overlays with `kubectl kustomize` and compares them with a direct conversion, object for object.

usage: kustomize.py BINARY [--corpus DIR] [--only REGEX]
For every fixture and every project of the corpus that has several Compose files, the first is the base
and the others are an environment; environments of a compose2k8s.toml are as it declares them; for every
project at all, an override that is made up here changes, adds and removes what it can. What must be equal: the base built from `base/` and the project converted
alone; the overlay built and all files converted together; lists in their order, types and texts as they
are. The corpus is ../shared/corpus beside the repository; without it only the fixtures are looked at,
without kubectl or PyYAML nothing, each with the reason.
Exit 1 when something differs.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import re
import shutil
import sys
import tempfile

try:
    import yaml
except ImportError:
    print("skipped: PyYAML is not installed")
    sys.exit(0)

from projects import CORPUS, Project, difference, objects, projects, run, said

try:
    import tomllib
except ImportError:
    tomllib = None


def without_next_line(value):
    """Kustomize reads the character U+0085 (next line), even escaped, as white space that it may fold."""
    if isinstance(value, dict):
        return {key: without_next_line(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_next_line(inner) for inner in value]
    return re.sub(" *\x85 *", " ", value) if isinstance(value, str) else value


def compare(direct, built, what):
    if direct.returncode:
        return f"{what}: not converted alone: {said(direct)}"
    if built.returncode:
        return f"{what}: not built: {said(built)}"
    try:
        found = difference(without_next_line(objects(direct.stdout)), objects(built.stdout))
    except (ValueError, yaml.YAMLError) as error:
        return f"{what}: {error}"
    return f"{what}: {found}" if found else ""


def made_up(binary, project):
    """An override that changes, adds and removes something of every third service, in turn."""
    files = [flag for name in project.files for flag in ("-f", name)]
    listed = run([binary, "config", "--services", *files, *project.flags], project.folder)
    services = listed.stdout.decode().split()
    text = ["services:"]
    for number, name in enumerate(services):
        # A service of several replicas, or of another number by `scale`, cannot take all of this.
        text += [f"  {name!r}:", "    container_name: !reset null", "    scale: !reset null"]
        if number % 3 == 0:
            text += ["    environment: {A_FIRST: '1', PATH: changed, ZZ_LAST: 'yes'}", "    deploy: {replicas: 3, resources: {limits: {cpus: '2'}}}"]
        elif number % 3 == 1:
            text += [f"    image: 'registry.example:5000/{number}:2.0'", "    ports: ['18080:8080', '18053:53/udp']", "    labels: {added: 'on'}"]
        else:
            text += ["    command: [sh, -c, 'echo \"$$HOME\"']", "    volumes: ['added:/added']", "    environment: !reset null"]
    text += ["  zz-added:", "    image: 'busybox:1'", "    depends_on: {" + ", ".join(f"{name!r}: {{condition: service_started}}" for name in services[:1]) + "}"]
    text += ["volumes: {added: {}}"]
    return "\n".join(text) + "\n"


def check(binary, project, overlay, work):
    """What happened, and what differs."""
    base = [flag for name in project.files for flag in ("-f", name)]
    further = [flag for name in overlay for flag in ("-f", name)]
    alone = run([binary, "-q", *base, *project.flags], project.folder)
    if alone.returncode:
        return "the base alone does not load", ""
    together = run([binary, "-q", *base, *further, *project.flags], project.folder)
    if together.returncode:
        return "both together do not load", ""
    out = work / "out"
    written = run([binary, "-q", *base, *project.flags, "--format", "kustomize", "--overlay", f"env={','.join(overlay)}", "-o", f"{out}/"], project.folder)
    if written.returncode:
        return "different", f"not written: {said(written)}"
    fault = compare(alone, run(["kubectl", "kustomize", out / "base"], work), "base")
    fault = fault or compare(together, run(["kubectl", "kustomize", out / "overlays/env"], work), "overlay")
    return ("different", fault) if fault else ("equal", "")


def declared(binary, project, work):
    """The environments that a policy file declares, with other namespaces, profiles and options."""
    out = work / "out"
    base = [flag for name in project.files for flag in ("-f", name)]
    written = run([binary, "-q", *base, *project.flags, "--format", "kustomize", "-o", f"{out}/"], project.folder)
    if written.returncode:
        return [("different", f"not written: {said(written)}")]
    policy = tomllib.loads((project.folder / "compose2k8s.toml").read_text())
    results = []
    for name, environment in policy.get("environments", {}).items():
        flags = [flag for file in environment.get("files", []) for flag in ("-f", file)]
        env_files = environment.get("env-files", [])
        dotenv = [".env"] if env_files and (project.folder / ".env").exists() else []
        flags += [flag for file in [*dotenv, *env_files] for flag in ("--env-file", file)]
        flags += [flag for profile in environment.get("profiles", []) for flag in ("--profile", profile)]
        for option, value in environment.get("kubernetes", {}).items():
            flags += [f"--{option}"] if value is True else [f"--{option}", value]
        direct = run([binary, "-q", *base, *flags, *project.flags], project.folder)
        fault = compare(direct, run(["kubectl", "kustomize", out / "overlays" / name], work), name)
        results.append(("different", fault) if fault else ("equal", ""))
    return results


def check_project(binary, project):
    results = []
    if tomllib and (project.folder / "compose2k8s.toml").exists():
        with tempfile.TemporaryDirectory() as work:
            results += [("declared", *result) for result in declared(binary, project, pathlib.Path(work))]
    if len(project.files) > 1:
        first = Project(project.name, project.folder, project.files[:1], project.flags)
        with tempfile.TemporaryDirectory() as work:
            results.append(("several files", *check(binary, first, project.files[1:], pathlib.Path(work))))
    with tempfile.TemporaryDirectory() as work:
        override = pathlib.Path(work) / "made-up.yaml"
        override.write_text(made_up(binary, project))
        results.append(("made up", *check(binary, project, [str(override)], pathlib.Path(work))))
    return results


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=pathlib.Path)
    arguments.add_argument("--corpus", type=pathlib.Path, default=CORPUS)
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    if not shutil.which("kubectl"):
        print("skipped: there is no kubectl")
        return 0
    binary = str(options.binary.resolve())
    if not tomllib:
        print("skipped: environments of policy files, because this Python is older than 3.11")
    found = projects(options.corpus, options.only)

    counts = collections.defaultdict(collections.Counter)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for project, results in zip(found, pool.map(lambda project: check_project(binary, project), found)):
            for kind, verdict, fault in results:
                counts[kind][verdict] += 1
                if fault:
                    print(f"{project.name} ({kind}): {fault}")
    for kind, verdicts in counts.items():
        print(f"kustomize, {kind}: " + ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common()))
    equal = all(counts[kind]["equal"] for kind in counts)
    return int(any(verdicts["different"] for verdicts in counts.values()) or not counts or not equal)


if __name__ == "__main__":
    sys.exit(main())
