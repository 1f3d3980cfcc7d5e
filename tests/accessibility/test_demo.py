"""The demo's statement: honest, in every language, and what the coordinator has changed stays."""

import datetime as dt

import pytest
from django.test import Client

from portal.accessibility.models import AccessibilityStatement, Conformance
from portal.demo.ledger import Ledger
from portal.demo.report import Report
from portal.demo.source import read_sources
from portal.demo.statement import load_statement
from tests.factories import home

pytestmark = pytest.mark.django_db


def test_it_is_whole_in_every_language_and_loads_once(client: Client) -> None:
    home()
    texts = read_sources().statement
    load_statement(texts, Ledger(Report()), dt.date(2026, 11, 23))
    statement = AccessibilityStatement.load()
    assert (statement.conformance, statement.assessed_on) == (Conformance.PARTIAL, texts.assessed)
    for prefix, words in (("", "Ruudunlukija"), ("/sv", "skärmläsare"), ("/en", "screen reader")):
        assert words in client.get(f"{prefix}/saavutettavuus/").content.decode()
    statement.contact_phone = "015 123 4567"
    statement.save()
    load_statement(texts, Ledger(Report()), dt.date(2026, 11, 24))
    assert AccessibilityStatement.load().contact_phone == "015 123 4567"
    assert statement.exceptions.count() == len(texts.exceptions)


def test_no_day_is_to_come_where_the_clock_is_behind() -> None:
    home()
    load_statement(read_sources().statement, Ledger(Report()), dt.date(2026, 1, 1))
    assert AccessibilityStatement.load().assessed_on == dt.date(2026, 1, 1)
