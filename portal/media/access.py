"""Who may have a file: everybody while a page that everybody may see uses it; otherwise those who may choose it."""

import secrets
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry

from portal.media.models import PortalDocument, PortalImage

REMEMBER_SECONDS = 60
"""How long an answer is remembered: the longest that a process which did not hear of an unpublishing still answers yes."""
_GENERATION = "media:generation"


def may_have(request: HttpRequest, file: PortalImage | PortalDocument) -> bool:
    """Whether the reader may have the file. The session is asked only when the file is not public (no cookie, no ``Vary``)."""
    if is_public_file(file):
        return True
    user: Any = request.user
    if not user.is_authenticated:
        return False
    return bool(policy_registry.get_by_type(type(file)).user_has_permission_for_instance(user, "choose", file))


def is_public_file(file: PortalImage | PortalDocument) -> bool:
    """Whether a public page uses the file now: live, and neither it nor a page above it closed to the public.

    Three queries, then remembered for ``REMEMBER_SECONDS`` or until ``forget``.
    """
    key = f"media:{_generation()}:{file._meta.model_name}:{file.pk}"
    known: bool | None = cache.get(key)
    if known is None:
        known = _is_used(file)
        cache.set(key, known, REMEMBER_SECONDS)
    return known


def forget() -> None:
    """Forget all answers: some page was published, withdrawn, moved, closed or opened."""
    cache.set(_GENERATION, secrets.token_hex(8), None)


def _is_used(file: PortalImage | PortalDocument) -> bool:
    """References of pages only: a draft of a live page is not in Wagtail's index, a page never published is, and is not live."""
    pages = (
        ReferenceIndex.get_references_to(file)
        .filter(base_content_type=ContentType.objects.get_for_model(Page))
        .values_list("object_id", flat=True)
        .distinct()
    )
    return bool(Page.objects.live().public().filter(pk__in=[int(pk) for pk in pages]).exists())


def _generation() -> str:
    generation: str | None = cache.get(_GENERATION)
    if generation is None:
        forget()
        generation = str(cache.get(_GENERATION))
    return generation
