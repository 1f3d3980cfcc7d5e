"""What the situation finder asks, as its coordinator writes it: situations, a closer question for each, and where each answer leads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.content.choices import kind_choices, topic_choices
from portal.localisation.languages import other_languages

MOST_SITUATIONS, MOST_ANSWERS, MOST_PAGES = 8, 6, 5
ADDRESS_LENGTH = 40


class WordsBlock(blocks.StructBlock):
    """An answer in a further language."""

    locale = blocks.ChoiceBlock(choices=other_languages, label=_("Language"))
    text = blocks.CharBlock(max_length=80, label=_("Answer"))
    question = blocks.CharBlock(required=False, max_length=120, label=_("Closer question"), help_text=_("Only where the answer has one."))

    class Meta:
        icon = "globe"
        label = _("Words in another language")


class AnswerBlock(blocks.StructBlock):
    """An answer in plain words, and what it leads to."""

    text = blocks.CharBlock(max_length=80, label=_("Answer"), help_text=_("What a parent would say: “Olemme eroamassa”."))
    address = blocks.CharBlock(
        required=False,
        max_length=ADDRESS_LENGTH,
        label=_("Address"),
        help_text=_("Part of the web address; made from the answer. Later changes of the answer do not change it."),
    )
    topic = blocks.ChoiceBlock(required=False, choices=topic_choices, label=_("Suggest by this topic"))
    kind = blocks.ChoiceBlock(required=False, choices=kind_choices, label=_("… only of this kind"))
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(), required=False, default=[], max_num=MOST_PAGES, label=_("Suggest these pages first"), collapsed=True
    )
    translations = blocks.ListBlock(WordsBlock(), required=False, default=[], label=_("Other languages"), collapsed=True)

    class Meta:
        icon = "tick"
        label = _("Answer")

    def clean(self, value: Any) -> Any:
        """Give the answer its address."""
        cleaned = super().clean(value)
        cleaned["address"] = slugify(cleaned["address"] or cleaned["text"])[:ADDRESS_LENGTH].strip("-")
        if not cleaned["address"]:
            raise blocks.StructBlockValidationError(block_errors={"address": ValidationError(_("Write letters a to z."))})
        return cleaned


class SituationBlock(AnswerBlock):
    """An answer to the first question, with a closer question where one helps."""

    question = blocks.CharBlock(
        required=False,
        max_length=120,
        label=_("Closer question"),
        help_text=_("Optional: “Kuka tarvitsee apua?”"),
    )
    answers = blocks.ListBlock(AnswerBlock(), required=False, default=[], max_num=MOST_ANSWERS, label=_("Answers to it"))

    class Meta:
        icon = "help"
        label = _("Situation")
        description = _("A situation in plain words, a closer question, and where the answers lead")
        template = "blocks/situation.html"
        preview_value = {
            "text": "Olemme eroamassa",
            "address": "ero",
            "topic": "",
            "kind": "",
            "pages": [],
            "translations": [],
            "answers": [],
        }

    def clean(self, value: Any) -> Any:
        """Refuse a closer question without two answers, answers without a question, and a situation that leads nowhere."""
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if cleaned["question"] and len(cleaned["answers"]) < 2:
            errors["question"] = ValidationError(_("A question needs at least two answers."))
        if cleaned["answers"] and not cleaned["question"]:
            errors["question"] = ValidationError(_("Write the question that these answers belong to."))
        everywhere = [cleaned] if not cleaned["answers"] else [*cleaned["answers"]]
        if not leads(cleaned) and not all(leads(one) for one in everywhere):
            errors["topic"] = ValidationError(_("Choose what is suggested: a topic, a kind or pages."))
        addresses = [one["address"] for one in cleaned["answers"]]
        if len(set(addresses)) < len(addresses):
            errors["question"] = ValidationError(_("Two answers have the same address."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


class SituationsBlock(blocks.StreamBlock):
    """The first question's answers."""

    situation = SituationBlock()

    class Meta:
        max_num = MOST_SITUATIONS

    def clean(self, value: Any) -> Any:
        """Refuse two situations at one address."""
        cleaned = super().clean(value)
        addresses = [child.value["address"] for child in cleaned]
        if len(set(addresses)) < len(addresses):
            raise blocks.StreamBlockValidationError(non_block_errors=[ValidationError(_("Two situations have the same address."))])
        return cleaned


def leads(answer: Any) -> bool:
    """Whether an answer says by itself what to suggest."""
    return bool(answer["topic"] or answer["kind"] or answer["pages"])
