"""Addresses of freshness."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
