"""Addresses of files. Outside languages; nothing else under ``/media/`` answers."""

from django.urls import path, re_path

from portal.media.views import document, rendition

urlpatterns = [
    re_path(r"^media/images/(?P<name>[\w.\-]+)$", rendition, name="media_rendition"),
    path("documents/<int:document_id>/<path:document_filename>", document, name="wagtaildocs_serve"),
]
