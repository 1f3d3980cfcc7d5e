"""The server's folder, laid out as its distribution is, from the jars that pom.xml names. Made once, under var/ of the clone."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_HERE = Path(__file__).parent
_SOURCES = ("pom.xml", "Launcher.java", "plugin-descriptor.properties")
_ROOT = _HERE.parents[2] / "var" / "elasticsearch"
_MODULE_JARS = ("netty-*.jar", "transport-netty4-*.jar")
"""What belongs into the module: no jar may stand in it and on the class path."""
_FETCH_SECONDS = 300
REMEDY = "install Java 17 or newer and Maven (Debian, Ubuntu: apt-get install default-jdk-headless maven)"


class ServerMissingError(RuntimeError):
    """The server cannot be had here; the message says what to install."""


def server_home() -> Path:
    """The folder with ``classes``, ``lib``, ``modules`` and an empty ``config``; the first time takes some 20 seconds.

    :raises ServerMissingError: Java or Maven are missing or too old, or the jars cannot be fetched.
    """
    fingerprint = hashlib.sha256(b"".join((_HERE / name).read_bytes() for name in _SOURCES)).hexdigest()[:16]
    home = _ROOT / fingerprint
    _ROOT.mkdir(parents=True, exist_ok=True)
    with (_ROOT / "fetch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another run may be fetching; closing frees it
        if not home.is_dir():
            for older in _ROOT.iterdir():
                if older.is_dir():
                    shutil.rmtree(older)
            with tempfile.TemporaryDirectory(dir=_ROOT, prefix="fetching-", ignore_cleanup_errors=True) as draft:
                _lay_out(Path(draft) / "home")
                (Path(draft) / "home").rename(home)
    return home


def _lay_out(home: Path) -> None:
    jars = home / "lib"
    module = home / "modules" / "transport-netty4"
    for folder in (jars, module, home / "config", home / "classes"):
        folder.mkdir(parents=True)
    _call("mvn", "--batch-mode", "--quiet", "--file", str(_HERE / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={jars}")
    for pattern in _MODULE_JARS:
        for jar in jars.glob(pattern):
            jar.rename(module / jar.name)
    descriptor = (_HERE / "plugin-descriptor.properties").read_text(encoding="utf-8")
    (module / "plugin-descriptor.properties").write_text(descriptor.replace("{version}", version()), encoding="utf-8")
    _call("javac", "--release", "17", "-cp", f"{jars}/*", "-d", str(home / "classes"), str(_HERE / "Launcher.java"))


def version() -> str:
    """The server's version as pom.xml has it, e.g. 8.19.21."""
    found = re.search(r"<elasticsearch\.version>([\d.]+)<", (_HERE / "pom.xml").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("pom.xml names no elasticsearch.version")
    return found[1]


def _call(tool: str, *arguments: str) -> None:
    path = shutil.which(tool)
    if path is None:
        raise ServerMissingError(f"{tool} is not installed; {REMEDY}")
    try:
        done = subprocess.run((path, *arguments), capture_output=True, text=True, check=False, timeout=_FETCH_SECONDS)  # noqa: S603 (our own)
    except subprocess.TimeoutExpired as error:
        raise ServerMissingError(f"{tool} took longer than {_FETCH_SECONDS} seconds to fetch the server's jars") from error
    if done.returncode:
        raise ServerMissingError(f"{tool} failed; {REMEDY}. It said: {(done.stdout + done.stderr).strip()[-600:]}")
