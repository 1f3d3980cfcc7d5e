"""Lists about people in the admin, as Wagtail's own lists look. Each shows only what is the user's."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button, HeaderButton

from portal.members.access import CoordinatorMixin
from portal.members.models import Claim, Invitation, Membership, MembershipQuerySet, Role
from portal.members.queries import EDITING_ROLES
from portal.members.records import OwnRecordsMixin
from portal.members.views.base import PEOPLE, AuthorityMixin
from portal.organisations.models import OrganisationPage


class StackedColumn(TitleColumn):
    """A title with lines under it: on a phone there is no room for a column each."""

    cell_template_name = "members/stacked_cell.html"

    def __init__(self, name: str, *, lines: Callable[[Any], Iterable[str]], **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.lines = lines

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Adds the lines that say something."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"lines": [line for line in self.lines(instance) if line]}


class ActionsColumn(BaseColumn):
    """Buttons of an invitation; each sends a form, because nothing is changed by opening a link."""

    cell_template_name = "members/invitation_actions.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Adds the CSRF token, which the forms need."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return context | {"csrf_token": parent_context.get("csrf_token")}


class MembershipFilters(WagtailFilterSet):
    """By role."""

    role = django_filters.MultipleChoiceFilter(label=_("Role"), choices=Role.choices)

    class Meta:
        model = Membership
        fields: tuple[str, ...] = ("role",)


class PeopleView(AuthorityMixin, OwnRecordsMixin, BaseListingView):
    """Members of the user's organisations; for coordinators everybody."""

    model = Membership
    page_title = _("People")
    header_icon = "group"
    paginate_by = 50
    index_url_name = "members_people"
    index_results_url_name = "members_people_results"
    filterset_class = MembershipFilters
    is_searchable = True
    search_fields = ("user__first_name", "user__last_name", "user__email", "organisation__title")
    default_ordering = ("organisation__title", "user__last_name", "user__email", "pk")
    verbose_name_plural = _("people")

    @property
    def columns(self) -> list[Any]:
        """Who (a link when the user may do something); as what, where, how long."""
        return [
            StackedColumn("user", label=_("Name"), get_url=self._address, lines=_address_in_words),
            StackedColumn("role", label=_("Role"), accessor="get_role_display", lines=_role_in_words),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Memberships that count today, with what the rows show."""
        found: MembershipQuerySet = super().get_base_queryset()  # type: ignore[assignment]  # the model's own queryset
        return found.current().select_related("user", "organisation").prefetch_related("places")

    def get_header_buttons(self) -> list[Any]:
        """Invite, when there is anybody the user may invite."""
        more: list[Any] = super().get_header_buttons()
        if not (self.authority.is_coordinator or self.authority.leads):
            return more
        return [HeaderButton(_("Invite"), url=reverse("members_invite"), icon_name="plus"), *more]

    def get_header_more_buttons(self) -> list[Any]:
        """The invitations that are open; for coordinators the rest."""
        buttons = [Button(_("Open invitations"), url=reverse("members_invitations"), icon_name="mail", priority=10)]
        if self.authority.is_coordinator:
            buttons += [
                Button(_("Organisations"), url=reverse("members_organisations"), icon_name="home", priority=20),
                Button(_("Claims"), url=reverse("members_claims"), icon_name="help", priority=30),
            ]
        return buttons

    def _address(self, membership: Membership) -> str | None:
        if self.authority.roles_to_change(membership) or self.authority.may_end(membership):
            return reverse("members_membership", args=[membership.pk])
        return None


class InvitationsView(AuthorityMixin, OwnRecordsMixin, BaseListingView):
    """Invitations of the user's organisations that can still be accepted or sent again."""

    model = Invitation
    page_title = _("Open invitations")
    header_icon = "mail"
    paginate_by = 50
    index_url_name = "members_invitations"
    default_ordering = ("-created_at", "-pk")
    verbose_name_plural = _("open invitations")
    breadcrumbs_items = [*BaseListingView.breadcrumbs_items, PEOPLE]

    @property
    def columns(self) -> list[Any]:
        """To whom, as what, where, until when; what can be done."""
        return [
            StackedColumn("email", label=_("E-mail"), lines=_invitation_in_words),
            *([ActionsColumn("actions", label=_("Actions"))] if self.authority.is_coordinator or self.authority.leads else []),
        ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Neither accepted nor withdrawn; those whose link is too old can be sent again."""
        return super().get_base_queryset().filter(accepted_at=None, revoked_at=None).select_related("organisation")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the organisations whose invitations the user may act on."""
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        for invitation in context["object_list"]:
            invitation.may_act = self.authority.manages(invitation.organisation_id)
        return context


class OrganisationFilters(WagtailFilterSet):
    """Those that need somebody."""

    without_editor = django_filters.BooleanFilter(label=_("Without an editor"), method="narrow")

    class Meta:
        model = OrganisationPage
        fields: tuple[str, ...] = ("organisation_kind",)

    def narrow(self, found: QuerySet[Any], name: str, value: bool | None) -> QuerySet[Any]:
        """Keep those without (True) or with (False) an editor."""
        return found if value is None else found.filter(has_editor=not value)


class OrganisationsView(CoordinatorMixin, BaseListingView):
    """Every organisation with the number of its members, for coordinators."""

    model = OrganisationPage
    page_title = _("Organisations")
    header_icon = "home"
    paginate_by = 50
    index_url_name = "members_organisations"
    index_results_url_name = "members_organisations_results"
    filterset_class = OrganisationFilters
    is_searchable = True
    search_backend_name = None
    search_fields = ("title",)
    default_ordering = ("title", "pk")
    verbose_name_plural = _("organisations")
    breadcrumbs_items = [*BaseListingView.breadcrumbs_items, PEOPLE]
    columns = [
        StackedColumn(
            "title",
            label=_("Organisation"),
            get_url=lambda page: reverse("members_invite_to", args=[page.pk]),
            lines=lambda page: [page.get_organisation_kind_display()],
        ),
        Column("editors", label=_("Editors"), accessor=lambda page: str(page.editor_count)),
        Column("contacts", label=_("Contacts"), accessor=lambda page: str(page.contact_count)),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """With the numbers, asked in the same query."""
        found: QuerySet[Any] = super().get_base_queryset()
        counts = current_on("memberships__")
        counted: QuerySet[Any] = found.annotate(
            has_editor=Exists(Membership.objects.current().filter(organisation=OuterRef("pk"), role__in=EDITING_ROLES)),
            editor_count=Count("memberships", filter=counts & Q(memberships__role__in=EDITING_ROLES), distinct=True),
            contact_count=Count("memberships", filter=counts & Q(memberships__role=Role.PLACE_CONTACT), distinct=True),
        )
        return counted

    def get_header_buttons(self) -> list[Any]:
        """Bring in a new one."""
        return [HeaderButton(_("Invite an organisation"), url=reverse("members_invite_organisation"), icon_name="plus")]


class ClaimsView(CoordinatorMixin, BaseListingView):
    """Claims that wait for an answer, oldest first; for coordinators."""

    model = Claim
    page_title = _("Claims")
    header_icon = "help"
    paginate_by = 50
    index_url_name = "members_claims"
    default_ordering = ("created_at", "pk")
    verbose_name_plural = _("claims")
    breadcrumbs_items = [*BaseListingView.breadcrumbs_items, PEOPLE]
    columns = [
        StackedColumn(
            "organisation",
            label=_("Organisation"),
            accessor="organisation.title",
            url_name="members_claim",
            lines=lambda claim: [claim.name, claim.email],
        ),
        DateColumn("created_at", label=_("Asked")),
    ]

    def get_base_queryset(self) -> QuerySet[Any]:
        """Not answered yet."""
        found: QuerySet[Any] = super().get_base_queryset()
        return found.filter(decided_at=None).select_related("organisation")


def current_on(prefix: str) -> Q:
    """The condition of ``MembershipQuerySet.current``, for memberships reached through another model."""
    day = timezone.localdate()
    lasting = Q(**{f"{prefix}valid_until": None}) | Q(**{f"{prefix}valid_until__gte": day})
    return lasting & Q(**{f"{prefix}ended_at": None, f"{prefix}user__is_active": True})


def _address_in_words(membership: Membership) -> list[str]:
    return [membership.user.email] if membership.user.get_full_name() else []


def _role_in_words(membership: Membership) -> list[str]:
    return [
        ", ".join(place.title for place in membership.own_places),
        membership.organisation.title if membership.organisation else "",
        _("Last day: {}").format(date_format(membership.valid_until, "j.n.Y")) if membership.valid_until else "",
    ]


def _invitation_in_words(invitation: Invitation) -> list[str]:
    return [
        invitation.get_role_display(),
        invitation.organisation.title if invitation.organisation else "",
        _("The link works until {}.").format(date_format(timezone.localtime(invitation.expires_at), "j.n.Y")),
    ]
