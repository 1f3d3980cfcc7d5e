"""When the thesaurus has changed, whoever changed it: the admin, an import, a script."""

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from portal.taxonomy.models import Topic
from portal.thesaurus.models import Concept
from portal.thesaurus.signals import tell

_IN_TEXTS = ("slug", "preferred", "alternative")
"""What documents carry: a concept is found in them by these, and named by its slug."""
_DONE = {"post_add", "post_remove", "post_clear"}


@receiver(pre_save, sender=Concept)
def before_save(instance: Concept, raw: bool = False, **kwargs: Any) -> None:
    """Remember what the stored row says. One query."""
    stored = None if raw or instance.pk is None else Concept.objects.filter(pk=instance.pk).values(*_IN_TEXTS).first()
    instance.thesaurus_stored = stored  # type: ignore[attr-defined]  # for on_save, within the same save


@receiver(post_save, sender=Concept)
def on_save(instance: Any, **kwargs: Any) -> None:
    """A concept is new or was saved."""
    tell(texts_changed=instance.thesaurus_stored != {name: getattr(instance, name) for name in _IN_TEXTS})


@receiver(post_delete, sender=Concept)
def on_delete(**kwargs: Any) -> None:
    """A concept is gone."""
    tell(texts_changed=True)


@receiver(m2m_changed, sender=Concept.topics.through)
def on_topics(action: str, **kwargs: Any) -> None:
    """A concept is linked to other topics, from either side."""
    if action in _DONE:
        tell(texts_changed=True)


@receiver(m2m_changed, sender=Concept.broader.through)
@receiver(m2m_changed, sender=Concept.related.through)
def on_relations(action: str, **kwargs: Any) -> None:
    """A concept is near to others."""
    if action in _DONE:
        tell(texts_changed=False)


@receiver([post_save, post_delete], sender=Topic)
def on_topic(**kwargs: Any) -> None:
    """A topic that concepts may be linked to has another name or is gone; the catalogue writes its listings anew by itself."""
    tell(texts_changed=False)
