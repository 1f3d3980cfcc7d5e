"""The editor's tabs, the same order on every page type."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from portal.content.models.language_version import language_versions_panel
from portal.content.widgets import Checkboxes

TEXT_PANELS = [TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("plain_summary")]
FIND_PANELS = [FieldPanel("topics", widget=Checkboxes), FieldPanel("alternative_names"), FieldPanel("image")]
TRUTH_PANELS = [
    HelpPanel(
        content=_("Families trust what is here. Confirm the page in the list “Freshness” when you have checked that all of it is right.")
    ),
    FieldRowPanel([FieldPanel("confirmed_on", read_only=True), FieldPanel("confirmed_by", read_only=True)]),
    FieldPanel("review_every_days"),
    MultiFieldPanel(
        [FieldPanel("record_status"), FieldPanel("information_from"), FieldPanel("check_note"), FieldPanel("external_id", read_only=True)],
        heading=_("State of the information"),
    ),
    FieldPanel("sources"),
]


def tabs(
    *,
    content: Sequence[Panel],
    when: Sequence[Panel] = (),
    where: Sequence[Panel] = (),
    whom: Sequence[Panel] = (),
    translated: Sequence[str] = (),
    is_listing: bool = True,
) -> TabbedInterface:
    """The edit form of a page type.

    :param content: what this type has besides the shared texts.
    :param when: times. :param where: place and organisers. :param whom: audience and access.
    :param translated: names of further texts that language versions translate.
    :param is_listing: whether the type has the fields of ``ListingPage``.
    """
    texts = [*TEXT_PANELS, *content, *FIND_PANELS] if is_listing else list(content)
    children = [
        ObjectList(texts, heading=_("Content")),
        *([ObjectList(list(when), heading=_("When"))] if when else []),
        *([ObjectList(list(where), heading=_("Where and who"))] if where else []),
        *([ObjectList(list(whom), heading=_("For whom and how"))] if whom else []),
        ObjectList([language_versions_panel(*translated)], heading=_("Languages")),
        *([ObjectList(TRUTH_PANELS, heading=_("Truth"))] if is_listing else []),
        ObjectList(_promote(), heading=_("Address")),
    ]
    return TabbedInterface(children)


def _promote() -> list[Any]:
    return list(Page.promote_panels)
