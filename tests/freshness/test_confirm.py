"""Confirming a page: the public row, the catalogue, and no draft."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Revision

from portal.browse.freshness import freshness_line
from portal.catalogue.models import CatalogueEntry
from portal.freshness.models import Confirmation, How, Review, Step
from portal.freshness.services import confirm
from portal.groups.models import PeerGroupPage
from portal.listings.intervals import REVIEW_DAYS
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from search.documents import documents_of
from tests import factories
from tests.freshness.world import TODAY, days, due_in, group_due_in, ours, run

pytestmark = pytest.mark.django_db


def _listing(page: object) -> Listing:
    return CatalogueEntry.objects.get(page_id=page.pk, lang="fi").listing  # type: ignore[attr-defined]  # a page


def test_every_kind_has_an_interval() -> None:
    assert set(REVIEW_DAYS) == set(Kind)


def test_a_confirmation_is_public_at_once_and_publishes_no_draft() -> None:
    organisation = ours()
    page = group_due_in(-5, organisation, "Julkinen")
    page.title = "Luonnos"
    page.save_revision()
    confirm(page, by=factories.user(), how=How.ADMIN)
    listing = _listing(page)
    assert listing.freshness.confirmed_on == TODAY
    assert listing.freshness.confirmed_by == "Perheyhdistys"
    assert listing.title == "Julkinen"
    assert Review.objects.get(pk=page.pk).due_on == TODAY + days(REVIEW_DAYS[Kind.PEER_GROUP])


def test_a_later_publish_of_an_older_draft_keeps_the_confirmation() -> None:
    page = group_due_in(-5, ours())
    page.title = "Luonnos"
    draft = page.save_revision()
    confirm(page, by=factories.user(), how=How.ADMIN)
    Revision.objects.get(pk=draft.pk).publish()
    page.refresh_from_db()
    assert page.title == "Luonnos"
    assert page.confirmed_on == TODAY
    assert _listing(page).freshness.confirmed_on == TODAY


def test_publishing_for_the_first_time_confirms_and_mending_does_not() -> None:
    organisation = ours()
    author = factories.member(organisation=organisation)
    page = organisation.add_child(instance=PeerGroupPage(title="Uusi", slug="uusi", live=False))
    page.save_revision(user=author).publish(user=factories.coordinator())
    assert Confirmation.objects.get(page=page).user == author
    page.refresh_from_db()
    type(page).objects.filter(pk=page.pk).update(confirmed_on=TODAY - days(100))
    page = type(page).objects.get(pk=page.pk)
    page.save_revision(user=author).publish()
    assert Confirmation.objects.filter(page=page).count() == 1
    page.refresh_from_db()
    assert page.confirmed_on == TODAY - days(100)


def test_what_a_loader_publishes_is_not_confirmed() -> None:
    organisation = factories.organisation()
    page = organisation.add_child(instance=PeerGroupPage(title="Ladattu", slug="ladattu", live=False))
    page.save_revision().publish()
    page.refresh_from_db()
    assert page.confirmed_on is None
    assert not Confirmation.objects.exists()


def test_a_copy_is_not_confirmed() -> None:
    page = group_due_in(50, ours())
    copied = page.copy(update_attrs={"slug": "kopio"}, keep_live=False)
    assert copied.confirmed_on is None


def test_overdue_is_told_to_the_public_with_the_age_of_a_number() -> None:
    organisation = ours()
    day = dt.date(2026, 11, 22)
    group = _listing(factories.group("Ryhmä", organisation, confirmed_on=day - days(181)))
    line = factories.helpline("Puhelin", organisation, confirmed_on=dt.date(2026, 3, 25))
    fresh = _listing(factories.group("Tuore", organisation, confirmed_on=day - days(180)))
    from django.utils import translation

    with translation.override("en"):
        assert freshness_line(group, day).startswith("Not confirmed since")
        assert "7 months ago" in freshness_line(_listing(line), day)
        assert freshness_line(fresh, day).startswith("Checked")


def test_help_now_tells_the_age_of_a_number_nobody_confirmed(client: Client) -> None:
    organisation = ours()
    for title, left in (("Vanhentunut", -3), ("Tuore", 3)):
        row = factories.delivery_point(phone="09 123 4567")
        factories.helpline(title, organisation, confirmed_on=due_in(left, Kind.HELPLINE), delivery_points=[row])
    body = client.get("/en/apua-nyt/").content.decode()
    assert "Vanhentunut" in body
    assert body.count("The number was last checked") == 1


def test_overdue_sinks_in_search_but_not_help() -> None:
    organisation = ours()
    day = timezone.localdate()
    group = factories.group("Ryhmä", organisation, confirmed_on=due_in(-1))
    crisis = factories.service("Kriisi", organisation, is_crisis=True, confirmed_on=due_in(-1, Kind.SERVICE))
    helpline = factories.helpline("Linja", organisation, confirmed_on=due_in(-1, Kind.HELPLINE))
    priors = [documents_of([_listing(page)], ("fi",), day=day)[0].prior for page in (group, crisis, helpline)]
    assert 0.8 <= priors[0] < 1.0
    assert priors[1:] == [1.0, 1.0]
    assert documents_of([_listing(group)], ("fi",), day=day - days(1))[0].prior == 1.0


def test_becoming_overdue_is_handed_to_the_search_engines_once() -> None:
    page = group_due_in(-1, ours())
    entries = CatalogueEntry.objects.filter(page_id=page.pk)
    entries.update(pending=False)
    run()
    assert entries.get().pending
    entries.update(pending=False)
    run()
    assert not entries.get().pending
    assert page.review_steps.filter(step=Step.OVERDUE).count() == 1
