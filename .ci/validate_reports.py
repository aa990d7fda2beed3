#!/usr/bin/env python3
"""Has a foreign validator read the reports of all fixtures, and of all projects of ../shared/corpus where it is present.

usage: validate_reports.py BIN

Every project is checked for both targets. The SARIF report must pass the schema of SARIF 2.1.0, the JSON lines
docs/messages.schema.json; both must tell the same findings; every place must lie in its file. The SARIF schema
comes with the crate serde-sarif; without it (no network) that part is skipped with the reason.
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
from concurrent.futures import ProcessPoolExecutor

import jsonschema

BIN = os.path.abspath(sys.argv[1])
TOP = pathlib.Path(__file__).resolve().parent.parent
CORPUS = TOP.parent / "shared" / "corpus"
SCHEMA_CRATE = ("serde-sarif", "0.8.0", "src/schema.json")


def sarif_schema():
    """The schema from cargo's registry, fetched with its crate when it is not there yet."""
    name, version, file = SCHEMA_CRATE
    registry = pathlib.Path(os.environ.get("CARGO_HOME", pathlib.Path.home() / ".cargo")) / "registry" / "src"
    find = lambda: next(iter(registry.glob(f"*/{name}-{version}/{file}")), None)
    if find() is None:
        with tempfile.TemporaryDirectory() as folder:
            manifest = pathlib.Path(folder) / "Cargo.toml"
            manifest.write_text(
                f'[package]\nname = "fetch"\nversion = "0.0.0"\nedition = "2021"\n'
                f'[lib]\npath = "lib.rs"\n[dependencies]\n{name} = "={version}"\n'
            )
            (pathlib.Path(folder) / "lib.rs").touch()
            fetch = ["cargo", "fetch", "--quiet", "--manifest-path", str(manifest)]
            try:
                subprocess.run(fetch, timeout=120, check=False, stderr=subprocess.DEVNULL)
            except (OSError, subprocess.TimeoutExpired):
                pass
    found = find()
    return json.loads(found.read_text()) if found else None


def prepare(sarif):
    """Makes the validators of a process."""
    global SARIF, JSON
    SARIF = sarif and jsonschema.Draft7Validator(sarif, format_checker=jsonschema.FormatChecker())
    JSON = jsonschema.Draft202012Validator(json.loads((TOP / "docs" / "messages.schema.json").read_text()))


def projects():
    """The projects: a name, the folder to run in, and flags."""
    for case in sorted((TOP / "fixtures" / "cases").iterdir()):
        words = []
        if (case / "options.txt").exists():
            lines = (case / "options.txt").read_text().splitlines()
            words = [word for line in lines if not line.startswith("#") for word in line.split()]
        yield f"fixtures/{case.name}", case, words
    if not CORPUS.is_dir():
        return
    with open(CORPUS / "INDEX.tsv") as index:
        for row in csv.DictReader(index, delimiter="\t"):
            folder = CORPUS / row["project"]
            working = (folder / (row["project_directory"] or ".")).resolve()
            words = []
            for file in row["compose_files(-f order)"].split():
                words += ["-f", file if (working / file).exists() else os.path.relpath(folder / file, working)]
            if (working / "corpus.env").exists():
                words += ["--env-file", ".env"] if (working / ".env").exists() else []
                words += ["--env-file", "corpus.env"]
            words += ["--profile", "*"] if row["profiles"].strip() else []
            yield f"corpus/{row['project']}", working, words


def places(value):
    """All physical locations in a part of a SARIF document."""
    if isinstance(value, dict):
        if "artifactLocation" in value and "region" in value:
            yield value["artifactLocation"], value["region"]
        elif "artifactLocation" in value and "replacements" in value:
            for replacement in value["replacements"]:
                yield value["artifactLocation"], replacement["deletedRegion"]
        for part in value.values():
            yield from places(part)
    elif isinstance(value, list):
        for part in value:
            yield from places(part)


def lines_of(path, cache={}):
    if path not in cache:
        text = path.read_bytes().decode("utf-8-sig", errors="replace")
        cache[path] = text.split("\n")
    return cache[path]


def check_places(run):
    root = run["originalUriBaseIds"]["SRCROOT"]["uri"]
    for artifact, region in places(run["results"]):
        base = root if artifact.get("uriBaseId") == "SRCROOT" else ""
        uri = urllib.parse.urlsplit(base + artifact["uri"])
        path = pathlib.Path(urllib.parse.unquote(uri.path))
        if not path.is_file():
            yield f"{artifact['uri']} is no file"
            continue
        lines = lines_of(path)
        for line, column in (("startLine", "startColumn"), ("endLine", "endColumn")):
            if region[line] > len(lines) or region[column] > len(lines[region[line] - 1]) + 1:
                yield f"{artifact['uri']}:{region[line]}:{region[column]} lies outside of the file"


def check(project):
    name, folder, words = project
    wrong = []
    with tempfile.TemporaryDirectory() as temporary:
        report = pathlib.Path(temporary) / "report.sarif"
        command = [BIN, "check", "--to", "kubernetes,swarm", "-v", "--message-format", "json"]
        command += ["--output-report", str(report), *words]
        environment = {"PATH": "/usr/bin:/bin", "HOME": "/home/tester"}
        run = subprocess.run(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=60
        )
        if run.returncode > 1:
            return name, 0, [f"status {run.returncode}: {run.stderr.decode()[:200]}"]
        sarif = json.loads(report.read_text())
    lines = [json.loads(line) for line in run.stderr.decode().splitlines()]
    for line in lines:
        wrong += [f"JSON: {error.message}" for error in JSON.iter_errors(line)]
    if SARIF:
        wrong += [f"SARIF: {error.json_path}: {error.message}" for error in SARIF.iter_errors(sarif)]
    log = sarif["runs"][0]
    wrong += check_places(log)
    if log["invocations"][0]["exitCode"] != run.returncode:
        wrong.append("SARIF tells another exit code")
    # Both name all keys that a finding is about; SARIF has one result for what JSON says in several lines.
    told = 0
    for result in log["results"]:
        keys = (len(place.get("logicalLocations", [])) for place in result.get("locations", []))
        told += max(1, sum(keys))
    findings = [line for line in lines if line["type"] == "diagnostic"]
    keys = sum(1 + len(line.get("further_subjects", [])) for line in findings)
    if told != keys:
        wrong.append(f"SARIF tells of {told} keys, JSON of {keys}")
    fingerprints = [result["partialFingerprints"]["finding/v1"] for result in log["results"]]
    if len(set(fingerprints)) != len(fingerprints):
        wrong.append("two results have one fingerprint")
    for result in log["results"]:
        if log["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] != result["ruleId"]:
            wrong.append(f"{result['ruleId']} points at another rule")
    return name, len(findings), wrong


def main():
    schema = sarif_schema()
    prepare(schema)
    jsonschema.Draft202012Validator.check_schema(JSON.schema)
    if schema is None:
        print(f"skipped: the SARIF schema (crate {SCHEMA_CRATE[0]}) is not to be had here")
    everything = list(projects())
    with ProcessPoolExecutor(initializer=prepare, initargs=(schema,)) as pool:
        results = list(pool.map(check, everything, chunksize=4))
    refused = [(name, wrong) for name, _, wrong in results if wrong]
    for name, wrong in refused:
        for line in wrong[:5]:
            print(f"{name}: {line}")
    findings = sum(count for _, count, _ in results)
    what = "SARIF and JSON" if schema else "JSON"
    print(f"{what} reports of {len(results)} projects with {findings} findings: {len(refused)} refused")
    sys.exit(bool(refused) or findings == 0)


if __name__ == "__main__":
    main()
