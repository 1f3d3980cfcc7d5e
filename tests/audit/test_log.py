"""The audit log cannot be changed, not even past the ORM; exports carry no formulas and are logged."""

import csv
import io
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Collection

from home.models import SiteSettings
from portal.audit.exports import safe_cell
from portal.audit.models import AuditError, AuditEvent
from portal.audit.services import record
from portal.media.models import PortalDocument
from portal.members.models import Role
from portal.members.services import end, grant
from tests.factories import administrator, coordinator, member, organisation, topic, user

pytestmark = pytest.mark.django_db
SQLITE = connection.vendor == "sqlite"


def event(action: str = "test.done", **fields: Any) -> AuditEvent:
    return record(action, actor=None, **fields)


# --- Append-only ---------------------------------------------------------------------------------------------------
def test_the_orm_refuses_to_change_or_delete() -> None:
    one = event()
    one.action = "test.forged"
    for deed in (one.save, one.delete, AuditEvent.objects.all().delete, lambda: AuditEvent.objects.update(action="x")):
        with pytest.raises(AuditError):
            deed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET actor_name = 'somebody else'",
        "DELETE FROM audit_auditevent",
        "DELETE FROM audit_auditevent WHERE action = 'test.done'",
    ],
)
def test_the_database_refuses_too(statement: str) -> None:
    event()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.filter(action="test.done", actor_name="").count() == 1


COPY = """
    INTO audit_auditevent (id, at, action, actor_id, actor_name, subject_type, subject_id, subject, organisation_id, data)
    SELECT id, at, 'test.forged', actor_id, actor_name, subject_type, subject_id, subject, organisation_id, data
    FROM audit_auditevent WHERE true
"""


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param(f"INSERT OR REPLACE {COPY}", marks=pytest.mark.skipif(not SQLITE, reason="SQLite's own words")),
        pytest.param(f"REPLACE {COPY}", marks=pytest.mark.skipif(not SQLITE, reason="SQLite's own words")),
        f"INSERT {COPY} ON CONFLICT (id) DO UPDATE SET action = excluded.action",
    ],
)
def test_a_row_is_not_written_over(statement: str) -> None:
    event()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert set(AuditEvent.objects.values_list("action", flat=True)) == {"test.done"}
    event("test.after")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_test_database_can_still_be_emptied() -> None:
    """Its end is the test: what it logged is gone before the next one, and the log is guarded again."""
    event()
    assert AuditEvent.objects.exists()


# --- What is logged ------------------------------------------------------------------------------------------------
def test_roles_given_and_taken_are_logged() -> None:
    by, who, where = coordinator(), user(), organisation()
    membership = grant(who, Role.EDITOR, where, by=by)
    end(membership, by=by)
    last = AuditEvent.objects.filter(organisation_id=where.pk).order_by("pk")
    assert [(one.action, one.actor_name) for one in last] == [("membership.granted", by.email), ("membership.ended", by.email)]


def test_settings_vocabularies_and_deleted_media_are_logged_pictures_that_change_are_not() -> None:
    by = coordinator()
    settings = SiteSettings.load()
    document = PortalDocument.objects.create(title="Ohje", collection=Collection.get_first_root_node())
    log(settings, "wagtail.edit", user=by)
    log(topic("Ero"), "wagtail.create", user=by)
    log(document, "wagtail.edit", user=by)
    log(document, "wagtail.delete", user=by)
    found = AuditEvent.objects.filter(actor_id=by.pk).order_by("pk")
    assert [one.action for one in found] == ["sitesettings.changed", "topic.created", "portaldocument.deleted"]
    assert found[1].subject == "Ero"


# --- Reading and exporting -----------------------------------------------------------------------------------------
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_a_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Perhekerho", "", "1-2", None, -1, 3.5])
def test_anything_else_stays_as_it_is(value: Any) -> None:
    assert safe_cell(value) == value


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_is_logged_and_carries_no_formula(client: Client, form: str) -> None:
    by = administrator()
    client.force_login(by)
    event(subject_named=("a.b", "1", "=cmd|' /C calc'!A0"))
    response = client.get(reverse("audit"), {"export": form, "action": "test.done"})
    content = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200
    logged = AuditEvent.objects.get(action="export.made")
    assert (logged.actor_name, logged.data["view"], logged.data["format"]) == (by.email, "audit", form)
    assert logged.data["query"]["action"] == ["test.done"]
    if form == "csv":
        (row,) = csv.DictReader(io.StringIO(content.decode()))
        assert row["subject"] == "'=cmd|' /C calc'!A0"
        assert row["action"] == "test.done"


def test_wagtails_own_exports_are_safe_and_logged_too(client: Client) -> None:
    client.force_login(administrator())
    organisation("=1+1 kerho").save_revision().publish()
    response = client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    assert "'=1+1 kerho" in b"".join(response).decode()
    assert AuditEvent.objects.filter(action="export.made", data__view="wagtailadmin_reports:aging_pages").exists()


@pytest.mark.parametrize("who", [coordinator, member])
@pytest.mark.parametrize("name", ["audit", "audit_results", "mails", "mails_results"])
def test_only_administrators_read_it(client: Client, who: Any, name: str) -> None:
    client.force_login(who())
    assert client.get(reverse(name)).status_code == 404


@pytest.mark.parametrize("query", ["action=nothing", "since=yesterday", "organisation_id=999999", "p=-1", "export=exe", "ordering=data"])
def test_a_senseless_query_is_answered(client: Client, query: str) -> None:
    client.force_login(administrator())
    event()
    assert client.get(f"{reverse('audit')}?{query}").status_code == 200


def test_the_log_is_filtered_and_told_with_names(client: Client) -> None:
    client.force_login(administrator())
    where = organisation("Perheyhdistys")
    event("test.here", organisation=where)
    event("test.elsewhere")
    table = client.get(reverse("audit_results"), {"organisation_id": where.pk}).content.decode()
    assert "test.here" in table
    assert "Perheyhdistys" in table
    assert "test.elsewhere" not in table


@pytest.mark.one_database
def test_the_log_costs_the_same_whatever_it_shows(client: Client, django_assert_max_num_queries: Any) -> None:
    client.force_login(administrator())
    event(organisation=organisation("Eka"))
    client.get(reverse("audit_results"))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse("audit_results"))
    for number in range(20):
        event(organisation=organisation(f"Järjestö {number}"))
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("audit_results"))
