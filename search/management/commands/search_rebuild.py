"""manage.py search_rebuild: build the index anew from the catalogue."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines.base import EngineError
from search.language.voikko import AnalyserUnavailableError
from search.sync import listing_count, rebuild


class Command(BaseCommand):
    """See help."""

    help = (
        "Build the search index anew from the catalogue, beside the one in use, and switch to it at the end. "
        "Publishing goes on meanwhile; safe to interrupt at any time."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild with a progress bar."""
        quiet = options["verbosity"] == 0
        tqdm.monitor_interval = 0  # a watching thread of its own would keep the work from being shared among processes
        try:
            with tqdm(total=listing_count(), unit=" listings", file=self.stderr, disable=quiet) as bar:
                listings = rebuild(progress=bar.update)
        except (EngineError, AnalyserUnavailableError) as error:
            raise CommandError(str(error)) from error
        except KeyboardInterrupt as error:
            raise CommandError("Interrupted: the index in use is as it was.", returncode=130) from error
        if not quiet:
            self.stdout.write(f"{listings} listings in the search index.")
