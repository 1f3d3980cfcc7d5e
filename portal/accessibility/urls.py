"""Addresses of the statement and its feedback; the first segment is reserved (``portal.content.reserved``)."""

from django.urls import path

from portal.accessibility.views import public

app_name = "accessibility"

urlpatterns = [
    path("saavutettavuus/", public.statement, name="statement"),
    path("saavutettavuus/palaute/", public.FeedbackView.as_view(), name="feedback"),
    path("saavutettavuus/palaute/kiitos/", public.thanks, name="thanks"),
]
