#!/usr/bin/env python3
"""Runs the binary as `kompose`, with the command lines that other tools have for it, and does with the
result what they do next: Azure's KubernetesManifest@1, GitHub's Azure/k8s-bake, `skaffold init`.

usage: kompose_pipelines.py BINARY

The projects are three of our fixtures and, where ../shared/corpus is there, three real ones. What is
written must be read by PyYAML, and by kubectl and kubernetes-validate where they are installed.
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

try:
    import kubernetes_validate
except ImportError:
    kubernetes_validate = None

TOP = pathlib.Path(__file__).resolve().parent.parent
FIXTURES = ["shop", "one-shot-migration", "php-and-nginx"]
CORPUS = ["awesome-nginx-golang-postgres", "awesome-react-express-mysql", "awesome-gitea-postgres"]
NAMES = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
WORKLOADS = {"Deployment", "DaemonSet", "StatefulSet", "Job", "CronJob", "Pod", "ReplicaSet"}


def projects():
    corpus = pathlib.Path(os.environ.get("CORPUS", TOP.parent / "shared" / "corpus"))
    folders = [TOP / "fixtures" / "cases" / name for name in FIXTURES]
    if corpus.is_dir():
        folders += [corpus / name for name in CORPUS]
    else:
        print("skipped: ../shared/corpus is not here")
    for folder in folders:
        compose = next((folder / name for name in NAMES if (folder / name).is_file()), None)
        assert compose, f"{folder} has no Compose file"
        yield folder, compose.name


def run(kompose, words, folder):
    """As the tools start it: found on the PATH, any output on the standard error is no failure."""
    environment = {"PATH": f"{kompose.parent}:/usr/bin:/bin", "HOME": "/nonexistent"}
    ran = subprocess.run(
        ["kompose", *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, timeout=60, check=False, executable=str(kompose),
    )
    assert ran.returncode == 0, f"kompose {' '.join(words)}: {ran.returncode}\n{ran.stderr}"
    return ran


def check(documents, text):
    """Objects that an API server knows."""
    assert documents, "nothing was written"
    for document in documents:
        name = f"{document.get('kind')}/{document.get('metadata', {}).get('name')}"
        if kubernetes_validate and "gateway" not in document["apiVersion"]:
            kubernetes_validate.validate(document, "1.36", strict=True)
        assert not name.endswith("/None"), document
    if shutil.which("kubectl"):
        # Decodes the objects as `kubectl apply -f` does, and needs no cluster.
        subprocess.run(
            ["kubectl", "label", "--local", "-f", "-", "read=yes", "-o", "name"],
            input=text, text=True, check=True, capture_output=True,
        )


def azure(kompose, folder, compose, temporary):
    """`kompose convert -f FILE -o AGENT_TEMP/baked-template-UUID.yaml`; then every document with a kind
    is read, the images of workloads are replaced by name, and all are written anew."""
    baked = temporary / "baked-template-0b0c9d3e-9f0a-4b5c-8a55-1f2e3d4c5b6a.yaml"
    run(kompose, ["convert", "-f", str(folder / compose), "-o", str(baked)], temporary)
    documents = [it for it in yaml.safe_load_all(baked.read_text()) if it and it.get("kind")]
    images = set()
    for document in documents:
        if document["kind"] not in WORKLOADS:
            continue
        spec = document["spec"]
        spec = spec.get("jobTemplate", {}).get("spec", spec)
        pod = spec.get("template", {}).get("spec", spec)
        for container in pod["containers"] + pod.get("initContainers", []):
            name = re.split(r"[:@]", container["image"])[0]
            images.add(name)
            container["image"] = f"{name}:42"
    assert images, "no workload has an image that a release could replace"
    text = "\n---\n".join(yaml.safe_dump(json.loads(json.dumps(it))) for it in documents)
    check(documents, text)
    return len(documents)


def bake(kompose, folder, compose, temporary):
    """`kompose convert -f FILE -o RUNNER_TEMP/baked-template-TIME.yaml`, with the file as it is written
    in the workflow; then `kubectl apply -f` of the file."""
    baked = temporary / "baked-template-1763913600000.yaml"
    run(kompose, ["convert", "-f", compose, "-o", str(baked)], folder)
    text = baked.read_text()
    check([it for it in yaml.safe_load_all(text) if it], text)
    assert not [it for it in temporary.iterdir() if it != baked], "more was written than the file"


def skaffold(kompose, folder, compose, temporary):
    """`kompose convert -f FILE` in the current folder; then every YAML or JSON file with apiVersion,
    kind and metadata is a manifest, and every value of a key `image` must be a string."""
    work = temporary / "work"
    shutil.copytree(folder, work, symlinks=True)
    before = {it for it in work.rglob("*")}
    said = run(kompose, ["convert", "-f", compose], work).stderr
    created = re.findall(r'^INFO Kubernetes file "(.*)" created$', said, re.MULTILINE)
    written = sorted(str(it.relative_to(work)) for it in work.rglob("*") if it not in before)
    assert written == sorted(created), f"{written} but {created}"
    images = set()
    for name in written:
        document = yaml.safe_load((work / name).read_text())
        assert {"apiVersion", "kind", "metadata"} <= document.keys(), name
        assert name == f"{document['metadata']['name']}-{document['kind'].lower()}.yaml", name
        images |= set(images_of(document))
    assert images, "no manifest has an image"


def images_of(value):
    if isinstance(value, list):
        for item in value:
            yield from images_of(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key == "image":
                assert isinstance(item, str), item
                yield item
            else:
                yield from images_of(item)


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        kompose = pathlib.Path(name) / "bin" / "kompose"
        kompose.parent.mkdir()
        kompose.symlink_to(binary)
        for folder, compose in projects():
            for tool in (azure, bake, skaffold):
                temporary = pathlib.Path(tempfile.mkdtemp(dir=name))
                objects = tool(kompose, folder, compose, temporary)
                if objects:
                    print(f"{folder.name}: {objects} objects")
    for name, found in [("kubectl", shutil.which("kubectl")), ("kubernetes-validate", kubernetes_validate)]:
        if not found:
            print(f"skipped: there is no {name}")


main()
