"""Search follows the catalogue from the moment the project is loaded."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """See the package's text."""

    name = "search"

    def ready(self) -> None:
        """Listen to the catalogue; what is counted in this process is written before it ends."""
        from search import receivers  # noqa: F401 (registers the receivers; models are ready only now)
        from search.analytics.counter import writer
        from search.engines import elasticsearch_checks  # noqa: F401 (registers the check)

        writer.write_at_exit()
