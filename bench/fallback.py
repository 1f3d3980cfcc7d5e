"""The portal as it runs where libvoikko is missing: Finnish is analysed by pyvoikko and kfst-rs."""

from search.language import voikko

voikko._LIBRARY = "libvoikko-left-out-on-purpose.so"

from portal.wsgi import application  # noqa: E402 (after the library has been left out)

__all__ = ["application"]
