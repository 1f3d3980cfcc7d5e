"""Nodes of a genuine Elasticsearch, each a Java process of this one: they end when it ends, however that happens."""

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

from scripts.serving import free_ports
from tests.servers.elasticsearch.home import REMEDY, ServerMissingError, server_home

_STARTING_SECONDS = 90
_STOPPING_SECONDS = 20
_JAVA = ("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Djava.awt.headless=true", "-Dlog4j2.disable.jmx=true")
_QUICK_START = ("-XX:TieredStopAtLevel=1",)
"""Code is compiled once and plainly: half the processor time of a start."""
_MEMORY = Path("/dev/shm")  # noqa: S108 (the folder within it is ours alone)
_ENOUGH_BYTES = 2**30
_NOT_ON_DEVELOPERS_DISKS = ("cluster.routing.allocation.disk.threshold_enabled=false",)
"""A full disk must not make the tests' indices read-only."""


@dataclass(slots=True)
class Node:
    """One node: its HTTP port on this machine, its process, and what it says."""

    name: str
    port: int
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """Its address without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    def request(self, method: str, path: str, body: object = None) -> Any:
        """Ask the node without a client library. Raises OSError when nobody answers, ValueError for an answer other than 2xx."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            content = None if body is None else json.dumps(body)
            connection.request(method, path, body=content, headers={"Content-Type": "application/json"})
            answer = connection.getresponse()
            said = answer.read()
        except HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        if not 200 <= answer.status < 300:
            raise ValueError(f"{answer.status}: {said.decode()}")
        return json.loads(said)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._wait()

    def stop(self) -> None:
        """End it in order."""
        self.process.terminate()
        self._wait()

    def _wait(self) -> None:
        try:
            self.process.wait(timeout=_STOPPING_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


@contextmanager
def running(nodes: int = 1, *, optimised: bool = False) -> Iterator[tuple[Node, ...]]:
    """So many nodes of one cluster while the block lasts, ready to be asked.

    :param optimised: code that is asked often gets fast, as on a real server; starting takes twice the time.
    :raises ServerMissingError: the server cannot be had here.
    :raises RuntimeError: it does not start; with its own words.
    """
    home = server_home()
    with ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(prefix="elasticsearch-", dir=_quick_folder(), ignore_cleanup_errors=True)
        folder = Path(stack.enter_context(temporary))
        ports = free_ports(2 * nodes)
        names = [f"node{number}" for number in range(1, nodes + 1)]
        seeds = ",".join(f"127.0.0.1:{port}" for port in ports[nodes:])
        together: tuple[str, ...] = ("discovery.type=single-node",)
        if nodes > 1:
            together = (f"discovery.seed_hosts={seeds}", f"cluster.initial_master_nodes={','.join(names)}")
        started = []
        for number, name in enumerate(names):
            settings = (
                f"node.name={name}",
                f"http.port={ports[number]}",
                f"transport.port={ports[nodes + number]}",
                f"path.data={folder / name}",
                f"path.logs={folder / 'logs' / name}",
                "cluster.name=tests",
                *together,
                *_NOT_ON_DEVELOPERS_DISKS,
            )
            options = _JAVA if optimised else (*_JAVA, *_QUICK_START)
            node = _start(home, name, ports[number], options, settings, folder / f"{name}.log")
            stack.callback(node.stop)
            started.append(node)
        for node in started:
            _await(node, nodes)
        yield tuple(started)


def _start(home: Path, name: str, port: int, options: tuple[str, ...], settings: tuple[str, ...], log: Path) -> Node:
    java = shutil.which("java")
    if java is None:
        raise ServerMissingError(f"java is not installed; {REMEDY}")
    command = (java, *options, "-cp", f"{home / 'classes'}:{home / 'lib'}/*", "Launcher", str(home), *settings)
    with log.open("wb") as output:
        # Its standard input closes when we end, even by force, and so it ends, too; Ctrl-C in the terminal is not for it.
        process = subprocess.Popen(  # noqa: S603 (our own command)
            command, stdin=subprocess.PIPE, stdout=output, stderr=subprocess.STDOUT, start_new_session=True
        )
    return Node(name, port, process, log)


def _await(node: Node, nodes: int) -> None:
    deadline = time.monotonic() + _STARTING_SECONDS
    while time.monotonic() < deadline and node.process.poll() is None:
        try:
            node.request("GET", f"/_cluster/health?wait_for_nodes={nodes}&timeout=5s")
        except (OSError, ValueError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"Elasticsearch did not start:\n{node.log.read_text(errors='replace')[-4000:]}")


def _quick_folder() -> Path | None:
    """Memory where there is enough of it, because every change of an index waits for the disk; else the usual temporary folder."""
    if os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH_BYTES:
        return _MEMORY
    return None
