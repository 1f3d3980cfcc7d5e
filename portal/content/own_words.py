"""Words of a block that is written in several languages in one place: its own fields in the default one, the others in ``translations``."""

from typing import Any

from portal.localisation.languages import current_language, default_language


def own_words(value: Any) -> Any:
    """The block's words in the active language where it has any, else the block itself.

    :param value: with ``translations``, each of them with its ``locale``.
    """
    lang = current_language()
    translations = () if lang == default_language() else value["translations"]
    return next((words for words in translations if words["locale"] == lang), value)
