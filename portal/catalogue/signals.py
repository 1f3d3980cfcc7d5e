"""What the catalogue tells others."""

from django.dispatch import Signal

catalogue_changed = Signal()
"""Sent after commit when entries were written or removed. Search engines drain the outbox on it."""
