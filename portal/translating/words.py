"""The portal's own words as pieces for a translator: vocabularies, areas and municipalities with their contacts, names of concepts,
settings, the accessibility statement; all that has a ``LocalisedTextField``.

They have no drafts: what is taken is public at once, as when the coordinator saves the form. So only who may edit them brings them in.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models, transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.log_actions import log

from portal.localisation.fields import LocalisedTextField
from portal.localisation.languages import default_language
from portal.thesaurus.signals import gathered
from portal.translating.exporting import plain_lines
from portal.translating.files import Entry, TextFile
from portal.translating.report import Report

BEGINS = "words"
"""What a word's key begins with; a page's begins with its UUID."""
OWN_IN_EACH_LANGUAGE: Mapping[str, frozenset[str]] = {"thesaurus.concept": frozenset({"alternative", "colloquial"})}
"""Fields that nobody translates: what people type is different in each language (docs/languages.md)."""
_NATURAL = ("code", "slug")
"""What names a record for ever, where it has one; else its primary key."""
_MOST = 5000
"""Characters of a text of several lines, where the field says none."""


@dataclass(frozen=True)
class WordKey:
    """Names one word: ``words:app.model:record:field``."""

    model: str
    """Label in small letters."""
    record: str
    name: str
    """Of the field."""

    def __str__(self) -> str:
        return ":".join((BEGINS, self.model, self.record, self.name))

    @staticmethod
    def read(text: str) -> "WordKey":
        """The key that is written so.

        :raises ValueError: it is none.
        """
        begins, model, record, name = text.split(":")
        if begins != BEGINS or not all((model, record, name)):
            raise ValueError(text)
        return WordKey(model, record, name)


def is_word(entry: Entry) -> bool:
    """Whether a text of a file is one of the portal's words."""
    return entry.key.startswith(f"{BEGINS}:")


def editable_by(user: Any) -> dict[str, type[models.Model]]:
    """Models with words that the user may edit, by label in small letters. Wagtail's own rights: a child's are its parent's."""
    return {label: model for label, model in all_models().items() if user.has_perm(_right(model))}


def words_of(labels: Iterable[str], lang: str, *, only_missing: bool) -> TextFile:
    """Every word of these models that is not empty in Finnish, with what there is in ``lang``. One query for each model."""
    entries: list[Entry] = []
    for label in labels:
        model = all_models()[label]
        for record in model._default_manager.order_by("pk"):
            entries += _entries(label, record, lang, only_missing=only_missing)
    return TextFile(lang, tuple(entries))


def _entries(label: str, record: Any, lang: str, *, only_missing: bool) -> Iterable[Entry]:
    for field in _fields(type(record)):
        texts = getattr(record, field.name) or {}
        source, target = texts.get(default_language(), ""), texts.get(lang, "")
        if source and not (only_missing and target):
            key = WordKey(label, str(getattr(record, _identity(type(record)))), field.name)
            yield Entry(str(key), plain_lines(source), plain_lines(target), note=plain_lines(_told(record, field)))


def take_words(texts: TextFile, report: Report, *, user: Any, only_check: bool) -> None:
    """Take the words of a file, record by record, and tell in ``report`` what became of them. The language's are changed, nothing else."""
    with gathered():  # the thesaurus tells of itself once
        for (label, record), found in _by_record(texts, report).items():
            model = editable_by(user).get(label)
            if model is None or not _take(model, record, found, texts.lang, report, user=None if only_check else user):
                for _name, entry in found:
                    report.refuse("", entry.source, _("You may edit no word with this mark."))


def _by_record(texts: TextFile, report: Report) -> dict[tuple[str, str], list[tuple[str, Entry]]]:
    found: dict[tuple[str, str], list[tuple[str, Entry]]] = defaultdict(list)
    seen: set[WordKey] = set()
    for entry in filter(is_word, texts.entries):
        try:
            key = WordKey.read(entry.key)
        except ValueError:
            report.refuse("", entry.source or entry.key, _("It has no mark of the portal: only files that were fetched here are read."))
            continue
        if key in seen:
            report.refuse("", entry.source, _("The same text stands in the file twice; the first one counts."))
        else:
            seen.add(key)
            found[key.model, key.record].append((key.name, entry))
    return found


@transaction.atomic
def _take(model: type[models.Model], record: str, entries: list[tuple[str, Entry]], lang: str, report: Report, *, user: Any) -> bool:
    """Take one record's words; False when there is none. ``user``: who does it; None = only check."""
    identity: Any = model._meta.get_field(_identity(model))
    try:
        value = identity.to_python(record)
    except ValidationError:
        return False
    current: Any = model._default_manager.select_for_update().filter(**{identity.name: value}).first()
    if current is None:
        return False
    fields = {field.name: field for field in _fields(model)}
    changed = []
    for name, entry in entries:
        text = _checked(current, fields.get(name), entry, lang, report)
        if text:
            setattr(current, name, {**getattr(current, name), lang: text})
            changed.append(name)
    report.words += len(changed)
    if changed and user is not None:
        current.save(update_fields=changed)
        parent = _parent(model)
        log(instance=getattr(current, parent.name) if parent else current, action="wagtail.edit", user=user, content_changed=True)
    return True


def _checked(current: Any, field: Any, entry: Entry, lang: str, report: Report) -> str:
    """The translation as it may be stored; empty when it is there already, not finished or refused."""
    texts = getattr(current, field.name) or {} if field is not None else {}
    source, text = plain_lines(texts.get(default_language(), "")).strip(), plain_lines(entry.target).strip()
    if field is None or not source:
        report.refuse("", entry.source, _("It has no such text in Finnish any more."))
    elif source != plain_lines(entry.source).strip():
        report.refuse(_told(current, field), entry.source, _("The Finnish text has changed after the file was fetched. Fetch it anew."))
    elif not text or not entry.is_sure:
        report.untranslated += 1
    elif text == plain_lines(texts.get(lang, "")).strip():
        report.same += 1
    elif "\n" in text and not field.multiline:
        report.refuse(_told(current, field), entry.source, _("It has several lines, the Finnish text has one."))
    else:
        try:
            MaxLengthValidator(field.text_max_length or _MOST)(text)
        except ValidationError as error:
            report.refuse(_told(current, field), entry.source, " ".join(error.messages))
        else:
            return text
    return ""


def _told(record: Any, field: Any) -> str:
    return f"{capfirst(str(record._meta.verbose_name))}: {field.verbose_name}"


def all_models() -> dict[str, type[models.Model]]:
    """Every model with words, by label in small letters."""
    return {model._meta.label_lower: model for model in apps.get_models() if _fields(model)}


def _fields(model: type[models.Model]) -> list[LocalisedTextField]:
    own = OWN_IN_EACH_LANGUAGE.get(model._meta.label_lower, frozenset())
    return [field for field in model._meta.local_fields if isinstance(field, LocalisedTextField) and field.name not in own]


def _identity(model: type[models.Model]) -> str:
    unique = {field.name for field in model._meta.fields if field.unique}
    return next((name for name in _NATURAL if name in unique), str(model._meta.pk.name))


def _parent(model: type[models.Model]) -> Any:
    return next((field for field in model._meta.fields if isinstance(field, ParentalKey)), None)


def _right(model: type[models.Model]) -> str:
    parent = _parent(model)
    owner = parent.related_model._meta if parent else model._meta
    return f"{owner.app_label}.change_{owner.model_name}"
