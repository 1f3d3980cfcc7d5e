"""What the page types tell others."""

from django.dispatch import Signal

page_written = Signal()
"""Sent inside the transaction when a page was written in full (published, or saved directly), its children included.

Arguments: ``instance`` and ``address_changed`` (whether its path, and so its descendants', is another one now).
A draft being saved does not send it: Wagtail then writes only its bookkeeping columns.
"""

place_hidden = Signal()
"""Sent inside the transaction when a page, or a draft of it, is stored with a confidential place: whoever keeps a copy empties it.

Arguments: ``page`` and ``points``, the ids of a service's confidential delivery points (empty for the other types).
"""
