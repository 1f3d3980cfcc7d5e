"""Public addresses of moderation."""

from django.urls import path

from portal.moderation.views.previews import shared_preview

urlpatterns = [path("esikatselu/<str:token>/", shared_preview, name="shared_preview")]
