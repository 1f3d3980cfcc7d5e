"""Personal data of those who are asked whether pages are still right."""

from django.utils.translation import gettext_lazy as _

from portal.freshness.models.asks import LINK_AGE
from portal.privacy.registry import ANY_TEXT, Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

declare(
    PersonalData(
        key="freshness",
        whose=Whose.EDITORS,
        title=_("Keeping pages up to date"),
        what=_("The name and the e-mail of whoever is asked, also without an account; who said that a page is right, and when."),
        purpose=_("Families can trust what the pages say."),
        kept=(
            Kept(_("Contacts and what they said: as long as the organisation keeps them and the page is here.")),
            Kept(_("A question that was mailed: %(time)s."), LINK_AGE),
        ),
        seen_by=(Seen.COLLEAGUES, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={
            "freshness.freshnesscontact": ("email", "name"),
            "freshness.ask": ("user", "email"),
            "freshness.confirmation": ("user", "note"),
            "freshness.collectionround": ("opened_by",),
            "freshness.rounditem": ("note", "answered_by"),
        },
    )
)
nothing_personal("names and kinds", freshness__askedpage=("answer",), freshness__review=(ANY_TEXT,), freshness__collectionround=(ANY_TEXT,))
