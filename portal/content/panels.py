"""The editor's tabs, the same on every page type: the essentials first, in the order in which somebody would tell them.

The first tab asks only what a family must know; the second one holds the rest, folded where it is long. So a peer group can
be added on a phone in a few minutes, and completed later.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface, TitleFieldPanel
from wagtail.models import Page

from portal.content.editing_panels import NoticesPanel
from portal.content.version_panel import language_tabs
from portal.content.widgets import Checkboxes

TITLE = TitleFieldPanel("title", help_text=_("The name families know it by. Short and clear."))
SUMMARY = FieldPanel("summary", heading=_("In a nutshell"), help_text=_("One or two short sentences: what it is and for whom."))
CONTACTS = FieldPanel("contacts", help_text=_("Where families can ask. An office or a role, never a private person."))
WEBSITE = FieldPanel("website", help_text=_("A page that tells more, if there is one."))
BODY = FieldPanel("body", heading=_("Tell more"), help_text=_("What happens there? What should a newcomer know?"))
PLAIN_SUMMARY = FieldPanel(
    "plain_summary",
    help_text=_(
        "Selkosuomi is Finnish for those who find ordinary text hard: because they are learning the language, cannot concentrate or "
        "have a disability. Short sentences, common words, one thing in each sentence, no idioms. Tell what it is, for whom, and what "
        "to do first. Readers open it with the switch “In plain language”."
    ),
)
FINDING = [
    FieldPanel("topics", widget=Checkboxes, help_text=_("What it is about. Families find pages by these.")),
    FieldPanel("image", help_text=_("A picture of the place or the activity. Ask everybody in it first.")),
    PLAIN_SUMMARY,
    FieldPanel("alternative_names"),
]
"""By what families find the page; on every findable type."""
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
    first: Sequence[Panel],
    more: Sequence[Panel] = (),
    translated: Sequence[str] = (),
    is_listing: bool = True,
) -> TabbedInterface:
    """The edit form of a page type.

    :param first: what is asked first, in order; the title of a findable page stands before it.
    :param more: everything else; what helps finding stands before it on a findable page.
    :param translated: names of further texts that language versions translate.
    :param is_listing: whether the type has the fields of ``ListingPage``.
    """
    essentials = [NoticesPanel(), *([TITLE, *first] if is_listing else [*first, PLAIN_SUMMARY])]
    rest = [*FINDING, *more] if is_listing else list(more)
    children = [
        ObjectList(essentials, heading=_("Basics")),
        *([ObjectList(rest, heading=_("More"))] if rest else []),
        *(ObjectList([panel], heading=name) for name, panel in language_tabs(tuple(translated))),
        *([ObjectList(TRUTH_PANELS, heading=_("Up to date"))] if is_listing else []),
        ObjectList(_promote(), heading=_("Web address")),
    ]
    return TabbedInterface(children)


def _promote() -> list[Any]:
    # The settings panels are drawn beside the form: when it is published and taken away, and comments.
    return [*Page.promote_panels, *Page.settings_panels]
