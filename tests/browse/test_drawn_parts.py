"""Parts of pages that Python draws: nothing from data becomes HTML, and words are the reader's."""

from typing import Any
from uuid import uuid4

import lucide
import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from home.furniture import furniture
from home.models import SiteSettings
from portal.browse.cards import Card
from portal.browse.list_filters import Group, Option
from portal.browse.templatetags.calendars import calendar_choices
from portal.browse.templatetags.cards import filter_groups, listing_cards
from portal.browse.templatetags.icons import icon_svg
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from tests import factories

EVIL = '"><script>alert(1)</script>'
ESCAPED = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"


def card(**fields: Any) -> Card:
    listing = Listing(id=uuid4(), kind=Kind.SERVICE, lang="fi", url="/palvelut/x/", title="Perheneuvo", summary="Apua arkeen.")
    return Card(**{"listing": listing, "kind_label": "Palvelu", "kind_icon": "hand-helping"} | fields)


@pytest.mark.parametrize("tag", ["{% icon %}", '{% icon "phone" 18 20 %}', '{% icon "phone" large %}'])
def test_an_icon_that_is_not_understood_is_refused_when_the_template_is_read(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load icons %}" + tag)


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(lucide.IconDoesNotExist):
        icon_svg("no-such-icon")


def test_icons_by_text_and_by_variable_are_the_same_and_hidden_from_screen_readers() -> None:
    template = Template('{% load icons %}{% icon "phone" 18 %}|{% icon name 18 %}|{% icon "phone" %}')
    by_text, by_variable, usual = template.render(Context({"name": "phone"})).split("|")
    assert by_text == by_variable == icon_svg("phone", 18)
    assert 'aria-hidden="true"' in by_text
    assert 'width="18"' in by_text
    assert 'width="20"' in usual


def test_nothing_on_a_card_becomes_html() -> None:
    evil = card().listing.model_copy(update={"title": EVIL, "summary": EVIL, "url": f"/{EVIL}"})
    told = dict.fromkeys(("kind_label", "whom", "when", "note", "after", "where", "distance", "freshness", "foreign_lang"), EVIL)
    for state in ("upcoming", "cancelled", "moved", "open"):
        html = listing_cards([card(listing=evil, facts=(EVIL,), when_state=state, **told)])
        assert "<script" not in html
        assert html.count(ESCAPED) == len(told) + 4  # and title, summary, address, fact


def test_a_snippet_is_html_only_when_it_was_made_safe() -> None:
    assert "<mark>" not in listing_cards([card(snippet="<mark>apu</mark>")])


def test_a_card_tells_its_state_in_the_readers_language() -> None:
    with translation.override("fi"):
        html = listing_cards([card(when="ke 25.11.", when_state="cancelled", note="Sairaus", after="ke 2.12.")], 2)
    assert "<h2" in html
    assert "<strong>Peruttu</strong> <s>ke 25.11.</s> · Sairaus" in html
    assert "ke 2.12." in html


def test_no_cards_are_nothing() -> None:
    assert listing_cards([]) == ""
    assert filter_groups([]) == ""


def test_nothing_in_a_filter_becomes_html() -> None:
    group = Group(name=EVIL, label=EVIL, options=(Option(value=EVIL, label=EVIL, count=1, selected=True),))
    html = filter_groups([group])
    assert "<script" not in html
    assert html.count(ESCAPED) == 5


def test_nothing_in_a_choice_of_the_calendar_becomes_html() -> None:
    html = calendar_choices([Group(name=EVIL, label=EVIL, options=(Option(value=EVIL, label=EVIL, count=None, selected=True),))])
    assert "<script" not in html
    assert html.count(ESCAPED) == 6
    assert html.count(" selected") == 1
    assert calendar_choices([]) == ""


def test_a_filter_offers_one_or_several_and_says_how_many() -> None:
    options = (Option("", "Kaikki", None, False), Option("ero", "Ero", 1, True), Option("nuoret", "Nuoret", 12, False))
    with translation.override("fi"):
        one = filter_groups([Group("topic", "Aihe", options, is_open=True)])
        several = filter_groups([Group("topic", "Aihe", options, multiple=True)])
    assert one.count('type="radio"') == several.count('type="checkbox"') == len(options)
    assert '<details class="filter-group" open>' in one
    assert " open" not in several
    assert one.count(" checked") == 1
    assert one.count("choice-count") == 2
    assert "1 tulos<" in one
    assert "12 tulosta<" in one


def test_a_fixed_part_knows_nothing_of_the_page() -> None:
    template = Template("{% load fixed %}{% fixed %}[{{ name }}]{% endfixed %}{{ name }}")
    assert template.render(Context({"name": "Perheneuvo"})) == "[]Perheneuvo"


def test_a_fixed_part_is_said_in_each_language() -> None:
    template = Template("{% load fixed i18n %}{% fixed %}{% translate 'Search' %} {% url 'search:results' %}{% endfixed %}")
    said = []
    for language in ("fi", "en", "fi"):
        with translation.override(language):
            said.append(template.render(Context()))
    assert said == ["Hae /haku/", "Search /en/haku/", "Hae /haku/"]


def test_a_fixed_part_is_drawn_once_and_again_when_settings_are_others(settings: Any) -> None:
    template = Template("{% load fixed static %}{% fixed %}{% static 'css/base.css' %}{% endfixed %}")
    assert template.render(Context()) == template.render(Context()) == "/static/css/base.css"
    settings.STATIC_URL = "/elsewhere/"
    assert template.render(Context()) == "/elsewhere/css/base.css"


def test_a_fixed_part_without_an_end_is_refused() -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load fixed %}{% fixed %}words")


def test_what_tells_of_the_settings_is_drawn_for_each_language_and_section_until_they_change(db: None) -> None:
    factories.section("Perheille")
    part = Template('{% load portal_ui %}{% furnished "components/site_header_main.html" section %}')
    foot = Template('{% load portal_ui %}{% furnished "components/site_footer.html" %}')

    def drawn(template: Template, section: str = "") -> str:
        return template.render(Context({"furniture": furniture(), "section": section, "site_settings": "of this page alone"}))

    assert "aria-current" not in drawn(part)
    assert 'aria-current="true"' in drawn(part, "families")
    assert "aria-current" not in drawn(part)
    with translation.override("en"):
        assert 'href="/en/haku/"' in drawn(part)
    settings = SiteSettings.load()
    settings.contact_phone = "015 000 111"
    settings.save()
    assert "015 000 111" in drawn(foot)
    settings.contact_phone = "015 000 222"
    settings.save()
    assert "015 000 222" in drawn(foot)
    assert "015 000 111" not in drawn(foot)
