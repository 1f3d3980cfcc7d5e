"""The runner of the tests' own Elasticsearch, and that all its versions agree."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from importlib.metadata import version as installed
from pathlib import Path

import pytest
import yaml

from scripts.messages import SKIPPED
from search.engines.elasticsearch_client import VERSION
from tests.servers.elasticsearch import home
from tests.servers.elasticsearch.home import ServerMissingError

ROOT = Path(__file__).parents[2]
RUNNER = (sys.executable, "-m", "tests.servers.elasticsearch")


def test_it_needs_only_the_packages_of_the_demo() -> None:
    """`make demo-elasticsearch` in a bare clone: the development packages are not there."""
    for_development = _locked("dev") - _locked("base")
    modules = [name for name, packages in packages_distributions().items() if {_plain(one) for one in packages} <= for_development]
    assert {"pytest", "playwright", "mypy"} <= set(modules)
    code = f"import sys; sys.modules.update(dict.fromkeys({modules!r})); import scripts.demo, tests.servers.elasticsearch.__main__"
    done = subprocess.run((sys.executable, "-c", code), capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603 (our own)
    assert (done.returncode, done.stderr) == (0, "")


def _locked(mode: str) -> set[str]:
    text = (ROOT / "requirements" / f"{mode}.txt").read_text(encoding="utf-8")
    return {_plain(found) for found in re.findall(r"^([\w.\-]+)(?:\[[^]]*\])?==", text, re.MULTILINE)}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_without_java_it_names_what_to_install(tmp_path: Path) -> None:
    command = (*RUNNER, sys.executable, "-c", "print('ran')")
    done = subprocess.run(command, env={**os.environ, "PATH": str(tmp_path)}, capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603
    assert (done.returncode, done.stdout) == (SKIPPED, "")
    assert "default-jdk-headless maven" in done.stderr


def test_without_maven_nothing_half_made_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(home, "_ROOT", tmp_path / "elasticsearch")
    with pytest.raises(ServerMissingError, match=r"mvn is not installed; .*default-jdk-headless maven"):
        home.server_home()
    assert [path.name for path in (tmp_path / "elasticsearch").iterdir()] == ["fetch.lock"]


@pytest.mark.parametrize("arguments", [(), ("--nodes", "9", "true")])
def test_nonsense_is_refused(arguments: tuple[str, ...]) -> None:
    done = subprocess.run((*RUNNER, *arguments), capture_output=True, text=True, check=False, cwd=ROOT)  # noqa: S603 (our own)
    assert done.returncode == 2
    assert "usage" in done.stderr


def test_tests_compose_client_and_check_speak_of_the_same_version() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert services["elasticsearch"]["image"] == f"elasticsearch:{home.version()}"
    assert {home.version().partition(".")[0], installed("elasticsearch").partition(".")[0]} == {VERSION}
