"""The privacy page: drawn from what each app declares to keep (``portal.privacy.registry``), so it cannot promise anything else."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.localisation.languages import language_codes
from portal.pagecache.kept import kept
from portal.privacy.registry import Whose, declarations, on_device


@require_safe
@kept
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom, why, how long and who sees it. No query besides the site's own."""
    context = {
        "groups": [(whose.value, declarations(whose)) for whose in Whose],
        "on_device": on_device(),
        "languages": language_codes(),
    }
    return render(request, "pages/privacy.html", context)
