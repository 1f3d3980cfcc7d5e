"""Addresses of members' public pages; their first segments are reserved (``portal.content.reserved``)."""

from django.urls import path

from portal.members.views import accept, claim

app_name = "members"

urlpatterns = [
    path("kutsu/<str:token>/", accept.AcceptView.as_view(), name="accept"),
    path("meidan-organisaatio/<uuid:listing_id>/", claim.ClaimView.as_view(), name="claim"),
    path("meidan-organisaatio/<uuid:listing_id>/kiitos/", claim.thanks, name="claim_thanks"),
]
