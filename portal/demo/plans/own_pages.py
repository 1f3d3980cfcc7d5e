"""The portal's own pages: home, the three sections, about."""

from collections.abc import Iterator
from typing import Any

from portal.demo.editing import Answer, Door, OwnPage, Situation
from portal.demo.mapping import paragraphs
from portal.demo.plan import PagePlan, VersionPlan
from portal.demo.plans.common import Maker, row_id

HOME = "home"
FAMILIES = "section-families"
REPORT = "own pages"


def own_page_plans(maker: Maker) -> Iterator[PagePlan]:
    """Home first, then what stands under it."""
    pages = maker.sources.texts.pages
    home = _plan(HOME, "home.HomePage", "", "etusivu", pages.home)
    yield home
    for kind in ("families", "youth", "professionals"):
        page: OwnPage = getattr(pages, kind)
        yield _plan(f"section-{kind}", "home.SectionPage", HOME, page.slug, page, {"section_kind": kind})
    for kind, finder in (("families", pages.families_finder), ("youth", pages.youth_finder)):
        yield _plan(f"finder-{kind}", "finder.FinderPage", f"section-{kind}", finder.slug, finder)
    yield _plan("about", "home.StandardPage", HOME, pages.about.slug, pages.about)


def _plan(external_id: str, model: str, parent: str, slug: str, page: OwnPage, values: dict[str, Any] | None = None) -> PagePlan:
    streams = {"body": paragraphs(page.fi.body)}
    if page.doors:
        streams["doors"] = [_door(external_id, number, door) for number, door in enumerate(page.doors)]
    if page.situations:
        streams["situations"] = [_situation(external_id, one) for one in page.situations]
    return PagePlan(
        report=REPORT,
        model=model,
        external_id=external_id,
        parent=parent,
        slug=slug,
        title=page.fi.title,
        values={"summary": page.fi.intro, "search_description": page.fi.search_description} | (values or {}),
        streams=streams,
        versions=tuple(
            VersionPlan(locale, texts.title, texts.intro, body=paragraphs(texts.body))
            for locale, texts in (("sv", page.sv), ("en", page.en))
        ),
    )


def _door(page: str, number: int, door: Door) -> dict[str, Any]:
    translations = [{"locale": locale, "title": words.title, "text": words.text} for locale, words in (("sv", door.sv), ("en", door.en))]
    return {
        "type": "door",
        "id": row_id(f"{page}/door/{number}"),
        "value": {
            "title": door.title,
            "text": door.text,
            "topic": door.topic,
            "kind": door.kind.value if door.kind else "",
            "page": None,
            "translations": translations,
        },
    }


def _situation(page: str, situation: Situation) -> dict[str, Any]:
    value = _answer(situation) | {"question": situation.question, "answers": [_item(page, situation, one) for one in situation.answers]}
    return {"type": "situation", "id": row_id(f"{page}/situation/{situation.address}"), "value": value}


def _item(page: str, situation: Situation, answer: Answer) -> dict[str, Any]:
    return {"type": "item", "id": row_id(f"{page}/situation/{situation.address}/{answer.address}"), "value": _answer(answer)}


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "text": answer.text,
        "address": answer.address,
        "topic": answer.topic,
        "kind": answer.kind.value if answer.kind else "",
        "pages": [],
        "translations": [
            {"locale": locale, "text": words.text, "question": words.question} for locale, words in (("sv", answer.sv), ("en", answer.en))
        ],
    }
