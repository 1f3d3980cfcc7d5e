"""The portal as it runs where libvoikko is missing: Finnish is analysed with the dictionary of pyvoikko."""

from search.language import voikko

voikko._LIBRARY = "libvoikko-left-out-on-purpose.so"

from portal.wsgi import application  # noqa: E402 (after the library has been left out)

__all__ = ["application"]
