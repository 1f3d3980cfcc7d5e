"""The admin's page forms as a browser would send them."""

from typing import Any

from django.forms import CheckboxInput
from django.http import QueryDict
from wagtail.blocks.base import BlockWidget
from wagtail.test.utils.form_data import querydict_from_html


def page_form(client: Any, address: str) -> QueryDict:
    """What the form at ``address`` would send when nothing is changed; its StreamFields are sent empty.

    Their editors are built by scripts, so they are not in the page: give what they should hold yourself.
    """
    response = client.get(address)
    assert response.status_code == 200
    data: QueryDict = querydict_from_html(response.content.decode(), form_id="page-edit-form")
    form = response.context["form"]
    rows = [row for formset in form.formsets.values() for row in (*formset.forms, formset.empty_form)]
    for one in (form, *rows):
        for name, field in one.fields.items():
            if isinstance(field.widget, CheckboxInput) and one[name].value():
                data[one.add_prefix(name)] = "on"
            if isinstance(field.widget, BlockWidget):
                data.setdefault(f"{one.add_prefix(name)}-count", "0")
    return data
