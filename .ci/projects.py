"""What the scripts here have in common that look at every fixture and every project of the corpus."""
import csv
import os
import pathlib
import re
import subprocess

import yaml

TOP = pathlib.Path(__file__).resolve().parent.parent
CORPUS = TOP.parent / "shared/corpus"
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/home/tester"}


# In C, where it is built in: the outputs are large.
class Reader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """Reads `=` and `<<` as text, as the readers of Kubernetes do with values."""

    yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":", 1)[1] not in ("value", "merge")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class Project:
    """A folder with Compose files, and the flags that it is loaded with."""

    def __init__(self, name, folder, files, flags):
        self.name, self.folder, self.files, self.flags = name, folder, files, flags

    def arguments(self):
        return [flag for name in self.files for flag in ("-f", name)] + self.flags


def fixtures():
    for folder in sorted((TOP / "fixtures/cases").iterdir()):
        if folder.name.startswith("wrong-"):
            continue
        options = [folder / name for name in ("options.txt", "options.kubernetes.txt")]
        lines = [line for path in options if path.exists() for line in path.read_text().splitlines() if not line.startswith("#")]
        flags, files = " ".join(lines).split(), []
        while "-f" in flags:
            at = flags.index("-f")
            files.append(flags[at + 1])
            del flags[at : at + 2]
        # What a case says about its own form and environments is looked at by its expected files.
        own = {"--format", "--overlay", "--value"}
        flags = [flag for at, flag in enumerate(flags) if not {flag, flags[at - 1] if at else ""} & own]
        override = [name for name in ("compose.override.yaml", "compose.override.yml") if (folder / name).exists()]
        yield Project(f"fixture {folder.name}", folder, files or ["compose.yaml", *override], flags)


def corpus(root):
    with open(root / "INDEX.tsv", newline="") as index:
        rows = [row for row in csv.DictReader(index, delimiter="\t") if row["loads_with_corpus_env"] == "OK"]
    for row in rows:
        top = root / row["project"]
        folder = (top / (row["project_directory"] or ".")).resolve()
        named = row["compose_files(-f order)"].split()
        files = [name if (folder / name).exists() else os.path.relpath(top / name, folder) for name in named]
        flags = []
        if (folder / "corpus.env").exists():
            flags += [flag for name in (".env", "corpus.env") if (folder / name).exists() for flag in ("--env-file", name)]
        if row["profiles"].strip():
            flags += ["--profile", "*"]
        yield Project(row["project"], folder, files, flags)


def projects(root, only):
    found = list(fixtures())
    if (root / "INDEX.tsv").exists():
        found += corpus(root)
    else:
        print(f"skipped: {root} is not here, only the fixtures are looked at")
    return [project for project in found if re.search(only, project.name)]


def run(command, folder):
    try:
        return subprocess.run(command, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 124, b"", b"no answer in 120 s")


def said(result):
    return result.stderr.decode(errors="replace").strip()[-300:]


def objects(text):
    """The documents by kind, namespace and name."""
    found = {}
    for document in yaml.load_all(text, Reader):
        if document:
            metadata = document["metadata"]
            identity = (document["kind"], metadata.get("namespace"), metadata["name"])
            if identity in found:
                raise ValueError(f"{identity} twice")
            found[identity] = document
    return found


def difference(mine, other, path="", names=("first", "second")):
    """The first place where two values differ, or an empty text; `1`, `1.0`, `"1"` and `true` are not the same."""
    if isinstance(mine, dict) and isinstance(other, dict):
        for key in [*mine, *(key for key in other if key not in mine)]:
            if key not in mine or key not in other:
                only, value = (names[0], mine[key]) if key in mine else (names[1], other[key])
                return f"{path}.{key} is only in {only}: {value!r:.80}"
            found = difference(mine[key], other[key], f"{path}.{key}", names)
            if found:
                return found
        return ""
    if isinstance(mine, list) and isinstance(other, list) and len(mine) == len(other):
        found = (difference(a, b, f"{path}[{i}]", names) for i, (a, b) in enumerate(zip(mine, other)))
        return next(filter(None, found), "")
    same = type(mine) is type(other) and mine == other
    return "" if same else f"{path}: {names[0]} {mine!r:.80}, {names[1]} {other!r:.80}"
