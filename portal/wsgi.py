"""WSGI entry; settings are chosen by DJANGO_SETTINGS_MODULE, production by default."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = get_wsgi_application()
