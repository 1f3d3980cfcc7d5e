"""Personal data of members, of those invited, and of those who say that an organisation is theirs."""

from django.utils.translation import gettext_lazy as _

from portal.members.retention import KEEP_CLAIMS, KEEP_INVITATIONS
from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose, declare

declare(
    PersonalData(
        key="claims",
        whose=Whose.READERS,
        title=_("“This is our organisation”"),
        what=_("Your name, your e-mail at the organisation, and what you wrote."),
        purpose=_("A coordinator checks it and invites you."),
        kept=(Kept(_("%(time)s after the answer."), KEEP_CLAIMS),),
        seen_by=(Seen.COORDINATORS,),
        basis=Basis.PUBLIC_TASK,
        fields={"members.claim": ("name", "email", "message")},
    )
)
declare(
    PersonalData(
        key="roles",
        whose=Whose.EDITORS,
        title=_("Your role and your invitation"),
        what=_("Which organisation's pages you keep, since when and until when, who invited you, and the address the invitation went to."),
        purpose=_("Only those may edit a page who keep it."),
        kept=(
            Kept(_("Your roles: as long as you have the account.")),
            Kept(_("The invitation: %(time)s after its last day."), KEEP_INVITATIONS),
        ),
        seen_by=(Seen.COLLEAGUES, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={
            "members.membership": ("user", "invited_by"),
            "members.invitation": ("email", "message", "invited_by", "accepted_by"),
            "members.claim": ("decided_by",),
        },
    )
)
