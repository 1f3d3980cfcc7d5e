"""How easy a Finnish text is to read, by the length of its sentences alone.

Formulas that count letters or syllables punish compound words, which are ordinary Finnish: "vauvaperhetoiminta" is not hard for a
parent. Sentences are what plain-language guidance limits: about 15 words at most (Selkokeskus, the Finnish guidance on plain
language, advises short sentences with one thing in each).
"""

import re

LONG_SENTENCE = 18
"""Words in a sentence from which it is told to be long: over plain language's 15, so that only clear cases are named."""
_ENDS = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"”’(]*[A-ZÅÄÖ0-9])|\n+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*", re.UNICODE)
_ABBREVIATIONS = re.compile(r"\b(ark|esim|mm|ym|yms|jne|ks|n|os|puh|klo|krs|ns|vs|tms|so|ko|ao|t\.ex|bl\.a|e\.g|i\.e)\.", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The text's sentences. An abbreviation or a date ends none."""
    guarded = _ABBREVIATIONS.sub(lambda found: found.group().replace(".", "\0"), text)
    guarded = re.sub(r"(?<=\d)\.(?=\s?\d|\s[a-zåäö])", "\0", guarded)
    return [part.replace("\0", ".").strip() for part in _ENDS.split(guarded) if part.strip()]


def long_sentences(text: str, limit: int = LONG_SENTENCE) -> list[str]:
    """Sentences of more than ``limit`` words, the longest first. Numbers are not words; a compound is one."""
    counted = [(len(_WORD.findall(sentence)), sentence) for sentence in sentences(text)]
    return [sentence for count, sentence in sorted(counted, key=lambda pair: -pair[0]) if count > limit]
