"""What an administrator does about somebody else's way of signing in."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.accounts.fresh import fresh_login_required
from portal.accounts.second_factor import remove_second_factor


@fresh_login_required
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take away a user's devices after a loss; asks first, and asks the administrator for a fresh sign-in.

    :raises PermissionDenied: not an administrator, or the own devices: those are the matter of the page about signing in.
    """
    if not request.user.is_superuser or request.user.pk == pk:
        raise PermissionDenied
    user = get_object_or_404(get_user_model(), pk=pk)
    if request.method == "POST":
        remove_second_factor(user, by=request.user)
        messages.success(request, _("Done. %(user)s asks for a new password and sets up a new device.") % {"user": user})
        return HttpResponseRedirect(reverse("wagtailusers_users:index"))
    return render(request, "account/admin/remove_second_factor.html", {"lost": user, "page_title": _("Lost device"), "header_icon": "user"})
