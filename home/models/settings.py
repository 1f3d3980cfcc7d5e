"""Settings of the whole portal, edited by the coordinator."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from portal.localisation.fields import LocalisedTextField
from portal.localisation.languages import all_languages


class AlertTextBlock(blocks.StructBlock):
    """The alert's words in one language."""

    locale = blocks.ChoiceBlock(choices=all_languages, label=_("Language"))
    text = blocks.CharBlock(max_length=300, label=_("Text"))

    class Meta:
        icon = "globe"
        label = _("Words")


class AlertBlock(blocks.StructBlock):
    """A banner on every page, from one time to another."""

    level = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("important", _("Important")), ("urgent", _("Urgent"))], default="info", label=_("Level")
    )
    texts = blocks.ListBlock(AlertTextBlock(), min_num=1, label=_("Words"))
    url = blocks.URLBlock(required=False, label=_("Web address for more"))
    starts = blocks.DateTimeBlock(required=False, label=_("Shown from"), help_text=_("Empty: at once. Finnish time."))
    ends = blocks.DateTimeBlock(required=False, label=_("Shown until"), help_text=_("Empty: until you take it away."))

    class Meta:
        icon = "warning"
        label = _("Alert")
        description = _("A banner on every page for a time")
        template = "blocks/alert.html"
        preview_value = {"level": "important", "texts": [{"locale": "fi", "text": "Puhelinlinja on suljettu tänään."}]}

    def clean(self, value: Any) -> Any:
        """Refuse an alert that ends before it starts."""
        cleaned = super().clean(value)
        if cleaned["starts"] and cleaned["ends"] and cleaned["ends"] <= cleaned["starts"]:
            raise blocks.StructBlockValidationError(block_errors={"ends": ValidationError(_("It ends before it starts."))})
        return cleaned


@register_setting(icon="site")
class SiteSettings(BaseGenericSetting):
    """Contact, crisis line, campaign on the front page, alerts and the banner for sample content."""

    operator = models.CharField(_("who keeps this portal"), max_length=150, blank=True)
    contact_text = LocalisedTextField(_("human contact"), blank=True, multiline=True)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail of the office"), blank=True)
    contact_url = models.URLField(_("web address"), blank=True)
    search_contact = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("contact on search results"),
        help_text=_("The helpline or service that answers whatever was searched for. Shown under every search result. Empty: a helpline."),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    crisis_text = LocalisedTextField(_("crisis line"), blank=True, text_max_length=200)
    crisis_phone = models.CharField(_("crisis number"), max_length=30, default="112")
    is_sample = models.BooleanField(
        _("sample content"), default=False, help_text=_("Shows on every page that the content is a sample, and keeps search engines away.")
    )
    alerts = StreamField([("alert", AlertBlock())], verbose_name=_("alerts"), blank=True)
    campaign_title = LocalisedTextField(_("campaign: title"), blank=True, text_max_length=120)
    campaign_text = LocalisedTextField(_("campaign: text"), blank=True, multiline=True)
    campaign_page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("campaign: page"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    campaign_starts = models.DateField(_("campaign: from"), null=True, blank=True)
    campaign_ends = models.DateField(_("campaign: until"), null=True, blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("operator"),
                FieldPanel("contact_text"),
                FieldPanel("contact_phone"),
                FieldPanel("contact_email"),
                FieldPanel("contact_url"),
                PageChooserPanel("search_contact", "services.ServicePage"),
            ],
            heading=_("Contact"),
        ),
        MultiFieldPanel([FieldPanel("crisis_text"), FieldPanel("crisis_phone")], heading=_("Crisis line")),
        FieldPanel("alerts"),
        MultiFieldPanel(
            [
                FieldPanel("campaign_title"),
                FieldPanel("campaign_text"),
                FieldPanel("campaign_page"),
                FieldPanel("campaign_starts"),
                FieldPanel("campaign_ends"),
            ],
            heading=_("Campaign on the front page"),
        ),
        FieldPanel("is_sample"),
    ]

    class Meta:
        verbose_name = _("site settings")

    def clean(self) -> None:
        """Refuse a campaign that ends before it starts."""
        super().clean()
        if self.campaign_starts and self.campaign_ends and self.campaign_ends < self.campaign_starts:
            raise ValidationError({"campaign_ends": _("It ends before it starts.")})
