#!/usr/bin/env python3
"""Runs the scripts of the pipeline files, with the variables that the services would set.

The `compose2k8s` on the PATH is used, and a `docker` of our own that notes what it is asked for. Exit 1 when
a script does not do what its file promises.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent / "integrations"
GOOD = 'services:\n  web:\n    image: "nginx:1.29"\n    ulimits: {nproc: 5}\n'
WRONG = "services:\n  web:\n    imgae: nginx\n"
BUILT = "name: shop\nservices:\n  web:\n    build: .\n"
DIGEST = "sha256:" + "4" * 64


def expect(condition, what, run=None):
    if not condition:
        print("failed:", what)
        if run is not None:
            print(run.stdout, run.stderr)
        sys.exit(1)


def bash(script, folder, env, words=("-eo", "pipefail")):
    if shutil.which("shellcheck"):
        checked = subprocess.run(["shellcheck", "-s", "bash", "-"], input=script, capture_output=True, text=True)
        expect(checked.returncode == 0, "shellcheck: " + checked.stdout)
    base = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    return subprocess.run(["bash", "--noprofile", "--norc", *words, "-c", script], cwd=folder, env=base | env, capture_output=True, text=True)


def fresh(compose):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="project-", dir=WORK))
    (folder / "compose.yaml").write_text(compose)
    return folder


def github():
    action = yaml.safe_load((TOP / "github/action.yml").read_text())
    defaults = {name: given["default"] for name, given in action["inputs"].items()}
    install, convert = action["runs"]["steps"]

    def run(compose, given, setup=lambda folder: None):
        folder = fresh(compose)
        setup(folder)
        output = folder / "github-output"
        state = {"RUNNER_TEMP": str(folder), "GITHUB_OUTPUT": str(output)}
        inputs = defaults | given
        steps = {"binary": shutil.which("compose2k8s")}

        def value(text):
            text = re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda m: inputs[m.group(1)], text)
            text = re.sub(r"\$\{\{ steps\.install\.outputs\.(\w+) \}\}", lambda m: steps[m.group(1)], text)
            return text.replace("${{ github.action_path }}", str(TOP / "github"))

        for step in (install, convert):
            expect("${{" not in step["run"], "values do not belong into scripts")
            done = bash(step["run"], folder, state | {name: value(text) for name, text in step["env"].items()})
            if done.returncode != 0:
                break
            written = dict(line.split("=", 1) for line in output.read_text().splitlines())
            steps |= written
        return folder, done, steps

    folder, done, steps = run(GOOD, {"output": "k8s/", "files": "compose.yaml\n"})
    expect(done.returncode == 0 and (folder / "k8s/web-deployment.yaml").exists(), "the action converts", done)
    expect("::warning file=compose.yaml,line=4" in done.stdout + done.stderr, "findings are annotations", done)
    expect(json.loads(pathlib.Path(steps["report"]).read_text())["version"] == "2.1.0", "the report is SARIF", done)
    folder, done, _ = run(GOOD, {})
    expect(done.returncode == 0 and not (folder / "k8s").exists(), "without an output nothing is written", done)
    expect(run(WRONG, {"output": "k8s/"})[1].returncode == 1, "errors fail the step")
    expect(run(GOOD, {"arguments": "--strict\n"})[1].returncode == 1, "arguments are passed on")
    expect(run(GOOD, {"output": "k8s/", "up-to-date": "true"})[1].returncode == 1, "missing manifests are not up to date")

    def lock(folder):
        pinned = f"services:\n  web:\n    image: nginx:1.29@{DIGEST}\n"
        (folder / "compose.yaml").write_text(pinned)
        (folder / "compose.images.yaml").write_text(pinned)

    folder, done, _ = run(GOOD, {"output": "k8s/", "check-lock": "true"}, lock)
    expect(done.returncode == 0 and DIGEST in (folder / "k8s/web-deployment.yaml").read_text(), "the lock is used", done)
    expect(run(GOOD, {"output": "k8s/", "check-lock": "true"})[1].returncode == 1, "a missing lock fails the step")


DOCKER = """#!/bin/bash
echo "$*" >>"$HOME/docker-calls"
while [ $# -gt 0 ]; do
  [ "$1" != --metadata-file ] || echo '{"web": {"containerimage.digest": "%s", "image.name": "r.io/a/shop-web:1,r.io/a/shop-web:2"}}' >"$2"
  shift
done
"""


def azure():
    text = (TOP / "azure-pipelines/compose-release.yml").read_text()
    template = yaml.safe_load(text)
    defaults = {given["name"]: given["default"] for given in template["parameters"]}
    install, convert, publish = template["steps"]

    def say(value):
        # Azure writes a boolean parameter so, however its default is written.
        return {"true": "True", "false": "False"}.get(str(value), str(value))

    def run(compose, given):
        folder = fresh(compose)
        parameters = defaults | given
        tools = folder / "tools"
        tools.mkdir()
        (tools / "docker").write_text(DOCKER % DIGEST)
        (tools / "docker").chmod(0o755)

        def value(text):
            text = re.sub(r"\$\{\{ join\('(.)', parameters\.(\w+)\) \}\}", lambda m: m.group(1).join(parameters[m.group(2)]), text)
            return re.sub(r"\$\{\{ parameters\.(\w+) \}\}", lambda m: say(parameters[m.group(1)]), text)

        state = {"AGENT_TEMPDIRECTORY": str(folder / "agent"), "PATH": f"{tools}:{os.environ['PATH']}"}
        for step in (install, convert):
            expect("${{" not in step["bash"], "values do not belong into scripts")
            env = state | {name: value(text) for name, text in step["env"].items()}
            expect("${{" not in "".join(env.values()), f"an expression that the test does not know: {env}")
            done = bash(step["bash"], folder, env, words=())
            if done.returncode != 0:
                break
        return folder, done

    folder, done = run(BUILT, {"output": "out/", "registry": "r.io/a", "tags": ["1", "2"], "files": ["compose.yaml"]})
    expect(done.returncode == 0, "the template builds, pins and converts", done)
    calls = (folder / "docker-calls").read_text()
    expect(calls.startswith("buildx bake -f") and "--push" in calls, "images are built", done)
    bake = json.loads((folder / "agent/compose2k8s/bake.json").read_text())
    expect(bake["target"]["web"]["tags"] == ["r.io/a/shop-web:1", "r.io/a/shop-web:2"], "all tags are pushed", done)
    expect(f"r.io/a/shop-web:2@{DIGEST}" in (folder / "out/web-deployment.yaml").read_text(), "the last tag is run, pinned", done)
    folder, done = run(GOOD, {"output": "out/", "lock": False})
    expect(done.returncode == 0 and not (folder / "docker-calls").exists(), "without builds there is no docker", done)
    expect("##vso[task.logissue type=warning" in done.stdout + done.stderr, "findings are issues of the log", done)
    expect(run(GOOD, {"output": "out/", "lock": False, "arguments": ["--strict"]})[1].returncode == 1, "arguments are passed on")
    expect(publish["publish"] == "${{ parameters.output }}", "the manifests are published")


def gitlab():
    job = yaml.safe_load((TOP / "gitlab/compose2k8s.yml").read_text())[".compose2k8s"]

    def run(compose, given):
        folder = fresh(compose)
        variables = job["variables"] | given
        variables["CARGO_HOME"] = str(folder / "cargo")
        script = "\n".join(job["before_script"] + job["script"])
        return folder, bash(script, folder, variables)

    folder, done = run(GOOD, {"COMPOSE2K8S_FILES": "compose.yaml"})
    expect(done.returncode == 0 and (folder / "manifests/web-deployment.yaml").exists(), "the job converts", done)
    expect((folder / "compose2k8s.sarif").exists(), "the job reports", done)
    folder, done = run(GOOD, {"COMPOSE2K8S_TO": "swarm", "COMPOSE2K8S_ARGUMENTS": "--stack-name x"})
    expect(done.returncode == 0 and (folder / "manifests/stack.yaml").exists(), "arguments are passed on", done)
    expect(run(WRONG, {})[1].returncode == 1, "errors fail the job")
    expect(run(GOOD, {"COMPOSE2K8S_CHECK_LOCK": "true"})[1].returncode == 1, "a missing lock fails the job")


with tempfile.TemporaryDirectory() as WORK:
    for service in (github, azure, gitlab):
        service()
        print(f"{service.__name__}: the scripts do what they promise")
