"""A listing as Wagtail's manual would have it searched."""

from typing import Any, ClassVar

from django.db import models
from wagtail.search import index


class SearchedListing(index.Indexed, models.Model):
    """Title and text are searched; the kind, the municipality and the price can be filtered by. In a bench's database only."""

    title = models.CharField(max_length=255)
    text = models.TextField()
    kind = models.CharField(max_length=20)
    municipality = models.CharField(max_length=3)
    free = models.BooleanField(null=True)

    search_fields: ClassVar[list[Any]] = [
        index.SearchField("title", boost=2),
        index.SearchField("text"),
        index.FilterField("kind"),
        index.FilterField("municipality"),
        index.FilterField("free"),
    ]

    class Meta:
        app_label = "wagtail_search"

    def __str__(self) -> str:
        return self.title
