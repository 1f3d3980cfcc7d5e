"""Whom the portal speaks to: three entrances, each with its own tone, front page and human contact."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionKind(models.TextChoices):
    """Whose section it is."""

    FAMILIES = "families", _("Families")
    YOUTH = "youth", _("Young people")
    PROFESSIONALS = "professionals", _("Professionals")
