"""What is public: live, and neither it nor a page above it is closed to a group, a login or a password."""

from typing import Any

from wagtail.models import Page, PageViewRestriction


def is_public(page: Any) -> bool:
    """Whether anybody may see the page. None is not public. One query for a live page."""
    return page is not None and bool(page.live) and not is_restricted(page)


def is_restricted(page: Page) -> bool:
    """Whether the page or one above it is closed to the public."""
    restrictions: Any = PageViewRestriction.objects.filter(page__in=page.get_ancestors(inclusive=True))
    return bool(restrictions.exists())
