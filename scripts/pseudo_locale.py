"""A language that nobody speaks, to see what a real one would break: accented, longer, and from right to left.

``python -m scripts.pseudo_locale FOLDER [LANGUAGE]`` writes FOLDER/LANGUAGE/LC_MESSAGES/django.{po,mo} from the portal's strings.
Serve the portal with ``LANGUAGES=fi,sv,en,ar LOCALE_DIR=FOLDER`` to see it (docs/languages.md). What is plain English on a page is
then a string that no translator would have been asked for; what does not fit would not fit in German or Ukrainian either.
"""

import re
import sys
from pathlib import Path

import polib

LANGUAGE = "ar"
"""Arabic: written from right to left, and not one of the languages that stand in ``locale/``."""
RIGHT_TO_LEFT = "\u200f"
"""RIGHT-TO-LEFT MARK: its strong direction makes Latin pseudo words lie as Arabic ones would."""
_SOURCE = Path("locale/fi/LC_MESSAGES/django.po")
_ACCENTED = str.maketrans("aceginorsuyzACEGINORSUYZ", "åçéğïñöřšüýžÅÇÉĞÏÑÖŘŠÜÝŽ")
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]*>|&\w+;|https?://\S+)")
"""Placeholders, markup and addresses."""
_LONGER = 0.35
"""How much longer than English: what W3C counts for texts of more than 70 letters
(https://www.w3.org/International/articles/article-text-size); shorter ones grow more, long words in Finnish do that already."""


def main() -> None:
    if len(sys.argv) not in {2, 3}:
        sys.exit("usage: python -m scripts.pseudo_locale FOLDER [LANGUAGE]")
    write(Path(sys.argv[1]), *sys.argv[2:])


def write(folder: Path, language: str = LANGUAGE) -> None:
    """Write the catalogue under ``folder``, which ``LOCALE_DIR`` can name."""
    catalogue = polib.pofile(str(_SOURCE))
    catalogue.metadata |= {"Language": language, "Plural-Forms": "nplurals=2; plural=(n != 1);"}
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: pseudo(entry.msgid), 1: pseudo(entry.msgid_plural)}
        else:
            entry.msgstr = pseudo(entry.msgid)
    target = folder / language / "LC_MESSAGES" / "django.po"
    target.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(target))
    catalogue.save_as_mofile(str(target.with_suffix(".mo")))


def pseudo(text: str) -> str:
    """The text in the language that nobody speaks; placeholders, markup and line ends at the edges stay."""
    start, body, end = re.fullmatch(r"(\s*)(.*?)(\s*)", text, re.DOTALL).groups()  # type: ignore[union-attr]  # it always matches
    pieces = [piece if _KEPT.fullmatch(piece) else piece.translate(_ACCENTED) for piece in _KEPT.split(body)]
    words = "".join(pieces)
    extra = " ".join(["öñé", "ťŵö", "ţĥŕéé", "ƒöúŕ"] * len(words))[: round(len(words) * _LONGER)].strip()
    return f"{start}{RIGHT_TO_LEFT}{words}{' ' + extra if extra else ''}{RIGHT_TO_LEFT}{end}"


if __name__ == "__main__":
    main()
