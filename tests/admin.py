"""The admin's page forms as a browser would send them."""

from typing import Any

from django.contrib.auth import get_user
from django.forms import CheckboxInput
from django.http import HttpRequest, QueryDict
from django.urls import resolve
from wagtail.blocks.base import BlockWidget
from wagtail.models import Page, PageSubscription
from wagtail.test.utils.form_data import querydict_from_html


def page_form(client: Any, address: str) -> QueryDict:
    """What the form at ``address`` would send when nothing is changed; its StreamFields are sent empty.

    Their editors are built by scripts, so they are not in the page: give what they should hold yourself.
    """
    response = client.get(address)
    assert response.status_code == 200
    return _sent(response.context["form"], response.content.decode(), form_id="page-edit-form")


def edit_form(client: Any, address: str) -> QueryDict:
    """The same for a page that exists, without drawing Wagtail's editor around its form (about a second of a processor)."""
    page = Page.objects.get(pk=resolve(address).kwargs["page_id"]).get_latest_revision_as_object()
    user = get_user(_request_of(client))
    form_class = page.get_edit_handler().get_form_class()
    subscription = PageSubscription(page=page, user=user, comment_notifications=False)
    form = form_class(instance=page, subscription=subscription, parent_page=page.get_parent(), for_user=user)
    formsets = {name: formset for name, formset in form.formsets.items() if name != "comments"}  # sent by a script
    rows = [row for formset in formsets.values() for row in formset.forms]
    fields = [row[name] for row in (form, *rows) for name, field in row.fields.items() if not isinstance(field.widget, BlockWidget)]
    management = [str(formset.management_form) for formset in formsets.values()]
    data = _sent(form, f"<form>{''.join([*management, *map(str, fields)])}</form>")
    if page.latest_revision is not None:  # the editor's own: what was loaded
        data["loaded_revision_id"] = str(page.latest_revision.pk)
        data["loaded_revision_created_at"] = page.latest_revision.created_at.isoformat()
    return data


def _request_of(client: Any) -> HttpRequest:
    request = HttpRequest()
    request.session = client.session
    return request


def _sent(form: Any, html: str, **where: str) -> QueryDict:
    data: QueryDict = querydict_from_html(html, **where)
    rows = [row for formset in form.formsets.values() for row in (*formset.forms, formset.empty_form)]
    for one in (form, *rows):
        for name, field in one.fields.items():
            if isinstance(field.widget, CheckboxInput) and one[name].value():
                data[one.add_prefix(name)] = "on"
            if isinstance(field.widget, BlockWidget):
                data.setdefault(f"{one.add_prefix(name)}-count", "0")
    return data
