"""The scheduler process: it runs jobs, and SIGTERM ends it at once and cleanly."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError

from portal.jobs import scheduler


def test_a_database_that_is_away_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 1:
            raise OperationalError("gone")
        stop.set()

    monkeypatch.setattr(scheduler, "run_due", look)
    monkeypatch.setattr(scheduler, "close_old_connections", lambda: None)
    scheduler.loop(stop, tick=0.01)
    assert len(looks) == 2


def test_sigterm_ends_the_process_cleanly(tmp_path: Path) -> None:
    """Its database has no tables: it says so, goes on, and ends when told."""
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATA_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}",
    }
    command = [sys.executable, "manage.py", "scheduler", "--tick", "60"]
    with subprocess.Popen(  # noqa: S603 (our own command)
        command, env=environment, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            assert "The scheduler runs" in process.stdout.readline()
            time.sleep(0.2)
            process.send_signal(signal.SIGTERM)
            _output, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "goes on trying" in errors
