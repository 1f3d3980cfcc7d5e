"""What signing in and editing leave behind."""

import datetime as dt
from importlib import import_module

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState

from portal.jobs.registry import periodic


@periodic("ended_sessions", every=dt.timedelta(hours=6), label=_("Forgetting ended sessions"))
def ended_sessions(now: dt.datetime) -> str:
    """Delete sessions that are over, and what Wagtail keeps of open editors and their previews while somebody is there."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    EditingSession.cleanup()
    FormState.objects.stale().delete()
    return "done"
