"""Writes the accessibility statement of the demo."""

import datetime as dt
from typing import Literal

from portal.accessibility.models import AccessibilityStatement, Conformance, Method, StatementException
from portal.demo.editing import Localised
from portal.demo.ledger import Ledger
from portal.listings.value import Value

ROW = "accessibility statement"


class ExceptionTexts(Value):
    """Something that is not accessible; ``until`` is needed for what is being mended."""

    text: Localised
    criteria: str
    reason: Literal["mended", "burden", "outside"]
    until: dt.date | None = None
    why: Localised


class StatementTexts(Value):
    """The whole statement."""

    assessed: dt.date
    method: Localised
    other_ways: Localised
    exceptions: tuple[ExceptionTexts, ...]


def load_statement(texts: StatementTexts, ledger: Ledger, today: dt.date) -> None:
    """Make or update the statement, unless its source is as it was; the day of an assessment is never after ``today``.

    :raises ValidationError: the source holds what the editor would refuse.
    """
    if ledger.is_unchanged(ROW, texts.model_dump(mode="json"), AccessibilityStatement.objects.exists()):
        ledger.keep(ROW)
        return
    statement = AccessibilityStatement.load()
    statement.conformance, statement.method = Conformance.PARTIAL, Method.SELF
    statement.assessed_on = statement.written_on = statement.reviewed_on = min(texts.assessed, today)
    statement.method_text, statement.other_ways = texts.method.model_dump(), texts.other_ways.model_dump()
    statement.exceptions = [
        StatementException(
            statement=statement,
            sort_order=number,
            text=one.text.model_dump(),
            criteria=one.criteria,
            reason=one.reason,
            until=one.until,
            reason_text=one.why.model_dump(),
        )
        for number, one in enumerate(texts.exceptions)
    ]
    statement.full_clean()
    for exception in statement.exceptions.all():
        exception.full_clean()
    statement.save()
    ledger.write(ROW, ROW, texts.model_dump(mode="json"))
