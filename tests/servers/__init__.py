"""Servers for the tests, started from wheels, and what to do where one cannot be had."""

import os
from typing import NoReturn


def require_server(name: str, reason: str) -> NoReturn:
    """Skip the test because a server or a tool is missing; on continuous integration (CI set) that is a failure.

    :param name: what is missing, e.g. ``Elasticsearch``; it is named in the closing list of ``make test``.
    :param reason: how to get it.
    """
    import pytest  # here, because the demo on Elasticsearch starts this package's server without the development packages

    message = f"{name} is missing: {reason}"
    if os.environ.get("CI"):
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
