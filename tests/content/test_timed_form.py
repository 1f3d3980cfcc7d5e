"""How soon a public form may be sent."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from portal.content.timed_form import TimedForm
from portal.settings.env import read


class _Form(TimedForm):
    SALT = "tests.timed"


@pytest.mark.parametrize("wrong", ["-1", "31", "soon"])
def test_a_wrong_number_of_seconds_is_named(wrong: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FORM_SECONDS"):
        read({"FORM_SECONDS": wrong})


def test_what_is_sent_at_once_is_refused_unless_the_operator_says_otherwise(settings: Any) -> None:
    assert settings.FORM_SECONDS == 2
    form = _Form({"opened": _Form.opened_now()})
    assert not form.is_valid()
    with override_settings(FORM_SECONDS=0):
        assert _Form({"opened": _Form.opened_now()}).is_valid()
        for forged in ("", "opened:1:2", TimedForm.opened_now()):
            assert not _Form({"opened": forged}).is_valid(), forged
