"""Search, filters, doors, forms: whatever one writes into or chooses from."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join

from portal.browse.list_filters import Group as FilterGroup
from portal.browse.list_filters import Option
from portal.browse.templatetags.cards import filter_groups
from portal.gallery.entry import Entry, Group, Sample, State, drawn
from portal.gallery.samples.words import LONG_TITLE, LONG_WORD


class ExampleForm(forms.Form):
    """Fields of each kind that public forms have; it is never sent."""

    message = forms.CharField(label="Viesti", help_text="Kerro omin sanoin.", widget=forms.Textarea(attrs={"class": "field"}))
    email = forms.EmailField(label="Sähköpostiosoite", required=False, widget=forms.EmailInput(attrs={"class": "field"}))
    answer = forms.ChoiceField(label="Haluatko vastauksen?", choices=[("1", "Kyllä"), ("0", "En")], widget=forms.RadioSelect)


_SUGGESTIONS = (("perhekahvila", "Ryhmä"), ("perheneuvonta", "Palvelu"), (LONG_WORD, "Organisaatio"))


def _suggestions() -> str:
    """As suggest.js draws them, the second one chosen by an arrow key."""
    options = format_html_join(
        "",
        '<li role="option" aria-selected="{}"><span class="suggest-text">{}</span> <span class="suggest-kind">{}</span></li>',
        (("true" if number == 1 else "false", text, label) for number, (text, label) in enumerate(_SUGGESTIONS)),
    )
    return format_html('<div class="gallery-below"><div class="suggest-anchor">{}</div></div>', _suggest_list(options))


def _suggest_list(options: str) -> str:
    return format_html('<ul class="suggest" role="listbox" aria-label="Ehdotukset">{}</ul>', options)


def _filters(*options: Option) -> Sample:
    group = FilterGroup("municipality", "Kunta", options, multiple=True, is_open=True)
    return Sample(State.CHOSEN if any(one.selected for one in options) else State.LONG, lambda: str(filter_groups([group])))


def _doors(title: str, text: str) -> list[dict[str, str]]:
    return [{"title": title, "text": text, "url": "/"}, {"title": "Väsyn arjessa", "text": "", "url": "/"}]


def _town(name: str, count: int, *, url: str = "/") -> dict[str, Any]:
    place = {"x": 180, "y": 90, "r": 22, "name_x": 180, "name_y": 130, "anchor": "middle"}
    return {"name": name, "count": count, "url": url, "chosen": False, **place}


def _map(town: dict[str, Any] | None) -> dict[str, Any]:
    drawing = {"width": 360, "height": 180, "rings": (), "spots": ({"x": 210, "y": 60},), "discs": (town,)} if town else None
    return {"drawing": drawing, "data": {}, "elsewhere": 2, "tiles_from": "", "attribution": "", "with_everywhere": True}


_PLACES = ({"slug": "esimerkkila", "name": "Esimerkkilä"}, {"slug": "toinen", "name": "Toinen kunta"})
_LANGUAGES: tuple[dict[str, Any], ...] = ({"url": "/", "code": "fi", "label": "Suomi"}, {"url": "/", "code": "sv", "label": "Svenska"})

ENTRIES = (
    Entry(
        "search_form",
        Group.FINDING,
        (
            drawn("search_form", query="", id="one", deep=True),
            drawn("search_form", State.LONG, query=LONG_TITLE, id="two", large=True),
        ),
    ),
    Entry("suggest", Group.FINDING, (Sample(State.NORMAL, _suggestions),)),
    Entry(
        "filter_group",
        Group.FINDING,
        (
            _filters(Option("491", "Mikkeli", 14, selected=True), Option("740", "Savonlinna", 0, selected=False)),
            _filters(Option("1", LONG_TITLE, 1234, selected=False), Option("2", LONG_WORD, None, selected=False)),
        ),
    ),
    Entry(
        "chips",
        Group.FINDING,
        (
            drawn(
                "chips",
                State.CHOSEN,
                chips=({"label": "Mikkeli", "remove_url": "/"}, {"label": "Maksuton", "remove_url": "/"}),
                clear_url="/",
            ),
            drawn("chips", State.LONG, chips=({"label": LONG_TITLE, "remove_url": "/"},), clear_url="/"),
        ),
    ),
    Entry(
        "result_head",
        Group.FINDING,
        (
            drawn("result_head", total=14, what="erosta apua, Mikkeli"),
            drawn("result_head", State.LONG, total=1, what=LONG_TITLE),
            drawn("result_head", State.EMPTY, total=0, what=""),
        ),
    ),
    Entry(
        "pagination",
        Group.FINDING,
        (
            drawn("pagination", pagination={"number": 2, "total": 5, "previous_url": "/", "next_url": "/"}),
            drawn("pagination", State.MISSING, pagination={"number": 1, "total": 2, "previous_url": "", "next_url": "/"}),
        ),
    ),
    Entry(
        "tabs",
        Group.FINDING,
        (
            drawn("tabs", label="Näkymä", tabs=[{"label": "Viikko", "url": "/", "is_current": True}, {"label": "Päivä", "url": "/"}]),
            drawn(
                "tabs",
                State.LONG,
                label="Näkymä",
                tabs=[{"label": LONG_WORD, "url": "/", "is_current": True}, {"label": LONG_WORD, "url": "/"}],
            ),
        ),
    ),
    Entry(
        "situation_doors",
        Group.FINDING,
        (
            drawn("situation_doors", doors=_doors("Ero on edessä tai takana", "Tukea sinulle, lapselle ja läheiselle")),
            drawn("situation_doors", State.LONG, doors=_doors(LONG_TITLE, LONG_TITLE)),
        ),
    ),
    Entry(
        "municipality_picker",
        Group.FINDING,
        (
            drawn("municipality_picker", action="/", municipalities=_PLACES, chosen="", brief=False),
            drawn("municipality_picker", State.CHOSEN, action="/", municipalities=_PLACES, chosen="toinen", brief=True, deep=True),
        ),
    ),
    Entry(
        "municipality_state",
        Group.FINDING,
        (
            drawn("municipality_state", state="here", name="Esimerkkilä"),
            drawn("municipality_state", State.EMPTY, state="not_yet", name="Esimerkkilä"),
            drawn("municipality_state", State.MISSING, state="unknown", name="Esimerkkilä"),
        ),
    ),
    Entry(
        "finder_given",
        Group.FINDING,
        (
            drawn("finder_given", given=({"question": "Mikä on tilanteesi?", "answer": "Arki uuvuttaa", "change_url": "/"},)),
            drawn("finder_given", State.LONG, given=({"question": LONG_TITLE, "answer": LONG_TITLE, "change_url": "/"},)),
        ),
    ),
    Entry("saved_share", Group.FINDING, (drawn("saved_share", share_path="/", languages_of_handout=_LANGUAGES),)),
    Entry(
        "public_form",
        Group.FINDING,
        (
            Sample(State.NORMAL, lambda: _form(None)),
            Sample(State.ERROR, lambda: _form({"message": "", "email": "ei osoite"})),
        ),
    ),
    Entry(
        "map_panel",
        Group.FINDING,
        (
            drawn("map_panel", map=_map(_town("Esimerkkilä", 14))),
            drawn("map_panel", State.LONG, map=_map(_town(LONG_WORD, 1234))),
            drawn("map_panel", State.EMPTY, map=_map(_town("Esimerkkilä", 0, url=""))),
            drawn("map_panel", State.MISSING, map=_map(None)),
        ),
    ),
    Entry("map_step", Group.FINDING, (Sample(State.NORMAL, lambda: drawn("map_step").draw().replace(" hidden", "", 1)),)),
    Entry("trap", Group.FINDING, (drawn("trap"),)),
)


def _form(data: dict[str, str] | None) -> str:
    return drawn("public_form", form=ExampleForm(data, auto_id="example_%s"), submit="Lähetä").draw()
