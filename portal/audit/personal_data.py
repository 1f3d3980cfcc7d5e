"""Personal data in the audit log."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose, declare

declare(
    PersonalData(
        key="audit",
        whose=Whose.EDITORS,
        title=_("The log of what was done"),
        what=_("Who gave rights, approved, published or removed something, and when: the work e-mail, also of somebody who was invited."),
        purpose=_("Afterwards it can be seen who could do what, for example if an account falls into wrong hands."),
        kept=(
            Kept(_("As long as whoever runs the portal has decided. The portal itself removes nothing, so that nobody can hide a deed.")),
        ),
        seen_by=(Seen.ADMINISTRATORS,),
        basis=Basis.LAW,
        fields={"audit.auditevent": ("action", "actor_name", "subject_type", "subject_id", "subject", "data")},
    )
)
