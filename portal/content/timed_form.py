"""Forms of people without an account: two quiet checks tell people from programs, and no third party is asked."""

from typing import Any

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class TimedForm(forms.Form):
    """A form with a signed time at which the page was opened, and a field that people do not see.

    Give it ``initial={"opened": Form.opened_now()}``; its template includes ``components/trap.html``.
    """

    SALT = ""
    """Of the signature; each form has its own, so that the time of one page does not count for another."""
    AT_MOST = 12 * 60 * 60
    """Seconds from opening to sending; at least as many as the setting FORM_SECONDS says."""

    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a form that was sent at once, or so late that what it was about may have changed; what was typed stays.

        A form with other faults comes back anyway, and has a new time then.
        """
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        signer = signing.TimestampSigner(salt=self.SALT)
        try:
            signer.unsign(given.get("opened", ""), max_age=self.AT_MOST)
        except signing.BadSignature as error:
            raise ValidationError(_("The page was open for a long time. Please send it once more.")) from error
        if settings.FORM_SECONDS == 0:
            return given
        try:
            signer.unsign(given["opened"], max_age=settings.FORM_SECONDS)
        except signing.SignatureExpired:
            return given
        raise ValidationError(_("That was very quick. Please look through what you wrote and send it once more."))

    @property
    def is_by_a_program(self) -> bool:
        """Whether ``homepage``, a field that people do not see, was filled in."""
        return bool(self.data.get("homepage"))

    @classmethod
    def opened_now(cls) -> str:
        """The present moment, signed."""
        return signing.TimestampSigner(salt=cls.SALT).sign("opened")

    def open_again(self) -> None:
        """Take the present moment for the next try; everything else that was typed stays."""
        sent: Any = self.data
        typed = sent.copy()
        typed["opened"] = self.opened_now()
        self.data = typed
