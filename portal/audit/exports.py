"""Exports: no cell of a CSV file is a formula, and every export is logged, whichever of Wagtail's views makes it."""

from functools import wraps
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from portal.audit.services import record

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), full-width forms included."""


def safe_cell(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; anything else as it is."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


def patch_wagtail() -> None:
    """Wagtail leaves CSV formulas alive by policy, and logs no exports; once at start."""
    plain_value, plain_export = SpreadsheetExportMixin.preprocess_field_value, SpreadsheetExportMixin.as_spreadsheet
    if hasattr(plain_value, "__wrapped__"):
        return

    @wraps(plain_value)
    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        done = plain_value(self, field, value, export_format)
        return safe_cell(done) if export_format == SpreadsheetExportMixin.FORMAT_CSV else done

    @wraps(plain_export)
    def as_spreadsheet(self: Any, queryset: Any, spreadsheet_format: str) -> Any:
        match, given = self.request.resolver_match, {name: self.request.GET.getlist(name) for name in self.request.GET}
        record("export.made", actor=self.request.user, view=match.view_name if match else "", format=spreadsheet_format, query=given)
        return plain_export(self, queryset, spreadsheet_format)

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.as_spreadsheet = as_spreadsheet
