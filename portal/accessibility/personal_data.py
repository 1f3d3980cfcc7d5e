"""Personal data in messages about accessibility."""

from django.utils.translation import gettext_lazy as _

from portal.accessibility.services import KEEP_ADDRESS, KEEP_ANSWERED, KEEP_DAYS
from portal.privacy.registry import ANY_TEXT, Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

declare(
    PersonalData(
        key="accessibility",
        whose=Whose.READERS,
        title=_("A message about accessibility"),
        what=_("What you wrote, the page you named, and your e-mail address if you gave one."),
        purpose=_("We mend what is hard to use and answer you in 14 days, as the law asks."),
        kept=(
            Kept(_("Your address: until you are answered, and %(time)s at most."), KEEP_ADDRESS),
            Kept(
                _("Your message and the answer: %(time)s after the answer is due or given, because you may complain to the authority."),
                KEEP_ANSWERED,
            ),
            Kept(_("Without your words, only the days: %(time)s. They show that we answer in time."), KEEP_DAYS),
        ),
        seen_by=(Seen.COORDINATORS,),
        basis=Basis.LAW,
        fields={"accessibility.accessibilitymessage": ("text", "where", "reply_to", "answer")},
    )
)
nothing_personal(
    "an office's address and number, which the coordinator publishes", accessibility__accessibilitystatement=("contact_email",)
)
nothing_personal(
    "published by the coordinator", accessibility__accessibilitystatement=(ANY_TEXT,), accessibility__statementexception=(ANY_TEXT,)
)
nothing_personal("code of a language", accessibility__accessibilitymessage=("lang",))
