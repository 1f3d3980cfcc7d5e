"""Files for readers: renditions and documents. Originals have no address at all."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import etag, require_safe
from wagtail.documents.views.serve import serve as serve_stored_document
from wagtail.images.models import IMAGE_FORMAT_EXTENSIONS

from portal.media.access import is_public_file, may_have
from portal.media.models import PortalDocument, PortalRendition

FILE_POLICY: dict[str, list[str]] = {"default-src": ["'none'"], "frame-ancestors": ["'none'"]}
"""Content-Security-Policy of an uploaded file: it is never a page of ours and may load and run nothing."""
PUBLIC_SECONDS = 300
"""How long others may keep a rendition: short, because a page may be withdrawn."""
CONTENT_TYPES = {f".{extension.lstrip('.')}": f"image/{name}" for name, extension in IMAGE_FORMAT_EXTENSIONS.items() if name != "svg"}


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture in one size, by the name of its file.

    :raises Http404: there is none, or a page that everybody may see does not use it and the reader may not choose it.
    """
    found = PortalRendition.objects.select_related("image").filter(file=f"images/{name}").first()
    if found is None or not may_have(request, found.image):
        raise Http404
    return _cached(
        send_picture(request, found), f"public, max-age={PUBLIC_SECONDS}" if is_public_file(found.image) else "private, no-store"
    )


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """A document, always as an attachment.

    :raises Http404: there is none of that name, or a page that everybody may see does not use it and the reader may not choose it.
    """
    found = get_object_or_404(PortalDocument, pk=document_id)
    if not may_have(request, found):
        raise Http404
    stored = serve_stored_document(request, document_id, document_filename)
    return _cached(stored, "public, no-cache" if is_public_file(found) else "private, no-store")


def send_document(request: HttpRequest, found: PortalDocument) -> HttpResponseBase:
    """The file of a document, as an attachment. Whether the reader may have it was asked before."""
    response: HttpResponseBase = serve_stored_document(request, found.pk, found.filename)
    return response


@etag(lambda request, found: f'"{found.pk}-{found.image.file_hash}"')
def send_picture(request: HttpRequest, found: PortalRendition) -> HttpResponseBase:
    """The file of a rendition. Its name never comes back with other content. Whether the reader may have it was asked before."""
    try:
        stored = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    extension = f".{found.file.name.rpartition('.')[2]}"
    return FileResponse(stored, content_type=CONTENT_TYPES.get(extension, "application/octet-stream"))


def _cached(response: HttpResponseBase, policy: str) -> HttpResponseBase:
    response.headers["Cache-Control"] = policy
    return response
