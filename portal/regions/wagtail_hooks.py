"""Municipalities and family-centre areas in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.localisation.admin import LocalisedIndexView
from portal.regions.models import FamilyCentreArea, Municipality


class MunicipalityViewSet(SnippetViewSet):
    """Municipalities with their localities."""

    model = Municipality
    icon = "site"
    menu_label = _("Municipalities")
    index_view_class = LocalisedIndexView
    list_display = [
        "__str__",
        Column("code", label=_("Code"), sort_key="code"),
        Column("area", label=_("Family-centre area"), sort_key="area__sort_order"),
        Column("get_meeting_place_state_display", label=_("Open meeting place"), sort_key="meeting_place_state"),
        Column("valid_until", label=_("Valid until"), sort_key="valid_until"),
    ]
    list_filter = ["area", "meeting_place_state", "is_example"]
    list_per_page = 100
    ordering = ["slug"]
    panels = [
        FieldPanel("names"),
        FieldRowPanel(
            [
                FieldPanel("code", help_text=_("Three digits by Statistics Finland, with leading zeros: 046.")),
                FieldPanel("slug", help_text=_("Used in addresses and by other systems; do not change it later.")),
            ]
        ),
        FieldPanel("area", help_text=_("Whose contact answers the families of this municipality.")),
        FieldPanel("introduction", help_text=_("Optional. Shown on top of the municipality's page.")),
        FieldPanel(
            "meeting_place_state",
            help_text=_("“Not yet” only when the municipality itself has said so. When you do not know, leave “No information”."),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                InlinePanel(
                    "localities",
                    label=_("Locality"),
                    heading=_("Localities"),
                    help_text=_(
                        "Villages, towns and former municipalities that people name instead, with their own points. They are searched."
                    ),
                    panels=[FieldPanel("name"), FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
                ),
            ],
            heading=_("On the map"),
        ),
        MultiFieldPanel(
            [
                HelpPanel(content=_("A municipality that ends is not deleted: its pages and old links lead to the successor.")),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_until")]),
                FieldPanel("successor", help_text=_("The municipality it was merged into.")),
                FieldPanel("is_example", help_text=_("Only for sample content: never counted, found only when it is chosen.")),
            ],
            heading=_("Validity"),
        ),
    ]


class FamilyCentreAreaViewSet(SnippetViewSet):
    """Family-centre areas with their human contact."""

    model = FamilyCentreArea
    icon = "group"
    menu_label = _("Family-centre areas")
    index_view_class = LocalisedIndexView
    list_display = [
        "__str__",
        Column("slug", label=_("Address"), sort_key="slug"),
        Column("contact_phone", label=_("Telephone")),
        BooleanColumn("contact_email", label=_("E-mail")),
    ]
    ordering = ["sort_order", "slug"]
    sort_order_field = "sort_order"
    panels = [
        FieldPanel("names"),
        FieldPanel("slug", help_text=_("Used in addresses and by other systems; do not change it later.")),
        FieldPanel("introduction", help_text=_("Optional. Shown on top of the area's page.")),
        MultiFieldPanel(
            [
                HelpPanel(
                    content=_(
                        "An office, not a person's own number or address. What is not known is left empty; the page then says whom to ask."
                    )
                ),
                FieldPanel("contact_name"),
                FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
                FieldPanel("contact_url"),
                FieldPanel("contact_note"),
            ],
            heading=_("Human contact"),
        ),
        InlinePanel(
            "contacts",
            label=_("Contact"),
            heading=_("Other contacts for young people or professionals"),
            help_text=_("Only where they ask somebody else than families do. Without one the contact above is shown."),
            panels=[
                FieldPanel("section"),
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                FieldPanel("url"),
                FieldPanel("note"),
            ],
        ),
    ]


class RegionsGroup(SnippetViewSetGroup):
    """One entry in the menu."""

    items = (MunicipalityViewSet, FamilyCentreAreaViewSet)
    menu_label = _("Region")
    menu_icon = "globe"
    menu_order = 250
    add_to_admin_menu = True


register_snippet(RegionsGroup)
