"""Runs a command with an Elasticsearch of its own: ``python -m tests.servers.elasticsearch [--nodes N] [--data FOLDER] COMMAND ...``.

The command finds it in ELASTICSEARCH_URL (several nodes by commas). Its exit code is ours; SKIPPED when the server cannot be had here.
For development and tests only: no security, nothing but the server's core.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from scripts.messages import SKIPPED
from tests.servers.elasticsearch.cluster import running
from tests.servers.elasticsearch.home import ServerMissingError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.elasticsearch", description=__doc__)
    parser.add_argument("--nodes", type=int, choices=range(1, 4), default=1, help="nodes of the cluster")
    parser.add_argument("--data", type=Path, help="folder that keeps the indices; by default they go with the server")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("no command")
    try:
        with running(options.nodes, options.data) as nodes:
            environment = {**os.environ, "ELASTICSEARCH_URL": ",".join(node.url for node in nodes)}
            try:
                return subprocess.run(options.command, env=environment, check=False).returncode  # noqa: S603 (the caller's command)
            except KeyboardInterrupt:
                return 130
    except ServerMissingError as error:
        print(f"Elasticsearch is missing: {error}", file=sys.stderr)
        return SKIPPED


if __name__ == "__main__":
    sys.exit(main())
