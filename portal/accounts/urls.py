"""Addresses of accounts: of allauth's only those that are needed. Nobody signs up, and addresses are changed by an administrator."""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.socialaccount import views as socialaccount
from django.contrib.auth.decorators import login_required
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

_account: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="mfa_index")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", login_required(reauthentication_required(account.password_set)), name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("2fa/", include("allauth.mfa.urls")),
    path("employer/cancelled/", socialaccount.login_cancelled, name="socialaccount_login_cancelled"),
]

urlpatterns: list[URLPattern | URLResolver] = [path("accounts/", include(_account))]
