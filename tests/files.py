"""Files as a browser gets them."""

from typing import Any


def received(response: Any) -> bytes:
    """The whole body. Reading a streamed one to its end closes its file.

    ``response.close()`` would also close the database's connection, as the end of a real request does, and with it the test's transaction.
    """
    return b"".join(response.streaming_content) if response.streaming else bytes(response.content)
