"""Wagtail's own API v2 over live, public pages: titles and addresses. Whole listings are at /api/v1/listings/.

Images and documents are not offered as collections; drafts, owners, editors and revisions never are.
"""

from typing import Any

from rest_framework.renderers import JSONRenderer
from wagtail.api.v2.filters import AncestorOfFilter, ChildOfFilter, DescendantOfFilter, FieldsFilter, OrderingFilter
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from portal.catalogue.models import CatalogueEntry
from portal.content.models import ListingPage


class PublicPages(PagesAPIViewSet):
    """Live pages without a view restriction; not the fictional example's, whose mark this interface could not carry."""

    authentication_classes: tuple[Any, ...] = ()
    """Nobody sees more by being logged in."""
    renderer_classes = (JSONRenderer,)
    filter_backends = (FieldsFilter, ChildOfFilter, AncestorOfFilter, DescendantOfFilter, OrderingFilter)
    """Without Wagtail's database search, which reads every page: searching is at /api/v1/search."""
    known_query_parameters = PagesAPIViewSet.known_query_parameters - {"search", "search_operator", "translation_of", "locale"}
    meta_fields = [
        *("type", "detail_url", "html_url", "slug", "show_in_menus", "seo_title", "search_description", "first_published_at", "parent"),
    ]
    listing_fields = ("listing_id", "summary", "plain_summary")

    def get_base_queryset(self) -> Any:
        """Pages that are public and real."""
        return super().get_base_queryset().exclude(pk__in=CatalogueEntry.objects.filter(is_example=True).values("page_id"))

    @classmethod
    def get_detail_default_fields(cls, model: Any) -> list[str]:
        """Everything that is offered at all."""
        fields: list[str] = cls.get_available_fields(model)
        return fields

    @classmethod
    def get_body_fields_names(cls, model: Any) -> list[str]:
        """A findable page also gives its listing's id and its summaries."""
        names: list[str] = super().get_body_fields_names(model)
        return [*names, *cls.listing_fields] if issubclass(model, ListingPage) else names


router = WagtailAPIRouter("wagtailapi")
router.register_endpoint("pages", PublicPages)
