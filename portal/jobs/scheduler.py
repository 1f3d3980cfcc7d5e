"""The loop that runs due jobs: a process of its own (``manage.py scheduler``) or a thread of the demo's web server."""

import logging
import threading

from django.db import DatabaseError, close_old_connections

from portal.jobs.runner import run_due

logger = logging.getLogger(__name__)

TICK = 15.0
"""Seconds between two looks at what is due."""


def loop(stop: threading.Event, tick: float = TICK) -> None:
    """Run what is due, again and again, until ``stop`` is set; a job that has begun is finished first.

    A database that cannot be reached is waited for.

    :param tick: seconds between two looks.
    """
    while not stop.is_set():
        close_old_connections()
        try:
            run_due()
        except DatabaseError:
            logger.exception("The scheduler cannot reach the database; it goes on trying.")
        close_old_connections()
        stop.wait(tick)


def start_thread() -> threading.Event:
    """Run the loop in a thread that ends with the process. For servers of one process; returns what stops it."""
    stop = threading.Event()
    threading.Thread(target=loop, args=(stop,), name="scheduler", daemon=True).start()
    return stop
