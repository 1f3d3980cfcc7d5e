"""Spoken Finnish as it is typed: forms that no dictionary has, turned into the written ones that they may stand for."""

import re
from collections.abc import Iterator, Mapping

_SHORTEST = 4
"""Letters of the shortest word that is read as a spoken one: shorter ones are listed among the words without a topic."""
_SHORTEST_INFLECTED = 5
_LOST_AT_THE_END: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ks", ("", "i")),  # "saaks": saa(ko); "lapseks": lapseksi
    ("nu", ("t",)),
    ("ny", ("t",)),
    ("lu", ("t",)),
    ("ly", ("t",)),
    ("ru", ("t",)),
    ("ry", ("t",)),
    ("su", ("t",)),
    ("sy", ("t",)),
    ("is", ("i",)),
    ("s", ("sa", "sä")),
    ("st", ("a", "ä")),
    ("lt", ("a", "ä")),
    ("l", ("la", "lä")),
)
"""Ending that is left -> what the written language has besides: "väsyny(t)", "pääsis(i)", "koulus(sa)", "erost(a)", "lapsel(la)"."""
_SHORT: Mapping[str, str] = {
    "mee": "mene",
    "meen": "menen",
    "meet": "menet",
    "tuu": "tule",
    "tuun": "tulen",
    "tuut": "tulet",
    "paa": "pane",
    "viiti": "viitsi",
    "uus": "uusi",
    "pien": "pieni",
}
"""Forms of common words that no rule makes ("ei mee kouluun")."""
_INTO = re.compile(r"([iuy])\1$")
"""Where to, without the n of its end: "kouluu" (kouluun); "kerhoo" is oftener "kerho" with a slip."""
_CONTRACTED = re.compile(r"([eoöuy])\1(?=[nt]?$|t[aä]$|ssa$|ssä$|lla$|llä$)")
"""Two vowels run together: "eroo" (eroaa), "haluut" (haluat), "kipee" (kipeä), "kauheeta" (kauheata)."""
_WITHOUT_I = re.compile(r"(?<=[aäoöuy])(?=nen$|se[ntl]|st[aä]$|si[aäl])")
"""Adjectives in -inen: "väkivaltanen", "väkivaltasen"."""
_INSERTIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"([oö])(?=tt?[aäeiu])"), r"\1i"),  # "ilmotus": ilmoitus, "kirjottaa": kirjoittaa
    (re.compile(r"h(?=[aeiouyäö])"), "hd"),  # "yhen": yhden, "tehä": tehdä
    (re.compile(r"(?<=[aeiouyäö])h(?=[aä]$)"), "d"),  # "saaha": saada
    (re.compile(r"tt(?=[aeiouyäö])"), "ts"),  # "itteni": itseni, "ettii": etsii
    (re.compile(r"(?<=[aeiouyäö])ht(?=[aeiouyäö])"), "ts"),  # of Savo: "ihteni": itseni, "kahtoa": katsoa
    (re.compile(r"(?<=[bdfghjklmnprstv])([aä])s(?=k[oö]$|$)"), r"\1isi"),  # "pitäskö": pitäisikö, "antas": antaisi
    (re.compile(r"(?<=[dhjklmnprstv])uun$"), "umaan"),  # "nukkuun": nukkumaan
    (re.compile(r"(?<=[dhjklmnprstv])een$"), "emaan"),  # "hakeen": hakemaan
    (re.compile(r"(?<=[dhjklmnprstv])een$"), "emään"),  # "tekeen": tekemään
    (re.compile(r"(?<=[dhjklmnprstv])oon$"), "omaan"),  # "katsoon": katsomaan
    (re.compile(r"(?<=[aeiouyäö])t(?=[aeiouyäö]n$)"), "d"),  # "äitin": äidin
    (re.compile(r"ii(?=ä$)"), "ied"),  # "viiä": viedä
    (re.compile(r"uu(?=a$)"), "uod"),  # "juua": juoda
    (re.compile(r"yy(?=ä$)"), "yöd"),  # "lyyä": lyödä
)
_NUMERALS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"^(yks|kaks|viis|kuus)(?=toista|vuot)"), r"\1i"),
    (re.compile(r"^seittemän"), "seitsemän"),
    (re.compile(r"^ka(?:h|d)eksan"), "kahdeksan"),
    (re.compile(r"^yheksän"), "yhdeksän"),
)
"""Beginnings of "viistoistavuotias", "seittemänvuotias"."""


def written_forms_of(word: str) -> Iterator[str]:
    """What a word in lower case that the dictionary does not know may be in written Finnish, the likeliest first. Not every
    form is a word: ask the dictionary.

    Spoken features of all dialect areas (VISK § 8, 34, 41; the plain speech of the young included), one of them at a time.
    """
    if word in _SHORT:
        yield _SHORT[word]
    if len(word) < _SHORTEST:
        return
    yield from _numerals(word)
    yield from _contractions(word)
    if len(word) >= _SHORTEST_INFLECTED and _INTO.search(word):
        yield f"{word}n"
    for ending, missing in _LOST_AT_THE_END:
        if word.endswith(ending) and (len(word) >= _SHORTEST_INFLECTED or ending == "ks"):  # "läks": läksi
            bare = word.removesuffix("ks") if ending == "ks" else word
            yield from (word + letters if letters else bare for letters in missing)
    for place in _WITHOUT_I.finditer(word):
        yield f"{word[: place.start()]}i{word[place.start() :]}"
    for pattern, written in _INSERTIONS:
        for place in pattern.finditer(word):
            yield word[: place.start()] + place.expand(written) + word[place.end() :]


def _numerals(word: str) -> Iterator[str]:
    for pattern, written in _NUMERALS:
        if pattern.match(word):
            yield pattern.sub(written, word)


def _contractions(word: str) -> Iterator[str]:
    if word.endswith("ii"):  # "lapsii": lapsia
        yield f"{word[:-1]}a"
        yield f"{word[:-1]}ä"
    for place in _CONTRACTED.finditer(word):
        before, after = word[: place.start() + 1], word[place.end() :]
        for vowel in "aä":
            if not after:
                yield before + vowel * 2
            if after or before[-1] not in "ou":  # "kerhoo" is oftener "kerho" with a slip than "kerhoa"
                yield before + vowel + after
