"""What plans of all kinds share: texts, tags, truth, times."""

import uuid
from typing import Any

from portal.demo.editing import RecordTexts, Tags, Times
from portal.demo.mapping import FREE, STATUS, iso, last_day, page_slug, paragraphs, source_blocks, without_year
from portal.demo.plan import MunicipalityRef, PageRef, VersionPlan
from portal.demo.records import Record
from portal.demo.source import Sources
from portal.listings.schedule import Rule

ROW_IDS = uuid.UUID("6d0f2f57-52dc-5a5e-9d2e-6f1c1c6d3f10")
"""Namespace of stream row ids, so that a row keeps its id from load to load."""


def row_id(name: str) -> str:
    """The stable id of a stream row."""
    return str(uuid.uuid5(ROW_IDS, name))


class Maker:
    """Makes the parts of plans from the sources."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.codes = {municipality.id: municipality.code for municipality in sources.municipalities}

    def municipality(self, municipality_id: str) -> MunicipalityRef | None:
        """The municipality of a record, if it names one."""
        return MunicipalityRef(self.codes[municipality_id]) if municipality_id else None

    def tags(self, record_id: str) -> Tags:
        """Tagging of a findable record."""
        return self.sources.tags[record_id]

    def texts(self, record_id: str) -> RecordTexts:
        """Own texts of a record; empty when there are none."""
        return self.sources.texts.records.get(record_id, RecordTexts())

    def slug(self, record: Record) -> str:
        """The page's address: a chosen one, or from the name."""
        return self.texts(record.id).slug or page_slug(record.name)

    def shared_values(self, record: Record, description: str) -> dict[str, Any]:
        """Summary, names and truth of a record."""
        texts = self.texts(record.id)
        return {
            "summary": texts.fi.summary or description,
            "plain_summary": texts.fi.plain,
            "alternative_names": "\n".join(texts.names),
            "record_status": STATUS[record.status],
            "information_from": record.as_of,
            "check_note": _check_note(record),
            "website": getattr(record, "url", ""),
        }

    def shared_streams(self, record: Record, description: str) -> dict[str, list[dict[str, Any]]]:
        """Body and sources of a record: own paragraphs, or the record's own words when the lead is ours."""
        own = self.texts(record.id).fi
        lines = own.body or ((description,) if own.summary and description else ())
        return {"body": paragraphs(lines), "sources": source_blocks(record)}

    def versions(self, record_id: str) -> tuple[VersionPlan, ...]:
        """Swedish and English texts of a record."""
        texts = self.texts(record_id)
        found = (("sv", texts.sv), ("en", texts.en))
        return tuple(
            VersionPlan(locale, version.title, version.summary, version.plain, paragraphs(version.body))
            for locale, version in found
            if version
        )

    def who(self, record_id: str, audience: tuple[str, ...]) -> dict[str, Any]:
        """For whom: the record's words and the ages it states."""
        low, high = self.tags(record_id).age
        return {"audience_text": ", ".join(audience), "age_min": low, "age_max": high}

    def access(self, record_id: str, *, price: str = "") -> dict[str, Any]:
        """Price and anonymity, as far as they are said."""
        tags = self.tags(record_id)
        return {
            "is_free": True if price == FREE else tags.free,
            "price_text": "" if price == FREE else price,
            "is_anonymous": tags.anonymous,
        }

    def who_terms(self, record_id: str) -> dict[str, tuple[str, ...]]:
        """Terms of "for whom"."""
        tags = self.tags(record_id)
        return {"topics": tags.topics, "audiences": tags.audiences, "life_situations": tags.situations, "age_bands": tags.age_bands}

    def access_terms(self, record_id: str, spoken: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
        """Terms of "before you come"."""
        tags = self.tags(record_id)
        return {"first_visit_facts": tags.first_visit, "accessibility_facts": tags.accessibility, "service_languages": spoken}

    def known_times(self, record_id: str, words: str, as_of: str) -> Times:
        """The structured times of a record or delivery point, else its words."""
        return self.sources.times.get(record_id) or Times(text=without_year(words, as_of))

    def times(self, record: Record, words: str) -> dict[str, Any]:
        """A page's times without their rules. Old times, and times without a date, are to be checked."""
        known = self.known_times(record.id, words, record.as_of)
        dated = last_day(record.as_of)
        timed = bool(known.text) or known.always
        return {
            "round_the_clock": known.always,
            "closed_on_holidays": known.holidays == "closed",
            "schedule_text": known.text,
            "schedule_as_of": iso(dated) if timed else None,
            "schedule_check": timed and (known.check or dated is None or record.status != "current"),
        }


def organisations(page_ids: tuple[str, ...] = (), names: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Organisations with a page, and without one, as raw stream data."""
    pages = [{"type": "page", "value": PageRef(page_id)} for page_id in page_ids]
    return [*pages, *({"type": "name", "value": name} for name in names)]


def rule_blocks(owner: str, times: Times) -> list[dict[str, Any]]:
    """Rules as raw stream data; each row keeps its id from load to load."""
    return [rule_block(f"{owner}/rule/{number}", rule) for number, rule in enumerate(times.rules)]


def rule_block(name: str, rule: Rule) -> dict[str, Any]:
    """One rule as a raw stream row with a stable id; the form's choices are text."""
    value = rule.model_dump(mode="json", exclude={"type"})
    for field in ("weekdays", "nth"):
        if field in value:
            value[field] = [str(number) for number in value[field]]
    return {"type": rule.type, "value": value, "id": row_id(name)}


def _check_note(record: Record) -> str:
    if getattr(record, "description_basis", ""):
        return "Kuvaus on yleinen. Tarkista palvelun sisältö järjestäjältä."
    return getattr(record, "check", "")
