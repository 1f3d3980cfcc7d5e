"""The portal's own pages and settings."""

from home.models.pages import HomePage, SectionPage, StandardPage
from home.models.settings import SiteSettings

__all__ = ["HomePage", "SectionPage", "SiteSettings", "StandardPage"]
