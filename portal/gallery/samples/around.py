"""The furniture of every page."""

from portal.gallery.entry import Entry, Group, State, drawn
from portal.gallery.samples.words import LONG_TITLE, LONG_WORD, PAGES, SECTIONS, SITE_SETTINGS

ENTRIES = (
    Entry(
        "site_header_main",
        Group.AROUND,
        (
            drawn("site_header_main", sections=SECTIONS, section="families"),
            drawn("site_header_main", State.MISSING, sections=(), section=""),
        ),
    ),
    Entry("site_header_help", Group.AROUND, (drawn("site_header_help", site_settings=SITE_SETTINGS),)),
    Entry(
        "language_switch",
        Group.AROUND,
        (drawn("language_switch", path="/", languages=()), drawn("language_switch", State.FOREIGN, path="/", languages=("fi",))),
    ),
    Entry(
        "breadcrumb",
        Group.AROUND,
        (
            drawn("breadcrumb", crumbs=({"label": "Vertaisryhmät", "url": "/"}, {"label": "Esimerkkiyhdistys", "url": "/"})),
            drawn("breadcrumb", State.LONG, crumbs=({"label": LONG_TITLE, "url": "/"}, {"label": LONG_WORD, "url": "/"})),
            drawn("breadcrumb", State.FOREIGN, crumbs=({"label": "Kamratgrupper", "url": "/", "lang": "sv"},)),
        ),
    ),
    Entry(
        "site_footer",
        Group.AROUND,
        (
            drawn("site_footer", site_settings=SITE_SETTINGS, pages=PAGES),
            drawn("site_footer", State.MISSING, site_settings={}, pages=()),
        ),
    ),
)
