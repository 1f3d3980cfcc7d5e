"""Finnish alphabetical order as a stored key, because databases differ (SQLite sorts by code point)."""

import unicodedata

# å, ä and ö are letters of their own after z, in this order; other accents do not count (SFS 4600).
LAST_LETTERS = str.maketrans({"å": "{a", "ä": "{b", "ö": "{c", "æ": "{b", "ø": "{c"})


def sort_key(title: str) -> str:
    """Key that sorts titles in Finnish order by code point; at most 255 characters."""
    lower = unicodedata.normalize("NFC", title).casefold().translate(LAST_LETTERS)
    plain = "".join(letter for letter in unicodedata.normalize("NFD", lower) if not unicodedata.combining(letter))
    return " ".join(plain.split())[:255]
