"""The accessibility statement as fields that the coordinator edits, and what readers write about accessibility."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from portal.accessibility.forms import StatementForm
from portal.accessibility.supervisor import due_on
from portal.accessibility.wcag import criteria_in, known_criteria
from portal.localisation.fields import LocalisedTextField


class Conformance(models.TextChoices):
    """How far the portal meets WCAG 2.2, levels A and AA, and EN 301 549."""

    FULL = "full", _("Fully accessible")
    PARTIAL = "partial", _("Partly accessible")
    NONE = "none", _("Not accessible")


class Method(models.TextChoices):
    """Who looked."""

    SELF = "self", _("Assessed by ourselves")
    EXTERNAL = "external", _("Assessed by an outside expert")


class Reason(models.TextChoices):
    """Why something is not accessible: what the act (306/2019) lets a statement say."""

    MENDED = "mended", _("We are mending it")
    BURDEN = "burden", _("Mending it would be a disproportionate burden")
    OUTSIDE = "outside", _("The act does not apply to it")


@register_setting(icon="glasses")
class AccessibilityStatement(ClusterableModel, BaseGenericSetting):
    """The statement, one for the portal, dated. What the law says itself (feedback, supervisor) stands in the page's template."""

    conformance = models.CharField(
        _("how accessible the portal is"), max_length=10, choices=Conformance.choices, default=Conformance.PARTIAL
    )
    assessed_on = models.DateField(_("day of the assessment"), null=True, blank=True)
    method = models.CharField(_("how it was assessed"), max_length=10, choices=Method.choices, default=Method.SELF)
    method_text = LocalisedTextField(_("how it was assessed, in words"), blank=True, multiline=True)
    written_on = models.DateField(_("day of the first statement"), null=True, blank=True)
    reviewed_on = models.DateField(_("day of the latest check"), null=True, blank=True)
    other_ways = LocalisedTextField(
        _("how to get what is not accessible"), blank=True, multiline=True, help_text=_("For example: call, and we read it to you.")
    )
    contact_email = models.EmailField(
        _("e-mail for accessibility"), blank=True, help_text=_("An office's address. Empty: the one in the site settings.")
    )
    contact_phone = models.CharField(_("telephone for accessibility"), max_length=30, blank=True)

    edit_handler = ObjectList(
        [
            HelpPanel(
                content=_("This is the statement that the law (306/2019) asks for. Check it once a year, and after every big change.")
            ),
            FieldPanel("conformance"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("assessed_on"), FieldPanel("method")]), FieldPanel("method_text")], heading=_("Assessment")
            ),
            FieldRowPanel([FieldPanel("written_on"), FieldPanel("reviewed_on")]),
            InlinePanel("exceptions", heading=_("What is not accessible"), label=_("Exception")),
            FieldPanel("other_ways"),
            FieldRowPanel([FieldPanel("contact_email"), FieldPanel("contact_phone")]),
        ],
        base_form_class=StatementForm,
    )

    class Meta:
        verbose_name = _("accessibility statement")

    def clean(self) -> None:
        """Refuse days to come, and a check before the first statement."""
        super().clean()
        today = timezone.localdate()
        late = [name for name in ("assessed_on", "written_on", "reviewed_on") if getattr(self, name) and getattr(self, name) > today]
        if late:
            raise ValidationError(dict.fromkeys(late, _("This day is still to come.")))
        if self.written_on and self.reviewed_on and self.reviewed_on < self.written_on:
            raise ValidationError({"reviewed_on": _("The statement was not there yet on this day.")})

    @property
    def is_written(self) -> bool:
        """Whether somebody has assessed the portal and dated the statement."""
        return self.assessed_on is not None and self.written_on is not None


class StatementException(Orderable):
    """Something that is not accessible, and why."""

    statement = ParentalKey(AccessibilityStatement, on_delete=models.CASCADE, related_name="exceptions")
    text = LocalisedTextField(
        _("what is not accessible"), multiline=True, help_text=_("In plain words: what, where, and for whom it is hard.")
    )
    criteria = models.CharField(
        _("WCAG criteria"), max_length=100, blank=True, validators=[known_criteria], help_text=_("Numbers, with commas: 1.2.2, 1.4.3")
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices, default=Reason.MENDED)
    reason_text = LocalisedTextField(
        _("reason in words"),
        blank=True,
        multiline=True,
        help_text=_("Required for a disproportionate burden: the law asks for the grounds."),
    )
    until = models.DateField(_("mended by"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("criteria"), FieldPanel("reason"), FieldPanel("until")]),
        FieldPanel("reason_text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("exception of the accessibility statement")
        verbose_name_plural = _("exceptions of the accessibility statement")

    def __str__(self) -> str:
        return f"{self.criteria} {self.get_reason_display()}"

    def clean(self) -> None:
        """Ask for what the reason needs: a day for what is being mended, grounds for a burden."""
        super().clean()
        if self.reason == Reason.MENDED and not self.until:
            raise ValidationError({"until": _("Tell by when it is mended.")})
        if self.reason == Reason.BURDEN and not self.reason_text:
            raise ValidationError({"reason_text": _("Tell the grounds: why is it a disproportionate burden?")})

    @property
    def criterion_numbers(self) -> list[str]:
        """Numbers of the criteria."""
        return criteria_in(self.criteria)


class AccessibilityMessageQuerySet(models.QuerySet["AccessibilityMessage"]):
    """Messages about accessibility."""

    def waiting(self) -> "AccessibilityMessageQuerySet":
        """Those that can still be answered: of the others the words have gone, or there is an answer."""
        return self.filter(answered_at=None).exclude(text="")


class AccessibilityMessage(models.Model):
    """What a reader wrote about accessibility: answered in 14 days, which is tracked. Text and address go some time after the answer."""

    text = models.TextField(_("message"), max_length=4000)
    where = models.CharField(_("on which page"), max_length=300, blank=True)
    """In the reader's words, often an address."""
    reply_to = models.EmailField(_("answer to"), blank=True)
    """Emptied when the answer has been mailed, or when none comes (``services.forget``)."""
    lang = models.CharField(max_length=10, editable=False)
    """The reader's language, in which the answer's mail is written."""
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    due_on = models.DateField(_("answer by"), editable=False, db_index=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(_("answer"), max_length=4000, blank=True)

    objects = AccessibilityMessageQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message about accessibility")
        verbose_name_plural = _("messages about accessibility")
        ordering: ClassVar[list[str]] = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.created_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; the last day for an answer is counted from when it came."""
        self.due_on = due_on(self.created_at)
        super().save(*args, **kwargs)

    @property
    def is_overdue(self) -> bool:
        """Whether it waits for an answer past its day (Europe/Helsinki)."""
        return self.answered_at is None and self.due_on < timezone.localdate()

    @property
    def was_in_time(self) -> bool | None:
        """Whether it was answered on its last day or before; None while it waits."""
        return None if self.answered_at is None else timezone.localdate(self.answered_at) <= self.due_on

    @property
    def days_left(self) -> int:
        """Days until the last one; negative when it is over."""
        return (self.due_on - timezone.localdate()).days

    @property
    def opening(self) -> str:
        """The first words, for lists; empty when the text has been removed."""
        return self.text[:80]
