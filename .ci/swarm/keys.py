#!/usr/bin/env python3
"""Deploys one service for each attribute, and compares what the engine has made of it with what is expected.

usage: keys.py BINARY, with an engine in a swarm; fixtures/swarm/keys holds the project and the expectations.
"""
import json
import os
import subprocess
import sys
import tempfile

import yaml

FIXTURE = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../../fixtures/swarm/keys')
STACK = 'keys'


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def at(spec, path):
    """What stands at a dotted path; nothing, an empty list and an empty map are the same to the engine."""
    for part in path.split('.'):
        if isinstance(spec, list):
            spec = spec[int(part)] if int(part) < len(spec) else None
        else:
            spec = (spec or {}).get(part)
    return spec or None if not isinstance(spec, (int, bool)) else spec


def differences(services, expected):
    for name, paths in expected.items():
        spec = services.get(f'{STACK}_{name}')
        if spec is None:
            yield f'{name}: there is no such service'
            continue
        for path, want in paths.items():
            got = at(spec, path)
            if got != want and not (path.endswith('Mode.Global') and got is None):
                yield f'{name}: {path} is {json.dumps(got)}, not {json.dumps(want)}'


def main():
    binary = os.path.abspath(sys.argv[1])
    with open(os.path.join(FIXTURE, 'expected.yaml'), encoding='utf-8') as file:
        expected = yaml.safe_load(file)
    with open(os.path.join(FIXTURE, 'compose.yaml'), encoding='utf-8') as file:
        written = yaml.safe_load(file)['services']
    if set(written) != set(expected):
        sys.exit(f'the project and the expectations differ in {sorted(set(written) ^ set(expected))}')
    with tempfile.TemporaryDirectory() as out:
        said = run(binary, 'convert', '--quiet', '--to', 'swarm', '-o', out + '/', cwd=FIXTURE, env={**os.environ, 'KEYS_TOKEN': 'token'})
        if said.returncode:
            sys.exit('convert: ' + said.stderr)
        try:
            said = run('docker', 'stack', 'deploy', '--resolve-image', 'never', '-c', out + '/stack.yaml', STACK)
            if said.returncode:
                sys.exit('docker stack deploy: ' + said.stderr)
            names = run('docker', 'stack', 'services', '-q', STACK).stdout.split()
            specs = [service['Spec'] for service in json.loads(run('docker', 'service', 'inspect', *names).stdout)]
        finally:
            run('docker', 'stack', 'rm', STACK)
    wrong = list(differences({spec['Name']: spec for spec in specs}, expected))
    for line in wrong:
        print(line)
    print(f'{len(expected) - len({line.split(":")[0] for line in wrong})} of {len(expected)} attributes are what the engine should have')
    sys.exit(bool(wrong))


if __name__ == '__main__':
    main()
