"""The addresses that are not pages: the admin and the uploaded files. Outside languages."""

ADMIN = "/admin/"
FILES = ("/documents/", "/media/")
"""Documents and pictures, each answered by a view that asks who may have them (``portal.media``)."""


def is_admin_path(path: str) -> bool:
    """Whether a request's path (``request.path_info``) is the admin's."""
    return path.startswith(ADMIN)


def is_file_path(path: str) -> bool:
    """Whether a request's path is an uploaded file's."""
    return path.startswith(FILES)
