"""The account page of the admin: what the user chooses about mails, and the way to passwords and devices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab, profile_tab

from portal.accounts.forms import MailPaceForm


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
