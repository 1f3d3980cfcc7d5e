"""Addresses of the news by e-mail; the first segment is reserved (``portal.content.reserved``)."""

from django.urls import path

from portal.newsletter import views

app_name = "newsletter"

urlpatterns = [
    path("uutiskirje/", views.SubscribeView.as_view(), name="subscribe"),
    path("uutiskirje/lahetetty/", views.sent, name="sent"),
    path("uutiskirje/vahvista/<str:token>/", views.ConfirmView.as_view(), name="confirm"),
    path("uutiskirje/peru/<str:token>/", views.LeaveView.as_view(), name="leave"),
]
