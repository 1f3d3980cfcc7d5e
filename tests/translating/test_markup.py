"""Rich text of translators: whatever somebody writes into a file, it is refused in words and at once."""

import time

import pytest
from django.core.exceptions import ValidationError

from portal.translating.markup import MarkupError, taken

SOURCE = "<p>Tule <b>mukaan</b></p>"
FEATURES = ("bold", "link")


@pytest.mark.parametrize("broken", ["<![", "<![ <p>Kom <b>med</b></p>", "<p>Kom <b>med</b><![ x</p>"])
def test_what_the_parser_rejects_is_refused_in_words(broken: str) -> None:
    with pytest.raises(MarkupError):
        taken(broken, SOURCE, FEATURES)


@pytest.mark.parametrize("quiet", ["<![if x]>", "<![CDATA[x", "<?php x ?>"])
def test_what_is_no_element_is_not_kept_as_markup(quiet: str) -> None:
    kept = taken(f"<p>Kom <b>med</b>{quiet}</p>", SOURCE, FEATURES)
    assert "<!" not in kept
    assert "<?" not in kept


@pytest.mark.parametrize("start", ["<a b='", "<!--", "<a", "<a "])
def test_tags_that_never_end_are_refused_at_once(start: str) -> None:
    begun = time.process_time()
    with pytest.raises((MarkupError, ValidationError)):
        taken(start * 200_000, SOURCE, FEATURES)
    with pytest.raises(MarkupError):
        taken(start * 800, SOURCE, FEATURES)
    assert time.process_time() - begun < 1


def test_a_translation_is_taken_with_a_sign_that_is_no_tag() -> None:
    assert taken("<p>Kom <b>med</b>, 3 < 4</p>", SOURCE, FEATURES).count("&lt;") == 1
