"""Everything in the database that is one organisation's, found by walking the models: new apps are found without being named.

What belongs to it: its pages, people, files, collection and groups; every row that points at one of them; every row that points at
such a row. The rows give the crawl its identifiers and the write fuzz its fingerprint.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model, Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page

from portal.audit.models import AuditEvent

Ids = dict[type[Model], set[Any]]
NOBODYS = {"sessions.session", "wagtailcore.referenceindex", "wagtailsearch.indexentry", "usage.dailyviews"}
"""Tables without owners: written by reading, or derived."""
SHARED = {"wagtailcore.workflow", "wagtailcore.site", "wagtailcore.task", "contenttypes.contenttype", "auth.permission"}
"""Rows of the region that also point at an organisation's; what points at them is not the organisation's for that."""


def roots_of(side: Any) -> Ids:
    """The organisation's own things: pages, people, files, collection, groups."""
    groups = Group.objects.filter(Q(user__in=[person.pk for person in side.people]) | Q(page_permissions__page__in=side.pages))
    pages = {page.pk for page in side.pages}
    return {
        Page: pages,
        get_user_model(): {person.pk for person in side.people},
        get_image_model(): set(get_image_model().objects.filter(collection=side.collection).values_list("pk", flat=True)),
        get_document_model(): set(get_document_model().objects.filter(collection=side.collection).values_list("pk", flat=True)),
        Collection: {side.collection.pk},
        Group: set(groups.values_list("pk", flat=True)),
    }


@dataclass(frozen=True)
class Belongings:
    """What belonged to an organisation when it was looked at."""

    conditions: dict[type[Model], Q]
    rows: Ids

    def labelled(self) -> dict[str, list[str]]:
        """Primary keys as text, by model label, the oldest row first."""
        return {model._meta.label_lower: [str(pk) for pk in sorted(pks)] for model, pks in self.rows.items() if pks}

    def fingerprint(self) -> dict[str, str]:
        """A digest of every row, by model label; rows that have come since count too."""
        return {model._meta.label_lower: _digest(model, condition) for model, condition in self.conditions.items()}


def belongings_of(side: Any) -> Belongings:
    """Walk the models twice: what points at the roots, then what points at that."""
    found = roots_of(side)
    conditions: dict[type[Model], Q] = {}
    for _step in range(2):
        conditions = {model: condition for model in _models() if (condition := _condition(model, found)) is not None}
        for model, condition in conditions.items():
            if model._meta.label_lower not in SHARED:
                found = found | {model: set(model._base_manager.filter(condition).values_list("pk", flat=True))}
    return Belongings(conditions, {model: found[model] for model in conditions if found.get(model)})


def _models() -> Iterator[type[Model]]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in NOBODYS | SHARED:
            yield model


def _condition(model: type[Model], found: Ids) -> Q | None:
    """Which rows of a model belong; None when none can."""
    parts = [Q(pk__in=pks) for root, pks in found.items() if issubclass(model, root) and root in roots_kinds()]
    for field in model._meta.concrete_fields:
        target: Any = field.related_model if field.is_relation else None
        if isinstance(target, type):
            pks = {pk for owner, pks in found.items() if issubclass(target, owner) for pk in pks}
            if pks:
                parts.append(Q(**{f"{field.name}__in": pks}))
    if {"object_id", "base_content_type"} <= {field.name for field in model._meta.concrete_fields}:
        pages = [str(pk) for pk in found[Page]]
        parts.append(Q(object_id__in=pages, base_content_type=ContentType.objects.get_for_model(Page)))
    if model is AuditEvent:
        parts.append(Q(organisation_id__in=found[Page]))
    if not parts:
        return None
    together = Q()
    for part in parts:
        together |= part
    return together


def roots_kinds() -> set[type[Model]]:
    """Models whose rows belong by themselves, not by pointing."""
    return {Page, get_user_model(), get_image_model(), get_document_model(), Collection, Group}


def _digest(model: type[Model], condition: Q) -> str:
    """Of the rows as they are stored, not as the model reads them."""
    pks = list(model._base_manager.filter(condition).values_list("pk", flat=True).order_by("pk"))
    if not pks:
        return ""
    key, table = model._meta.pk, connection.ops.quote_name(model._meta.db_table)
    assert key is not None
    assert key.column is not None
    column = connection.ops.quote_name(key.column)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM {table} WHERE {column} IN ({', '.join(['%s'] * len(pks))}) ORDER BY {column}",  # noqa: S608 (names of our own tables)
            [key.get_db_prep_value(pk, connection) for pk in pks],
        )
        return hashlib.sha256(repr(cursor.fetchall()).encode()).hexdigest()
