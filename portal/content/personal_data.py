"""Personal data in pages: who wrote them. What pages publish tells of organisations; a private person's data may not be in it."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import ANY_TEXT, Basis, Kept, PersonalData, Seen, Whose, declare, nothing_personal

_CONFIRMED = ("organisations.organisationpage", "places.meetingplacepage", "groups.peergrouppage", "services.servicepage")
_CONFIRMED_TOO = ("events.eventpage", "guides.guidepage", "materials.materialpage")

declare(
    PersonalData(
        key="editing",
        whose=Whose.EDITORS,
        title=_("What you write and change"),
        what=_("Who made, changed, commented, approved and published a page or a picture, and when; its earlier versions."),
        purpose=_("An earlier version can be brought back, and colleagues see who did what."),
        kept=(Kept(_("As long as the page or the picture.")),),
        seen_by=(Seen.COLLEAGUES, Seen.COORDINATORS),
        basis=Basis.PUBLIC_TASK,
        fields={
            "wagtailcore.page": ("owner", "locked_by"),
            "wagtailcore.revision": ("user", "object_id", "object_str", "content"),
            "wagtailcore.pagelogentry": ("label", "action", "data", "user"),
            "wagtailcore.modellogentry": ("label", "action", "data", "user", "object_id"),
            "wagtailcore.comment": ("user", "text", "contentpath", "position", "resolved_by"),
            "wagtailcore.commentreply": ("user", "text"),
            "wagtailcore.pagesubscription": ("user",),
            "wagtailcore.workflowstate": ("object_id", "requested_by"),
            "wagtailcore.taskstate": ("finished_by", "comment"),
            "wagtailcore.uploadedfile": ("file", "uploaded_by_user"),
            "content.cohost": ("answered_by",),
            "moderation.previewlink": ("made_by",),
            "media.portalimage": ("uploaded_by_user",),
            "media.portaldocument": ("uploaded_by_user",),
            "wagtailimages.image": ("uploaded_by_user",),
            "wagtaildocs.document": ("uploaded_by_user",),
            **dict.fromkeys((*_CONFIRMED, *_CONFIRMED_TOO), ("confirmed_by",)),
        },
    )
)
nothing_personal(
    "published of organisations, offices and roles; the editor asks for no private person, and approval looks for one",
    **dict.fromkeys(("content", "organisations", "places", "groups", "services", "events", "guides", "materials", "finder"), (ANY_TEXT,)),
    **dict.fromkeys(("home", "regions", "taxonomy", "thesaurus", "media", "wagtailimages", "wagtaildocs"), (ANY_TEXT,)),
)
nothing_personal(
    "copies of what is published", catalogue=(ANY_TEXT,), wagtailsearch=(ANY_TEXT,), wagtailcore=(ANY_TEXT,), taggit=(ANY_TEXT,)
)
nothing_personal("addresses of pages", wagtailredirects=(ANY_TEXT,))
nothing_personal("names of the portal's own", moderation=(ANY_TEXT,), jobs=(ANY_TEXT,), demo=(ANY_TEXT,), wagtailcore__apitoken=())
nothing_personal("an office's address, published", home__sitesettings=("contact_email",), regions__familycentrearea=("contact_email",))
nothing_personal("an office's address, published", regions__areacontact=("email",))
