#!/usr/bin/env python3
"""Validates all manifests below the given folders with kubernetes-validate, strictly; prints what it refuses."""
import pathlib
import sys

import kubernetes_validate
import yaml

VERSION = "1.36"
# Kinds of custom resources, of which kubernetes-validate has no schemas.
CUSTOM = ("gateway.networking.k8s.io/", "kustomize.config.k8s.io/", "monitoring.coreos.com/")

refused = 0
for folder in sys.argv[1:]:
    for file in sorted(pathlib.Path(folder).rglob("*.yaml")):
        for document in yaml.safe_load_all(file.read_bytes()):
            if not document or document.get("apiVersion", "").startswith(CUSTOM):
                continue
            try:
                kubernetes_validate.validate(document, VERSION, strict=True)
            except Exception as error:  # the library raises several unrelated kinds
                print(f"{file}: {error}")
                refused += 1
sys.exit(refused > 0)
