"""``export_texts``: texts for translators as a file."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from wagtail.models import Page

from portal.localisation.languages import other_languages
from portal.translating import po, xliff
from portal.translating.exporting import texts_of
from portal.translating.files import formats
from portal.translating.pages import What, select
from portal.translating.words import all_models, words_of

FORMATS = (po.PO, xliff.XLIFF)


class Command(BaseCommand):
    """Write the texts of one page, of all pages below it, or of the whole portal."""

    help = "Writes texts for translators as PO or XLIFF; import_texts takes them back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("language", choices=[code for code, _name in other_languages()])
        parser.add_argument("--what", choices=[what.value for what in What], default=What.OPEN.value)
        parser.add_argument("--page", type=int, help="primary key: this page alone")
        parser.add_argument("--below", type=int, help="primary key: this page and everything under it, e.g. an organisation")
        parser.add_argument("--words", action="store_true", help="the portal's own words (vocabularies, settings) instead of pages")
        parser.add_argument("--output", default="-", help="file ending in .po or .xlf; - writes PO to the standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file.

        :raises CommandError: no such page, or an unknown kind of file.
        """
        pages, what = Page.objects.all(), What(options["what"])
        for name in ("page", "below"):
            if options[name] is not None:
                page = Page.objects.filter(pk=options[name]).first()
                if page is None:
                    raise CommandError(f"There is no page {options[name]}.")
                pages = pages.filter(pk=page.pk) if name == "page" else pages.filter(path__startswith=page.path)
        suffix = ".po" if options["output"] == "-" else Path(options["output"]).suffix
        if suffix not in formats():
            raise CommandError(f"The file must end in one of {', '.join(sorted(formats()))}.")
        if options["words"]:
            texts = words_of(all_models(), options["language"], only_missing=what in {What.OPEN, What.MISSING})
        else:
            texts = texts_of(select(pages, options["language"], what), options["language"])
        written = formats()[suffix].write(texts)
        if options["output"] == "-":
            sys.stdout.buffer.write(written)
        else:
            Path(options["output"]).write_bytes(written)
            self.stdout.write(f"{len(texts.entries)} texts")
