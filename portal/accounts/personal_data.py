"""Personal data of accounts, Django's and allauth's own tables with them."""

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import FormState

from portal.privacy.registry import ANY_TEXT, Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

declare(
    PersonalData(
        key="account",
        whose=Whose.EDITORS,
        title=_("Your account"),
        what=_(
            "Your name, your work e-mail, your password and second factor in a form that nobody can read, your language, and your roles."
        ),
        purpose=_("You sign in and keep the pages that are yours."),
        kept=(Kept(_("As long as you have the account.")),),
        seen_by=(Seen.ONESELF, Seen.COLLEAGUES, Seen.COORDINATORS, Seen.ADMINISTRATORS),
        basis=Basis.PUBLIC_TASK,
        fields={
            "accounts.user": ("password", "email", "first_name", "last_name"),
            "accounts.user_groups": ("user",),
            "accounts.user_user_permissions": ("user",),
            "account.emailaddress": ("user", "email"),
            "account.emailconfirmation": ("key",),
            "mfa.authenticator": ("user", "data"),
            "socialaccount.socialaccount": ("user", "provider", "uid", "extra_data"),
            "socialaccount.socialtoken": ("token", "token_secret"),
            "wagtailusers.userprofile": ("user", "preferred_language", "current_time_zone", "avatar", "dismissibles"),
            "wagtailcore.apitoken": ("user", "name", "key_hash", "prefix"),
        },
    )
)
declare(
    PersonalData(
        key="session",
        whose=Whose.EDITORS,
        title=_("While you are signed in"),
        what=_("That you are signed in, the page you are editing, and what a preview of it shows. Your browser gets two cookies for it."),
        purpose=_("Signing in and editing work, and colleagues see that somebody is editing a page."),
        kept=(
            Kept(_("%(time)s at most."), dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)),
            Kept(_("What a preview shows: %(time)s."), FormState.STALE_TIMEOUT),
        ),
        seen_by=(Seen.COLLEAGUES, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={
            "sessions.session": ("session_key", "session_data"),
            "wagtailadmin.editingsession": ("user", "object_id"),
            "wagtailadmin.formstate": ("data", "user", "object_id", "parent_object_id"),
        },
    )
)
nothing_personal("names of rights", auth=(ANY_TEXT,), contenttypes=(ANY_TEXT,))
nothing_personal("the operator's keys at the identity provider", socialaccount__socialapp=(ANY_TEXT,))
