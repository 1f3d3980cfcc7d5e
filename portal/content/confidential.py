"""Confidential places, e.g. shelters: only the municipality may be stored."""

from django.utils.translation import gettext_lazy as _

CONFIDENTIAL_MESSAGE = _("The place is confidential: leave this empty, so that it is stored nowhere.")
