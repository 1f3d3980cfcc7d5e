"""What a finder refuses from its coordinator, and what it fills in."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from portal.finder.blocks import SituationBlock, SituationsBlock
from tests import factories

pytestmark = pytest.mark.django_db


def situation(**values: Any) -> dict[str, Any]:
    empty = {"text": "Eroamme", "address": "", "topic": "", "kind": "", "pages": [], "translations": [], "question": "", "answers": []}
    return empty | values


def cleaned(**values: Any) -> Any:
    block = SituationBlock()
    return block.clean(block.to_python(situation(**values)))


def answers(*texts: str) -> list[dict[str, Any]]:
    return [situation(text=text, topic="ero") for text in texts]


@pytest.fixture(autouse=True)
def _topic() -> None:
    factories.topic("Ero")


@pytest.mark.parametrize(
    ("values", "where"),
    [
        ({}, "topic"),
        ({"topic": "ero", "text": ""}, "text"),
        ({"topic": "ero", "address": "???"}, "address"),
        ({"topic": "ero", "question": "Mistä on kyse?"}, "question"),
        ({"topic": "ero", "question": "Mistä on kyse?", "answers": answers("Yksi")}, "question"),
        ({"topic": "ero", "answers": answers("Yksi", "Kaksi")}, "question"),
        ({"topic": "ero", "question": "Mistä?", "answers": answers("Sama", "Sama!")}, "question"),
        ({"topic": "tuntematon"}, "topic"),
    ],
)
def test_what_cannot_be_asked_is_refused_at_its_field(values: dict[str, Any], where: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(**values)
    assert where in refused.value.block_errors


def test_two_situations_at_one_address_are_refused() -> None:
    block = SituationsBlock()
    rows = [{"type": "situation", "value": situation(topic="ero")} for _ in range(2)]
    with pytest.raises((StreamBlockValidationError, ValidationError)):
        block.clean(block.to_python(rows))


def test_the_address_is_made_from_the_answer_and_kept() -> None:
    assert cleaned(topic="ero", text="Äiti on väsynyt")["address"] == "aiti-on-vasynyt"
    assert cleaned(topic="ero", address="oma")["address"] == "oma"
