"""Form widgets."""

from django import forms

Checkboxes = forms.CheckboxSelectMultiple
