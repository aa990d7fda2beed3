#!/usr/bin/env python3
"""Reads all YAML files below the given paths with PyYAML; prints those that it refuses."""
import pathlib
import sys

import yaml

refused = 0
for argument in sys.argv[1:]:
    path = pathlib.Path(argument)
    for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
        try:
            list(yaml.safe_load_all(file.read_bytes()))
        except yaml.YAMLError as error:
            print(f"{file}: {error}")
            refused += 1
sys.exit(refused > 0)
