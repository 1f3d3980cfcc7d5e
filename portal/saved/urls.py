"""Addresses of the saved list and its hand-out, inside the language prefixes."""

from django.urls import path

from portal.saved import views

app_name = "saved"

urlpatterns = [
    path("tallennetut/", views.saved, name="list"),
    path("tuloste/", views.handout, name="handout"),
]
