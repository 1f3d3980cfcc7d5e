"""Confidential delivery points: what earlier revisions of a service may not keep."""

import json
from collections.abc import Collection

from wagtail.models import Page

from portal.content.confidential import Content, empty, scrub_copies
from portal.content.street_addresses import without_street_addresses
from portal.services.blocks import CONFIDENTIAL_FIELDS


def scrub_service(page: Page, confidential: Collection[str]) -> int:
    """Empty the address of confidential points in every copy of a service; returns how many revisions changed.

    :param confidential: ids of the rows that are confidential now. A row that was so in its own revision is emptied too.
    """

    def scrub(content: Content) -> None:
        rows = json.loads(content.get("delivery_points") or "[]")
        before = json.dumps(rows)
        for row in rows:
            if row.get("id") in confidential or row["value"].get("is_confidential"):
                empty(row["value"], CONFIDENTIAL_FIELDS)
                row["value"] = without_street_addresses(row["value"])
        if json.dumps(rows) != before:
            content["delivery_points"] = json.dumps(rows)

    return scrub_copies(page, scrub, points=confidential)
