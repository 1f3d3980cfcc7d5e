"""What search engines may read."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from home.furniture import furniture


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public but the admin, and where the addresses are named; nothing at all while the content is a sample."""
    named = f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    rules = ["Disallow: /"] if furniture().settings.is_sample else ["Disallow: /admin/", "Allow: /", "", named]
    return HttpResponse("\n".join(["User-agent: *", *rules, ""]), content_type="text/plain; charset=utf-8")


class Favicon(RedirectView):
    """The mark, for those who ask at the old address."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        """Address of the mark among the static files."""
        return static("img/mark.svg")
