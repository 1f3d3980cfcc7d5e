"""Nothing that could tell about a person is kept without being declared, and times are those of the jobs."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import translation
from wagtail.fields import StreamField

from portal.privacy.registry import ANY_TEXT, Kept, declarations, declared_fields, harmless_fields, in_words, named_models

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField, models.BinaryField, StreamField)
CERTAIN = (models.EmailField, models.GenericIPAddressField)
"""Fields whose model cannot be excused as a whole: each of them must be named."""


def kept_fields(model: type[models.Model]) -> Iterator[tuple[str, bool]]:
    """Names of fields that could hold something about a person, and whether they surely would."""
    user = get_user_model()
    meta = model._meta
    for field in (*meta.local_fields, *meta.local_many_to_many):
        if field.is_relation:
            if field.related_model is user and not getattr(field.remote_field, "parent_link", False):
                yield field.name, True
        elif isinstance(field, CERTAIN):
            yield field.name, True
        elif isinstance(field, TEXTS) and not getattr(field, "choices", None):
            yield field.name, False


def undeclared(model: type[models.Model]) -> list[str]:
    label = model._meta.label_lower
    declared, harmless = declared_fields(label), harmless_fields(label)
    return [
        f"{label}.{name}" for name, surely in kept_fields(model) if name not in declared | harmless and (surely or ANY_TEXT not in harmless)
    ]


def test_every_field_that_could_hold_something_about_a_person_is_declared_or_said_to_be_harmless() -> None:
    missing = [name for model in apps.get_models(include_auto_created=True) for name in undeclared(model)]
    assert missing == [], "Declare these in the app's personal_data.py (portal.privacy.registry)."


def test_a_new_field_would_be_found() -> None:
    class Diary(models.Model):
        owner = models.ForeignKey(get_user_model(), on_delete=models.CASCADE)
        mail = models.EmailField()
        words = models.TextField()
        state = models.CharField(max_length=5, choices=[("a", "A")])

        class Meta:
            app_label = "search"  # of which every text is excused

        def __str__(self) -> str:
            return self.words

    del apps.all_models["search"]["diary"]
    apps.clear_cache()
    assert undeclared(Diary) == ["search.diary.owner", "search.diary.mail"]


def test_declarations_name_fields_that_exist() -> None:
    wrong = []
    for label in named_models():
        names = {field.name for field in apps.get_model(label)._meta.get_fields()}
        wrong += [f"{label}.{name}" for name in (declared_fields(label) | harmless_fields(label)) - names - {ANY_TEXT}]
    assert wrong == []


def test_each_declaration_is_whole() -> None:
    with translation.override("en"):
        for data in declarations():
            assert all(str(text).strip() for text in (data.title, data.what, data.purpose)), data.key
            assert data.kept, data.key
            assert data.seen_by, data.key
            assert data.fields, data.key
            assert not any("%(" in str(kept) for kept in data.kept), data.key


@pytest.mark.parametrize(
    ("time", "words"),
    [
        (dt.timedelta(days=730), "2 years"),
        (dt.timedelta(days=365), "1 year"),
        (dt.timedelta(days=90), "90 days"),
        (dt.timedelta(hours=12), "12 hours"),
        (dt.timedelta(minutes=90), "90 minutes"),
    ],
)
def test_times_in_words(time: dt.timedelta, words: str) -> None:
    with translation.override("en"):
        assert in_words(time) == words
        assert str(Kept("%(time)s after", time)) == f"{words} after"


def times_shown() -> dict[str, set[Any]]:
    return {data.key: {kept.time for kept in data.kept if kept.time is not None} for data in declarations()}


def test_times_are_the_constants_that_the_jobs_use() -> None:
    from portal.accessibility import services as accessibility
    from portal.feedback import retention as feedback
    from portal.freshness.models import asks as freshness
    from portal.mail import retention as mail
    from portal.members import retention as members

    shown = times_shown()
    assert shown["reports"] == {feedback.KEEP_ADDRESS, feedback.KEEP_ANSWERED, feedback.KEEP_OPEN}
    assert shown["accessibility"] == {accessibility.KEEP_ADDRESS, accessibility.KEEP_ANSWERED, accessibility.KEEP_DAYS}
    assert shown["mails"] == {mail.KEEP_MAILS}
    assert shown["notices"] == {mail.KEEP_NOTICES}
    assert shown["claims"] == {members.KEEP_CLAIMS}
    assert shown["roles"] == {members.KEEP_INVITATIONS}
    assert shown["freshness"] == {freshness.LINK_AGE}
