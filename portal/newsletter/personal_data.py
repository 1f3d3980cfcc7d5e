"""Personal data of those who get news by e-mail."""

from django.utils.translation import gettext_lazy as _

from portal.newsletter.links import KEEP_UNCONFIRMED
from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

declare(
    PersonalData(
        key="newsletter",
        whose=Whose.READERS,
        title=_("News by e-mail"),
        what=_("Your e-mail address, and the municipality, age, kind and language you chose."),
        purpose=_("You get the news you asked for, and nothing else."),
        kept=(
            Kept(_("Until you leave: every mail has a link for it. Then everything is removed at once.")),
            Kept(_("An address that does not confirm: %(time)s."), KEEP_UNCONFIRMED),
            Kept(_("An address that mails do not reach: until three have come back.")),
        ),
        seen_by=(Seen.ADMINISTRATORS,),
        basis=Basis.CONSENT,
        fields={"newsletter.subscription": ("email",)},
    )
)
nothing_personal(
    "codes of what was chosen, known only together with the address", newsletter__subscription=("municipality", "kind", "age_band", "lang")
)
