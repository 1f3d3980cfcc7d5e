"""A time from one hour to another stays on its line."""

import pytest

from portal.content.templatetags.clock import unbroken

KEPT = '<span class="unbroken">{}</span>'


@pytest.mark.parametrize(
    "words", ["1.9.–30.11.2026", "ke 25.11. – pe 27.11.", "puh. 015-411 4120", "klo 18 alkaen", "", "2025-2026", "ma–pe"]
)
def test_what_is_no_time_is_left(words: str) -> None:
    assert unbroken(words) == words


@pytest.mark.parametrize("time", ["klo 17–18.30", "klo 9–11", "kl. 9–11", "9:00–11:00", "16-18", "9.30–11"])
def test_a_time_is_kept_together(time: str) -> None:
    assert unbroken(f"Huomenna ma 23.11. {time}, ei lomilla") == f"Huomenna ma 23.11. {KEPT.format(time)}, ei lomilla"


def test_every_time_of_a_sentence() -> None:
    assert unbroken("ma klo 9–11 ja to klo 17–19") == f"ma {KEPT.format('klo 9–11')} ja to {KEPT.format('klo 17–19')}"


def test_words_are_escaped_once() -> None:
    assert unbroken("<b> & klo 9–11") == f"&lt;b&gt; &amp; {KEPT.format('klo 9–11')}"
    assert unbroken(unbroken("A & B")) == "A &amp; B"
