"""Which records change what the public sees.

Every model of the project is either here or in QUIET (a test holds it): a new one cannot be forgotten. Rows that are written in bulk,
past the signals, say so themselves: ``public_content_changed`` (the catalogue does).
"""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_unpublished, post_page_move

from portal.pagecache.changes import public_content_changed

PUBLIC_APPS = frozenset({"regions", "taxonomy", "wagtailredirects", "wagtaildocs", "wagtailimages"})
"""Every record of these apps."""
PUBLIC_MODELS = frozenset(
    {
        *("accessibility.accessibilitystatement", "accessibility.statementexception"),
        *("home.sitesettings", "guides.guideedition", "content.cohost"),
        *("media.portalimage", "media.portaldocument"),
        *("wagtailcore.locale", "wagtailcore.site", "wagtailcore.pageviewrestriction", "wagtailcore.pageviewrestriction_groups"),
        *("wagtailcore.collectionviewrestriction", "wagtailcore.collectionviewrestriction_groups"),
        *("members.membership", "members.organisationspace"),  # whether an organisation can be claimed
    }
)
"""Single models: app and name, in small letters."""
QUIET_APPS = frozenset(
    {
        *("accounts", "account", "auth", "mfa", "socialaccount", "sessions", "contenttypes", "taggit"),
        *("audit", "mail", "jobs", "members", "feedback", "accessibility", "usage", "moderation", "freshness", "demo", "pagecache"),
        "newsletter",
        *("search", "thesaurus"),  # result pages are never kept
        *("wagtailadmin", "wagtailusers", "wagtailsearch", "wagtailcore"),
        "catalogue",  # written in bulk: says it itself
        "media",  # sizes of a picture say it themselves, once, when all are there
        *("organisations", "places", "groups", "services", "events", "guides", "materials", "home", "content"),
    }
)
"""Other records of these apps: nobody but editors sees them, or they belong to a page. A draft of a page is saved too, so pages
speak when they are written in full (``portal.content.models.PublicPage.save``) and by the signals below."""


def is_public(model: type[Model]) -> bool:
    """Whether saving or deleting a record of the model changes what the public sees. Pages are not asked here."""
    meta = model._meta
    return not issubclass(model, Page) and (meta.label_lower in PUBLIC_MODELS or meta.app_label in PUBLIC_APPS)


def on_record(raw: bool = False, **kwargs: Any) -> None:
    """A record that the public sees was saved or deleted."""
    if not raw:
        public_content_changed()


def on_relation(action: str, instance: Any, **kwargs: Any) -> None:
    """A many-to-many relation of a record changed."""
    if action.startswith("post_") and is_public(type(instance)):
        public_content_changed()


@receiver([page_unpublished, post_page_move])
def on_page(**kwargs: Any) -> None:
    """A page left the public or has another address."""
    public_content_changed()


@receiver(post_delete)
def on_delete(sender: Any, **kwargs: Any) -> None:
    """A page is gone."""
    if sender is Page:
        public_content_changed()


for model in apps.get_models(include_auto_created=True):
    if is_public(model):
        post_save.connect(on_record, sender=model, dispatch_uid=f"pagecache-{model._meta.label}")
        post_delete.connect(on_record, sender=model, dispatch_uid=f"pagecache-{model._meta.label}")
m2m_changed.connect(on_relation, dispatch_uid="pagecache")
