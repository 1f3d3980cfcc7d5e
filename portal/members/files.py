"""Files of an organisation."""

from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection


def holds_files(collection: Any) -> bool:
    """Whether pictures or documents are in the collection or in one under it."""
    inside = Collection.objects.descendant_of(collection, inclusive=True).values("pk")
    models = (get_image_model(), get_document_model())
    return any(model._default_manager.filter(collection__in=inside).exists() for model in models)
