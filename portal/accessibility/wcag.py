"""Success criteria of WCAG 2.2 at the levels A and AA (W3C Recommendation, 5 October 2023). 4.1.1 was removed in 2.2."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_OF = {
    "1.1": (1,),
    "1.2": (1, 2, 3, 4, 5),
    "1.3": (1, 2, 3, 4, 5),
    "1.4": (1, 2, 3, 4, 5, 10, 11, 12, 13),
    "2.1": (1, 2, 4),
    "2.2": (1, 2),
    "2.3": (1,),
    "2.4": (1, 2, 3, 4, 5, 6, 7, 11),
    "2.5": (1, 2, 3, 4, 7, 8),
    "3.1": (1, 2),
    "3.2": (1, 2, 3, 4, 6),
    "3.3": (1, 2, 3, 4, 7, 8),
    "4.1": (2, 3),
}
CRITERIA = frozenset(f"{guideline}.{number}" for guideline, numbers in _OF.items() for number in numbers)
"""All 55 of them, by number."""


def criteria_in(text: str) -> list[str]:
    """The numbers in a text such as "1.4.3, 2.4.7"."""
    return [part for part in re.split(r"[\s,;]+", text) if part]


def known_criteria(text: str) -> None:
    """Refuse what is no list of criteria.

    :raises ValidationError: naming what is none.
    """
    unknown = [part for part in criteria_in(text) if part not in CRITERIA]
    if unknown:
        raise ValidationError(_("No WCAG 2.2 criterion of level A or AA: %(numbers)s") % {"numbers": ", ".join(unknown)})
