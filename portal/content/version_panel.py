"""A language's tab in the editor: each text with the Finnish one beside it, and what has changed there since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.panels.base import get_form_for_model
from wagtail.blocks import BlockField

from portal.content.changes.marks import added, marked, removed
from portal.content.models.language_version import COMMON_TEXTS, LanguageVersion, finnish_texts
from portal.content.version_form import LanguageVersionForm, LanguageVersionFormSet
from portal.localisation.languages import default_language, other_languages


@dataclass(frozen=True)
class Pair:
    """One text: its field, and the Finnish text it is made from."""

    name: str
    panel: Any
    """Wagtail's panel of the field."""
    identifier: str
    finnish: SafeString
    """The Finnish text, safe; with ``ins`` and ``del`` where it has changed since the version was up to date."""
    has_changed: bool

    @property
    def id(self) -> str:
        """Of the element with the Finnish text."""
        return f"{self.identifier}-finnish"


class LanguageTab(InlinePanel):
    """One language of a page. All tabs share one formset; the first one carries its management form."""

    def __init__(self, code: str = "", names: tuple[str, ...] = (), *args: Any, is_first: bool = False, **kwargs: Any) -> None:
        self.code, self.names, self.is_first = code, names, is_first
        kwargs.setdefault("relation_name", "language_versions")
        kwargs.setdefault("panels", [FieldPanel(name, disable_comments=True) for name in names])
        super().__init__(*args, **kwargs)

    def clone_kwargs(self) -> dict[str, Any]:
        """What makes a copy of the panel."""
        kwargs: dict[str, Any] = super().clone_kwargs()
        return kwargs | {"code": self.code, "names": self.names, "is_first": self.is_first}

    def get_form_options(self) -> dict[str, Any]:
        """The formset of all languages, the same from every tab."""
        options: dict[str, Any] = super().get_form_options()
        versions = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        versions["fields"] = ["locale", *self.names]
        versions["form"] = get_form_for_model(LanguageVersion, form_class=LanguageVersionForm, defer_required_on_fields=deferred)
        versions["formset"] = LanguageVersionFormSet
        return options

    class BoundPanel(Panel.BoundPanel):
        """One language of one page."""

        template_name = "editing/language_tab.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Adds the language's row, its texts in pairs, and how it stands."""
            formset = self.form.formsets[self.panel.relation_name]
            row = formset.row(self.panel.code)
            version: LanguageVersion | None = row.instance if row is not None else None
            is_there = version is not None and bool(version.pk or version.title)
            context = {
                "formset": formset if self.panel.is_first else None,
                "row": row,
                "code": self.panel.code,
                "language": dict(other_languages()).get(self.panel.code, self.panel.code),
                "source_lang": default_language(),
                "page_id": self.instance.pk,
                "page_is_public": self.instance.live,
                "is_new": not is_there,
                "is_outdated": version is not None and version.is_outdated(self.instance),
                "up_to_date_on": version.up_to_date_on if version is not None else None,
                "pairs": list(self._pairs(row)) if row is not None else [],
            }
            context["changes_known"] = any(pair.has_changed for pair in context["pairs"])
            return super().get_context_data(parent_context) | context

        def get_comparison(self) -> list[Any]:
            """For Wagtail's comparison of two revisions: all languages once."""
            return InlinePanel.BoundPanel.get_comparison(self) if self.panel.is_first else []

        def _pairs(self, row: LanguageVersionForm) -> Iterator[Pair]:
            version: LanguageVersion = row.instance
            prefix = f"{self.prefix}-{self.panel.code}"
            bound = self.panel.child_edit_handler.get_bound_panel(instance=version, request=self.request, form=row, prefix=prefix)
            texts = finnish_texts(self.instance, self.form)
            outdated = version.is_outdated(self.instance)
            for panel, identifier in bound.visible_children_with_identifiers:
                name = panel.field_name
                now, before = texts.get(name, ""), version.source_texts.get(name) if outdated else None
                has_changed = before is not None and before != now
                pair = Pair(name, panel, f"{prefix}-{identifier}", _told(before or "", now) if has_changed else escape(now), has_changed)
                if not isinstance(row.fields[name], BlockField):
                    row.fields[name].widget.attrs["aria-describedby"] = pair.id
                yield pair


def language_tabs(names: tuple[str, ...]) -> list[tuple[Any, LanguageTab]]:
    """A panel for each language but Finnish, with the language's name (translated when it is drawn) for its tab.

    :param names: text fields this page type has besides those of every page (``COMMON_TEXTS``).
    """
    shown = (*COMMON_TEXTS[:-1], *names, COMMON_TEXTS[-1])
    others = [(code, name) for code, name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    return [(name, LanguageTab(code, shown, is_first=index == 0)) for index, (code, name) in enumerate(others)]


def _told(before: str, now: str) -> SafeString:
    if before and now:
        return marked(before, now)
    return added(now) if now else removed(before)
