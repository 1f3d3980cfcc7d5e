"""How well a page serves a family, as a number that explains itself: what is missing, what to do, and where."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.editing.readability import long_sentences
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import other_languages

FULL = 100
GOOD = 80
"""From here on a page is good: only small things are missing."""
QUOTED = 60
"""How many letters of a long sentence are quoted, enough to find it."""
TIMED = frozenset({Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT})
LOCATED = TIMED
JOINED = frozenset({Kind.PEER_GROUP, Kind.EVENT})
AIMED = frozenset({Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT, Kind.SERVICE, Kind.HELPLINE, Kind.GUIDE, Kind.MATERIAL})
TRANSLATIONS = {
    "sv": (gettext_lazy("No Swedish"), gettext_lazy("Write at least the name and one sentence in Swedish.")),
    "en": (gettext_lazy("No English"), gettext_lazy("Write at least the name and one sentence in English.")),
}
ANY_TRANSLATION = gettext_lazy("Write at least the name and one sentence.")


@dataclass(frozen=True)
class Finding:
    """One thing to improve. ``points`` is what it takes from the score; ``tab`` and ``field`` say where to do it."""

    code: str
    text: str
    advice: str
    points: int
    field: str
    tab: str


@dataclass(frozen=True)
class Quality:
    """The score, 0–100, and what it lacks, the heaviest first."""

    score: int
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether only small things are missing."""
        return self.score >= GOOD

    @property
    def in_words(self) -> str:
        """The score as a judgement."""
        if not self.findings:
            return _("Nothing is missing")
        return _("Good") if self.is_good else _("Some things are missing")


def quality_of(listing: Listing, today: dt.date) -> Quality:
    """How well the listing serves a family on ``today`` (Europe/Helsinki). Reads nothing but the listing, in Finnish."""
    findings = tuple(sorted((found for check in CHECKS for found in check(listing, today)), key=lambda finding: -finding.points))
    return Quality(max(0, FULL - sum(finding.points for finding in findings)), findings)


def _basics() -> str:
    return _("Basics")


def _more() -> str:
    return _("More")


def _times(listing: Listing, today: dt.date) -> Iterator[Finding]:
    schedule = listing.schedule
    if listing.kind in TIMED and schedule is None:
        advice = _("Families do not know when to come. Add the times, or tell in words when they are known.")
        yield Finding("times", _("No times"), advice, 20, "schedule_rules", _basics())
    elif schedule is not None and (schedule.check or not schedule.trusted_on(today)):
        advice = _("Check them and take the mark away, or renew the day on which they were known.")
        yield Finding("old_times", _("The times are old or must be checked"), advice, 15, "schedule_as_of", _more())
    hours = [point for point in listing.delivery_points if point.schedule is None]
    if listing.kind in {Kind.SERVICE, Kind.HELPLINE} and listing.delivery_points and len(hours) == len(listing.delivery_points):
        advice = _("Tell at least of one way when somebody answers.")
        yield Finding("hours", _("No hours"), advice, 10, "delivery_points", _basics())


def _place(listing: Listing, today: dt.date) -> Iterator[Finding]:
    place = listing.place
    if listing.kind in LOCATED and not listing.online and (place is None or not (place.name or place.street or place.confidential)):
        yield Finding("place", _("No place"), _("Choose the meeting place or write the address."), 15, "meeting_place", _basics())
    elif listing.kind in LOCATED and not listing.online and place is not None and place.municipality is None:
        advice = _("Choose it: families look for what is in their own municipality.")
        yield Finding("municipality", _("No municipality"), advice, 15, "municipality", _basics())
    if listing.kind in {Kind.SERVICE, Kind.HELPLINE} and not listing.delivery_points:
        advice = _("Add a row: a place, a number or a chat.")
        yield Finding("points", _("No way to get the service"), advice, 25, "delivery_points", _basics())


def _contact(listing: Listing, today: dt.date) -> Iterator[Finding]:
    reachable = any(point.phone or point.url for point in listing.delivery_points)
    if not listing.contacts and not reachable:
        advice = _("Add an office's telephone, e-mail or web address.")
        yield Finding("contact", _("No contact"), advice, 15, "contacts", _basics())


def _whom(listing: Listing, today: dt.date) -> Iterator[Finding]:
    whom = listing.eligibility
    said = whom.audiences or whom.text or whom.age_bands or whom.age_min is not None or whom.age_max is not None
    if listing.kind in AIMED and not said:
        yield Finding("audience", _("For whom is not told"), _("Tick the audiences or tell it in words."), 10, "audiences", _basics())


def _join(listing: Listing, today: dt.date) -> Iterator[Finding]:
    if listing.kind not in JOINED:
        return
    if listing.sign_up.required is None and not listing.sign_up.text and not listing.sign_up.url:
        advice = _("Say whether one must sign up, and how. “Just come” is enough.")
        yield Finding("sign_up", _("How to join is not told"), advice, 8, "sign_up_required", _basics())
    if listing.price.free is None and not listing.price.text:
        yield Finding("price", _("The price is not told"), _("Say whether it is free of charge."), 5, "is_free", _basics())


def _texts(listing: Listing, today: dt.date) -> Iterator[Finding]:
    if not listing.summary:
        advice = _("Write one or two short sentences: what it is and for whom.")
        yield Finding("summary", _("Nothing in a nutshell"), advice, 12, "summary", _basics())
    if not listing.plain_summary:
        advice = _("Tell the same with short sentences and common words.")
        yield Finding("plain", _("Nothing in plain language"), advice, 6, "plain_summary", _more())
    if not listing.topics:
        advice = _("Tick at least one: families find pages by them.")
        yield Finding("topics", _("No topics"), advice, 8, "topics", _more())


def _sentences(listing: Listing, today: dt.date) -> Iterator[Finding]:
    for field, tab, text in (("summary", _basics(), listing.summary), ("body", _more(), listing.body_text)):
        long = long_sentences(text)
        if long:
            quoted = long[0] if len(long[0]) <= QUOTED else f"{long[0][:QUOTED].rstrip()}…"
            advice = _("Cut it in two: “%(sentence)s”") % {"sentence": quoted}
            yield Finding(f"long_{field}", _("A long sentence"), advice, 5, field, tab)


def _languages(listing: Listing, today: dt.date) -> Iterator[Finding]:
    for lang, name in other_languages():
        if lang not in listing.languages:
            points = 8 if lang == "sv" else 4  # Swedish is a national language, whose speakers have a right to service in it
            text, advice = TRANSLATIONS.get(lang, (_("Missing language: %(language)s") % {"language": name}, ANY_TRANSLATION))
            yield Finding(lang, str(text), str(advice), points, "language_versions", name)


def _picture(listing: Listing, today: dt.date) -> Iterator[Finding]:
    if listing.image is not None and not listing.image.alt:
        advice = _("Tell in words what it shows, unless it is only decoration.")
        yield Finding("picture", _("A picture without words"), advice, 3, "image", _more())


def _confirmed(listing: Listing, today: dt.date) -> Iterator[Finding]:
    fresh = listing.freshness
    if fresh.is_overdue(today):
        advice = _("Check the page and confirm that all of it is right.")
        yield Finding("confirmed", _("The page was confirmed long ago"), advice, 10, "confirmed_on", _("Up to date"))


CHECKS: tuple[Callable[[Listing, dt.date], Iterator[Finding]], ...] = (
    *(_times, _place, _contact, _whom, _join, _texts, _sentences, _languages, _picture, _confirmed),
)
