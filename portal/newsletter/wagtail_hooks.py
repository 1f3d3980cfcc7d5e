"""In the admin: a number on the coordinators' desk, nothing more."""

from portal.desk.registry import DeskPanel, register_panel
from portal.newsletter.desk import newsletter_panel

register_panel(DeskPanel("newsletter", "newsletter/panel.html", newsletter_panel, 200))
