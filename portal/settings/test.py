"""The test suite: explicit about everything that differs."""

import atexit
import shutil
import tempfile
from pathlib import Path

from portal.settings.base import *  # noqa: F403
from portal.settings.base import STORAGES

SECRET_KEY = "tests-only-secret-key-tests-only-secret-key"  # noqa: S105 (tests only)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # speed; never outside tests
MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
MAIL_AT_ONCE = False  # what is queued stays in the outbox until a test delivers it
DATA_DIR = Path(tempfile.mkdtemp(prefix="perhekeskus-test-"))
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir()  # WhiteNoise warns of a missing folder
MEDIA_ROOT = DATA_DIR / "media"
SEARCH_INDEX_DIR = DATA_DIR / "search"
ELASTICSEARCH_URL = ()  # the tests that want one start their own
MAIL_FOLDER = DATA_DIR / "outbox"
DEMO_ACCOUNTS_FILE = DATA_DIR / "demo-accounts.txt"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "renditions": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": MEDIA_ROOT / "renditions", "base_url": "/media/"},
    },
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
USAGE_FLUSH_SECONDS = 0  # no thread writes behind a test's back
