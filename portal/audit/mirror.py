"""What Wagtail logs of settings, vocabularies, people and media goes into the audit log, too. Pages have a history of their own."""

from typing import Any

from wagtail.models import ModelLogEntry

from portal.audit.services import record

VERBS = {"wagtail.create": "created", "wagtail.edit": "changed", "wagtail.delete": "deleted", "wagtail.publish": "published"}
ONLY_DELETED = {"media"}
"""Apps of which only deletions are told: pictures come and change every day."""


def on_model_log_entry(instance: ModelLogEntry, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of ``post_save``. The action is ``<model>.<verb>``, e.g. ``sitesettings.changed``."""
    verb = VERBS.get(instance.action)
    model = instance.content_type.model_class() if instance.content_type else None
    if raw or not created or verb is None or model is None or (model._meta.app_label in ONLY_DELETED and verb != "deleted"):
        return
    record(
        f"{model._meta.model_name}.{verb}",
        actor=instance.user,
        subject_named=(model._meta.label_lower, str(instance.object_id), instance.label),
    )
