"""Texts in several languages: the form refuses what is not whole and keeps nothing empty."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from portal.localisation.fields import LocalisedTextField, LocalisedTextFormField
from portal.localisation.languages import current_language, path_in, pick


def form_field(*, blank: bool = False, max_length: int | None = None) -> LocalisedTextFormField:
    """The form field of a model's field."""
    field = LocalisedTextField("name", blank=blank, text_max_length=max_length).formfield()
    assert isinstance(field, LocalisedTextFormField)
    return field


@pytest.mark.parametrize("value", [["", "", ""], ["", "Svenska", "English"], ["   ", "", ""], None, []])
def test_finnish_is_needed(value: list[str] | None) -> None:
    with pytest.raises(ValidationError):
        form_field().clean(value)


@pytest.mark.parametrize("value", [["x" * 11, "", ""], ["ok", "x" * 11, ""]])
def test_no_language_is_too_long(value: list[str]) -> None:
    with pytest.raises(ValidationError):
        form_field(max_length=10).clean(value)


def test_no_null_bytes() -> None:
    with pytest.raises(ValidationError):
        form_field().clean(["a\0b", "", ""])


def test_empty_texts_are_not_kept() -> None:
    assert form_field().clean([" Suomeksi ", "", "English"]) == {"fi": "Suomeksi", "en": "English"}


def test_an_optional_text_may_be_missing_in_finnish() -> None:
    assert form_field(blank=True).clean(["", "", ""]) == {}
    assert form_field(blank=True).clean(["", "Svenska", ""]) == {"sv": "Svenska"}


@pytest.mark.parametrize(
    ("initial", "data", "changed"),
    [
        ({"fi": "a"}, ["a", "", ""], False),
        (None, ["", "", ""], False),
        ({"fi": "a"}, ["a ", "", ""], False),
        ({"fi": "a"}, ["b", "", ""], True),
        ({"fi": "a", "sv": "b"}, ["a", "", ""], True),
    ],
)
def test_a_change_is_a_change_of_words(initial: dict[str, str] | None, data: list[str], changed: bool) -> None:
    assert form_field(blank=True).has_changed(initial, data) is changed


def test_each_input_names_and_marks_its_language() -> None:
    class NameForm(forms.Form):
        names = form_field()

    html = NameForm(initial={"names": {"fi": "Mikkeli", "sv": "S:t Michel"}}).as_p()
    for code, text in (("fi", "Mikkeli"), ("sv", "S:t Michel"), ("en", "")):
        assert f'name="names_{code}"' in html
        assert f'lang="{code}"' in html
        assert text in html


def test_a_migration_keeps_what_the_field_is() -> None:
    _name, _path, _args, kwargs = LocalisedTextField(multiline=True, text_max_length=80).deconstruct()
    assert (kwargs["multiline"], kwargs["text_max_length"]) == (True, 80)


@pytest.mark.parametrize(
    ("texts", "lang", "picked"),
    [
        ({"fi": "a", "sv": "b"}, "sv", "b"),
        ({"fi": "a", "sv": ""}, "sv", "a"),
        ({"sv": "b"}, "en", "b"),
        ({}, "fi", ""),
        ({"fi": ""}, "fi", ""),
    ],
)
def test_a_text_is_picked_in_the_nearest_language(texts: dict[str, str], lang: str, picked: str) -> None:
    assert pick(texts, lang) == picked


@pytest.mark.parametrize(("active", "code"), [("sv", "sv"), ("sv-fi", "sv"), ("de", "fi"), ("en-gb", "en")])
def test_the_active_language_is_one_of_ours(active: str, code: str) -> None:
    with translation.override(active):
        assert current_language() == code


@pytest.mark.parametrize(
    ("language", "path", "expected"),
    [
        ("sv", "/haku/", "/sv/haku/"),
        ("fi", "/sv/haku/", "/haku/"),
        ("en", "/sv/haku/", "/en/haku/"),
        ("fi", "/sv/", "/"),
        ("sv", "/", "/sv/"),
        ("fi", "/sv", "/"),
        ("sv", "/svenska/", "/sv/svenska/"),
    ],
)
def test_the_same_path_in_another_language(language: str, path: str, expected: str) -> None:
    assert path_in(language, path) == expected
