"""Personal data in messages about pages."""

from django.utils.translation import gettext_lazy as _

from portal.feedback.retention import KEEP_ADDRESS, KEEP_ANSWERED, KEEP_OPEN
from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

declare(
    PersonalData(
        key="reports",
        whose=Whose.READERS,
        title=_("A report of wrong information"),
        what=_("What you wrote, and your e-mail address if you gave one."),
        purpose=_("The organisation mends the page and answers you."),
        kept=(
            Kept(_("Your address: until you are answered, and %(time)s at most."), KEEP_ADDRESS),
            Kept(_("Your message: %(time)s after the answer."), KEEP_ANSWERED),
            Kept(_("A message that nobody answers: %(time)s."), KEEP_OPEN),
        ),
        seen_by=(Seen.ORGANISATION, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={"feedback.message": ("text", "reply_to", "answer")},
    )
)
declare(
    PersonalData(
        key="answers",
        whose=Whose.EDITORS,
        title=_("Answers to messages"),
        what=_("Who answered a message about a page, and what."),
        purpose=_("Colleagues see what was done."),
        kept=(Kept(_("As long as the message.")), Kept(_("What organisations wrote to each other: as long as the page."))),
        seen_by=(Seen.COLLEAGUES, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={"feedback.message": ("answered_by",), "accessibility.accessibilitymessage": ("answered_by",)},
    )
)
nothing_personal("codes of the portal's own", feedback__message=("about", "lang"))
