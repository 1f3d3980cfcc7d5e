"""Runs a command with an Elasticsearch of its own: ``python -m tests.servers.elasticsearch [--nodes N] COMMAND [ARGUMENT ...]``.

The command finds it in ELASTICSEARCH_URL (several nodes by commas). Its exit code is ours; SKIPPED when the server cannot be had here.
For development and tests only: no security, nothing but the server's core, and the index goes with it.
"""

import argparse
import os
import signal
import subprocess
import sys
from types import FrameType

from scripts.messages import SKIPPED
from tests.servers.elasticsearch.cluster import running
from tests.servers.elasticsearch.home import ServerMissingError


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.servers.elasticsearch", description=__doc__)
    parser.add_argument("--nodes", type=int, choices=range(1, 4), default=1, help="nodes of the cluster")
    parser.add_argument("--optimised", action="store_true", help="slower to start, faster later: for measurements")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("no command")
    try:
        with running(options.nodes, optimised=options.optimised) as nodes:
            return _run(options.command, ",".join(node.url for node in nodes))
    except ServerMissingError as error:
        print(f"Elasticsearch is missing: {error}", file=sys.stderr)
        return SKIPPED


def _run(command: list[str], url: str) -> int:
    process = subprocess.Popen(command, env={**os.environ, "ELASTICSEARCH_URL": url})  # noqa: S603 (the caller's command)

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if number != signal.SIGINT:  # Ctrl-C reaches the command by itself
            process.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, pass_on)  # the command ends in its own way, and the server after it
    return process.wait()


if __name__ == "__main__":
    sys.exit(main())
