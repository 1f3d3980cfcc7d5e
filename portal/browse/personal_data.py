"""What the public pages leave on the reader's own device."""

from django.utils.translation import gettext_lazy as _

from portal.privacy.registry import OnDevice, keeps_on_device

keeps_on_device(
    OnDevice(
        key="saved",
        title=_("The pages you saved"),
        purpose=_("You find them again on this device. They are sent nowhere until you open or share the link of your list."),
    )
)
