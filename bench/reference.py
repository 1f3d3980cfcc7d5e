"""What our pages are compared with, behind the same middleware: a view that does nothing, and a plain Wagtail list page.

Used as ROOT_URLCONF while measuring; never by the portal.
"""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.models import Page, Site

ITEMS = 20
_LIST = """{% load wagtailcore_tags %}<!doctype html><html lang="fi"><title>{{ page.title }}</title>
<ul>{% for item in items %}<li><a href="{% pageurl item %}">{{ item.title }}</a><p>{{ item.summary }}</p></li>{% endfor %}</ul></html>"""


def trivial(request: HttpRequest) -> HttpResponse:
    """Answers with a constant."""
    return HttpResponse("ok")


def plain(request: HttpRequest) -> HttpResponse:
    """A list page as Wagtail's tutorial writes it: route to the page, then its children as full page instances."""
    site = Site.find_for_request(request)
    page = site.root_page.route(request, []).page
    items = Page.objects.live().public().descendant_of(page).order_by("title").specific()[:ITEMS]
    return HttpResponse(_template().render({"page": page, "items": items}, request))


@cache
def _template() -> Any:
    return engines["django"].from_string(_LIST)


urlpatterns = [
    path("reference/trivial/", trivial),
    path("reference/plain/", plain),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include(wagtail_urls)),
]
