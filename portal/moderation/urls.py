"""Public addresses of moderation."""

from django.urls import path

from portal.moderation.preview_files import shared_file
from portal.moderation.views.previews import shared_preview

urlpatterns = [
    path("esikatselu/tiedosto/<str:token>/", shared_file, name="shared_file"),
    path("esikatselu/<str:token>/", shared_preview, name="shared_preview"),
]
