"""The component gallery: complete, drawn without asking anything, and for coordinators alone."""

import re
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from portal.gallery.samples import ENTRIES
from portal.gallery.views import with_own_ids
from portal.members.models import Role
from tests import factories

TEMPLATES = {path.stem for path in Path("templates/components").glob("*.html")}
SHEETS = {path.stem for path in Path("static/components").glob("*.css")}
SAMPLES = [(entry.name, sample) for entry in ENTRIES for sample in entry.samples]


def missing(templates: set[str]) -> set[str]:
    return templates - {entry.name for entry in ENTRIES}


def test_every_component_has_an_entry() -> None:
    assert missing(TEMPLATES) == set()


def test_a_component_without_an_entry_is_found() -> None:
    assert missing({"notice", "new_component"}) == {"new_component"}


def test_every_entry_is_a_component() -> None:
    names = [entry.name for entry in ENTRIES]
    assert len(names) == len(set(names))
    assert set(names) <= TEMPLATES | SHEETS


@pytest.mark.parametrize(("name", "sample"), SAMPLES, ids=[f"{name} {sample.state.name}" for name, sample in SAMPLES])
def test_a_sample_shows_something_and_asks_no_database(name: str, sample: object) -> None:
    html = sample.draw()  # type: ignore[attr-defined]
    assert strip_tags(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)).strip()


def test_ids_of_samples_differ_and_links_stay() -> None:
    html = '<p id="a" aria-labelledby="b c"><a href="#a">x</a><a href="/a">y</a></p>'
    assert with_own_ids(html, 7) == '<p id="a-7" aria-labelledby="b-7 c-7"><a href="#a-7">x</a><a href="/a">y</a></p>'


@pytest.mark.django_db
@pytest.mark.one_database
def test_editors_find_no_gallery(client: Client) -> None:
    editor = factories.member(Role.EDITOR, factories.organisation())
    client.force_login(editor)
    for path in ("/admin/gallery/", "/admin/gallery/shown/", "/admin/gallery/tokens-dark.css"):
        assert client.get(path).status_code == 404, path


@pytest.mark.django_db
@pytest.mark.one_database
def test_coordinators_see_every_component_as_chosen(client: Client) -> None:
    client.force_login(factories.coordinator())
    assert 'width="360"' in client.get("/admin/gallery/?width=360&colours=pink").content.decode()
    with CaptureQueriesContext(connection) as bare:
        client.get("/admin/gallery/tokens-dark.css")
    with CaptureQueriesContext(connection) as all_drawn:
        response = client.get("/admin/gallery/shown/?colours=dark&lang=en&medium=print")
    html = response.content.decode()
    assert len(all_drawn) <= len(bare) + 3
    assert all(f'id="entry-{name}"' in html for name in TEMPLATES)
    assert '<html lang="en">' in html
    assert "tokens-dark.css" in html
    assert "css/print.css" in html
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
    ids = re.findall(r' id="([^"]+)"', html)
    assert {one for one in ids if ids.count(one) > 1} == set()
    assert client.get("/admin/gallery/tokens-pink.css").status_code == 404


@pytest.mark.django_db
@pytest.mark.one_database
def test_each_scheme_is_shown_on_any_device(client: Client) -> None:
    client.force_login(factories.coordinator())
    dark, light = (client.get(f"/admin/gallery/tokens-{scheme}.css").content.decode() for scheme in ("dark", "light"))
    assert "@media all" in dark
    assert "@media not all" in light
    assert "prefers-color-scheme" not in dark + light
