"""WSGI entry; settings are chosen by DJANGO_SETTINGS_MODULE, production by default."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
django_application = get_wsgi_application()

from portal.browse.page_cache import in_front_of  # noqa: E402 (the apps are ready only now)
from search.warming import start_thread as warm_up  # noqa: E402

application = in_front_of(django_application)
warm_up()

if settings.SCHEDULER:
    from portal.jobs.scheduler import start_thread

    start_thread()
