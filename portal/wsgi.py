"""WSGI entry; settings are chosen by DJANGO_SETTINGS_MODULE, production by default."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()

if settings.SCHEDULER:
    from portal.jobs.scheduler import start_thread  # the apps are ready only now

    start_thread()
