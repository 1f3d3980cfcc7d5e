"""What a mail server's refusal means."""

import re
from smtplib import SMTPRecipientsRefused, SMTPResponseException

_NO_MAILBOX = frozenset({550, 551, 553})
"""RFC 5321 4.2.3: mailbox unavailable, user not local, mailbox name not allowed."""
_ENHANCED = re.compile(rb"\b([245]\.\d{1,3}\.\d{1,3})\b")
"""RFC 3463: class, subject and detail. It says more than the code before it: 550 is also sent to whoever may not send."""
_ADDRESS = re.compile(r"5\.1\.\d+|5\.2\.1")
"""Of these the ones about the addressee: a bad address, or a mailbox that takes nothing any more."""


def reply_of(error: Exception) -> str:
    """The codes of a refusal, e.g. "550 5.1.1"; empty when the server gave none. Never its words: they may repeat the address."""
    code, words = _reply(error)
    enhanced = _ENHANCED.search(words)
    return f"{code or ''} {enhanced[1].decode() if enhanced else ''}".strip()


def no_such_mailbox(error: Exception) -> bool:
    """Whether the server has said for good that there is nobody at the address; not when it refuses us, the text, or for now."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    code, words = _reply(error)
    if not 500 <= code < 600:
        return False
    enhanced = _ENHANCED.search(words)
    return bool(_ADDRESS.fullmatch(enhanced[1].decode())) if enhanced else code in _NO_MAILBOX


def _reply(error: Exception) -> tuple[int, bytes]:
    if isinstance(error, SMTPRecipientsRefused) and error.recipients:
        return next(iter(error.recipients.values()))  # a mail has one address
    if isinstance(error, SMTPResponseException):
        return error.smtp_code, error.smtp_error if isinstance(error.smtp_error, bytes) else error.smtp_error.encode()
    return 0, b""
