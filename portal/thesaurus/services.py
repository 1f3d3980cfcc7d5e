"""Deeds of the coordinator on single concepts."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from portal.localisation.languages import default_language, language_codes
from portal.thesaurus.labels import LABEL_MAX, labels_by_language, same, texts_by_language, tidied
from portal.thesaurus.models import Concept
from portal.thesaurus.signals import gathered


def checked_label(lang: str, label: str) -> str:
    """The label tidied.

    :raises ValidationError: it is empty or too long, or the portal has no such language.
    """
    word = tidied(label)
    if lang not in language_codes():
        raise ValidationError(_("The portal has no language “%(code)s”.") % {"code": lang[:20]})
    if not word:
        raise ValidationError(_("Write the word."))
    if len(word) > LABEL_MAX:
        raise ValidationError(_("The word is too long: at most %(max)d characters.") % {"max": LABEL_MAX})
    return word


@transaction.atomic
def add_label(concept: Concept, lang: str, label: str, *, colloquial: bool = True, by: Any = None) -> bool:
    """Give a concept one more everyday word (else: other name); False when it had the label already, of any kind.

    :param by: the user who did it, for the concept's history.
    :raises ValidationError: see ``checked_label``.
    """
    word = checked_label(lang, label)
    current = Concept.objects.select_for_update().get(pk=concept.pk)
    alternative, everyday = labels_by_language(current.alternative), labels_by_language(current.colloquial)
    known = (current.preferred.get(lang, ""), *alternative.get(lang, ()), *everyday.get(lang, ()))
    if same(word) in {same(one) for one in known}:
        return False
    field, labels = ("colloquial", everyday) if colloquial else ("alternative", alternative)
    setattr(current, field, texts_by_language(labels | {lang: (*labels.get(lang, ()), word)}))
    current.save(update_fields=[field])
    setattr(concept, field, getattr(current, field))
    log(instance=current, action="wagtail.edit", user=by, content_changed=True)
    return True


def make_concept(name: str, lang: str, label: str, *, by: Any = None) -> Concept:
    """A new concept by its name in the portal's first language, with an everyday word in any language.

    :raises ValidationError: see ``checked_label``.
    """
    named = checked_label(default_language(), name)
    with gathered():
        made: Concept = Concept.objects.create(slug=_free_slug(named), preferred={default_language(): named})
        log(instance=made, action="wagtail.create", user=by, content_changed=True)
        add_label(made, lang, label, by=by)
    return made


def shared_labels(concept: Concept) -> list[tuple[str, str, Concept]]:
    """(language, label, other concept) of every label that is also another concept's. One query."""
    own = {(lang, same(label)): label for lang, label in _labels(concept)}
    return [
        (lang, own[lang, same(label)], other)
        for other in Concept.objects.exclude(pk=concept.pk)
        for lang, label in _labels(other)
        if (lang, same(label)) in own
    ]


def _labels(concept: Concept) -> Iterable[tuple[str, str]]:
    yield from concept.preferred.items()
    for texts in (concept.alternative, concept.colloquial):
        for lang, labels in labels_by_language(texts).items():
            yield from ((lang, label) for label in labels)


def _free_slug(name: str) -> str:
    """An identifier made of the name; numbered when it is taken."""
    wanted = slugify(name)[:70] or "concept"
    taken = set(Concept.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)
