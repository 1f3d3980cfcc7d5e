"""manage.py search_sync: give the engine what it has missed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineError
from search.language.voikko import AnalyserUnavailableError
from search.sync import drain


class Command(BaseCommand):
    """See help."""

    help = "Bring the search engine up to date with everything published since it last followed; quick when nothing is pending."

    def handle(self, *args: Any, **options: Any) -> None:
        """Drain the outbox."""
        try:
            rows = drain()
        except (EngineError, AnalyserUnavailableError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{rows} catalogue entries taken over.")
