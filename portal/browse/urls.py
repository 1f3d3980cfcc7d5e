"""Addresses of the public views, inside the language prefixes. The first segments are reserved (``portal.content.reserved``)."""

from django.urls import path
from django.views.generic import RedirectView

from portal.browse import lists, now, print_views, regions, safety
from portal.browse.calendar import files, news
from portal.browse.calendar import views as calendar_views
from portal.listings.kinds import Kind

app_name = "browse"

urlpatterns = [
    path("kohtaamispaikat/", lists.listings, {"kind": Kind.MEETING_PLACE}, name="places"),
    path("ryhmat/", lists.listings, {"kind": Kind.PEER_GROUP}, name="groups"),
    path("palvelut/", lists.listings, {"kind": Kind.SERVICE}, name="services"),
    path("auttavat-palvelut/", lists.listings, {"kind": Kind.HELPLINE}, name="helplines"),
    path("tapahtumat/", lists.listings, {"kind": Kind.EVENT}, name="events"),
    path("oppaat/", lists.listings, {"kind": Kind.GUIDE}, name="guides"),
    path("materiaalit/", lists.listings, {"kind": Kind.MATERIAL}, name="materials"),
    path("organisaatiot/", lists.listings, {"kind": Kind.ORGANISATION}, name="organisations"),
    path("kunnat/", regions.municipalities, name="municipalities"),
    path("kunnat/<slug:slug>/", regions.municipality, name="municipality"),
    path("alueet/", RedirectView.as_view(pattern_name="browse:municipalities"), name="areas"),
    path("alueet/<slug:slug>/", regions.area, name="area"),
    path("apua-nyt/", now.help_now, name="help_now"),
    path("tanaan/", calendar_views.today, name="today"),
    path("kalenteri/", calendar_views.calendar, name="calendar"),
    path("kalenteri/kaikki.ics", files.calendar_file, name="calendar_file"),
    path("kalenteri/<uuid:listing_id>/", files.page, name="calendar_page"),
    path("kalenteri/<uuid:listing_id>.ics", files.listing_file, name="listing_file"),
    path("kalenteri/<uuid:listing_id>/<uuid:uid>.ics", files.date_file, name="date_file"),
    path("feeds/uutta.atom", news.news_feed, name="news_feed"),
    path("turvallisesti/", safety.safety, name="safety"),
    path("juliste/<uuid:listing_id>/", print_views.poster, name="poster"),
    path("tuloste/<uuid:listing_id>/", print_views.guide, name="guide_print"),
    path("tuloste/painos/<int:edition_id>/", print_views.edition, name="edition_print"),
]
