"""The addresses that are not pages: the admin and the uploaded files. Outside languages."""

ADMIN = "/admin/"
FILES = ("/documents/", "/media/")
"""Documents and pictures, each answered by a view that asks who may have them (``portal.media``)."""

KEYED = ("accounts/password/reset/key", "esikatselu/tiedosto", "esikatselu", "kutsu", "uutiskirje/peru", "uutiskirje/vahvista", "vahvista")
"""What comes before a key in an address, after the language: whoever knows such an address may do what it is for, without signing in.
No log may hold one (``portal.operations.logs``, docs/production.md). Ids of a shared saved list are no secret."""


def is_admin_path(path: str) -> bool:
    """Whether a request's path (``request.path_info``) is the admin's."""
    return path.startswith(ADMIN)


def is_file_path(path: str) -> bool:
    """Whether a request's path is an uploaded file's."""
    return path.startswith(FILES)
