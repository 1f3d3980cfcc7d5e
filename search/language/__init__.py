"""Understanding of text, the same for documents and queries and for every engine. Pure functions: no ORM, no engine."""

from search.language.analysis import analyse_quickly, analyse_text, analyse_word, analyser_for
from search.language.folding import fold_accents
from search.language.tokens import Token, tokenize
from search.language.words import Word

__all__ = ["Token", "Word", "analyse_quickly", "analyse_text", "analyse_word", "analyser_for", "fold_accents", "tokenize"]
