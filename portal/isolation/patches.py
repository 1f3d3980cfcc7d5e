"""Where Wagtail has no hook. Each patch says why it is needed; tests/isolation/test_patches.py fails when Wagtail changes there."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.pages.listing import GenericPageFilterSet, PageFilterSet
from wagtail.models import Page, PageLogEntry, PagePermissionTester

from portal.isolation.queries import colleagues
from portal.isolation.testers import MemberTester


def apply() -> None:
    """Put the patches in place. May be called more than once."""
    _rights()
    _titles()
    _people()
    _aliases()


def _rights() -> None:
    """Choosers, lists and bulk actions ask generic ``Page`` objects.

    Overriding the method in each page type works too, but then Wagtail fetches the specific page for every row of a list.
    """

    def permissions_for_user(page: Page, user: Any) -> PagePermissionTester:
        tester: type[PagePermissionTester] = getattr(page.specific_class or type(page), "permission_tester", MemberTester)
        return tester(user, page)

    Page.permissions_for_user = permissions_for_user


def _titles() -> None:
    """Choosers show pages of others: the title of what is public is the public one, never that of a draft."""

    def get_admin_display_title(page: Page) -> str:
        return str(page.title if page.live else page.draft_title or page.title)

    Page.get_admin_display_title = get_admin_display_title


def _people() -> None:
    """The filters "Owner" and "Edited by" of page lists offer everybody who ever edited anything."""

    def owners(request: HttpRequest) -> QuerySet[Any]:
        return colleagues(request.user).filter(pk__in=Page.objects.order_by().values("owner_id").distinct())

    def editors(request: HttpRequest) -> QuerySet[Any]:
        edits = PageLogEntry.objects.filter(action="wagtail.edit").order_by().values("user_id").distinct()
        return colleagues(request.user).filter(pk__in=edits)

    for filters in (PageFilterSet.base_filters, GenericPageFilterSet.base_filters):
        filters["owner"].queryset = owners
        filters["edited_by"].queryset = editors


def _aliases() -> None:
    """An alias is a second listing of the same thing; the copy form has no setting to leave it out."""
    if getattr(CopyForm, "has_no_alias", False):
        return
    wagtails = CopyForm.__init__

    def __init__(form: CopyForm, *args: Any, **kwargs: Any) -> None:
        wagtails(form, *args, **kwargs)
        form.fields.pop("alias", None)

    CopyForm.__init__ = __init__
    CopyForm.has_no_alias = True
