"""Form widgets."""

from django import forms

Checkboxes = forms.CheckboxSelectMultiple

YES_NO_UNKNOWN = forms.Select
"""Nullable booleans: "unknown" is a choice of its own, never a default of no."""
