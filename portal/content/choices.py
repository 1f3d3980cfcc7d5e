"""Choices that come from the database, read when a form is shown, never at import."""

from django.utils.translation import gettext_lazy as _

from portal.listings.kinds import Kind
from portal.regions.models import FamilyCentreArea
from portal.taxonomy.models import ServiceLanguage, Topic

KIND_LABELS = {
    Kind.MEETING_PLACE: _("Meeting place"),
    Kind.PEER_GROUP: _("Peer group"),
    Kind.SERVICE: _("Service"),
    Kind.HELPLINE: _("Helpline"),
    Kind.EVENT: _("Event"),
    Kind.GUIDE: _("Guide"),
    Kind.MATERIAL: _("Material"),
    Kind.ORGANISATION: _("Organisation"),
}


def kind_choices() -> list[tuple[str, str]]:
    """Kinds of listing."""
    return [(kind.value, str(KIND_LABELS[kind])) for kind in Kind]


def topic_choices() -> list[tuple[str, str]]:
    """Topics by their public identifiers."""
    return [(topic.slug, topic.label) for topic in Topic.objects.all()]


def area_choices() -> list[tuple[str, str]]:
    """Family-centre areas by their public identifiers."""
    return [(area.slug, area.name) for area in FamilyCentreArea.objects.all()]


def language_choices() -> list[tuple[str, str]]:
    """Languages of service by their identifiers."""
    return [(language.slug, language.label) for language in ServiceLanguage.objects.all()]
