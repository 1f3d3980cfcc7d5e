"""Names of all admin views, as ``resolver_match.view_name`` gives them."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver

from portal.localisation.addresses import is_admin_path


def admin_views() -> dict[str, set[str]]:
    """Every view under the admin's address with the names of the arguments its address takes."""
    found: dict[str, set[str]] = {}
    for route, name, arguments in _walk(get_resolver(), "", ()):
        if is_admin_path(f"/{route}"):
            found.setdefault(name, set()).update(arguments)
    return found


def _walk(resolver: Any, route: str, namespaces: tuple[str, ...]) -> Iterator[tuple[str, str, set[str]]]:
    for pattern in resolver.url_patterns:
        address = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, address, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        else:
            name = pattern.name or pattern.lookup_str
            arguments = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
            yield address, ":".join((*namespaces, name)), arguments
