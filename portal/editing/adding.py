"""A new page arrives whole and once, however many are added at the same moment."""

from contextlib import ExitStack
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class AddPageView(CreateView):
    """Wagtail's, with what is sent read and stored while nobody else adds to the same parent.

    Wagtail looks whether an address is free when it reads the form, and stores the page a moment later: of two pages of one name that
    arrive together, the second would end in an error that no editor can mend.
    """

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Everything or nothing of a page is stored: itself, its revision, its way to approval."""
        with ExitStack() as stack:
            if request.method == "POST":
                stack.enter_context(transaction.atomic())
                list(Page.objects.select_for_update().filter(pk=kwargs["parent_page_id"]).values_list("pk"))
            response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response


class PagesViewSet(PageViewSet):
    """The admin's views of all page types."""

    model = Page
    add_view_class = AddPageView
