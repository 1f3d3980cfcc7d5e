"""The vocabularies in the admin. The order of the list is the order families see; rows are dragged."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from portal.localisation.admin import LabelIndexView
from portal.taxonomy.models import (
    AccessibilityFact,
    AgeBand,
    Audience,
    FirstVisitFact,
    LifeSituation,
    Offer,
    ServiceLanguage,
    Topic,
)

SLUG_HELP = _("Used in addresses and by other systems; do not change it later.")
_SLUG = Column("slug", label=_("Identifier"), sort_key="slug")


class TermViewSet(SnippetViewSet):
    """What every vocabulary has: a label in each language and an identifier."""

    index_view_class = LabelIndexView
    list_display = ["__str__", _SLUG]
    list_per_page = 100
    ordering = ["sort_order", "slug"]
    sort_order_field = "sort_order"
    panels = [FieldPanel("labels"), FieldPanel("slug", help_text=SLUG_HELP)]


class TopicViewSet(TermViewSet):
    """Topics, in the blocks of early support."""

    model = Topic
    icon = "tag"
    list_display = [
        "__str__",
        Column("parent", label=_("Block"), sort_key="parent__sort_order"),
        _SLUG,
        BooleanColumn("is_sensitive", label=_("Sensitive")),
        BooleanColumn("is_crisis", label=_("Crisis")),
    ]
    list_filter = ["parent", "is_sensitive", "is_crisis"]
    panels = [
        *TermViewSet.panels,
        FieldPanel("parent", help_text=_("The block of early support it belongs to; empty for a block.")),
        FieldPanel("is_sensitive"),
        FieldPanel("is_crisis"),
    ]


class LifeSituationViewSet(TermViewSet):
    """Life situations."""

    model = LifeSituation
    icon = "openquote"


class AgeBandViewSet(TermViewSet):
    """Age bands."""

    model = AgeBand
    icon = "calendar"
    list_display = ["__str__", Column("age_min", label=_("From age")), Column("age_max", label=_("To age")), _SLUG]
    panels = [
        *TermViewSet.panels,
        FieldRowPanel(
            [
                FieldPanel("age_min", help_text=_("In whole years. Empty: from birth.")),
                FieldPanel("age_max", help_text=_("This age included. Empty: no upper age.")),
            ]
        ),
    ]


class AudienceViewSet(TermViewSet):
    """Audiences."""

    model = Audience
    icon = "group"


class ServiceLanguageViewSet(TermViewSet):
    """Languages of service."""

    model = ServiceLanguage
    icon = "globe"
    panels = [FieldPanel("labels"), FieldPanel("slug", help_text=_("The language's code in lower case: fi, sv, en, uk, fsl."))]


class AccessibilityFactViewSet(TermViewSet):
    """Accessibility facts."""

    model = AccessibilityFact
    icon = "view"


class FirstVisitFactViewSet(TermViewSet):
    """First-visit facts."""

    model = FirstVisitFact
    icon = "login"


class OfferViewSet(TermViewSet):
    """Contents of a meeting place."""

    model = Offer
    icon = "tasks"


class TaxonomyGroup(SnippetViewSetGroup):
    """One entry in the menu."""

    items = (
        TopicViewSet,
        LifeSituationViewSet,
        AgeBandViewSet,
        AudienceViewSet,
        ServiceLanguageViewSet,
        AccessibilityFactViewSet,
        FirstVisitFactViewSet,
        OfferViewSet,
    )
    menu_label = _("Taxonomy")
    menu_icon = "tag"
    menu_order = 260
    add_to_admin_menu = True


register_snippet(TaxonomyGroup)
