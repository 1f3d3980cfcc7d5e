"""What is public: live, and neither it nor a page above it is closed to a group, a login or a password."""

from typing import Any

from wagtail.models import Page, PageViewRestriction

from portal.content.once import once


def is_public(page: Any) -> bool:
    """Whether anybody may see the page. None is not public. One query for a live page."""
    return page is not None and bool(page.live) and not is_restricted(page)


def is_restricted(page: Page) -> bool:
    """Whether the page or one above it is closed to the public."""
    return bool(page.path.startswith(once("restricted", _closed_paths)))


def _closed_paths() -> tuple[str, ...]:
    """Paths in the tree from which on downwards pages are closed. One query; there are few."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))
