"""What a member may do with a page, beyond what Wagtail asks. Regional users are asked as Wagtail asks them."""

from typing import Any

from wagtail.models import Page, PagePermissionTester

from portal.isolation.queries import is_regional, own_roots, page_rights


class MemberTester(PagePermissionTester):
    """Rights of members of organisations over a page.

    The page where their rights begin (an organisation's own page; the meeting place, for its contacts) is ``protected``:
    they edit it and a coordinator approves, but they never delete, move, unpublish, copy, lock or close it.
    """

    always_protected = False
    """Whether the page type is protected wherever rights begin."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.is_members = not is_regional(user)
        self.is_protected = self.is_members and (self.always_protected or self._begins_here())

    def _begins_here(self) -> bool:
        roots = own_roots(self.user)
        return self.page.path in roots and not any(self.page.path != root and self.page.path.startswith(root) for root in roots)

    def can_publish(self) -> bool:
        """Never the protected page, not even by trusted editors: it always goes to a coordinator.

        Nothing under it either before the portal has let it into the public.
        """
        return not self.is_protected and bool(super().can_publish()) and not (self.is_members and self._begins_in_a_draft())

    def _begins_in_a_draft(self) -> bool:
        """No query: the rights' pages are remembered with the rights."""
        return any(not right.page.live and self.page.path.startswith(right.page.path) for right in page_rights(self.user))

    def can_unpublish(self) -> bool:
        """Those who publish, but never the protected page."""
        return not self.is_protected and bool(super().can_unpublish())

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Drafts that were never published; with the right to publish, any but the protected page."""
        if not super().can_delete(ignore_bulk):
            return False
        if not self.is_members:
            return True
        return not self.is_protected and ("publish" in self.permissions or self._was_never_published())

    def _was_never_published(self) -> bool:
        if self.page.first_published_at is not None:
            return False
        return self.page.is_leaf() or not self.page.get_descendants().filter(first_published_at__isnull=False).exists()

    def can_set_view_restrictions(self) -> bool:
        """Closing a page to the public is not the organisations' to do."""
        return not self.is_members and bool(super().can_set_view_restrictions())

    def can_lock(self) -> bool:
        """Not the protected page."""
        return not self.is_protected and bool(super().can_lock())

    def can_unlock(self) -> bool:
        """Not the protected page."""
        return not self.is_protected and bool(super().can_unlock())

    def can_copy(self) -> bool:
        """Not the protected page: an organisation is not copied."""
        return not self.is_protected and bool(super().can_copy())

    def can_reorder_children(self) -> bool:
        """Not under the protected page: its order is the portal's."""
        return not self.is_protected and bool(super().can_reorder_children())


class ProtectedTester(MemberTester):
    """For page types that no member may take away."""

    always_protected = True
