"""The read model: what is public now. Lists, search, API and feeds read here and never load pages.

Rows are written only by ``portal.catalogue.writer``, in the transaction that publishes, and can be rebuilt from the pages.
"""

from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.listings.kinds import Kind
from portal.listings.listing import Listing

ANYWHERE = "*"
"""Value of the municipality facet for what serves the whole country."""


class CatalogueEntry(models.Model):
    """One listing in one language, and the search engines' outbox.

    A row whose ``pending`` is set has a version that the engines have not got yet; a row whose ``removed`` is set is a
    tombstone: it is no longer public, and goes when the engines have forgotten it.
    """

    listing_id = models.UUIDField()
    lang = models.CharField(max_length=10)
    page_id = models.BigIntegerField(db_index=True)
    """Primary key of the page; no foreign key, so a tombstone outlives its page."""
    kind = models.CharField(max_length=20)
    subtype = models.CharField(max_length=20, blank=True)
    path = models.CharField(max_length=1000, db_index=True)
    """Path of the public page, with the language's prefix."""
    title = models.CharField(max_length=255)
    sort_title = models.CharField(max_length=255)
    """Title as a key that sorts in Finnish order on every database; see ``portal.catalogue.sorting``."""
    external_id = models.CharField(max_length=100, blank=True, db_index=True)
    organisation_id = models.UUIDField(null=True, db_index=True)
    place_id = models.UUIDField(null=True, db_index=True)
    """Listing id of the meeting place it happens at."""
    is_primary = models.BooleanField(default=False)
    """Whether it is in the default language: lists count each listing once."""
    is_current = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    is_free = models.BooleanField(null=True)
    is_online = models.BooleanField(default=False)
    is_crisis = models.BooleanField(default=False)
    round_the_clock = models.BooleanField(default=False)
    over_from = models.DateTimeField(null=True)
    """Of an event: from when on it is over (``portal.catalogue.ended.over_from``)."""
    age_min = models.PositiveSmallIntegerField(null=True)
    age_max = models.PositiveSmallIntegerField(null=True)
    first_published = models.DateTimeField(null=True, db_index=True)
    modified = models.DateTimeField(null=True, db_index=True)
    """The listing's own moments, for what lists the newest: feeds and mails of news."""
    data = models.TextField()
    """The Listing as JSON."""
    version = models.PositiveBigIntegerField(default=1)
    """Grows with every write (microseconds since the epoch, unless writes came faster); an engine's receipt counts only for the
    version it got."""
    pending = models.BooleanField(default=True)
    removed = models.BooleanField(default=False)
    written_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("catalogue entry")
        verbose_name_plural = _("catalogue entries")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("listing_id", "lang"), name="one_entry_per_language")]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=("kind", "removed", "sort_title"), name="entry_by_kind"),
            models.Index(fields=("removed", "version", "id"), name="entry_versions"),  # portal.catalogue.memory reads them alone
            # Neither database looks a bare boolean up in an index of all rows: each publication would read the whole table.
            models.Index(fields=("-version", "id"), condition=models.Q(pending=True), name="entry_pending"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.title} ({self.lang})"

    @cached_property
    def listing(self) -> Listing:
        """The Listing as it was published."""
        return Listing.stored(self.data)

    @property
    def kind_value(self) -> Kind:
        """The kind as a value."""
        return Kind(self.kind)


class EntryFacet(models.Model):
    """One value by which an entry can be filtered: municipality, topic, audience, age_band, language, …"""

    entry = models.ForeignKey(CatalogueEntry, on_delete=models.CASCADE, related_name="facets")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("facet")
        verbose_name_plural = _("facets")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("entry", "name", "value"), name="one_facet_value")]
        indexes: ClassVar[list[Any]] = [models.Index(fields=("name", "value"), name="facet_by_value")]

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


class Occurrence(models.Model):
    """One date of a listing in the next 18 months. Only current and example listings with trusted times have any."""

    uid = models.UUIDField(unique=True)
    """Stable: the same in the API and in calendars, also when the date moves."""
    listing_id = models.UUIDField()
    point_id = models.CharField(max_length=64, blank=True)
    """Delivery point of a service, or empty."""
    start = models.DateTimeField()
    end = models.DateTimeField(null=True)
    all_day = models.BooleanField(default=False)
    status = models.CharField(max_length=10)
    note = models.CharField(max_length=250, blank=True)
    moved_from = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=("start",), name="occurrence_by_start"),
            models.Index(fields=("listing_id", "start"), name="occurrence_of_listing"),
        ]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.start:%Y-%m-%d %H:%M}"


class OutdatedPage(models.Model):
    """A page whose listings repeat what has changed elsewhere and are still to be rewritten (``portal.catalogue.dependents``).

    A page may have several rows: a change adds its own, so that nobody who rewrites the page meanwhile can forget it.
    """

    page_id = models.BigIntegerField()
    """No foreign key: the page may be gone by then."""

    def __str__(self) -> str:
        return str(self.page_id)


class Renewal(models.Model):
    """When the occurrences were last rolled forward (one row)."""

    rolled_on = models.DateField()

    def __str__(self) -> str:
        return str(self.rolled_on)
