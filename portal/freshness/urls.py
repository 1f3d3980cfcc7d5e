"""Addresses of freshness."""

from django.urls import path

from portal.freshness.link_views import LinkView

urlpatterns = [path("vahvista/<str:token>/", LinkView.as_view(), name="freshness_link")]
