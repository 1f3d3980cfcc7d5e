"""What media tell others."""

from django.dispatch import Signal

picture_changed = Signal()
"""Sent when an editor saved a picture that was there before (its file, its words or its focus may be others, and with them the
addresses of its renditions), and when further sizes of it have been drawn. Argument: ``instance``."""
