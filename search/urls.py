"""Addresses of search, inside the language prefixes."""

from django.urls import path

from search.views import results

app_name = "search"
urlpatterns = [path("haku/", results, name="results")]
