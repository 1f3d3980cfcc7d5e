"""What every page's form refuses: references to what is neither own nor public, and settings that are not the organisation's."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django import forms
from django.http import Http404
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from portal.isolation.numbers import as_pk
from portal.isolation.queries import is_regional
from portal.isolation.references import Reference, foreign, in_field, in_object, stored
from portal.isolation.scrubbing import without

REGIONAL_FIELDS = ("show_in_menus",)
"""Fields that only regional users have, on every page."""
PROTECTED_FIELDS = ("slug", "seo_title", "search_description", "go_live_at", "expire_at")
"""Fields besides that members do not have on the page where their rights begin: its address, and when it appears and ends."""


class OwnPageForm(WagtailAdminPageForm):
    """A page's form as members of organisations have it; for regional users it is Wagtail's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._refused: set[Reference] | None = None
        self._is_members = self.for_user is not None and not is_regional(self.for_user)
        if self._is_members:
            self._leave_out_fields()
            if not self.is_bound:
                self._forget_foreign_initials()

    def is_valid(self) -> bool:
        """Valid as a form, and nothing newly referred to is another organisation's.

        :raises Http404: a reference came in by a way that no field of the form knows; nothing is stored or drawn.
        """
        valid: bool = super().is_valid()
        if self.is_bound:
            _empty_malformed(self)
        if not self._is_members or not self.is_bound:
            return valid
        if self._refused is None:
            self._refused = self._refuse_foreign()
        if self._refused:
            return False
        if valid and self._foreign(set().union(*(in_object(form.instance) for form in _with_rows(self)))):
            raise Http404
        return valid

    def _leave_out_fields(self) -> None:
        rights = self.instance.permissions_for_user(self.for_user) if self.instance.path else None
        names: tuple[str, ...] = REGIONAL_FIELDS
        if self.instance.pk is not None and getattr(rights, "is_protected", False):
            names += PROTECTED_FIELDS
        for name in names:
            self.fields.pop(name, None)

    def _foreign(self, references: set[Reference]) -> set[Reference]:
        candidates = foreign(self.for_user, references)
        return candidates - stored(self.instance) if candidates else candidates

    def _refuse_foreign(self) -> set[Reference]:
        """Say at each field what was refused, and show the form without it, whatever else is wrong."""
        sent = [(form, name, field, _sent(form, name, field)) for form in _with_rows(self) for name, field in form.fields.items()]
        found = {(form, name): in_field(field, value) for form, name, field, value in sent}
        refused = self._foreign(set().union(*found.values()))
        for form, name, field, value in sent if refused else ():
            if found[form, name] & refused:
                field.bound_data = partial(_shown, without(field, value, refused))  # this form's own copy
                _say(form, name, field)
        return refused

    def _forget_foreign_initials(self) -> None:
        """An old version, opened to be restored, shows nothing that the page does not refer to now."""
        forms_ = list(_with_rows(self))
        found = set().union(*(in_object(form.instance) for form in forms_)) if self.instance.pk else set()
        refused = self._foreign(found)
        for form in forms_ if refused else ():
            for name, field in form.fields.items():
                value = form.get_initial_for_field(field, name)
                if in_field(field, value) & refused:
                    form.initial[name] = without(field, value, refused)


def _with_rows(form: Any) -> Iterator[Any]:
    """The form and the forms of its inline children, at any depth."""
    yield form
    for formset in getattr(form, "formsets", {}).values():
        for row in formset.forms:
            yield from _with_rows(row)


def _sent(form: Any, name: str, field: forms.Field) -> Any:
    return field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))


def _empty_malformed(form: Any) -> None:
    """Wagtail's choosers fail when they are drawn with what is no identifier; the field has said so in words by now."""
    for one in _with_rows(form):
        for name, field in one.fields.items():
            if isinstance(field, forms.ModelChoiceField) and isinstance(value := _sent(one, name, field), str) and as_pk(value) is None:
                field.bound_data = partial(_shown, None)  # type: ignore[method-assign]  # this form's own copy


def _shown(value: Any, data: Any, initial: Any) -> Any:
    return value


def _say(form: Any, name: str, field: forms.Field) -> None:
    message = _("Something chosen here is neither yours nor public. It was taken away: choose again.")
    if name in form.errors:
        # A block editor shows one error at a field: the other stands above the form.
        message = f"{field.label}: {message}"
    form.add_error(None if name in form.errors else name, message)
