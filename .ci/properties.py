#!/usr/bin/env python3
"""Has other people's rules read the manifests of many random projects, in one process.

usage: properties.py FOLDER

FOLDER holds NAME.VERSION.yaml files, as `translate-k8s/tests/properties.rs` writes them. Every object is
validated against the API's schema of its version, strictly, and with the further rules of
`../shared/check/k8s_rules.py` where that is there. Prints what is refused and, last, the counts.
"""
import collections
import multiprocessing
import pathlib
import sys

import kubernetes_validate
import yaml

shared = pathlib.Path(__file__).resolve().parents[2] / "shared" / "check"
sys.path.insert(0, str(shared))
try:
    import k8s_rules
except ImportError:
    k8s_rules = None

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Kinds of custom resources, of which kubernetes-validate has no schemas.
CUSTOM = ("gateway.networking.k8s.io/",)
validators = {}


def validator(document, version):
    """A validator for a kind: reading its schema costs a hundred times more than using it."""
    import re

    import jsonschema
    import referencing
    from kubernetes_validate import utils

    group = re.sub(r"^([^./]*)(?:\.[^/]*)?/", r"\1-", document["apiVersion"])
    key = (document["kind"].lower(), group, version)
    if key not in validators:
        folder = pathlib.Path(utils.__file__).parent / "kubernetes-json-schema" / f"v{version}.0-local-strict"
        definitions = yaml.load((folder / "_definitions.json").read_bytes(), LOADER) if version not in validators else None
        if definitions is not None:
            validators[version] = referencing.Resource.from_contents(definitions)
        schema = yaml.load((folder / f"{key[0]}-{group}.json").read_bytes(), LOADER)
        registry = validators[version] @ (referencing.Resource.from_contents(schema) @ referencing.Registry())
        validators[key] = jsonschema.validators.Draft202012Validator(schema, registry=registry)
    return validators[key]


def read(file):
    version = file.name.split(".")[1].replace("-", ".")
    refused, kinds = [], collections.Counter()
    try:
        documents = [it for it in yaml.load_all(file.read_bytes(), LOADER) if it]
    except yaml.YAMLError as error:
        return [f"{file}: {error}"], kinds
    for document in documents:
        kinds[document["kind"]] += 1
        if document["apiVersion"].startswith(CUSTOM):
            continue
        try:
            error = next(validator(document, version).iter_errors(document), None)
        except OSError:
            # The fast way knows the package's folders; where they have changed, the package itself reads.
            try:
                kubernetes_validate.validate(document, version, strict=True)
                error = None
            except Exception as problem:  # the library raises several unrelated kinds
                error = problem
        if error is not None:
            what = getattr(error, "message", str(error))
            refused.append(f"{file}: {document['kind']}/{document['metadata']['name']}: {what}")
    if k8s_rules:
        for document in documents:
            if document["kind"] == "StatefulSet":
                # Its claims are volumes of its pods, which these rules do not know.
                claims = document["spec"].get("volumeClaimTemplates") or []
                volumes = document["spec"]["template"]["spec"].setdefault("volumes", [])
                volumes += [{"name": claim["metadata"]["name"], "emptyDir": {}} for claim in claims]
        refused += [f"{file}: {problem}" for problem in k8s_rules.check(documents)]
    return refused, kinds


def main():
    files = sorted(pathlib.Path(sys.argv[1]).glob("*.yaml"))
    refused, kinds = [], collections.Counter()
    with multiprocessing.Pool() as pool:
        for problems, counts in pool.imap_unordered(read, files, chunksize=16):
            refused += problems
            kinds += counts
    print("\n".join(refused[:200]))
    objects = sum(kinds.values())
    print(f"{len(files)} projects with {objects} objects read, {len(refused)} refused: {dict(kinds.most_common())}")
    sys.exit(bool(refused) or not objects)


if __name__ == "__main__":
    main()
