"""Fictional words that several samples use."""

from types import SimpleNamespace
from uuid import UUID

from portal.listings.kinds import Kind
from portal.listings.listing import Listing

LONG_TITLE = "Lapsiperheiden kohtaamispaikkatoiminnan vertaisryhmänohjaajakoulutus vuorovaikutushaasteista"
LONG_WORD = "Varhaiskasvatusyhteistyöneuvottelukunta"
PHONE = "015 000 0000"
SITE = "https://www.example.org/perheille/kohtaamispaikkatoiminta-ja-vertaisryhmat"

LISTING = Listing(
    id=UUID("00000000-0000-4000-8000-000000000001"),
    kind=Kind.PEER_GROUP,
    lang="fi",
    url="/",
    title="Isien iltapäivä",
    summary="Jutellaan, leikitään ja juodaan kahvit. Voit tulla ensimmäistä kertaa yksinkin.",
)
LONG = LISTING.model_copy(update={"title": LONG_TITLE, "summary": f"{LONG_WORD} kutsuu. " + LISTING.summary * 3})
SENSITIVE = LISTING.model_copy(update={"title": "Tukea erossa", "sensitive": True})

SITE_SETTINGS = SimpleNamespace(
    crisis_phone="112",
    operator="Esimerkkilän hyvinvointialue",
    contact_text={"fi": "Perhekeskuksen työntekijä auttaa löytämään oikean paikan."},
    contact_phone=PHONE,
    contact_email="perhekeskus@example.org",
    contact_url="https://www.example.org/",
)
SECTIONS = tuple(
    SimpleNamespace(key=key, label=label, url="/")
    for key, label in (("families", "Perheille"), ("youth", "Nuorille"), ("professionals", "Ammattilaisille"))
)
PAGES = (SimpleNamespace(label="Tietoa sivustosta", url="/"),)
