"""``.env.example`` and the environment reader name the same variables."""

import re
from pathlib import Path

from portal.settings.env import Environment

SAMPLE = Path(__file__).parents[2] / ".env.example"
CHOSEN_BY_DJANGO = {"DJANGO_SETTINGS_MODULE"}
NEVER_IN_PRODUCTION = {"DEBUG"}


def test_sample_names_every_variable_and_no_other() -> None:
    named = set(re.findall(r"^#?([A-Z_]+)=", SAMPLE.read_text(encoding="utf-8"), re.MULTILINE))
    assert named - CHOSEN_BY_DJANGO == set(Environment.model_fields) - NEVER_IN_PRODUCTION
