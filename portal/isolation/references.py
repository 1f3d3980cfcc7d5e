"""What a page refers to, and which of it the user may refer to: own or public pages, pictures and documents of own collections."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry
from wagtail.rich_text import extract_references_from_rich_text

from portal.isolation.numbers import as_pk
from portal.isolation.queries import is_regional, own_roots, public_pages

Reference = tuple[type[Model], int]
"""A page, picture or document: its base model and primary key."""


def in_object(instance: Model) -> set[Reference]:
    """References of an object and its inline children, as they are in memory: foreign keys, rich text, StreamFields at any depth.

    Wagtail's own extraction, which has no public name; tests hold it to what is expected of it.
    """
    found = ReferenceIndex._extract_references_from_object(instance)
    return set(_known((ContentType.objects.get_for_id(type_id).model_class(), pk) for type_id, pk, *_ in found))


def in_field(field: forms.Field, value: Any) -> set[Reference]:
    """References in what was sent for a form's field, whether it is valid or not."""
    if isinstance(field, forms.ModelChoiceField):
        values = value if isinstance(value, list | tuple) else [value]
        return set(_known((field.queryset.model, pk) for pk in values))  # type: ignore[union-attr]  # a choice of models has one
    if isinstance(field, BlockField):
        if value is None:  # a row that nobody has begun
            return set()
        return set(_known((model, pk) for model, pk, *_ in field.block.extract_references(value)))
    if isinstance(value, str):
        return set(_known((model, pk) for model, pk, *_ in extract_references_from_rich_text(value)))
    return set()


def foreign(user: Any, references: Iterable[Reference]) -> set[Reference]:
    """Those the user may not refer to. At most four queries, none without references or for regional users."""
    wanted = set(references)
    if not wanted or is_regional(user):
        return set()
    allowed: set[Reference] = set()
    pages = {pk for model, pk in wanted if model is Page}
    if pages:
        roots = tuple(own_roots(user))
        paths = dict(Page.objects.filter(pk__in=pages).values_list("pk", "path"))
        own = {pk for pk, path in paths.items() if path.startswith(roots)}
        others = pages - own
        public = set(public_pages().filter(pk__in=others).values_list("pk", flat=True)) if others else set()
        allowed |= {(Page, pk) for pk in own | public}
    for model in (get_image_model(), get_document_model()):
        files = {pk for base, pk in wanted if base is model}
        if files:
            policy = policy_registry.get_by_type(model)
            chosen = policy.instances_user_has_permission_for(user, "choose").filter(pk__in=files)
            allowed |= {(model, pk) for pk in chosen.values_list("pk", flat=True)}
    return wanted - allowed


def stored(page: Page) -> set[Reference]:
    """References of the page's live row and of its latest draft: what is there may stay. None for a page that was never stored."""
    if page.pk is None:
        return set()
    live = page.specific_class.objects.select_related("latest_revision").get(pk=page.pk)
    references = in_object(live)
    if live.latest_revision is not None:
        references |= in_object(live.get_latest_revision_as_object())
    return references


def _known(pairs: Iterable[tuple[Any, Any]]) -> Iterator[Reference]:
    """Only pages, pictures and documents, by their base model; what is no number at all is the field's own business."""
    bases = (Page, get_image_model(), get_document_model())
    for model, pk in pairs:
        base = next((base for base in bases if model is not None and issubclass(model, base)), None)
        number = as_pk(str(getattr(pk, "pk", pk)))
        if base is not None and number is not None:
            yield base, number
