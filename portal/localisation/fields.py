"""A text in several languages in one column, so that a further language needs no schema change."""

from typing import Any

from django import forms
from django.db import models

from portal.localisation.languages import default_language


class LocalisedTextWidget(forms.MultiWidget):
    """One input per language, each named and marked with its language."""

    template_name = "localisation/localised_text_widget.html"

    def __init__(self, languages: list[tuple[str, str]], *, multiline: bool, attrs: dict[str, Any] | None = None) -> None:
        self.languages = languages
        self.multiline = multiline
        widget = forms.Textarea if multiline else forms.TextInput
        super().__init__({code: widget(attrs={"lang": code, **({"rows": 3} if multiline else {})}) for code, _name in languages}, attrs)

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code, _name in self.languages]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        for sub, (_code, label) in zip(context["widget"]["subwidgets"], self.languages, strict=True):
            sub["label"] = label
        return context


class LocalisedTextFormField(forms.MultiValueField):
    """Form field of ``LocalisedTextField``: a value per language; the default language is required when the field is."""

    def __init__(self, *, multiline: bool = False, max_length: int | None = None, required: bool = True, **kwargs: Any) -> None:
        from django.conf import settings

        self.languages = [(code, str(name)) for code, name in settings.LANGUAGES]
        fields = [forms.CharField(required=required and code == default_language(), max_length=max_length) for code, _ in self.languages]
        kwargs.setdefault("widget", LocalisedTextWidget(self.languages, multiline=multiline))
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        super().__init__(fields, required=required, require_all_fields=False, **kwargs)

    def compress(self, data_list: list[str]) -> dict[str, str]:
        return {code: text for (code, _name), text in zip(self.languages, data_list, strict=False) if text}

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        return (initial or {}) != self.compress([(text or "").strip() for text in data or []])


class LocalisedTextField(models.JSONField):
    """``{"fi": "…", "sv": "…"}``: texts by language code; empty texts are left out."""

    def __init__(self, *args: Any, multiline: bool = False, text_max_length: int | None = None, **kwargs: Any) -> None:
        self.multiline = multiline
        self.text_max_length = text_max_length
        kwargs.setdefault("default", dict)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.multiline:
            kwargs["multiline"] = True
        if self.text_max_length:
            kwargs["text_max_length"] = self.text_max_length
        return name, path, args, kwargs

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        for unused in ("encoder", "decoder"):
            kwargs.pop(unused, None)
        return LocalisedTextFormField(
            multiline=self.multiline,
            max_length=self.text_max_length,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name),
            help_text=kwargs.get("help_text", self.help_text),
        )
