"""Text as XML may hold it: people paste control characters without seeing them, and one of them breaks a whole feed or file."""

import re

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What XML 1.0 does not allow (2.2, Char), lone surrogates aside: no database of ours stores them."""


def xml_text(text: str) -> str:
    """The text without characters that XML 1.0 forbids, such as the vertical tab that word processors write for a line break."""
    return _FORBIDDEN.sub("", text)
