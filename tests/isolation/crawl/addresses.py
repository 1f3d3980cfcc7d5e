"""Every address of the portal, filled with an organisation's identifiers: from the URL resolver, so that no view is forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, get_resolver, reverse
from wagtail.models import Task, Workflow

from portal.isolation.doors import Door, door_of
from tests.isolation.world import CANARY, World

PAGES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "guide_id", "organisation_id", "organisation_pk", "page_pk")
MODELS = {
    "image_id": "media.portalimage",
    "document_id": "media.portaldocument",
    "doc_id": "media.portaldocument",
    "revision_id": "wagtailcore.revision",
    "revision_id_a": "wagtailcore.revision",
    "revision_id_b": "wagtailcore.revision",
    "task_state_id": "wagtailcore.taskstate",
    "workflow_state_id": "wagtailcore.workflowstate",
    "collection_id": "wagtailcore.collection",
    "uploaded_file_id": "wagtailcore.uploadedfile",
    "link_id": "moderation.previewlink",
    "contact_id": "freshness.freshnesscontact",
    "step_id": "freshness.reviewstep",
}
"""What an identifier in an address stands for, by its name; ``pk`` and what is not here may be of anything."""
KEYS = {
    "cohosting_answer": "content.cohost",
    "cohosting_suggest": "content.cohost",
    "feedback_message": "feedback.message",
    "freshness_round_answer": "freshness.collectionround",
    "members_end": "members.membership",
    "members_membership": "members.membership",
    "members_trust": "members.membership",
    "members_resend": "members.invitation",
    "members_withdraw": "members.invitation",
    "wagtailadmin_editing_sessions:ping": "wagtailcore.page",
    "wagtailadmin_pages:revisions_compare": "wagtailcore.page",
    "wagtaildocs_chooser:chosen": "media.portaldocument",
    "wagtailimages_chooser:chosen": "media.portalimage",
    "wagtailsnippetchoosers_regions_familycentrearea:chosen": "",
    "wagtailsnippetchoosers_regions_municipality:chosen": "",
}
"""What ``pk`` or ``object_id`` means in the views that members of organisations can enter; empty: nothing of an organisation."""
WORDS: dict[str, tuple[str, ...]] = {
    "action_name": ("approve", "reject"),
    "action": ("delete", "move", "publish", "unpublish", "add_tags", "add_to_collection"),
    "filter_spec": ("original", "width-100"),
    "token": ("kutsu",),
    "uidb64": ("MQ",),
    "uidb36": ("1",),
    "key": ("set-password",),
    "provider_id": ("kunta",),
    "slug": ("mikkeli",),
    "session_id": ("1", "2"),
    "redirect_id": ("1",),
    "edition_id": ("1",),
}
EVERYBODYS = {"task_id": Task, "workflow_pk": Workflow}
"""Records that are nobody's: every one of them."""
TYPES = (("events", "eventpage"), ("groups", "peergrouppage"), ("organisations", "organisationpage"))
OBJECTS = (("wagtailcore", "page"), ("media", "portalimage"), ("media", "portaldocument"), ("accounts", "user"), ("feedback", "message"))
PART = CANARY[:8]
"""What is searched for: finds the canary, and is not one when a page repeats it."""
SEARCHES = ("q", "search", "query", "term", "title", "email", "name")
IDENTIFYING = {
    **dict.fromkeys(
        ("page_id", "parent_page_id", "destination", "childOf", "child_of", "descendant_of", "ancestor_of"), "wagtailcore.page"
    ),
    **dict.fromkeys(("translation_of", "page", "next_page", "target_pages[]", "organisation", "revise"), "wagtailcore.page"),
    **dict.fromkeys(("user", "owner", "edited_by", "requested_by", "locked_by", "latest_revision__user", "actor"), "accounts.user"),
    **dict.fromkeys(("collection", "collection_id"), "wagtailcore.collection"),
    "image_id": "media.portalimage",
    "document_id": "media.portaldocument",
    "round": "freshness.collectionround",
}
"""Query parameters by which Wagtail and the portal narrow or begin a list."""
OF_ALL_KINDS = ("id", "pk", "chooser")
EXPORTS = ("csv", "xlsx")
MANY = 15
"""Addresses of one view that the full fuzz writes to."""


@dataclass(frozen=True)
class View:
    """A pattern of the resolver."""

    name: str
    arguments: tuple[str, ...]
    route: str

    @property
    def is_open_to_members(self) -> bool:
        """Whether the guard lets members of organisations in at all."""
        return door_of(self.name) in (Door.OPEN, Door.OWN)

    @property
    def is_admin(self) -> bool:
        """Whether it is under the admin's address."""
        return self.route.startswith("admin/")


def views() -> list[View]:
    """Every view of the portal, in the resolver's order."""
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: Any, route: str, namespaces: tuple[str, ...]) -> Iterator[View]:
    for pattern in resolver.url_patterns:
        address = route + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from _walk(pattern, address, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
        else:
            arguments = dict.fromkeys((*pattern.pattern.converters, *pattern.pattern.regex.groupindex))
            yield View(":".join((*namespaces, pattern.name or pattern.lookup_str)), tuple(arguments), address)


def _all_of(model: Any) -> list[str]:
    return [str(pk) for pk in model.objects.order_by("pk").values_list("pk", flat=True)]


class Filler:
    """Fills addresses with the identifiers of B."""

    def __init__(self, world: World, ids: dict[str, list[str]]) -> None:
        self.ids = ids
        self.own_page = str(world.a.draft.pk)
        self.listing = str(world.b.draft.translation_key)
        self.names = {"document_filename": world.b.document.filename, "name": world.b.image.get_rendition("width-20").file.name[7:]}
        self.everybodys = {name: _all_of(model) for name, model in EVERYBODYS.items()}
        first = [str(one.pk) for one in (world.b.draft, world.b.organisation, world.b.submitted)]
        self.pages = [*first, *(pk for pk in ids["wagtailcore.page"] if pk not in first)]
        self.everything = sorted({pk for pks in ids.values() for pk in pks if pk.isdecimal()}, key=int)

    def once(self, view: View) -> list[str]:
        """One address of the view, with the identifiers it means."""
        return list(self._filled(view, full=False))[:1]

    def closely(self, view: View) -> Iterator[str]:
        """What members of organisations can enter: own and foreign identifiers together, searches, and all identifiers in a query."""
        if not view.is_open_to_members and view.is_admin:
            return
        yield from self._filled(view, full=False)
        if not view.arguments:
            address = self.once(view)[0]
            yield f"{address}?{urlencode(dict.fromkeys(SEARCHES, PART))}"
            yield f"{address}?{urlencode(self._all_identifiers())}"

    def some(self, view: View) -> list[str]:
        """For writing: each of B's pages and records in views that members can enter, one in the others."""
        if not view.is_open_to_members:
            return self.once(view)
        return list(dict.fromkeys((*self._filled(view, full=False), *list(self._filled(view, full=True))[:MANY])))

    def full(self, view: View) -> Iterator[str]:
        """Views that members can enter with every identifier of B and every query; those that the guard shuts by name with a few."""
        if view.is_admin and not view.is_open_to_members:
            yield from (f"{address}{query}" for address in self.once(view) for query in ("", f"?id={self.pages[0]}", "?export=csv"))
            return
        filled = list(self._filled(view, full=True))
        yield from filled
        for address in filled[:1]:
            for query in self._queries(of_all_kinds=not view.arguments or view.name == "wagtail_bulk_action"):
                yield f"{address}?{urlencode(query)}"

    def _filled(self, view: View, *, full: bool) -> Iterator[str]:
        if not view.arguments:
            yield from self._plain(view)
            return
        for values in product(*(self._values(view, name, full=full) for name in view.arguments)):
            for arguments in self._paired(dict(zip(view.arguments, values, strict=True))):
                try:
                    yield reverse(view.name, kwargs=arguments)
                except NoReverseMatch:
                    continue

    def _plain(self, view: View) -> Iterator[str]:
        try:
            yield reverse(view.name)
        except NoReverseMatch:
            yield "/" + re.sub(r"[\^$]|\(.*\)|\.\*", "", view.route)

    def _values(self, view: View, name: str, *, full: bool) -> list[str]:
        if name in PAGES:
            # Beside B's page an own one: what is said to belong to a page must be asked of it.
            return [*self.pages, self.own_page] if full else [self.pages[0], self.own_page]
        if name == "listing_id":
            return [self.listing]
        if name in self.names:
            return [self.names[name]]
        if name in self.everybodys:
            return self.everybodys[name] if full else self.everybodys[name][:1]
        if name in {"pk", "object_id"} and full:
            return self.everything
        model = KEYS.get(view.name) if name in {"pk", "object_id"} else MODELS.get(name)
        values = self.ids.get(model, ["1"]) if model is not None else list(WORDS.get(name, ("1",)))
        return values if full else values[:1]

    def _paired(self, arguments: dict[str, str]) -> Iterator[dict[str, str]]:
        """Names of a model come in pairs."""
        for app, model, pairs in (
            ("content_type_app_name", "content_type_model_name", TYPES),
            ("app_label", "model_name", OBJECTS),
            ("app_name", "model_name", OBJECTS),
        ):
            if app in arguments and model in arguments:
                for one, other in pairs:
                    yield arguments | {app: one, model: other}
                return
        yield arguments

    def _all_identifiers(self) -> list[tuple[str, str]]:
        return [*((name, self._of(model)[0]) for name, model in IDENTIFYING.items()), *((name, self.pages[0]) for name in OF_ALL_KINDS)]

    def _queries(self, *, of_all_kinds: bool) -> Iterator[list[tuple[str, str]]]:
        for name in SEARCHES:
            yield [(name, PART)]
        for name, model in IDENTIFYING.items():
            for pk in self._of(model)[:2]:
                yield [(name, pk)]
        for name in OF_ALL_KINDS:
            for pk in self.everything if of_all_kinds and name == "id" else self.pages[:1]:
                yield [(name, pk)]
        yield [("id", "all"), ("childOf", self.pages[1])]
        yield [("id", self.own_page), ("id", self.pages[0])]
        yield [("tag", PART)]
        for kind in EXPORTS:
            yield [("export", kind)]
        yield [("fields", "*"), ("child_of", self.pages[1])]
        yield [("for_explorer", "1"), ("child_of", self.pages[1]), ("fields", "*")]

    def first_of(self, model: str) -> str:
        """An identifier of B's of this model."""
        return self._of(model)[0]

    def _of(self, model: str) -> list[str]:
        return self.pages if model == "wagtailcore.page" else self.ids.get(model, ["1"])
