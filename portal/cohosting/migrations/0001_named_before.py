"""Co-hosts that pages named before co-hosts were asked: they were told to the public then, so they count as accepted."""

from django.db import migrations
from django.utils import timezone

ARRANGED = (("events", "EventPage"), ("groups", "PeerGroupPage"), ("places", "MeetingPlacePage"), ("services", "ServicePage"))


def accept(apps, schema_editor):
    CoHost = apps.get_model("content", "CoHost")
    for app, model in ARRANGED:
        for pk, co_hosts in apps.get_model(app, model).objects.values_list("pk", "co_hosts"):
            for raw in co_hosts.raw_data:
                if raw["type"] == "page" and raw["value"]:
                    accepted = {"state": "accepted", "answered_at": timezone.now()}
                    CoHost.objects.get_or_create(page_id=pk, organisation_id=raw["value"], defaults=accepted)


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0002_co_host"),
        ("events", "0001_initial"),
        ("groups", "0001_initial"),
        ("places", "0001_initial"),
        ("services", "0001_initial"),
    ]

    operations = [migrations.RunPython(accept, migrations.RunPython.noop)]
