"""Personal data in mails and notices."""

from django.utils.translation import gettext_lazy as _

from portal.mail.retention import KEEP_MAILS, KEEP_NOTICES
from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose, declare

declare(
    PersonalData(
        key="mails",
        whose=Whose.READERS,
        title=_("A mail that the portal sends you"),
        what=_("Your e-mail address and the subject. The text is removed when the mail has gone."),
        purpose=_("The mail is sent, and sent again if a server does not take it."),
        kept=(
            Kept(_("%(time)s after it was sent."), KEEP_MAILS),
            Kept(_("Then only a code without your address, so that nothing is sent twice.")),
        ),
        seen_by=(Seen.ADMINISTRATORS,),
        basis=Basis.PUBLIC_TASK,
        fields={"mail.outgoingmail": ("to", "subject", "body", "html", "headers", "once_key", "last_error")},
    )
)
declare(
    PersonalData(
        key="notices",
        whose=Whose.EDITORS,
        title=_("Notices about your pages"),
        what=_("What the portal told you, and when."),
        purpose=_("You know what waits for you."),
        kept=(Kept(_("%(time)s."), KEEP_NOTICES),),
        seen_by=(Seen.ONESELF, Seen.ADMINISTRATORS),
        basis=Basis.PUBLIC_TASK,
        fields={"mail.notice": ("user", "text", "url", "once_key")},
    )
)
