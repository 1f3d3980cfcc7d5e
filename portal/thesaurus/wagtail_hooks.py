"""The thesaurus in the admin. Its doors are classified in ``portal.isolation.wagtail_doors``: that layer stands above this one."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from portal.thesaurus.forms import ConceptForm
from portal.thesaurus.models import Concept
from portal.thesaurus.views.adding import AddLabelView
from portal.thesaurus.views.concepts import (
    ConceptCopyView,
    ConceptCreateView,
    ConceptEditView,
    ConceptIndexView,
    crisis_told,
    names,
    words_told,
)
from portal.thesaurus.views.exchange import ConfirmImportView, ExportView, ImportView


class ConceptViewSet(SnippetViewSet):
    """Concepts of the thesaurus."""

    model = Concept
    icon = "openquote"
    menu_label = _("Search thesaurus")
    menu_order = 261
    add_to_admin_menu = True
    index_view_class = ConceptIndexView
    add_view_class = ConceptCreateView
    copy_view_class = ConceptCopyView
    edit_view_class = ConceptEditView
    list_display = [
        "__str__",
        Column("broader", label=_("Broader concepts"), accessor=names("broader")),
        Column("topics", label=_("Topics"), accessor=names("topics")),
        Column("crisis", label=_("Crisis"), accessor=crisis_told, sort_key="is_crisis"),
        Column("words", label=pgettext_lazy("of a concept", "Words"), accessor=words_told),
        Column("slug", label=_("Identifier"), sort_key="slug"),
    ]
    list_per_page = 50
    ordering = ["slug"]
    edit_handler = ObjectList(
        [
            FieldPanel("preferred", heading=_("Name")),
            FieldPanel("alternative", heading=_("Other names")),
            FieldPanel("colloquial", heading=_("Everyday words")),
            MultiFieldPanel(
                [
                    FieldPanel("broader", help_text=_("What it is a kind of. Who searches for that finds this, too.")),
                    FieldPanel("related", help_text=_("What is near to it. It is found after the rest.")),
                    FieldPanel("topics", help_text=_("Pages on these topics are about it.")),
                ],
                heading=_("What it is near to"),
            ),
            FieldPanel("is_crisis", heading=_("Crisis")),
            FieldPanel("slug"),
        ],
        base_form_class=ConceptForm,
    )


register_snippet(ConceptViewSet)


@hooks.register("register_admin_urls")
def thesaurus_urls() -> list[URLPattern]:
    """Everything under /admin/thesaurus/."""
    return [
        path("thesaurus/word/", AddLabelView.as_view(), name="thesaurus_add_label"),
        path("thesaurus/export/", ExportView.as_view(), name="thesaurus_export"),
        path("thesaurus/import/", ImportView.as_view(), name="thesaurus_import"),
        path("thesaurus/import/confirm/", ConfirmImportView.as_view(), name="thesaurus_import_confirm"),
    ]
