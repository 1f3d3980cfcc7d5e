"""The accessibility statement: what the law asks for stands on it, and the coordinator edits it."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accessibility.forms import StatementForm
from portal.accessibility.models import AccessibilityStatement, Conformance, Reason, StatementException
from portal.accessibility.wcag import CRITERIA, known_criteria
from tests.factories import coordinator, home, member

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement() -> AccessibilityStatement:
    home()
    found: AccessibilityStatement = AccessibilityStatement.load()
    found.assessed_on = found.written_on = dt.date(2026, 11, 20)
    found.contact_email = "saavutettavuus@example.org"
    found.other_ways = {"fi": "Soita, niin luemme sen sinulle.", "en": "Call us."}
    found.exceptions = [
        StatementException(
            text={"fi": "Vanhat PDF-esitteet", "en": "Old PDF leaflets"}, criteria="1.3.1, 2.4.2", until=dt.date(2027, 5, 31)
        ),
        StatementException(text={"fi": "Karttapohja"}, reason=Reason.BURDEN, reason_text={"fi": "Kartta on toisen tekemä."}),
    ]
    found.save()
    return found


def edit(client: Client, statement: AccessibilityStatement, **changes: Any) -> Any:
    address = reverse("wagtailsettings:edit", args=["accessibility", "accessibilitystatement", statement.pk])
    form = client.get(address).context["form"]
    data: dict[str, Any] = {}
    for part in (form, *form.formsets.values(), *(one for formset in form.formsets.values() for one in formset.forms)):
        fields = part.management_form if hasattr(part, "management_form") else part
        for field in fields:
            value = field.value()
            if isinstance(value, dict):
                data |= {f"{field.html_name}_{lang}": value.get(lang, "") for lang in ("fi", "sv", "en")}
            else:
                data[field.html_name] = value
    return client.post(address, {name: "" if value is None else value for name, value in data.items()} | changes)


# --- Bad input -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("numbers", ["9.9.9", "1.4.3, 4.1.1", "1.4.6", "kontrasti"])
def test_only_criteria_of_the_law_are_taken(numbers: str) -> None:
    with pytest.raises(ValidationError):
        known_criteria(numbers)


def test_all_criteria_of_levels_a_and_aa_are_known() -> None:
    assert len(CRITERIA) == 55
    known_criteria("1.1.1, 1.4.13; 2.5.8 3.3.8")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": Reason.MENDED}, "until"),
        ({"reason": Reason.BURDEN}, "reason_text"),
        ({"reason": Reason.OUTSIDE, "criteria": "1.9.9"}, "criteria"),
        ({"text": {}, "reason": Reason.OUTSIDE}, "text"),
    ],
)
def test_an_exception_needs_what_its_reason_asks_for(statement: AccessibilityStatement, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as caught:
        StatementException(**({"statement": statement, "text": {"fi": "Esite"}} | fields)).full_clean()
    assert field in caught.value.message_dict


def test_days_to_come_are_refused(statement: AccessibilityStatement) -> None:
    statement.assessed_on = timezone.localdate() + dt.timedelta(days=1)
    with pytest.raises(ValidationError) as caught:
        statement.full_clean()
    assert "assessed_on" in caught.value.message_dict
    statement.assessed_on, statement.reviewed_on = dt.date(2026, 1, 1), dt.date(2026, 1, 1)
    with pytest.raises(ValidationError) as caught:
        statement.full_clean()
    assert "reviewed_on" in caught.value.message_dict


def test_level_and_exceptions_cannot_contradict_each_other(client: Client, statement: AccessibilityStatement) -> None:
    client.force_login(coordinator())
    refused = edit(client, statement, conformance=Conformance.FULL)
    assert "conformance" in refused.context["form"].errors
    without = {f"exceptions-{number}-DELETE": "on" for number in range(2)}
    refused = edit(client, statement, conformance=Conformance.PARTIAL, **without)
    assert "conformance" in refused.context["form"].errors
    assert isinstance(refused.context["form"], StatementForm)
    assert edit(client, statement, conformance=Conformance.FULL, **without).status_code == 302
    statement.refresh_from_db()
    assert (statement.conformance, statement.exceptions.count()) == (Conformance.FULL, 0)


def test_only_coordinators_edit_it(client: Client, statement: AccessibilityStatement) -> None:
    address = reverse("wagtailsettings:edit", args=["accessibility", "accessibilitystatement", statement.pk])
    client.force_login(member())
    assert client.get(address).status_code == 404
    client.force_login(coordinator())
    assert edit(client, statement, contact_phone="015 123 4567").status_code == 302
    statement.refresh_from_db()
    assert statement.contact_phone == "015 123 4567"


# --- The page --------------------------------------------------------------------------------------------------------
def test_the_page_holds_what_the_law_asks_for(client: Client, statement: AccessibilityStatement) -> None:
    response = client.get("/en" + reverse("accessibility:statement"))
    html = response.content.decode()
    wanted = (
        *("Partly accessible", "Old PDF leaflets", "1.3.1, 2.4.2", "31 May 2027", "Karttapohja", "Kartta on toisen tekemä."),
        *("Call us.", "saavutettavuus@example.org", "14 days", "/en/saavutettavuus/palaute/", "306/2019", "20 Nov 2026"),
        *("Traficom", "https://www.webaccessibility.fi/", "mailto:saavutettavuus@traficom.fi", "tel:0295345000"),
    )
    assert [words for words in wanted if words not in html] == []
    assert not response.cookies


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_every_page_links_to_it_in_its_language(client: Client, prefix: str) -> None:
    home()
    html = client.get(f"{prefix}/").content.decode()
    assert f'href="{prefix}/saavutettavuus/"' in html


def test_before_it_is_written_the_page_says_so_and_takes_feedback(client: Client) -> None:
    home()
    html = client.get("/en/saavutettavuus/").content.decode()
    assert "has not been assessed yet" in html
    assert "/en/saavutettavuus/palaute/" in html
    assert "Traficom" in html
    assert "Partly accessible" not in html


@pytest.mark.one_database
def test_the_page_asks_the_same_whatever_it_tells(
    client: Client, statement: AccessibilityStatement, django_assert_max_num_queries: Any
) -> None:
    client.get("/saavutettavuus/")
    with django_assert_max_num_queries(4) as few:
        client.get("/saavutettavuus/")
    asked = len(few.captured_queries)
    statement.exceptions = [StatementException(text={"fi": f"Esite {number}"}, until=dt.date(2027, 1, 1)) for number in range(20)]
    statement.save()
    client.get("/saavutettavuus/")
    with django_assert_max_num_queries(asked):
        client.get("/saavutettavuus/")
