"""``make demo``: prepare what is missing, say what to open, serve in the foreground.

Every step looks first whether it is needed, so a second start serves at once. What was edited meanwhile stays: on a new day
only the dates of the fictional example move, and only on pages that nobody has edited.
"""

import argparse
import hashlib
import json
import os
import shutil
import socket
import sys
from contextlib import nullcontext
from io import StringIO
from pathlib import Path
from typing import NoReturn

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from scripts.serving import MALLOC, server_command


def main() -> None:
    parser = argparse.ArgumentParser(prog="make demo", description=__doc__)
    parser.add_argument("--reset", action="store_true", help="throw away the demo's data and load it anew")
    parser.add_argument("--accounts", action="store_true", help="show the demo's accounts")
    parser.add_argument("--prepare", action="store_true", help="prepare, do not serve")
    options = parser.parse_args()
    host, port = os.environ.get("HOST", "127.0.0.1"), _port()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    os.environ.setdefault("SITE_URL", f"http://localhost:{port}")
    django.setup()

    if options.accounts:
        print(_accounts())
        return
    if options.reset:
        _reset()
    serving = not (options.reset or options.prepare)
    if serving:
        _require_free(host, port)
    prepare()
    if not serving:
        print("The demo's data is ready. Start the portal with: make demo")
        return
    print(
        f"\nThe portal: http://localhost:{port}/   the editors' side: http://localhost:{port}/admin/   (Ctrl-C ends)\n\n{_accounts()}\n",
        flush=True,
    )
    _serve(host, port)


def prepare() -> None:
    """Bring database, content, search index and static files up to date, each only when it is behind."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    executor = MigrationExecutor(connection)
    updated = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if updated:
        print("Preparing the database ...", flush=True)
        call_command("migrate", interactive=False, verbosity=0)

    from portal.catalogue.models import CatalogueEntry, Renewal  # models can be imported only after django.setup()
    from portal.demo.site import point_site
    from search.following import rebuilt_afterwards

    if not CatalogueEntry.objects.exists():
        _engine_stamp().unlink(missing_ok=True)  # an index of another database does not count
    with nullcontext() if _search_is_ready() else rebuilt_afterwards():
        if not CatalogueEntry.objects.exists():
            print("Loading the content ...", flush=True)
            call_command("load_demo")
            call_command("catalogue_roll", verbosity=0)
            call_command("picture_sizes", verbosity=0)
            _shape_stamp().write_text(_shape_fingerprint())
        renew_shape()
        if not Renewal.objects.filter(rolled_on=timezone.localdate()).exists():
            print("A new day: moving the example's dates and laying out everybody's ...", flush=True)
            call_command("load_demo", example_only=True, verbosity=0)
            call_command("catalogue_roll", verbosity=0)
        point_site(settings.SITE_URL)  # another PORT, or none given, is another address
        if updated or not settings.DEMO_ACCOUNTS_FILE.exists():  # with the code the accounts' rights may be other ones
            call_command("demo_accounts", stdout=StringIO())
    if not _search_is_ready():
        print("Building the search index ...", flush=True)
        call_command("search_rebuild")
        _engine_stamp().write_text(_engine_name())
    _collect_static()


def _search_is_ready() -> bool:
    """Whether the engine that is set now has an index, and followed the catalogue the last time, too."""
    from portal.localisation.languages import default_language
    from search.engines import get_engine
    from search.engines.base import EngineQuery, IndexNotBuiltError, IndexUnusableError

    try:
        get_engine().search(EngineQuery(default_language(), limit=0))
    except (IndexNotBuiltError, IndexUnusableError):
        return False
    return _engine_stamp().exists() and _engine_stamp().read_text() == _engine_name()


def _engine_stamp() -> Path:
    return Path(settings.DATA_DIR) / "search-engine.stamp"


def _engine_name() -> str:
    """The engine and the languages it analyses: with a further language the index is built anew."""
    languages = ",".join(code for code, _name in settings.LANGUAGES)
    return f"{'elasticsearch' if settings.ELASTICSEARCH_URL else 'embedded'} {languages}"


def renew_shape() -> bool:
    """Write catalogue and search index anew when listings have had another shape since they were written; whether it did so.

    What is stored is JSON of the listings; after an update of the code its shape may be an older one.
    """
    stamp, fingerprint = _shape_stamp(), _shape_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return False
    from search.following import rebuilt_afterwards

    print("Listings have a new shape: writing catalogue and search index anew ...", flush=True)
    with rebuilt_afterwards():
        call_command("catalogue_rebuild", verbosity=0, stdout=StringIO())
    call_command("search_rebuild", verbosity=0)
    stamp.write_text(fingerprint)
    return True


def _shape_stamp() -> Path:
    return Path(settings.DATA_DIR) / "listing-shape.stamp"


def _shape_fingerprint() -> str:
    from portal.listings.listing import Listing

    return hashlib.sha256(json.dumps(Listing.model_json_schema(), sort_keys=True).encode()).hexdigest()


def _collect_static() -> None:
    stamp = settings.DATA_DIR / "static.stamp"
    fingerprint = _static_fingerprint()
    if _has_files(Path(settings.STATIC_ROOT)) and stamp.exists() and stamp.read_text() == fingerprint:
        return
    print("Collecting static files ...", flush=True)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(fingerprint)


def _static_fingerprint() -> str:
    """Changes when any static file of the portal or of an installed package does."""
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            stat = Path(storage.path(name)).stat()
            digest.update(f"{name} {stat.st_mtime_ns} {stat.st_size}\n".encode())
    return digest.hexdigest()


def _reset() -> None:
    database = settings.DATABASES["default"]
    if database["ENGINE"] != "django.db.backends.sqlite3":
        sys.exit("demo-reset empties only the demo's own SQLite database; DATABASE_URL names another one, empty that yourself.")
    name = Path(str(database["NAME"]))
    stamps = (settings.DATA_DIR / "static.stamp", _shape_stamp(), _engine_stamp())
    for file in (*name.parent.glob(f"{name.name}*"), settings.DEMO_ACCOUNTS_FILE, *stamps):
        file.unlink(missing_ok=True)
    for folder in (settings.MEDIA_ROOT, settings.SEARCH_INDEX_DIR, settings.STATIC_ROOT, settings.DATA_DIR / "outbox"):
        shutil.rmtree(folder, ignore_errors=True)


def _accounts() -> str:
    if not settings.DEMO_ACCOUNTS_FILE.exists():
        return "No demo accounts yet: make demo makes them."
    from portal.demo.credentials import show_accounts

    where = _relative(settings.DEMO_ACCOUNTS_FILE)
    return f"Demo accounts (made for this copy only, kept in {where}).\n{show_accounts(settings.DEMO_ACCOUNTS_FILE)}"


def _relative(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _has_files(folder: Path) -> bool:
    return folder.is_dir() and next(folder.iterdir(), None) is not None


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65536):
        sys.exit(f"PORT={given} is not a port number between 1 and 65535.")
    return int(given)


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            sys.exit(f"Port {port} on {host} cannot be used ({error.strerror}). Choose another: make demo PORT={port + 1}")


def _serve(host: str, port: int) -> NoReturn:
    """Becomes the server, so that Ctrl-C reaches it and nothing else is left running; its one process runs the periodic jobs, too."""
    os.environ.setdefault("SCHEDULER", "true")
    os.environ.update({**MALLOC, **os.environ})
    command = server_command(host, port)
    os.execv(command[0], command)  # noqa: S606 (no shell is wanted: the process itself becomes the server)


if __name__ == "__main__":
    main()
