"""Who is asked about a page: loaded once for many pages, with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from portal.freshness.models import Ask, ContactOrder, FreshnessContact
from portal.members.models import Membership, Role
from portal.members.queries import EDITING_ROLES, is_coordinator, memberships_of


@dataclass(frozen=True)
class Person:
    """Somebody to write to; the same address of several organisations is one person, so that they get one mail."""

    email: str
    user: Any = None
    """None: a contact without an account."""
    name: str = field(default="", compare=False)
    """How the mail greets."""

    @classmethod
    def of_user(cls, user: Any) -> "Person":
        """A user."""
        return cls(user.email, user, user.first_name)

    @classmethod
    def of_contact(cls, contact: FreshnessContact) -> "Person":
        """A contact."""
        return cls(contact.email, None, contact.name)


@dataclass
class People:
    """Contacts and editors of some organisations."""

    of_page: dict[tuple[int, int], list[Person]] = field(default_factory=lambda: defaultdict(list))
    of_organisation: dict[tuple[int, int], list[Person]] = field(default_factory=lambda: defaultdict(list))
    main_editors: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))
    editors: dict[int, list[Person]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls, organisations: Iterable[int]) -> "People":
        """Two queries."""
        people = cls()
        ids = set(organisations)
        for contact in FreshnessContact.objects.filter(organisation__in=ids):
            if contact.page_id:
                people.of_page[contact.page_id, contact.order].append(Person.of_contact(contact))
            else:
                people.of_organisation[contact.organisation_id, contact.order].append(Person.of_contact(contact))
        current = Membership.objects.current().filter(organisation__in=ids, role__in=EDITING_ROLES)
        for membership in current.select_related("user").order_by("pk"):
            owner = membership.organisation_id or 0
            people.editors[owner].append(Person.of_user(membership.user))
            if membership.role == Role.MAIN_EDITOR:
                people.main_editors[owner].append(Person.of_user(membership.user))
        return people

    def first(self, page: int, organisation: int | None) -> list[Person]:
        """The page's own contact, else the organisation's, else its main editors, else its editors."""
        owner = organisation or 0
        return (
            self._of(self.of_page, (page, ContactOrder.FIRST))
            or self._of(self.of_organisation, (owner, ContactOrder.FIRST))
            or self._of(self.main_editors, owner)
            or self._of(self.editors, owner)
        )

    def second(self, page: int, organisation: int | None) -> list[Person]:
        """The second contact of the page or the organisation; without one the first is asked once more."""
        owner = organisation or 0
        return (
            self._of(self.of_page, (page, ContactOrder.SECOND))
            or self._of(self.of_organisation, (owner, ContactOrder.SECOND))
            or self.first(page, organisation)
        )

    def contacts(self, page: int, organisation: int | None) -> list[Person]:
        """Everybody without an account who answers for the page."""
        owner = organisation or 0
        found = []
        for order in ContactOrder:
            found += self._of(self.of_page, (page, order)) or self._of(self.of_organisation, (owner, order))
        return found

    @staticmethod
    def _of(people: dict[Any, list[Person]], key: Any) -> list[Person]:
        return people.get(key, [])


def answering_contact(ask: Ask, organisation: int | None) -> FreshnessContact | None:
    """The contact without an account to whom the mail went, while that address still answers for the organisation."""
    if ask.user_id is not None:
        return None
    return FreshnessContact.objects.filter(email=ask.email, organisation=organisation).first()


def may_answer(ask: Ask, organisation: int | None) -> bool:
    """Whether whom the mail went to still answers for pages of the organisation: leaving shuts the links of old mails."""
    if ask.user is None:
        return answering_contact(ask, organisation) is not None
    if not ask.user.is_active:
        return False
    return memberships_of(ask.user).filter(organisation=organisation, role__in=EDITING_ROLES).exists() or is_coordinator(ask.user)
