"""Running content: text, notices, pictures and live listings."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from portal.content.choices import area_choices, kind_choices, topic_choices

RICH_TEXT_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
FINDABLE_PAGES = [
    "organisations.OrganisationPage",
    "places.MeetingPlacePage",
    "groups.PeerGroupPage",
    "services.ServicePage",
    "events.EventPage",
    "guides.GuidePage",
    "materials.MaterialPage",
]


class NoticeBlock(blocks.StructBlock):
    """Something the reader must not miss."""

    level = blocks.ChoiceBlock(choices=[("info", _("Good to know")), ("important", _("Important"))], default="info", label=_("Level"))
    text = blocks.RichTextBlock(features=["bold", "link", "ul"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        description = _("A short text set apart; use it rarely")
        template = "blocks/notice.html"
        preview_value = {"level": "info", "text": "<p>Eron ensiapupisteessä voi käydä nimettömästi.</p>"}


CARDS_PATH = "chosen_listings.pages.item"
"""How the path ends under which Wagtail's ReferenceIndex has a page that a body shows as a card: drawn from what is public then,
so that the page whose body it is repeats nothing of it."""


class ChosenListingsBlock(blocks.StructBlock):
    """Listings one by one, in the order chosen."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    pages = blocks.ListBlock(blocks.PageChooserBlock(page_type=FINDABLE_PAGES, label=_("Page")), label=_("Pages"), min_num=1)

    class Meta:
        icon = "list-ol"
        label = _("Listings, chosen")
        description = _("Cards of the pages you choose; they stay up to date by themselves")
        template = "blocks/listings.html"


class RuleListingsBlock(blocks.StructBlock):
    """Listings by a rule; new ones appear by themselves."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=120)
    kinds = blocks.MultipleChoiceBlock(label=_("Kinds"), required=False, choices=kind_choices)
    topics = blocks.MultipleChoiceBlock(label=_("Topics"), required=False, choices=topic_choices)
    area = blocks.ChoiceBlock(label=_("Family-centre area"), required=False, choices=area_choices, help_text=_("Empty: the whole region."))
    empty_text = blocks.CharBlock(
        label=_("Text when nothing is found"), max_length=250, help_text=_("For example: no groups right now, ask Perheneuvo.")
    )

    class Meta:
        icon = "search"
        label = _("Listings, by rule")
        description = _("All current pages of these kinds and topics, sorted by municipality")
        template = "blocks/listings.html"
        preview_value = {"heading": "Vertaisryhmät eron jälkeen", "kinds": ["peer_group"], "empty_text": "Kysy Perheneuvosta."}

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a rule that would list everything."""
        cleaned = super().clean(value)
        if not cleaned["kinds"] and not cleaned["topics"]:
            error = ValidationError(_("Choose at least one kind or one topic."))
            raise blocks.StructBlockValidationError(block_errors={"kinds": error})
        return cleaned


class BodyBlock(blocks.StreamBlock):
    """The running content of a page."""

    text = blocks.RichTextBlock(
        features=RICH_TEXT_FEATURES,
        icon="pilcrow",
        label=_("Text"),
        description=_("Headings, paragraphs, lists and links"),
        template="blocks/text.html",
        preview_value="<p>Mikään asia ei ole liian pieni.</p>",
    )
    notice = NoticeBlock()
    image = ImageBlock(icon="image", label=_("Picture"), description=_("A picture told in words"), template="blocks/image.html")
    chosen_listings = ChosenListingsBlock()
    rule_listings = RuleListingsBlock()

    class Meta:
        label = _("Content")
        required = False
