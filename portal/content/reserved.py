"""Addresses that belong to the portal's own views: no page may take them."""

from typing import Any

from django.apps import apps
from django.core.checks import Error, Tags, register
from django.db import DatabaseError

from portal.localisation.languages import language_codes

RESERVED_SLUGS = frozenset(
    {
        *("haku", "kunnat", "alueet", "kohtaamispaikat", "ryhmat", "palvelut", "auttavat-palvelut", "tapahtumat", "oppaat"),
        *("materiaalit", "organisaatiot", "apua-nyt", "tanaan", "tuloste", "juliste", "kalenteri", "tallennetut", "uutiskirje"),
        *("turvallisesti", "vahvista", "kutsu", "meidan-organisaatio", "esikatselu", "palaute", "saavutettavuus", "tietosuoja"),
        *(".well-known", "admin", "api", "media", "documents", "static", "accounts", "feeds", "_util", "healthz", "readyz"),
    }
)


def is_reserved_slug(slug: str) -> bool:
    """Whether a page directly under the home page must not have this slug (views and language prefixes)."""
    return slug in RESERVED_SLUGS or slug in language_codes()


@register(Tags.database)
def no_page_hides_a_view(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[Error]:
    """A page at a reserved address could never be reached: name it (``check --database default`` and ``migrate``)."""
    if not databases:
        return []
    page_model = apps.get_model("wagtailcore", "Page")
    try:
        pages = list(page_model.objects.filter(depth=3, slug__in=[*RESERVED_SLUGS, *language_codes()]))
    except DatabaseError:  # before the first migrate there are no pages
        return []
    return [
        Error(f"The page “{page.title}” has the reserved address “{page.slug}”.", hint="Change its slug in the admin.", id="portal.E001")
        for page in pages
    ]
