#!/usr/bin/env python3
"""Deploys every project of a corpus whose name begins with a prefix, without tasks and with stand-in images.

usage: samples.py BINARY CORPUS PREFIX, with an engine in a swarm. What the client ignores counts as refused.
"""
import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import yaml

STACK = 'sample'


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def convert(binary, corpus, row, out):
    folder = os.path.normpath(os.path.join(corpus, row['project'], row['project_directory'] or '.'))
    words = [binary, 'convert', '--quiet', '--to', 'swarm', '--stack-name', STACK, '-o', out + '/']
    for file in row['compose_files(-f order)'].split():
        words += ['-f', os.path.relpath(os.path.join(corpus, row['project'], file), folder)]
    if os.path.exists(os.path.join(folder, 'corpus.env')):
        env_files = ['.env', 'corpus.env'] if os.path.exists(os.path.join(folder, '.env')) else ['corpus.env']
        for file in env_files:
            words += ['--env-file', file]
    if row['profiles'].strip():
        words += ['--profile', '*']
    return run(*words, cwd=folder)


def remove():
    run('docker', 'stack', 'rm', STACK)
    for _ in range(40):
        if not run('docker', 'network', 'ls', '-q', '--filter', f'label=com.docker.stack.namespace={STACK}').stdout:
            return
        time.sleep(0.25)


def refusal(binary, corpus, row):
    """Why a project is not deployed, or nothing."""
    with tempfile.TemporaryDirectory() as out:
        said = convert(binary, corpus, row, out)
        if said.returncode:
            return 'convert: ' + said.stderr
        with open(out + '/stack.yaml', encoding='utf-8') as file:
            stack = yaml.safe_load(file)
        idle = {name: {'image': 'keys/box:1', 'deploy': {'replicas': 0}} for name, service in stack['services'].items()
                if service['deploy'].get('mode') != 'global'}
        with open(out + '/idle.yaml', 'w', encoding='utf-8') as file:
            json.dump({'version': stack['version'], 'services': idle}, file)
        made = [network['name'] for network in stack['networks'].values()
                if network.get('external') and network['name'] not in ('host', 'bridge')]
        for network in made:
            run('docker', 'network', 'create', '--driver', 'overlay', network)
        said = run('docker', 'stack', 'deploy', '--resolve-image', 'never', '-c', out + '/stack.yaml', '-c', out + '/idle.yaml', STACK)
        remove()
        for network in made:
            run('docker', 'network', 'rm', network)
        return 'deploy: ' + said.stderr if said.returncode or 'gnoring' in said.stderr else None


def main():
    binary, corpus, prefix = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    with open(os.path.join(corpus, 'INDEX.tsv'), encoding='utf-8', newline='') as file:
        rows = [row for row in csv.DictReader(file, delimiter='\t')
                if row['project'].startswith(prefix) and row['loads_with_corpus_env'] == 'OK']
    refused = [(row['project'], why) for row in rows if (why := refusal(binary, corpus, row))]
    for project, why in refused:
        print(project, why.strip()[:300])
    print(f'{len(rows) - len(refused)} of {len(rows)} projects {prefix}* are deployed')
    sys.exit(bool(refused))


if __name__ == '__main__':
    main()
