"""The live page and the submitted one, compared field by field in all languages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from portal.content.changes.marks import added, marked, removed
from portal.content.told import tell
from portal.localisation.languages import all_languages, default_language
from portal.moderation.differences.fields import Picture, Row, rows

OWN_FIELDS = ("title", "slug", "seo_title", "search_description", "show_in_menus", "go_live_at", "expire_at")
"""Of Wagtail's page fields those that an editor decides."""
SCHEDULE_FIELDS = frozenset({"schedule_rules", "seasons", "schedule_exceptions"})
NOT_COMPARED = frozenset({"wagtail_admin_comments", "source_digest"})


@dataclass(frozen=True)
class Change:
    """One thing that would change."""

    label: str
    html: SafeString
    """Text with ``ins`` and ``del``; safe."""
    before: Picture | None = None
    after: Picture | None = None

    @property
    def pictures_differ(self) -> bool:
        """Whether another picture is shown."""
        return (self.before and self.before.pk) != (self.after and self.after.pk)


@dataclass(frozen=True)
class Part:
    """Changes that belong together: the page itself, or one language of it."""

    heading: str
    changes: list[Change] = field(default_factory=list)
    lang: str = ""
    """Language of the texts, when the part is in one language only."""


def differences(live: Any, submitted: Any) -> list[Part]:
    """What publishing ``submitted`` would change; parts without a change are left out.

    :param live: the page as the public sees it, or None when it is not public: then everything is new.
    :param submitted: the page as it would be published.
    """
    parts = [Part(_("The page"), list(_page_changes(live, submitted)), default_language())]
    for relation in get_all_child_relations(type(submitted)):
        if relation.get_accessor_name() not in NOT_COMPARED:
            parts += _child_parts(relation, live, submitted)
    return [part for part in parts if part.changes]


def _page_changes(live: Any, submitted: Any) -> Iterator[Change]:
    yield from _told_schedule(live, submitted)
    for one in _page_fields(submitted):
        if live is None and one.name in SCHEDULE_FIELDS:
            continue  # told in sentences above
        yield from _changes(rows(one, live) if live is not None else [], rows(one, submitted))


def _page_fields(page: Any) -> list[Any]:
    """Everything an editor decides, in the order of the editor's form; what stands in no panel comes last."""
    own = [one for one in page._meta.get_fields() if _is_own(one)]
    order = {name: index for index, name in enumerate(_panel_fields(page.get_edit_handler()))}
    return sorted(own, key=lambda one: order.get(one.name, len(order)))


def _is_own(one: Any) -> bool:
    if one.auto_created or not (one.concrete and one.editable) or one.name in NOT_COMPARED or one.primary_key:
        return False
    return one.name in OWN_FIELDS if one.model is Page else True


def _panel_fields(panel: Any) -> Iterator[str]:
    if isinstance(panel, FieldPanel):
        yield panel.field_name
    for child in getattr(panel, "children", ()):
        yield from _panel_fields(child)


def _told_schedule(live: Any, submitted: Any) -> Iterator[Change]:
    """The times in sentences, as families will read them, with the next dates."""
    if not hasattr(submitted, "schedule_value"):
        return
    before, after = ("" if page is None else _times(page) for page in (live, submitted))
    yield from _text_change(_("Times, as families read them"), before, after)


def _times(page: Any) -> str:
    schedule = page.schedule_value(default_language())
    if schedule is None:
        return ""
    told = tell(schedule, timezone.now())
    dates = [_("Next dates: %(dates)s") % {"dates": "; ".join(told.dates)}] if told.dates else []
    return "\n".join([*told.sentences, *dates, *([told.note] if told.note else [])])


def _child_parts(relation: Any, live: Any, submitted: Any) -> Iterator[Part]:
    """A part for each row beside the page: a language version each by its language, other rows by their numbers."""
    accessor = relation.get_accessor_name()
    before = _by_key(getattr(live, accessor).all() if live is not None else [])
    after = _by_key(getattr(submitted, accessor).all())
    for key in dict.fromkeys([*before, *after]):
        changes: list[Change] = []
        for one in relation.related_model._meta.get_fields():
            if one.auto_created or not one.concrete or not one.editable or one in (relation.field, relation.related_model._meta.pk):
                continue
            if one.name in {"sort_order", "locale", *NOT_COMPARED}:
                continue
            old, new = before.get(key), after.get(key)
            changes += _changes(rows(one, old) if old is not None else [], rows(one, new) if new is not None else [])
        yield Part(_child_heading(relation, key, before, after), changes, key if key in dict(all_languages()) else "")


def _by_key(records: Iterable[Any]) -> dict[str, Any]:
    return {getattr(record, "locale", "") or str(record.pk or f"new-{index}"): record for index, record in enumerate(records)}


def _child_heading(relation: Any, key: str, before: dict[str, Any], after: dict[str, Any]) -> str:
    name = str(dict(all_languages()).get(key) or capfirst(relation.related_model._meta.verbose_name))
    if key not in before:
        return _("%(name)s (new)") % {"name": name}
    return _("%(name)s (removed)") % {"name": name} if key not in after else name


def _changes(before: list[Row], after: list[Row]) -> Iterator[Change]:
    """Rows that are new, changed, or gone, and a word when the same rows stand in another order."""
    old, new = {row.key: row for row in before}, {row.key: row for row in after}
    for row in after:
        was = old.get(row.key)
        if was is None:
            yield Change(row.label, added(row.text), None, row.picture)
        elif (was.text, was.picture) != (row.text, row.picture):
            yield Change(row.label, marked(was.text, row.text), was.picture, row.picture)
    for row in before:
        if row.key not in new:
            yield Change(row.label, removed(row.text), row.picture, None)
    stayed = [row.key for row in after if row.key in old]
    if stayed != [row.key for row in before if row.key in new]:
        yield Change(after[0].label.partition(":")[0], added(_("The order has changed.")))


def _text_change(label: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(label, marked(before, after) if before and after else added(after) if after else removed(before))
