"""Addresses of what readers tell; their first segment is reserved (``portal.content.reserved``)."""

from django.urls import path

from portal.feedback.views import public

app_name = "feedback"

urlpatterns = [
    path("palaute/<uuid:listing_id>/", public.ReportView.as_view(), name="report"),
    path("palaute/<uuid:listing_id>/apua/", public.helpful, name="helpful"),
    path("palaute/<uuid:listing_id>/kiitos/<slug:what>/", public.thanks, name="thanks"),
]
