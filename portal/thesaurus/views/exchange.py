"""The thesaurus as a file: out at once, in after one has seen what would change."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.thesaurus.forms import ImportForm
from portal.thesaurus.importing import ChangedMeanwhileError, Plan, carry_out, plan_import, read_file
from portal.thesaurus.signals import gathered
from portal.thesaurus.skos_files import EXTENSIONS, FORMATS, MEDIA_TYPES, Refusal, SkosError, SkosFile, serialised
from portal.thesaurus.values import ConceptValue
from portal.thesaurus.views.base import LIST, ThesaurusMixin
from portal.thesaurus.views.concepts import tell_when_found

SALT = "portal.thesaurus.import"
CONFIRM_WITHIN = 60 * 60
"""Seconds between seeing what would change and confirming it."""
MOST_SIGNED = 2_000_000
"""Characters of the signed file; Django takes forms of 2.5 MB (DATA_UPLOAD_MAX_MEMORY_SIZE)."""
FIELD_NAMES = {
    "preferred": gettext_lazy("name"),
    "alternative": gettext_lazy("other names"),
    "colloquial": gettext_lazy("everyday words"),
    "broader": gettext_lazy("broader concepts"),
    "related": gettext_lazy("related concepts"),
    "topics": gettext_lazy("topics"),
    "crisis": gettext_lazy("crisis"),
}


class ExportView(ThesaurusMixin, View):
    """The whole thesaurus as a download. ``?format=``: turtle (default) or json-ld."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest) -> HttpResponse:
        """:raises Http404: an unknown format."""
        form = next((known for known in FORMATS if known == request.GET.get("format", "turtle")), None)
        if form is None:
            raise Http404
        response = HttpResponse(serialised(form), content_type=MEDIA_TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="thesaurus-{timezone.localdate():%Y-%m-%d}.{EXTENSIONS[form]}"'
        return response


class ImportView(ThesaurusMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """Choosing a file; sending it shows what it would change, and changes nothing."""

    template_name = "thesaurus/import.html"
    form_class = ImportForm
    page_title = gettext_lazy("Import a thesaurus")

    def form_valid(self, form: ImportForm) -> HttpResponse:
        """Show the plan, or why the file is not taken."""
        upload, keep = form.cleaned_data["file"], form.cleaned_data["keep"]
        try:
            file = read_file(upload.read(), upload.name, keep=keep)
            shown = preview(self.request, file, plan_import(file, keep=keep), upload.name, keep=keep)
        except SkosError as error:
            shown = {"refusals": error.refusals, "name": upload.name}
        return self.render_to_response(self.get_context_data(form=form, **shown))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the thesaurus's own styles."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"field_names": FIELD_NAMES}


class ConfirmImportView(ThesaurusMixin, WagtailAdminTemplateMixin, View):
    """Takes the file that was shown."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do what was shown; when the thesaurus has changed since, show again what the file would do now."""
        try:
            sent = signing.loads(request.POST.get("file", ""), salt=SALT, max_age=CONFIRM_WITHIN)
        except signing.BadSignature:
            sent = None
        if sent is None or sent["user"] != request.user.pk:
            messages.error(request, _("Too long ago: choose the file again. Nothing was changed."))
            return HttpResponseRedirect(reverse("thesaurus_import"))
        file = _unpacked(sent["file"])
        try:
            plan = plan_import(file, keep=sent["keep"])
            if plan.basis != sent["basis"]:
                raise ChangedMeanwhileError
            with gathered() as told:
                carry_out(plan, by=request.user, name=sent["name"])
        except (ChangedMeanwhileError, SkosError):
            messages.error(request, _("Somebody has edited the thesaurus meanwhile. Nothing was imported: choose the file again."))
            return HttpResponseRedirect(reverse("thesaurus_import"))
        counts = {"added": len(plan.added), "changed": len(plan.changed), "removed": len(plan.removed)}
        messages.success(request, _("Imported: %(added)d new concepts, %(changed)d changed, %(removed)d removed.") % counts)
        tell_when_found(request, told)
        return HttpResponseRedirect(reverse(LIST))


def preview(request: HttpRequest, file: SkosFile, plan: Plan, name: str, *, keep: bool) -> dict[str, Any]:
    """What the page shows of a plan, and the file signed for this user, so that nothing is stored before it is confirmed.

    :raises SkosError: there is so much in the file that the form could not be sent.
    """
    changes = [(change, ", ".join(str(FIELD_NAMES[field]) for field in change.fields)) for change in plan.changed]
    sent = {
        "user": request.user.pk,
        "keep": keep,
        "name": name,
        "basis": plan.basis,
        "file": asdict(file) | {"without_crisis": sorted(file.without_crisis)},
    }
    signed = signing.dumps(sent, salt=SALT, compress=True)
    if len(signed) > MOST_SIGNED:
        raise SkosError([Refusal(_("There is too much in the file for a form. The command thesaurus_import takes it."))])
    return {"plan": plan, "changes": changes, "name": name, "signed": signed}


def _unpacked(plain: dict[str, Any]) -> SkosFile:
    """Lists are tuples again: values compare by content."""

    def labels(texts: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
        return {lang: tuple(words) for lang, words in texts.items()}

    concepts = tuple(
        ConceptValue(
            one["key"],
            one["preferred"],
            labels(one["alternative"]),
            labels(one["colloquial"]),
            tuple(one["broader"]),
            tuple(one["related"]),
            tuple(one["topics"]),
            one["crisis"],
        )
        for one in plain["concepts"]
    )
    return SkosFile(concepts, frozenset(plain["without_crisis"]), tuple(plain["left_out"]))
