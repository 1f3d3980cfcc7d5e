"""What happens on a day, as a list, and what one may choose: written here rather than in a template, because a page has up to two
hundred of each (see ``cards``)."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from portal.browse.cards import KIND_ICONS, foreign_label
from portal.browse.list_filters import Group
from portal.browse.programme import ProgrammeItem
from portal.browse.templatetags.icons import icon_svg
from portal.content.choices import KIND_LABELS
from portal.localisation.languages import current_language, path_in

register = template.Library()


@register.simple_tag
def calendar_choices(groups: Iterable[Group]) -> SafeString:
    """The calendar's filters as fields to choose from, of which one has an option for every municipality."""
    return mark_safe("\n".join(map(_choice, groups)))  # noqa: S308 (every value is escaped in _choice)


def _choice(group: Group) -> str:
    name = f"calendar-{escape(group.name)}"
    options = "".join(
        f'<option value="{escape(option.value)}"{" selected" if option.selected else ""}>{escape(option.label)}</option>'
        for option in group.options
    )
    label = f'<label class="label" for="{name}">{escape(group.label)}</label>'
    return f'<div>\n{label}\n<select class="field" id="{name}" name="{escape(group.name)}">{options}</select>\n</div>'


@register.simple_tag
def calendar_items(items: Iterable[str]) -> SafeString:
    """Dates of one day, drawn by ``item_html``, by time; nothing when there are none."""
    drawn = "\n".join(items)
    return mark_safe(f'<ul class="calendar-items" role="list">{drawn}</ul>' if drawn else "")  # noqa: S308 (escaped in item_html)


def item_html(item: ProgrammeItem) -> str:
    """One date in the active language; everything that comes from data is escaped."""
    lang = f' lang="{escape(item.lang)}"' if item.lang != current_language() else ""
    off = item.status == "cancelled"
    title = f'<a href="{escape(path_in(current_language(), item.url))}"{lang}>{escape(item.title)}</a>'
    time = f"<s>{escape(item.time)}</s>" if off else escape(item.time)
    words = {"cancelled": gettext("Cancelled"), "moved": gettext("Moved")}.get(item.status, "")
    state = f'<p class="calendar-state calendar-{item.status}"><strong>{escape(words)}</strong>{_after(item.note)}</p>' if words else ""
    note = f'<p class="calendar-note">{escape(item.note)}</p>' if item.note and not words else ""
    kind = f'<p class="calendar-kind card-{item.kind}">{icon_svg(KIND_ICONS[item.kind], 18)} {escape(str(KIND_LABELS[item.kind]))}</p>'
    facts = "".join(
        f"<p{lang if name == 'whom' else ''}>{escape(text)}</p>" for name, text in (("where", item.where), ("whom", item.whom)) if text
    )
    marks = [gettext("An example, not a real event")] if item.is_example else []
    marks += [foreign_label(item.lang)] if lang else []
    flags = "".join(f'<p class="calendar-flag">{escape(mark)}</p>' for mark in marks)
    return (
        f'<li class="calendar-item calendar-item-{item.kind}{" calendar-off" if off else ""}"><p class="calendar-time">{time}</p>'
        f'<div class="calendar-what">{kind}<p class="calendar-title">{title}</p>{state}{note}{facts}{flags}</div></li>'
    )


def _after(note: str) -> str:
    return f": {escape(note)}" if note else ""
