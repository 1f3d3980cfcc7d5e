"""Primary keys as they come from outside, as text. What is no such number is refused in words and never reaches the database."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 18
"""Digits that always fit into a bigint, which has nineteen."""

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Any]
    _Choices = forms.ModelMultipleChoiceField[Any]
else:
    _Choice = forms.ModelChoiceField
    _Choices = forms.ModelMultipleChoiceField


def as_pk(text: str) -> int | None:
    """The number, or None when it is no primary key: ASCII digits only, at most 18 of them. ``str.isdigit`` takes ``²``, too."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None


class PkChoice:
    """For a field that chooses one row by its primary key: what is no such number is an unknown choice."""

    def to_python(self, value: Any) -> Any:
        """The row.

        :raises ValidationError: there is none, or it is not offered.
        """
        if isinstance(value, str) and value and as_pk(value) is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value[:LONGEST]})  # type: ignore[attr-defined]  # a field's
        return super().to_python(value)  # type: ignore[misc]  # the field this is mixed into has it


class PkChoiceField(PkChoice, _Choice):
    """One row of a queryset."""


class PkMultipleChoiceField(_Choices):
    """Rows of a queryset."""

    def clean(self, value: Any) -> Any:
        """The rows.

        :raises ValidationError: one of them is not there, or not offered.
        """
        for one in value if isinstance(value, list | tuple) else ():
            if isinstance(one, str) and as_pk(one) is None:
                raise ValidationError(self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": one[:LONGEST]})
        return super().clean(value)
