"""The account page of the admin: what the user chooses about mails, and the way to passwords and devices."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel, BaseSettingsPanel, notifications_tab, profile_tab
from wagtail.admin.widgets import Button

from portal.accounts.admin_views import remove
from portal.accounts.forms import MailPaceForm


def no_avatar(panel: AvatarSettingsPanel) -> bool:
    """Portraits are personal data nobody needs here, and this upload passes by the checks of ``portal.media``."""
    return False


# Wagtail lists its own panels in the view and offers no setting for this one.
AvatarSettingsPanel.is_active = no_avatar


class MailPacePanel(BaseSettingsPanel):
    """When notices come by mail."""

    name = "mail_pace"
    title = _("Mails to me")
    tab = notifications_tab
    order = 50
    form_class = MailPaceForm


class SignInPanel(BaseSettingsPanel):
    """The way to the page about passwords, passkeys and codes."""

    name = "sign_in"
    title = _("How I sign in")
    tab = profile_tab
    order = 500
    template_name = "account/admin/sign_in_panel.html"

    def get_form(self) -> forms.Form:
        """Nothing is saved here."""
        return forms.Form()


@hooks.register("register_account_settings_panel")
def mail_pace(request: Any, user: Any, profile: Any) -> MailPacePanel:
    """The user's own choice."""
    return MailPacePanel(request, user, profile)


@hooks.register("register_account_settings_panel")
def sign_in(request: Any, user: Any, profile: Any) -> SignInPanel:
    """Passwords and devices."""
    return SignInPanel(request, user, profile)


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """What administrators do for others; classified in ``portal.isolation.wagtail_doors``, which stands above this app."""
    return [path("accounts/<int:pk>/lost-device/", remove, name="accounts_lost_device")]


@hooks.register("register_user_listing_buttons")
def lost_device(user: Any, request_user: Any) -> Iterator[Button]:
    """For everybody but oneself."""
    if request_user.is_superuser and user != request_user:
        yield Button(_("Lost device"), reverse("accounts_lost_device", args=[user.pk]), icon_name="lock", priority=40)
