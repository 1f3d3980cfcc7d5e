"""Pictures and documents of a shared draft. No public page uses them yet, so their own addresses answer nobody without an account.

In a preview each gets an address of its own, signed for that link and that file, as long as the link works. A draft's words can
name any file's address, so only files that the link's maker may choose get one.
"""

import re
from typing import Any, Final

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from portal.media.models import PortalDocument, PortalImage, PortalRendition
from portal.media.views import FILE_POLICY, send_document, send_picture
from portal.moderation.models import PreviewLink
from portal.moderation.previews import works

ADDRESS = re.compile(r"/media/images/(?P<name>[\w.\-]+)|/documents/(?P<number>\d{1,18})/(?P<filename>[\w.\-]+)", re.ASCII)
PICTURE: Final = "picture"
DOCUMENT: Final = "document"
_signer = Signer(salt="portal.moderation.preview-file")


def with_own_addresses(html: str, link: PreviewLink) -> str:
    """The page with the link's own addresses of files instead of their public ones. At most four queries, however many files."""
    found = list(ADDRESS.finditer(html))
    names = {f"images/{one['name']}" for one in found if one["name"]}
    images = _choosable(PortalImage, link)
    pictures = {
        rendition.file.name.removeprefix("images/"): rendition.pk
        for rendition in PortalRendition.objects.filter(file__in=names, image__in=images.values("pk"))
    }
    numbers = {int(one["number"]) for one in found if one["number"]}
    documents = set(_choosable(PortalDocument, link).filter(pk__in=numbers).values_list("pk", flat=True))

    def own(one: re.Match[str]) -> str:
        if one["name"] in pictures:
            return _address(link, PICTURE, pictures[one["name"]])
        if one["number"] and int(one["number"]) in documents:
            return _address(link, DOCUMENT, int(one["number"]))
        return one[0]

    return ADDRESS.sub(own, html)


@require_safe
def shared_file(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file of a shared draft.

    :raises Http404: not an address we made, the link does not work any more, or its maker may not choose the file any more.
    """
    try:
        values = _signer.unsign_object(token.replace(".", ":"))
    except BadSignature:
        raise Http404 from None
    link = PreviewLink.objects.select_related("page", "made_by").filter(pk=values["link"]).first()
    if link is None or not works(link):
        raise Http404
    response = _sent(request, link, values["kind"], values["file"])
    response._csp_config = FILE_POLICY  # type: ignore[attr-defined]  # how django-csp takes a policy for one response
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _sent(request: HttpRequest, link: PreviewLink, kind: str, number: int) -> HttpResponseBase:
    if kind == PICTURE:
        picture = PortalRendition.objects.select_related("image").filter(pk=number).first()
        if picture is not None and _choosable(PortalImage, link).filter(pk=picture.image_id).exists():
            return send_picture(request, picture)
    document = _choosable(PortalDocument, link).filter(pk=number).first() if kind == DOCUMENT else None
    if document is None:
        raise Http404
    return send_document(request, document)


def _choosable(model: Any, link: PreviewLink) -> Any:
    return policy_registry.get_by_type(model).instances_user_has_permission_for(link.made_by, "choose")


def _address(link: PreviewLink, kind: str, number: int) -> str:
    token = str(_signer.sign_object({"link": link.pk, "kind": kind, "file": number})).replace(":", ".")
    return reverse("shared_file", args=[token])
