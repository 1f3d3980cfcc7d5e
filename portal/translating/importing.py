"""What translators send back: each text is checked by itself, and only texts of that one language change, those of pages in drafts."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.content.models import LanguageVersion
from portal.freshness.handing import cannot_change
from portal.isolation.queries import own_pages
from portal.localisation.languages import default_language, language_codes
from portal.translating.exporting import plain_lines
from portal.translating.files import Entry, RefusedFileError, TextFile
from portal.translating.markup import MarkupError, taken
from portal.translating.pages import translatable, version_of
from portal.translating.report import Report, Taken
from portal.translating.units import Key, Unit, body_from, is_built_alike, units_of
from portal.translating.words import is_word, take_words


class Import:
    """Takes one file in. A second time it finds everything there and changes nothing."""

    def __init__(self, texts: TextFile, *, user: Any, send: bool = True, only_check: bool = False) -> None:
        """
        :param user: whose pages may be changed. :param send: send the drafts to be approved; otherwise they stay drafts.
        :param only_check: report what would happen and change nothing.
        :raises RefusedFileError: the file's language is none that can be translated into.
        """
        if texts.lang not in language_codes() or texts.lang == default_language():
            said = _("The file is for the language “%(code)s”, which is not one of the portal's.")
            raise RefusedFileError(said % {"code": texts.lang[:20]})
        self.texts, self.user, self.send, self.only_check = texts, user, send, only_check
        self.report = Report()

    def run(self) -> Report:
        """Take what can be taken, page by page: a page that is refused keeps no other from being taken."""
        entries = self._by_page()
        keys = list(entries)
        own = {page.translation_key: page for page in translatable(own_pages(self.user)).filter(translation_key__in=keys)}
        for key in keys:
            if key not in own or not self._take_page(own[key].pk, entries[key]):
                for _key, entry in entries[key]:
                    self.report.refuse("", entry.source, _("No public page of yours has this text."))
        take_words(self.texts, self.report, user=self.user, only_check=self.only_check)
        return self.report

    def _by_page(self) -> dict[UUID, list[tuple[Key, Entry]]]:
        found: dict[UUID, list[tuple[Key, Entry]]] = defaultdict(list)
        seen: set[Key] = set()
        for entry in self.texts.entries:
            if is_word(entry):
                continue
            try:
                key = Key.read(entry.key)
            except ValueError:
                said = _("It has no mark of the portal: only files that were fetched here are read.")
                self.report.refuse("", entry.source or entry.key, said)
                continue
            if key in seen:
                self.report.refuse("", entry.source, _("The same text stands in the file twice; the first one counts."))
            else:
                seen.add(key)
                found[key.page].append((key, entry))
        return found

    @transaction.atomic
    def _take_page(self, page_id: int, entries: list[tuple[Key, Entry]]) -> bool:
        """Take a page's texts as the page is now: a long file takes its time, and somebody may have changed it. False when it has gone."""
        page = Page.objects.select_for_update().filter(pk=page_id, live=True).first()
        if page is None:
            return False
        self._take_texts(page, entries)
        return True

    def _take_texts(self, page: Page, entries: list[tuple[Key, Entry]]) -> None:
        draft: Any = page.get_latest_revision_as_object() if page.latest_revision_id else page.specific
        draft.language_versions.get_object_list()  # as part of the draft, so that they are saved with it
        version = version_of(draft, self.texts.lang)
        units = {unit.key: unit for unit in units_of(draft, version)}
        good = self._checked(draft, version, units, entries)
        changes = {key: text for key, text in good.items() if text is not None}
        is_complete = set(good) == set(units)
        if not changes and not (is_complete and version is not None and version.is_outdated(draft)):
            return
        reason = self._hindrance(page, draft, version, units, good, changes)
        if reason:
            self._refuse_all(page.title, [units[key] for key in changes or good], reason)
            return
        made = _with_texts(draft, version, self.texts.lang, changes)
        if is_complete or version is None:
            made.bring_up_to_date(draft)
        reason = self._store(page, draft, made)
        if reason:
            self._refuse_all(page.title, [units[key] for key in changes or good], reason)
        else:
            self.report.taken.append(Taken(page.pk, draft.title, len(changes), is_complete))

    def _checked(
        self, draft: Any, version: LanguageVersion | None, units: dict[Key, Unit], entries: list[tuple[Key, Entry]]
    ) -> dict[Key, str | None]:
        """Texts that can be taken; None for those that are there already."""
        good: dict[Key, str | None] = {}
        for key, entry in entries:
            unit = units.get(key)
            if unit is None:
                self.report.refuse(draft.title, entry.source, _("The page has no such text in Finnish any more."))
            elif plain_lines(unit.source).strip() != plain_lines(entry.source).strip():
                self.report.refuse(draft.title, unit.label, _("The Finnish text has changed after the file was fetched. Fetch it anew."))
            elif not entry.target.strip() or not entry.is_sure:
                self.report.untranslated += 1
            elif plain_lines(entry.target).strip() == plain_lines(unit.target).strip():
                self.report.same += 1
                good[key] = None
            else:
                try:
                    good[key] = _clean(draft, unit, entry.target)
                except (MarkupError, ValidationError) as error:
                    said = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                    self.report.refuse(draft.title, unit.label, said)
        return good

    def _hindrance(
        self,
        page: Page,
        draft: Any,
        version: LanguageVersion | None,
        units: dict[Key, Unit],
        good: dict[Key, str | None],
        changes: dict[Key, str],
    ) -> str:
        """Why none of the page's texts can be taken; empty when nothing stands in the way."""
        reason = cannot_change(page, self.user)
        if reason:
            return reason
        if version is None and Key(draft.translation_key, "title") not in changes:
            return _("There is no version in this language yet, and the file gives it no title.")
        body = {key for key in units if key.block}
        if body & set(changes) and not is_built_alike(draft, version) and not body <= set(good):
            return _("Its content is built otherwise than the Finnish one: only a whole translation of the content can replace it.")
        return ""

    def _store(self, page: Page, draft: Any, made: LanguageVersion) -> str:
        """Save the draft and send it. Gives the reason when the page refuses it; then nothing is saved."""
        try:
            made.full_clean(exclude=["page"], validate_unique=False, validate_constraints=False)
            draft.full_clean()
        except ValidationError as error:
            return " ".join(error.messages)
        if self.only_check:
            return ""
        draft.save_revision(user=self.user, log_action=True, clean=False)
        fresh: Any = Page.objects.get(pk=page.pk).specific
        workflow = fresh.get_workflow() if self.send else None
        if workflow is not None:
            workflow.start(fresh, self.user)
        return ""

    def _refuse_all(self, page: str, units: list[Unit], reason: str) -> None:
        for unit in units:
            self.report.refuse(page, unit.label, reason)


def _clean(draft: Any, unit: Unit, text: str) -> str:
    """The text as it may be stored.

    :raises MarkupError: rich text with other markup than in Finnish.
    :raises ValidationError: too long, or something the field does not allow.
    """
    if unit.features is not None:
        return taken(text, unit.source, unit.features)
    text = plain_lines(text).strip()
    if unit.key.block:
        MaxLengthValidator(unit.limit or len(text))(text)
        return text
    model_field: Any = LanguageVersion._meta.get_field(unit.key.name)
    MaxLengthValidator(model_field.max_length)(text)  # a TextField leaves it to its form
    if "\n" in text and "\n" not in plain_lines(unit.source).strip():
        raise ValidationError(_("It has several lines, the Finnish text has one."))
    cleaned: str = model_field.clean(text, LanguageVersion())
    return cleaned


def _with_texts(draft: Any, version: LanguageVersion | None, lang: str, changes: dict[Key, str]) -> LanguageVersion:
    """The draft's version in the language with these texts; nothing else of the draft changes."""
    body = body_from(draft, version, changes) if any(key.block for key in changes) else None
    if version is None:
        version = LanguageVersion(locale=lang)
        draft.language_versions.add(version)
    for key, text in changes.items():
        if not key.block:
            setattr(version, key.name, text)
    if body is not None:
        version.body = body
    return version
