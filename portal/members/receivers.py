"""Rights follow the pages: organisations and places that are made, named, moved or deleted; users who are deactivated."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Collection
from wagtail.signals import post_page_move

from home.models import HomePage
from portal.audit.services import record
from portal.content.signals import page_written
from portal.members.files import holds_files
from portal.members.models import Invitation, OrganisationSpace
from portal.members.provisioning import coordinators_group, name_collection, provision_organisation, provision_user
from portal.members.queries import organisation_of
from portal.members.rights import COORDINATORS, GroupKey
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage


@receiver(page_written)
def on_written(instance: Any, **kwargs: Any) -> None:
    """A new organisation gets its space; a renamed one's collection its name; a new home page its coordinators."""
    if isinstance(instance, OrganisationPage):
        space = OrganisationSpace.objects.filter(organisation=instance).select_related("collection").first()
        if space is None:
            provision_organisation(instance)
        else:
            name_collection(space, instance.title)
    elif isinstance(instance, HomePage) and Group.objects.filter(name=COORDINATORS).exists():
        coordinators_group()


@receiver(post_page_move)
def on_move(instance: Any, **kwargs: Any) -> None:
    """A place that left an organisation leaves the memberships there, too; one that came back is theirs again."""
    for user in _contacts(MeetingPlacePage.objects.descendant_of(instance, inclusive=True)):
        if provision_user(user):
            record("membership.followed_place", actor=None, subject=instance, organisation=organisation_of(instance), user=user.email)


@receiver(pre_delete, sender=MeetingPlacePage)
def before_place_delete(instance: Any, **kwargs: Any) -> None:
    """Remember the contacts while the memberships still name the place."""
    instance.members_contacts = list(_contacts(MeetingPlacePage.objects.filter(pk=instance.pk)))
    instance.members_pk = instance.pk


@receiver(post_delete, sender=MeetingPlacePage)
def on_place_delete(instance: Any, **kwargs: Any) -> None:
    """A place's group goes with it."""
    Group.objects.filter(name=GroupKey("place", instance.members_pk).name).delete()
    for user in instance.members_contacts:
        provision_user(user)


@receiver(pre_delete, sender=OrganisationPage)
def before_organisation_delete(instance: Any, **kwargs: Any) -> None:
    """The log keeps who had a role; the memberships go with the page."""
    held = [(membership.user.email, membership.role) for membership in instance.memberships.filter(ended_at=None).select_related("user")]
    record("organisation.deleted", actor=None, subject=instance, organisation=instance, members=held)


@receiver(post_delete, sender=OrganisationSpace)
def on_space_delete(instance: Any, **kwargs: Any) -> None:
    """The groups of a deleted organisation go, and its collection when it is empty; files that others may use are kept."""
    Group.objects.filter(pk__in=[instance.editors_id, instance.trusted_id, instance.contacts_id]).delete()
    collection = Collection.objects.filter(pk=instance.collection_id).first()
    if collection is not None and not holds_files(collection):
        collection.delete()


@receiver(post_save, sender=get_user_model())
def on_user_saved(instance: Any, raw: bool = False, created: bool = False, **kwargs: Any) -> None:
    """A deactivated user is in no group at once, and hears nothing more."""
    if not raw and not created and not instance.is_active:
        provision_user(instance)


def _contacts(places: QuerySet[Any]) -> QuerySet[Any]:
    return get_user_model().objects.filter(memberships__places__in=places.values("pk")).distinct()


@receiver(pre_delete, sender=get_user_model())
def before_user_delete(instance: Any, **kwargs: Any) -> None:
    """Who is gone invites nobody: afterwards nothing tells who sent the invitation."""
    Invitation.objects.filter(invited_by=instance, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now())
