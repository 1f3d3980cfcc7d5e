"""Texts for translators in the admin: what is outdated, the files that go out, and those that come back."""

from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic.edit import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.isolation.numbers import as_pk
from portal.isolation.queries import own_pages
from portal.localisation.languages import other_languages
from portal.members.queries import organisations_of
from portal.moderation.submissions import ORGANISATION_PATH, organisations_by_path
from portal.translating.exporting import texts_of
from portal.translating.files import RefusedFileError, TextFile, formats
from portal.translating.forms import WORDS, ExportForm, ImportForm
from portal.translating.importing import Import
from portal.translating.pages import What, outdated_versions, select, translatable
from portal.translating.words import editable_by, words_of

SHOWN = 200
"""Outdated versions listed at most; the export has all."""


class TextsView(WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """What is outdated of the user's own pages; fetching texts; sending translations back."""

    form_class = ImportForm
    template_name = "translating/texts.html"
    page_title = _("Translations")
    header_icon = "globe"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Where it stands."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def organisations(self) -> list[Any]:
        """Organisations whose pages the user may edit."""
        return list(organisations_of(self.request.user).only("pk", "title", "path", "depth").order_by("title"))

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Take the file in and tell what became of it."""
        only_check = form.cleaned_data["only_check"]
        try:
            assert form.texts is not None  # noqa: S101 (clean_file has read it)
            work = Import(form.texts, user=self.request.user, send=not form.cleaned_data["only_drafts"], only_check=only_check)
        except RefusedFileError as refused:
            form.add_error("file", str(refused))
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=ImportForm(), report=work.run(), only_check=only_check))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the outdated versions, by language and with the organisation that keeps the page."""
        pages = own_pages(self.request.user)
        found = outdated_versions(pages)
        versions = list(found[:SHOWN])
        organisations = organisations_by_path([version.page for version in versions])
        names = dict(other_languages())
        rows = [
            {
                "version": version,
                "language": names.get(version.locale, version.locale),
                "organisation": organisations.get(version.page.path[:ORGANISATION_PATH]),
            }
            for version in versions
        ]
        counts = [(code, name, select(pages, code, What.MISSING).count()) for code, name in names.items()]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "more": found.count() - len(rows) if len(rows) == SHOWN else 0,
            "missing": counts,
            "export_form": ExportForm(organisations=self.organisations, with_words=bool(editable_by(self.request.user))),
        }


class ExportView(View):
    """One file: of one page, of an organisation, of everything that is the user's, or of the portal's own words."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The file.

        :raises Http404: no such language or kind of file, or a page or organisation that is not the user's.
        """
        organisations = list(organisations_of(request.user).only("pk", "title", "path", "depth"))
        words = editable_by(request.user)
        form = ExportForm({"format": ".po"} | request.GET.dict(), organisations=organisations, with_words=bool(words))
        if not form.is_valid():
            raise Http404
        lang, what = form.cleaned_data["language"], What(form.cleaned_data["what"] or What.ALL)
        pages, name = own_pages(request.user), what.value
        if "page" in request.GET:
            pages = pages.filter(pk=as_pk(request.GET["page"]) or 0)
            page = translatable(pages).first()
            if page is None:
                raise Http404
            name, what = page.slug, What.ALL
        elif form.cleaned_data["organisation"] == WORDS:
            texts = words_of(words, lang, only_missing=what in {What.OPEN, What.MISSING})
            return file_response(texts, form.cleaned_data["format"], f"{WORDS}-{what}")
        elif form.cleaned_data["organisation"]:
            organisation = next(one for one in organisations if str(one.pk) == form.cleaned_data["organisation"])
            pages, name = pages.filter(path__startswith=organisation.path), f"{slugify(organisation.title)}-{what}"
        return file_response(texts_of(select(pages, lang, what), lang), form.cleaned_data["format"], name)


def file_response(texts: TextFile, suffix: str, name: str) -> HttpResponse:
    """The texts as a file to save."""
    kind = formats()[suffix]
    response = HttpResponse(kind.write(texts), content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}-{texts.lang}-{timezone.localdate():%Y-%m-%d}{suffix}"'
    response["Cache-Control"] = "no-store"
    return response
