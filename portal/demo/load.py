"""Loads the region's content: everything is checked first, then written in one transaction."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

from portal.demo.ledger import Ledger
from portal.demo.pages import PageWriter
from portal.demo.plan import PagePlan
from portal.demo.plans import page_plans
from portal.demo.report import Report
from portal.demo.site import load_settings
from portal.demo.source import Sources
from portal.demo.statement import load_statement
from portal.demo.thesaurus import load_thesaurus
from portal.demo.vocabularies import EXAMPLE, load_regions, load_terms

Item = TypeVar("Item")
Progress = Callable[[list[PagePlan]], Iterable[PagePlan]]
"""Wraps the plans with a progress bar."""


def load(sources: Sources, *, today: dt.date, example: bool = True, progress: Progress = iter) -> Report:
    """Write the sources as pages. Loading the same again changes nothing; pages that are gone from the sources stay.

    A page that was edited here since the loader wrote it is left alone, and the report says so.

    :param today: the day of loading in Finland; the fictional season lies around it.
    :param example: with the fictional association. Without it, what an earlier run made of it is left as it is.
    """
    report = Report()
    plans = page_plans(sources, today=today, example=example)
    with transaction.atomic():
        ledger = Ledger(report)
        load_terms(sources, ledger)
        load_thesaurus(sources, ledger)
        load_regions(sources, ledger, example=example)
        writer = PageWriter(ledger)
        for plan in progress(plans):
            writer.write(plan)
            if not plan.live:
                report.note(plan.report, "stays a draft: one weak source")
        load_settings(sources, ledger, today)
        load_statement(sources.statement, ledger, today)
    _name_left_out(sources, report, example=example)
    return report


def move_example(sources: Sources, *, today: dt.date) -> Report:
    """Move the dates of the fictional season around ``today`` (in Finland), and touch nothing else.

    What is not there, because it was never loaded or somebody removed it, is not made; what was edited here stays.
    """
    report = Report()
    with transaction.atomic():
        ledger = Ledger(report)
        writer = PageWriter(ledger)
        for plan in page_plans(sources, today=today):
            if plan.report == EXAMPLE and ledger.page_id(plan.external_id) is not None:
                writer.write(plan)
    return report


def _name_left_out(sources: Sources, report: Report, *, example: bool) -> None:
    undated = sum(event.start is None for event in sources.events)
    if undated:
        report.leave_out("events", "series without dates", undated)
    for part, records in sources.left_out.items():
        report.leave_out(part.replace("_", " "), "without a page type yet", len(records))
    if not example:
        made_up = sources.example
        report.leave_out(
            "example", "fictional: real content only was asked for", 2 + len(made_up.places) + len(made_up.groups) + len(made_up.events)
        )
