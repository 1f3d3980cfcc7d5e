"""What the times in the editor's form say, asked for while they are being written."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.content.told import ToldSchedule, tell
from portal.editing.schedules import UnreadableError, schedule_in_form


@require_POST
def schedule_told(request: HttpRequest) -> HttpResponse:
    """The posted times in words and their next dates, as a piece of HTML. Reads only what is posted, and stores nothing."""
    try:
        schedule, faults = schedule_in_form(request.POST)
    except UnreadableError:
        unreadable = {"told": ToldSchedule(note=_("These times cannot be read. Open the page anew."))}
        return render(request, "editing/schedule_told.html", unreadable, status=HTTPStatus.BAD_REQUEST)
    told = tell(schedule, timezone.now())
    if faults and not schedule.says_something:
        told = ToldSchedule()
    return render(request, "editing/schedule_told.html", {"told": told, "faults": faults})
