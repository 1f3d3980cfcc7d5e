"""What is patched in Wagtail is still there to be patched. When one of these fails after an upgrade, read portal/isolation/patches.py."""

import inspect

import pytest
from wagtail.admin.forms.pages import CopyForm
from wagtail.admin.views.chooser import BrowseView
from wagtail.admin.views.generic.preview import PreviewOnEdit
from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, IndexView, PageFilterSet
from wagtail.models import AbstractPage, Page, PagePermissionTester
from wagtail.models.reference_index import ReferenceIndex
from wagtail.permission_policies.pages import PagePermissionPolicy

from portal.isolation.testers import MemberTester, ProtectedTester
from portal.organisations.models import OrganisationPage


def test_page_lists_still_use_the_filters_that_are_patched() -> None:
    assert IndexView.base_filterset_class is PageFilterSet
    assert ExplorableIndexView.base_filterset_class is GenericPageFilterSet
    for filters in (PageFilterSet.base_filters, GenericPageFilterSet.base_filters):
        people = {name: one for name, one in filters.items() if type(one).__name__ in ("MultipleUserFilter", "EditedByFilter")}
        assert people.keys() == {"owner", "edited_by"}, "another filter shows people"
        assert all(one.queryset.__module__ == "portal.isolation.patches" for one in people.values())


def test_page_rights_are_still_asked_of_the_method_that_is_patched() -> None:
    assert "PagePermissionTester(user, self)" in inspect.getsource(AbstractPage.permissions_for_user)
    for name in ("can_publish", "can_unpublish", "can_delete", "can_move", "can_copy", "can_lock", "can_unlock", "can_reorder_children"):
        assert callable(getattr(PagePermissionTester, name)), name
    assert "can_delete(ignore_bulk=True)" in inspect.getsource(PagePermissionTester.can_move), "moving follows deleting"
    assert set(dir(PagePermissionTester)) - set(dir(object)) == {
        *("can_add_subpage", "can_copy", "can_copy_to", "can_delete", "can_edit", "can_lock", "can_move", "can_move_to"),
        *("can_publish", "can_publish_subpage", "can_reorder_children", "can_set_view_restrictions", "can_submit_for_moderation"),
        *("can_unlock", "can_unpublish", "can_unschedule", "can_view_revisions", "page_locked", "user_has_lock", "__dict__"),
        *("__module__", "__weakref__"),
    }, "a right that nobody has looked at (portal/isolation/testers.py)"


@pytest.mark.django_db
def test_generic_pages_have_the_rights_of_their_type() -> None:
    """Choosers and bulk actions ask generic pages, without fetching each specific one."""
    from tests import factories

    organisation = factories.organisation()
    user = factories.user()
    generic = Page.objects.get(pk=organisation.pk)
    assert type(generic.permissions_for_user(user)) is ProtectedTester
    assert type(organisation.permissions_for_user(user)) is ProtectedTester
    assert type(factories.group().permissions_for_user(user)) is MemberTester
    assert OrganisationPage.permissions_for_user is Page.permissions_for_user


def test_the_copy_form_still_offers_an_alias_to_be_taken_away() -> None:
    assert "alias" in inspect.getsource(inspect.getmodule(CopyForm)), "the patch has nothing to do"  # type: ignore[arg-type]


def test_private_names_that_isolation_uses() -> None:
    assert callable(ReferenceIndex._extract_references_from_object)
    assert callable(PagePermissionPolicy.get_cached_permissions_for_user)
    assert "parent_page_id=None" in inspect.getsource(BrowseView.get), "the guard says where choosing begins"
    assert "self.validate_form(form)" in inspect.getsource(PreviewOnEdit.get), "a preview is checked again before it is drawn"
