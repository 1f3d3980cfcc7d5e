"""Pages that a script has stored as public, without a revision."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Revision


@transaction.atomic
def keep_public(page: Any) -> None:
    """Give a public page that has none its live revision.

    Wagtail keeps a page public while a change waits for its time only by that revision; without one the page would go at once and
    come back with the change.

    :param page: the page or its draft; it learns of the new revision.
    """
    if not page.live or page.live_revision_id is not None:
        return
    live = page.specific_class.objects.get(pk=page.pk)
    first = Revision.objects.for_instance(live).order_by("created_at").values_list("created_at", flat=True).first()
    # Older than every draft, so that the latest one stays the latest.
    before = (first or timezone.now()) - dt.timedelta(seconds=1)
    page.live_revision = Revision.objects.create(
        content_object=live,
        base_content_type=live.get_base_content_type(),
        created_at=before,
        content=live.serializable_data(),
        object_str=str(live),
    )
    Page.objects.filter(pk=page.pk).update(live_revision=page.live_revision)
