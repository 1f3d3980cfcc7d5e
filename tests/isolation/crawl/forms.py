"""What a browser would send to an address: the forms it serves to somebody who may see them, filled as they come, and bodies made up."""

from html.parser import HTMLParser
from typing import Any

from django.http import QueryDict

from tests.isolation.crawl.addresses import IDENTIFYING, OF_ALL_KINDS, Filler

MADE_UP = {
    "title": "Muutettu",
    "name": "Muutettu",
    "slug": "muutettu",
    "comment": "Muutettu",
    "text": "Muutettu",
    "answer": "Muutettu",
    "reason": "Muutettu",
    "note": "Muutettu",
    "email": "muutettu@example.org",
    "role": "main_editor",
    "action-publish": "action-publish",
    "position": "0",
    "new_title": "Muutettu",
    "new_slug": "muutettu",
    "confirm": "1",
    "include_descendants": "on",
}
"""Fields that views of Wagtail's and ours read, with values that would show."""


class _Forms(HTMLParser):
    """The fields of every form that is sent by POST, with the values they come with."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[QueryDict] = []
        self._inside = False
        self._select = ""
        self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = (given.get("method") or "").lower() == "post"
            if self._inside:
                self.forms.append(QueryDict(mutable=True))
        if not self._inside:
            return
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "input" and name and (given.get("type") not in {"checkbox", "radio", "file"} or "checked" in given):
            self.forms[-1].appendlist(name, value or ("on" if given.get("type") == "checkbox" else ""))
        elif tag == "button" and name:
            self.forms[-1].appendlist(name, value)
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.forms[-1].appendlist(self._select, value)
        elif tag == "textarea" and name:
            self._textarea = name
            self.forms[-1].appendlist(name, "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._inside and self._textarea:
            self.forms[-1][self._textarea] = data


def forms_in(html: str) -> list[QueryDict]:
    """The forms of a page as a browser would send them, without the token against forged requests."""
    parser = _Forms()
    parser.feed(html)
    for form in parser.forms:
        form.pop("csrfmiddlewaretoken", None)
    return [form for form in parser.forms if form]


def changed(form: QueryDict) -> QueryDict:
    """The form with other words: what is typed is changed, what is chosen stays, and it asks to be published."""
    sent = form.copy()
    for name in form:
        last = name.rpartition("-")[2]
        if last in MADE_UP and sent[name] and not name.endswith(("TOTAL_FORMS", "INITIAL_FORMS")):
            sent[name] = MADE_UP[last]
    if "action-publish" in form:
        sent["action-publish"] = "action-publish"
    return sent


def made_up(filler: Filler) -> QueryDict:
    """A body that names B's things by every name that views know."""
    sent = QueryDict(mutable=True)
    for name, value in MADE_UP.items():
        sent[name] = value
    for name, model in IDENTIFYING.items():
        sent[name] = filler.first_of(model)
    for name in OF_ALL_KINDS:
        sent[name] = filler.first_of("wagtailcore.page")
    sent["chosen"] = sent["new_parent_page"] = filler.first_of("wagtailcore.page")
    return sent


def as_dict(form: QueryDict) -> dict[str, Any]:
    """For the test client's POST, which sends lists as repeated fields."""
    return {name: form.getlist(name) for name in form}
